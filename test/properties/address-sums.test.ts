/**
 * Address sums agree with `ipaddr.js`, `ip-cidr` and `cidr-tools` on a million random inputs, wherever those have an
 * answer. Seeds are fixed; each comparison draws its own.
 */
import {
  containsCidr as toolsContains,
  excludeCidr,
  mergeCidr,
  overlapCidr,
  parseCidr as toolsParse,
} from 'cidr-tools';
import IPCIDR from 'ip-cidr';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';

import {
  type Address,
  type Cidr,
  addressCount,
  addressToBigInt,
  aggregate,
  broadcastAddress,
  cidrOf,
  containsAddress,
  containsCidr,
  firstAddress,
  formatAddress,
  formatCidr,
  hasHostBits,
  lastAddress,
  netmask,
  overlaps,
  parseAddress,
  parseCidr,
  subtract,
} from '../../engine/ip/index.ts';
import { type Dice, makeDice } from './random-topology.ts';

/** How many inputs each comparison draws; together a million. */
const INPUTS = {
  'ipaddr.js IPv4': 200_000,
  'ipaddr.js IPv6': 200_000,
  'cidr-tools parse': 240_000,
  'cidr-tools contains': 280_000,
  'cidr-tools merge': 30_000,
  'cidr-tools exclude': 30_000,
  'ip-cidr': 20_000,
} as const;

let compared = 0;

/** Draws the inputs of one comparison; `compare` gives what differs, as pairs that should be equal. */
function compareEach<T>(
  name: keyof typeof INPUTS,
  draw: (dice: Dice) => T,
  compare: (input: T) => readonly (readonly [ours: unknown, theirs: unknown])[],
): void {
  const dice = makeDice(Object.keys(INPUTS).indexOf(name) + 1);
  for (let i = 0; i < INPUTS[name]; i += 1) {
    const input = draw(dice);
    const pairs = compare(input);
    // `expect` a million times would take longer than the sums.
    if (!pairs.every(([ours, theirs]) => ours === theirs)) {
      expect.fail(
        `${JSON.stringify(input)}: ${pairs.map(([ours, theirs]) => `${String(ours)} and ${String(theirs)}`).join('; ')}`,
      );
    }
    compared += 1;
  }
}

describe('a million random inputs', () => {
  test('ADDR-5 IPv4 text, network, broadcast, mask and size are those of ipaddr.js', () => {
    compareEach('ipaddr.js IPv4', ipv4Text, (text) => {
      const cidr = read(text);
      if (cidr.family === 6) return [[text, 'IPv4']];
      const { IPv4 } = ipaddr;
      const [address, prefixLength] = IPv4.parseCIDR(text);
      const network = IPv4.networkAddressFromCIDR(text).toString();
      const broadcast = prefixLength < 31 ? IPv4.broadcastAddressFromCIDR(text).toString() : undefined;
      return [
        [formatCidr(cidr), `${network}/${prefixLength}`],
        [shown(broadcastAddress(cidr)), broadcast],
        [shown(netmask(cidr)), IPv4.subnetMaskFromPrefixLength(prefixLength).toString()],
        [hasHostBits(text), address.toString() !== network],
        [addressCount(cidr), BigInt(2 ** (32 - prefixLength))],
      ];
    });
  });

  test('ADDR-5 IPv6 text, first and last address are those of ipaddr.js', () => {
    compareEach('ipaddr.js IPv6', ipv6Text, (text) => {
      const cidr = read(text);
      const { IPv6 } = ipaddr;
      return [
        [formatAddress(firstAddress(cidr)), IPv6.networkAddressFromCIDR(text).toString()],
        [formatAddress(lastAddress(cidr)), IPv6.broadcastAddressFromCIDR(text).toString()],
        [cidr.prefixLength, IPv6.parseCIDR(text)[1]],
      ];
    });
  });

  test('ADDR-5 first and last address are those of cidr-tools', () => {
    compareEach('cidr-tools parse', anyText, (text) => {
      const cidr = read(text);
      const { start, end, prefix, version } = toolsParse(text);
      return [
        [addressToBigInt(cidr), start],
        [addressToBigInt(lastAddress(cidr)), end],
        [String(cidr.prefixLength), prefix],
        [cidr.family, version],
      ];
    });
  });

  test('containing and overlapping are as cidr-tools says', () => {
    compareEach('cidr-tools contains', nearPair, ([a, b]) => {
      const [outer, inner] = [read(a), read(b)];
      return [
        [containsCidr(outer, inner), toolsContains(a, b)],
        [containsAddress(outer, lastAddress(inner)), toolsContains(a, formatAddress(lastAddress(inner)))],
        [overlaps(outer, inner), overlapCidr(a, b)],
      ];
    });
  });

  test('aggregate gives what mergeCidr gives', () => {
    compareEach(
      'cidr-tools merge',
      (dice) => crowd(dice, 16),
      (texts) => [[written(aggregate(texts.map(read))), mergeCidr(texts).join(' ')]],
    );
  });

  test('subtract gives what excludeCidr gives', () => {
    compareEach(
      'cidr-tools exclude',
      (dice) => [crowd(dice, 6), crowd(dice, 10)] as const,
      ([from, minus]) => [
        [written(subtract(from.map(read), minus.map(read))), excludeCidr(from, minus).join(' ')],
      ],
    );
  });

  test('ADDR-5 range and size are those of ip-cidr', () => {
    compareEach('ip-cidr', anyText, (text) => {
      const cidr = read(text);
      const theirs = new IPCIDR(text);
      const [start, end] = theirs.toRange<bigint>({ type: 'bigInteger' });
      return [
        [addressToBigInt(cidr), start],
        [addressToBigInt(lastAddress(cidr)), end],
        [addressCount(cidr), theirs.size],
      ];
    });
  });

  test('there were a million of them', () => {
    expect(compared).toBe(1_000_000);
  });
});

