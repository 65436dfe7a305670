import fc from 'fast-check';
import { expect, test } from 'vitest';

import { cidrOf, containsCidr, formatCidr, parseCidr } from '../../../engine/ip/index.ts';
import { smallestBlockAround } from '../../../engine/plan/index.ts';
import { crowdedCidr, fixed } from '../ip/arbitraries.ts';

test.each([
  [['10.0.1.0/24', '10.0.2.0/24'], '10.0.0.0/22'],
  [['10.0.0.0/25', '10.0.0.128/25'], '10.0.0.0/24'],
  [['10.0.0.5/32'], '10.0.0.5/32'],
  [['0.0.0.0/32', '255.255.255.255/32'], '0.0.0.0/0'],
  [['2001:db8::1/128', '2001:db8::8/128'], '2001:db8::/124'],
  [['10.0.0.0/8', '2001:db8::/32'], undefined],
  [[], undefined],
])('around %s: %s', (texts, expected) => {
  const around = smallestBlockAround(texts.map((text) => parseCidr(text) ?? expect.fail(text)));
  expect(around && formatCidr(around)).toBe(expected);
});

test('it contains every block, and neither half of it does', () => {
  fc.assert(
    fc.property(crowdedCidr, fc.array(crowdedCidr, { maxLength: 5 }), (first, others) => {
      const blocks = [first, ...others.filter(({ family }) => family === first.family)];
      const around = smallestBlockAround(blocks) ?? expect.fail();
      expect(blocks.every((block) => containsCidr(around, block))).toBe(true);
      if (first.prefixLength === around.prefixLength) return;
      const half = cidrOf(first, around.prefixLength + 1);
      expect(blocks.every((block) => containsCidr(half, block))).toBe(false);
    }),
    fixed,
  );
});
