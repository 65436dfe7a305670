/**
 * Random topologies and flows in the notation of `vectors-core.json`, from a seed, for comparing evaluators.
 *
 * The same seed gives the same answer everywhere: all chance comes from `makeDice`. Topologies are small, so that
 * a mistake found in one can be read; they lean towards working configurations, so that a good share of the flows
 * gets far enough to meet the later rules.
 *
 * Only what AWS accepts is made (RT-5, RT-14, RT-16, PEER-2), or what remains after a target is gone; `::/0` to a
 * NAT gateway is the one exception, for V6-7. Not made, because core.md gives no single answer:
 *
 * - two prefix-list routes of one length in a table (RT-9 gives the verdict, not the step);
 * - a `public` address on a stopped instance (ENI-4 would take it away; an Elastic IP stays and is made);
 * - flows to the addresses of a NAT gateway that is not available (when its interface exists is not said);
 * - IPv6 sent to a NAT instance; ICMPv6 through NAT64; NAT64 destinations where `::/0` would take them elsewhere;
 * - a NAT gateway as next hop of a forwarding appliance, and foreign sources routed to one (NAT-9 names no reason
 *   and does not say whether sender or source counts);
 * - IPv6 base+1, fe80::/10, loopback, 0.0.0.0/8 and 240.0.0.0/4 as destinations;
 * - base+1 of a forwarding appliance's subnet asked from elsewhere (is it then the appliance's router, E1?);
 * - private IPv6 towards anything but its own VPC or an internet host, and from the internet;
 * - unassigned IPv6 addresses asked from the internet where no internet gateway is attached;
 * - VPC CIDRs in public ranges; a Region on one VPC only; appliances with several interfaces;
 * - exclusions of Block Public Access for a VPC and for a subnet of it;
 * - ICMP other than echo; echo of the other family; public or IPv6 addresses as forged source;
 * - gateway route tables with IPv6 routes or to NAT instances, and to a stopped appliance while the redirected
 *   subnet has its own route to the internet gateway (does RT-19 still hold?);
 * - interfaces without groups, undefined route tables and network ACLs.
 */

import type {
  Topology,
  TopologyEni,
  TopologyFlow,
  TopologyNacl,
  TopologyNaclRule,
  TopologyNatGateway,
  TopologyPeering,
  TopologySecurityGroup,
  TopologySecurityGroupRule,
  TopologySubnet,
  TopologyVpc,
} from '../reference/topology.ts';

