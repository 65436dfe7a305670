import { describe, expect, test } from 'vitest';

import { formatCidr } from '../../../engine/ip/index.ts';
import {
  type LabelChange,
  MAX_LEAVES,
  type Plan,
  addBlock,
  allocate,
  assignVpc,
  bulkSplit,
  canSplit,
  carve,
  createPlan,
  join,
  leavesOf,
  parentOf,
  rebase,
  relabel,
  release,
  removeBlock,
  rename,
  setCloud,
  split,
  tidy,
} from '../../../engine/plan/index.ts';
import { releaseBlank } from '../../../engine/plan/edit.ts';
import { cidr, planOf, ref, rowsOf } from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/24';

describe('split', () => {
  test.each([
    [
      'name and note stay on the whole, the rest goes to every part',
      '10.0.0.0/24 app note=x zone=a kind=public tint=3 pinned',
      [
        '10.0.0.0/24 app note=x',
        '10.0.0.0/25 zone=a kind=public tint=3 pinned',
        '10.0.0.128/25 zone=a kind=public tint=3 pinned',
      ],
    ],
    ['of nothing said comes nothing', '10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25']],
    [
      'free space keeps its note',
      '10.0.0.0/24 free note=keep',
      ['10.0.0.0/24 note=keep', '10.0.0.0/25 free', '10.0.0.128/25 free'],
    ],
  ])('%s', (_claim, row, rows) => {
    expect(rowsOf(split(planOf(block, [row]), ref(block), 25))).toEqual(rows);
  });

  test.each([23, 24, 33, 24.5, Number.NaN, Number.POSITIVE_INFINITY])('not into /%d', (prefixLength) => {
    const plan = planOf(block, []);
    expect(canSplit(plan, ref(block), prefixLength)).toBe(false);
    expect(split(plan, ref(block), prefixLength)).toBe(plan);
  });

  test('not a branch, nor one address', () => {
    expect(canSplit(planOf(block, ['10.0.0.0/25']), ref(block), 26)).toBe(false);
    expect(canSplit(planOf('10.0.0.1/32', []), ref('10.0.0.1/32'), 33)).toBe(false);
  });
});

describe('bulkSplit', () => {
  const plan = planOf(block, ['10.0.0.0/25 app zone=a', '10.0.0.128/26 free note=keep', '10.0.0.192/27 db']);

  test('divides what is larger than the target, free space too, into subnets', () => {
    const { before, after, plan: divided } = bulkSplit(plan, 26);
    expect(before.map(({ cidr: at }) => formatCidr(at))).toEqual(['10.0.0.0/25']);
    expect(after).toBe(2);
    expect(divided && rowsOf(divided)).toEqual([
      '10.0.0.0/25 app',
      '10.0.0.0/26 zone=a',
      '10.0.0.64/26 zone=a',
      ...rowsOf(plan).slice(1),
    ]);
    expect(rowsOf(bulkSplit(plan, 27, [ref('10.0.0.128/26')]).plan ?? plan).slice(1, 4)).toEqual([
      '10.0.0.128/26 note=keep',
      '10.0.0.128/27',
      '10.0.0.160/27',
    ]);
  });

  test('divides a row of two scopes once, by address', () => {
    const { before, after } = bulkSplit(plan, 28, [ref('10.0.0.192/27'), ref(block), ref('10.0.0.0/25')]);
    expect(before.map(({ cidr: at }) => formatCidr(at))).toEqual([
      ...['10.0.0.0/25', '10.0.0.128/26', '10.0.0.192/27', '10.0.0.224/27'],
    ]);
    expect(after).toBe(8 + 4 + 2 + 2);
  });

  test('divides what it is told to, and gives the plan itself when that is nothing', () => {
    expect(bulkSplit(plan, 28, undefined, ({ free }) => !free).after).toBe(10);
    for (const prefixLength of [25, 33, 25.5, Number.NaN])
      expect(bulkSplit(plan, prefixLength)).toEqual({ before: [], after: 0, plan });
  });

  test('says how many parts there would be when they are too many', () => {
    const { before, after, plan: none } = bulkSplit(createPlan('aws', [cidr('2001:db8::/32')]), 64);
    expect([before.length, after, none]).toEqual([1, 2 ** 32, undefined]);
  });
});

