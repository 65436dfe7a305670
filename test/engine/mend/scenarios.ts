/** The networks and questions of all scenarios. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '../../../engine/index.ts';
import type { LoadResult, Question } from '../../../engine/index.ts';

const folder = fileURLToPath(new URL('../../../scenarios', import.meta.url));

export interface ScenarioCase {
  readonly slug: string;
  readonly loaded: LoadResult;
  readonly questions: readonly Question[];
}

export const scenarios: readonly ScenarioCase[] = readdirSync(folder)
  .sort()
  .map((slug) => {
    const text = (name: string) => readFileSync(`${folder}/${slug}/${name}`, 'utf8');
    return {
      slug,
      loaded: load([{ path: 'scenario.yaml', text: text('scenario.yaml') }]),
      questions: JSON.parse(text('flows.json')) as Question[],
    };
  });

export function scenario(slug: string): ScenarioCase {
  const found = scenarios.find((each) => each.slug === slug);
  if (found === undefined) throw new Error(`There is no scenario ${slug}.`);
  return found;
}
