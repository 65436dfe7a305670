import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  aggregate,
  aggregateIpv4,
  containsAddress,
  firstAddress,
  formatCidr,
  formatIpv4Cidr,
  intersect,
  lastAddress,
  overlappingPairs,
  overlaps,
  parseCidr,
  parseIpv4Cidr,
  subtract,
} from '../../../engine/ip/index.ts';
import { crowdedAddress, crowdedCidr, fixed } from './arbitraries.ts';

function cidrs(...texts: string[]): Cidr[] {
  return texts.map((text) => parseCidr(text) ?? expect.fail(text));
}

const crowdedCidrs = fc.array(crowdedCidr, { maxLength: 12 });

describe('aggregate', () => {
  test.each([
    { given: ['10.0.0.0/24', '10.0.1.0/24'], gives: ['10.0.0.0/23'] },
    { given: ['10.0.1.0/24', '10.0.2.0/24'], gives: ['10.0.1.0/24', '10.0.2.0/24'] },
    { given: ['10.0.0.0/8', '10.1.2.0/24'], gives: ['10.0.0.0/8'] },
    { given: ['10.0.3.0/24', '10.0.2.0/24', '10.0.0.0/23', '10.0.2.0/24'], gives: ['10.0.0.0/22'] },
    { given: ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'], gives: ['0.0.0.0/0', '::/0'] },
    { given: ['::/128', '255.255.255.255/32'], gives: ['255.255.255.255/32', '::/128'] },
    { given: ['2001:db8:1::/48', '2001:db8::/48'], gives: ['2001:db8::/47'] },
    { given: [], gives: [] },
  ])('$given gives $gives', ({ given, gives }) => {
    expect(aggregate(cidrs(...given)).map(formatCidr)).toEqual(gives);
  });

  test('many blocks are sorted as few are', () => {
    const parts = Array.from(
      { length: 512 },
      (_, i) => `10.${((i * 173) % 512) >> 8}.${(i * 173) % 256}.0/24`,
    );
    expect(aggregate(cidrs(...parts)).map(formatCidr)).toEqual(['10.0.0.0/15']);
  });
});

test('ADDR-6 host bits of blocks given as numbers are cleared', () => {
  const numbers = Float64Array.of(parseIpv4Cidr('10.0.1.77/24'), parseIpv4Cidr('10.0.0.9/24'));
  expect(Array.from(aggregateIpv4(numbers), formatIpv4Cidr)).toEqual(['10.0.0.0/23']);
});

describe('subtract', () => {
  test.each([
    { from: ['10.0.0.0/16'], minus: ['10.0.64.0/18'], gives: ['10.0.0.0/18', '10.0.128.0/17'] },
    { from: ['10.0.0.0/24', '10.0.2.0/24'], minus: ['10.0.0.0/22'], gives: [] },
    { from: ['10.0.0.0/24'], minus: ['10.0.1.0/24', '2001:db8::/32'], gives: ['10.0.0.0/24'] },
    { from: ['10.0.0.0/24', '10.0.1.0/24'], minus: [], gives: ['10.0.0.0/23'] },
    { from: ['0.0.0.0/0'], minus: ['0.0.0.0/1', '255.255.255.255/32'], gives: { length: 31 } },
    { from: ['::/0'], minus: ['8000::/1', '::/2'], gives: ['4000::/2'] },
  ])('$from without $minus', ({ from, minus, gives }) => {
    expect(subtract(cidrs(...from), cidrs(...minus)).map(formatCidr)).toMatchObject(gives);
  });
});

test.each([
  { a: ['10.0.0.0/8'], b: ['10.1.0.0/16', '11.0.0.0/16'], gives: ['10.1.0.0/16'] },
  {
    a: ['10.0.0.0/16', '2001:db8::/48'],
    b: ['2001:db8::/32', '10.0.5.0/24'],
    gives: ['10.0.5.0/24', '2001:db8::/48'],
  },
  { a: ['10.0.0.0/16'], b: ['10.1.0.0/16'], gives: [] },
])('intersect: $a and $b have $gives in common', ({ a, b, gives }) => {
  expect(intersect(cidrs(...a), cidrs(...b)).map(formatCidr)).toEqual(gives);
});

test('overlappingPairs: equal, nested and neighbouring blocks', () => {
  const blocks = cidrs(
    '10.1.0.0/16',
    '2001:db8::/64',
    '10.0.0.0/8',
    '11.0.0.0/8',
    '10.1.0.0/16',
    '2001:db8::/32',
  );
  expect(overlappingPairs(blocks)).toEqual([
    [0, 2],
    [0, 4],
    [1, 5],
    [2, 4],
  ]);
  expect(overlappingPairs([])).toEqual([]);
});

describe('laws', () => {
  test('every sum agrees with the blocks asked one by one', () => {
    fc.assert(
      fc.property(
        crowdedCidrs,
        crowdedCidrs,
        fc.array(crowdedAddress, { minLength: 8, maxLength: 8 }),
        (a, b, probes) => {
          const [sum, rest, common] = [aggregate([...a, ...b]), subtract(a, b), intersect(a, b)];
          const edges = [...a, ...b].flatMap((cidr) => [firstAddress(cidr), lastAddress(cidr)]);
          for (const address of [...probes, ...edges]) {
            const isIn = (blocks: readonly Cidr[]) => blocks.some((cidr) => containsAddress(cidr, address));
            expect(isIn(sum)).toBe(isIn(a) || isIn(b));
            expect(isIn(rest)).toBe(isIn(a) && !isIn(b));
            expect(isIn(common)).toBe(isIn(a) && isIn(b));
          }
        },
      ),
      fixed,
    );
  });

  test('aggregate is idempotent, and no two of its blocks overlap or could be one', () => {
    fc.assert(
      fc.property(crowdedCidrs, (given) => {
        const blocks = aggregate(given);
        expect(aggregate(blocks)).toEqual(blocks);
        expect(overlappingPairs(blocks)).toEqual([]);
        blocks.slice(1).forEach((block, i) => {
          expect(aggregate([blocks[i] ?? block, block])).toHaveLength(2);
        });
      }),
      fixed,
    );
  });

  test('what is subtracted and what is in common make up the whole, without overlap', () => {
    fc.assert(
      fc.property(crowdedCidrs, crowdedCidrs, (a, b) => {
        const [rest, common] = [subtract(a, b), intersect(a, b)];
        expect(aggregate([...rest, ...common])).toEqual(aggregate(a));
        expect(intersect(rest, common)).toEqual([]);
        expect(intersect(b, a)).toEqual(common);
        for (const fewest of [rest, common]) expect(aggregate(fewest)).toEqual(fewest);
      }),
      fixed,
    );
  });

  test('overlappingPairs finds what asking every pair finds, in order', () => {
    fc.assert(
      fc.property(crowdedCidrs, (blocks) => {
        const expected = blocks.flatMap((x, i) =>
          blocks.flatMap((y, j) => (i < j && overlaps(x, y) ? [[i, j]] : [])),
        );
        expect(overlappingPairs(blocks)).toEqual(expected);
      }),
      fixed,
    );
  });
});
