import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Address,
  type Cidr,
  type Family,
  parseAddress,
  parseCidr,
  prefixSet,
} from '../../../engine/ip/index.ts';
import {
  type MatchIndex,
  anyMatch,
  anyMatchIpv4,
  firstMatch,
  firstMatchIpv4,
  indexMatches,
  indexUnion,
} from '../../../engine/packet/match-index.ts';
import {
  type Packet,
  type PacketMatch,
  type RemoteEnd,
  type RemoteMatch,
  matches,
  selectorOf,
} from '../../../engine/packet/index.ts';
import { anyAddress, crowdedAddress, crowdedCidr } from '../ip/arbitraries.ts';

interface Question {
  readonly packet: Packet;
  readonly remote: RemoteEnd;
}

const GROUPS = ['sg-a', 'sg-b', 'sg-c'];
const PORTS = [0, 22, 79, 80, 81, 255, 256, 443, 1023, 1024, 2048, 2303, 32767, 65534, 65535];

const group = fc.constantFrom(...GROUPS);
const port = fc.oneof(fc.constantFrom(...PORTS), fc.integer({ min: 0, max: 65535 }));
const protocol = fc.constantFrom(1, 6, 17, 47, 58, 255);

const remoteMatch: fc.Arbitrary<RemoteMatch> = fc.oneof(
  crowdedCidr.map((cidr): RemoteMatch => ({ kind: 'cidr', cidr })),
  fc
    .option(fc.array(crowdedCidr, { maxLength: 4 }), { nil: undefined })
    .map((cidrs): RemoteMatch => ({ kind: 'prefixes', prefixList: 'pl-1', set: cidrs && prefixSet(cidrs) })),
  group.map((id): RemoteMatch => ({ kind: 'group', group: id })),
);

const packetMatch: fc.Arbitrary<PacketMatch> = fc.record({
  family: fc.constantFrom<Family | 'any'>(4, 6, 'any'),
  protocol: fc.oneof(protocol, fc.constant('any' as const)),
  range: fc.option(
    fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
    { nil: undefined },
  ),
  remote: remoteMatch,
});

const question: fc.Arbitrary<Question> = fc
  .record({
    address: fc.oneof(crowdedAddress, anyAddress),
    groups: fc.subarray([...GROUPS, 'sg-unknown']),
    protocol: fc.oneof(protocol, fc.integer({ min: 0, max: 255 })),
    selector: port,
  })
  .map(({ address, groups, ...rest }) => ({ packet: packetTo(address, rest), remote: { address, groups } }));

function packetTo(address: Address, { protocol, selector }: { protocol: number; selector: number }): Packet {
  return {
    src: address,
    dst: address,
    protocol,
    srcPort: 40000,
    dstPort: selector,
    icmpType: selector >>> 8,
    icmpCode: selector & 255,
  };
}

function expectAsPlain(list: readonly PacketMatch[], index: MatchIndex, { packet, remote }: Question): void {
  const first = list.findIndex((match) => matches(match, packet, remote));
  const union = indexUnion(list);
  expect(firstMatch(index, packet, remote)).toBe(first);
  expect(anyMatch(union, packet, remote)).toBe(first >= 0);
  if (remote.address.family === 6 || remote.groups.length > 0) return;
  const numbers = [packet.protocol, selectorOf(packet), remote.address.bits] as const;
  expect(firstMatchIpv4(index, ...numbers)).toBe(first);
  expect(anyMatchIpv4(union, ...numbers)).toBe(first >= 0);
}

describe('match index', () => {
  test.each([0, 3, 40, 120])('agrees with the plain reader on lists of up to %d entries', (maxLength) => {
    const lists = fc.array(packetMatch, { minLength: Math.floor(maxLength / 2), maxLength });
    fc.assert(
      fc.property(lists, fc.array(question, { minLength: 10, maxLength: 10 }), (list, questions) => {
        const index = indexMatches(list);
        for (const asked of questions) expectAsPlain(list, index, asked);
      }),
      { seed: 20240502, numRuns: 150 },
    );
  });

  test('NACL-2 first match: of two entries that match, the earlier one wins, in any word of the row', () => {
    const open = { family: 4, protocol: 'any', range: undefined } as const;
    const elsewhere = { ...open, remote: { kind: 'cidr', cidr: cidr('192.0.2.0/24') } } as const;
    const here = { ...open, remote: { kind: 'cidr', cidr: cidr('10.0.0.0/8') } } as const;
    for (const before of [0, 31, 32, 33, 100]) {
      const list: PacketMatch[] = [...Array<PacketMatch>(before).fill(elsewhere), here, here];
      expect(firstMatchIpv4(indexMatches(list), 6, 443, 0x0a000001)).toBe(before);
    }
  });

  test('SG-16 a group entry that names no family matches remotes of both', () => {
    const list: PacketMatch[] = [
      { family: 'any', protocol: 6, range: { from: 443, to: 443 }, remote: { kind: 'group', group: 'sg-a' } },
    ];
    const index = indexMatches(list);
    for (const text of ['10.0.0.1', '2001:db8::1']) {
      const address = parseAddress(text) ?? expect.fail(text);
      const packet = packetTo(address, { protocol: 6, selector: 443 });
      expect(firstMatch(index, packet, { address, groups: ['sg-a'] })).toBe(0);
      expect(firstMatch(index, packet, { address, groups: ['sg-b'] })).toBe(-1);
    }
  });

  test('an empty list matches nothing', () => {
    const index = indexMatches([]);
    expect(firstMatchIpv4(index, 6, 443, 0x0a000001)).toBe(-1);
    expect(anyMatchIpv4(indexUnion([]), 6, 443, 0x0a000001)).toBe(false);
  });
});

function cidr(text: string): Cidr {
  return parseCidr(text) ?? expect.fail(text);
}