/** Deterministic chance: the same seed gives the same throws. */
export interface Dice {
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number;
  chance(probability: number): boolean;
  /** Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  weighted<T>(entries: readonly (readonly [weight: number, value: T])[]): T;
}

/** @param seed - a whole number; neighbouring seeds give unrelated throws */
export function makeDice(seed: number): Dice {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => nth(list, int(list.length)),
    weighted: (entries) => {
      const total = entries.reduce((sum, [weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [weight, value] of entries) {
        left -= weight;
        if (left < 0) return value;
      }
      return nth(entries, entries.length - 1)[1];
    },
  };
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type Table<T> = Record<string, T>; // written while the topology grows

/** The topology under construction, with what its parts need to know of each other. */
interface Plan {
  readonly dice: Dice;
  readonly vpcs: VpcPlan[];
  readonly routeTables: Table<{ routes: Table<string> }>;
  readonly gatewayRouteTables: Table<{ routes: Table<string> }>;
  readonly nacls: Table<TopologyNacl>;
  readonly sgs: Table<TopologySecurityGroup>;
  readonly enis: Table<Draft<TopologyEni>>;
  readonly nats: Table<TopologyNatGateway>;
  readonly pcx: Table<TopologyPeering>;
  elasticAddresses: number;
  prefixLists: number;
}

interface VpcPlan {
  readonly id: string;
  /** The first two octets of the primary CIDR, a /16. */
  readonly base: string;
  /** The first three groups of its /56, if any. */
  readonly ipv6: string | undefined;
  readonly isPrivateIpv6: boolean;
  readonly igw: boolean;
  readonly eigw: boolean;
  readonly region: string;
  readonly draft: TopologyVpc;
  readonly subnets: SubnetPlan[];
  /** Ids of the interfaces with this task. */
  readonly hosts: string[];
  readonly routers: string[];
  readonly natInstances: string[];
  readonly natGateways: string[];
}

type Role = 'pub' | 'priv' | 'iso' | 'mid' | 'far' | 'six' | 'sec';

interface SubnetPlan {
  readonly id: string;
  readonly role: Role;
  readonly vpc: VpcPlan;
  /** First three octets of its /24. */
  readonly base: string | undefined;
  /** First four groups of its /64. */
  readonly ipv6: string | undefined;
  readonly tableId: string;
  readonly draft: Draft<TopologySubnet>;
  hosts: number;
}

const ports = ['22', '53', '80', '443', '3306', '5432', '8080', '1024-65535', '0-1023', '8000-9000', '*'];

/** A topology that `prepare` accepts. */
export function randomTopology(seed: number): Topology {
  const dice = makeDice(seed);
  const plan: Plan = {
    dice,
    vpcs: [],
    routeTables: {},
    gatewayRouteTables: {},
    nacls: {},
    sgs: {},
    enis: {},
    nats: {},
    pcx: {},
    elasticAddresses: 0,
    prefixLists: 0,
  };
  planVpcs(plan);
  planPeerings(plan);
  for (const vpc of plan.vpcs) {
    planSubnets(plan, vpc);
    planGroups(plan, vpc);
    planInterfaces(plan, vpc);
    planNatGateways(plan, vpc);
  }
  // Routes name targets in all VPCs, so they come last.
  for (const vpc of plan.vpcs) {
    for (const subnet of vpc.subnets) planRoutes(plan, subnet);
    planIngressRouting(plan, vpc);
    planNacls(plan, vpc);
  }
  const bpa = planBpa(plan);
  return {
    vpcs: Object.fromEntries(plan.vpcs.map((vpc) => [vpc.id, vpc.draft])),
    subnets: Object.fromEntries(
      plan.vpcs.flatMap((vpc) => vpc.subnets.map((subnet) => [subnet.id, subnet.draft])),
    ),
    routeTables: plan.routeTables,
    gatewayRouteTables: plan.gatewayRouteTables,
    nacls: plan.nacls,
    sgs: plan.sgs,
    enis: plan.enis,
    nats: plan.nats,
    pcx: plan.pcx,
    ...(bpa ? { bpa } : {}),
  };
}

function planVpcs({ dice, vpcs }: Plan): void {
  const count = dice.weighted([
    [4, 1],
    [3, 2],
    [4, 3],
  ]);
  const bases = dice.weighted([
    [4, ['10.0', '10.1', '10.2']],
    [3, ['10.0', '172.16', '192.168']],
    [4, ['10.0', '10.1', '10.0']], // A and C have the same addresses and may both be peers of B (PEER-7)
  ]);
  const isOneRegion = dice.chance(0.8);
  for (const [i, id] of ['A', 'B', 'C'].slice(0, count).entries()) {
    const hasIpv6 = dice.chance(0.6);
    const isPrivateIpv6 = hasIpv6 && dice.chance(0.1);
    const base = nth(bases, i);
    const ipv6 = hasIpv6 ? `${isPrivateIpv6 ? 'fd80' : '2001:db8'}:${id.toLowerCase()}` : undefined;
    const prefix = isPrivateIpv6 ? `${ipv6 ?? ''}:0` : ipv6;
    const igw = dice.chance(0.94);
    const eigw = hasIpv6 && dice.chance(0.5);
    const region = isOneRegion ? 'r1' : dice.pick(['r1', 'r2']);
    const draft: TopologyVpc = {
      // A twin of another VPC must stay unpeerable to it only, so secondary CIDRs differ.
      cidrs: [`${base}.0.0/16`, ...(dice.chance(0.35) ? [`100.64.${String(i * 16)}.0/20`] : [])],
      ...(prefix === undefined ? {} : { ipv6: [`${prefix}::/56`] }),
      ...(igw ? { igw } : {}),
      ...(eigw ? { eigw } : {}),
      region,
      ...(dice.chance(0.1) ? { dnsSupport: false } : {}),
    };
    const parts = { subnets: [], hosts: [], routers: [], natInstances: [], natGateways: [] };
    vpcs.push({ id, base, ipv6: prefix, isPrivateIpv6, igw, eigw, region, draft, ...parts });
  }
}

/** PEER-2: never between VPCs with a common block. */
function planPeerings({ dice, vpcs, pcx }: Plan): void {
  for (const [i, a] of vpcs.entries()) {
    for (const b of vpcs.slice(i + 1)) {
      if (a.base === b.base || !dice.chance(0.85)) continue;
      const status = dice.weighted([
        [9, 'active'],
        [1, dice.pick(['pending-acceptance', 'provisioning', 'failed', 'expired', 'rejected', 'deleted'])],
      ]);
      pcx[`pcx-${a.id}${b.id}`.toLowerCase()] = { a: a.id, b: b.id, status };
    }
  }
}

function planSubnets({ dice, routeTables }: Plan, vpc: VpcPlan): void {
  const roles: Role[] = ['pub', 'priv', ...(dice.chance(0.7) ? (['iso'] as const) : [])];
  if (dice.chance(0.4)) roles.push('mid');
  if (dice.chance(0.3)) roles.push('far');
  if (vpc.draft.cidrs.length > 1) roles.push('sec');
  if (vpc.ipv6 !== undefined && dice.chance(0.35)) roles.push('six');
  for (const [i, role] of roles.entries()) {
    const id = `${role}-${vpc.id.toLowerCase()}`;
    const secondary = (vpc.draft.cidrs[1] ?? '').replace(/\.0\/20$/, '');
    const base = role === 'six' ? undefined : role === 'sec' ? secondary : `${vpc.base}.${String(i)}`;
    const hasIpv6 = vpc.ipv6 !== undefined && (role === 'six' || dice.chance(0.85));
    const ipv6 = hasIpv6 ? `${vpc.ipv6 ?? ''}:${String(i)}` : undefined;
    const isMain = role === 'iso' && dice.chance(0.5);
    const tableId = isMain ? `main:${vpc.id}` : `rt-${id}`;
    if (!isMain || dice.chance(0.5)) routeTables[tableId] = { routes: {} };
    const draft: Draft<TopologySubnet> = {
      vpc: vpc.id,
      ...(base === undefined ? {} : { cidr: `${base}.0/24` }),
      ...(ipv6 === undefined ? {} : { ipv6: `${ipv6}::/64` }),
      az: dice.pick(['a', 'b']),
      ...(isMain ? {} : { rt: tableId }),
    };
    vpc.subnets.push({ id, role, vpc, base, ipv6, tableId, draft, hosts: 0 });
  }
}

// ---- Security groups ----

function planGroups(plan: Plan, vpc: VpcPlan): void {
  const { dice, sgs } = plan;
  const id = (name: string): string => groupId(vpc, name);
  const anyone = (service: readonly [string, string]): TopologySecurityGroupRule[] =>
    families(dice, vpc).map((peer) => [...service, peer]);
  const all = anyone(['-1', '*']);

  sgs[id('open')] = { in: all, out: all };
  sgs[id('web')] = {
    in: [
      ...anyone(['tcp', '443']),
      ...(dice.chance(0.6) ? anyone(['tcp', '80']) : []),
      ...(dice.chance(0.6)
        ? [['icmp', '8/-1', '0.0.0.0/0'] as const, ['icmpv6', '128/-1', '::/0'] as const]
        : []),
    ],
    out: all,
  };
  sgs[id('app')] = {
    in: [
      ['tcp', '8080', id('web')],
      ['tcp', '8000-9000', id('open')],
      ...(dice.chance(0.5) ? [['tcp', '22', `${vpc.base}.0.0/16`] as const] : []),
    ],
    out: dice.chance(0.8) ? all : [['tcp', '*', id('db')], ...anyone(['tcp', '443'])],
  };
  sgs[id('db')] = {
    in: [
      ['tcp', '5432', id('app')],
      ['tcp', '3306', prefixList(plan, vpc)],
      ...randomGroupRules(plan, vpc, 1),
    ],
    out: dice.chance(0.8) ? all : [],
  };
  sgs[id('self')] = {
    in: [['-1', '*', id('self')]],
    out: dice.chance(0.85) ? all : [['-1', '*', id('self')]],
  };
  sgs[id('empty')] = { in: [], out: [] };
  sgs[id('mixed')] = { in: randomGroupRules(plan, vpc, 3), out: randomGroupRules(plan, vpc, 4) };
  sgs[id('fw')] = dice.weighted([
    [8, { in: all, out: all }],
    [1, { in: [['-1', '*', id('open')]], out: all }],
    [1, { in: all, out: randomGroupRules(plan, vpc, 2) }],
  ]);
  sgs[id('nat')] = dice.weighted([
    [6, { in: [['-1', '*', `${vpc.base}.0.0/16`]], out: [['-1', '*', '0.0.0.0/0']] }],
    [2, { in: [['-1', '*', '0.0.0.0/0']], out: [['-1', '*', '0.0.0.0/0']] }],
    [2, { in: randomGroupRules(plan, vpc, 2), out: [['tcp', '443', '0.0.0.0/0']] }],
  ]);
}

function randomGroupRules(plan: Plan, vpc: VpcPlan, most: number): TopologySecurityGroupRule[] {
  return Array.from({ length: plan.dice.int(most + 1) }, () => {
    const [proto, range] = randomService(plan.dice);
    return [proto, range, randomPeer(plan, vpc)] as const;
  });
}

/** SG-11: groups of this VPC, of a peer in the same Region, or one that is not in the model. */
function randomPeer(plan: Plan, vpc: VpcPlan): string {
  const { dice } = plan;
  const names = ['open', 'web', 'app', 'db', 'self', 'mixed', 'fw', 'nat'];
  const near = plan.vpcs.filter((other) => other.region === vpc.region && arePeers(plan, vpc, other));
  return dice.weighted([
    [4, randomCidr(plan, vpc)],
    [3, groupId(vpc, dice.pick(names))],
    [near.length > 0 ? 2 : 0, near.length > 0 ? groupId(dice.pick(near), dice.pick(names)) : ''],
    [1, absentGroup(vpc)],
    [1, prefixList(plan, vpc)],
  ]);
}

function prefixList(plan: Plan, vpc: VpcPlan): string {
  // Entries of one list have one family.
  const ipv4 = Array.from({ length: 1 + plan.dice.int(3) }, () => randomCidr(plan, vpc)).filter(
    (cidr) => !cidr.includes(':'),
  );
  return `pl-${String(++plan.prefixLists)}{${[`${vpc.base}.1.0/24`, ...ipv4].join(',')}}`;
}

// ---- Interfaces ----

function planInterfaces(plan: Plan, vpc: VpcPlan): void {
  const { dice } = plan;
  for (const subnet of vpc.subnets) {
    const count = subnet.role === 'mid' ? dice.int(2) : 1 + dice.int(2);
    for (let i = 0; i < count; i++) planHost(plan, subnet);
    if (subnet.role === 'mid') planRouter(plan, subnet);
    if (subnet.role === 'far' && dice.chance(0.5)) planRouter(plan, subnet);
    if (subnet.role === 'pub' && dice.chance(0.4)) planNatInstance(plan, subnet);
  }
  if (dice.chance(0.2)) planSecondInterface(plan, vpc);
}

function planHost(plan: Plan, subnet: SubnetPlan): void {
  const { dice } = plan;
  const eni = addInterface(plan, subnet, 'host', randomGroups(dice, subnet.vpc));
  const { draft } = eni;
  subnet.vpc.hosts.push(eni.id);
  if (dice.chance(0.025)) draft.attached = false;
  if (dice.chance(0.03)) draft.running = false;
  if (dice.chance(0.1)) draft.srcDstCheck = false;
  if (draft.ip === undefined || subnet.base === undefined) return;
  if (dice.chance(subnet.role === 'pub' ? 0.75 : 0.35)) givePublicAddress(plan, draft, draft.ip);
  if (dice.chance(0.12)) {
    const secondary = `${subnet.base}.${String(100 + subnet.hosts)}`;
    draft.secondary = [secondary];
    if (dice.chance(0.5)) draft.eips = { ...draft.eips, [secondary]: elasticAddress(plan) };
  }
  const prefixes = [
    ...(dice.chance(0.1) ? [`${subnet.base}.${String(128 + 16 * (subnet.hosts % 6))}/28`] : []),
    ...(subnet.ipv6 !== undefined && dice.chance(0.06)
      ? [`${subnet.ipv6}:${String(subnet.hosts)}::/80`]
      : []),
  ];
  if (prefixes.length > 0) draft.prefixes = prefixes;
}

function planRouter(plan: Plan, subnet: SubnetPlan): void {
  const { dice } = plan;
  const { id, draft } = addInterface(plan, subnet, 'fw', [groupId(subnet.vpc, 'fw')]);
  draft.forward = 'router';
  if (!dice.chance(0.06)) draft.srcDstCheck = false;
  if (dice.chance(0.06)) draft.running = false;
  if (draft.ip !== undefined && dice.chance(0.75)) givePublicAddress(plan, draft, draft.ip);
  subnet.vpc.routers.push(id);
}

function planNatInstance(plan: Plan, subnet: SubnetPlan): void {
  const { dice } = plan;
  const { id, draft } = addInterface(plan, subnet, 'nati', [groupId(subnet.vpc, 'nat')]);
  draft.forward = 'nat';
  if (!dice.chance(0.06)) draft.srcDstCheck = false;
  if (dice.chance(0.06)) draft.running = false;
  if (draft.ip !== undefined && dice.chance(0.85)) givePublicAddress(plan, draft, draft.ip);
  subnet.vpc.natInstances.push(id);
}

/** One more interface for a machine that is attached and runs, in another subnet (EVAL-7, ENI-6). */
function planSecondInterface(plan: Plan, vpc: VpcPlan): void {
  const id = plan.dice.pick(vpc.hosts);
  const first = plan.enis[id];
  if (!first || first.attached === false) return;
  const az = vpc.subnets.find((subnet) => subnet.id === first.subnet)?.draft.az;
  const elsewhere = vpc.subnets.filter((subnet) => subnet.id !== first.subnet && subnet.draft.az === az); // ENI-2
  if (elsewhere.length === 0) return;
  const { draft } = addInterface(plan, plan.dice.pick(elsewhere), 'host', randomGroups(plan.dice, vpc));
  first.instance = `i-${id}`;
  draft.instance = `i-${id}`;
  if (first.running !== undefined) draft.running = first.running;
}

function addInterface(
  plan: Plan,
  subnet: SubnetPlan,
  kind: string,
  sgs: readonly string[],
): { readonly id: string; readonly draft: Draft<TopologyEni> } {
  const number = 10 + subnet.hosts++;
  const id = `${kind}${String(subnet.hosts)}-${subnet.id}`;
  const draft: Draft<TopologyEni> = {
    subnet: subnet.id,
    ...(subnet.base === undefined ? {} : { ip: `${subnet.base}.${String(number)}` }),
    ...(subnet.ipv6 === undefined ? {} : { ip6: `${subnet.ipv6}::${String(number)}` }),
    sgs,
  };
  plan.enis[id] = draft;
  return { id, draft };
}

function randomGroups(dice: Dice, vpc: VpcPlan): string[] {
  const name = (): string =>
    dice.weighted([
      [48, 'open'],
      [14, 'web'],
      [9, 'app'],
      [8, 'db'],
      [7, 'self'],
      [3, 'mixed'],
      [1, 'empty'],
    ]);
  if (dice.chance(0.03)) return [absentGroup(vpc)];
  const groups = [groupId(vpc, name()), ...(dice.chance(0.25) ? [groupId(vpc, name())] : [])];
  if (dice.chance(0.05)) groups.push(absentGroup(vpc));
  return [...new Set(groups)];
}

/** IGW-14: an Elastic IP or an auto-assigned address; a stopped instance has the former only (ENI-4). */
function givePublicAddress(plan: Plan, draft: Draft<TopologyEni>, ip: string): void {
  if (draft.running === false || plan.dice.chance(0.5)) {
    draft.eips = { ...draft.eips, [ip]: elasticAddress(plan) };
  } else {
    draft.public = elasticAddress(plan);
  }
}

function elasticAddress(plan: Plan): string {
  return `198.51.100.${String(++plan.elasticAddresses)}`;
}

// ---- NAT gateways ----

function planNatGateways(plan: Plan, vpc: VpcPlan): void {
  const { dice } = plan;
  const count = dice.weighted([
    [1, 0],
    [6, 1],
    [2, 2],
  ]);
  for (let i = 1; i <= count; i++) {
    const id = `nat-${vpc.id.toLowerCase()}${String(i)}`;
    const role = dice.weighted<Role>([
      [8, 'pub'],
      [1, 'priv'],
      [1, 'iso'],
    ]);
    const subnet = vpc.subnets.find((candidate) => candidate.role === role) ?? nth(vpc.subnets, 0);
    const isPrivate = dice.chance(0.12);
    const state = dice.weighted<NonNullable<TopologyNatGateway['state']>>([
      [12, 'available'],
      [1, dice.pick(['pending', 'failed', 'deleting', 'deleted'] as const)],
    ]);
    plan.nats[id] = {
      subnet: subnet.id,
      ip: `${subnet.base ?? ''}.${String(240 + i)}`,
      ...(isPrivate ? {} : { eip: elasticAddress(plan) }),
      type: isPrivate ? 'private' : 'public',
      state,
    };
    vpc.natGateways.push(id);
  }
}

// ---- Routes ----

function planRoutes(plan: Plan, subnet: SubnetPlan): void {
  const { dice, routeTables } = plan;
  const { vpc } = subnet;
  const routes = routeTables[subnet.tableId]?.routes;
  if (!routes) return; // an unlisted main table
  const hostsAppliance = subnet.role === 'mid' || subnet.role === 'far';
  // A NAT gateway is no next hop of an appliance.
  const natGateway = (): string =>
    vpc.natGateways.length > 0 && !hostsAppliance ? dice.pick(vpc.natGateways) : 'nat-gone';
  const natInstance = (): string =>
    `eni:${vpc.natInstances.length > 0 ? dice.pick(vpc.natInstances) : 'gone'}`;
  const router = (): string => `eni:${vpc.routers.length > 0 ? dice.pick(vpc.routers) : 'gone'}`;

  const defaults: Record<Role, readonly (readonly [number, string | undefined])[]> = {
    pub: [
      [90, 'igw'],
      [5, natInstance()], // NATI-6: a loop when it is in this subnet
      [5, undefined],
    ],
    priv: [
      [62, vpc.natGateways.length > 0 ? natGateway() : 'igw'],
      [15, vpc.natInstances.length > 0 ? natInstance() : 'igw'],
      [15, vpc.routers.length > 0 ? router() : 'igw'],
      [12, 'igw'],
      [8, undefined],
    ],
    iso: [
      [85, undefined],
      [15, 'igw'],
    ],
    mid: [
      [80, 'igw'],
      [20, undefined],
    ],
    far: [
      [55, 'igw'],
      [20, router()],
      [25, undefined],
    ],
    sec: [
      [50, 'igw'],
      [50, vpc.natGateways.length > 0 ? natGateway() : 'igw'],
    ],
    six: [[1, undefined]],
  };
  setRoute(routes, '0.0.0.0/0', dice.weighted(defaults[subnet.role]));

  if (subnet.ipv6 !== undefined) {
    const isOpen = subnet.role === 'pub' || subnet.role === 'mid';
    const gateway = dice.weighted([
      [isOpen ? 80 : 25, 'igw'],
      [isOpen ? 5 : 50, 'eigw'],
      [10, vpc.routers.length > 0 && !hostsAppliance ? router() : undefined],
      [2, hostsAppliance ? undefined : natGateway()], // V6-7
      [10, undefined],
    ]);
    setRoute(routes, '::/0', gateway);
    if (vpc.natGateways.length > 0 && !hostsAppliance && dice.chance(subnet.role === 'six' ? 0.8 : 0.35)) {
      setRoute(routes, '64:ff9b::/96', natGateway());
    }
  }

  planPeeringRoutes(plan, subnet, routes);
  planInsideRoutes(plan, subnet, routes, router, natGateway);

  if (dice.chance(0.12)) {
    const target = dice.pick(['pcx-gone', 'nat-gone', 'eni:gone', 'igw', router()]);
    setRoute(
      routes,
      dice.pick(['203.0.113.0/24', 'pl-net{203.0.113.0/24,192.0.2.0/25}', '203.0.113.5/32']),
      target,
    );
  }
  if (dice.chance(0.05)) setRoute(routes, '10.0.0.0/8', dice.pick([router(), natGateway(), 'igw']));
}

/** PEER-4: the whole CIDR of the peer, a part, one address, or nothing. */
function planPeeringRoutes({ dice, vpcs, pcx }: Plan, subnet: SubnetPlan, routes: Table<string>): void {
  for (const [id, { a, b }] of Object.entries(pcx)) {
    if (subnet.vpc.id !== a && subnet.vpc.id !== b) continue;
    const peer = vpcs.find((vpc) => vpc.id === (subnet.vpc.id === a ? b : a));
    if (!peer) continue;
    // A table has one route per destination: of two peers with the same CIDR one gets a longer route (PEER-7).
    const whole = peer.draft.cidrs.map((cidr) => (routes[cidr] === undefined ? cidr : `${peer.base}.1.0/24`));
    const destinations = dice.weighted([
      [70, whole],
      [6, [`${peer.base}.1.0/24`]],
      [4, [`${peer.base}.0.10/32`]],
      [4, [`pl-peer-${peer.id.toLowerCase()}{${peer.base}.0.0/20,${peer.base}.1.0/24}`]],
      [4, ['0.0.0.0/0', ...whole]], // PEER-6
      [12, []],
    ]);
    for (const destination of destinations) {
      // Two lists of one length would be RT-9.
      const isSecondList =
        destination.startsWith('pl-') && Object.keys(routes).some((key) => key.startsWith('pl-peer'));
      if (!isSecondList) setRoute(routes, destination, id);
    }
    // PEER-5: a peer of the peer.
    const beyond = vpcs.find((vpc) => vpc !== peer && vpc.base !== subnet.vpc.base);
    if (beyond && dice.chance(0.06)) setRoute(routes, `${beyond.base}.0.0/16`, id);
    if (peer.ipv6 !== undefined && subnet.ipv6 !== undefined && dice.chance(0.75)) {
      setRoute(routes, `${peer.ipv6}::/56`, id);
    }
  }
}

/** RT-4, RT-5: a replaced local route, and routes for exactly the CIDR of another subnet. */
function planInsideRoutes(
  plan: Plan,
  subnet: SubnetPlan,
  routes: Table<string>,
  router: () => string,
  natGateway: () => string,
): void {
  const { dice } = plan;
  const { vpc } = subnet;
  const others = vpc.subnets.filter((other) => other !== subnet && other.base !== undefined);
  // A guest that does not forward: stopped by the check, or by not-forwarding (NATI-9).
  const host = (): string => {
    const unchecked = vpc.hosts.filter((id) => plan.enis[id]?.srcDstCheck === false);
    return `eni:${dice.pick(unchecked.length > 0 ? unchecked : vpc.hosts)}`;
  };
  const isBehindRouter = vpc.routers.length > 0 && (subnet.role === 'priv' || subnet.role === 'sec');
  if (dice.chance(isBehindRouter ? 0.3 : 0.09)) {
    const target = dice.weighted([
      [6, router()],
      [2, natGateway()],
      [2, host()],
      [1, 'eni:gone'],
      [1, vpc.natInstances.length > 0 ? `eni:${dice.pick(vpc.natInstances)}` : 'eni:gone'],
    ]);
    if (dice.chance(0.25)) {
      setRoute(routes, `${vpc.base}.0.0/16`, target);
      if (vpc.ipv6 !== undefined && dice.chance(0.5)) setRoute(routes, `${vpc.ipv6}::/56`, router());
    } else if (others.length > 0) setRoute(routes, `${dice.pick(others).base ?? ''}.0/24`, target);
  }
  const others6 = vpc.subnets.filter((other) => other !== subnet && other.ipv6 !== undefined);
  if (isBehindRouter && subnet.ipv6 !== undefined && others6.length > 0 && dice.chance(0.2)) {
    setRoute(routes, `${dice.pick(others6).ipv6 ?? ''}::/64`, router());
  }
  // EVAL-5: two routers that may send a packet to each other.
  if (vpc.routers.length > 1 && (subnet.role === 'mid' || subnet.role === 'far') && dice.chance(0.4)) {
    const target = vpc.subnets.find((other) => other.role === 'priv');
    if (target) setRoute(routes, `${target.base ?? ''}.0/24`, router());
  }
}

/** RT-15: one static route per destination, the first stays. */
function setRoute(routes: Table<string>, destination: string, target: string | undefined): void {
  if (target !== undefined) routes[destination] ??= target;
}

/** RT-16, RT-17, RT-19. */
function planIngressRouting({ dice, gatewayRouteTables, routeTables, enis }: Plan, vpc: VpcPlan): void {
  const [router] = vpc.routers;
  if (router === undefined || !vpc.igw || !dice.chance(0.4)) return;
  const appliance = enis[router];
  const subnet = dice.pick(
    vpc.subnets.filter((other) => other.base !== undefined && other.id !== appliance?.subnet),
  );
  const table = routeTables[subnet.tableId];
  const isWhole = appliance?.running !== false && dice.chance(0.15);
  const destination = isWhole ? `${vpc.base}.0.0/16` : `${subnet.base ?? ''}.0/24`;
  gatewayRouteTables[vpc.id] = { routes: { [destination]: dice.chance(0.06) ? 'local' : `eni:${router}` } };
  if (table && (appliance?.running === false || dice.chance(0.7))) {
    table.routes['0.0.0.0/0'] = `eni:${router}`;
    for (const [other, target] of Object.entries(table.routes)) {
      if (target === 'igw' && !other.includes(':') && appliance?.running === false)
        table.routes[other] = `eni:${router}`;
    }
  }
}

// ---- Network ACLs ----

type NaclKind =
  | 'open'
  | 'ephemeral'
  | 'no-reply-out'
  | 'no-reply-in'
  | 'deny-some'
  | 'fresh'
  | 'ipv4-only'
  | 'icmp'
  | 'random';

function planNacls(plan: Plan, vpc: VpcPlan): void {
  const { dice, nacls } = plan;
  for (const subnet of vpc.subnets) {
    const isPublic = subnet.role === 'pub'; // which the flows of the others pass too
    const kind = dice.weighted<NaclKind | undefined>([
      [46, undefined],
      [6, 'open'],
      [9, 'ephemeral'],
      [isPublic ? 8 : 20, 'no-reply-out'],
      [isPublic ? 8 : 20, 'no-reply-in'],
      [5, 'deny-some'],
      [1, 'fresh'],
      [2, 'ipv4-only'],
      [2, 'icmp'],
      [2, 'random'],
    ]);
    if (kind === undefined) continue;
    const id = `acl-${kind}-${subnet.id}`;
    subnet.draft.nacl = id;
    nacls[id] = randomNacl(plan, vpc, kind);
  }
}

function randomNacl(plan: Plan, vpc: VpcPlan, kind: NaclKind): TopologyNacl {
  const { dice } = plan;
  const open = both(100, 'allow', '-1', '*');
  switch (kind) {
    case 'open':
      return { in: open, out: open };
    case 'ephemeral': {
      const rules = [
        ...both(100, 'allow', 'tcp', '443'),
        ...both(110, 'allow', 'tcp', '1024-65535'),
        ...both(120, 'allow', 'tcp', dice.pick(['80', '22', '0-1023'])),
        ...both(130, 'allow', dice.pick(['udp', 'esp', '47', '-1']), '*'),
      ];
      return { in: shuffled(dice, rules), out: shuffled(dice, rules) };
    }
    case 'no-reply-out': // replies go to high ports (NACL-12)
      return {
        in: open,
        out: [...both(100, 'allow', 'tcp', '0-9000'), ...both(110, 'allow', 'udp', '0-9000')],
      };
    case 'no-reply-in':
      return {
        in: [...both(100, 'allow', 'tcp', '0-9000'), ...both(110, 'allow', '17', '0-9000')],
        out: open,
      };
    case 'deny-some': {
      const deny = (): TopologyNaclRule => {
        const [proto, range] = randomService(dice);
        return [dice.pick([90, 150]), 'deny', proto, range, randomCidr(plan, vpc)];
      };
      return { in: shuffled(dice, [...open, deny()]), out: shuffled(dice, [...open, deny()]) };
    }
    case 'ipv4-only': {
      const ipv4 = open.filter(([, , , , cidr]) => cidr === '0.0.0.0/0');
      return { in: ipv4, out: ipv4 };
    }
    case 'icmp': {
      const rules: TopologyNaclRule[] = [
        [100, 'allow', 'tcp', '*', '0.0.0.0/0'],
        [110, 'allow', 'icmp', dice.pick(['8/-1', '0/0', '-1/-1', '3/4']), '0.0.0.0/0'],
        [120, 'allow', 'icmpv6', dice.pick(['128/-1', '129/0', '-1/-1']), '::/0'],
      ];
      return { in: rules, out: dice.chance(0.5) ? open : rules };
    }
    case 'random': {
      const list = (): TopologyNaclRule[] =>
        Array.from({ length: 1 + dice.int(4) }, (_, i) => {
          const [proto, range] = randomService(dice);
          const action = dice.chance(0.75) ? 'allow' : 'deny';
          return [100 + 10 * i + dice.int(10), action, proto, range, randomCidr(plan, vpc)];
        });
      return { in: shuffled(dice, list()), out: shuffled(dice, list()) };
    }
    case 'fresh':
      return { in: [], out: [] }; // NACL-6
    default:
      return kind satisfies never;
  }
}

function both(
  ruleNumber: number,
  action: 'allow' | 'deny',
  protocol: string,
  range: string,
): TopologyNaclRule[] {
  return [
    [ruleNumber, action, protocol, range, '0.0.0.0/0'],
    [ruleNumber + 1, action, protocol, range, '::/0'],
  ];
}

// ---- Block Public Access ----

function planBpa({ dice, vpcs }: Plan): Topology['bpa'] {
  if (!dice.chance(0.22)) return undefined;
  const mode = dice.weighted<'off' | 'block-bidirectional' | 'block-ingress'>([
    [1, 'off'],
    [5, 'block-bidirectional'],
    [4, 'block-ingress'],
  ]);
  const exclusions: Table<'allow-bidirectional' | 'allow-egress'> = {};
  for (const vpc of vpcs) {
    const how = (): 'allow-bidirectional' | 'allow-egress' =>
      dice.chance(0.55) ? 'allow-bidirectional' : 'allow-egress';
    if (dice.chance(0.35)) exclusions[vpc.id] = how();
    else for (const subnet of vpc.subnets) if (dice.chance(0.35)) exclusions[subnet.id] = how();
  }
  return { mode, exclusions };
}

// ---- Flows ----

/** A topology read for the choice of flows. */
interface Scene {
  readonly dice: Dice;
  readonly topology: Topology;
  readonly places: readonly Place[];
  readonly nats: readonly TopologyNatGateway[];
  /** Public IPv4 addresses that somebody of the model has, few of them of NAT gateways. */
  readonly publicAddresses: readonly { readonly address: string; readonly place: Place | undefined }[];
}

interface Place {
  readonly id: string;
  readonly eni: TopologyEni;
  readonly subnet: TopologySubnet;
  readonly vpc: TopologyVpc;
  readonly routes: Readonly<Record<string, string>>;
}

const internetHosts = ['203.0.113.5', '203.0.113.77', '192.0.2.9', '8.8.8.8'];
const internetHosts6 = ['2001:db8:ff::1', '2606:4700::1111'];
const foreignSource = '172.31.77.7'; // in no VPC of any topology

/**
 * Flows for a topology of `randomTopology`, from its interfaces and from the internet.
 *
 * @param seed - independent of the topology's seed
 * @returns exactly `count` flows, none of a kind that core.md leaves open (see the top of this file)
 */
export function randomFlows(topology: Topology, seed: number, count: number): TopologyFlow[] {
  const scene = readScene(topology, makeDice(seed ^ 0x5bd1e995));
  const flows: TopologyFlow[] = [];
  while (flows.length < count) {
    const flow = scene.dice.chance(0.2) ? flowFromInternet(scene) : flowFromInterface(scene);
    if (flow && !isForOpenQuestion(scene, flow)) flows.push(flow);
  }
  return flows;
}

function readScene(topology: Topology, dice: Dice): Scene {
  const places = Object.entries(topology.enis).map(([id, eni]): Place => {
    const subnet = topology.subnets[eni.subnet];
    const vpc = subnet && topology.vpcs[subnet.vpc];
    if (!vpc) throw new Error(`${id} is nowhere`);
    return {
      id,
      eni,
      subnet,
      vpc,
      routes: topology.routeTables[subnet.rt ?? `main:${subnet.vpc}`]?.routes ?? {},
    };
  });
  const nats = Object.values(topology.nats ?? {}).filter((nat) => (nat.state ?? 'available') === 'available');
  const publicAddresses = [
    ...places.flatMap((place) =>
      [
        ...Object.values(place.eni.eips ?? {}),
        ...(place.eni.public === undefined ? [] : [place.eni.public]),
      ].map((address) => ({ address, place })),
    ),
    ...nats.flatMap(({ eip }) =>
      eip === undefined || dice.chance(0.6) ? [] : [{ address: eip, place: undefined }],
    ),
  ];
  return { dice, topology, places, nats, publicAddresses };
}

function flowFromInterface(scene: Scene): TopologyFlow | undefined {
  const { dice } = scene;
  const from = dice.pick(scene.places);
  const isIpv6 =
    from.eni.ip6 !== undefined && (from.eni.ip === undefined ? dice.chance(0.9) : dice.chance(0.3));
  const to = dice.weighted<(scene: Scene, from: Place, isIpv6: boolean) => TopologyFlow | undefined>([
    [52, toNeighbour],
    [20, toInternet],
    [8, toPublicAddress],
    [2, toNatGateway],
    [3, toNobody],
    [4, toLocalService],
    [1, toMulticast],
    [2, toForeignNetwork],
    [2, toOwnMachine],
    [4, toNat64],
    [5, withForgedSource],
  ]);
  const flow = to(scene, from, isIpv6);
  return flow && dice.chance(0.06) ? withOtherOwnSource(scene, from, flow) : flow;
}

function toNeighbour(scene: Scene, from: Place, isIpv6: boolean): TopologyFlow | undefined {
  const { dice } = scene;
  const isNear = dice.chance(0.65);
  const others = scene.places.filter((place) => place.id !== from.id && (place.vpc === from.vpc) === isNear);
  if (others.length === 0) return undefined;
  const to = dice.pick(others);
  const { ip, ip6, secondary = [], prefixes = [] } = to.eni;
  if (isIpv6) {
    const inPrefix = prefixes.find((prefix) => prefix.includes(':'))?.replace('::/80', '::7');
    const dst = dice.chance(0.1) ? (inPrefix ?? ip6) : ip6;
    return dst === undefined ? undefined : { from: from.id, dst, ...service(scene, to, true) };
  }
  const inPrefix = prefixes.find((prefix) => prefix.includes('.'))?.replace('/28', '');
  const dst = dice.weighted([
    [10, ip],
    [1, secondary[0] ?? ip],
    [1, inPrefix ?? ip],
  ]);
  return dst === undefined ? undefined : { from: from.id, dst, ...service(scene, to, false) };
}

function toInternet(scene: Scene, from: Place, isIpv6: boolean): TopologyFlow | undefined {
  const hasDefaultRoute = from.routes[isIpv6 ? '::/0' : '0.0.0.0/0'] !== undefined;
  if (!hasDefaultRoute && scene.dice.chance(0.7)) return undefined;
  const dst = scene.dice.pick(isIpv6 ? internetHosts6 : internetHosts);
  return { from: from.id, dst, ...service(scene, undefined, isIpv6) };
}

function toPublicAddress(scene: Scene, from: Place): TopologyFlow | undefined {
  if (scene.publicAddresses.length === 0) return undefined;
  const { address, place } = scene.dice.pick(scene.publicAddresses);
  return { from: from.id, dst: address, ...service(scene, place, false) };
}

function toNatGateway(scene: Scene, from: Place): TopologyFlow | undefined {
  if (scene.nats.length === 0) return undefined;
  return { from: from.id, dst: scene.dice.pick(scene.nats).ip, ...service(scene, undefined, false) };
}

/** Reserved and unassigned addresses, of the own subnet and of others (SUB-4, RT-21). */
function toNobody(scene: Scene, from: Place, isIpv6: boolean): TopologyFlow | undefined {
  const { dice, topology } = scene;
  const subnet = dice.chance(0.4) ? from.subnet : dice.pick(Object.values(topology.subnets));
  const text = isIpv6 ? subnet.ipv6 : subnet.cidr;
  if (text === undefined) return undefined;
  const dst = isIpv6
    ? text.replace('::/64', dice.pick(['::dead', '::2', '::3', ':ffff:ffff:ffff:ffff']))
    : text.replace('.0/24', dice.pick(['.0', '.1', '.2', '.3', '.255', '.77', '.78']));
  return { from: from.id, dst, ...service(scene, undefined, isIpv6) };
}

function toLocalService(scene: Scene, from: Place, isIpv6: boolean): TopologyFlow {
  const { dice } = scene;
  const resolver = (from.vpc.cidrs[0] ?? '').replace('.0/16', '.2');
  const [dst, proto, dport] = isIpv6
    ? dice.pick([
        ['fd00:ec2::253', 'udp', 53],
        ['fd00:ec2::254', 'tcp', 80],
        ['fd00:ec2::123', 'udp', 123],
        ['fd00:ec2::77', 'tcp', 80], // LOC-6: none of them
      ] as const)
    : dice.pick([
        [resolver, 'udp', 53],
        [resolver, 'tcp', 53],
        ['169.254.169.253', 'udp', 53],
        ['169.254.169.254', 'tcp', 80],
        ['169.254.170.2', 'tcp', 80],
        ['169.254.169.123', 'udp', 123],
        ['169.254.169.250', 'tcp', 1688],
        ['255.255.255.255', 'udp', 67],
        ['169.254.169.1', 'tcp', 80], // LOC-6: none of them
        ['169.254.171.9', 'udp', 53],
      ] as const);
  // EVAL-9 has another port of the broadcast address.
  if (dst !== '255.255.255.255' && dice.chance(0.25))
    return { from: from.id, dst, ...service(scene, undefined, isIpv6) };
  return { from: from.id, dst, proto, dport, ...(dport === 67 ? { sport: 68 } : {}) };
}

function toMulticast(scene: Scene, from: Place, isIpv6: boolean): TopologyFlow {
  const dst = scene.dice.pick(
    isIpv6 ? ['ff02::1', 'ff05::9'] : ['224.0.0.5', '239.1.2.3', '255.255.255.255'],
  );
  return { from: from.id, dst, proto: 'udp', dport: scene.dice.pick([5353, 9999]) };
}

/** Private addresses that no VPC has, and addresses of the link-local block that are no service. */
function toForeignNetwork(scene: Scene, from: Place): TopologyFlow {
  const dst = scene.dice.pick([
    '10.200.0.1',
    '172.20.1.1',
    '192.168.200.1',
    '100.100.0.1',
    foreignSource,
    '169.254.1.1',
  ]);
  return { from: from.id, dst, ...service(scene, undefined, false) };
}

/** EVAL-7, and IGW-16 by the public address. */
function toOwnMachine(scene: Scene, from: Place, isIpv6: boolean): TopologyFlow | undefined {
  const { dice } = scene;
  const own = scene.places.filter(
    (place) =>
      place.id === from.id || (place.eni.instance !== undefined && place.eni.instance === from.eni.instance),
  );
  const { ip, ip6, public: publicAddress } = dice.pick(own).eni;
  const dst = isIpv6 ? ip6 : dice.chance(0.5) ? ip : (publicAddress ?? ip);
  return dst === undefined ? undefined : { from: from.id, dst, ...service(scene, from, isIpv6) };
}

function toNat64(scene: Scene, from: Place): TopologyFlow | undefined {
  const { dice } = scene;
  const ipv4 = dice.chance(0.6) ? dice.pick(internetHosts) : dice.pick(scene.places).eni.ip;
  const isElsewhere = from.routes['64:ff9b::/96'] === undefined && from.routes['::/0'] !== undefined;
  if (from.eni.ip6 === undefined || ipv4 === undefined || isElsewhere) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  const dst = `64:ff9b::${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const { proto, ...rest } = service(scene, undefined, true);
  return proto === 'icmpv6' ? undefined : { from: from.id, dst, proto, ...rest };
}

/** E2 where the check is on; where it is off the reply goes to the true owner, or nowhere (IGW-7, PEER-14). */
function withForgedSource(scene: Scene, from: Place): TopologyFlow | undefined {
  const { dice } = scene;
  const flow = dice.chance(0.5) ? toNeighbour(scene, from, false) : toInternet(scene, from, false);
  const others = scene.places.filter((place) => place.vpc === from.vpc && place.id !== from.id);
  if (from.eni.srcDstCheck !== false && dice.chance(0.6)) return undefined;
  const isForeign = others.length === 0 || dice.chance(0.4);
  const hasNatRoute = Object.values(from.routes).some((target) => target.startsWith('nat-'));
  if (from.eni.ip === undefined || (isForeign && hasNatRoute)) return undefined;
  const src = isForeign ? foreignSource : dice.pick(others).eni.ip;
  return flow && src !== undefined ? { ...flow, src } : undefined;
}

/** A secondary address or one of a delegated prefix instead of the primary one. */
function withOtherOwnSource(scene: Scene, from: Place, flow: TopologyFlow): TopologyFlow {
  const { secondary = [], prefixes = [] } = from.eni;
  const isIpv6 = flow.dst.includes(':');
  const own = [
    ...(isIpv6 ? [] : secondary),
    ...prefixes
      .filter((prefix) => prefix.includes(':') === isIpv6)
      .map((prefix) => prefix.replace(/\/28$/, '').replace('::/80', '::9')),
  ];
  return flow.src === undefined && own.length > 0 ? { ...flow, src: scene.dice.pick(own) } : flow;
}

function flowFromInternet(scene: Scene): TopologyFlow | undefined {
  const { dice, places, publicAddresses } = scene;
  const hosts6 = places.filter((place) => place.eni.ip6 !== undefined);
  const isIpv6 = hosts6.length > 0 && dice.chance(0.25);
  const sport = dice.pick([51000, 40000, 1500]);
  const withPort = (flow: TopologyFlow): TopologyFlow =>
    flow.dport === undefined ? flow : { ...flow, sport };
  if (isIpv6) {
    const to = dice.pick(hosts6);
    const inPrefix = to.eni.prefixes?.find((prefix) => prefix.includes(':'))?.replace('::/80', '::7');
    const unassigned = to.vpc.igw ? to.subnet.ipv6?.replace('::/64', '::dead') : undefined;
    const dst = dice.weighted([
      [20, to.eni.ip6],
      [2, inPrefix],
      [1, unassigned],
    ]);
    return dst === undefined
      ? undefined
      : withPort({ from: 'internet', src: '2001:db8:ff::7', dst, ...service(scene, to, true) });
  }
  const nobody = { address: dice.pick(['198.51.100.250', '10.0.0.10']), place: undefined };
  if (publicAddresses.length === 0) return undefined;
  const { address, place } = dice.chance(0.03) ? nobody : dice.pick(publicAddresses);
  const src = dice.weighted([
    [12, '203.0.113.7'],
    [6, '192.0.2.50'],
    [1, dice.pick(['10.99.9.9', '100.64.200.9'])],
  ]);
  return withPort({ from: 'internet', src, dst: address, ...service(scene, place, false) });
}

type FlowService = Required<Pick<TopologyFlow, 'proto'>> & Pick<TopologyFlow, 'sport' | 'dport'>;

/** Mostly what an inbound rule of the far end admits, else something common. */
function service({ dice, topology }: Scene, to: Place | undefined, isIpv6: boolean): FlowService {
  const rules = (to?.eni.sgs ?? []).flatMap((id) => topology.sgs?.[id]?.in ?? []);
  const ping = isIpv6 ? 'icmpv6' : 'icmp';
  if (rules.length > 0 && dice.chance(0.85)) {
    const [proto, range] = dice.pick(rules);
    if (proto === 'tcp' || proto === 'udp') return { proto, ...portsIn(dice, range) };
    if (proto === ping) return { proto };
  }
  const proto = dice.weighted([
    [70, 'tcp'],
    [14, 'udp'],
    [11, ping],
    [5, dice.pick(['esp', 'gre', 'sctp', '99'])],
  ]);
  return proto === 'tcp' || proto === 'udp' ? { proto, ...portsIn(dice, dice.pick(ports)) } : { proto };
}

function portsIn(dice: Dice, range: string): { sport: number; dport: number } {
  const [from = 0, to = from] = range === '*' ? [1, 65535] : range.split('-').map(Number);
  const common = [443, 443, 80, 22, 53, 8080, 5432].filter((port) => from <= port && port <= to);
  const dport = common.length > 0 && dice.chance(0.7) ? dice.pick(common) : from + dice.int(to - from + 1);
  return { sport: dice.pick([40000, 40000, 50123, 61001, 1500]), dport };
}

/** The combinations named at the top of this file that only show once the flow is complete. */
function isForOpenQuestion({ topology, places }: Scene, { from, src, dst }: TopologyFlow): boolean {
  const sender = places.find((place) => place.id === from);
  const isPrivateIpv6 = (text: string): boolean => text.startsWith('fd80:');
  const isIn = (subnet: TopologySubnet): boolean =>
    subnet.ipv6 !== undefined && dst.startsWith(subnet.ipv6.replace(/:[^:]*::\/64$/, ':'));
  const isInOwnVpc = Object.values(topology.subnets).some(
    (subnet) => subnet.vpc === sender?.subnet.vpc && isIn(subnet),
  );
  const isInModel = Object.values(topology.subnets).some(isIn);

  if (isPrivateIpv6(dst) && !isInOwnVpc) return true;
  if (isPrivateIpv6(src ?? sender?.eni.ip6 ?? '') && dst.includes(':') && isInModel && !isInOwnVpc)
    return true;

  // Base+1 of a subnet with an appliance, from elsewhere.
  const hostsAppliance = places.some(
    (place) => place.eni.forward !== undefined && place.subnet.cidr?.replace('.0/24', '.1') === dst,
  );
  return hostsAppliance && sender?.subnet.cidr?.replace('.0/24', '.1') !== dst;
}

// ---- Words shared by groups and network ACLs ----

function randomService(dice: Dice): readonly [proto: string, range: string] {
  const proto = dice.weighted([
    [10, 'tcp'],
    [3, 'udp'],
    [2, 'icmp'],
    [2, 'icmpv6'],
    [2, '-1'],
    [1, dice.pick(['esp', '47', '6', '17', '132'])],
  ]);
  if (proto === 'icmp') return [proto, dice.pick(['8/-1', '-1/-1', '8/0', '0/-1'])];
  if (proto === 'icmpv6') return [proto, dice.pick(['128/-1', '*', '129/0'])];
  if (proto === 'tcp' || proto === 'udp') return [proto, dice.pick(ports)];
  return [proto, '*'];
}

function randomCidr(plan: Plan, vpc: VpcPlan): string {
  const { dice } = plan;
  const peers = plan.vpcs.filter((other) => other !== vpc);
  const choices = [
    '0.0.0.0/0',
    '0.0.0.0/0',
    '::/0',
    `${vpc.base}.0.0/16`,
    `${vpc.base}.0.0/24`,
    `${vpc.base}.1.0/25`,
    `${vpc.base}.0.10/32`,
    '10.0.0.0/8',
    '203.0.113.0/24',
    '198.51.100.0/24', // the public addresses of the model: hairpins
    ...(vpc.ipv6 === undefined ? [] : [`${vpc.ipv6}::/56`, `${vpc.ipv6}:0::/64`]),
    ...peers.map((peer) => `${peer.base}.0.0/16`),
    '2001:db8:ff::/48',
  ];
  return dice.pick(choices);
}

/** Everyone, in the families a group of this VPC speaks. */
function families(dice: Dice, vpc: VpcPlan): string[] {
  return vpc.ipv6 !== undefined && dice.chance(0.93) ? ['0.0.0.0/0', '::/0'] : ['0.0.0.0/0'];
}

function groupId(vpc: VpcPlan, name: string): string {
  return `sg-${name}-${vpc.id.toLowerCase()}`;
}

/** Carried by interfaces and named by rules, defined nowhere (SG-27). */
function absentGroup(vpc: VpcPlan): string {
  return groupId(vpc, 'absent');
}

function arePeers({ pcx }: Plan, one: VpcPlan, other: VpcPlan): boolean {
  return Object.values(pcx).some(
    ({ a, b }) => (a === one.id && b === other.id) || (a === other.id && b === one.id),
  );
}

function shuffled<T>(dice: Dice, list: readonly T[]): T[] {
  const rest = [...list];
  return list.map(() => nth(rest.splice(dice.int(rest.length), 1), 0));
}

function nth<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error('the list has no such element');
  return value;
}
