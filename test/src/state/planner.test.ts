import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBlock,
  addressWidth,
  assignVpc,
  bulkSplit,
  clouds,
  createPlan,
  formatAddress,
  nodeAt,
  parentOf,
  rowKey,
  split,
} from '../../../engine/addresses.ts';
import type { PlanRow } from '../../../engine/addresses.ts';
import { columns, usualColumns } from '../../../src/state/plan-columns.ts';
import { editableColumns } from '../../../src/state/plan-rows.svelte.ts';
import { halfOf } from '../../../src/state/planner.svelte.ts';
import type { Planner } from '../../../src/state/planner.svelte.ts';
import { chooseRows, planning } from '../fixtures/planner.ts';
import {
  anyLabel,
  anyPlan,
  baseCidr,
  cidr,
  fixed,
  planOf,
  ref,
  rowsOf,
} from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/24';
const quarters = ['10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26', '10.0.0.192/26'] as const;

const active = ({ rows }: Planner) => rows.active?.key.split(' ')[1];
const said = ({ toast }: Planner) => toast?.text ?? null;

function rowAt({ rows }: Planner, key: string): PlanRow {
  return rows.shown[rows.placeOf(key) ?? -1] ?? expect.fail(`no row ${key}`);
}

interface Step {
  readonly name: string;
  /** What lies in 10.0.0.0/24, as `planOf` reads it; what no row covers is free. */
  readonly rows: readonly string[];
  readonly block?: string;
  readonly chosen: readonly string[];
  readonly act: (planner: Planner) => void;
  readonly after: readonly string[];
  readonly says: string | null;
  /** What undo says of it. */
  readonly step: string;
  /** The row that is active then. */
  readonly active?: string;
}

