/** Reads a flow of the notation as the packet its source sends ("flow defaults" of the conventions). */
import { parseAddress } from '../../engine/ip/index.ts';
import type { Address } from '../../engine/ip/index.ts';
import { ICMP, ICMPV6, hasIcmpType, hasPorts, parseProtocol } from '../../engine/packet/index.ts';
import type { Packet } from '../../engine/packet/index.ts';
import { brief, unreadable } from './case.ts';
import type { Members } from './case.ts';

/** Client port of a flow that names none. */
const CLIENT_PORT = 40000;

/**
 * The request of a flow whose addresses are stated.
 *
 * @param flow - `src`, `dst`, and `proto`, `sport`, `dport`, `icmpType`, `icmpCode` as far as they differ from the defaults
 */
export function packetOf(flow: Members): Packet {
  const dst = addressOf(flow['dst'], 'dst');
  const protocol = protocolOf(flow['proto'] ?? 'tcp');
  const type = protocol === ICMP ? 8 : protocol === ICMPV6 ? 128 : 0;
  const withPorts = hasPorts(protocol);
  return {
    src: addressOf(flow['src'], 'src'),
    dst,
    protocol,
    srcPort: withPorts ? numberOf(flow['sport'] ?? CLIENT_PORT, 'sport') : 0,
    dstPort: withPorts ? numberOf(flow['dport'] ?? unreadable('`dport` is missing'), 'dport') : 0,
    icmpType: hasIcmpType(protocol) ? numberOf(flow['icmpType'] ?? type, 'icmpType') : 0,
    icmpCode: hasIcmpType(protocol) ? numberOf(flow['icmpCode'] ?? 0, 'icmpCode') : 0,
  };
}

function protocolOf(value: unknown): number {
  const protocol = parseProtocol(String(value));
  return protocol ?? unreadable(`\`proto\` is not a protocol: ${brief(value)}`);
}

function numberOf(value: unknown, key: string): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535
    ? value
    : unreadable(`\`${key}\` is not a number from 0 to 65535: ${brief(value)}`);
}

export function addressOf(value: unknown, key: string): Address {
  const address = typeof value === 'string' ? parseAddress(value) : undefined;
  return address ?? unreadable(`\`${key}\` is not an address: ${brief(value)}`);
}
