import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  formatCidr,
  isLinkLocal,
  isMulticast,
  isRfc1918,
  isRfc6598,
  isUniqueLocal,
  parseAddress,
  parseCidr,
  specialRange,
  specialRangeOfCidr,
  specialRanges,
  specialRangesWithin,
} from '../../../engine/ip/index.ts';
import { anyAddress, fixed } from './arbitraries.ts';

function rangeOf(text: string): string | undefined {
  const address = parseAddress(text);
  const range = address && specialRange(address);
  return range && formatCidr(range.cidr);
}

describe('special ranges', () => {
  test.each([
    ['ADDR-1 RFC 1918', '10.255.255.255', '10.0.0.0/8'],
    ['ADDR-1 RFC 1918', '172.16.0.0', '172.16.0.0/12'],
    ['ADDR-1 RFC 1918', '172.31.255.255', '172.16.0.0/12'],
    ['ADDR-1 RFC 1918', '172.32.0.0', undefined],
    ['ADDR-1 RFC 1918', '192.168.0.1', '192.168.0.0/16'],
    ['ADDR-2 RFC 6598', '100.64.0.0', '100.64.0.0/10'],
    ['ADDR-2 RFC 6598', '100.127.255.255', '100.64.0.0/10'],
    ['ADDR-2 RFC 6598', '100.128.0.0', undefined],
    ['ADDR-3 link-local', '169.254.169.253', '169.254.0.0/16'],
    ['ADDR-3 link-local', 'fe80::1', 'fe80::/10'],
    ['ADDR-3 link-local', 'febf::1', 'fe80::/10'],
    ['ADDR-3 this network', '0.1.2.3', '0.0.0.0/8'],
    ['ADDR-3 loopback', '127.0.0.1', '127.0.0.0/8'],
    ['ADDR-3 documentation', '192.0.2.1', '192.0.2.0/24'],
    ['ADDR-3 documentation', '198.51.100.1', '198.51.100.0/24'],
    ['ADDR-3 documentation', '203.0.113.1', '203.0.113.0/24'],
    ['ADDR-3 benchmark', '198.19.255.255', '198.18.0.0/15'],
    ['ADDR-3 multicast', '239.1.2.3', '224.0.0.0/4'],
    ['ADDR-3 reserved', '240.0.0.1', '240.0.0.0/4'],
    ['ADDR-3 broadcast', '255.255.255.255', '255.255.255.255/32'],
    ['ADDR-3 ordinary', '8.8.8.8', undefined],
    ['IPv6 loopback', '::1', '::1/128'],
    ['IPv6 NAT64', '64:ff9b::203.0.113.5', '64:ff9b::/96'],
    ['IPv6 documentation', '2001:db8::1', '2001:db8::/32'],
    ['IPv6 unique local', 'fd00:ec2::253', 'fc00::/7'],
    ['IPv6 multicast', 'ff02::1', 'ff00::/8'],
    ['IPv6 mapped', '::ffff:10.0.0.1', '::ffff:0:0/96'],
    ['IPv6 Teredo inside protocol assignments', '2001::1', '2001::/32'],
    ['IPv6 ordinary', '2600:1f18::1', undefined],
  ])('%s: %s is in %s', (_claim, text, range) => {
    expect(rangeOf(text)).toBe(range);
  });

  test('every block of the table is canonical and named once', () => {
    const texts = specialRanges.map(({ cidr }) => formatCidr(cidr));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toHaveLength(34);
  });

  test('ADDR-1 to ADDR-3: the quick tests agree with the table', () => {
    const nearRange = fc.constantFrom(...specialRanges).map(({ cidr }) => cidr);
    fc.assert(
      fc.property(fc.oneof(anyAddress, nearRange), (address) => {
        const kind = specialRange(address)?.kind;
        expect(isRfc1918(address)).toBe(kind === 'private');
        expect(isRfc6598(address)).toBe(kind === 'shared');
        expect(isMulticast(address)).toBe(kind === 'multicast');
        expect(isLinkLocal(address)).toBe(kind === 'link-local');
        expect(isUniqueLocal(address)).toBe(kind === 'unique-local');
      }),
      { ...fixed, numRuns: 10_000 },
    );
  });

  test('a block is labelled when all of it is special, and else lists what it holds', () => {
    const block = (text: string) => parseCidr(text) ?? expect.fail(text);
    expect(specialRangeOfCidr(block('10.1.0.0/16'))?.label).toBe('Private');
    expect(specialRangeOfCidr(block('172.0.0.0/8'))).toBeUndefined();
    expect(specialRangesWithin(block('172.0.0.0/8')).map(({ cidr }) => formatCidr(cidr))).toEqual([
      '172.16.0.0/12',
    ]);
    expect(specialRangesWithin(block('10.0.0.0/8'))).toEqual([]);
  });
});