const steps: readonly Step[] = [
  {
    name: 'a subnet in halves',
    rows: ['10.0.0.0/24 app zone=a'],
    chosen: [block],
    act: (planner) => planner.splitChosen(),
    after: ['10.0.0.0/24 app', '10.0.0.0/25 zone=a', '10.0.0.128/25 zone=a'],
    says: '10.0.0.0/24 split.',
    step: 'Split 10.0.0.0/24',
    active: '10.0.0.0/25',
  },
  {
    name: 'an IPv6 block to the next nibble',
    block: '2001:db8::/58',
    rows: ['2001:db8::/58'],
    chosen: ['2001:db8::/58'],
    act: (planner) => planner.splitChosen(),
    after: ['2001:db8::/60', '2001:db8:0:10::/60', '2001:db8:0:20::/60', '2001:db8:0:30::/60'],
    says: '2001:db8::/58 split.',
    step: 'Split 2001:db8::/58',
    active: '2001:db8::/60',
  },
  {
    name: 'several rows at once, those that can be',
    rows: ['10.0.0.0/25 app', '10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/32', '10.0.0.192/26 free'],
    chosen: ['10.0.0.192/26', '10.0.0.128/32', '10.0.0.0/25', '10.0.0.64/26'],
    act: (planner) => planner.splitChosen(),
    after: [
      ...[
        '10.0.0.0/25 app',
        '10.0.0.0/26',
        '10.0.0.64/27',
        '10.0.0.96/27',
        '10.0.0.128/32',
        '10.0.0.129/32 free',
      ],
      ...['10.0.0.130/31 free', '10.0.0.132/30 free', '10.0.0.136/29 free', '10.0.0.144/28 free'],
      ...['10.0.0.160/27 free', '10.0.0.192/27 free', '10.0.0.224/27 free'],
    ],
    says: '2 rows split.',
    step: 'Split 2 rows',
    active: '10.0.0.192/27',
  },
  {
    name: 'a subnet into quarters',
    rows: [block],
    chosen: [block],
    act: (planner) => planner.splitInto(ref(block), 26),
    after: quarters,
    says: '10.0.0.0/24 split into 4 of /26.',
    step: 'Split 10.0.0.0/24 into /26',
    active: '10.0.0.0/26',
  },
  {
    name: 'two halves joined, with all that is said of them',
    rows: [
      '10.0.0.0/25 app note=old zone=a kind=public',
      '10.0.0.128/25 web note=new zone=b kind=private tint=2',
    ],
    chosen: ['10.0.0.128/25'],
    act: (planner) => planner.joinChosen(),
    after: ['10.0.0.0/24 app / web note="old / new" tint=2'],
    says: '10.0.0.0/24 joined. Both notes were kept. Different zone and kind could not be kept.',
    step: 'Join 10.0.0.0/24',
    active: block,
  },
  {
    name: 'halves of two colours joined',
    rows: ['10.0.0.0/25 tint=1', '10.0.0.128/25 tint=2'],
    chosen: ['10.0.0.0/25'],
    act: (planner) => planner.joinChosen(),
    after: [block],
    says: '10.0.0.0/24 joined. Different colour could not be kept.',
    step: 'Join 10.0.0.0/24',
    active: block,
  },
  {
    name: 'a group joined to one subnet, its neighbour left alone',
    rows: ['10.0.0.0/25 Paris', '10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/25'],
    chosen: ['10.0.0.0/25'],
    act: (planner) => planner.joinChosen(),
    after: ['10.0.0.0/25 Paris', '10.0.0.128/25'],
    says: '10.0.0.0/25 joined.',
    step: 'Join 10.0.0.0/25',
    active: '10.0.0.0/25',
  },
  {
    name: 'what a bracket is around joined',
    rows: quarters,
    chosen: ['10.0.0.192/26'],
    act: (planner) => planner.join(ref(block)),
    after: [block],
    says: '10.0.0.0/24 joined.',
    step: 'Join 10.0.0.0/24',
    active: block,
  },
  {
    name: 'every row split to one size, smaller ones left alone',
    rows: ['10.0.0.0/25', '10.0.0.128/26', '10.0.0.192/27'],
    chosen: ['10.0.0.128/26'],
    act: (planner) => planner.bulkSplit(26),
    after: ['10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26', '10.0.0.192/27', '10.0.0.224/27 free'],
    says: '1 row split into 2 of /26.',
    step: 'Split 1 row into /26',
    active: '10.0.0.128/26',
  },
  {
    name: 'rows of a scope split to one size, each once',
    rows: ['10.0.0.0/25', '10.0.0.128/26', '10.0.0.192/26'],
    chosen: ['10.0.0.192/26'],
    act: (planner) =>
      planner.bulkSplit(
        27,
        ['10.0.0.128/25', '10.0.0.128/26'].map((text) => ref(text)),
      ),
    after: ['10.0.0.0/25', '10.0.0.128/27', '10.0.0.160/27', '10.0.0.192/27', '10.0.0.224/27'],
    says: '2 rows split into 4 of /27.',
    step: 'Split 2 rows into /27',
    active: '10.0.0.192/27',
  },
  {
    name: 'free space given a name, which makes a subnet of it',
    rows: ['10.0.0.0/24 free'],
    chosen: [block],
    act: (planner) => planner.relabel(rowAt(planner, `0 ${block}`), { name: ' app ' }),
    after: ['10.0.0.0/24 app'],
    says: null,
    step: 'Change the name of 10.0.0.0/24',
  },
  {
    name: 'a zone taken away',
    rows: ['10.0.0.0/24 app zone=a'],
    chosen: [block],
    act: (planner) => planner.relabel(rowAt(planner, `0 ${block}`), { zone: undefined }),
    after: ['10.0.0.0/24 app'],
    says: null,
    step: 'Change the zone of 10.0.0.0/24',
  },
  {
    name: 'several rows coloured as one step',
    rows: quarters,
    chosen: ['10.0.0.0/26', '10.0.0.192/26'],
    act: (planner) => planner.relabelChosen({ tint: 3 }, 'Colour'),
    after: ['10.0.0.0/26 tint=3', '10.0.0.64/26', '10.0.0.128/26', '10.0.0.192/26 tint=3'],
    says: null,
    step: 'Colour',
  },
  {
    name: 'rows pinned when not all are',
    rows: ['10.0.0.0/25 pinned', '10.0.0.128/25'],
    chosen: ['10.0.0.0/25', '10.0.0.128/25'],
    act: (planner) => planner.togglePin(),
    after: ['10.0.0.0/25 pinned', '10.0.0.128/25 pinned'],
    says: null,
    step: 'Pin',
  },
  {
    name: 'rows unpinned when all are',
    rows: ['10.0.0.0/25 pinned', '10.0.0.128/25 pinned'],
    chosen: ['10.0.0.0/25', '10.0.0.128/25'],
    act: (planner) => planner.togglePin(),
    after: ['10.0.0.0/25', '10.0.0.128/25'],
    says: null,
    step: 'Unpin',
  },
  {
    name: 'a subnet given back, joined with the free space around it',
    rows: ['10.0.0.0/25', '10.0.0.128/26 app', '10.0.0.192/26 free'],
    chosen: ['10.0.0.128/26'],
    act: (planner) => planner.releaseChosen(),
    after: ['10.0.0.0/25', '10.0.0.128/25 free'],
    says: '10.0.0.128/26 is free again.',
    step: 'Free 10.0.0.128/26',
    active: '10.0.0.128/25',
  },
  {
    name: 'several subnets given back',
    rows: quarters,
    chosen: ['10.0.0.64/26', '10.0.0.128/26'],
    act: (planner) => planner.releaseChosen(),
    after: ['10.0.0.0/26', '10.0.0.64/26 free', '10.0.0.128/26 free', '10.0.0.192/26'],
    says: '2 rows are free again.',
    step: 'Free 2 rows',
    active: '10.0.0.64/26',
  },
  {
    name: 'part of free space taken',
    rows: ['10.0.0.0/25'],
    chosen: ['10.0.0.0/25'],
    act: (planner) => planner.carve(ref('10.0.0.192/26')),
    after: ['10.0.0.0/25', '10.0.0.128/26 free', '10.0.0.192/26'],
    says: '10.0.0.192/26 is a subnet now.',
    step: 'Take 10.0.0.192/26',
    active: '10.0.0.192/26',
  },
  {
    name: 'a divided block made a group, its name ready to be typed',
    rows: quarters,
    chosen: ['10.0.0.128/26'],
    act: (planner) => planner.group(ref('10.0.0.128/25')),
    after: [
      '10.0.0.0/26',
      '10.0.0.64/26',
      '10.0.0.128/25 Group 10.0.0.128/25',
      '10.0.0.128/26',
      '10.0.0.192/26',
    ],
    says: null,
    step: 'Group 10.0.0.128/25',
    active: '10.0.0.128/25',
  },
  {
    name: 'what another part worked out',
    rows: [block],
    chosen: [block],
    act: (planner) => planner.replace(planOf(block, ['10.0.0.0/25 app']), 'Allocate', '1 new, 0 kept.'),
    after: ['10.0.0.0/25 app', '10.0.0.128/25 free'],
    says: '1 new, 0 kept.',
    step: 'Allocate',
    active: '10.0.0.0/25',
  },
];

