import { describe, expect, test } from 'vitest';

import { addressAt, contains, parseAddress, parseCidr } from './address.ts';

describe('addresses are written in their canonical form', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:a:0::10', '2001:db8:a::10'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:0:0:1:0:0:1:1', '2001::1:0:0:1:1'], // RFC 5952: the first of two equal runs
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'], // a single zero group stays
    ['::', '::'],
    ['64:ff9b::cb00:7105', '64:ff9b::cb00:7105'],
  ])('%s → %s', (text, canonical) => {
    expect(parseAddress(text).text).toBe(canonical);
  });

  test.each(['10.0.0', '10.0.0.256', '10.0.0.x', '1::2::3', '1:2:3', '1:2:3:4:5:6:7:8::', 'fe80::12345'])(
    '%s is refused',
    (text) => {
      expect(() => parseAddress(text)).toThrow();
    },
  );
});

describe('CIDR blocks', () => {
  test('ADDR-6 host bits are cleared', () => {
    const cidr = parseCidr('100.68.0.18/18');
    expect([addressAt(cidr, 0n).text, addressAt(cidr, -1n).text]).toEqual(['100.68.0.0', '100.68.63.255']);
  });

  test('EVAL-1 families never mix', () => {
    expect(contains(parseCidr('::/0'), parseAddress('10.0.0.1'))).toBe(false);
    expect(contains(parseCidr('0.0.0.0/0'), parseAddress('::1'))).toBe(false);
    expect(contains(parseCidr('0.0.0.0/0'), parseAddress('255.255.255.255'))).toBe(true);
  });
});
