/**
 * AWS's quotas as data (LIM-1 to LIM-24), and how much of each a network uses.
 */
import type { RuleId } from '../rules/index.ts';

export interface Quota {
  /** What is counted, in the plural: `subnets`. */
  readonly counts: string;
  /** What it is counted for: `VPC`. */
  readonly per: string;
  /** What AWS grants without being asked. */
  readonly initial: number;
  /** The most AWS can grant; `undefined` when it is adjustable without a published ceiling. */
  readonly ceiling: number | undefined;
}

export type QuotaId = Extract<RuleId, `LIM-${number}`>;

export const quotas: Readonly<Record<QuotaId, Quota>> = {
  'LIM-1': { counts: 'VPCs', per: 'Region', initial: 5, ceiling: undefined },
  'LIM-2': { counts: 'IPv4 CIDR blocks', per: 'VPC', initial: 5, ceiling: 50 },
  'LIM-3': { counts: 'IPv6 CIDR blocks', per: 'VPC', initial: 5, ceiling: 50 },
  'LIM-4': { counts: 'subnets', per: 'VPC', initial: 200, ceiling: undefined },
  'LIM-5': { counts: 'route tables', per: 'VPC', initial: 200, ceiling: undefined },
  'LIM-6': { counts: 'static routes of one family', per: 'route table', initial: 500, ceiling: 1000 },
  'LIM-7': { counts: 'propagated routes', per: 'route table', initial: 100, ceiling: 100 },
  'LIM-8': { counts: 'network ACLs', per: 'VPC', initial: 200, ceiling: undefined },
  // UNCERTAIN (LIM-9): 20 and 40 with the final `*`, for each family; here the numbered entries are counted.
  'LIM-9': { counts: 'entries of one family', per: 'direction of a network ACL', initial: 19, ceiling: 39 },
  'LIM-10': { counts: 'security groups', per: 'Region', initial: 2500, ceiling: undefined },
  // The ceiling hangs on the groups of an interface: rules times groups is at most 1000.
  'LIM-11': {
    counts: 'rules of one family',
    per: 'direction of a security group',
    initial: 60,
    ceiling: 1000,
  },
  'LIM-12': { counts: 'security groups', per: 'interface', initial: 5, ceiling: 16 },
  'LIM-13': { counts: 'Elastic IPs', per: 'Region', initial: 5, ceiling: undefined },
  'LIM-14': { counts: 'Elastic IPs', per: 'public NAT gateway', initial: 2, ceiling: 8 },
  'LIM-15': { counts: 'NAT gateways', per: 'zone', initial: 5, ceiling: undefined },
  'LIM-16': { counts: 'internet gateways', per: 'Region', initial: 5, ceiling: undefined },
  'LIM-17': { counts: 'carrier gateways', per: 'VPC', initial: 1, ceiling: 1 },
  'LIM-18': { counts: 'active peering connections', per: 'VPC', initial: 50, ceiling: 125 },
  'LIM-19': { counts: 'interfaces', per: 'Region', initial: 5000, ceiling: undefined },
  'LIM-20': { counts: 'interface endpoints', per: 'VPC', initial: 50, ceiling: undefined },
  'LIM-21': { counts: 'entries', per: 'prefix list', initial: 1000, ceiling: 1000 },
  'LIM-22': { counts: 'Block Public Access exclusions', per: 'Region', initial: 50, ceiling: undefined },
  'LIM-23': { counts: 'packets a second to the resolver', per: 'interface', initial: 1024, ceiling: 1024 },
  'LIM-24': { counts: 'network address units', per: 'VPC', initial: 64_000, ceiling: 256_000 },
};

/** Rules times groups on one interface (LIM-11). */
export const MOST_RULES_PER_INTERFACE = 1000;

/** Peering requests that may wait at a time (LIM-18). */
export const MOST_PENDING_PEERINGS = 25;

/** Network address units of a VPC together with its peers in the Region (LIM-24). */
export const PEERED_NAU: Pick<Quota, 'initial' | 'ceiling'> = { initial: 128_000, ceiling: 512_000 };
