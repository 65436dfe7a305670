/**
 * A topology with its text read once: ids turned into objects, CIDRs into numbers, rules into conditions.
 * Nothing is decided here, and nothing is indexed: the look-ups at the end are linear scans.
 */

import { addressAt, contains, parseAddress, parseCidr, type Address, type Cidr } from './address.ts';
import type { Beyond } from './beyond.ts';
import { ICMP, ICMPV6, parseProtocol, TCP, UDP } from './packet.ts';
import type {
  Topology,
  TopologyBpa,
  TopologyEni,
  TopologyNacl,
  TopologyNaclRule,
  TopologyNatGateway,
  TopologyRouteTable,
  TopologySecurityGroup,
  TopologySecurityGroupRule,
} from './topology.ts';

export interface PreparedTopology {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly enis: ReadonlyMap<string, Eni>;
  readonly nats: ReadonlyMap<string, Nat>;
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly tables: ReadonlyMap<string, RouteTable>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly bpa: TopologyBpa;
  /** What the VPCs connect to; absent in a topology of VPCs alone. */
  readonly beyond?: Beyond;
}

export interface Vpc {
  readonly id: string;
  /** Of both families. */
  readonly cidrs: readonly Cidr[];
  /** The Amazon resolver: primary CIDR base+2 (SUB-5). */
  readonly resolver: Address;
  readonly dnsSupport: boolean;
  readonly igw: boolean;
  readonly eigw: boolean;
  readonly region: string | undefined;
  readonly gatewayTable: RouteTable | undefined;
}

export interface Subnet {
  readonly id: string;
  readonly vpc: Vpc;
  /** Of both families. */
  readonly cidrs: readonly Cidr[];
  readonly az: string | undefined;
  readonly table: RouteTable;
  /** `undefined` is the default network ACL of the notation: everything allowed. */
  readonly nacl: Nacl | undefined;
}

export interface RouteTable {
  /** Absent for a gateway route table: the notation gives it no name. */
  readonly id: string | undefined;
  readonly routes: readonly Route[];
}

export interface Route {
  readonly destination: string;
  readonly isPrefixList: boolean;
  /** Learnt from a virtual private gateway (RT-8). */
  readonly isPropagated: boolean;
  readonly cidrs: readonly Cidr[];
  readonly target: Target;
}

/** A route that AWS puts into a table by itself. */
export interface AddedRoute {
  readonly table: string;
  readonly destination: string;
  readonly target: string;
  readonly isPropagated: boolean;
}

export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'internet-gateway' }
  | { readonly kind: 'egress-only-internet-gateway' }
  | { readonly kind: 'interface'; readonly id: string }
  | { readonly kind: 'nat-gateway'; readonly id: string }
  | { readonly kind: 'peering'; readonly peering: Peering }
  | { readonly kind: 'beyond'; readonly id: string }
  | { readonly kind: 'missing' };

export interface Nacl {
  readonly id: string;
  /** Lowest number first. */
  readonly in: readonly NaclRule[];
  readonly out: readonly NaclRule[];
}

export interface NaclRule {
  readonly ruleNumber: number;
  readonly allow: boolean;
  readonly service: Service;
  readonly remote: Cidr;
}

export interface SecurityGroup {
  readonly in: readonly GroupRule[];
  readonly out: readonly GroupRule[];
}

export interface GroupRule {
  readonly service: Service;
  readonly peer:
    | { readonly kind: 'addresses'; readonly cidrs: readonly Cidr[] }
    | { readonly kind: 'group'; readonly id: string };
}

/** Protocol with ports or ICMP type and code; no range means any. */
export interface Service {
  /** −1 = all protocols. */
  readonly proto: number;
  readonly ports?: { readonly from: number; readonly to: number };
  /** −1 = any. */
  readonly icmp?: { readonly type: number; readonly code: number };
}

export interface Eni {
  readonly id: string;
  readonly subnet: Subnet;
  /** First the primary one. */
  readonly ipv4: readonly Address[];
  readonly ipv6: readonly Address[];
  /** Delegated prefixes of both families (ENI-12). */
  readonly prefixes: readonly Cidr[];
  readonly publicAddresses: readonly PublicMapping[];
  readonly groups: readonly string[];
  readonly machine: string;
  readonly attached: boolean;
  readonly running: boolean;
  readonly srcDstCheck: boolean;
  readonly forward: 'router' | 'nat' | undefined;
}

export interface PublicMapping {
  readonly private: Address;
  readonly public: Address;
}

export interface Nat {
  readonly id: string;
  readonly subnet: Subnet;
  readonly ip: Address;
  readonly eip: Address | undefined;
  readonly isAvailable: boolean;
  /** Its interface exists and owns the addresses above. */
  readonly hasInterface: boolean;
}

export interface Peering {
  readonly id: string;
  readonly a: Vpc;
  readonly b: Vpc;
  readonly isActive: boolean;
}

export type Owner =
  { readonly kind: 'interface'; readonly eni: Eni } | { readonly kind: 'nat-gateway'; readonly nat: Nat };

