import { describe, expect, test } from 'vitest';

import { type Cidr, formatAddress, parseCidr } from '../../../engine/ip/index.ts';
import { reservedAddresses, smallestSubnetPrefix, usableAddressCount } from '../../../engine/plan/index.ts';

function cidr(text: string): Cidr {
  return parseCidr(text) ?? expect.fail(text);
}

function reserved(text: string): string[] {
  return reservedAddresses(cidr(text)).map(({ address, purpose }) => `${formatAddress(address)} ${purpose}`);
}

describe('SUB-4', () => {
  test('SUB-4 reserved addresses: 10.0.1.64/26 keeps .64 to .67 and .127', () => {
    expect(reserved('10.0.1.64/26')).toEqual([
      '10.0.1.64 network',
      '10.0.1.65 vpc-router',
      '10.0.1.66 dns',
      '10.0.1.67 future-use',
      '10.0.1.127 broadcast',
    ]);
  });

  test('SUB-4 reserved addresses: the smallest subnet, a /28, keeps five of sixteen', () => {
    expect(reserved('10.0.0.240/28').map((line) => line.split(' ')[0])).toEqual([
      '10.0.0.240',
      '10.0.0.241',
      '10.0.0.242',
      '10.0.0.243',
      '10.0.0.255',
    ]);
  });

  test.each(['10.0.0.0/30', '10.0.0.0/31', '10.0.0.0/32', '2001:db8::/126'])(
    'SUB-4 reserved addresses: %s is no subnet and has neither reserved nor usable ones',
    (text) => {
      expect(reserved(text)).toEqual([]);
      expect(usableAddressCount(cidr(text))).toBe(0n);
    },
  );
});

describe('SUB-6', () => {
  test('SUB-6 IPv6: the first four addresses and the last of a /64 are reserved', () => {
    expect(reserved('2001:db8:0:1::/64')).toEqual([
      '2001:db8:0:1:: reserved',
      '2001:db8:0:1::1 reserved',
      '2001:db8:0:1::2 reserved',
      '2001:db8:0:1::3 reserved',
      '2001:db8:0:1:ffff:ffff:ffff:ffff reserved',
    ]);
    expect(usableAddressCount(cidr('2001:db8:0:1::/64'))).toBe(2n ** 64n - 5n);
  });
});

describe('ADDR-8', () => {
  test.each([
    [16, 65531n],
    [20, 4091n],
    [24, 251n],
    [26, 59n],
    [27, 27n],
    [28, 11n],
  ])('ADDR-8 usable addresses: a /%d has %d', (prefixLength, usable) => {
    expect(usableAddressCount(cidr(`10.0.0.0/${prefixLength}`))).toBe(usable);
  });

  test.each([
    [0, 28],
    [1, 28],
    [11, 28],
    [12, 27],
    [27, 27],
    [28, 26],
    [29, 26],
    [65531, 16],
    [65532, undefined],
  ])('ADDR-8 smallest subnet: %d interfaces need a /%s', (interfaces, prefixLength) => {
    expect(smallestSubnetPrefix(interfaces)).toBe(prefixLength);
  });
});
