/** What the bundled scenarios consist of, each file fetched from this origin when it is wanted. */
import type { InputFile } from '../../engine/index.ts';
import type { ScenarioSource } from '../state/library.svelte.ts';

const networks = import.meta.glob<string>('../../scenarios/*/scenario.{json,yaml,yml}', {
  query: '?raw',
  import: 'default',
});
const stories = import.meta.glob<string>('../../scenarios/*/story.md', { query: '?raw', import: 'default' });

export const scenarioFiles: Pick<ScenarioSource, 'files' | 'story'> = {
  async files(slug) {
    const found = Object.entries(networks).filter(([path]) => path.includes(`/scenarios/${slug}/`));
    return Promise.all(
      found.map(async ([path, read]): Promise<InputFile> => ({ path: nameOf(path), text: await read() })),
    );
  },
  async story(slug) {
    const found = Object.entries(stories).find(([path]) => path.includes(`/scenarios/${slug}/`));
    return found === undefined ? '' : withoutFrontMatter(await found[1]());
  },
};

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '').trim();
}
