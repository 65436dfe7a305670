import net from 'node:net';

import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';

import {
  type Address,
  addressAt,
  addressFromBigInt,
  addressKey,
  addressToBigInt,
  compareAddresses,
  formatAddress,
  parseAddress,
  sameAddress,
} from '../../../engine/ip/index.ts';
import { anyAddress, fixed, ipv6Address } from './arbitraries.ts';

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is not an address`);
  return parsed;
}

describe('parseAddress', () => {
  test.each([
    ['10.0.0.1', 0x0a000001],
    ['0.0.0.0', 0],
    ['255.255.255.255', 0xffffffff],
  ])('reads %s', (text, bits) => {
    expect(parseAddress(text)).toEqual({ family: 4, bits });
  });

  test.each([
    ['::', 0, 0, 0, 0],
    ['::1', 0, 0, 0, 1],
    ['2001:db8::ABCD', 0x20010db8, 0, 0, 0xabcd],
    ['1:2:3:4:5:6:7:8', 0x10002, 0x30004, 0x50006, 0x70008],
    ['1:2:3:4:5:6:7::', 0x10002, 0x30004, 0x50006, 0x70000],
    ['::ffff:192.0.2.33', 0, 0, 0xffff, 0xc0000221],
    ['64:ff9b::192.0.2.33', 0x0064ff9b, 0, 0, 0xc0000221],
    ['1:2:3:4:5:6:192.0.2.33', 0x10002, 0x30004, 0x50006, 0xc0000221],
  ])('reads %s', (text, w0, w1, w2, w3) => {
    expect(parseAddress(text)).toEqual({ family: 6, w0, w1, w2, w3 });
  });

  test.each([
    ...[
      '',
      '1',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.',
      '.1.2.3',
      '1..2.3',
      '256.0.0.1',
      '1.2.3.999',
      '1.2.3.4 ',
      ' 1.2.3.4',
    ],
    ...[
      '010.0.0.1',
      '1.2.3.00',
      '0x7f.0.0.1',
      '2130706433',
      '1.2.3.4a',
      '1.2.3.-4',
      '1.2.3.4/32',
      '１.2.3.4',
    ],
    ...[
      ':',
      ':::',
      '1',
      '1:',
      ':1',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4::5:6:7:8',
      '12345::',
    ],
    ...[
      'g::',
      '::1%eth0',
      '[::1]',
      '::1.2.3',
      '1.2.3.4::',
      '::1.2.3.4:5',
      '1:2:3:4:5:6:7:1.2.3.4',
      '::01.2.3.4',
    ],
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('accepts exactly what node:net accepts, on text that is nearly an address', () => {
    const nearly = fc.oneof(
      fc.array(fc.constantFrom(...'0123456789.'), { maxLength: 16 }).map((parts) => parts.join('')),
      fc
        .array(fc.constantFrom('0', '1', '10', '199', '255', '256', '01', '.', '.', '.'), { maxLength: 9 })
        .map((parts) => parts.join('')),
      fc
        .array(fc.constantFrom('0', 'f', 'db8', '2001', '12345', ':', ':', ':', '::', '1.2.3.4', 'g'), {
          maxLength: 16,
        })
        .map((parts) => parts.join('')),
      fc
        .array(fc.constantFrom('0', 'a', 'FFFF', ''), { minLength: 6, maxLength: 9 })
        .map((groups) => groups.join(':')),
    );
    fc.assert(
      fc.property(nearly, (text) => {
        expect(parseAddress(text)?.family ?? 0).toBe(net.isIP(text));
      }),
      { ...fixed, numRuns: 30_000 },
    );
  });

  test('reads every spelling of an IPv6 address as ipaddr.js does', () => {
    fc.assert(
      fc.property(ipv6Address, (value) => {
        const parsed = ipaddr.IPv6.parse(formatAddress(value));
        const groups = parsed.parts.map((part) => part.toString(16).padStart(4, '0'));
        for (const text of [parsed.toString(), groups.join(':'), parsed.toNormalizedString().toUpperCase()]) {
          expect(parseAddress(text)).toEqual(value);
        }
      }),
      fixed,
    );
  });
});

describe('formatAddress', () => {
  // Examples of RFC 5952 sections 4 and 5.
  test.each([
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::AAAA', '2001:db8::aaaa'],
    ['::ffff:c000:201', '::ffff:192.0.2.1'],
    ['::ffff:0:0', '::ffff:0:0'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1:0:0:0:0:0:0:0', '1::'],
  ])('writes %s as %s', (text, canonical) => {
    expect(formatAddress(address(text))).toBe(canonical);
  });

  test('is undone by parseAddress', () => {
    fc.assert(
      fc.property(anyAddress, (value) => {
        expect(parseAddress(formatAddress(value))).toEqual(value);
      }),
      fixed,
    );
  });

  test('writes IPv6 as ipaddr.js does, IPv4-mapped addresses apart', () => {
    fc.assert(
      fc.property(ipv6Address, (value) => {
        const text = formatAddress(value);
        fc.pre(!text.includes('.'));
        expect(text).toBe(ipaddr.IPv6.parse(text).toRFC5952String());
      }),
      fixed,
    );
  });
});

describe('addressAt', () => {
  test.each([
    ['10.0.0.255', 1, '10.0.1.0'],
    ['10.0.1.0', -1, '10.0.0.255'],
    ['2001:db8::ffff:ffff', 1, '2001:db8::1:0:0'],
    ['2001:db8::', -1, '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['0.0.0.0', -1, undefined],
    ['255.255.255.255', 1, undefined],
    ['::', -1, undefined],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1, undefined],
    ['10.0.0.0', 0.5, undefined],
  ])('from %s by %d is %s', (text, offset, expected) => {
    const moved = addressAt(address(text), offset);
    expect(moved && formatAddress(moved)).toBe(expected);
  });

  test('agrees with addition of big integers', () => {
    fc.assert(
      fc.property(anyAddress, fc.maxSafeInteger(), (value, offset) => {
        const sum = addressToBigInt(value) + BigInt(offset);
        expect(addressAt(value, offset)).toEqual(addressFromBigInt(value.family, sum));
      }),
      fixed,
    );
  });
});

describe('comparison', () => {
  test('orders by family, then by number', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, (a, b) => {
        const difference = addressToBigInt(a) - addressToBigInt(b);
        const expected =
          a.family === b.family ? (difference > 0n ? 1 : difference < 0n ? -1 : 0) : a.family - b.family;
        expect(Math.sign(compareAddresses(a, b))).toBe(Math.sign(expected));
        expect(sameAddress(a, b)).toBe(expected === 0);
        expect(addressKey(a) === addressKey(b)).toBe(expected === 0);
      }),
      fixed,
    );
  });

  test('keeps addresses of both families apart that have equal numbers', () => {
    expect(addressKey(address('0.0.0.1'))).not.toBe(addressKey(address('::1')));
    expect(sameAddress(address('192.0.2.1'), address('::ffff:192.0.2.1'))).toBe(false);
  });
});

test('addressFromBigInt refuses numbers outside the family', () => {
  expect(addressFromBigInt(4, 2n ** 32n)).toBeUndefined();
  expect(addressFromBigInt(6, 2n ** 128n)).toBeUndefined();
  expect(addressFromBigInt(4, -1n)).toBeUndefined();
});
