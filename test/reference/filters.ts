/** Network ACL and security group rules against one packet (NACL-2, NACL-7, SG-2, SG-7). */

import { contains } from './address.ts';
import type { Packet } from './packet.ts';
import type { Eni, Nacl, NaclRule, PreparedTopology, Service } from './prepared.ts';

export type Ruling = 'allow' | 'deny' | 'unknown';

/** The first rule that matches, lowest number first; `undefined` is the final deny `*`. */
export function firstNaclMatch(nacl: Nacl, direction: 'in' | 'out', packet: Packet): NaclRule | undefined {
  // NACL-7: only the remote address is compared, and only the destination port.
  const remote = direction === 'in' ? packet.src : packet.dst;
  return nacl[direction].find(
    (rule) => contains(rule.remote, remote) && matchesService(rule.service, packet),
  );
}

/**
 * The union of all rules of all groups on the interface (SG-2).
 *
 * @param isMember - whether a rule that names this group has the packet's far end in mind
 * @returns `unknown` when no known group allows it and the model lacks one (SG-27) or shows none (SG-26)
 */
export function judgeGroups(
  net: PreparedTopology,
  eni: Eni,
  direction: 'in' | 'out',
  packet: Packet,
  isMember: (groupId: string) => boolean,
): Ruling {
  const remote = direction === 'in' ? packet.src : packet.dst; // SG-7
  let isIncomplete = eni.groups.length === 0;
  for (const id of eni.groups) {
    const group = net.groups.get(id);
    if (!group) isIncomplete = true;
    for (const { service, peer } of group?.[direction] ?? []) {
      if (!matchesService(service, packet)) continue;
      const matchesPeer =
        peer.kind === 'group' ? isMember(peer.id) : peer.cidrs.some((cidr) => contains(cidr, remote));
      if (matchesPeer) return 'allow';
    }
  }
  return isIncomplete ? 'unknown' : 'deny';
}

function matchesService({ proto, ports, icmp }: Service, packet: Packet): boolean {
  if (proto === -1) return true;
  if (proto !== packet.proto) return false;
  if (ports && (packet.dport === undefined || packet.dport < ports.from || packet.dport > ports.to))
    return false;
  if (icmp && icmp.type !== -1 && icmp.type !== packet.icmpType) return false;
  if (icmp && icmp.code !== -1 && icmp.code !== packet.icmpCode) return false;
  return true;
}