describe('a step', () => {
  test.each(steps)('$name', ({ block: base = block, rows, chosen, act, after, says, step, active: then }) => {
    const first = planOf(base, rows);
    const { planner, changed } = planning(first);
    chooseRows(planner, chosen);
    act(planner);
    expect(rowsOf(planner.plan)).toEqual(after);
    expect(planner.toast).toEqual(says === null ? null : { text: says, undo: true });
    expect(active(planner)).toBe(then ?? chosen.at(-1));
    const done = planner.plan;
    planner.undo();
    expect([planner.plan === first, planner.toast]).toEqual([true, { text: `Undone: ${step}`, undo: false }]);
    planner.redo();
    expect([planner.plan === done, planner.toast]).toEqual([
      true,
      { text: `Done again: ${step}`, undo: true },
    ]);
    expect(changed).toEqual([done, first, done]);
  });
});

describe('no step, and nothing to undo:', () => {
  test.each<[string, readonly string[], string, (planner: Planner) => void, string | null]>([
    [
      'splitting one address',
      ['10.0.0.0/32'],
      '10.0.0.0/32',
      (it) => it.splitChosen(),
      'This row cannot be divided further.',
    ],
    [
      'splitting a group',
      ['10.0.0.0/24 all', '10.0.0.0/25'],
      block,
      (it) => it.splitChosen(),
      'This row cannot be divided further.',
    ],
    [
      'asking how to split a group',
      ['10.0.0.0/24 all', '10.0.0.0/25'],
      block,
      (it) => it.askSplit(),
      'Choose a subnet or free space to split.',
    ],
    ['splitting into larger blocks', [block], block, (it) => it.splitInto(ref(block), 20), null],
    [
      'joining the whole block',
      [block],
      block,
      (it) => it.joinChosen(),
      'This is the whole block: there is nothing to join it with.',
    ],
    ['joining a subnet with itself', [block], block, (it) => it.join(ref(block)), null],
    ['splitting all to a size they have', quarters, '10.0.0.0/26', (it) => it.bulkSplit(26), null],
    [
      'more rows than a plan may have',
      [block],
      block,
      (it) => it.replace(split(it.plan, ref(block), 64), 'Split'),
      null,
    ],
    [
      'the same name',
      ['10.0.0.0/24 app note=x'],
      block,
      (it) => it.relabel(rowAt(it, `0 ${block}`), { name: 'app ' }),
      null,
    ],
    [
      'no note where there was none',
      ['10.0.0.0/24 app'],
      block,
      (it) => it.relabel(rowAt(it, `0 ${block}`), { note: undefined }),
      null,
    ],
    ['free space given back', ['10.0.0.0/25'], '10.0.0.128/25', (it) => it.releaseChosen(), null],
    ['taking what is a subnet', ['10.0.0.0/24 app'], block, (it) => it.carve(ref('10.0.0.0/25')), null],
    ['the same cloud', [block], block, (it) => it.chooseCloud('aws'), null],
    ['the same name of the plan', [block], block, (it) => it.rename('  '), null],
    ['the same block', [block], block, (it) => it.rebase(0, cidr(block), undefined), null],
    ['removing a block that is not there', [block], block, (it) => it.removeBlock(1), null],
  ])('%s', (_what, rows, chosen, act, says) => {
    const plan = planOf(block, rows);
    const { planner, changed } = planning(plan);
    chooseRows(planner, [chosen]);
    act(planner);
    expect([planner.plan === plan, planner.canUndo, changed]).toEqual([true, false, []]);
    expect(planner.toast).toEqual(says === null ? null : { text: says, undo: false });
    expect(active(planner)).toBe(chosen);
  });

  test('anything where there are no rows', () => {
    const { planner } = planning(createPlan('aws', []));
    planner.splitChosen();
    expect(said(planner)).toBe('Nothing is chosen.');
    planner.askSplit();
    expect(said(planner)).toBe('Choose a subnet or free space to split.');
    for (const act of [
      planner.joinChosen,
      planner.releaseChosen,
      planner.togglePin,
      planner.undo,
      planner.redo,
    ])
      act.call(planner);
    expect([planner.canUndo, planner.canRedo, planner.usedText]).toEqual([false, false, '0 of 0']);
  });
});

