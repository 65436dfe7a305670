/** Gathers what the inspector shows of an object from the open project. */
import { entryOf, withStated } from '../../engine/editing.ts';
import type { App } from '../state/app.svelte.ts';
import type { Inspection } from '../state/inspection.svelte.ts';
import type { Subject } from './subject.ts';

/** `null` when the project has no such object, or its types are not known yet. */
export function subjectOf(app: App, inspection: Inspection, id: string): Subject | null {
  const { editor } = app;
  const { document, catalogue, diagram, readOnly } = editor;
  const type = editor.typeOf(id);
  if (document === null || catalogue === null || type === undefined) return null;
  const node = diagram.nodes.find((each) => each.id === id);
  const stated = entryOf(document, id)?.entry;
  const written = stated?.['name'];
  const name = typeof written === 'string' && written !== '' ? written : (node?.name ?? id);
  return {
    id,
    type,
    name,
    node,
    diagram,
    isStated: stated !== undefined,
    // What AWS or another entry brings along shows what its own entry would say.
    entry: stated ?? entryOf(withStated(document, catalogue, id), id)?.entry,
    readOnly,
    put: (path, value, what) => inspection.put(id, path, value, `${what} of ${name}`),
  };
}
