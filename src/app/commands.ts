/** What the page itself can do in any view; views offer what is theirs while they are on screen. */
import type { App } from '../state/app.svelte.ts';
import type { Handlers } from '../state/commands.svelte.ts';
import { partsOf } from '../state/panels.svelte.ts';
import type { DrawerPart } from '../state/panels.svelte.ts';
import type { Planner } from '../state/planner.svelte.ts';
import { placeOf } from './problems.ts';

export interface PageActions {
  readonly focusSearch: () => void;
  readonly copyText: () => void;
  readonly copyLink: () => void;
  readonly download: () => void;
}

export function pageCommands(app: App, page: PageActions): Handlers {
  const { tracer, panels } = app;
  const inPlan = (work: (planner: Planner) => void) => () =>
    app.loadedPlanner !== null && work(app.loadedPlanner);
  const isPlan = () => app.view === 'plan';
  return {
    palette: () => (app.dialog = 'palette'),
    keys: () => (app.dialog = 'keys'),
    open: () => (app.dialog = 'open'),
    'view-plan': () => app.show('plan'),
    'view-design': () => {
      app.show('design');
      panels.leaveToView();
    },
    'view-trace': () => app.show('trace'),
    'view-learn': () => app.show('learn'),
    search: page.focusSearch,
    'new-trace': () => newTrace(app),
    problems: () => toggleDrawer(app, 'problems'),
    'next-problem': () => stepProblem(app, 1),
    'previous-problem': () => stepProblem(app, -1),
    drawer: () => toggleDrawer(app),
    rail: () => toggleRail(app),
    inspector: () => panels.showInspector(app.view, !panels.wantsInspector(app.view)),
    download: page.download,
    'copy-link': page.copyLink,
    undo: () => (isPlan() ? app.loadedPlanner?.undo() : app.editor.undo()),
    redo: () => (isPlan() ? app.loadedPlanner?.redo() : app.editor.redo()),
    back: () => tracer.walk.back(),
    on: () => tracer.walk.on(),
    play: () => tracer.walk.togglePlay(),
    blocker: () => tracer.walk.nextBlocker(),
    swap: () => void app.swap(),
    'copy-text': page.copyText,
    split: inPlan((planner) => planner.splitChosen()),
    join: inPlan((planner) => planner.joinChosen()),
    pin: inPlan((planner) => planner.togglePin()),
    'split-into': inPlan((planner) => planner.askSplit()),
    'bulk-split': inPlan((planner) => (planner.dialog = { kind: 'bulk' })),
    allocate: inPlan((planner) => (planner.dialog = { kind: 'allocate' })),
    export: inPlan((planner) => (planner.dialog = { kind: 'export' })),
    import: inPlan((planner) => (planner.dialog = { kind: 'import' })),
  };
}

/** A question from what is selected: one object is the source, of two the second is the destination. */
function newTrace(app: App): void {
  const names = app.selection.ids.flatMap((id) => app.endpointOf(id) ?? []);
  const [from, to] = names;
  const isElsewhere = app.view !== 'trace';
  app.show('trace');
  if (from !== undefined) {
    if (to === undefined) app.tracer.edit({ from });
    else void app.ask({ ...app.tracer.draft, from, to });
  }
  // Whoever comes with a source goes on with the destination.
  app.tracer.wantedField = isElsewhere && from !== undefined ? 'to' : 'from';
}

function stepProblem(app: App, by: 1 | -1): void {
  const problem = app.problems.step(by);
  if (problem === undefined) return app.say('No problems.');
  app.panels.openDrawer('problems');
  if (problem.resource !== undefined) app.goTo(problem.resource);
  const place = placeOf(problem);
  app.say(place === '' ? problem.summary : `${problem.summary} (${place})`);
}

function toggleDrawer(app: App, part?: DrawerPart): void {
  // The gallery has no drawer: what is asked for there belongs to the project.
  if (app.view === 'learn') app.show('trace');
  app.panels.toggleDrawer(part);
}

function toggleRail(app: App): void {
  const { panels, view } = app;
  const [first] = partsOf[view];
  if (first === undefined) return;
  panels.openRail(view, panels.railPart(view) === null ? first : null);
}