describe('base blocks', () => {
  const two = addBlock(planOf(block, ['10.0.0.0/25', '10.0.0.128/25']), cidr('10.1.0.0/24'), 'edge');

  test('one more is chosen at once, by its own row', () => {
    const { planner } = planning(planOf(block, [block]));
    planner.addBlock(cidr('10.1.0.0/24'), ' edge ');
    expect([said(planner), planner.rows.active?.key]).toEqual(['10.1.0.0/24 added.', '1 block']);
    expect(planner.plan.blocks.map(({ vpc }) => vpc)).toEqual(['', 'edge']);
  });

  test('the first one needs no row of its own', () => {
    const { planner } = planning(createPlan('aws', []));
    planner.addBlock(cidr(block));
    expect(planner.rows.shown.map(({ key }) => key)).toEqual([`0 ${block}`]);
    expect(planner.rows.active?.key).toBe(`0 ${block}`);
  });

  test('one is removed with its rows, and the next one is at hand', () => {
    const { planner } = planning(two);
    planner.rows.choose('0 block');
    planner.releaseChosen();
    expect(said(planner)).toBe('10.0.0.0/24 removed with all its rows.');
    expect(planner.rows.active?.key).toBe('0 block');
    planner.undo();
    expect(planner.plan).toBe(two);
  });

  test('all of them go when all rows are given back', () => {
    const { planner } = planning(two);
    planner.rows.chooseAll();
    planner.releaseChosen();
    expect([planner.plan.blocks, said(planner)]).toEqual([[], '5 rows are free again.']);
    expect(planner.rows.active).toBeUndefined();
  });

  test('rows beside a whole block go where they are, whichever was chosen first', () => {
    const { planner } = planning(two);
    planner.rows.choose('1 10.1.0.0/24');
    planner.rows.choose('0 block', 'toggle');
    planner.releaseChosen();
    expect(rowsOf(planner.plan)).toEqual(['10.1.0.0/24 free']);
  });

  test('a row and the block that it fills are split once', () => {
    const { planner } = planning(two);
    planner.rows.choose('1 block');
    planner.rows.choose('1 10.1.0.0/24', 'toggle');
    planner.splitChosen();
    expect(said(planner)).toBe('10.1.0.0/24 split.');
  });

  test('pins are of subnets: blocks among them do not count', () => {
    const { planner } = planning(two);
    planner.rows.chooseAll();
    planner.togglePin();
    planner.rows.chooseAll();
    planner.togglePin();
    expect(rowsOf(planner.plan)).toEqual(rowsOf(two));
    expect(said(planner)).toBeNull();
  });

  test('a block is named after its VPC, and loses the name again', () => {
    const { planner } = planning(two);
    const vpcs = () => planner.plan.blocks.map(({ vpc }) => vpc);
    const name = (text: string | undefined) => planner.relabel(rowAt(planner, '0 block'), { name: text });
    name(' shop ');
    expect(vpcs()).toEqual(['shop', 'edge']);
    const named = planner.plan;
    name('shop');
    planner.relabel(rowAt(planner, '0 block'), { note: 'blocks have none' });
    expect(planner.plan).toBe(named);
    name(undefined);
    expect(vpcs()).toEqual(['', 'edge']);
    name('');
    planner.undo();
    expect(planner.plan).toBe(named);
    planner.undo();
    expect([planner.plan === two, planner.canUndo]).toEqual([true, false]);
  });

  test.each<[string, string, string | undefined, string]>([
    ['another of its size', '10.9.0.0/24', undefined, '10.0.0.0/24 is 10.9.0.0/24 now.'],
    [
      'a larger one around it',
      '10.0.0.0/22',
      undefined,
      '10.0.0.0/24 is 10.0.0.0/22 now, with its rows in place.',
    ],
    [
      'a smaller one in it',
      '10.0.0.0/25',
      undefined,
      '10.0.0.0/24 is 10.0.0.0/25 now, with the rows that lie in it.',
    ],
    [
      'one elsewhere',
      '10.9.0.0/22',
      undefined,
      '10.0.0.0/24 is 10.9.0.0/22 now; its rows had no place in it.',
    ],
    [
      'one with host bits',
      '10.9.0.0/24',
      '10.9.0.7/24 → 10.9.0.0/24',
      '10.0.0.0/24 is 10.9.0.0/24 now. 10.9.0.7/24 → 10.9.0.0/24: host bits cleared.',
    ],
    [
      'itself with host bits',
      block,
      '10.0.0.5/24 → 10.0.0.0/24',
      '10.0.0.5/24 → 10.0.0.0/24: host bits cleared.',
    ],
  ])('changed to %s', (_what, to, corrected, text) => {
    const { planner } = planning(planOf(block, ['10.0.0.0/25', '10.0.0.128/25 app']));
    planner.rebase(0, cidr(to), corrected);
    expect([said(planner), planner.canUndo]).toEqual([text, to !== block]);
    expect(planner.plan.blocks[0]?.cidr).toEqual(cidr(to));
    expect(planner.rows.active).toBeDefined();
  });

  test('a block typed into an empty plan is added', () => {
    const { planner } = planning(createPlan('aws', []));
    planner.rebase(0, cidr(block), undefined);
    expect(said(planner)).toBe('10.0.0.0/24 added.');
  });

  test('the bar shows the block of the active row', () => {
    const { planner } = planning(two);
    expect(planner.activeBlock).toBe(0);
    planner.rows.choose('1 10.1.0.0/24');
    expect(planner.activeBlock).toBe(1);
  });
});

