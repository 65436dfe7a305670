import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBlock,
  bulkSplit,
  formatCidr,
  join,
  release,
  removeBlock,
  split,
} from '../../../engine/addresses.ts';
import type { Plan, PlanRow } from '../../../engine/addresses.ts';
import { columns } from '../../../src/state/plan-columns.ts';
import type { ColumnContext } from '../../../src/state/plan-columns.ts';
import { PlanRows } from '../../../src/state/plan-rows.svelte.ts';
import { anyPlan, cidr, fixed, planOf, ref } from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/24';

/** Two groups of quarters, and in the last quarter a group of halves. */
const grouped = planOf(block, [
  ...['10.0.0.0/25 Paris', '10.0.0.0/26 web', '10.0.0.64/26 app'],
  ...['10.0.0.128/25 Oslo', '10.0.0.128/26 db', '10.0.0.192/26 lab', '10.0.0.192/27', '10.0.0.224/27 free'],
]);

const context = ({ cloud }: Plan): ColumnContext => ({
  cloud,
  inUse: ({ prefixLength }) => prefixLength % 3,
});

/** Rows over a plan that can be changed for another. */
function rowsOver(plan: Plan) {
  const open = { plan };
  const rows = new PlanRows(
    () => open.plan,
    () => context(open.plan),
  );
  const become = (next: Plan | undefined) => {
    open.plan = next ?? expect.fail('no plan');
    rows.settle();
  };
  return { rows, become };
}

const key = (text: string, base = 0) => `${base} ${text}`;
const isLeaf = ({ kind }: PlanRow) => kind === 'subnet' || kind === 'free';
const active = (rows: PlanRows) => rows.active?.key.split(' ')[1];
const chosen = (rows: PlanRows) => rows.chosen.map((row) => formatCidr(row.cidr));
const shown = (rows: PlanRows) => rows.shown.map((row) => row.label.name ?? formatCidr(row.cidr));
const rowAt = (rows: PlanRows, text: string) =>
  rows.shown[rows.placeOf(key(text)) ?? -1] ?? expect.fail(text);

describe('the active row', () => {
  test('is the first one until another is chosen, and none is marked', () => {
    const { rows } = rowsOver(grouped);
    expect([active(rows), rows.isChosen(key('10.0.0.0/25'))]).toEqual(['10.0.0.0/25', false]);
  });

  test('moves within the table', () => {
    const { rows } = rowsOver(grouped);
    const seen = [1, 2, -1, 100, -100].map((by) => {
      rows.move(by);
      return rows.place;
    });
    expect(seen).toEqual([1, 3, 2, 7, 0]);
  });

  test('is none where there are no rows', () => {
    const { rows } = rowsOver({ ...grouped, blocks: [] });
    rows.move(1);
    expect([rows.active, rows.chosen, rows.place]).toEqual([undefined, [], 0]);
  });

  test.each<[string, string, (plan: Plan) => Plan | undefined, string]>([
    [
      'split: its first part, not the group around',
      '10.0.0.192/27',
      (plan) => bulkSplit(plan, 30).plan,
      '10.0.0.192/30',
    ],
    [
      'joined: what it is part of now',
      '10.0.0.224/27',
      (plan) => join(plan, ref('10.0.0.192/26'))?.plan,
      '10.0.0.192/26',
    ],
    [
      'released with all around it: the free block',
      '10.0.0.224/27',
      (plan) => release(plan, ref(block)),
      block,
    ],
    [
      'gone with its block: the first row',
      '10.0.0.192/27',
      (plan) => removeBlock(addBlock(plan, cidr('10.1.0.0/24')), 0),
      '10.1.0.0/24',
    ],
  ])('that was %s', (_what, from, edit, to) => {
    const { rows, become } = rowsOver(grouped);
    rows.choose(key(from));
    become(edit(grouped));
    expect(active(rows)).toBe(to);
    expect(rows.isChosen(rows.active?.key ?? '')).toBe(true);
    become(grouped);
    expect(active(rows)).toBe(from);
  });

  test('that a fold hides is the folded row, and itself again when that is opened', () => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.192/27'));
    rows.toggleFold(rowAt(rows, '10.0.0.128/25'));
    expect(active(rows)).toBe('10.0.0.128/25');
    rows.toggleFold(rowAt(rows, '10.0.0.128/25'));
    expect(active(rows)).toBe('10.0.0.192/27');
  });
});

