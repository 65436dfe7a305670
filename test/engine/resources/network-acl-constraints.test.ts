import { expect, test } from 'vitest';

import { refuseRuleNumbers } from '../../../engine/resources/network-acl/constraints.ts';
import { verdict } from './constraint-cases.ts';

test.each([
  ['NACL-14: each number once', [100, 200], 'accepted'],
  ['NACL-14: not twice in one direction', [100, 200, 100], 'NACL-14'],
  ['NACL-2: from 1', [0, 1], 'NACL-2'],
  ['NACL-2: to 32766', [32766, 32767], 'NACL-2'],
  ['NACL-2: whole numbers', [1.5], 'NACL-2'],
])('%s', (_claim, ruleNumbers, expected) => {
  expect(verdict(refuseRuleNumbers(ruleNumbers))).toBe(expected);
});