describe('groups', () => {
  test('can be made of every block around a row that has no name, smallest first', () => {
    const { planner } = planning(
      planOf(block, ['10.0.0.0/25 Paris', '10.0.0.0/27', '10.0.0.32/27', '10.0.0.64/26']),
    );
    const around = () => planner.unnamedAround(rowAt(planner, '0 10.0.0.32/27'));
    expect(around()).toEqual([ref('10.0.0.0/26'), ref(block)]);
    planner.rows.sortBy('usable');
    expect(around()).toEqual([ref('10.0.0.0/26'), ref(block)]);
  });

  test('are none around a base block', () => {
    const { planner } = planning(assignVpc(planOf(block, quarters), 0, 'edge'));
    expect(planner.unnamedAround(rowAt(planner, '0 block'))).toEqual([]);
  });

  test('are typed into at once', () => {
    const { planner } = planning(planOf(block, quarters));
    planner.group(ref('10.0.0.128/25'));
    expect(planner.rows.editing).toEqual({ key: '0 10.0.0.128/25', column: 'name' });
  });

  test('are folded from a depth on', () => {
    const { planner } = planning(
      planOf(block, ['10.0.0.0/24 all', '10.0.0.0/25 Paris', ...quarters.slice(0, 2), '10.0.0.128/25 Oslo']),
    );
    const shown = (depth: number) => {
      planner.foldTo(depth);
      return planner.rows.shown.map(({ label, cidr: { prefixLength } }) => label.name ?? `/${prefixLength}`);
    };
    planner.rows.choose('0 10.0.0.64/26');
    expect(shown(0)).toEqual(['all']);
    expect(active(planner)).toBe(block);
    expect(shown(1)).toEqual(['all', 'Paris', 'Oslo']);
    expect(active(planner)).toBe('10.0.0.0/25');
    expect(shown(Infinity)).toEqual(['all', 'Paris', '/26', '/26', 'Oslo']);
    expect(active(planner)).toBe('10.0.0.64/26');
  });
});

describe('another cloud', () => {
  const small = planOf(block, ['10.0.0.0/28', '10.0.0.64/26'], 'standard');

  test('is asked about when subnets would not fit it, and nothing is changed yet', () => {
    const { planner } = planning(small);
    planner.chooseCloud('gcp');
    expect(planner.dialog).toBeNull();
    planner.undo();
    planner.splitInto(ref('10.0.0.0/28'), 30);
    planner.chooseCloud('aws');
    expect(planner.dialog).toEqual({
      kind: 'cloud',
      cloud: 'aws',
      misfits: ['10.0.0.0/30', '10.0.0.4/30', '10.0.0.8/30', '10.0.0.12/30'].map((text) => ref(text)),
    });
    expect(planner.plan.cloud).toBe('standard');
  });

  test('counts anew', () => {
    const { planner } = planning(small);
    const usable = () => rowAt(planner, '0 10.0.0.64/26').usable;
    expect(usable()).toBe(62n);
    planner.chooseCloud('aws');
    expect([usable(), said(planner)]).toEqual([59n, 'Reserved addresses and sizes of AWS.']);
    planner.undo();
    expect([usable(), said(planner)]).toEqual([62n, 'Undone: Count for AWS']);
  });
});

