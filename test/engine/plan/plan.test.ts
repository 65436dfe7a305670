import { describe, expect, test } from 'vitest';

import { formatCidr, halvesOf } from '../../../engine/ip/index.ts';
import {
  BLANK_SUBNET,
  FREE_LEAF,
  type Label,
  createPlan,
  eachLeaf,
  isBlank,
  isSpare,
  leavesOf,
  nodeAt,
} from '../../../engine/plan/index.ts';
import { branch, sameLabel } from '../../../engine/plan/plan.ts';
import { cidr, planOf, ref, rowsOf } from '../../properties/plan-arbitraries.ts';

const offices = planOf('10.0.0.0/22', ['10.0.0.0/23 Paris', '10.0.0.0/24 app', '10.0.2.0/23 db']);

test('a new plan has one unnamed subnet for each block', () => {
  const plan = createPlan('gcp', [cidr('10.0.0.0/16'), cidr('2001:db8::/56')], 'Offices');
  expect(plan).toMatchObject({ name: 'Offices', cloud: 'gcp', needs: [], strategy: 'largest-first' });
  expect(rowsOf(plan)).toEqual(['10.0.0.0/16', '2001:db8::/56']);
  expect(leavesOf(plan)).toBe(2);
});

test('a branch counts the leaves of its halves', () => {
  const two = branch(FREE_LEAF, BLANK_SUBNET);
  expect(branch(two, branch(two, FREE_LEAF)).leaves).toBe(5);
  expect(leavesOf(offices)).toBe(3);
});

describe('nodeAt', () => {
  test.each([
    ['the block itself', '10.0.0.0/22', 0, 'branch'],
    ['a group', '10.0.0.0/23', 0, 'branch'],
    ['a leaf', '10.0.1.0/24', 0, 'leaf'],
    ['part of a leaf', '10.0.2.0/24', 0, undefined],
    ['around the block', '10.0.0.0/21', 0, undefined],
    ['beside the block', '10.0.4.0/24', 0, undefined],
    ['another family', '2001:db8::/24', 0, undefined],
    ['no such block', '10.0.0.0/22', 1, undefined],
    ['a place before the first', '10.0.0.0/22', -1, undefined],
  ])('%s', (_claim, text, block, kind) => {
    expect(nodeAt(offices, ref(text, block))?.kind).toBe(kind);
  });
});

test('eachLeaf goes in address order', () => {
  const seen: string[] = [];
  for (const { root, cidr: base } of offices.blocks)
    eachLeaf(root, base, ({ label }, at) => seen.push(`${formatCidr(at)} ${label.name ?? '-'}`));
  expect(seen).toEqual(['10.0.0.0/24 app', '10.0.1.0/24 -', '10.0.2.0/23 db']);
});

test.each([
  ['0.0.0.0/0', ['0.0.0.0/1', '128.0.0.0/1']],
  ['255.255.255.254/31', ['255.255.255.254/32', '255.255.255.255/32']],
  ['2001:db8::/63', ['2001:db8::/64', '2001:db8:0:1::/64']],
  ['2001:db8::/127', ['2001:db8::/128', '2001:db8::1/128']],
])('ADDR-7 the halves of %s', (text, halves) => {
  expect(halvesOf(cidr(text)).map(formatCidr)).toEqual(halves);
});

test.each(['10.0.0.1/32', '2001:db8::1/128'])('%s has no halves', (text) => {
  expect(() => halvesOf(cidr(text))).toThrow(RangeError);
});

describe('isSpare', () => {
  test.each<[claim: string, free: boolean, label: Label, spare: boolean]>([
    ['free space', true, {}, true],
    ['free space with a note', true, { note: 'ask first' }, true],
    ['free space that is pinned', true, { pinned: true }, false],
    ['a subnet about which nothing was said', false, {}, true],
    ['a named subnet', false, { name: 'app' }, false],
    ['a subnet with a note only', false, { note: 'ask first' }, false],
    ['a pinned subnet', false, { pinned: true }, false],
  ])('%s', (_claim, free, label, spare) => {
    expect(isSpare({ kind: 'leaf', free, label })).toBe(spare);
  });
});

test.each<[Label, Label, boolean]>([
  [{}, {}, true],
  [{ name: 'app', tint: 1 }, { tint: 1, name: 'app' }, true],
  [{ name: 'app' }, { note: 'app' }, false],
  [{ pinned: true }, {}, false],
])('labels %j and %j are the same: %s', (a, b, same) => {
  expect(sameLabel(a, b)).toBe(same);
  expect(isBlank(a) && isBlank(b)).toBe(same && Object.keys(a).length === 0);
});
