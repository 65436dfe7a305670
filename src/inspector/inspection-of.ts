/** What the inspector asks and does in the open app: made when something is first inspected, and kept from then on. */
import type { App } from '../state/app.svelte.ts';
import { Inspection } from '../state/inspection.svelte.ts';

const made = new WeakMap<App, Inspection>();

/** To be called while a component is set up: state that is made while something is derived would belong to that. */
export function inspectionOf(app: App): Inspection {
  const known = made.get(app);
  if (known !== undefined) return known;
  const inspection = new Inspection(app.engine, app.editor, () => app.tracer.project?.project ?? null);
  made.set(app, inspection);
  return inspection;
}
