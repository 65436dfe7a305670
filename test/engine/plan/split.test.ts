import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  addressWidth,
  aggregate,
  cidrOf,
  formatCidr,
  overlappingPairs,
  parseCidr,
  splitCidr,
} from '../../../engine/ip/index.ts';
import { splitIntoParts, splitUnevenly } from '../../../engine/plan/index.ts';
import { anyAddress, anyCidr, fixed } from '../ip/arbitraries.ts';

test.each([
  ['10.10.0.0/16', 4, ['10.10.0.0/18', '10.10.64.0/18', '10.10.128.0/18', '10.10.192.0/18']],
  ['10.10.0.0/16', 3, ['10.10.0.0/18', '10.10.64.0/18', '10.10.128.0/18', '10.10.192.0/18']],
  ['10.10.0.0/16', 1, ['10.10.0.0/16']],
  ['2001:db8::/56', 2, ['2001:db8::/57', '2001:db8:0:80::/57']],
  ['10.10.0.0/31', 4, undefined],
  ['10.10.0.0/16', 0, undefined],
  ['10.10.0.0/16', 1.5, undefined],
])('ADDR-7 splitting: %s into %d parts', (text, parts, expected) => {
  const cidr = parseCidr(text) ?? expect.fail(text);
  expect(splitIntoParts(cidr, parts)?.map(formatCidr)).toEqual(expected);
});

test('ADDR-7 splitting: the parts are apart, and together they are the block', () => {
  fc.assert(
    fc.property(anyCidr, fc.integer({ min: 0, max: 6 }), (block, bits) => {
      const parts = splitCidr(block, Math.min(block.prefixLength + bits, addressWidth(block.family)));
      expect(aggregate(parts ?? [])).toEqual([block]);
      expect(overlappingPairs(parts ?? [])).toEqual([]);
    }),
    fixed,
  );
});

describe('splitUnevenly', () => {
  const split = (text: string, ...prefixLengths: number[]) =>
    splitUnevenly(parseCidr(text) ?? expect.fail(text), prefixLengths);
  const shown = (blocks: readonly Cidr[]) => blocks.map(formatCidr);

  test.each([
    [
      '10.1.0.0/16',
      [20, 20, 24, 20],
      ['10.1.0.0/20', '10.1.16.0/20', '10.1.32.0/24', '10.1.48.0/20'],
      ['10.1.33.0/24', '10.1.34.0/23', '10.1.36.0/22', '10.1.40.0/21', '10.1.64.0/18', '10.1.128.0/17'],
    ],
    ['10.1.0.0/16', [16], ['10.1.0.0/16'], []],
    ['10.1.0.0/16', [], [], ['10.1.0.0/16']],
    ['255.255.255.0/24', [25, 25], ['255.255.255.0/25', '255.255.255.128/25'], []],
    ['2001:db8::/56', [64, 60], ['2001:db8::/64', '2001:db8:0:10::/60'], { length: 7 }],
  ])('ADDR-7 %s into /%s', (text, prefixLengths, blocks, remainder) => {
    const parts = split(text, ...prefixLengths);
    if (!parts.ok) return expect.fail(parts.reason);
    expect(shown(parts.blocks)).toEqual(blocks);
    expect(shown(parts.remainder)).toMatchObject(remainder);
  });

  test.each([
    ['10.1.0.0/16', [17, 17, 24], 2, 'no-space'],
    ['10.1.0.0/16', [24, 17, 17], 2, 'no-space'],
    ['255.255.0.0/16', [17, 17, 17], 2, 'no-space'],
    ['10.1.0.0/16', [20, 15], 1, 'no-part'],
    ['10.1.0.0/16', [33], 0, 'no-part'],
    ['10.1.0.0/16', [20.5], 0, 'no-part'],
  ] as const)('%s into /%s: number %d from 0 finds %s', (text, prefixLengths, place, reason) => {
    const parts = split(text, ...prefixLengths);
    expect(parts).toMatchObject({ ok: false, place, reason });
    expect(parts.blocks).toHaveLength(place);
  });

  test('ADDR-7 the parts have the sizes asked for, ascend, and make up the block with the rest', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 });
    fc.assert(
      fc.property(anyAddress, fc.integer({ min: 0, max: 20 }), sizes, (address, prefixLength, longer) => {
        const block = cidrOf(address, prefixLength);
        const asked = longer.map((bits) => prefixLength + bits);
        const parts = splitUnevenly(block, asked);
        expect(parts.blocks.map((part) => part.prefixLength)).toEqual(asked.slice(0, parts.blocks.length));
        if (!parts.ok) return;
        expect(overlappingPairs([...parts.blocks, ...parts.remainder])).toEqual([]);
        expect(aggregate([...parts.blocks, ...parts.remainder])).toEqual([block]);
      }),
      fixed,
    );
  });

  test('larger parts first leave no gaps, so what fails then fits in no order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 16 }), (longer) => {
        const sorted = longer.sort((a, b) => a - b).map((bits) => 16 + bits);
        const addresses = sorted.reduce((sum, prefixLength) => sum + 2 ** (32 - prefixLength), 0);
        expect(split('10.0.0.0/16', ...sorted).ok).toBe(addresses <= 65536);
      }),
      fixed,
    );
  });
});
