import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Address,
  type Cidr,
  addressAt,
  cidrsOfRange,
  compareAddresses,
  formatCidr,
  lastAddress,
  parseAddress,
} from '../../../engine/ip/index.ts';
import { freeBlocks, largestBlockBetween, nextFree } from '../../../engine/plan/index.ts';
import { baseCidr, cidr, fixed, planOf } from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/24';

describe('freeBlocks', () => {
  test.each([
    ['all of an empty plan', [], [block]],
    ['a subnet about which nothing was said', [block], [block]],
    ['free space and blank subnets together', ['10.0.0.0/26', '10.0.0.128/25 app'], ['10.0.0.0/25']],
    ['free space with a note, too', ['10.0.0.0/25 free note=keep'], [block]],
    ['not what is pinned', ['10.0.0.0/25 free pinned'], ['10.0.0.128/25']],
    ['what is left, by address', ['10.0.0.64/26 app'], ['10.0.0.0/26', '10.0.0.128/25']],
    [
      'inside a group, never a whole one',
      ['10.0.0.0/25 Paris', '10.0.0.0/26 free note=x'],
      ['10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/25'],
    ],
    ['nothing of a full plan', [`${block} app`], []],
  ])('%s', (_claim, rows, free) => {
    expect(freeBlocks(planOf(block, rows)).map((each) => formatCidr(each.cidr))).toEqual(free);
  });
});

describe('nextFree', () => {
  const plan = planOf(block, ['10.0.0.0/25 app', '10.0.0.160/27 db']);
  const both = {
    ...plan,
    blocks: [...plan.blocks, ...planOf('10.9.0.0/28', []).blocks, ...planOf('2001:db8::/62', []).blocks],
  };

  test.each<
    [
      claim: string,
      family: 4 | 6,
      prefixLength: number,
      within: number | undefined,
      found: string | undefined,
    ]
  >([
    ['of the size itself', 4, 27, undefined, '0 10.0.0.128/27'],
    ['of the smallest that holds it, in any block', 4, 29, undefined, '1 10.9.0.0/29'],
    ['one address', 4, 32, 0, '0 10.0.0.128/32'],
    ['in one block only', 4, 29, 0, '0 10.0.0.128/29'],
    ['the larger one, where the smaller does not do', 4, 26, undefined, '0 10.0.0.192/26'],
    ['of the other family', 6, 64, undefined, '2 2001:db8::/64'],
    ['none so large', 4, 25, undefined, undefined],
    ['none in a block of the other family', 6, 64, 0, undefined],
    ['none in no block', 4, 29, 7, undefined],
    ['none of a length that the family has not', 4, 64, undefined, undefined],
    ['none of no length', 4, Number.NaN, undefined, undefined],
    ['none of a fraction', 4, 28.5, undefined, undefined],
    ['none shorter than everything', 4, -1, undefined, undefined],
  ])('%s', (_claim, family, prefixLength, within, found) => {
    const next = nextFree(both, family, prefixLength, within);
    expect(next && `${next.block} ${formatCidr(next.cidr)}`).toBe(found);
  });
});

test('nextFree of free blocks alike takes the lowest', () => {
  const next = nextFree(planOf(block, ['10.0.0.64/26 app', '10.0.0.192/26 db']), 4, 27);
  expect(next && formatCidr(next.cidr)).toBe('10.0.0.0/27');
});

describe('largestBlockBetween', () => {
  test.each([
    ['the whole', '10.0.0.0', '10.0.0.255', block],
    ['what fits, though it holds neither end', '10.0.0.3', '10.0.0.200', '10.0.0.64/26'],
    ['of two, the one where the choice began', '10.0.0.70', '10.0.0.255', '10.0.0.128/25'],
    ['of two, the one where the choice began', '10.0.0.64', '10.0.0.191', '10.0.0.64/26'],
    ['of two, the one where the choice began', '10.0.0.191', '10.0.0.64', '10.0.0.128/26'],
    ['one address', '10.0.0.9', '10.0.0.9', '10.0.0.9/32'],
    ['two that are no block', '10.0.0.9', '10.0.0.10', '10.0.0.9/32'],
    ['up to the end of the free block', '10.0.0.128', '10.0.7.9', '10.0.0.128/25'],
    ['nothing of it: its nearest address', '10.0.3.0', '10.0.7.9', '10.0.0.255/32'],
  ])('%s: %s to %s', (_claim, from, to, found) => {
    const [first, last] = [from, to].map((text) => parseAddress(text) ?? expect.fail(text)) as [
      Address,
      Address,
    ];
    expect(formatCidr(largestBlockBetween(cidr(block), first, last))).toBe(found);
  });

  test('no block between is larger', () => {
    const offset = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(baseCidr, offset, offset, (free, a, b) => {
        const at = (places: number): Address => {
          const address = addressAt(free, places);
          const last = lastAddress(free);
          return address === undefined || compareAddresses(address, last) > 0 ? last : address;
        };
        const found = largestBlockBetween(free, at(a), at(b));
        const inside = cidrsOfRange({ first: at(Math.min(a, b)), last: at(Math.max(a, b)) });
        const sizes = inside.map((each: Cidr) => each.prefixLength);
        expect(inside.map(formatCidr)).toContain(formatCidr(found));
        expect(found.prefixLength).toBe(Math.min(...sizes));
      }),
      fixed,
    );
  });
});
