/**
 * A network ACL against a packet (NACL-2): lowest rule number first, the first match decides, the final `*` denies.
 */
import { matches } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { NetworkAcl, NetworkAclEntry } from './types.ts';

export interface AclVerdict {
  readonly action: 'allow' | 'deny' | 'unknown';
  /** Index of the entry that decided; −1 for the final `*`. */
  readonly matched: number;
}

/**
 * Evaluates one direction of an ACL.
 *
 * NACL-7: inbound entries compare the packet's source, outbound ones its destination; ports are always the packet's
 * destination ports. NACL-4: nothing is remembered, so replies come here afresh.
 */
export function evaluateNetworkAcl(acl: NetworkAcl, direction: 'ingress' | 'egress', packet: Packet): AclVerdict {
  const entries: readonly NetworkAclEntry[] = acl[direction];
  const remote = { address: direction === 'ingress' ? packet.src : packet.dst, groups: [] };
  const matched = entries.findIndex(({ match }) => matches(match, packet, remote));
  // EVAL-8: an unread entry might stand before any match.
  if (acl.incomplete) return { action: 'unknown', matched };
  const entry = entries[matched];
  return entry === undefined ? { action: 'deny', matched: -1 } : { action: entry.ruleAction, matched };
}
