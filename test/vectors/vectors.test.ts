/** Each worked case of the project's own file is a test, named by its id and rules. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readVectorFile, runCase } from './run.ts';

const { cases, topologies } = readVectorFile(fileURLToPath(new URL('vectors-core.json', import.meta.url)));

test.each(
  cases.map((vectorCase) => ({
    ...vectorCase,
    name: [vectorCase.id, ...vectorCase.rules, vectorCase.title].join(' '),
  })),
)('$name', (vectorCase) => {
  expect(runCase(vectorCase, topologies).failure).toBeUndefined();
});
