import { describe, expect, test } from 'vitest';

import { formatCidr } from '../../../engine/ip/index.ts';
import {
  type Allocation,
  MAX_WANTED,
  type Need,
  type Plan,
  type Strategy,
  addBlock,
  allocate,
  createPlan,
  prefixLengthForAll,
} from '../../../engine/plan/index.ts';
import { cidr, planOf, rowsOf } from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/24';

/** Needs as `app/26`; with a `6` before the slash they are of IPv6. */
function needsOf(...texts: readonly string[]): Need[] {
  return texts.map((text) => {
    const [name = '', length] = text.split('/');
    return { name, prefixLength: Number(length), ...(text.includes('6/') && { family: 6 as const }) };
  });
}

function allocated(plan: Plan, needs: readonly Need[], strategy: Strategy = 'largest-first'): Allocation {
  const result = allocate(plan, needs, strategy);
  return result.ok ? result.allocation : expect.fail(result.reason);
}

/** What an allocation does, as people read it: `moved app 10.0.0.0/26 10.0.0.128/25`. */
function changesOf({ changes }: Allocation): string[] {
  return changes.map((change) => {
    const from = change.kind === 'moved' ? [formatCidr(change.from.cidr)] : [];
    return [change.kind, change.name, ...from, formatCidr(change.to.cidr)].join(' ');
  });
}

describe('strategies', () => {
  // Free: .0/27, .64/26, .224/27.
  const gaps = ['10.0.0.32/27 old', '10.0.0.128/26 older', '10.0.0.192/27 oldest'];
  // Free: .16/28, .48/28, .64/26, .128/26, .192/27, .240/28.
  const crumbs = ['10.0.0.0/28 old', '10.0.0.32/28 older', '10.0.0.224/28 oldest'];

  test.each<[Strategy, string[], string[], string[]]>([
    ['largest-first', [], ['a/27', 'b/25', 'c/26'], ['a 10.0.0.192/27', 'b 10.0.0.0/25', 'c 10.0.0.128/26']],
    ['in-order', [], ['a/27', 'b/25', 'c/26'], ['a 10.0.0.0/27', 'b 10.0.0.128/25']],
    ['next-free', [], ['a/27', 'b/25', 'c/26'], ['a 10.0.0.0/27', 'b 10.0.0.128/25', 'c 10.0.0.64/26']],
    ['keep-gap', [], ['a/28', 'b/26', 'c/27'], ['a 10.0.0.192/28', 'b 10.0.0.0/26', 'c 10.0.0.128/27']],
    ['largest-first', gaps, ['a/27', 'b/27', 'c/27'], ['a 10.0.0.0/27', 'b 10.0.0.224/27', 'c 10.0.0.64/27']],
    ['in-order', gaps, ['a/27', 'b/27', 'c/27'], ['a 10.0.0.0/27', 'b 10.0.0.64/27', 'c 10.0.0.96/27']],
    ['next-free', gaps, ['a/27', 'b/27', 'c/27'], ['a 10.0.0.0/27', 'b 10.0.0.64/27', 'c 10.0.0.96/27']],
    ['keep-gap', gaps, ['a/27', 'b/28', 'c/28'], ['a 10.0.0.64/27', 'b 10.0.0.0/28', 'c 10.0.0.224/28']],
    ['in-order', crumbs, ['a/26', 'b/28'], ['a 10.0.0.64/26', 'b 10.0.0.128/28']],
    ['next-free', crumbs, ['a/26', 'b/28'], ['a 10.0.0.64/26', 'b 10.0.0.16/28']],
  ])('%s, around %j: %j', (strategy, rows, needs, places) => {
    const allocation = allocated(planOf(block, rows), needsOf(...needs), strategy);
    expect(changesOf(allocation)).toEqual(places.map((place) => `new ${place}`));
  });

  test('the plan has the needs, the strategy and the subnets, in spare space only', () => {
    const plan = planOf(block, ['10.0.0.0/26', '10.0.0.64/26 old', '10.0.0.128/25 free note=keep']);
    const needs: Need[] = [
      { name: 'app', prefixLength: 27, kind: 'public', zones: ['us-east-1a', 'us-east-1b'] },
    ];
    const { plan: next } = allocated(plan, needs);
    expect(next).toMatchObject({ needs, strategy: 'largest-first' });
    expect(rowsOf(next)).toEqual([
      '10.0.0.0/27 app-a zone=us-east-1a kind=public',
      '10.0.0.32/27 app-b zone=us-east-1b kind=public',
      '10.0.0.64/26 old',
      '10.0.0.128/25 free note=keep',
    ]);
  });

  test('families go to blocks of their own, subnets of one name to both', () => {
    const plan = addBlock(planOf('2001:db8::/62', []), cidr(block));
    const allocation = allocated(plan, [...needsOf('app/26'), { name: 'app', family: 6 }]);
    expect(changesOf(allocation)).toEqual(['new app 10.0.0.0/26', 'new app 2001:db8::/64']);
  });

  test('keep-gap frees blank subnets behind, and leaves their neighbours', () => {
    const plan = planOf(block, ['10.0.0.0/26', '10.0.0.64/27', '10.0.0.96/27', '10.0.0.128/25']);
    expect(rowsOf(allocated(plan, needsOf('app/26'), 'keep-gap').plan)).toEqual([
      ...['10.0.0.0/26 app', '10.0.0.64/26 free', '10.0.0.128/25'],
    ]);
  });
});