describe('join', () => {
  test.each([
    [
      'names and notes are put together',
      ['a note=x', 'b note=y'],
      'a / b note="x / y"',
      { notesJoined: true },
    ],
    ['what is alike is said once', ['a note=x zone=z', 'a note=x zone=z'], 'a note=x zone=z', {}],
    ['what one part says is said of the whole', ['a', '- kind=public tint=2'], 'a kind=public tint=2', {}],
    [
      'what differs is lost, and told',
      ['a zone=y tint=1', 'b zone=z tint=1'],
      'a / b tint=1',
      { lost: ['zone'] },
    ],
    ['one pin is enough', ['a pinned', 'b'], 'a / b pinned', {}],
    ['a note on free space is kept', ['a', 'free note=keep'], 'a note=keep', {}],
    ['free space joined with a subnet is one', ['note=x', 'free'], 'note=x', {}],
    ['free space joined is free', ['free note=x', 'free tint=3'], 'free note=x tint=3', {}],
  ])('%s', (_claim, [lower, upper], joined, said) => {
    const rows = [`10.0.0.0/25 ${lower}`, `10.0.0.128/25 ${upper}`].map((row) => row.replace(' -', ''));
    const result = join(planOf(block, rows), ref(block));
    expect(result && rowsOf(result.plan)).toEqual([`10.0.0.0/24 ${joined}`]);
    expect(result).toMatchObject({ ref: ref(block), notesJoined: false, lost: [], ...said });
  });

  test('a group keeps what it says, and tells which words of its parts are lost', () => {
    const rows = ['10.0.0.0/24 Paris tint=4', '10.0.0.0/25 app tint=1', '10.0.0.128/25 db kind=private'];
    const result = join(planOf(block, rows), ref(block));
    expect(result && rowsOf(result.plan)).toEqual(['10.0.0.0/24 Paris kind=private tint=4']);
    expect(result?.lost).toEqual(['name', 'tint']);
  });

  test('a group of free space with a name becomes a subnet', () => {
    const rows = ['10.0.0.0/24 Paris', '10.0.0.0/25 free note=x'];
    const result = join(planOf(block, rows), ref(block));
    expect(result && rowsOf(result.plan)).toEqual(['10.0.0.0/24 Paris note=x']);
  });

  test('a leaf has nothing to join', () => {
    expect(join(planOf(block, []), ref(block))).toBeUndefined();
  });
});

describe('relabel', () => {
  test.each<[claim: string, row: string, change: LabelChange, after: string]>([
    ['a name makes a subnet of free space', 'free note=x', { name: 'app' }, 'app note=x'],
    ['so does a zone', 'free', { zone: 'a' }, 'zone=a'],
    ['so does a kind', 'free', { kind: 'public' }, 'kind=public'],
    [
      'a note, a tint and a pin do not',
      'free',
      { note: 'x', tint: 3, pinned: true },
      'free note=x tint=3 pinned',
    ],
    ['what is not named stays', 'app zone=a', { note: 'x' }, 'app note=x zone=a'],
    ['undefined takes away', 'app note=x zone=a', { note: undefined }, 'app zone=a'],
    ['so does empty text', 'app note=x', { note: '  ' }, 'app'],
    ['space around text is dropped', 'app', { name: ' db ' }, 'db'],
  ])('%s', (_claim, row, change, after) => {
    const plan = planOf(block, [`${block} ${row}`]);
    expect(rowsOf(relabel(plan, ref(block), change))).toEqual([`${block} ${after}`]);
  });

  test('makes a group of a branch, and takes it away', () => {
    const plan = planOf(block, ['10.0.0.0/25 app']);
    const grouped = relabel(plan, ref(block), { name: 'Paris' });
    expect(rowsOf(grouped)).toEqual(['10.0.0.0/24 Paris', '10.0.0.0/25 app', '10.0.0.128/25 free']);
    expect(relabel(grouped, ref(block), { name: undefined })).toEqual(plan);
  });

  test('gives the plan itself when nothing changes', () => {
    const plan = planOf(block, [`${block} app note=x`]);
    expect(relabel(plan, ref(block), { note: ' x ', zone: undefined })).toBe(plan);
  });
});

