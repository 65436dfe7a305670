import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressAt,
  addressCount,
  addressWidth,
  cidrOf,
  compareAddresses,
  containsAddress,
  containsCidr,
  firstAddress,
  formatAddress,
  formatCidr,
  lastAddress,
} from '../../../../engine/addresses.ts';
import type { Address, Cidr } from '../../../../engine/addresses.ts';
import { shareOf } from '../../../../src/layout/plan/bar.ts';
import { addressIn, blockBetween } from '../../../../src/layout/plan/dragging.ts';
import { baseCidr, cidr, fixed } from '../../../properties/plan-arbitraries.ts';

const fraction = fc.double({ min: -0.5, max: 1.5, noNaN: true });

describe('the address at a fraction of a block', () => {
  test.each<[string, number, string]>([
    ['10.0.0.0/16', 0, '10.0.0.0'],
    ['10.0.0.0/16', -1, '10.0.0.0'],
    ['10.0.0.0/16', 0.75, '10.0.192.0'],
    ['10.0.0.0/16', 1, '10.0.255.255'],
    ['10.0.0.0/16', 2, '10.0.255.255'],
    ['10.0.0.7/32', 0.5, '10.0.0.7'],
    ['2001:db8::/32', 0.5, '2001:db8:8000::'],
    ['::/0', 0.25, '4000::'],
  ])('%s, %d: %s', (block, at, address) => {
    expect(formatAddress(addressIn(cidr(block), at))).toBe(address);
  });

  test('lies in the block, no further from the fraction than a millionth of it or one address', () => {
    fc.assert(
      fc.property(baseCidr, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (block, at) => {
        const address = addressIn(block, at);
        expect(containsAddress(block, address)).toBe(true);
        const { from } = shareOf(block, cidrOf(address, addressWidth(block.family)));
        const step = Math.max(2 ** -20, 1 / Number(addressCount(block)));
        expect(from <= at && at < from + step).toBe(true);
      }),
      fixed,
    );
  });
});

describe('a drag', () => {
  test.each<[string, string, string, number, number, string]>([
    ['over half of a block takes it', '10.0.0.0/16', '10.0.0.0/16', 0, 0.6, '10.0.0.0/17'],
    [
      'backwards takes the block nearer to its beginning',
      '10.0.0.0/16',
      '10.0.0.0/16',
      0.8,
      0.2,
      '10.0.128.0/18',
    ],
    [
      'across a boundary stays on the side it came from',
      '10.0.0.0/16',
      '10.0.0.0/16',
      0.3,
      0.8,
      '10.0.128.0/18',
    ],
    ['beyond the free block ends with it', '10.0.0.0/16', '10.0.128.0/17', 0.1, 1.3, '10.0.128.0/17'],
    [
      'away from the free block takes its nearest address',
      '10.0.0.0/16',
      '10.0.128.0/17',
      0.1,
      0.2,
      '10.0.128.0/32',
    ],
    ['over all takes all', '2001:db8::/56', '2001:db8::/56', 0, 1, '2001:db8::/56'],
  ])('%s', (_what, strip, free, from, to, block) => {
    expect(formatCidr(blockBetween(cidr(free), cidr(strip), from, to))).toBe(block);
  });

  test('takes a block in the free one, between its two ends, and none there is larger', () => {
    fc.assert(
      fc.property(
        baseCidr,
        fc.nat({ max: 6 }),
        fc.nat(),
        fraction,
        fraction,
        (strip, bits, pick, from, to) => {
          const longest = addressWidth(strip.family);
          const free = cidrOf(
            addressIn(strip, (pick % 64) / 64),
            Math.min(strip.prefixLength + bits, longest),
          );
          const block = blockBetween(free, strip, from, to);
          const ends = [from, to].map((at) => within(free, addressIn(strip, at))).sort(compareAddresses);
          const [low = expect.fail(), high = expect.fail()] = ends;
          expect(containsCidr(free, block)).toBe(true);
          expect(liesBetween(block, low, high)).toBe(true);
          if (block.prefixLength === 0) return;
          // Of blocks twice as large, the first to begin at `low` or later would have to end beyond `high`.
          for (const around of [cidrOf(low, block.prefixLength - 1), nextAfter(low, block.prefixLength - 1)])
            if (around !== undefined) expect(liesBetween(around, low, high)).toBe(false);
        },
      ),
      fixed,
    );
  });
});

function liesBetween(block: Cidr, low: Address, high: Address): boolean {
  return compareAddresses(firstAddress(block), low) >= 0 && compareAddresses(lastAddress(block), high) <= 0;
}

/** The block of a prefix length after the one that holds an address; `undefined` after the last. */
function nextAfter(address: Address, prefixLength: number): Cidr | undefined {
  const next = addressAt(lastAddress(cidrOf(address, prefixLength)), 1);
  return next && cidrOf(next, prefixLength);
}

function within(block: Cidr, address: Address): Address {
  if (compareAddresses(address, firstAddress(block)) < 0) return firstAddress(block);
  return compareAddresses(address, lastAddress(block)) > 0 ? lastAddress(block) : address;
}