describe('what a plan has already', () => {
  const rows = ['10.0.0.0/26 app note=x tint=3', '10.0.0.128/25 db'];

  test.each<[Strategy, string[], string[]]>([
    [
      'largest-first',
      ['app/26', 'db/25'],
      ['moved app 10.0.0.0/26 10.0.0.128/26', 'moved db 10.0.0.128/25 10.0.0.0/25'],
    ],
    ['in-order', ['app/26', 'db/25'], ['kept app 10.0.0.0/26', 'kept db 10.0.0.128/25']],
    ['next-free', ['app/26', 'db/25'], ['kept app 10.0.0.0/26', 'kept db 10.0.0.128/25']],
    ['next-free', ['web/26', 'app/26'], ['new web 10.0.0.64/26', 'kept app 10.0.0.0/26']],
    ['next-free', ['app/27', 'db/25'], ['moved app 10.0.0.0/26 10.0.0.0/27', 'kept db 10.0.0.128/25']],
    ['next-free', ['app/25', 'web/26'], ['moved app 10.0.0.0/26 10.0.0.0/25']],
  ])('%s %j', (strategy, needs, changes) => {
    expect(changesOf(allocated(planOf(block, rows), needsOf(...needs), strategy))).toEqual(changes);
  });

  test('takes along what was said of it, and what its need says', () => {
    const needs: Need[] = [
      { name: 'db', prefixLength: 25 },
      { name: 'app', prefixLength: 26, kind: 'public' },
    ];
    const after = ['10.0.0.0/25 db', '10.0.0.128/26 app note=x kind=public tint=3', '10.0.0.192/26 free'];
    expect(rowsOf(allocated(planOf(block, rows), needs).plan)).toEqual(after);
    expect(rowsOf(allocated(planOf(block, rows), needs, 'next-free').plan)[0]).toBe(
      '10.0.0.0/26 app note=x kind=public tint=3',
    );
  });

  test('is left alone when it is pinned, itself or by a group', () => {
    const plan = planOf(block, ['10.0.0.0/26 app pinned', '10.0.0.128/25 Paris pinned', '10.0.0.192/26 db']);
    const needs: Need[] = [{ name: 'app', prefixLength: 26, kind: 'public' }, ...needsOf('db/26', 'web/26')];
    const { plan: next, ...rest } = allocated(plan, needs);
    expect(changesOf({ plan: next, ...rest })).toEqual([
      'kept app 10.0.0.0/26',
      'kept db 10.0.0.192/26',
      'new web 10.0.0.64/26',
    ]);
    expect(rowsOf(next)).toContain('10.0.0.0/26 app pinned');
  });

  test('of several of a name the one of the size is meant, a pinned one first', () => {
    const plan = planOf(block, ['10.0.0.0/27 app', '10.0.0.64/26 app', '10.0.0.128/26 app pinned']);
    expect(changesOf(allocated(plan, needsOf('app/26')))).toEqual(['kept app 10.0.0.128/26']);
    expect(changesOf(allocated(plan, needsOf('app/25')))).toEqual([]);
  });

  test('is never taken away, though it finds no place', () => {
    const plan = planOf(block, ['10.0.0.0/25 app note=x', '10.0.0.128/25 db pinned']);
    for (const strategy of ['largest-first', 'in-order', 'next-free', 'keep-gap'] as const) {
      const grown = allocated(plan, needsOf('app/24'), strategy);
      expect(rowsOf(grown.plan)).toEqual(rowsOf(plan));
      expect(grown.shortfalls).toMatchObject([{ names: ['app'], reason: 'no-space' }]);
      const crowded = allocated(plan, needsOf('web/25', 'app/25'), strategy);
      expect(rowsOf(crowded.plan)).toEqual(rowsOf(plan));
      // With keep-gap `app` stays too, but without its gap.
      const names = strategy === 'keep-gap' ? ['web', 'app'] : ['web'];
      expect(crowded.shortfalls).toMatchObject([{ names, reason: 'no-space' }]);
    }
  });

  test('stays while a place is found for what can move around it', () => {
    // `big` needs what `app` and `db` have; once both stay, `web` still fits beside them.
    const plan = planOf(block, ['10.0.0.0/25 app', '10.0.0.128/26 db']);
    const allocation = allocated(plan, needsOf('big/24', 'app/25', 'db/26', 'web/26'));
    expect(changesOf(allocation)).toEqual([
      'kept app 10.0.0.0/25',
      'kept db 10.0.0.128/26',
      'new web 10.0.0.192/26',
    ]);
    expect(allocation.shortfalls).toMatchObject([{ names: ['big'], free: 64n, largestFree: 26 }]);
  });
});

