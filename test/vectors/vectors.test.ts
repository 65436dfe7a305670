/** Each worked case of the project's own file is a test, named by its id and rules. */
import { expect, test } from 'vitest';
import { readVectorFile, runCase } from './run.ts';

const { cases, topologies } = readVectorFile(new URL('vectors-core.json', import.meta.url).pathname);

test.each(
  cases.map((vectorCase) => ({
    ...vectorCase,
    name: [vectorCase.id, ...vectorCase.rules, vectorCase.title].join(' '),
  })),
)('$name', (vectorCase) => {
  expect(runCase(vectorCase, topologies).failure).toBeUndefined();
});