describe('release', () => {
  test.each([
    ['free halves become one', ['10.0.0.0/26 app'], '10.0.0.0/26', ['10.0.0.0/24 free']],
    [
      'as far as nothing else is planned',
      ['10.0.0.0/26 app', '10.0.0.128/25 db'],
      '10.0.0.0/26',
      ['10.0.0.0/25 free', '10.0.0.128/25 db'],
    ],
    [
      'a group stays, with the free space in it',
      ['10.0.0.0/25 Paris', '10.0.0.0/26 app'],
      '10.0.0.0/26',
      ['10.0.0.0/25 Paris', '10.0.0.0/26 free', '10.0.0.64/26 free', '10.0.0.128/25 free'],
    ],
    [
      'a note on free space stays',
      ['10.0.0.0/25 app', '10.0.0.128/25 free note=keep'],
      '10.0.0.0/25',
      ['10.0.0.0/25 free', '10.0.0.128/25 free note=keep'],
    ],
    [
      'so does a note on the whole, which is free again',
      ['10.0.0.0/25 note=keep', '10.0.0.0/26 app'],
      '10.0.0.0/26',
      ['10.0.0.0/25 free note=keep', '10.0.0.128/25 free'],
    ],
    [
      'a group that is released goes with all in it',
      ['10.0.0.0/25 Paris', '10.0.0.0/26 app'],
      '10.0.0.0/25',
      ['10.0.0.0/24 free'],
    ],
  ])('%s', (_claim, rows, at, after) => {
    expect(rowsOf(release(planOf(block, rows), ref(at)))).toEqual(after);
  });

  test('of blank subnets only leaves all that was said', () => {
    const rows = ['10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26 app', '10.0.0.192/26 free note=keep'];
    expect(rowsOf(releaseBlank(planOf(block, rows), ref(block)))).toEqual([
      '10.0.0.0/25 free',
      ...rows.slice(2),
    ]);
  });
});

describe('carve', () => {
  test.each([
    [
      'divides free space down to the block',
      [],
      '10.0.0.64/26',
      ['10.0.0.0/26 free', '10.0.0.64/26 new', '10.0.0.128/25 free'],
    ],
    [
      'divides a blank subnet, and frees the rest',
      [block],
      '10.0.0.0/25',
      ['10.0.0.0/25 new', '10.0.0.128/25 free'],
    ],
    [
      'keeps the note of what it divides on the whole',
      ['10.0.0.0/24 free note=keep tint=3'],
      '10.0.0.0/25',
      ['10.0.0.0/24 note=keep tint=3', '10.0.0.0/25 new', '10.0.0.128/25 free'],
    ],
    [
      'takes the note of what it fills along',
      ['10.0.0.0/24 free note=keep'],
      block,
      ['10.0.0.0/24 new note=keep'],
    ],
    [
      'joins blank subnets and the notes of free space',
      ['10.0.0.0/25', '10.0.0.128/26 free note=a', '10.0.0.192/26 free note=b'],
      block,
      ['10.0.0.0/24 new note="a / b"'],
    ],
  ])('%s', (_claim, rows, at, after) => {
    expect(rowsOf(carve(planOf(block, rows), ref(at), { name: 'new' }))).toEqual(after);
  });

  test('puts its own note behind that of the space, and says it once', () => {
    const plan = planOf(block, ['10.0.0.0/24 free note=keep']);
    expect(rowsOf(carve(plan, ref(block), { note: 'mine' }))).toEqual(['10.0.0.0/24 note="keep / mine"']);
    expect(rowsOf(carve(plan, ref(block), { note: 'keep' }))).toEqual(['10.0.0.0/24 note=keep']);
  });

  test.each([
    ['a named subnet', ['10.0.0.0/25 app'], '10.0.0.0/26'],
    ['a block with a named subnet in it', ['10.0.0.0/26 app'], '10.0.0.0/25'],
    ['pinned free space', ['10.0.0.0/24 free pinned'], '10.0.0.0/25'],
    ['a whole group, though it is free', ['10.0.0.0/25 Paris', '10.0.0.0/26 free note=x'], '10.0.0.0/25'],
    ['a block outside', [], '10.0.1.0/24'],
  ])('leaves %s alone', (_claim, rows, at) => {
    const plan = planOf(block, rows);
    expect(carve(plan, ref(at))).toBe(plan);
  });
});

