/** What the menu of the drawing and of the outline offers: the commands that count for what is selected, with their keys. */
import { keyBindings, keysOf, shownKey } from '../state/keys.ts';
import type { Command } from '../state/keys.ts';
import type { MenuItem } from '../ui/menu.ts';
import type { App } from '../state/app.svelte.ts';
import { stated } from './edits.ts';
import type { Board } from './board.svelte.ts';

type Line = readonly [command: Command, label: string];

export function objectMenu({ app }: Board): { readonly label: string; readonly items: readonly MenuItem[] } {
  const { ids, primary } = app.selection;
  const one = ids.length === 1 && primary !== null ? primary : null;
  const trace: readonly Line[] =
    one !== null && app.endpointOf(one) !== undefined ? [['new-trace', 'Trace from here']] : [];
  // What AWS makes by itself, such as a zone, can have a note and nothing else.
  const isOwn = stated(app, ids).length > 0;
  const change: readonly Line[] = [
    ...(one === null ? [] : ([['connect', 'Connect to…']] as const)),
    ['group', 'Move into…'],
    ...(one === null ? ([['align', 'Align…']] as const) : ([['rename', 'Rename']] as const)),
  ];
  const note: readonly Line[] = [['note', 'Write a note on it']];
  const whole: readonly Line[] = [
    ['duplicate', 'Duplicate'],
    ['delete', 'Delete'],
  ];
  const groups = app.editor.readOnly ? [trace] : isOwn ? [trace, [...change, ...note], whole] : [trace, note];
  const name =
    one === null
      ? `${ids.length} objects`
      : (app.editor.diagram.nodes.find(({ id }) => id === one)?.name ?? one);
  return { label: `Actions for ${name}`, items: linesOf(app, groups) };
}

/** Beside everything that is drawn. */
export function paperMenu({ app }: Board): { readonly label: string; readonly items: readonly MenuItem[] } {
  const make: readonly Line[] = [
    ['add', 'Add…'],
    ['note', 'Write a note'],
  ];
  const look: readonly Line[] = [
    ['fit', 'Fit all'],
    ['search', 'Search'],
    ['outline', 'Outline or drawing'],
  ];
  const groups = app.editor.readOnly ? [look] : [make, look, [['tidy', 'Tidy'] as const]];
  return { label: 'Actions for the drawing', items: linesOf(app, groups) };
}

function linesOf(app: App, groups: readonly (readonly Line[])[]): readonly MenuItem[] {
  return groups.flatMap((lines, group) =>
    lines.map(([command, label], at): MenuItem => {
      const binding = keyBindings.find((each) => each.command === command);
      const [key] = binding === undefined ? [] : keysOf(binding, app.keyChoices.current);
      return {
        label,
        ...(key !== undefined && { keys: shownKey(key) }),
        apart: at === 0 && groups.slice(0, group).some(({ length }) => length > 0),
        run: () => void app.commands.run(command),
      };
    }),
  );
}
