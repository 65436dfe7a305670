import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  type PrefixSet,
  addressToBigInt,
  cidrsOf,
  containsAddress,
  containsBlock,
  difference,
  firstAddress,
  formatCidr,
  intersection,
  isEmptySet,
  lastAddress,
  mergeCidrs,
  parseCidr,
  prefixSet,
  sameSet,
  contains,
  union,
} from '../../../engine/ip/index.ts';
import { crowdedAddress, crowdedCidr, fixed } from './arbitraries.ts';

function cidrs(...texts: string[]): Cidr[] {
  return texts.map((text) => parseCidr(text) ?? expect.fail(text));
}

const crowdedCidrs = fc.array(crowdedCidr, { maxLength: 12 });

describe('prefix sets', () => {
  test.each([
    { given: ['10.0.0.0/24', '10.0.1.0/24'], merged: ['10.0.0.0/23'] },
    { given: ['10.0.1.0/24', '10.0.2.0/24'], merged: ['10.0.1.0/24', '10.0.2.0/24'] },
    { given: ['10.0.0.0/8', '10.1.2.0/24'], merged: ['10.0.0.0/8'] },
    { given: ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'], merged: ['0.0.0.0/0', '::/0'] },
    { given: ['255.255.255.255/32', '::/128'], merged: ['255.255.255.255/32', '::/128'] },
    { given: [], merged: [] },
  ])('$given merges to $merged', ({ given, merged }) => {
    expect(mergeCidrs(cidrs(...given)).map(formatCidr)).toEqual(merged);
  });

  test('a /16 without its second /18', () => {
    const rest = difference(prefixSet(cidrs('10.0.0.0/16')), prefixSet(cidrs('10.0.64.0/18')));
    expect(cidrsOf(rest).map(formatCidr)).toEqual(['10.0.0.0/18', '10.0.128.0/17']);
  });

  test('set operations agree with the blocks asked one by one', () => {
    fc.assert(
      fc.property(
        crowdedCidrs,
        crowdedCidrs,
        fc.array(crowdedAddress, { minLength: 8, maxLength: 8 }),
        (a, b, probes) => {
          const [left, right] = [prefixSet(a), prefixSet(b)];
          const edges = [...a, ...b].flatMap((cidr) => [firstAddress(cidr), lastAddress(cidr)]);
          for (const address of [...probes, ...edges]) {
            const inA = a.some((cidr) => containsAddress(cidr, address));
            const inB = b.some((cidr) => containsAddress(cidr, address));
            expect(contains(left, address)).toBe(inA);
            expect(contains(union(left, right), address)).toBe(inA || inB);
            expect(contains(intersection(left, right), address)).toBe(inA && inB);
            expect(contains(difference(left, right), address)).toBe(inA && !inB);
          }
        },
      ),
      fixed,
    );
  });

  test('every operation keeps ranges sorted and apart, so equal sets have equal ranges', () => {
    fc.assert(
      fc.property(crowdedCidrs, crowdedCidrs, (a, b) => {
        const [left, right] = [prefixSet(a), prefixSet(b)];
        for (const set of [left, union(left, right), intersection(left, right), difference(left, right)])
          expectApart(set);
        expect(union(difference(left, right), intersection(left, right))).toEqual(left);
        expect(sameSet(union(left, right), union(right, left))).toBe(true);
        expect(isEmptySet(difference(left, left))).toBe(true);
        expect(sameSet(left, right)).toBe(
          isEmptySet(union(difference(left, right), difference(right, left))),
        );
      }),
      fixed,
    );
  });

  test('cidrsOf gives the set back in blocks of which no two could be one', () => {
    fc.assert(
      fc.property(crowdedCidrs, (given) => {
        const merged = mergeCidrs(given);
        expect(prefixSet(merged)).toEqual(prefixSet(given));
        merged.forEach((cidr, i) => {
          const next = merged[i + 1];
          if (next !== undefined) expect(mergeCidrs([cidr, next])).toHaveLength(2);
          expect(containsBlock(prefixSet(given), cidr)).toBe(true);
        });
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