/**
 * Reads a topology once; `evaluate` then takes any number of flows on it. Throws on text it can't read.
 *
 * @param beyond - ids of what the VPCs connect to, which routes may name, and the routes that it adds to tables
 */
export function prepare(
  topology: Topology,
  beyond: { readonly ids: ReadonlySet<string>; readonly routes: readonly AddedRoute[] } = {
    ids: new Set(),
    routes: [],
  },
): PreparedTopology {
  const peerings = new Map<string, Peering>();
  const readRoute = (destination: string, target: string, isPropagated: boolean): Route => ({
    destination,
    isPrefixList: destination.startsWith('pl-'),
    isPropagated,
    cidrs: readCidrs(destination),
    target: beyond.ids.has(target) ? { kind: 'beyond', id: target } : readTarget(topology, peerings, target),
  });
  const readTable = (id: string | undefined, table: TopologyRouteTable): RouteTable => ({
    id,
    routes: [
      ...Object.entries(table.routes).map(([destination, target]) => readRoute(destination, target, false)),
      ...beyond.routes
        .filter((added) => added.table === id)
        .map(({ destination, target, isPropagated }) => readRoute(destination, target, isPropagated)),
    ],
  });

  const vpcs = new Map<string, Vpc>();
  for (const [id, vpc] of Object.entries(topology.vpcs)) {
    const cidrs = [...vpc.cidrs, ...(vpc.ipv6 ?? [])].map(parseCidr);
    const gatewayTable = topology.gatewayRouteTables?.[id];
    vpcs.set(id, {
      id,
      cidrs,
      resolver: addressAt(parseCidr(vpc.cidrs[0] ?? ''), 2n),
      dnsSupport: vpc.dnsSupport ?? true,
      igw: vpc.igw ?? false,
      eigw: vpc.eigw ?? false,
      region: vpc.region,
      gatewayTable: gatewayTable && readTable(undefined, gatewayTable),
    });
  }
  for (const [id, { a, b, status }] of Object.entries(topology.pcx ?? {})) {
    peerings.set(id, { id, a: get(vpcs, a), b: get(vpcs, b), isActive: status === 'active' });
  }

  // The notation lets groups be undefined (SG-27), but no table or network ACL: `get` refuses those.
  const tables = mapValues(topology.routeTables, (table, id) => readTable(id, table));
  const nacls = mapValues(topology.nacls ?? {}, readNacl);
  const subnets = mapValues(topology.subnets, (subnet, id): Subnet => {
    const main = `main:${subnet.vpc}`;
    return {
      id,
      vpc: get(vpcs, subnet.vpc),
      cidrs: [subnet.cidr, subnet.ipv6].filter((text) => text !== undefined).map(parseCidr),
      az: subnet.az,
      // SUB-8; a main table that is not listed has its local routes only (VPC-12).
      table:
        subnet.rt === undefined ? (tables.get(main) ?? { id: main, routes: [] }) : get(tables, subnet.rt),
      nacl: subnet.nacl === undefined ? undefined : get(nacls, subnet.nacl),
    };
  });

  return {
    vpcs,
    enis: mapValues(topology.enis, (eni, id) => readEni(id, eni, get(subnets, eni.subnet))),
    nats: mapValues(topology.nats ?? {}, (nat, id) => readNat(id, nat, get(subnets, nat.subnet))),
    groups: mapValues(topology.sgs ?? {}, readGroup),
    tables,
    subnets,
    bpa: topology.bpa ?? { mode: 'off' },
  };
}

/** An interface's own private and IPv6 addresses, delegated prefixes included (ENI-12, V6-11). */
export function owns(eni: Eni, address: Address): boolean {
  return (
    eni.ipv4.some((own) => own.text === address.text) ||
    eni.ipv6.some((own) => own.text === address.text) ||
    eni.prefixes.some((prefix) => contains(prefix, address))
  );
}

/** Who has this private or IPv6 address in the VPC, in whatever state (ENI-13); `undefined` for nobody. */
export function ownerOf(net: PreparedTopology, vpc: Vpc, address: Address): Owner | undefined {
  for (const eni of net.enis.values()) {
    if (eni.subnet.vpc === vpc && owns(eni, address)) return { kind: 'interface', eni };
  }
  for (const nat of net.nats.values()) {
    // NAT-20: the gateway's interface is an interface of its subnet.
    if (nat.subnet.vpc === vpc && nat.hasInterface && nat.ip.text === address.text) {
      return { kind: 'nat-gateway', nat };
    }
  }
  return undefined;
}

export function publicMappings(owner: Owner): readonly PublicMapping[] {
  if (owner.kind === 'interface') return owner.eni.publicAddresses;
  const { ip, eip } = owner.nat;
  return eip === undefined ? [] : [{ private: ip, public: eip }];
}

export function subnetOf(owner: Owner): Subnet {
  return owner.kind === 'interface' ? owner.eni.subnet : owner.nat.subnet;
}

