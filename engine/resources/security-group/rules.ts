/**
 * A permission of a document as rules of the model: one for each peer.
 */
import type { Path } from '../../diagnostics/index.ts';
import { hostCidr, parseAddress, parseCidr, prefixSet, wholeFamily } from '../../ip/index.ts';
import type { Cidr, Family, PortRange } from '../../ip/index.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import { hasIcmpType, hasPorts } from '../../packet/index.ts';
import type { PacketMatch, SelectorRange } from '../../packet/index.ts';
import type { SecurityGroupRule } from './types.ts';

export interface Permission {
  readonly id?: string | undefined;
  readonly protocol: number | 'any';
  readonly ports?: PortRange | undefined;
  readonly icmpType: number;
  readonly icmpCode: number;
  readonly description?: string | undefined;
}

/** The rules of one permission, in the order of its peers. */
export function securityGroupRules(
  permission: Permission,
  peers: readonly string[],
  context: ParseContext,
  path: Path,
): SecurityGroupRule[] {
  const range = selectorRange(permission);
  return peers.map((peer) => ({
    id: permission.id,
    match: { ...remoteOf(peer, context, path), protocol: permission.protocol, range },
    description: permission.description,
  }));
}

/** SG-4: a new group lets everything out, in both families. */
export const allowAllOut: readonly SecurityGroupRule[] = ([4, 6] as const).map((family) => ({
  id: undefined,
  match: {
    family,
    protocol: 'any',
    range: undefined,
    remote: { kind: 'cidr', cidr: wholeFamily(family) },
  },
  description: undefined,
}));

/**
 * The range that a rule's ports or ICMP type and code stand for.
 *
 * SG-8: ports count for TCP and UDP only, type and code for ICMP and ICMPv6; with any other protocol all match.
 */
export function selectorRange(condition: Omit<Permission, 'id' | 'description'>): SelectorRange | undefined {
  const { protocol, ports, icmpType, icmpCode } = condition;
  if (protocol === 'any') return undefined;
  if (hasPorts(protocol)) return ports;
  if (!hasIcmpType(protocol) || icmpType === -1) return undefined;
  // SG-9: type · 256 + code; a code of −1 is any code of the type.
  if (icmpCode === -1) return { from: icmpType * 256, to: icmpType * 256 + 255 };
  return { from: icmpType * 256 + icmpCode, to: icmpType * 256 + icmpCode };
}

/** SG-11: a peer is a CIDR block or address, a prefix list, or a security group. */
function remoteOf(peer: string, context: ParseContext, path: Path): Pick<PacketMatch, 'family' | 'remote'> {
  const cidr = cidrOfPeer(peer);
  if (cidr !== undefined) return { family: cidr.family, remote: { kind: 'cidr', cidr } };
  const prefixList = context.find(peer, 'prefix-list');
  if (prefixList !== undefined || peer.startsWith('pl-')) {
    const id = prefixList?.id ?? context.idOf(peer, path, 'prefix-list');
    const entries = context.entry<{ entries?: readonly Cidr[] }>('prefix-list', id)?.entries;
    // EVAL-8: a list with an unread entry may hold any address.
    const isKnown = entries !== undefined && !context.isIncomplete('prefix-list', id);
    const set = isKnown ? prefixSet(entries) : undefined;
    return { family: 'any', remote: { kind: 'prefixes', prefixList: id, set } };
  }
  // SG-27: a rule that names a group which the model does not hold needs only membership.
  return { family: 'any', remote: { kind: 'group', group: context.idOf(peer, path, 'security-group') } };
}

function cidrOfPeer(peer: string): Cidr | undefined {
  const cidr = parseCidr(peer);
  if (cidr !== undefined) return cidr;
  const address = parseAddress(peer);
  return address === undefined ? undefined : hostCidr(address);
}

/** The open CIDR of a family, as rules write "anywhere". */
export function isAnywhere(match: PacketMatch, family: Family): boolean {
  return match.family === family && match.remote.kind === 'cidr' && match.remote.cidr.prefixLength === 0;
}