describe('shortfalls', () => {
  test.each<[claim: string, rows: string[], needs: string[], strategy: Strategy, shortfall: object]>([
    [
      'too little space',
      [],
      ['a/25', 'b/25', 'c/25', 'd/25'],
      'largest-first',
      {
        reason: 'no-space',
        names: ['c', 'd'],
        prefixLength: 25,
        placed: 2,
        wanted: 256n,
        free: 0n,
        largestFree: undefined,
      },
    ],
    [
      'enough, in pieces',
      ['10.0.0.64/26 old', '10.0.0.128/26 older'],
      ['a/25'],
      'largest-first',
      { reason: 'fragmented', names: ['a'], placed: 0, wanted: 128n, free: 128n, largestFree: 26 },
    ],
    [
      'what smaller ones take later was free for it',
      ['10.0.0.0/25 old', '10.0.0.128/27 older'],
      ['a/26', 'b/26', 'c/28'],
      'largest-first',
      { reason: 'no-space', names: ['b'], placed: 1, wanted: 64n, free: 32n, largestFree: 27 },
    ],
    [
      'in order, what was passed over is not free any more',
      [],
      ['a/27', 'b/25', 'c/26'],
      'in-order',
      { reason: 'no-space', names: ['c'], placed: 0, wanted: 64n, free: 0n, largestFree: undefined },
    ],
    [
      'a gap is needed too',
      [],
      ['a/26', 'b/26', 'c/26'],
      'keep-gap',
      { reason: 'no-space', names: ['c'], placed: 2, wanted: 128n, free: 0n, largestFree: undefined },
    ],
    [
      'what stays counts as placed',
      ['10.0.0.0/25 a', '10.0.0.128/25 old'],
      ['a/25', 'b/25'],
      'next-free',
      { reason: 'no-space', names: ['b'], placed: 1, wanted: 128n, free: 0n, largestFree: undefined },
    ],
    [
      'no block of the family',
      [],
      ['a6/64'],
      'largest-first',
      {
        reason: 'no-block-of-family',
        names: ['a6'],
        family: 6,
        prefixLength: 64,
        free: 0n,
        largestFree: undefined,
      },
    ],
    [
      'a pin of another size',
      ['10.0.0.0/26 a pinned'],
      ['a/25'],
      'next-free',
      { reason: 'pinned', names: ['a'], prefixLength: 25, wanted: 128n, free: 64n, largestFree: 26 },
    ],
  ])('%s', (_claim, rows, needs, strategy, shortfall) => {
    const { shortfalls } = allocated(planOf(block, rows), needsOf(...needs), strategy);
    expect(shortfalls).toEqual([expect.objectContaining(shortfall)]);
  });

  test('everything is free, and not enough for a gap', () => {
    const { shortfalls } = allocated(planOf('0.0.0.0/0', []), needsOf('a/0'), 'keep-gap');
    expect(shortfalls).toMatchObject([{ free: 2n ** 32n, wanted: 2n ** 33n, largestFree: 0 }]);
  });

  test('one for each size, in the order of trying', () => {
    const { shortfalls } = allocated(planOf(block, [`${block} old`]), needsOf('a/28', 'b/26', 'c/28'));
    expect(shortfalls.map(({ names, prefixLength }) => [names, prefixLength])).toEqual([
      [['b'], 26],
      [['a', 'c'], 28],
    ]);
  });
});

