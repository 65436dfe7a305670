/** What can be done with selected objects: the lines of their menu. */
import { copyText as textOf, duplicate, removeResources } from '../../engine/editing.ts';
import type { App } from '../state/app.svelte.ts';
import { emptyAsk } from '../state/ask.ts';
import { copyText } from '../ui/clipboard.ts';
import type { MenuItem } from '../ui/menu.ts';
import type { Subject } from './subject.ts';

/** The menu of one object: traces from and to it, where it can be an end of one. */
export function actionsFor(app: App, subject: Subject): readonly MenuItem[] {
  const { id, name, type, readOnly } = subject;
  return [
    ...(isEnd(type.kind)
      ? [
          { label: 'Trace from here', keys: 'T', run: () => trace(app, { from: id }) },
          { label: 'Trace to here', run: () => trace(app, { to: id }) },
        ]
      : []),
    { label: 'Copy as JSON', keys: 'Ctrl C', apart: isEnd(type.kind), run: () => void copy(app, [id], name) },
    ...(readOnly || !subject.isStated
      ? []
      : [
          { label: 'Duplicate', keys: 'Ctrl D', run: () => duplicated(app, [id], name) },
          { label: 'Delete', keys: 'Del', apart: true, run: () => remove(app, [id], name) },
        ]),
  ];
}

const ENDS: ReadonlySet<string> = new Set([
  'instance',
  'network-interface',
  'internet-host',
  'internet-gateway',
  'on-premises-network',
  'load-balancer',
  'lambda-function',
  'database',
  'database-proxy',
]);

function isEnd(kind: string): boolean {
  return ENDS.has(kind);
}

function trace(app: App, end: { readonly from?: string; readonly to?: string }): void {
  const { from, to, protocol, port } = app.tracer.draft;
  app.tracer.edit({
    ...emptyAsk,
    from: from === end.to ? '' : from,
    to: to === end.from ? '' : to,
    protocol,
    port,
    ...end,
  });
  app.show('trace');
  void app.ask();
}

export async function copy(app: App, ids: readonly string[], what: string): Promise<void> {
  const { document, catalogue } = app.editor;
  if (document === null || catalogue === null) return;
  const done = await copyText(textOf(document, catalogue, ids));
  app.say(done ? `${what} is on the clipboard.` : 'This browser does not let the page copy.');
}

export function duplicated(app: App, ids: readonly string[], what: string): void {
  const { document, catalogue } = app.editor;
  if (document === null || catalogue === null) return;
  const copied = duplicate(document, catalogue, ids);
  app.editor.apply(`Duplicate ${what}`, copied.patch);
  app.selection.select(copied.ids);
}

export function remove(app: App, ids: readonly string[], what: string): void {
  const { document, catalogue } = app.editor;
  if (document === null || catalogue === null) return;
  app.selection.clear();
  app.editor.apply(`Delete ${what}`, removeResources(document, catalogue, ids));
}
