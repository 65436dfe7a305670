import { describe, expect, test } from 'vitest';

import {
  BLANK_SUBNET,
  FREE_LEAF,
  type GrownRow,
  MAX_LEAVES,
  type PlainRow,
  type Plan,
  addBlock,
  bulkSplit,
  createPlan,
  grow,
  leavesOf,
  plainPlan,
  planMember,
  relabel,
  setCloud,
  split,
} from '../../../engine/plan/index.ts';
import { cidr, planOf, ref, rowsOf, withRoots } from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/24';

function row({
  cidr: text,
  free = false,
  into,
  ...label
}: Omit<PlainRow, 'free'> & { free?: boolean }): GrownRow {
  return { cidr: cidr(text), label, free, into };
}

/** The rows that grow from rows, and what was refused. */
function grown(base: string, rows: readonly GrownRow[]): { rows: string[]; refused: string[] } {
  const { root, refused } = grow(cidr(base), rows);
  return {
    rows: rowsOf(withRoots(createPlan('aws', [cidr(base)]), [root])),
    refused: refused.map(({ row: place, reason }) => `${place} ${reason}`),
  };
}

describe('plainPlan', () => {
  test.each<[claim: string, plan: Plan, rows: readonly PlainRow[] | undefined]>([
    ['nothing of a block that was never divided', createPlan('aws', [cidr(block)]), undefined],
    ['that it is free', planOf(block, []), [{ cidr: block, free: true }]],
    [
      'what is planned, and no free space',
      planOf(block, ['10.0.0.0/26 app zone=a']),
      [{ cidr: '10.0.0.0/26', name: 'app', zone: 'a' }],
    ],
    [
      'free space with a note',
      planOf(block, ['10.0.0.0/26 free note=x']),
      [{ cidr: '10.0.0.0/26', note: 'x', free: true }],
    ],
    [
      'a group before what is in it',
      planOf(block, ['10.0.0.0/25 Paris', '10.0.0.0/26 app']),
      [
        { cidr: '10.0.0.0/25', name: 'Paris' },
        { cidr: '10.0.0.0/26', name: 'app' },
      ],
    ],
    [
      'equal parts as one row',
      split(planOf(block, [`${block} app kind=public pinned`]), ref(block), 28),
      [
        { cidr: block, name: 'app' },
        { cidr: block, into: 28, kind: 'public', pinned: true },
      ],
    ],
    ['divided free space', split(planOf(block, []), ref(block), 26), [{ cidr: block, into: 26, free: true }]],
    [
      'as few rows as parts that differ leave',
      relabel(split(createPlan('aws', [cidr(block)]), ref(block), 26), ref('10.0.0.64/26'), { name: 'app' }),
      [{ cidr: '10.0.0.0/26' }, { cidr: '10.0.0.64/26', name: 'app' }, { cidr: '10.0.0.128/25', into: 26 }],
    ],
  ])('says %s', (_claim, plan, rows) => {
    expect(plainPlan(plan).blocks).toEqual([{ cidr: block, ...(rows && { rows }) }]);
    const { root } = rows === undefined ? { root: BLANK_SUBNET } : grow(cidr(block), rows.map(row));
    expect(root).toEqual(plan.blocks[0]?.root);
  });

  test('says what the plan is called, and its needs with their strategy', () => {
    const needs = [{ name: 'app', hosts: 20 }];
    const plan: Plan = {
      ...setCloud(createPlan('aws', []), 'oci'),
      name: 'Offices',
      needs,
      strategy: 'in-order',
    };
    expect(plainPlan(plan)).toEqual({ format: 'hoplight-plan/1', ...planMember(plan) });
    expect(planMember(plan)).toEqual({
      name: 'Offices',
      cloud: 'oci',
      blocks: [],
      needs,
      strategy: 'in-order',
    });
    expect(plainPlan(addBlock(createPlan('aws', []), cidr(block), 'blue'))).toEqual({
      format: 'hoplight-plan/1',
      cloud: 'aws',
      blocks: [{ cidr: block, vpc: 'blue' }],
    });
  });

  test('of the longest plan of a rule is one row', () => {
    const { plan = expect.fail() } = bulkSplit(createPlan('aws', [cidr('10.0.0.0/8')]), 24) as {
      plan?: Plan;
    };
    expect(plainPlan(plan).blocks[0]?.rows).toEqual([{ cidr: '10.0.0.0/8', into: 24 }]);
  });
});

