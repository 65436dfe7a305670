import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  addressCount,
  addressToBigInt,
  cidrOf,
  formatAddress,
  parseCidr,
  wholeFamily,
} from '../../../engine/ip/index.ts';
import {
  type Cloud,
  clouds,
  reservedAddresses,
  smallestSubnetPrefix,
  subnetLimits,
  subnetRouterAnycast,
  usableAddressCount,
  usableRange,
} from '../../../engine/plan/index.ts';
import { anyCidr, fixed } from '../ip/arbitraries.ts';

function cidr(text: string): Cidr {
  return parseCidr(text) ?? expect.fail(text);
}

function reserved(text: string, cloud?: Cloud): string[] {
  return reservedAddresses(cidr(text), cloud).map(
    ({ address, purpose }) => `${formatAddress(address)} ${purpose}`,
  );
}

function usable(text: string, cloud: Cloud): string | undefined {
  const range = usableRange(cidr(text), cloud);
  return range && `${formatAddress(range.first)} to ${formatAddress(range.last)}`;
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
    expect(usable('10.0.1.64/26', 'aws')).toBe('10.0.1.68 to 10.0.1.126');
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
      expect(usable(text, 'aws')).toBeUndefined();
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

describe('other clouds', () => {
  test('Azure reserves the first four addresses, two of them for DNS, and the last', () => {
    expect(reserved('192.168.1.0/24', 'azure')).toEqual([
      '192.168.1.0 network',
      '192.168.1.1 gateway',
      '192.168.1.2 dns',
      '192.168.1.3 dns',
      '192.168.1.255 broadcast',
    ]);
    expect(usableAddressCount(cidr('10.0.0.0/29'), 'azure')).toBe(3n);
  });

  test('Google Cloud reserves the first two addresses and the last two', () => {
    expect(reserved('10.1.2.0/24', 'gcp')).toEqual([
      '10.1.2.0 network',
      '10.1.2.1 gateway',
      '10.1.2.254 future-use',
      '10.1.2.255 broadcast',
    ]);
    expect(usable('10.1.2.0/24', 'gcp')).toBe('10.1.2.2 to 10.1.2.253');
    expect(usableAddressCount(cidr('10.0.0.0/30'), 'gcp')).toBe(0n);
  });

  test('Google Cloud reserves the first and the last /96 of an IPv6 subnet', () => {
    const ranges = reservedAddresses(cidr('fd20:db8::/64'), 'gcp');
    expect(ranges.map(({ address, last }) => [formatAddress(address), formatAddress(last)])).toEqual([
      ['fd20:db8::', 'fd20:db8::ffff:ffff'],
      ['fd20:db8::ffff:ffff:0:0', 'fd20:db8::ffff:ffff:ffff:ffff'],
    ]);
    expect(usableAddressCount(cidr('fd20:db8::/64'), 'gcp')).toBe(2n ** 64n - 2n ** 33n);
  });

  test('Oracle Cloud reserves the first two addresses and the last', () => {
    expect(reserved('192.168.0.0/24', 'oci')).toEqual([
      '192.168.0.0 network',
      '192.168.0.1 gateway',
      '192.168.0.255 broadcast',
    ]);
    expect(usable('10.0.0.0/30', 'oci')).toBe('10.0.0.2 to 10.0.0.2');
  });

  test.each([
    ['10.0.0.0/24', ['10.0.0.0 network', '10.0.0.255 broadcast'], '10.0.0.1 to 10.0.0.254'],
    ['10.0.0.0/31', [], '10.0.0.0 to 10.0.0.1'],
    ['10.0.0.9/32', [], '10.0.0.9 to 10.0.0.9'],
    ['2001:db8::/127', [], '2001:db8:: to 2001:db8::1'],
  ])('ADDR-5 on no cloud: %s loses network and broadcast if it has them', (text, lost, range) => {
    expect(reserved(text, 'standard')).toEqual(lost);
    expect(usable(text, 'standard')).toBe(range);
  });

  test('RFC 4291: the Subnet-Router anycast address is named, and not on a /127', () => {
    const anycast = (text: string) => {
      const block = cidr(text);
      const address = block.family === 6 ? subnetRouterAnycast(block) : undefined;
      return address && formatAddress(address);
    };
    expect(anycast('2001:db8:0:1::/64')).toBe('2001:db8:0:1::');
    expect(anycast('2001:db8::/127')).toBeUndefined();
    expect(anycast('2001:db8::/128')).toBeUndefined();
  });

  test('what is reserved and what is usable make up the block, whatever the cloud', () => {
    fc.assert(
      fc.property(anyCidr, fc.constantFrom(...clouds), (block, cloud) => {
        const taken = reservedAddresses(block, cloud);
        const range = usableRange(block, cloud);
        const count = ({ first, last }: NonNullable<typeof range>) =>
          addressToBigInt(last) - addressToBigInt(first) + 1n;
        const sum = taken.reduce((total, { address, last }) => total + count({ first: address, last }), 0n);
        const left = range === undefined ? 0n : count(range);
        expect(left).toBe(usableAddressCount(block, cloud));
        expect(left === 0n ? sum : sum + left).toBe(left === 0n ? 0n : addressCount(block));
      }),
      fixed,
    );
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
  ])('ADDR-8 usable addresses: a /%d has %d', (prefixLength, usableCount) => {
    expect(usableAddressCount(cidr(`10.0.0.0/${prefixLength}`))).toBe(usableCount);
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
    [10.5, 28],
    [11.5, 27],
    [Infinity, undefined],
  ])('ADDR-8 smallest subnet: %d interfaces need a /%s', (interfaces, prefixLength) => {
    expect(smallestSubnetPrefix(interfaces)).toBe(prefixLength);
  });

  test.each([
    ['standard', 4, 1, 32],
    ['standard', 4, 2, 31],
    ['standard', 4, 3, 29],
    ['standard', 4, 2n ** 32n - 2n, 0],
    ['standard', 6, 2n ** 127n + 1n, 0],
    ['azure', 4, 3, 29],
    ['azure', 4, 4, 28],
    ['gcp', 4, 4, 29],
    ['oci', 4, 1, 30],
    ['oci', 4, 2, 29],
    ['aws', 6, 29, 64],
    ['aws', 6, 2n ** 64n, 60],
    ['azure', 6, 2n ** 64n, undefined],
  ] as const)('smallest subnet on %s, IPv%d: %s hosts need a /%s', (cloud, family, hosts, prefixLength) => {
    expect(smallestSubnetPrefix(hosts, cloud, family)).toBe(prefixLength);
  });

  test('ADDR-8 the smallest subnet is the smallest: the next smaller one has no room', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clouds),
        fc.constantFrom(4 as const, 6 as const),
        fc.bigInt({ min: 1n, max: 2n ** 70n }),
        fc.integer({ min: 0, max: 70 }),
        (cloud, family, number, shift) => {
          const hosts = number >> BigInt(shift);
          const { shortest, longest, step } = subnetLimits(cloud, family);
          const room = (prefixLength: number) =>
            usableAddressCount(cidrOf(wholeFamily(family), prefixLength), cloud);
          const found = smallestSubnetPrefix(hosts, cloud, family);
          if (found === undefined) expect(room(shortest)).toBeLessThan(hosts);
          else expect(room(found)).toBeGreaterThanOrEqual(hosts);
          const smaller = (found ?? shortest) + step;
          if (smaller <= longest) expect(room(smaller)).toBeLessThan(hosts);
        },
      ),
      fixed,
    );
  });
});
