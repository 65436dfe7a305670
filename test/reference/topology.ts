/**
 * The notation of `vectors-core.json` as types: a topology after its patch was applied, and one flow.
 *
 * Objects are keyed by id. A field that is absent has the default its comment names. Nothing here is checked
 * or canonicalised; `prepare` in `evaluate.ts` reads the text.
 */

export interface Topology {
  readonly vpcs: ById<TopologyVpc>;
  readonly subnets: ById<TopologySubnet>;
  readonly routeTables: ById<TopologyRouteTable>;
  /** By VPC id: the route table associated with that VPC's internet gateway (RT-16). */
  readonly gatewayRouteTables?: ById<TopologyRouteTable>;
  readonly nacls?: ById<TopologyNacl>;
  readonly sgs?: ById<TopologySecurityGroup>;
  readonly enis: ById<TopologyEni>;
  readonly nats?: ById<TopologyNatGateway>;
  readonly pcx?: ById<TopologyPeering>;
  /** Absent means `off`. */
  readonly bpa?: TopologyBpa;
}

export type ById<T> = Readonly<Record<string, T>>;

export interface TopologyVpc {
  /** The first is the primary one. */
  readonly cidrs: readonly string[];
  readonly ipv6?: readonly string[];
  /** An internet gateway is attached; default false. */
  readonly igw?: boolean;
  /** An egress-only internet gateway is attached; default false. */
  readonly eigw?: boolean;
  /** Two VPCs without a region are in the same one. */
  readonly region?: string;
  /** Default true. */
  readonly dnsSupport?: boolean;
}

export interface TopologySubnet {
  readonly vpc: string;
  /** Absent in an IPv6-only subnet (SUB-12). */
  readonly cidr?: string;
  readonly ipv6?: string;
  readonly az?: string;
  /** Default `main:<vpc>`, which has local routes only unless it is listed. */
  readonly rt?: string;
  /** Default: the default network ACL, which allows everything of both families. */
  readonly nacl?: string;
}

export interface TopologyRouteTable {
  /**
   * Destination (a CIDR, or a prefix list `pl-x{a,b}`) to target: `local`, `igw`, `eigw`, the id of a NAT
   * gateway, the id of a peering, or `eni:<id>`. Local routes are implicit; one that is listed replaces the
   * target of the implicit one (RT-4). A target that does not exist is a blackhole.
   */
  readonly routes: ById<string>;
}

export interface TopologyNacl {
  readonly in: readonly TopologyNaclRule[];
  readonly out: readonly TopologyNaclRule[];
}

/** In any order; the final deny `*` is implicit. */
export type TopologyNaclRule = readonly [
  ruleNumber: number,
  action: 'allow' | 'deny',
  protocol: string,
  portsOrIcmp: string,
  remoteCidr: string,
];

export interface TopologySecurityGroup {
  readonly in: readonly TopologySecurityGroupRule[];
  readonly out: readonly TopologySecurityGroupRule[];
}

/** `peer` is a CIDR, a group id or a prefix list `pl-x{a,b}`. */
export type TopologySecurityGroupRule = readonly [protocol: string, portsOrIcmp: string, peer: string];

export interface TopologyEni {
  readonly subnet: string;
  /** Primary private IPv4 address; absent on an interface that has IPv6 only. */
  readonly ip?: string;
  readonly ip6?: string;
  /** Secondary private IPv4 addresses. */
  readonly secondary?: readonly string[];
  /** Delegated CIDRs of either family (ENI-12). */
  readonly prefixes?: readonly string[];
  /** Public IPv4 address mapped to `ip`. A stopped instance keeps none (ENI-4); an Elastic IP belongs in `eips`. */
  readonly public?: string;
  /** Elastic IPs by the private address they are mapped to. */
  readonly eips?: ById<string>;
  /** A group that `sgs` lacks is undefined, not empty (SG-27). */
  readonly sgs: readonly string[];
  /** Interfaces with the same value belong to one machine; default: a machine of its own. */
  readonly instance?: string;
  /** Default true. */
  readonly attached?: boolean;
  /** Default true. */
  readonly running?: boolean;
  /** Default true. */
  readonly srcDstCheck?: boolean;
  /** What the guest does with packets for others; absent: it does not forward. */
  readonly forward?: 'router' | 'nat';
}

export interface TopologyNatGateway {
  readonly subnet: string;
  readonly ip: string;
  /** Absent on a private NAT gateway. */
  readonly eip?: string;
  /** Default `public`. */
  readonly type?: 'public' | 'private';
  /** Default `available`. */
  readonly state?: 'pending' | 'failed' | 'available' | 'deleting' | 'deleted';
}

export interface TopologyPeering {
  readonly a: string;
  readonly b: string;
  /** A status of PEER-1; traffic crosses in `active` only. */
  readonly status: string;
}

export interface TopologyBpa {
  readonly mode: 'off' | 'block-bidirectional' | 'block-ingress';
  /** By VPC or subnet id. */
  readonly exclusions?: ById<'allow-bidirectional' | 'allow-egress'>;
}

export interface TopologyFlow {
  /** An interface id, or `internet`. */
  readonly from: string;
  /** Default: the primary private address of `from`, its `ip6` when `dst` is IPv6. Required from `internet`. */
  readonly src?: string;
  readonly dst: string;
  /** `tcp` (default), `udp`, `icmp`, `icmpv6`, `esp`, `gre` …, or a protocol number as text. */
  readonly proto?: string;
  /** Default 40000; means nothing unless tcp or udp. */
  readonly sport?: number;
  readonly dport?: number;
  /** Default: echo request, 8 or for icmpv6 128. */
  readonly icmpType?: number;
  /** Default 0. */
  readonly icmpCode?: number;
}

/**
 * Applies an RFC 7386 JSON merge patch: `null` removes a key, an object is merged, anything else replaces.
 *
 * @returns a new value; neither argument is changed
 */
export function mergePatch(target: Topology, patch: unknown): Topology {
  // INVARIANT: the caller's patch keeps the shape of a topology; the vectors and their converters see to it.
  return mergeValue(target, patch) as Topology;
}

function mergeValue(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeValue(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