function read(text: string): Cidr {
  return parseCidr(text) ?? expect.fail(text);
}

function written(cidrs: readonly Cidr[]): string {
  return cidrs.map(formatCidr).join(' ');
}

function shown(address: Address | undefined): string | undefined {
  return address && formatAddress(address);
}

/** An address as written by hand, host bits and all, and a prefix length. */
function ipv4Text(dice: Dice): string {
  const octet = () => (dice.chance(0.2) ? dice.pick([0, 255]) : dice.int(256));
  return `${octet()}.${octet()}.${octet()}.${octet()}/${dice.int(33)}`;
}

/** With and without `::`, leading zeros and capitals; never IPv4-mapped, which `ipaddr.js` writes in another way. */
function ipv6Text(dice: Dice): string {
  const groups = Array.from({ length: 8 }, () => (dice.chance(0.5) ? 0 : dice.int(65536)));
  groups[0] = dice.pick([0x2001, 0xfd00, 0xfe80, 1]);
  const text = dice.chance(0.5)
    ? formatAddress(parseAddress(groups.map((group) => group.toString(16)).join(':')) ?? expect.fail())
    : groups.map((group) => group.toString(16).padStart(dice.pick([1, 4]), '0')).join(':');
  return `${dice.chance(0.2) ? text.toUpperCase() : text}/${dice.int(129)}`;
}

function anyText(dice: Dice): string {
  return dice.chance(0.5) ? ipv4Text(dice) : ipv6Text(dice);
}

/** Two blocks of which the second often lies in or around the first. */
function nearPair(dice: Dice): readonly [string, string] {
  const first = anyText(dice);
  const cidr = read(first);
  const base = dice.chance(0.5) ? firstAddress(cidr) : lastAddress(cidr);
  const width = cidr.family === 4 ? 32 : 128;
  const near = cidrOf(base, Math.min(width, Math.max(0, cidr.prefixLength + dice.int(9) - 4)));
  return [first, dice.chance(0.8) ? formatCidr(near) : anyText(dice)];
}

/** Blocks of both families in so few addresses that many repeat, nest and touch. */
function crowd(dice: Dice, most: number): string[] {
  return Array.from({ length: 1 + dice.int(most) }, () =>
    dice.chance(0.6)
      ? `10.0.${dice.int(4)}.${dice.int(256)}/${22 + dice.int(11)}`
      : `2001:db8::${dice.int(1024).toString(16)}/${118 + dice.int(11)}`,
  );
}
