/** What can be done with the project and has no key of its own. */
import type { App } from '../../state/app.svelte.ts';
import { downloadProject } from '../project/download-project.ts';
import type { Entry } from './entries.ts';

export function actionsOf(app: App): readonly Entry[] {
  const { project } = app.workspace;
  const always: readonly Action[] = [
    ['new-plan', 'New address plan', 'Empty, 10.0.0.0/16', () => void app.newPlan()],
    ['new-network', 'New network', 'Empty canvas', () => void app.newNetwork()],
  ];
  const withProject: readonly Action[] = [
    ['share', 'Share a link', '', () => (app.dialog = 'share')],
    ['snapshots', 'Snapshots', 'Keep or restore a version', () => (app.dialog = 'snapshots')],
    ['cost', 'Show what it costs', 'Prices, a month', () => app.panels.openDrawer('cost', true)],
    ['text', 'Show the project as text', 'YAML or JSON', () => app.panels.openDrawer('text', true)],
    ['trace-text', 'Show the trace as text', '', () => app.panels.openDrawer('trace', true)],
    ['read', 'What was read', '', () => (app.dialog = 'read')],
    ['download-json', 'Download as JSON', '', () => void downloadProject(app, 'json')],
    ['download-yaml', 'Download as YAML', '', () => void downloadProject(app, 'yaml')],
    ['print', 'Print this view', '', () => print()],
  ];
  return [...always, ...(project === null ? [] : withProject)].map(([id, label, detail, run]): Entry => ({
    id: `action:${id}`,
    kind: 'Commands',
    label,
    detail,
    run,
  }));
}

type Action = readonly [id: string, label: string, detail: string, run: () => void];