test('the plan is renamed without a word', () => {
  const { planner } = planning(planOf(block, []));
  planner.rename(' Paris ');
  expect([planner.plan.name, planner.toast, planner.canUndo]).toEqual(['Paris', null, true]);
});

describe('choices of a split', () => {
  test.each([
    ['10.0.0.0/24', 25],
    ['10.0.0.0/32', 33],
    ['2001:db8::/56', 60],
    ['2001:db8::/57', 60],
    ['2001:db8::/126', 128],
  ])('half of %s is /%d', (text, prefixLength) => {
    expect(halfOf(cidr(text))).toBe(prefixLength);
  });

  test('open for the active row', () => {
    const { planner } = planning(planOf(block, [block]));
    planner.askSplit();
    expect(planner.dialog).toEqual({ kind: 'split', row: planner.rows.active });
    planner.dialog = null;
    expect(planner.dialog).toBeNull();
  });
});

describe('what is wrong', () => {
  test('is worked out when a plan is opened, and later after each step, of the last plan only', () => {
    const { planner, check } = planning(planOf(block, [block]));
    expect(planner.findings).toEqual([]);
    planner.splitInto(ref(block), 29);
    planner.undo();
    planner.splitInto(ref(block), 30);
    expect(planner.findings).toEqual([]);
    check();
    expect(planner.findings.map(({ code, refs }) => `${code} ${refs.length}`)).toEqual(['subnet-size 64']);
  });

  test('is said of each row once, the gravest first', () => {
    const plan = {
      ...addBlock(planOf('10.0.0.0/15', []), cidr('10.1.0.0/16'), 'edge'),
      cloud: 'aws' as const,
    };
    const { planner } = planning(addBlock(plan, cidr('10.1.0.0/29'), 'edge'));
    const said = (key: string) => planner.findingsByRow.get(key)?.severity;
    expect(planner.findings.map(({ severity }) => severity)).toContain('warning');
    expect(['0 block', '1 block', '2 block'].map(said)).toEqual(['warning', 'error', 'error']);
    expect(said('2 10.1.0.0/29')).toBe('error');
    expect(said('0 10.0.0.0/16')).toBeUndefined();
  });

  test('is said anew of another plan', () => {
    const { planner } = planning(planOf(block, ['10.0.0.0/30']));
    expect(planner.findingsByRow.get('0 10.0.0.0/30')?.code).toBe('subnet-size');
    planner.open(planOf(block, []));
    expect(planner.findingsByRow.size).toBe(0);
  });
});

describe('addresses in use', () => {
  const inUse = [
    '10.0.0.200',
    '2001:db8::7',
    '10.0.0.4',
    'not one',
    '10.0.1.0',
    '10.0.0.5',
    '10.0.0.127',
    '10.0.0.128',
  ];
  const { planner } = planning(planOf(block, ['10.0.0.0/25', '10.0.0.128/25']), inUse);

  test.each([
    ['10.0.0.0/25', ['10.0.0.4', '10.0.0.5', '10.0.0.127']],
    ['10.0.0.128/25', ['10.0.0.128', '10.0.0.200']],
    ['10.0.0.5/32', ['10.0.0.5']],
    ['10.0.0.6/32', []],
    ['0.0.0.0/0', ['10.0.0.4', '10.0.0.5', '10.0.0.127', '10.0.0.128', '10.0.0.200', '10.0.1.0']],
    ['2001:db8::/64', ['2001:db8::7']],
    ['::/0', ['2001:db8::7']],
  ])('of %s', (text, addresses) => {
    expect(planner.addressesIn(cidr(text)).map(formatAddress)).toEqual(addresses);
  });

  test('are counted in the column and sorted by', () => {
    const used = columns.find(({ id }) => id === 'used') ?? expect.fail();
    expect(planner.rows.shown.map((row) => used.text(row, planner.context))).toEqual(['3 · 2 %', '2 · 2 %']);
    planner.rows.sortBy('used');
    expect(planner.rows.shown.map(({ key }) => key)).toEqual(['0 10.0.0.128/25', '0 10.0.0.0/25']);
  });

  test('are gone with the plan', () => {
    planner.open(planOf(block, []));
    expect(planner.addressesIn(cidr('0.0.0.0/0'))).toEqual([]);
  });
});

