import { expect, test } from 'vitest';

import {
  countRules,
  refuseGroupReference,
  refuseGroupsOfInterface,
  ruleWeight,
} from '../../../engine/resources/security-group/constraints.ts';
import { verdict } from './constraint-cases.ts';

test.each([
  ['PEER-8: one Region, two accounts', 'active', ['r1', 'r1'], 'accepted'],
  ['PEER-8: not between Regions', 'active', ['r1', 'r2'], 'PEER-8'],
  ['SG-11: not before the peering is active', 'pending-acceptance', ['r1', 'r1'], 'SG-11'],
  ['PEER-8: an unknown Region is not held against it', 'active', ['r1', undefined], 'accepted'],
] as const)('%s', (_claim, peering, regions, expected) => {
  expect(verdict(refuseGroupReference({ peering, regions, accounts: ['1', '2'] }))).toBe(expected);
});

test.each([
  ['SG-1: a default group serves its own VPC', { id: 'sg-d', vpc: 'vpc-b', isDefault: true }, 'SG-1'],
  [
    'SG-1: another one may be associated with more',
    { id: 'sg-x', vpc: 'vpc-b', isDefault: false },
    'accepted',
  ],
  ['SG-1: its own', { id: 'sg-d', vpc: 'vpc-a', isDefault: true }, 'accepted'],
])('%s', (_claim, group, expected) => {
  expect(verdict(refuseGroupsOfInterface([group], 'vpc-a'))).toBe(expected);
});

test.each([
  ['SG-18: a block counts 1', { kind: 'cidr' }, 1],
  ['SG-18: a group counts 1', { kind: 'group' }, 1],
  ['SG-18: a prefix list counts its maximum', { kind: 'prefix-list', maxEntries: 55 }, 55],
  [
    'SG-18: CloudFront counts 55',
    { kind: 'prefix-list', name: 'com.amazonaws.global.cloudfront.origin-facing' },
    55,
  ],
  ['SG-18: S3 counts 1', { kind: 'prefix-list', name: 'com.amazonaws.us-east-1.s3' }, 1],
  ['SG-18: DynamoDB counts 1', { kind: 'prefix-list', name: 'com.amazonaws.us-east-1.dynamodb' }, 1],
  ['SG-18: Lattice counts 10', { kind: 'prefix-list', name: 'com.amazonaws.us-east-1.vpc-lattice' }, 10],
  ['SG-18: Ground Station counts 5', { kind: 'prefix-list', name: 'com.amazonaws.global.groundstation' }, 5],
  [
    'SG-18: an AWS list not named here counts 1',
    { kind: 'prefix-list', name: 'com.amazonaws.global.new-service' },
    1,
  ],
  ['SG-18: an unknown list counts 1', { kind: 'prefix-list' }, 1],
] as const)('%s', (_claim, peer, expected) => {
  expect(ruleWeight(peer)).toBe(expected);
});

test('SG-18: ten blocks and a list of at most 55 are 65', () => {
  const blocks = Array.from({ length: 10 }, () => ({ kind: 'cidr' }) as const);
  expect(countRules([...blocks, { kind: 'prefix-list', maxEntries: 55 }])).toBe(65);
});
