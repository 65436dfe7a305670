import { expect, test } from 'vitest';

import { refusePrefixList } from '../../../engine/resources/prefix-list/constraints.ts';
import { cidrs, verdict } from './constraint-cases.ts';

test.each([
  ['LIM-21: one family', ['10.0.0.0/16', '10.1.0.0/16'], 5, 'accepted'],
  ['LIM-21: not both', ['10.0.0.0/16', '2001:db8::/56'], 5, 'LIM-21'],
  ['LIM-21: up to its maximum', ['10.0.0.0/16', '10.1.0.0/16'], 1, 'LIM-21'],
  ['LIM-21: the maximum is at most 1000', ['10.0.0.0/16'], 1001, 'LIM-21'],
])('%s', (_claim, entries, maxEntries, expected) => {
  expect(verdict(refusePrefixList({ entries: cidrs(entries), maxEntries }))).toBe(expected);
});