test('zones are those of subnets in all blocks, each once and in order', () => {
  const plan = addBlock(
    planOf(block, ['10.0.0.0/26 zone=b', '10.0.0.64/26 zone=a', '10.0.0.128/25 zone=b']),
    cidr('10.1.0.0/24'),
  );
  const { planner } = planning(plan);
  planner.relabel(rowAt(planner, '1 10.1.0.0/24'), { zone: 'a0' });
  expect(planner.zones).toEqual(['a', 'a0', 'b']);
});

test('what is used is said of the whole plan, folded or not', () => {
  const { planner } = planning(planOf(block, ['10.0.0.0/25 Paris', '10.0.0.0/26', '10.0.0.64/27']));
  expect(planner.usedText).toBe('96 of 256');
  planner.foldTo(0);
  expect(planner.usedText).toBe('96 of 256');
});

test('columns are shown in their order, however they were chosen, and kept with the plan', () => {
  const { planner, changed } = planning(planOf(block, []));
  for (const id of ['used', 'mask', 'zone', 'zone', 'name'] as const) planner.toggleColumn(id);
  expect(planner.shownColumns).toEqual(['cidr', 'range', 'usable', 'zone', 'kind', 'note', 'mask', 'used']);
  expect([changed.length, planner.canUndo]).toEqual([5, false]);
  planner.open(planOf(block, []));
  expect(planner.shownColumns).toEqual(usualColumns);
});

test('another plan takes words, dialogs and ways back with it', () => {
  const { planner, changed } = planning(planOf(block, [block]));
  planner.splitChosen();
  planner.dialog = { kind: 'bulk' };
  planner.undo();
  planner.open(planOf(block, []), [], ['cidr']);
  expect([planner.toast, planner.dialog, planner.canUndo, planner.canRedo]).toEqual([
    null,
    null,
    false,
    false,
  ]);
  expect([planner.shownColumns, changed.length]).toEqual([['cidr'], 2]);
});

test('words can be put away', () => {
  const { planner } = planning(planOf(block, [block]));
  planner.splitChosen();
  planner.putToastAway();
  expect(planner.toast).toBeNull();
});

test('a plan is written and read by the worker', async () => {
  const { planner, sent, reply } = planning(planOf(block, [block]));
  const written = planner.write('csv');
  const read = planner.read([{ path: 'link', text: '{}' }]);
  const explained = planner.explain('10.0.0');
  const answers = ['cidr,name', { plan: null, diagnostics: [], counts: [] }, 'Four numbers.'] as const;
  sent.forEach(({ message: { id } }, at) => reply({ id, kind: 'answer', answer: answers[at] ?? null }));
  expect(sent.map(({ message: { request } }) => request)).toEqual([
    { kind: 'write-plan', plan: planner.plan, format: 'csv' },
    { kind: 'read-plan', files: [{ path: 'link', text: '{}' }] },
    { kind: 'explain-block', text: '10.0.0' },
  ]);
  expect(await Promise.all([written, read, explained])).toEqual(answers);
});

