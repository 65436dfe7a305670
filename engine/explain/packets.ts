/** Packets and conditions as text. */
import { formatAddress, formatCidr } from '../ip/index.ts';
import { hasIcmpType, hasPorts, protocolName } from '../packet/index.ts';
import type { Packet, PacketMatch } from '../packet/index.ts';
import type { PacketReport } from './report.ts';

export function packetReport(packet: Packet): PacketReport {
  const ports = hasPorts(packet.protocol);
  const icmp = hasIcmpType(packet.protocol);
  return {
    src: formatAddress(packet.src),
    dst: formatAddress(packet.dst),
    protocol: protocolName(packet.protocol),
    srcPort: ports ? packet.srcPort : null,
    dstPort: ports ? packet.dstPort : null,
    icmpType: icmp ? packet.icmpType : null,
    icmpCode: icmp ? packet.icmpCode : null,
  };
}

/** What a filter looks at, in words: `TCP 5432`, `ICMP type 8`, `protocol 107`. */
export function trafficText(packet: Packet): string {
  const name = protocolName(packet.protocol);
  if (hasPorts(packet.protocol)) return `${name.toUpperCase()} ${packet.dstPort}`;
  if (hasIcmpType(packet.protocol)) {
    return `${packet.protocol === 1 ? 'ICMP' : 'ICMPv6'} type ${packet.icmpType} code ${packet.icmpCode}`;
  }
  return /^\d+$/.test(name) ? `protocol ${name}` : name.toUpperCase();
}

export function protocolText(match: PacketMatch): string {
  return match.protocol === 'any' ? 'all' : protocolName(match.protocol);
}

/** Ports, or ICMP type and code, or `all`. */
export function rangeText(match: PacketMatch): string {
  const { range, protocol } = match;
  if (range === undefined) return 'all';
  if (protocol !== 'any' && hasIcmpType(protocol)) {
    const type = range.from >> 8;
    return range.from === range.to ? `type ${type} code ${range.from & 255}` : `type ${type}`;
  }
  if (range.from === 0 && range.to === 65535) return 'all';
  return range.from === range.to ? String(range.from) : `${range.from}-${range.to}`;
}

export function remoteText(match: PacketMatch): string {
  const { remote } = match;
  switch (remote.kind) {
    case 'cidr':
      return formatCidr(remote.cidr);
    case 'prefixes':
      return remote.prefixList;
    case 'group':
      return remote.group;
    default:
      return remote satisfies never;
  }
}
