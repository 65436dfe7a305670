import { describe, expect, test } from 'vitest';

import { evaluate, prepare } from './evaluate.ts';
import { mergePatch } from './topology.ts';
import { pathVectors, vectorTopology } from './vectors.ts';

describe('the reference evaluator gives the answers of vectors-core.json', () => {
  test.each(pathVectors)('$id $rules $title', ({ topology, patch, flow, expect: expected }) => {
    const result = evaluate(prepare(mergePatch(vectorTopology(topology), patch)), flow);
    expect(result).toMatchObject(withoutNote(expected));
  });
});

function withoutNote(expected: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(expected).filter(([field]) => field !== 'note'));
}
