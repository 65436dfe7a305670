/** The bundled scenarios: an index made when the app is built, the rest fetched from this origin when wanted. */
import type { ScenarioSource } from '../state/library.svelte.ts';
import { scenarioFlow } from '../state/library.svelte.ts';

/** The one that a first visit opens on. */
export const featuredScenario = 'reply-never-came-home';

export const scenarioSource: ScenarioSource = {
  async entries() {
    // Where the files are comes along: a first visit wants one of them next.
    const [{ entries }] = await Promise.all([
      import('virtual:scenario-index'),
      import('./scenario-files.ts'),
    ]);
    return entries.map((entry) => ({ ...entry, flows: entry.flows.map(scenarioFlow) }));
  },
  async files(slug) {
    return (await import('./scenario-files.ts')).scenarioFiles.files(slug);
  },
  async story(slug) {
    return (await import('./scenario-files.ts')).scenarioFiles.story(slug);
  },
};
