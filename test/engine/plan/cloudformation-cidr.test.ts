import { expect, test } from 'vitest';

import { fnCidr } from '../../../engine/plan/index.ts';

test.each([
  // The example of the documentation.
  [
    '192.168.0.0/24',
    6,
    5,
    [
      ...['192.168.0.0/27', '192.168.0.32/27', '192.168.0.64/27'],
      ...['192.168.0.96/27', '192.168.0.128/27', '192.168.0.160/27'],
    ],
  ],
  ['2001:db8:1:2::/56', 2, 64, ['2001:db8:1::/64', '2001:db8:1:1::/64']],
  ['10.0.0.0/16', 1, 16, ['10.0.0.0/16']],
])('Fn::Cidr [%s, %d, %d]', (ipBlock, count, cidrBits, value) => {
  expect(fnCidr(ipBlock, count, cidrBits)).toEqual({ ok: true, value });
});

test('Fn::Cidr gives up to 256 blocks', () => {
  const result = fnCidr('10.0.0.0/16', 256, 8);
  expect(result.ok && result.value).toHaveLength(256);
  expect(result.ok && result.value.at(-1)).toBe('10.0.255.0/24');
});

test.each([
  ['10.0.0.0/16', 257, 4, 'from 1 to 256'],
  ['10.0.0.0/16', 0, 8, 'from 1 to 256'],
  ['10.0.0.0/16', 1, 0, 'from 1 to 32'],
  ['10.0.0.0/16', 1, 33, 'from 1 to 32'],
  ['2001:db8::/56', 1, 129, 'from 1 to 128'],
  ['10.0.0.0/24', 9, 5, 'room for only 8 of 9 blocks of /27'],
  ['10.0.0.0/24', 1, 23, 'room for none of 1 blocks of /9'],
  ['10.0.0.0', 1, 8, 'no prefix length'],
])('Fn::Cidr [%s, %d, %d] fails: %s', (ipBlock, count, cidrBits, part) => {
  const result = fnCidr(ipBlock, count, cidrBits);
  expect(result.ok ? undefined : result.error).toContain(part);
});
