import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { cidrOf, formatCidr } from '../../../engine/ip/index.ts';
import {
  type FunctionResult,
  cidrhost,
  cidrnetmask,
  cidrsubnet,
  cidrsubnets,
  splitUnevenly,
} from '../../../engine/plan/index.ts';
import { anyAddress, fixed } from '../ip/arbitraries.ts';

function valueOf<T>(result: FunctionResult<T>): T {
  return result.ok ? result.value : expect.fail(result.error);
}

function errorOf(result: FunctionResult<unknown>): string {
  return result.ok ? expect.fail(JSON.stringify(result.value)) : result.error;
}

describe('cidrsubnet', () => {
  test.each([
    // The examples of the documentation.
    ['172.16.0.0/12', 4, 2, '172.18.0.0/16'],
    ['10.1.2.0/24', 4, 15, '10.1.2.240/28'],
    ['fd00:fd12:3456:7890::/56', 16, 162, 'fd00:fd12:3456:7800:a200::/72'],
    // Host bits, more than 32 new bits, and no new bits.
    ['192.168.2.0/20', 4, 6, '192.168.6.0/24'],
    ['fe80::/48', 33, 6, 'fe80::3:0:0:0/81'],
    ['10.0.0.0/8', 0, 0, '10.0.0.0/8'],
    ['::/0', 128, 2n ** 128n - 1n, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'],
    // Octets with leading zeros are decimal, and IPv4-mapped prefixes are IPv4.
    ['010.001.0.0/24', 4, 1, '10.1.0.16/28'],
    ['::ffff:192.168.0.0/112', 8, 6, '192.168.6.0/24'],
  ])('(%s, %d, %d) is %s', (prefix, newbits, netnum, expected) => {
    expect(valueOf(cidrsubnet(prefix, newbits, netnum))).toBe(expected);
  });

  test.each([
    ['192.168.0.0/30', 4, 6, 'make a prefix of 34; IPv4 has 32'],
    ['10.0.0.0/16', 8, 256, 'the subnets 0 to 255; 256 is not among them'],
    ['10.0.0.0/16', 0, 1, 'the subnets 0 to 0'],
    ['10.0.0.0/16', 8, -1, '`netnum`'],
    ['10.0.0.0/16', 8, 0.75, '`netnum`'],
    ['10.0.0.0/16', -1, 0, '`newbits`'],
    ['10.0.0.0/16', 0.5, 0, '`newbits`'],
    ['not-a-cidr', 4, 6, '`not-a-cidr`'],
    ['10.256.0.0/8', 4, 6, '256'],
  ])('(%s, %d, %d) fails: %s', (prefix, newbits, netnum, part) => {
    expect(errorOf(cidrsubnet(prefix, newbits, netnum))).toContain(part);
  });
});

describe('cidrsubnets', () => {
  test.each([
    ['10.1.0.0/16', [4, 4, 8, 4], ['10.1.0.0/20', '10.1.16.0/20', '10.1.32.0/24', '10.1.48.0/20']],
    [
      'fd00:fd12:3456:7890::/56',
      [16, 16, 16, 32],
      [
        'fd00:fd12:3456:7800::/72',
        'fd00:fd12:3456:7800:100::/72',
        'fd00:fd12:3456:7800:200::/72',
        'fd00:fd12:3456:7800:300::/88',
      ],
    ],
    [
      '10.0.0.0/21',
      [3, 3, 3, 4, 4, 4, 7, 7, 7],
      [
        ...['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/25', '10.0.3.128/25'],
        ...['10.0.4.0/25', '10.0.4.128/28', '10.0.4.144/28', '10.0.4.160/28'],
      ],
    ],
    ['10.0.0.0/8', [], []],
    ['0.0.0.0/8', [], []],
  ])('(%s, %s)', (prefix, newbits, expected) => {
    expect(valueOf(cidrsubnets(prefix, ...newbits))).toEqual(expected);
  });

  test.each([
    ['10.0.0.0/30', [1, 3], 'make a prefix of 33; IPv4 has 32'],
    [
      '10.0.0.0/8',
      [1, 1, 1],
      'No /9 is left in `10.0.0.0/8` after `10.128.0.0/9`: it would be subnet number 3',
    ],
    ['10.0.0.0/8', [1, 0], 'from 1'],
    ['10.0.0.0/8', [1, -1], 'from 1'],
    ['fe80::/48', [1, 33], 'at most 32 bits'],
    ['0.0.0.0/8', [8], 'begins at address 0'],
    ['::/16', [8], 'begins at address 0'],
    ['10.0.0.0', [8], 'no prefix length'],
  ])('(%s, %s) fails: %s', (prefix, newbits, part) => {
    expect(errorOf(cidrsubnets(prefix, ...newbits))).toContain(part);
  });

  test('is splitUnevenly with new bits instead of prefix lengths', () => {
    const bits = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 10 });
    fc.assert(
      fc.property(anyAddress, fc.integer({ min: 1, max: 24 }), bits, (address, prefixLength, newbits) => {
        const block = cidrOf(address, prefixLength);
        const parts = splitUnevenly(
          block,
          newbits.map((each) => prefixLength + each),
        );
        const result = cidrsubnets(formatCidr(block), ...newbits);
        if (!result.ok) expect(parts.ok && !/^(0\.0\.0\.0|::)\//.test(formatCidr(block))).toBe(false);
        else expect(parts.blocks.map(formatCidr)).toEqual(result.value);
      }),
      fixed,
    );
  });
});

describe('cidrhost', () => {
  test.each([
    ['10.12.112.0/20', 16, '10.12.112.16'],
    ['10.12.112.0/20', 268, '10.12.113.12'],
    ['fd00:fd12:3456:7890:00a2::/72', 34, 'fd00:fd12:3456:7890::22'],
    ['192.168.1.0/24', 5, '192.168.1.5'],
    ['192.168.1.0/24', -5, '192.168.1.251'],
    ['192.168.1.0/24', -256, '192.168.1.0'],
    ['010.001.0.0/24', 6, '10.1.0.6'],
    ['2001:db8::/32', 2n ** 96n - 1n, '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('(%s, %d) is %s', (prefix, hostnum, expected) => {
    expect(valueOf(cidrhost(prefix, hostnum))).toBe(expected);
  });

  test.each([
    ['192.168.1.0/30', 255, '0 to 3, or -1 to -4'],
    ['192.168.1.0/30', -255, '-255 is not among them'],
    ['192.168.1.0/30', 0.75, 'whole number'],
    ['not-a-cidr', 6, '`not-a-cidr`'],
  ])('(%s, %d) fails: %s', (prefix, hostnum, part) => {
    expect(errorOf(cidrhost(prefix, hostnum))).toContain(part);
  });
});

describe('cidrnetmask', () => {
  test.each([
    ['172.16.0.0/12', '255.240.0.0'],
    ['192.168.1.0/32', '255.255.255.255'],
    ['0.0.0.0/0', '0.0.0.0'],
    ['010.001.0.0/24', '255.255.255.0'],
  ])('(%s) is %s', (prefix, expected) => {
    expect(valueOf(cidrnetmask(prefix))).toBe(expected);
  });

  test('refuses IPv6', () => {
    expect(errorOf(cidrnetmask('1::/64'))).toContain('IPv6');
  });
});
