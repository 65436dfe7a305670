import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addressCount, addressToBigInt, formatAddress, parseCidr } from '../../../engine/ip/index.ts';
import { MAX_PAGE_SIZE, addressPage } from '../../../engine/plan/address-list.ts';
import { anyCidr } from '../ip/arbitraries.ts';

function page(text: string, from: bigint, size: number) {
  const { addresses, total, next } = addressPage(parseCidr(text) ?? expect.fail(text), from, size);
  return { addresses: addresses.map(formatAddress), total, next };
}

describe('addressPage', () => {
  test.each([
    ['10.0.0.0/29', 0n, 3, ['10.0.0.0', '10.0.0.1', '10.0.0.2'], 3n],
    ['10.0.0.0/29', 6n, 3, ['10.0.0.6', '10.0.0.7'], undefined],
    ['10.0.0.0/29', 8n, 3, [], undefined],
    ['10.0.0.9/32', -1n, 0, ['10.0.0.9'], undefined],
    [
      '2001:db8::/64',
      2n ** 64n - 2n,
      9,
      ['2001:db8::ffff:ffff:ffff:fffe', '2001:db8::ffff:ffff:ffff:ffff'],
      undefined,
    ],
    ['::ffff:192.0.2.0/127', 0n, 2, ['::ffff:192.0.2.0', '::ffff:192.0.2.1'], undefined],
    ['::/0', 2n ** 100n, 1, ['0:10::'], 2n ** 100n + 1n],
  ])('%s from %d, %d of them', (text, from, size, addresses, next) => {
    expect(page(text, from, size)).toMatchObject({ addresses, next });
  });

  test('a page is never larger than MAX_PAGE_SIZE', () => {
    expect(page('10.0.0.0/8', 0n, 1e6)).toMatchObject({
      addresses: { length: MAX_PAGE_SIZE },
      total: 2n ** 24n,
      next: BigInt(MAX_PAGE_SIZE),
    });
  });

  test('places count from the network address', () => {
    fc.assert(
      fc.property(
        anyCidr,
        fc.bigInt({ min: 0n, max: 2n ** 128n }),
        fc.integer({ min: 1, max: 4 }),
        (block, far, size) => {
          const from = far % addressCount(block);
          const { addresses } = addressPage(block, from, size);
          addresses.forEach((address, i) => {
            expect(addressToBigInt(address)).toBe(addressToBigInt(block) + from + BigInt(i));
          });
          expect(addresses.length).toBeGreaterThan(0);
        },
      ),
      { seed: 20240501, numRuns: 300 },
    );
  });
});
