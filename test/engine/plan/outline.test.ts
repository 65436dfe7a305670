import { describe, expect, test } from 'vitest';

import { formatCidr } from '../../../engine/ip/index.ts';
import {
  type Outline,
  MAX_LEAVES,
  type Plan,
  addBlock,
  assignVpc,
  bulkSplit,
  createPlan,
  foldableFrom,
  outlineOf,
  relabel,
} from '../../../engine/plan/index.ts';
import { cidr, planOf, ref } from '../../properties/plan-arbitraries.ts';

const paris = planOf('10.0.0.0/22', [
  '10.0.0.0/23 Paris tint=2',
  '10.0.0.0/24 Louvre',
  '10.0.0.0/25 app',
  '10.0.0.128/25 db note=x',
  '10.0.2.0/24 web',
]);

/** Rows as a table of text, indented by depth, with what can be folded marked `-`, or `+` when it is. */
function table({ rows }: Outline): string[] {
  return rows.map(({ depth, folded, kind, cidr: at, label, subnets, usable }) => {
    const mark = folded === undefined ? '' : folded ? '+ ' : '- ';
    const name = label.name === undefined ? '' : ` ${label.name}`;
    return `${'  '.repeat(depth)}${mark}${kind} ${formatCidr(at)}${name}: ${subnets}, ${usable}`;
  });
}

function bracketsOf({ brackets }: Outline): string[] {
  return brackets.map(
    ({ cidr: at, firstRow, lastRow, leaves }) => `${formatCidr(at)} ${firstRow}-${lastRow}, ${leaves}`,
  );
}

describe('one block', () => {
  test('has rows for groups, subnets and free space, with the addresses that AWS leaves', () => {
    const outline = outlineOf(paris);
    expect(table(outline)).toEqual([
      '- group 10.0.0.0/23 Paris: 2, 246',
      '  - group 10.0.0.0/24 Louvre: 2, 246',
      '    subnet 10.0.0.0/25 app: 1, 123',
      '    subnet 10.0.0.128/25 db: 1, 123',
      '  free 10.0.1.0/24: 0, 256',
      'subnet 10.0.2.0/24 web: 1, 251',
      'free 10.0.3.0/24: 0, 256',
    ]);
    expect(bracketsOf(outline)).toEqual([
      '10.0.0.0/24 2-3, 2',
      '10.0.0.0/23 1-4, 3',
      '10.0.2.0/23 5-6, 2',
      '10.0.0.0/22 0-6, 5',
    ]);
    expect(outline.totals).toEqual({
      subnets: 3,
      freeBlocks: 2,
      addresses: 1024n,
      inSubnets: 512n,
      usable: 497n,
    });
  });

  test('hides what is folded, and keeps its sums', () => {
    const outline = outlineOf(
      paris,
      new Set(['0 10.0.0.0/23', '0 10.0.0.0/24', '0 10.0.2.0/24', 'no such row']),
    );
    expect(table(outline)).toEqual([
      '+ group 10.0.0.0/23 Paris: 2, 246',
      'subnet 10.0.2.0/24 web: 1, 251',
      'free 10.0.3.0/24: 0, 256',
    ]);
    expect(bracketsOf(outline)).toEqual(['10.0.0.0/23 0-0, 3', '10.0.2.0/23 1-2, 2', '10.0.0.0/22 0-2, 5']);
    expect(outline.totals).toEqual(outlineOf(paris).totals);
  });

  test('that is one subnet has one row and no bracket', () => {
    const outline = outlineOf(createPlan('standard', [cidr('10.0.0.0/24')]));
    expect([table(outline), bracketsOf(outline)]).toEqual([['subnet 10.0.0.0/24: 1, 254'], []]);
  });

  test('of a VPC with a name has a row for it', () => {
    const plan = assignVpc(planOf('10.0.0.0/23', ['10.0.0.0/24 app']), 0, 'blue');
    expect(table(outlineOf(plan))).toEqual([
      '- block 10.0.0.0/23 blue: 1, 251',
      '  subnet 10.0.0.0/24 app: 1, 251',
      '  free 10.0.1.0/24: 0, 256',
    ]);
    const folded = outlineOf(plan, new Set(['0 block']));
    expect(table(folded)).toEqual(['+ block 10.0.0.0/23 blue: 1, 251']);
    expect(bracketsOf(folded)).toEqual(['10.0.0.0/23 0-0, 2']);
  });
});

describe('several blocks', () => {
  const plan = addBlock(relabel(paris, ref('10.0.0.0/22'), { name: 'France' }), cidr('2001:db8::/64'));

  test('each have a row, apart from that of a group of all of it', () => {
    const keys = outlineOf(plan).rows.map(({ key }) => key);
    expect(keys.slice(0, 3)).toEqual(['0 block', '0 10.0.0.0/22', '0 10.0.0.0/23']);
    expect(keys.slice(-2)).toEqual(['1 block', '1 2001:db8::/64']);
    expect(outlineOf(plan).totals.addresses).toBe(1024n + 2n ** 64n);
  });

  test.each([
    [0, ['0 block', '0 10.0.0.0/22', '0 10.0.0.0/23', '0 10.0.0.0/24', '1 block']],
    [2, ['0 10.0.0.0/23', '0 10.0.0.0/24']],
    [9, []],
  ])('what can be folded from depth %d', (depth, keys) => {
    expect(foldableFrom(plan, depth)).toEqual(keys);
  });
});

test('a plan without blocks has no rows', () => {
  expect(outlineOf(createPlan('aws', []))).toEqual({
    rows: [],
    brackets: [],
    totals: { subnets: 0, freeBlocks: 0, addresses: 0n, inSubnets: 0n, usable: 0n },
  });
});

test('the longest plan has a row for each leaf, and a bracket for each pair', () => {
  const { plan = expect.fail() }: { plan: Plan | undefined } = bulkSplit(
    createPlan('aws', [cidr('10.0.0.0/8')]),
    24,
  );
  const { rows, brackets, totals } = outlineOf(plan);
  expect([rows.length, brackets.length]).toEqual([MAX_LEAVES, MAX_LEAVES - 1]);
  expect(totals.usable).toBe(BigInt(MAX_LEAVES) * 251n);
});