function readTarget(topology: Topology, peerings: ReadonlyMap<string, Peering>, text: string): Target {
  if (text === 'local') return { kind: 'local' };
  if (text === 'igw') return { kind: 'internet-gateway' };
  if (text === 'eigw') return { kind: 'egress-only-internet-gateway' };
  if (text.startsWith('eni:')) return { kind: 'interface', id: text.slice('eni:'.length) };
  if (topology.nats?.[text]) return { kind: 'nat-gateway', id: text };
  const peering = peerings.get(text);
  return peering ? { kind: 'peering', peering } : { kind: 'missing' };
}

function readNacl(nacl: TopologyNacl, id: string): Nacl {
  const rules = (list: readonly TopologyNaclRule[]): NaclRule[] =>
    list.map(readNaclRule).sort((a, b) => a.ruleNumber - b.ruleNumber); // NACL-2
  return { id, in: rules(nacl.in), out: rules(nacl.out) };
}

function readNaclRule([ruleNumber, action, protocol, range, cidr]: TopologyNaclRule): NaclRule {
  const remote = parseCidr(cidr);
  const service = readService(protocol, range);
  // NACL-9: protocol 58 with an IPv4 CIDR means all types and codes.
  const anyType = service.proto === ICMPV6 && remote.family === 4;
  return { ruleNumber, allow: action === 'allow', service: anyType ? { proto: ICMPV6 } : service, remote };
}

function readGroup(group: TopologySecurityGroup): SecurityGroup {
  return { in: group.in.map(readGroupRule), out: group.out.map(readGroupRule) };
}

function readGroupRule([protocol, range, peer]: TopologySecurityGroupRule): GroupRule {
  const isGroup = !/[/{]/.test(peer); // neither a CIDR nor a prefix list
  return {
    service: readService(protocol, range),
    peer: isGroup ? { kind: 'group', id: peer } : { kind: 'addresses', cidrs: readCidrs(peer) },
  };
}

/** Only tcp, udp, icmp and icmpv6 have ranges; for others a given range is ignored (SG-8, NACL-9). */
function readService(protocol: string, range: string): Service {
  const proto = parseProtocol(protocol);
  if (range === '*') return { proto };
  if (proto === TCP || proto === UDP) {
    const [from = NaN, to = from] = range.split('-').map(Number);
    return { proto, ports: { from, to } };
  }
  if (proto === ICMP || proto === ICMPV6) {
    const [type = -1, code = -1] = range.split('/').map(Number);
    return { proto, icmp: { type, code: type === -1 ? -1 : code } }; // SG-9
  }
  return { proto };
}

/** One CIDR, or the entries of a prefix list `pl-x{a,b}`. */
export function readCidrs(text: string): Cidr[] {
  const entries = /\{(.*)\}$/.exec(text)?.[1] ?? text;
  return entries
    .split(',')
    .filter((entry) => entry !== '')
    .map(parseCidr);
}

function readEni(id: string, eni: TopologyEni, subnet: Subnet): Eni {
  const ipv4 = [...(eni.ip === undefined ? [] : [eni.ip]), ...(eni.secondary ?? [])].map(parseAddress);
  const attached = eni.attached ?? true;
  const running = eni.running ?? true;
  return {
    id,
    subnet,
    ipv4,
    ipv6: (eni.ip6 === undefined ? [] : [eni.ip6]).map(parseAddress),
    prefixes: (eni.prefixes ?? []).map(parseCidr),
    publicAddresses: readPublicAddresses(eni, running),
    groups: eni.sgs,
    machine: eni.instance === undefined ? `machine of ${id}` : `instance ${eni.instance}`,
    attached,
    running,
    srcDstCheck: eni.srcDstCheck ?? true,
    forward: eni.forward,
  };
}

/**
 * ENI-4, IGW-14, IGW-17: an Elastic IP stays with a stopped instance and replaces the auto-assigned public
 * address, which a stopped instance has lost. `public` of the notation is read as the auto-assigned one.
 */
function readPublicAddresses(eni: TopologyEni, running: boolean): PublicMapping[] {
  const mappings = Object.entries(eni.eips ?? {}).map(([privateText, publicText]) => ({
    private: parseAddress(privateText),
    public: parseAddress(publicText),
  }));
  const hasElastic = mappings.some((mapping) => mapping.private.text === eni.ip);
  if (eni.public !== undefined && eni.ip !== undefined && running && !hasElastic) {
    mappings.push({ private: parseAddress(eni.ip), public: parseAddress(eni.public) });
  }
  return mappings;
}

function readNat(id: string, nat: TopologyNatGateway, subnet: Subnet): Nat {
  const state = nat.state ?? 'available';
  return {
    id,
    subnet,
    ip: parseAddress(nat.ip),
    eip: nat.eip === undefined ? undefined : parseAddress(nat.eip),
    isAvailable: state === 'available', // NAT-1: `deleting` does not forward either (uncertain)
    // Core.md does not say when the interface of a gateway comes and goes; flows to one are not generated.
    hasInterface: state !== 'deleted' && state !== 'failed',
  };
}

export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  read: (value: T, id: string) => U,
): Map<string, U> {
  return new Map(Object.entries(record).map(([id, value]) => [id, read(value, id)]));
}

/** Throws when the topology names what it does not define. */
export function get<T>(map: ReadonlyMap<string, T>, id: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the topology names ${id} but does not define it`);
  return value;
}