describe('grow', () => {
  test('leaves free what no row covers', () => {
    expect(grow(cidr(block), []).root).toBe(FREE_LEAF);
    expect(grown(block, [row({ cidr: '10.0.0.64/26', name: 'app' })])).toEqual({
      rows: ['10.0.0.0/26 free', '10.0.0.64/26 app', '10.0.0.128/25 free'],
      refused: [],
    });
  });

  test.each<[claim: string, rows: GrownRow[], tree: string[]]>([
    [
      'a row around others is a group, free or not',
      [row({ cidr: '10.0.0.0/26', name: 'app' }), row({ cidr: block, note: 'keep', free: true })],
      ['10.0.0.0/24 note=keep', '10.0.0.0/26 app', '10.0.0.64/26 free', '10.0.0.128/25 free'],
    ],
    [
      'a part of several gets a label of its own',
      [row({ cidr: '10.0.0.64/26', name: 'app' }), row({ cidr: block, into: 26 })],
      ['10.0.0.0/26', '10.0.0.64/26 app', '10.0.0.128/26', '10.0.0.192/26'],
    ],
    [
      'parts together are a group',
      [row({ cidr: '10.0.0.0/25', name: 'Paris' }), row({ cidr: block, into: 26 })],
      ['10.0.0.0/25 Paris', '10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26', '10.0.0.192/26'],
    ],
    [
      'a part is divided further',
      [row({ cidr: '10.0.0.0/25', into: 26, zone: 'a' }), row({ cidr: block, into: 25, zone: 'b' })],
      ['10.0.0.0/25 zone=b', '10.0.0.0/26 zone=a', '10.0.0.64/26 zone=a', '10.0.0.128/25 zone=b'],
    ],
    [
      'free space with a name is a subnet',
      [row({ cidr: block, name: 'app', free: true })],
      ['10.0.0.0/24 app'],
    ],
    [
      'a part as large as the whole is the whole',
      [row({ cidr: block, into: 24, name: 'app' })],
      ['10.0.0.0/24 app'],
    ],
  ])('%s', (_claim, rows, tree) => {
    expect(grown(block, rows)).toEqual({ rows: tree, refused: [] });
  });

  test.each<[reason: string, base: string, rows: GrownRow[], refused: string[]]>([
    [
      'outside',
      block,
      [row({ cidr: '10.0.1.0/24' }), row({ cidr: '10.0.0.0/23' }), row({ cidr: '::/24' })],
      ['0 outside', '1 outside', '2 outside'],
    ],
    ['repeated', block, [row({ cidr: block, name: 'a' }), row({ cidr: block, name: 'b' })], ['1 repeated']],
    [
      'repeated parts',
      block,
      [row({ cidr: block, into: 25 }), row({ cidr: block, into: 26 })],
      ['1 repeated'],
    ],
    [
      'a part that has a label',
      block,
      [row({ cidr: block, into: 25, zone: 'a' }), row({ cidr: '10.0.0.0/25', name: 'b' })],
      ['1 repeated'],
    ],
    [
      'one subnet in place of parts',
      block,
      [row({ cidr: '10.0.0.0/25' }), row({ cidr: block, into: 26 })],
      ['0 repeated'],
    ],
    [
      'the whole twice, once by its parts',
      block,
      [row({ cidr: block, name: 'a' }), row({ cidr: block, into: 24, name: 'b' })],
      ['1 repeated'],
    ],
    ['larger parts', block, [row({ cidr: block, into: 23 })], ['0 no-parts']],
    [
      'no length',
      block,
      [row({ cidr: block, into: 25.5 }), row({ cidr: block, into: Number.NaN })],
      ['0 no-parts', '1 no-parts'],
    ],
    ['longer than the family has', '10.0.0.0/30', [row({ cidr: '10.0.0.0/30', into: 33 })], ['0 no-parts']],
    ['too many at once', '10.0.0.0/8', [row({ cidr: '10.0.0.0/8', into: 25 })], ['0 too-many']],
    [
      'too many together',
      '10.0.0.0/8',
      [row({ cidr: '10.1.1.0/25', name: 'a' }), row({ cidr: '10.0.0.0/8', into: 24 })],
      ['0 too-many'],
    ],
    ['far too many', '::/0', [row({ cidr: '::/0', into: 128 })], ['0 too-many']],
  ])('refuses %s', (_reason, base, rows, refused) => {
    expect(grown(base, rows).refused).toEqual(refused);
  });

  test('takes the longest list of rows', () => {
    const rows = Array.from({ length: MAX_LEAVES }, (_, place) =>
      row({ cidr: `10.${place >> 8}.${place & 255}.0/24`, name: `n${place}` }),
    );
    const { root, refused } = grow(cidr('10.0.0.0/8'), rows.reverse());
    expect(refused).toEqual([]);
    expect(leavesOf(withRoots(createPlan('aws', [cidr('10.0.0.0/8')]), [root]))).toBe(MAX_LEAVES);
  });
});