describe('choosing', () => {
  test('one row alone', () => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.0/26'));
    expect([chosen(rows), rows.isChosen(key('10.0.0.0/26'))]).toEqual([['10.0.0.0/26'], true]);
  });

  test('all from one to another, downwards and back over it', () => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.64/26'));
    rows.choose(key('10.0.0.128/26'), 'extend');
    expect(chosen(rows)).toEqual(['10.0.0.64/26', '10.0.0.128/25', '10.0.0.128/26']);
    rows.choose(key('10.0.0.0/26'), 'extend');
    expect(chosen(rows)).toEqual(['10.0.0.0/26', '10.0.0.64/26']);
  });

  test('with the arrows, from the row that was active', () => {
    const { rows } = rowsOver(grouped);
    rows.move(1, 'extend');
    rows.move(1, 'extend');
    expect(chosen(rows)).toEqual(['10.0.0.0/25', '10.0.0.0/26', '10.0.0.64/26']);
    rows.move(1);
    expect(chosen(rows)).toEqual(['10.0.0.128/25']);
  });

  test('one more and one less', () => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.0/26'));
    rows.choose(key('10.0.0.192/27'), 'toggle');
    rows.choose(key('10.0.0.128/26'), 'toggle');
    rows.choose(key('10.0.0.0/26'), 'toggle');
    expect(chosen(rows)).toEqual(['10.0.0.192/27', '10.0.0.128/26']);
    expect([rows.isChosen(key('10.0.0.0/26')), active(rows)]).toEqual([false, '10.0.0.0/26']);
  });

  test('all rows that are shown', () => {
    const { rows } = rowsOver(grouped);
    rows.toggleFold(rowAt(rows, '10.0.0.128/25'));
    rows.chooseAll();
    expect(chosen(rows)).toEqual(['10.0.0.0/25', '10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/25']);
  });

  test('nothing that is no longer there', () => {
    const { rows, become } = rowsOver(grouped);
    rows.choose(key('10.0.0.192/27'));
    rows.choose(key('10.0.0.224/27'), 'toggle');
    rows.choose(key('10.0.0.128/26'), 'toggle');
    become(join(grouped, ref('10.0.0.192/26'))?.plan);
    expect(chosen(rows)).toEqual(['10.0.0.128/26']);
  });

  test('from the row that stands for one that is gone', () => {
    const { rows, become } = rowsOver(grouped);
    rows.choose(key('10.0.0.192/27'));
    become(split(grouped, ref('10.0.0.192/27'), 28));
    rows.choose(key('10.0.0.224/27'), 'extend');
    expect(chosen(rows)).toEqual(['10.0.0.192/28', '10.0.0.208/28', '10.0.0.224/27']);
  });
});

describe('the row of a node', () => {
  test.each([
    ['its own', '10.0.0.64/26', '10.0.0.64/26'],
    ['the first in it', '10.0.0.0/24', '10.0.0.0/25'],
    ['the nearest around it', '10.0.0.80/28', '10.0.0.64/26'],
  ])('%s: %s gives %s', (_which, node, row) => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.224/27'));
    rows.chooseNode(ref(node));
    expect(active(rows)).toBe(row);
  });

  test('what is folded away', () => {
    const { rows } = rowsOver(addBlock(grouped, cidr('10.1.0.0/24')));
    rows.foldTo([key('10.0.0.128/25'), '1 block']);
    rows.chooseNode(ref('10.0.0.192/27'));
    expect(active(rows)).toBe('10.0.0.128/25');
    rows.chooseNode(ref('10.1.0.0/24', 1));
    expect(rows.active?.key).toBe('1 block');
  });

  test('none of a block that is not there', () => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.0/26'));
    rows.chooseNode(ref('10.0.0.64/26', 1));
    expect(active(rows)).toBe('10.0.0.0/26');
  });
});

