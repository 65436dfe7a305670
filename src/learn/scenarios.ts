/** The bundled scenarios: an index made when the app is built, the rest fetched from this origin when wanted. */
import { entries } from 'virtual:scenarios';
import type { ScenarioEntry, ScenarioSource } from '../state/library.svelte.ts';
import { scenarioFlow } from '../state/library.svelte.ts';

/** The one that a first visit opens on. */
export const featuredScenario = 'reply-never-came-home';

export const scenarioEntries: readonly ScenarioEntry[] = entries.map((entry) => ({
  ...entry,
  flows: entry.flows.map(scenarioFlow),
}));

/** Where each file is comes with the first that is wanted: a visit to one's own project needs none. */
export const scenarioSource: ScenarioSource = {
  async files(slug) {
    return (await import('./scenario-files.ts')).scenarioFiles.files(slug);
  },
  async story(slug) {
    return (await import('./scenario-files.ts')).scenarioFiles.story(slug);
  },
};