describe('rebase', () => {
  const rows = ['10.0.0.0/26 app', '10.0.0.128/25 db'];
  const rows6 = ['2001:db8::/58 app', '2001:db8:0:80::/57 db'];

  test.each([
    ['same', '10.0.0.0/24', ['10.0.0.0/26 app', '10.0.0.64/26 free', '10.0.0.128/25 db']],
    ['moved', '192.168.7.0/24', ['192.168.7.0/26 app', '192.168.7.64/26 free', '192.168.7.128/25 db']],
    [
      'grown',
      '10.0.0.0/22',
      ['10.0.0.0/26 app', '10.0.0.64/26 free', '10.0.0.128/25 db', '10.0.1.0/24 free', '10.0.2.0/23 free'],
    ],
    ['cut', '10.0.0.0/25', ['10.0.0.0/26 app', '10.0.0.64/26 free']],
    ['cut', '10.0.0.128/25', ['10.0.0.128/25 db']],
    ['started-anew', '10.0.0.128/26', ['10.0.0.128/26']],
    ['started-anew', '10.1.0.0/22', ['10.1.0.0/22']],
    ['started-anew', '2001:db8::/56', ['2001:db8::/56']],
  ])('%s: 10.0.0.0/24 becomes %s', (outcome, to, after) => {
    const { plan, rows: said } = rebase(planOf(block, rows), 0, cidr(to));
    expect([said, rowsOf(plan)]).toEqual([outcome, after]);
  });

  test.each([
    [
      'moved',
      '2001:db8:0:ff00::/56',
      ['2001:db8:0:ff00::/58 app', '2001:db8:0:ff40::/58 free', '2001:db8:0:ff80::/57 db'],
    ],
    [
      'grown',
      '2001:db8::/55',
      ['2001:db8::/58 app', '2001:db8:0:40::/58 free', '2001:db8:0:80::/57 db', '2001:db8:0:100::/56 free'],
    ],
    ['cut', '2001:db8::/57', ['2001:db8::/58 app', '2001:db8:0:40::/58 free']],
    ['started-anew', '2001:db8:1::/52', ['2001:db8:1::/52']],
    ['started-anew', '10.0.0.0/16', ['10.0.0.0/16']],
  ])('%s: 2001:db8::/56 becomes %s', (outcome, to, after) => {
    const { plan, rows: said } = rebase(planOf('2001:db8::/56', rows6), 0, cidr(to));
    expect([said, rowsOf(plan)]).toEqual([outcome, after]);
  });

  test('a block that was never divided takes along what is said of it, to any size and family', () => {
    const plan = planOf(block, [`${block} app`]);
    expect(rebase(plan, 0, cidr('10.0.0.0/16')).rows).toBe('moved');
    expect(rowsOf(rebase(plan, 0, cidr('2001:db8::/56')).plan)).toEqual(['2001:db8::/56 app']);
  });
});

