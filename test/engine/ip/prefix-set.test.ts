import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  type PrefixSet,
  addressToBigInt,
  aggregate,
  cidrsOfRange,
  contains,
  containsAddress,
  containsBlock,
  firstAddress,
  formatCidr,
  lastAddress,
  parseAddress,
  parseCidr,
  prefixSet,
} from '../../../engine/ip/index.ts';
import { anyCidr, crowdedAddress, crowdedCidr, fixed } from './arbitraries.ts';

function cidrs(...texts: string[]): Cidr[] {
  return texts.map((text) => parseCidr(text) ?? expect.fail(text));
}

const crowdedCidrs = fc.array(crowdedCidr, { maxLength: 12 });

describe('prefix sets', () => {
  test('contains agrees with the blocks asked one by one', () => {
    fc.assert(
      fc.property(
        crowdedCidrs,
        fc.array(crowdedAddress, { minLength: 8, maxLength: 8 }),
        (blocks, probes) => {
          const set = prefixSet(blocks);
          const edges = blocks.flatMap((cidr) => [firstAddress(cidr), lastAddress(cidr)]);
          for (const address of [...probes, ...edges]) {
            expect(contains(set, address)).toBe(blocks.some((cidr) => containsAddress(cidr, address)));
          }
        },
      ),
      fixed,
    );
  });

  test('ranges are sorted and apart, so equal sets have equal ranges', () => {
    fc.assert(
      fc.property(crowdedCidrs, (blocks) => {
        expectApart(prefixSet(blocks));
        expect(prefixSet(aggregate(blocks))).toEqual(prefixSet(blocks));
      }),
      fixed,
    );
  });

  test('containsBlock wants every address of the block', () => {
    const set = prefixSet(cidrs('10.0.0.0/24', '10.0.1.0/25'));
    const holds = (text: string) => cidrs(text).every((cidr) => containsBlock(set, cidr));
    expect(['10.0.0.0/24', '10.0.1.0/26', '10.0.0.0/23', '10.0.1.128/25'].map(holds)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('cidrsOfRange', () => {
  test.each([
    ['10.0.0.0', '10.0.2.255', ['10.0.0.0/23', '10.0.2.0/24']],
    ['10.0.0.1', '10.0.0.3', ['10.0.0.1/32', '10.0.0.2/31']],
    ['0.0.0.0', '255.255.255.255', ['0.0.0.0/0']],
    ['2001:db8::', '2001:db8::2', ['2001:db8::/127', '2001:db8::2/128']],
    ['10.0.0.1', '10.0.0.0', []],
  ])('%s to %s', (first, last, blocks) => {
    const [from, to] = [parseAddress(first), parseAddress(last)];
    expect(from && to && cidrsOfRange({ first: from, last: to }).map(formatCidr)).toEqual(blocks);
  });

  test('gives a block back', () => {
    fc.assert(
      fc.property(anyCidr, (block) => {
        expect(cidrsOfRange({ first: firstAddress(block), last: lastAddress(block) })).toEqual([block]);
      }),
      fixed,
    );
  });
});

function expectApart({ ranges }: PrefixSet): void {
  ranges.forEach(({ first, last }, i) => {
    expect(addressToBigInt(first) <= addressToBigInt(last)).toBe(true);
    const next = ranges[i + 1];
    if (next === undefined) return;
    const apart =
      next.first.family > last.family ||
      (next.first.family === last.family && addressToBigInt(next.first) > addressToBigInt(last) + 1n);
    expect(apart).toBe(true);
  });
}
