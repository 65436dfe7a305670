import fc from 'fast-check';
import IPCIDR from 'ip-cidr';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  type Ipv4Cidr,
  addressCount,
  addressToBigInt,
  broadcastAddress,
  cidrOf,
  classicHostRange,
  compareCidrs,
  containsAddress,
  containsCidr,
  firstAddress,
  formatAddress,
  formatCidr,
  hasHostBits,
  hostCidr,
  lastAddress,
  netmask,
  overlaps,
  parseAddress,
  parseCidr,
  prefixLengthOf,
  sameCidr,
  splitCidr,
  wildcard,
} from '../../../engine/ip/index.ts';
import { anyAddress, anyCidr, crowdedAddress, crowdedCidr, fixed, ipv4Cidr } from './arbitraries.ts';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is not a CIDR`);
  return parsed;
}

function ipv4(text: string): Ipv4Cidr {
  const parsed = cidr(text);
  if (parsed.family !== 4) throw new Error(`${text} is not IPv4`);
  return parsed;
}

describe('parseCidr', () => {
  test.each([
    ...[
      '10.0.0.0',
      '10.0.0.0/',
      '/8',
      '10.0.0.0/33',
      '10.0.0.0/08',
      '10.0.0.0/8 ',
      '10.0.0.0/+8',
      '10.0.0.0/8/8',
    ],
    ...[
      '10.0.0/8',
      '010.0.0.0/8',
      '10.0.0.0/255.0.0.0',
      '::/129',
      '::',
      '::/',
      '::/0000',
      '1::2::/64',
      '10.0.0.0/1e1',
    ],
  ])('refuses %j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
    expect(hasHostBits(text)).toBe(false);
  });

  test('is undone by formatCidr', () => {
    fc.assert(
      fc.property(anyCidr, (block) => {
        expect(parseCidr(formatCidr(block))).toEqual(block);
        expect(hasHostBits(formatCidr(block))).toBe(false);
      }),
      fixed,
    );
  });
});

describe('ADDR-6', () => {
  test.each([
    ['100.68.0.18/18', '100.68.0.0/18'],
    ['10.1.2.3/0', '0.0.0.0/0'],
    ['10.1.2.3/31', '10.1.2.2/31'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['2001:db8:0:0:8000::/64', '2001:db8::/64'],
    ['2001:db8::1/127', '2001:db8::/127'],
  ])('ADDR-6 host bits: %s becomes %s, with a note', (text, canonical) => {
    expect(formatCidr(cidr(text))).toBe(canonical);
    expect(hasHostBits(text)).toBe(true);
  });

  test('ADDR-6 host bits: a block without them is left alone', () => {
    expect(['10.0.0.0/8', '10.0.0.1/32', '::/0', '2001:db8::/32'].filter(hasHostBits)).toEqual([]);
  });

  test('ADDR-6 host bits: agrees with ipaddr.js for every address and prefix length', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat({ max: 128 }), (address, length) => {
        const prefixLength = length % (address.family === 4 ? 33 : 129);
        const text = `${formatAddress(address)}/${prefixLength}`;
        const kind = address.family === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
        const network = kind.networkAddressFromCIDR(text).toString();
        expect(formatCidr(cidr(text))).toBe(formatCidr(cidr(`${network}/${prefixLength}`)));
        expect(hasHostBits(text)).toBe(formatAddress(firstAddress(cidr(text))) !== formatAddress(address));
      }),
      fixed,
    );
  });
});

describe('ADDR-5', () => {
  test('ADDR-5 CIDR arithmetic: 192.168.123.132/24 has network .0, mask 255.255.255.0 and hosts .1 to .254', () => {
    const block = ipv4('192.168.123.132/24');
    const { first, last, count } = classicHostRange(block);
    expect(formatAddress(firstAddress(block))).toBe('192.168.123.0');
    expect(formatAddress(netmask(block))).toBe('255.255.255.0');
    expect(formatAddress(wildcard(block))).toBe('0.0.0.255');
    expect([formatAddress(first), formatAddress(last), count]).toEqual([
      '192.168.123.1',
      '192.168.123.254',
      254,
    ]);
  });

  test.each([
    ['10.0.0.0/30', '10.0.0.1', '10.0.0.2', 2, '10.0.0.3'],
    ['10.0.0.0/31', '10.0.0.0', '10.0.0.1', 2, undefined],
    ['10.0.0.7/32', '10.0.0.7', '10.0.0.7', 1, undefined],
    ['0.0.0.0/0', '0.0.0.1', '255.255.255.254', 4294967294, '255.255.255.255'],
  ])('ADDR-5 CIDR arithmetic: classic hosts of %s are %s to %s', (text, first, last, count, broadcast) => {
    const hosts = classicHostRange(ipv4(text));
    const broadcastOf = broadcastAddress(ipv4(text));
    expect([formatAddress(hosts.first), formatAddress(hosts.last), hosts.count]).toEqual([
      first,
      last,
      count,
    ]);
    expect(broadcastOf && formatAddress(broadcastOf)).toBe(broadcast);
  });

  test('ADDR-5 CIDR arithmetic: ends and size agree with ip-cidr', () => {
    fc.assert(
      fc.property(anyCidr, (block) => {
        const peer = new IPCIDR(formatCidr(block));
        const [first, last] = peer.toRange({ type: 'bigInteger' }).map(String);
        expect(String(addressToBigInt(firstAddress(block)))).toBe(first);
        expect(String(addressToBigInt(lastAddress(block)))).toBe(last);
        expect(String(addressCount(block))).toBe(peer.size.toString());
      }),
      { ...fixed, numRuns: 500 },
    );
  });

  test('ADDR-5 CIDR arithmetic: mask and broadcast agree with ipaddr.js', () => {
    fc.assert(
      fc.property(ipv4Cidr, (block) => {
        const mask = netmask(block);
        const broadcast = ipaddr.IPv4.broadcastAddressFromCIDR(formatCidr(block)).toString();
        expect(formatAddress(mask)).toBe(
          ipaddr.IPv4.subnetMaskFromPrefixLength(block.prefixLength).toString(),
        );
        expect(formatAddress(lastAddress(block))).toBe(broadcast);
        expect(mask.family === 4 && prefixLengthOf(mask)).toBe(block.prefixLength);
      }),
      fixed,
    );
  });

  test('ADDR-5 CIDR arithmetic: a mask with a hole has no prefix length', () => {
    expect(prefixLengthOf({ family: 4, bits: 0xff00ff00 })).toBeUndefined();
  });
});

describe('ADDR-7', () => {
  test('ADDR-7 splitting: 10.10.0.0/16 into four /18', () => {
    const parts = splitCidr(cidr('10.10.0.0/16'), 18)?.map(formatCidr);
    expect(parts).toEqual(['10.10.0.0/18', '10.10.64.0/18', '10.10.128.0/18', '10.10.192.0/18']);
  });

  test('ADDR-7 splitting: an IPv6 /56 has 256 /64', () => {
    const parts = splitCidr(cidr('2001:db8:0:ff00::/56'), 64)?.map(formatCidr);
    expect(parts).toHaveLength(256);
    expect(parts?.slice(0, 2)).toEqual(['2001:db8:0:ff00::/64', '2001:db8:0:ff01::/64']);
    expect(parts?.at(-1)).toBe('2001:db8:0:ffff::/64');
  });

  test.each([
    ['10.0.0.0/16', 15],
    ['10.0.0.0/16', 33],
    ['10.0.0.0/16', 16.5],
    ['10.0.0.0/8', 29],
    ['2001:db8::/32', 64],
  ])('ADDR-7 splitting: %s into /%d is refused', (text, prefixLength) => {
    expect(splitCidr(cidr(text), prefixLength)).toBeUndefined();
  });

  test('ADDR-7 splitting: parts have the right length, touch one another and fill the block', () => {
    const request = anyCidr.chain((block) =>
      fc.tuple(
        fc.constant(block),
        fc.integer({ min: 0, max: Math.min(6, (block.family === 4 ? 32 : 128) - block.prefixLength) }),
      ),
    );
    fc.assert(
      fc.property(request, ([block, extra]) => {
        const parts = splitCidr(block, block.prefixLength + extra) ?? [];
        let next = addressToBigInt(firstAddress(block));
        for (const part of parts) {
          expect(part.prefixLength).toBe(block.prefixLength + extra);
          expect(addressToBigInt(firstAddress(part))).toBe(next);
          expect(parseCidr(formatCidr(part))).toEqual(part);
          next = addressToBigInt(lastAddress(part)) + 1n;
        }
        expect(parts).toHaveLength(2 ** extra);
        expect(next).toBe(addressToBigInt(lastAddress(block)) + 1n);
      }),
      fixed,
    );
  });
});

describe('blocks as sets', () => {
  const inside = (block: Cidr, other: Cidr) =>
    block.family === other.family &&
    addressToBigInt(firstAddress(block)) >= addressToBigInt(firstAddress(other)) &&
    addressToBigInt(lastAddress(block)) <= addressToBigInt(lastAddress(other));

  test('containment, overlap and equality agree with the ends as numbers', () => {
    fc.assert(
      fc.property(crowdedCidr, crowdedCidr, (a, b) => {
        expect(containsCidr(a, b)).toBe(inside(b, a));
        expect(overlaps(a, b)).toBe(inside(a, b) || inside(b, a));
        expect(sameCidr(a, b)).toBe(inside(a, b) && inside(b, a));
        expect(compareCidrs(a, b) === 0).toBe(sameCidr(a, b));
      }),
      fixed,
    );
  });

  test('an address is in a block exactly when its /32 or /128 is', () => {
    fc.assert(
      fc.property(crowdedCidr, crowdedAddress, (block, address) => {
        expect(containsAddress(block, address)).toBe(inside(hostCidr(address), block));
      }),
      fixed,
    );
  });

  test('the order puts a block before its parts and IPv4 before IPv6', () => {
    const texts = ['::/0', '10.0.1.0/24', '10.0.0.0/16', '10.0.0.0/8', '0.0.0.0/0', '10.0.0.0/24'];
    const sorted = texts.map(cidr).sort(compareCidrs).map(formatCidr);
    expect(sorted).toEqual(['0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.1.0/24', '::/0']);
  });
});

test('cidrOf throws for a prefix length the family cannot have', () => {
  const address = parseAddress('10.0.0.1');
  for (const length of [-1, 33, 1.5, NaN]) {
    expect(() => address && cidrOf(address, length)).toThrow(RangeError);
  }
});
