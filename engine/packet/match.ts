/**
 * PacketMatch: the condition of a security group rule or network ACL entry, as data.
 *
 * A condition names one family, one protocol, one range and the **remote** end: the source for ingress, the
 * destination for egress (SG-7, NACL-7). It says nothing of direction; the list that holds it does.
 * `matches` reads it for one packet, `match-index` for a whole list at once; a symbolic reader can stand beside them.
 */
import type { Address, Cidr, Family, PrefixSet } from '../ip/index.ts';

/**
 * An inclusive range over the 16-bit selector of `selectorOf`: destination ports, or type · 256 + code.
 * ICMP type 8 with any code is 2048–2303.
 */
export interface SelectorRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The remote end of a condition. `prefixes` is a prefix list, whose `set` is `undefined` when its contents are not known;
 * a `group` matches senders or receivers that carry it.
 */
export type RemoteMatch =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'prefixes'; readonly prefixList: string; readonly set: PrefixSet | undefined }
  | { readonly kind: 'group'; readonly group: string };

export interface PacketMatch {
  /** `any` only for conditions on a group or prefix list, which hold addresses of both families (SG-16). */
  readonly family: Family | 'any';
  /** IANA number, or `any` (AWS's −1). */
  readonly protocol: number | 'any';
  /** `undefined` when every port, type and code matches. */
  readonly range: SelectorRange | undefined;
  readonly remote: RemoteMatch;
}

/** The field of a packet that a condition looks at, in the order they are compared. */
export type MatchField = 'family' | 'protocol' | 'port' | 'icmp-type' | 'remote';

/** What a filter knows of the remote end: its address there, and the groups that came along (SG-12). */
export interface RemoteEnd {
  readonly address: Address;
  readonly groups: readonly string[];
}