describe('whatever is done, in whatever order,', () => {
  /** What someone can do, to a row or with a number that was rolled. */
  const edits: readonly ((planner: Planner, row: PlanRow, roll: number) => void)[] = [
    (planner) => planner.splitChosen(),
    (planner, row, roll) => planner.splitInto(row, row.cidr.prefixLength + 1 + (roll % 3)),
    (planner) => planner.joinChosen(),
    (planner) => planner.releaseChosen(),
    (planner, row, roll) =>
      planner.relabel(row, {
        [editableColumns[roll % 2] ?? 'name']: roll % 5 === 0 ? undefined : `n${roll % 7}`,
      }),
    (planner, _row, roll) => planner.relabelChosen({ tint: 1 + (roll % 12) }, 'Colour'),
    (planner) => planner.togglePin(),
    (planner, row, roll) => {
      const longest = addressWidth(row.cidr.family);
      const prefixLength = Math.min(row.cidr.prefixLength + (roll % 2), longest);
      planner.carve({ block: row.block, cidr: { ...row.cidr, prefixLength } });
    },
    (planner, row) =>
      planner
        .unnamedAround(row)
        .slice(0, 1)
        .forEach((around) => planner.group(around)),
    (planner, _row, roll) => planner.setCloud(clouds[roll % clouds.length] ?? 'aws'),
    (planner, _row, roll) => planner.rename(`plan ${roll % 3}`),
    (planner, row) => planner.rebase(row.block, (parentOf(planner.plan, row) ?? row).cidr, undefined),
    (planner, _row, roll) =>
      planner.plan.blocks.length < 4 &&
      planner.addBlock(cidr(`10.${roll % 256}.0.0/16`), roll % 2 === 0 ? '' : 'edge'),
    (planner, row, roll) => roll % 8 === 0 && planner.removeBlock(row.block),
  ];
  const looks: readonly ((planner: Planner, row: PlanRow, roll: number) => void)[] = [
    (planner) => planner.undo(),
    (planner) => planner.redo(),
    ({ rows }, row) => rows.toggleFold(row),
    (planner, _row, roll) => planner.foldTo(roll % 3),
    ({ rows }, _row, roll) => rows.sortBy(columns[roll % columns.length]?.id ?? 'cidr'),
    ({ rows }, _row, roll) => rows.move((roll % 9) - 4, roll % 2 === 0 ? 'extend' : 'only'),
    ({ rows }, row) => rows.choose(row.key, 'toggle'),
    ({ rows }, row) => rows.choose(row.key, 'extend'),
    ({ rows }) => rows.chooseAll(),
    ({ rows }, row) => rows.edit(row.key, 'note'),
    ({ rows }, row) => rows.chooseNode(row),
  ];
  const rolls = (length: number) =>
    fc.array(fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 9999 })), {
      minLength: length,
      maxLength: length,
    });

  /** Does one thing to a row. */
  function act(planner: Planner, does: typeof edits, what: number, roll: number): void {
    const { shown } = planner.rows;
    const row = shown[roll % shown.length];
    if (row === undefined) return planner.addBlock(cidr('10.0.0.0/16'));
    if (does === edits) planner.rows.choose(row.key, roll % 3 === 0 ? 'extend' : 'only');
    does[what % does.length]?.(planner, row, roll);
  }

  test('500 steps lead back to the very first plan, and forth to the very last', () => {
    fc.assert(
      fc.property(anyPlan, rolls(500), (first, all) => {
        const { planner } = planning(first);
        const seen = [first];
        for (const [what, roll] of all) {
          act(planner, edits, what, roll);
          if (planner.plan !== seen.at(-1)) seen.push(planner.plan);
        }
        for (let at = seen.length - 2; at >= 0; at--) {
          planner.undo();
          expect(planner.plan === seen[at]).toBe(true);
        }
        expect([planner.canUndo, planner.canRedo]).toEqual([false, seen.length > 1]);
        seen.slice(1).forEach(() => planner.redo());
        expect(planner.plan === seen.at(-1)).toBe(true);
        expect(planner.canRedo).toBe(false);
      }),
      { ...fixed, numRuns: 3 },
    );
  });

  test('a new step takes away what was undone', () => {
    const { planner } = planning(planOf(block, [block]));
    planner.splitChosen();
    planner.splitChosen();
    planner.undo();
    expect(planner.canRedo).toBe(true);
    planner.rename('another way');
    expect(planner.canRedo).toBe(false);
    planner.redo();
    expect(planner.plan.name).toBe('another way');
  });

  test('one row is active while there are rows, and all that is chosen is in the plan', () => {
    fc.assert(
      fc.property(anyPlan, rolls(40), (first, all) => {
        const { planner } = planning(first);
        for (const [what, roll] of all) {
          act(planner, what % 2 === 0 ? edits : looks, what >> 1, roll);
          const { rows, plan } = planner;
          const shown = rows.shown;
          expect(rows.active === undefined).toBe(shown.length === 0);
          expect(rows.chosen.length > 0).toBe(shown.length > 0);
          for (const row of rows.chosen) {
            expect(nodeAt(plan, row)).toBeDefined();
            expect(row.key).toBe(row.kind === 'block' ? `${row.block} block` : rowKey(row.block, row.cidr));
          }
          expect(planner.activeBlock).toBeLessThan(Math.max(plan.blocks.length, 1));
        }
      }),
      { ...fixed, numRuns: 40 },
    );
  });

  test('a block of any family can be the first', () => {
    fc.assert(
      fc.property(baseCidr, anyLabel, (base, label) => {
        const { planner } = planning(createPlan('standard', []));
        planner.addBlock(base);
        planner.relabelChosen(label, 'Say all of it');
        expect(nodeAt(planner.plan, { block: 0, cidr: base })?.label).toEqual(label);
      }),
      fixed,
    );
  });
});

test('the blocks of another plan are added with their rows, as far as a plan holds them', () => {
  const { planner } = planning(createPlan('aws', [cidr('10.0.0.0/16')]));
  planner.addBlocksOf(bulkSplit(createPlan('aws', [cidr('10.1.0.0/16')]), 24).plan ?? expect.fail());
  expect(planner.rows.outline.totals.subnets).toBe(257);
  const before = planner.plan;
  planner.addBlocksOf(bulkSplit(createPlan('aws', [cidr('10.0.0.0/8')]), 24).plan ?? expect.fail());
  expect(planner.plan).toBe(before);
  expect(planner.toast?.text).toContain('65,536');
});