describe('folding', () => {
  test('a group hides what it holds', () => {
    const { rows } = rowsOver(grouped);
    rows.toggleFold(rowAt(rows, '10.0.0.128/25'));
    expect(shown(rows)).toEqual(['Paris', 'web', 'app', 'Oslo']);
  });

  test('to a level folds all groups from there on and opens those above', () => {
    const { rows } = rowsOver(grouped);
    rows.foldTo([key('10.0.0.192/26')]);
    expect(shown(rows)).toEqual(['Paris', 'web', 'app', 'Oslo', 'db', 'lab']);
    rows.foldTo([]);
    expect(shown(rows)).toHaveLength(8);
  });

  test('a subnet has details instead', () => {
    const { rows } = rowsOver(grouped);
    rows.toggleFold(rowAt(rows, '10.0.0.0/26'));
    expect([[...rows.unfolded], rows.folded.size]).toEqual([[key('10.0.0.0/26')], 0]);
    rows.toggleFold(rowAt(rows, '10.0.0.0/26'));
    expect(rows.unfolded.size).toBe(0);
  });
});

describe('sorting', () => {
  test('a column rises, falls, and is back in address order', () => {
    const { rows } = rowsOver(grouped);
    const orders = [1, 2, 3].map(() => {
      rows.sortBy('name');
      return shown(rows);
    });
    const rising = ['10.0.0.192/27', 'app', 'db', '10.0.0.224/27', 'web'];
    expect(orders).toEqual([rising, [...rising].reverse(), shown(rowsOver(grouped).rows)]);
  });

  test('by address, or back to it, is no sorting', () => {
    const { rows } = rowsOver(grouped);
    rows.sortBy('usable');
    rows.sortBy('cidr');
    expect(rows.sorting).toBeNull();
    rows.sortBy('usable');
    rows.inAddressOrder();
    expect(rows.sorting).toBeNull();
  });

  test('takes the leaves alone, side by side; what is active stays so', () => {
    const { rows } = rowsOver(grouped);
    rows.choose(key('10.0.0.192/27'));
    rows.sortBy('usable');
    expect(rows.shown.every(isLeaf)).toBe(true);
    expect(rows.shown.every(({ depth }) => depth === 0)).toBe(true);
    expect([active(rows), rows.place]).toEqual(['10.0.0.192/27', 0]);
  });

  const sortable = columns.filter(({ id }) => id !== 'cidr');
  test.each(sortable)(
    'by $id: every leaf in its order, equal ones by address',
    ({ id, text, order = text }) => {
      fc.assert(
        fc.property(anyPlan, (plan) => {
          const { rows } = rowsOver(plan);
          const leaves = rows.shown.filter(isLeaf).map((row) => row.key);
          rows.sortBy(id);
          const sorted = rows.shown.map((row) => ({
            value: order(row, context(plan)),
            place: leaves.indexOf(row.key),
          }));
          expect(sorted.map(({ place }) => place).sort((a, b) => a - b)).toEqual([...leaves.keys()]);
          sorted.slice(1).forEach(({ value, place }, at) => {
            const before = sorted[at] ?? expect.fail();
            expect(before.value < value || (before.value === value && before.place < place)).toBe(true);
          });
        }),
        { ...fixed, numRuns: 50 },
      );
    },
  );
});

describe('typing in a cell', () => {
  test('makes its row the active one, until it is done or the row is gone', () => {
    const { rows, become } = rowsOver(grouped);
    rows.edit(key('10.0.0.64/26'), 'note');
    expect([rows.editing, active(rows)]).toEqual([
      { key: key('10.0.0.64/26'), column: 'note' },
      '10.0.0.64/26',
    ]);
    rows.stopEditing();
    expect(rows.editing).toBeNull();
    rows.edit(key('10.0.0.64/26'), 'name');
    become(join(grouped, ref('10.0.0.0/25'))?.plan);
    expect(rows.editing).toBeNull();
  });
});

test('the bracket that is lit goes out when the plan changes', () => {
  const { rows, become } = rowsOver(grouped);
  rows.lit = rows.outline.brackets[0] ?? null;
  expect(rows.lit).not.toBeNull();
  become(split(grouped, ref('10.0.0.0/26'), 27));
  expect(rows.lit).toBeNull();
});

test('another plan begins with nothing chosen, folded, sorted or typed in', () => {
  const { rows } = rowsOver(grouped);
  rows.foldTo([key('10.0.0.0/25')]);
  rows.toggleFold(rowAt(rows, '10.0.0.128/26'));
  rows.sortBy('name');
  rows.chooseAll();
  rows.edit(key('10.0.0.128/26'), 'name');
  rows.reset();
  expect([rows.folded.size, rows.unfolded.size, rows.sorting, rows.editing]).toEqual([0, 0, null, null]);
  expect([chosen(rows), rows.place]).toEqual([['10.0.0.0/25'], 0]);
});
