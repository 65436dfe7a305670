/**
 * A network ACL against a packet (NACL-2): lowest rule number first, the first match decides, the final `*` denies.
 */
import { firstMatchOf } from '../../packet/index.ts';
import type { FirstMatch, Packet } from '../../packet/index.ts';
import type { Note } from '../../trace/note.ts';
import type { Subnet } from '../subnet/types.ts';
import type { NetworkAcl } from './types.ts';

export interface AclVerdict {
  readonly action: 'allow' | 'deny' | 'unknown';
  /** Index of the entry that decided; −1 for the final `*`. */
  readonly matched: number;
}

/** One direction of an ACL, ready to be asked. */
export interface AclFilter {
  readonly acl: NetworkAcl;
  readonly direction: 'ingress' | 'egress';
  readonly firstMatch: FirstMatch;
}

export function aclFilter(acl: NetworkAcl, direction: 'ingress' | 'egress'): AclFilter {
  return { acl, direction, firstMatch: firstMatchOf(acl[direction].map(({ match }) => match)) };
}

/**
 * Evaluates one direction of an ACL.
 *
 * NACL-7: inbound entries compare the packet's source, outbound ones its destination; ports are always the packet's
 * destination ports. NACL-4: nothing is remembered, so replies come here afresh.
 */
export function evaluateNetworkAcl({ acl, direction, firstMatch }: AclFilter, packet: Packet): AclVerdict {
  const address = direction === 'ingress' ? packet.src : packet.dst;
  const matched = firstMatch(packet, { address, groups: NO_GROUPS });
  // EVAL-8: an unread entry might stand before any match.
  if (acl.incomplete) return { action: 'unknown', matched };
  const entry = acl[direction][matched];
  return entry === undefined ? { action: 'deny', matched: -1 } : { action: entry.ruleAction, matched };
}

/** NACL-8: peers of an ACL are CIDR blocks only. */
const NO_GROUPS: readonly string[] = [];

/** NACL-18: whether the ACL applies on the way in to a next hop of the sender's own subnet is not documented. */
export function sameSubnetNotes(from: Subnet | undefined, to: Subnet): readonly Note[] {
  return from?.id === to.id ? [bothCrossings] : [];
}

const bothCrossings: Note = {
  kind: 'uncertain',
  rule: 'NACL-18',
  text: "The next hop is in the sender's own subnet; both crossings of its network ACL are taken to apply.",
};
