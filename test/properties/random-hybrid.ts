/**
 * Random hybrid networks and flows, from a seed: VPCs with transit gateways, virtual private gateways, sites, Direct
 * Connect, endpoints, firewalls and load balancers, in the notation of `test/reference/edge`.
 *
 * A network is a working design with a few mistakes in it: a table without association, a route that is missing, a zone
 * without attachment, a tunnel that is down. So each rule is met often, and most flows get far enough to meet one.
 *
 * Not made, because edge.md gives no single answer:
 *
 * - VPN connections and virtual interfaces of one rank that know the same prefix (which one is taken?);
 * - IPv6 over a VPN on a transit gateway (which family its tunnels carry is a setting of the connection);
 * - IPv6 by an internet gateway where sites have public IPv6 blocks (do answers reach them over the internet?);
 * - NAT gateways and appliances in the subnet of an attachment (TGW-23 speaks of instances).
 */
import type {
  HybridAttachment,
  HybridBalancer,
  HybridFirewall,
  HybridGatewayEndpoint,
  HybridInterfaceEndpoint,
  HybridSite,
  HybridStatefulRule,
  HybridStatelessRule,
  HybridTopology,
  HybridTransitGateway,
  HybridTransitPeering,
  HybridVirtualInterface,
  HybridVpn,
  HybridVpnGateway,
} from '../reference/edge/hybrid.ts';
import type {
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
import { makeDice, type Dice } from './random-topology.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type Table<T> = Record<string, T>;

interface Plan {
  readonly dice: Dice;
  readonly vpcs: VpcPlan[];
  readonly routeTables: Table<{ routes: Table<string> }>;
  readonly nacls: Table<TopologyNacl>;
  readonly sgs: Table<TopologySecurityGroup>;
  readonly enis: Table<Draft<TopologyEni>>;
  readonly nats: Table<TopologyNatGateway>;
  readonly pcx: Table<TopologyPeering>;
  readonly tgws: Table<HybridTransitGateway>;
  readonly tgwTables: Table<{ readonly tgw: string; readonly routes: Table<string> }>;
  readonly attachments: Table<Draft<HybridAttachment>>;
  readonly tgwPeerings: Table<HybridTransitPeering>;
  readonly vgws: Table<Draft<HybridVpnGateway>>;
  readonly sites: Table<{ readonly cidrs: string[]; readonly routes: Table<string> }>;
  readonly vpns: Table<HybridVpn>;
  readonly vifs: Table<HybridVirtualInterface>;
  readonly dxgws: Table<{ readonly associations: Table<string[]> }>;
  readonly gatewayEndpoints: Table<HybridGatewayEndpoint>;
  readonly interfaceEndpoints: Table<HybridInterfaceEndpoint>;
  readonly firewalls: Table<HybridFirewall>;
  readonly balancers: Table<HybridBalancer>;
  elasticAddresses: number;
}

/** `inspection` by machines that forward, `firewall` by Network Firewall, with or without a NAT gateway behind it. */
type Role = 'spoke' | 'egress' | 'inspection' | 'firewall';

interface VpcPlan {
  readonly id: string;
  readonly role: Role;
  /** The first two octets of its /16. */
  readonly base: string;
  /** The first three groups of its /56. */
  readonly ipv6: string | undefined;
  readonly draft: TopologyVpc;
  readonly subnets: SubnetPlan[];
  /** The transit gateway it is attached to, if any. */
  tgw: string | undefined;
  vgw: string | undefined;
}

interface SubnetPlan {
  readonly id: string;
  readonly task: 'app' | 'pub' | 'tgw' | 'fw';
  readonly vpc: VpcPlan;
  /** The first three octets of its /24. */
  readonly base: string;
  readonly ipv6: string | undefined;
  readonly az: string;
  readonly draft: Draft<TopologySubnet>;
}

/** Addresses of a service of AWS that gateway endpoints lead to. */
const service = 'pl-s3{52.216.0.0/15,54.231.0.0/16}';
const serviceHosts = ['52.216.1.1', '52.217.9.9', '54.231.7.7'];
const internetHosts = ['203.0.113.7', '192.0.2.50'];

/** A network that `prepareHybrid` accepts. */
export function randomHybrid(seed: number): HybridTopology {
  const dice = makeDice(seed);
  const plan: Plan = {
    dice,
    vpcs: [],
    routeTables: {},
    nacls: {},
    sgs: {},
    enis: {},
    nats: {},
    pcx: {},
    tgws: {},
    tgwTables: {},
    attachments: {},
    tgwPeerings: {},
    vgws: {},
    sites: {},
    vpns: {},
    vifs: {},
    dxgws: {},
    gatewayEndpoints: {},
    interfaceEndpoints: {},
    firewalls: {},
    balancers: {},
    elasticAddresses: 0,
  };
  planVpcs(plan);
  planTransit(plan);
  planVpnGateways(plan);
  planSites(plan);
  planTransitRoutes(plan);
  planPeerings(plan);
  for (const vpc of plan.vpcs) {
    planGroups(plan, vpc);
    planHosts(plan, vpc);
    planEndpoints(plan, vpc);
    if (vpc.role === 'firewall') planFirewall(plan, vpc);
  }
  for (const vpc of plan.vpcs) planBalancer(plan, vpc); // when all that may be a target is there
  for (const vpc of plan.vpcs) {
    for (const subnet of vpc.subnets) planRoutes(plan, subnet);
    planGatewayTable(plan, vpc);
    planNacls(plan, vpc);
  }
  return {
    vpcs: Object.fromEntries(plan.vpcs.map((vpc) => [vpc.id, vpc.draft])),
    subnets: Object.fromEntries(
      plan.vpcs.flatMap(({ subnets }) => subnets.map(({ id, draft }) => [id, draft])),
    ),
    routeTables: plan.routeTables,
    nacls: plan.nacls,
    sgs: plan.sgs,
    enis: plan.enis,
    nats: plan.nats,
    pcx: plan.pcx,
    tgws: plan.tgws,
    tgwTables: plan.tgwTables,
    attachments: plan.attachments,
    tgwPeerings: plan.tgwPeerings,
    vgws: plan.vgws,
    sites: plan.sites,
    vpns: plan.vpns,
    vifs: plan.vifs,
    dxgws: plan.dxgws,
    gatewayEndpoints: plan.gatewayEndpoints,
    interfaceEndpoints: plan.interfaceEndpoints,
    firewalls: plan.firewalls,
    balancers: plan.balancers,
  };
}

// ---- VPCs ----

function planVpcs(plan: Plan): void {
  const { dice, vpcs } = plan;
  const count = 2 + dice.int(3);
  const withIpv6 = dice.chance(0.35);
  for (let i = 1; i <= count; i++) {
    const id = `v${String(i)}`;
    const role: Role =
      i === 1 || dice.chance(0.6) ? 'spoke' : dice.pick(['egress', 'inspection', 'firewall'] as const);
    // TGW-12: two VPCs with the same block.
    const base = i === 4 && dice.chance(0.3) ? '10.3' : `10.${String(i)}`;
    const ipv6 = withIpv6 && dice.chance(0.8) ? `2001:db8:${String(i)}` : undefined;
    const draft: TopologyVpc = {
      cidrs: [`${base}.0.0/16`],
      ...(ipv6 === undefined ? {} : { ipv6: [`${ipv6}::/56`] }),
      igw: role !== 'spoke' || dice.chance(0.5),
      region: 'r1',
    };
    const vpc: VpcPlan = {
      id,
      role,
      base,
      ipv6,
      draft,
      subnets: [],
      tgw: undefined,
      vgw: undefined,
    };
    vpcs.push(vpc);
    planSubnets(plan, vpc);
  }
}

function planSubnets({ dice, routeTables }: Plan, vpc: VpcPlan): void {
  const tasks: (readonly [SubnetPlan['task'], string])[] = [
    ['app', 'a'],
    ...(dice.chance(0.75) ? ([['app', 'b']] as const) : []),
    ...(vpc.role === 'egress' || dice.chance(vpc.role === 'firewall' ? 0.7 : 0.3)
      ? ([['pub', 'a']] as const)
      : []),
    ['tgw', 'a'],
    ['tgw', 'b'],
    ...(vpc.role === 'inspection' || vpc.role === 'firewall'
      ? ([
          ['fw', 'a'],
          ['fw', 'b'],
        ] as const)
      : []),
  ];
  for (const [i, [task, az]] of tasks.entries()) {
    const id = `${task}-${az}-${vpc.id}`;
    const ipv6 = vpc.ipv6 === undefined ? undefined : `${vpc.ipv6}:${String(i)}`;
    const base = `${vpc.base}.${String(i)}`;
    routeTables[`rt-${id}`] = { routes: {} };
    const draft: Draft<TopologySubnet> = {
      vpc: vpc.id,
      cidr: `${base}.0/24`,
      ...(ipv6 === undefined ? {} : { ipv6: `${ipv6}::/64` }),
      az,
      rt: `rt-${id}`,
    };
    vpc.subnets.push({ id, task, vpc, base, ipv6, az, draft });
  }
}

// ---- Transit gateways ----

function planTransit(plan: Plan): void {
  const { dice, tgws, tgwTables, attachments, tgwPeerings } = plan;
  if (dice.chance(0.12)) return; // no transit gateway at all
  const hasSecond = dice.chance(0.3);
  for (const id of ['tgw1', ...(hasSecond ? ['tgw2'] : [])]) {
    tgws[id] = {
      region: 'r1',
      groupReferences: dice.chance(0.5),
      ecmp: dice.chance(0.7),
      ...(dice.chance(0.06) ? { tablesVisible: false } : {}),
    };
    for (const name of ['spoke', 'hub']) tgwTables[`${id}-${name}`] = { tgw: id, routes: {} };
  }
  for (const vpc of plan.vpcs) {
    if (dice.chance(0.06)) continue;
    const tgw = hasSecond && dice.chance(0.4) ? 'tgw2' : 'tgw1';
    vpc.tgw = tgw;
    const sameSubnet = vpc.role === 'spoke' && dice.chance(0.2); // TGW-22, TGW-23
    const zones = dice.weighted([
      [7, ['a', 'b']],
      [1, ['a']],
      [1, ['b']],
    ]);
    const subnets = zones.map((az) => {
      const shared = vpc.subnets.find((subnet) => subnet.task === 'app' && subnet.az === az);
      return sameSubnet && shared ? shared.id : `tgw-${az}-${vpc.id}`;
    });
    attachments[`att-${vpc.id}`] = {
      tgw,
      vpc: vpc.id,
      subnets,
      ...associated(dice, `${tgw}-${vpc.role === 'spoke' ? 'spoke' : 'hub'}`),
      propagatesTo: propagation(dice, tgw),
      ...(isInspecting(vpc) && dice.chance(0.6) ? { applianceMode: true } : {}),
      ipv6: dice.chance(0.75),
      ...(dice.chance(0.2) ? { groupReferences: false } : {}),
      ...(dice.chance(0.06)
        ? { state: dice.pick(['pending', 'pendingAcceptance', 'failed', 'deleting', 'modifying']) }
        : {}),
    };
  }
  if (hasSecond && Object.values(tgws).every(({ tablesVisible }) => tablesVisible ?? true)) {
    tgwPeerings['peering'] = {
      a: { tgw: 'tgw1', ...associated(dice, 'tgw1-hub') },
      b: { tgw: 'tgw2', ...associated(dice, 'tgw2-hub') },
      ...(dice.chance(0.08) ? { state: 'pendingAcceptance' } : {}),
    };
  }
}

function isInspecting({ role }: VpcPlan): boolean {
  return role === 'inspection' || role === 'firewall';
}

/** TGW-5. */
function associated(dice: Dice, table: string): { readonly table?: string } {
  if (dice.chance(0.05)) return {};
  if (dice.chance(0.12)) return { table: table.replace(/(spoke|hub)$/, dice.pick(['spoke', 'hub'])) };
  return { table };
}

/** TGW-6. */
function propagation(dice: Dice, tgw: string): string[] {
  return dice.weighted([
    [6, [`${tgw}-spoke`, `${tgw}-hub`]],
    [3, [`${tgw}-hub`]],
    [1, [`${tgw}-spoke`]],
    [0.5, []],
  ]);
}

/** TGW-10, TGW-13, TGW-27, TGW-31, TGW-32: static routes, once everything that can be attached is. */
function planTransitRoutes({
  dice,
  tgws,
  tgwTables,
  attachments,
  tgwPeerings,
  vpcs,
  vpns,
  sites,
}: Plan): void {
  for (const tgw of Object.keys(tgws)) {
    const own = Object.entries(attachments).filter(([, attachment]) => attachment.tgw === tgw);
    const central = vpcs.filter((vpc) => vpc.tgw === tgw && vpc.role !== 'spoke');
    for (const [table, { routes, tgw: owner }] of Object.entries(tgwTables)) {
      if (owner !== tgw) continue;
      const isSpoke = table.endsWith('spoke');
      if (central.length > 0 && dice.chance(isSpoke ? 0.8 : 0.3)) {
        routes['0.0.0.0/0'] = `att-${dice.pick(central).id}`;
      }
      if (dice.chance(0.25)) routes['10.0.0.0/8'] = 'blackhole'; // TGW-10
      if (dice.chance(0.12)) routes[`10.${String(1 + dice.int(4))}.0.0/16`] = 'blackhole';
      if (own.length > 0 && dice.chance(0.2)) {
        const [id] = dice.pick(own);
        routes[dice.pick(['10.2.0.0/16', '10.1.1.0/24', '10.3.0.0/17', '2001:db8:2::/56'])] = id;
      }
      // TGW-27 and TGW-29: spokes only by way of an inspection VPC.
      const inspection = central.find(isInspecting);
      if (inspection && isSpoke && dice.chance(0.5)) {
        for (const { base } of vpcs) routes[`${base}.0.0/16`] = `att-${inspection.id}`;
      }
      for (const vpc of vpcs) {
        const isFar = vpc.tgw !== undefined && vpc.tgw !== tgw;
        if (isFar && tgwPeerings['peering'] && dice.chance(0.85)) routes[`${vpc.base}.0.0/16`] ??= 'peering';
      }
      for (const [id, attachment] of own) {
        const vpn = attachment.vpn === undefined ? undefined : vpns[attachment.vpn];
        const [cidr] = vpn ? (sites[vpn.site]?.cidrs ?? []) : [];
        if (vpn && cidr !== undefined && dice.chance(vpn.static ? 0.9 : 0.15)) routes[cidr] ??= id;
      }
    }
  }
}

// ---- Virtual private gateways, sites and links ----

function planVpnGateways({ dice, vpcs, vgws }: Plan): void {
  for (const vpc of vpcs) {
    if (vpc.role === 'inspection' || !dice.chance(0.35)) continue;
    const id = `vgw-${vpc.id}`;
    vpc.vgw = id;
    vgws[id] = {
      ...(dice.chance(0.94) ? { vpc: vpc.id } : {}),
      propagatesTo: vpc.subnets.filter(() => dice.chance(0.6)).map(({ id: subnet }) => `rt-${subnet}`),
    };
  }
  for (const gateway of Object.values(vgws)) if (gateway.vpc === undefined) gateway.propagatesTo = [];
}

function planSites(plan: Plan): void {
  const { dice, sites } = plan;
  const count = 1 + dice.int(3);
  for (let i = 1; i <= count; i++) {
    const id = `site${String(i)}`;
    const ipv4 = `192.168.${String(16 * i)}.0/20`;
    const ipv6 = dice.chance(0.4) ? [`2001:db8:50${String(i)}::/48`] : [];
    sites[id] = { cidrs: [ipv4, ...ipv6], routes: {} };
    planLinks(plan, id, ipv4);
  }
}

/** One or two links of different rank for each site (VPN-8, TGW-9, DX-12). */
function planLinks(plan: Plan, site: string, ipv4: string): void {
  const { dice, vgws, tgws } = plan;
  const gateways = Object.keys(vgws);
  // TGW-35: what is attached beside VPCs belongs to the owner of the tables.
  const transits = Object.keys(tgws).filter((id) => tgws[id]?.tablesVisible ?? true);
  const isTransit = transits.length > 0 && (gateways.length === 0 || dice.chance(0.6));
  if (!isTransit && gateways.length === 0) return;
  // Mostly one gateway for all sites, so that they meet there (VPN-13, DX-8).
  const candidates = isTransit ? transits : gateways;
  const at = dice.chance(0.7) ? (candidates[0] ?? dice.pick(candidates)) : dice.pick(candidates);
  const link = (kind: 'vpn' | 'vif'): void => {
    if (kind === 'vif') planVirtualInterface(plan, site, ipv4, at, isTransit);
    else planVpn(plan, { id: `vpn-${site}`, site, ipv4, at, isTransit, isStatic: dice.chance(0.45) });
  };
  const kinds = dice.weighted<'vpn' | 'vif' | 'both' | 'twice'>([
    [5, 'vpn'],
    [3, 'vif'],
    [3, 'both'],
    [3, 'twice'],
  ]);
  if (kinds === 'vpn' || kinds === 'vif') link(kinds);
  else if (kinds === 'both') {
    link('vif');
    link('vpn');
  } else planTwoVpns(plan, site, ipv4, at, isTransit);
}

/** Two connections with BGP, which are used together (TGW-14) or of which the AS path or MED prefers one (VPN-8). */
function planTwoVpns(plan: Plan, site: string, ipv4: string, at: string, isTransit: boolean): void {
  const { dice, tgws } = plan;
  const [one, other] = dice.chance(0.5) ? [1, 2] : [2, 1];
  const isEqual = isTransit && (tgws[at]?.ecmp ?? true) && dice.chance(0.6);
  const isByMed = !isTransit && dice.chance(0.5);
  for (const [i, number] of [one, other].entries()) {
    const asPath = isEqual || isByMed ? 1 : number;
    const common = { site, ipv4, at, isTransit, isStatic: false };
    planVpn(plan, { ...common, id: `vpn${String(i + 1)}-${site}`, asPath, med: isByMed ? number : 0 });
  }
}

interface VpnPlan {
  readonly id: string;
  readonly site: string;
  readonly ipv4: string;
  readonly at: string;
  readonly isTransit: boolean;
  readonly isStatic: boolean;
  readonly asPath?: number;
  readonly med?: number;
}

function planVpn(plan: Plan, { id, site, ipv4, at, isTransit, isStatic, asPath, med }: VpnPlan): void {
  const { dice, vpns, attachments } = plan;
  const announced = dice.weighted<readonly string[] | undefined>([
    [6, undefined],
    [1, [ipv4.replace('/20', '/22')]],
    [1, ['192.168.0.0/16']],
  ]);
  vpns[id] = {
    site,
    ...(isTransit ? {} : { vgw: at }),
    ...(isStatic ? { static: announced ?? [ipv4] } : announced ? { announces: announced } : {}),
    tunnels: dice.weighted([
      [6, ['up', 'up']],
      [2, ['down', 'up']],
      [0.8, ['down', 'down']],
    ]),
    ...(asPath === undefined ? {} : { asPath }),
    ...(med === undefined ? {} : { med }),
    ...(dice.chance(0.04) ? { state: dice.pick(['pending', 'deleting', 'deleted']) } : {}),
  };
  if (isTransit) {
    attachments[`att-${id}`] = {
      tgw: at,
      vpn: id,
      ...associated(dice, `${at}-hub`),
      propagatesTo: propagation(dice, at),
    };
  }
  planRouter(plan, site, id, isStatic ? 0.9 : 0.25);
}

function planVirtualInterface(plan: Plan, site: string, ipv4: string, at: string, isTransit: boolean): void {
  const { dice, vifs, dxgws, attachments, vpcs } = plan;
  const id = `vif-${site}`;
  const isDirect = !isTransit && dice.chance(0.4);
  const dxgw = `dxgw-${at}`;
  vifs[id] = {
    site,
    type: isTransit ? 'transit' : 'private',
    ...(isDirect ? { vgw: at } : { dxgw }),
    ...(dice.chance(0.15) ? { announces: [ipv4.replace('/20', '/23')] } : {}),
    ...(dice.chance(0.1) ? { bgpUp: false } : {}),
    ...(dice.chance(0.6) ? { siteLink: true } : {}),
  };
  if (!isDirect && !dxgws[dxgw]) {
    const own = vpcs.filter((vpc) => (isTransit ? vpc.tgw === at : vpc.vgw === at));
    const allowed = own.flatMap(({ base, ipv6 }) => [
      dice.weighted([
        [6, `${base}.0.0/16`],
        [1, `${base}.0.0/24`], // DX-9, DX-10
        [isTransit ? 0 : 2, `${base}.0.0/15`],
      ]),
      ...(ipv6 === undefined ? [] : [`${ipv6}::/56`]),
    ]);
    dxgws[dxgw] = { associations: { [at]: [...new Set(allowed)].filter(() => dice.chance(0.92)) } };
    if (isTransit) {
      attachments[`att-${dxgw}`] = {
        tgw: at,
        dxgw,
        ...associated(dice, `${at}-hub`),
        propagatesTo: propagation(dice, at),
      };
    }
  }
  planRouter(plan, site, id, 0.25);
}

/** VPN-19: what the customer wrote into the router. */
function planRouter({ dice, sites, vpcs }: Plan, site: string, link: string, probability: number): void {
  const routes = sites[site]?.routes;
  if (!routes || !dice.chance(probability)) return;
  for (const { base } of vpcs) if (dice.chance(0.9)) routes[`${base}.0.0/16`] ??= link;
  if (dice.chance(0.5)) routes['192.168.0.0/16'] ??= link; // other sites
  if (dice.chance(0.15)) routes['0.0.0.0/0'] ??= link; // GEN-2
}

// ---- Peering ----

function planPeerings({ dice, vpcs, pcx }: Plan): void {
  const [a, b] = vpcs;
  if (!a || !b || !dice.chance(0.3)) return;
  pcx['pcx'] = { a: a.id, b: b.id, status: 'active' };
}

// ---- Groups and interfaces ----

function planGroups({ dice, sgs, vpcs }: Plan, vpc: VpcPlan): void {
  const id = (name: string, of = vpc): string => `sg-${name}-${of.id}`;
  const anyone: TopologySecurityGroupRule[] = [
    ['-1', '*', '0.0.0.0/0'],
    ['-1', '*', '::/0'],
  ];
  const others = vpcs.filter((other) => other !== vpc);
  const other = others.length > 0 ? dice.pick(others) : vpc;
  sgs[id('open')] = { in: anyone, out: anyone };
  sgs[id('web')] = {
    in: [
      ['tcp', '443', '0.0.0.0/0'],
      ['tcp', '443', '::/0'],
    ],
    out: anyone,
  };
  // TGW-25
  sgs[id('referring')] = {
    in: [
      ['tcp', '*', id('open', other)],
      ['tcp', '443', id('web', vpc)],
      ['udp', '*', `${other.base}.0.0/16`],
    ],
    out: dice.chance(0.7) ? anyone : [['-1', '*', id('open', other)], ...anyone.slice(1)],
  };
  sgs[id('near')] = {
    in: [
      ['-1', '*', `${vpc.base}.0.0/16`],
      ['tcp', '443', dice.pick(['192.168.0.0/16', '192.168.16.0/20', '10.0.0.0/8'])],
    ],
    out: dice.pick([anyone, [['-1', '*', '10.0.0.0/8']], [['tcp', '443', '0.0.0.0/0']]]),
  };
  sgs[id('endpoint')] = {
    in: [
      ['tcp', '443', dice.pick(['0.0.0.0/0', '10.0.0.0/8', `${vpc.base}.0.0/16`])],
      ...(dice.chance(0.5) ? ([['tcp', '*', id('open', other)]] as const) : []),
    ],
    out: [],
  };
  sgs[id('fw')] = dice.chance(0.8)
    ? { in: anyone, out: anyone }
    : { in: [['-1', '*', `${other.base}.0.0/16`]], out: anyone }; // TGW-17: it matters which one sees the reply
}

function planHosts(plan: Plan, vpc: VpcPlan): void {
  const { dice, enis, nats } = plan;
  for (const subnet of vpc.subnets) {
    if (subnet.task === 'app' || (subnet.task === 'pub' && dice.chance(0.5))) {
      for (let i = 1; i <= 1 + dice.int(2); i++) planHost(plan, subnet, i);
    }
    if (subnet.task === 'fw' && vpc.role === 'inspection') {
      enis[`fw-${subnet.az}-${vpc.id}`] = {
        subnet: subnet.id,
        ip: `${subnet.base}.20`,
        ...(subnet.ipv6 === undefined ? {} : { ip6: `${subnet.ipv6}::20` }),
        sgs: [`sg-fw-${vpc.id}`],
        srcDstCheck: false,
        forward: 'router',
      };
    }
    if (subnet.task === 'pub' && dice.chance(vpc.role === 'egress' ? 0.95 : 0.5)) {
      nats[`nat-${vpc.id}`] = {
        subnet: subnet.id,
        ip: `${subnet.base}.200`,
        eip: elasticAddress(plan),
        ...(dice.chance(0.04) ? { state: 'failed' as const } : {}),
      };
    }
  }
}

function planHost(plan: Plan, subnet: SubnetPlan, number: number): void {
  const { dice, enis } = plan;
  const group = dice.weighted([
    [6, 'open'],
    [2, 'web'],
    [3, 'referring'],
    [2, 'near'],
  ]);
  enis[`h${String(number)}-${subnet.id}`] = {
    subnet: subnet.id,
    ip: `${subnet.base}.${String(9 + number)}`,
    ...(subnet.ipv6 === undefined ? {} : { ip6: `${subnet.ipv6}::${String(9 + number)}` }),
    sgs: [`sg-${group}-${subnet.vpc.id}`],
    ...(subnet.task === 'pub' ? { public: elasticAddress(plan) } : {}),
    ...(dice.chance(0.06) ? { srcDstCheck: false } : {}),
  };
}

function elasticAddress(plan: Plan): string {
  return `198.51.100.${String(++plan.elasticAddresses)}`;
}

// ---- Endpoints ----

function planEndpoints({ dice, gatewayEndpoints, interfaceEndpoints }: Plan, vpc: VpcPlan): void {
  const policy = () =>
    dice.weighted([
      [10, 'full' as const],
      [1, 'deny' as const],
      [1, 'other' as const],
    ]);
  if (dice.chance(0.5)) {
    gatewayEndpoints[`vpce-s3-${vpc.id}`] = {
      vpc: vpc.id,
      service,
      tables: vpc.subnets.filter(() => dice.chance(0.6)).map(({ id }) => `rt-${id}`),
      policy: policy(),
      ...(dice.chance(0.05) ? { state: 'deleting' } : {}),
    };
  }
  if (dice.chance(0.5)) {
    const apps = vpc.subnets.filter(({ task }) => task === 'app');
    interfaceEndpoints[`vpce-${vpc.id}`] = {
      vpc: vpc.id,
      interfaces: Object.fromEntries(
        apps.map(({ id, base }) => [`eni-vpce-${id}`, { subnet: id, ip: `${base}.100` }]),
      ),
      sgs: [`sg-endpoint-${vpc.id}`],
      policy: policy(),
      ...(dice.chance(0.08) ? { state: dice.pick(['pendingAcceptance', 'rejected']) } : {}),
    };
  }
}

// ---- Load balancers ----

function planBalancer({ dice, balancers, enis, sites }: Plan, vpc: VpcPlan): void {
  const apps = vpc.subnets.filter(({ task }) => task === 'app');
  if (!dice.chance(0.4)) return;
  const type = dice.pick(['application', 'network'] as const);
  const own = Object.values(enis).flatMap(({ subnet: id, ip }) => {
    const subnet = apps.find((each) => each.id === id);
    return subnet && ip !== undefined ? [{ ip, zone: subnet.az }] : [];
  });
  const elsewhere = Object.values(enis).flatMap(({ ip = '', forward }) =>
    ip.startsWith(`${vpc.base}.`) || forward !== undefined ? [] : [ip],
  );
  const onPremises = Object.values(sites).flatMap((site) => addressIn(dice, site, false) ?? []);
  const outside = [...elsewhere, ...onPremises].map((ip) => ({ ip, zone: 'all' }));
  const targets = [
    ...own.filter(() => dice.chance(0.6)),
    ...(outside.length > 0 && dice.chance(0.5) ? [dice.pick(outside)] : []), // ELB-36
  ];
  balancers[`lb-${vpc.id}`] = {
    vpc: vpc.id,
    type,
    nodes: Object.fromEntries(
      apps
        .filter((_, i) => i === 0 || dice.chance(0.7))
        .map(({ id, base }) => [`eni-lb-${id}`, { subnet: id, ip: `${base}.110` }]),
    ),
    ...(type === 'application' || dice.chance(0.5)
      ? { sgs: [`sg-${dice.pick(['open', 'web', 'near'])}-${vpc.id}`] }
      : {}),
    port: 443,
    targetPort: dice.pick([443, 443, 22]),
    targets,
    ...(dice.chance(0.3) ? { crossZone: dice.chance(0.5) } : {}),
  };
}

// ---- Network Firewall ----

function planFirewall({ dice, firewalls }: Plan, vpc: VpcPlan): void {
  const subnets = vpc.subnets.filter(({ task }) => task === 'fw');
  const order = dice.pick(['action', 'strict'] as const);
  const tuple = (): HybridStatefulRule => ({
    action: dice.weighted([
      [4, 'pass'],
      [3, 'drop'],
      [1, 'reject'],
      [1, 'alert'],
    ]),
    ...randomTuple(dice),
  });
  firewalls[`firewall-${vpc.id}`] = {
    vpc: vpc.id,
    endpoints: Object.fromEntries(subnets.map(({ id, az }) => [`vpce-fw-${az}-${vpc.id}`, id])),
    stateless: Array.from({ length: dice.int(3) }, (_, i): HybridStatelessRule => ({
      priority: 10 * (i + 1) + dice.int(10),
      action: dice.pick(['pass', 'pass', 'drop', 'forward']),
      ...randomTuple(dice),
    })).reverse(),
    statelessDefault: dice.weighted([
      [12, 'forward'],
      [1, 'pass'],
      [1, 'drop'],
    ]),
    order,
    ...(order === 'strict' && dice.chance(0.4) ? { strictDefault: 'aws:drop_strict' as const } : {}),
    stateful: [
      ...Array.from({ length: dice.int(4) }, tuple),
      ...(dice.chance(0.5) ? [{ action: 'pass' as const, proto: 'tcp' as const }] : []),
    ],
  };
}

function randomTuple(dice: Dice): Pick<HybridStatefulRule, 'proto' | 'src' | 'dst' | 'dport'> {
  const block = (): string =>
    dice.pick(['10.1.0.0/16', '10.2.0.0/16', '10.0.0.0/8', '192.168.0.0/16', '203.0.113.0/24']);
  const proto = dice.weighted<HybridStatefulRule['proto']>([
    [4, 'tcp'],
    [2, 'udp'],
    [2, 'icmp'],
    [2, undefined],
  ]);
  return {
    ...(proto === undefined ? {} : { proto }),
    ...(dice.chance(0.5) ? { src: block() } : {}),
    // Which ICMP a rule without addresses means is not said.
    ...(proto === 'icmp' || dice.chance(0.4) ? { dst: block() } : {}),
    ...((proto === 'tcp' || proto === 'udp') && dice.chance(0.6)
      ? { dport: dice.pick([443, 443, 22, 53]) }
      : {}),
  };
}

// ---- VPC routes ----

function planRoutes(plan: Plan, subnet: SubnetPlan): void {
  const { dice, routeTables, vpcs, nats, pcx } = plan;
  const { vpc } = subnet;
  const routes = routeTables[`rt-${subnet.id}`]?.routes;
  if (!routes) return;
  const set = (destination: string, target: string | undefined): void => {
    if (target !== undefined && dice.chance(0.94)) routes[destination] ??= target;
  };
  const nat = nats[`nat-${vpc.id}`] ? `nat-${vpc.id}` : undefined;
  const firewall =
    vpc.role === 'inspection'
      ? `eni:fw-${subnet.az}-${vpc.id}`
      : vpc.role === 'firewall'
        ? `vpce-fw-${subnet.az}-${vpc.id}`
        : undefined;
  const isAttachment = plan.attachments[`att-${vpc.id}`]?.subnets?.includes(subnet.id) ?? false;

  if (subnet.task === 'tgw') {
    // From the transit gateway on into the VPC.
    set('0.0.0.0/0', firewall ?? nat ?? (dice.chance(0.3) ? 'igw' : undefined));
    if (firewall !== undefined) set('::/0', firewall);
    // TGW-29: straight back, or back by way of the other zone's firewall.
    if (vpc.tgw !== undefined && dice.chance(0.1)) routes['0.0.0.0/0'] = vpc.tgw;
    return;
  }
  if (subnet.task === 'fw') {
    const isEgress = vpc.role === 'firewall' && nat !== undefined;
    if (isEgress) set('10.0.0.0/8', vpc.tgw);
    set('0.0.0.0/0', isEgress ? nat : vpc.tgw);
    set('::/0', vpc.tgw);
    return;
  }
  if (vpc.role === 'firewall' && subnet.task === 'pub') {
    // NFW-15, and NFW-10 (c) where the reply takes the short way.
    set('10.0.0.0/8', dice.chance(0.7) ? firewall : vpc.tgw);
    set('0.0.0.0/0', 'igw');
    return;
  }
  if (vpc.role === 'firewall' && dice.chance(0.5)) {
    set('10.0.0.0/8', firewall);
    set('0.0.0.0/0', firewall);
  }
  const hasPeer = Object.values(pcx).some(({ a, b }) => a === vpc.id || b === vpc.id);
  if (hasPeer) {
    const [first, second] = vpcs;
    const peer = first === vpc ? second : first;
    if (peer && dice.chance(0.5)) routes[`${peer.base}.0.0/16`] = 'pcx';
  }
  if (vpc.tgw !== undefined) {
    set('10.0.0.0/8', vpc.tgw); // TGW-15
    if (dice.chance(0.5)) set('192.168.0.0/16', vpc.tgw);
    if (subnet.ipv6 !== undefined) set('2001:db8::/32', vpc.tgw);
  }
  if (vpc.vgw !== undefined && dice.chance(0.5)) {
    set(dice.pick(['192.168.0.0/16', '192.168.0.0/16', '172.16.0.0/12', '0.0.0.0/0']), vpc.vgw);
    if (subnet.ipv6 !== undefined) set('2001:db8:500::/40', vpc.vgw);
  }
  const outward = subnet.task === 'pub' || isAttachment ? 'igw' : (nat ?? vpc.tgw);
  set('0.0.0.0/0', dice.chance(0.15) ? vpc.tgw : outward);
  const isAmbiguous = Object.values(plan.sites).some(({ cidrs }) => cidrs.length > 1);
  if (subnet.ipv6 !== undefined && !isAmbiguous && dice.chance(0.6)) set('::/0', 'igw');
}

/** VPN-9. */
function planGatewayTable({ dice, vgws, enis }: Plan, vpc: VpcPlan): void {
  const gateway = vpc.vgw === undefined ? undefined : vgws[vpc.vgw];
  if (gateway?.vpc === undefined || !dice.chance(0.25)) return;
  const appliances = Object.entries(enis).filter(([, eni]) =>
    vpc.subnets.some(({ id }) => id === eni.subnet),
  );
  const [id] = dice.pick(appliances);
  const app = dice.pick(vpc.subnets.filter(({ task }) => task === 'app'));
  gateway.gatewayTable = {
    routes: {
      [`${app.base}.0/24`]: dice.weighted([
        [3, vpc.role === 'firewall' ? `vpce-fw-a-${vpc.id}` : `eni:${id}`], // GWLB-7
        [1, 'local'],
      ]),
    },
  };
}

// ---- Network ACLs ----

function planNacls(plan: Plan, vpc: VpcPlan): void {
  const { dice, nacls } = plan;
  for (const subnet of vpc.subnets) {
    if (!dice.chance(0.22)) continue;
    const id = `acl-${subnet.id}`;
    subnet.draft.nacl = id;
    nacls[id] = { in: naclRules(plan), out: naclRules(plan) };
  }
}

function naclRules({ dice }: Plan): TopologyNaclRule[] {
  const open: TopologyNaclRule[] = [
    [200, 'allow', '-1', '*', '0.0.0.0/0'],
    [201, 'allow', '-1', '*', '::/0'],
  ];
  const remote = () =>
    dice.pick([
      '10.1.0.0/16',
      '10.2.0.0/16',
      '10.3.1.0/24',
      '10.0.0.0/8',
      '192.168.16.0/20',
      '203.0.113.0/24',
      '2001:db8:1::/48',
      '52.216.0.0/15',
    ]);
  return dice.weighted<() => TopologyNaclRule[]>([
    [5, () => open],
    [4, () => [[100, 'deny', '-1', '*', remote()], ...open]],
    [2, () => [[100, 'deny', 'tcp', '443', remote()], ...open]],
    [1, () => [[100, 'deny', 'tcp', '40000-65535', '0.0.0.0/0'], ...open]],
    [
      1,
      () => [
        [100, 'allow', 'tcp', '443', '0.0.0.0/0'],
        [110, 'allow', 'tcp', '1024-65535', '0.0.0.0/0'],
      ],
    ],
  ])();
}

// ---- Flows ----

/** Flows over a network of `randomHybrid`, from the same seed. */
export function randomHybridFlows(topology: HybridTopology, seed: number, count: number): TopologyFlow[] {
  const dice = makeDice(seed + 0x5eed);
  const flows: TopologyFlow[] = [];
  while (flows.length < count) {
    const flow = randomFlow(topology, dice);
    if (flow) flows.push(flow);
  }
  return flows;
}

function randomFlow(topology: HybridTopology, dice: Dice): TopologyFlow | undefined {
  const { sites = {}, nats = {}, interfaceEndpoints = {} } = topology;
  const hosts = Object.entries(topology.enis).filter(([, { forward }]) => forward === undefined);
  const endpoints = Object.values(interfaceEndpoints).flatMap(({ interfaces }) => Object.values(interfaces));
  const nodes = Object.values(topology.balancers ?? {}).flatMap(({ nodes: own }) => Object.values(own));
  const isIpv6 = dice.chance(0.18);

  const hostAddress = (): string | undefined => {
    const [, eni] = dice.pick(hosts);
    return isIpv6 ? eni.ip6 : eni.ip;
  };
  const siteAddress = (): string | undefined => addressIn(dice, dice.pick(Object.values(sites)), isIpv6);
  const endpointAddress = (): string | undefined =>
    endpoints.length > 0 && !isIpv6 ? dice.pick(endpoints).ip : undefined;
  const nodeAddress = (): string | undefined =>
    nodes.length > 0 && !isIpv6 ? dice.pick(nodes).ip : undefined;
  const destination = (weights: readonly [number, number, number, number, number, number, number]) =>
    dice.weighted<() => string | undefined>([
      [weights[0], hostAddress],
      [weights[1], siteAddress],
      [weights[2], () => (isIpv6 ? '2001:db8:ff::7' : dice.pick(internetHosts))],
      [weights[3], () => (isIpv6 ? undefined : dice.pick(serviceHosts))],
      [weights[4], endpointAddress],
      [
        weights[5],
        () =>
          isIpv6
            ? undefined
            : dice.pick(['10.1.0.77', '10.2.200.9', '10.9.9.9', '192.168.9.9', '172.20.0.5']),
      ],
      [
        weights[6],
        () => (isIpv6 ? undefined : dice.pick(['10.9.9.9', ...Object.values(nats).map(({ ip }) => ip)])),
      ],
      [weights[4], nodeAddress],
    ])();

  const from = dice.weighted<'host' | 'site' | 'internet'>([
    [10, 'host'],
    [5, 'site'],
    [1, 'internet'],
  ]);
  const what = randomService(dice, isIpv6);
  if (from === 'host') {
    const [id] = dice.pick(hosts);
    const dst = destination([10, 5, 3, 2, 2, 1, 0.3]);
    return dst === undefined ? undefined : { from: id, dst, ...what };
  }
  if (from === 'site') {
    const [id, site] = dice.pick(Object.entries(sites));
    const src = addressIn(dice, site, isIpv6);
    const dst = destination([10, 3, 1, 0.5, 2, 1, 0.3]);
    // What a site sends to itself never reaches its router's links.
    if (src === undefined || dst === undefined || site.cidrs.some((cidr) => isIn(dst, cidr)))
      return undefined;
    return { from: id, src, dst, ...what };
  }
  const publicAddresses = hosts.flatMap(([, eni]) => (eni.public === undefined ? [] : [eni.public]));
  if (publicAddresses.length === 0 || isIpv6) return undefined;
  return { from: 'internet', src: dice.pick(internetHosts), dst: dice.pick(publicAddresses), ...what };
}

/** A host of the site: half of them in the first part of its block, which a site may announce alone. */
function addressIn(dice: Dice, { cidrs }: HybridSite, isIpv6: boolean): string | undefined {
  const cidr = cidrs.find((each) => each.includes(':') === isIpv6);
  if (cidr === undefined) return undefined;
  if (isIpv6) return cidr.replace('::/48', '::9');
  const third = Number(cidr.split('.')[2]);
  return `192.168.${String(third + dice.pick([0, 1, 2, 9]))}.50`;
}

/** Only for the blocks of sites. */
function isIn(address: string, cidr: string): boolean {
  if (cidr.includes(':')) return address.startsWith(cidr.replace('::/48', ':'));
  const [a, b, third = 0] = cidr.split('.').map(Number);
  const [c, d, own = 0] = address.split('.').map(Number);
  return a === c && b === d && own >= third && own < third + 16;
}

function randomService(dice: Dice, isIpv6: boolean): Pick<TopologyFlow, 'proto' | 'sport' | 'dport'> {
  const proto = dice.weighted([
    [14, 'tcp'],
    [3, 'udp'],
    [2, isIpv6 ? 'icmpv6' : 'icmp'],
    [0.5, 'gre'],
  ]);
  if (proto !== 'tcp' && proto !== 'udp') return { proto };
  return { proto, sport: dice.pick([40000, 40000, 50123, 1500]), dport: dice.pick([443, 443, 443, 22, 53]) };
}
