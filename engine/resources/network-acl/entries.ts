import { wholeFamily } from '../../ip/index.ts';
import type { Cidr, PortRange } from '../../ip/index.ts';
import { ICMP, ICMPV6 } from '../../packet/index.ts';
import { selectorRange } from '../security-group/rules.ts';
import type { NetworkAclEntry } from './types.ts';

interface EntryDocument {
  readonly ruleNumber: number;
  readonly ruleAction: 'allow' | 'deny';
  readonly protocol: number | 'any';
  readonly ports?: PortRange | undefined;
  readonly icmpType: number;
  readonly icmpCode: number;
  readonly cidrBlock: Cidr;
}

/** The entries of one direction, lowest rule number first (NACL-2). */
export function networkAclEntries(documents: readonly EntryDocument[]): NetworkAclEntry[] {
  return documents
    .map((document) => ({
      ruleNumber: document.ruleNumber,
      ruleAction: document.ruleAction,
      match: {
        family: document.cidrBlock.family,
        protocol: document.protocol,
        range: entryRange(document),
        remote: { kind: 'cidr' as const, cidr: document.cidrBlock },
      },
    }))
    .sort((a, b) => a.ruleNumber - b.ruleNumber);
}

function entryRange(document: EntryDocument) {
  // NACL-9: ICMPv6 with an IPv4 block, and ICMP with an IPv6 one, match every type and code.
  const familyOfIcmp = document.protocol === ICMP ? 4 : document.protocol === ICMPV6 ? 6 : undefined;
  if (familyOfIcmp !== undefined && familyOfIcmp !== document.cidrBlock.family) return undefined;
  return selectorRange(document);
}

/** NACL-5: what AWS puts into a default ACL. */
export const allowAllEntries: readonly NetworkAclEntry[] = ([4, 6] as const).map((family) => ({
  ruleNumber: family === 4 ? 100 : 101,
  ruleAction: 'allow',
  match: {
    family,
    protocol: 'any',
    range: undefined,
    remote: { kind: 'cidr', cidr: wholeFamily(family) },
  },
}));
