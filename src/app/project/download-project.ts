/** Gives the user the project as a file. */
import type { App } from '../../state/app.svelte.ts';
import { download, fileName } from '../../ui/download.ts';

export async function downloadProject(app: App, format: 'yaml' | 'json'): Promise<void> {
  const { project } = app.workspace;
  const text = await app.workspace.document(format);
  if (project === null || text === null) return;
  const name = fileName(project.scenario ?? project.name);
  download(`${name}.${format}`, text);
  app.say(`${name}.${format} is in your downloads.`);
}
