import { expect, test } from 'vitest';
import { TINT_COUNT } from '../../../engine/addresses.ts';
import { patternOf } from '../../../src/planner/tints.ts';

test('in print, no two tints side by side have one pattern', () => {
  const patterns = Array.from({ length: TINT_COUNT }, (_, at) => patternOf(at + 1));
  expect(new Set(patterns)).toEqual(new Set(['none', 'stripe', 'dot', 'cross']));
  patterns.slice(1).forEach((pattern, at) => expect(pattern).not.toBe(patterns[at]));
});