test('blocks come, go and change hands', () => {
  const one = planOf(block, []);
  const two = addBlock(one, cidr('2001:db8::/56'), ' blue ');
  expect(two.blocks.map(({ vpc }) => vpc)).toEqual(['', 'blue']);
  expect(rowsOf(two)).toEqual(['10.0.0.0/24 free', '2001:db8::/56']);
  expect(removeBlock(two, 1)).toEqual(one);
  expect(assignVpc(two, 0, ' green ').blocks[0]?.vpc).toBe('green');
  for (const none of [-1, 2, 0.5, Number.NaN]) {
    expect(removeBlock(two, none)).toBe(two);
    expect(assignVpc(two, none, 'x')).toBe(two);
    expect(rebase(two, none, cidr(block)).plan).toBe(two);
  }
  expect(rename(setCloud(one, 'gcp'), ' Offices ')).toMatchObject({ cloud: 'gcp', name: 'Offices' });
});

test.each([
  ['10.0.0.64/26', '10.0.0.0/25'],
  ['10.0.0.128/25', '10.0.0.0/24'],
  [block, undefined],
  ['10.0.1.0/25', undefined],
])('parentOf %s is %s', (at, parent) => {
  expect(parentOf(planOf(block, []), ref(at))).toEqual(parent && ref(parent));
});

test('tidy keeps what says something', () => {
  const said = { name: ' app ', note: ' ', zone: '', kind: undefined, tint: 0, pinned: undefined };
  expect(tidy(said)).toEqual({ name: 'app' });
});

describe('no edit makes more than the most leaves', () => {
  const full = bulkSplit(createPlan('aws', [cidr('10.0.0.0/8')]), 24).plan ?? expect.fail();
  const last = ref('10.255.255.0/24');

  test('a plan may have exactly so many', () => {
    expect(leavesOf(full)).toBe(MAX_LEAVES);
    const oneLess = join(full, ref('10.0.0.0/23'))?.plan ?? full;
    expect(leavesOf(rebase(oneLess, 0, cidr('10.0.0.0/7')).plan)).toBe(MAX_LEAVES);
    expect(leavesOf(carve(oneLess, ref('10.0.0.0/24')))).toBe(MAX_LEAVES);
    expect(leavesOf(addBlock(oneLess, cidr(block)))).toBe(MAX_LEAVES);
    expect(canSplit(createPlan('aws', [cidr('10.0.0.0/8')]), ref('10.0.0.0/8'), 24)).toBe(true);
    expect(canSplit(createPlan('aws', [cidr('10.0.0.0/8'), cidr(block)]), ref('10.0.0.0/8'), 24)).toBe(false);
  });

  test.each<[string, (plan: Plan) => Plan | undefined]>([
    ['split', (plan) => split(plan, last, 25)],
    ['carve', (plan) => carve(plan, ref('10.255.255.0/25'))],
    ['addBlock', (plan) => addBlock(plan, cidr(block))],
    ['rebase', (plan) => rebase(plan, 0, cidr('10.0.0.0/7')).plan],
  ])('%s gives a full plan back as it is', (_edit, edit) => {
    expect(edit(full)).toBe(full);
  });

  test('bulk split and allocation tell so', () => {
    expect(bulkSplit(full, 25, [last])).toMatchObject({ after: 2, plan: undefined });
    const needs = [
      { name: 'wide', prefixLength: 23 },
      ...['a', 'b', 'c'].map((name) => ({ name, prefixLength: 28 })),
    ];
    expect(allocate(full, needs, 'largest-first')).toEqual({ ok: false, need: 1, reason: 'too-many' });
    expect(allocate(full, needs.slice(0, 1), 'largest-first').ok).toBe(true);
  });

  test('a full plan can be labelled and joined', () => {
    const named = relabel(full, last, { name: 'last' });
    expect(named.blocks[0]?.root).not.toBe(full.blocks[0]?.root);
    expect(rowsOf(named).at(-1)).toBe('10.255.255.0/24 last');
    const all = join(named, ref('10.0.0.0/8'));
    expect(all && rowsOf(all.plan)).toEqual(['10.0.0.0/8 last']);
    const pairs = bulkSplit(full, 25, undefined, ({ label }) => label.name !== undefined);
    expect(pairs).toEqual({ before: [], after: 0, plan: full });
  });
});