test.each<[Need, string]>([
  [{ name: 'a' }, 'no-size'],
  [{ name: 'a', hosts: 1e6 }, 'too-large'],
  [{ name: 'a', prefixLength: 28, count: 5000 }, 'too-many'],
])('a list that cannot be read is told by its need: %j', (need, reason) => {
  expect(allocate(planOf(block, []), [...needsOf('ok/28'), need], 'in-order')).toEqual({
    ok: false,
    need: 1,
    reason,
  });
});

describe('prefixLengthForAll', () => {
  test.each<[string[], Record<Strategy, number | undefined>]>([
    [['a/27', 'b/25', 'c/26'], { 'largest-first': 24, 'next-free': 24, 'in-order': 23, 'keep-gap': 23 }],
    [['a/24'], { 'largest-first': 24, 'next-free': 24, 'in-order': 24, 'keep-gap': 23 }],
    [['a/1', 'b/1'], { 'largest-first': 0, 'next-free': 0, 'in-order': 0, 'keep-gap': undefined }],
    [
      ['a/1', 'b/2', 'c/1'],
      { 'largest-first': undefined, 'next-free': undefined, 'in-order': undefined, 'keep-gap': undefined },
    ],
    [
      ['a6/64'],
      { 'largest-first': undefined, 'next-free': undefined, 'in-order': undefined, 'keep-gap': undefined },
    ],
  ])('%j', (needs, lengths) => {
    for (const [strategy, length] of Object.entries(lengths))
      expect(
        prefixLengthForAll(createPlan('standard', []), needsOf(...needs), strategy as Strategy, 4),
        strategy,
      ).toBe(length);
  });

  test('counts the other family apart, and nothing that cannot be read', () => {
    const plan = createPlan('aws', []);
    expect(prefixLengthForAll(plan, needsOf('a6/64', 'b6/64', 'c/28'), 'largest-first', 6)).toBe(63);
    expect(prefixLengthForAll(plan, [{ name: 'a' }], 'largest-first', 4)).toBeUndefined();
  });
});

test.each(['largest-first', 'in-order', 'next-free'] as const)(
  '%s: the most subnets go into as many pieces',
  (strategy) => {
    // Pieces of /29, none large enough for the first need, and all but one taken by the second.
    const rows = Array.from({ length: MAX_WANTED }, (_, place) => {
      return `10.0.${place >> 4}.${(place & 15) << 4}/29 old-${place}`;
    });
    const needs: Need[] = [
      ...needsOf('wide/28'),
      { name: 'narrow', prefixLength: 29, count: MAX_WANTED - 1 },
    ];
    const { changes, shortfalls } = allocated(planOf('10.0.0.0/16', rows), needs, strategy);
    expect([changes.length, shortfalls.map(({ names }) => names)]).toEqual([MAX_WANTED - 1, [['wide']]]);
  },
);
