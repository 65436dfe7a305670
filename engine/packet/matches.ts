/**
 * The concrete reader of a PacketMatch: one condition against one packet.
 */
import { containsAddress, contains } from '../ip/index.ts';
import type { MatchField, PacketMatch, RemoteEnd } from './match.ts';
import type { Packet } from './packet.ts';
import { selectorOf } from './packet.ts';
import { hasIcmpType } from './protocol.ts';

/** Whether `match` holds for `packet`, whose far side is `remote`. */
export function matches(match: PacketMatch, packet: Packet, remote: RemoteEnd): boolean {
  return firstFailedField(match, packet, remote) === undefined;
}

/**
 * The first field in which `packet` differs from `match`: family, protocol, port or ICMP type, remote end.
 *
 * @returns `undefined` when the condition holds
 */
export function firstFailedField(
  match: PacketMatch,
  packet: Packet,
  remote: RemoteEnd,
): MatchField | undefined {
  // EVAL-1: no rule of one family ever matches a packet of the other.
  if (match.family !== 'any' && match.family !== packet.dst.family) return 'family';
  if (match.protocol !== 'any' && match.protocol !== packet.protocol) return 'protocol';
  if (match.range !== undefined) {
    const selector = selectorOf(packet);
    if (selector < match.range.from || selector > match.range.to) {
      return hasIcmpType(packet.protocol) ? 'icmp-type' : 'port';
    }
  }
  return remoteMatches(match, remote) ? undefined : 'remote';
}

function remoteMatches(match: PacketMatch, end: RemoteEnd): boolean {
  const { remote } = match;
  switch (remote.kind) {
    case 'cidr':
      return containsAddress(remote.cidr, end.address);
    case 'prefixes':
      return remote.set !== undefined && contains(remote.set, end.address);
    case 'group':
      return end.groups.includes(remote.group);
    default:
      return remote satisfies never;
  }
}
