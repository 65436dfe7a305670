/**
 * A network of the size that performance is promised for: 20 VPCs of 10 subnets, 20 groups, 5 network ACLs and 500
 * interfaces each, some peered, all at one transit gateway, in the notation of the worked cases, so that the engine and the reference evaluator read
 * the same. Seeded; interfaces follow a few roles, as real ones do.
 */
import type { HybridAttachment, HybridTopology } from '../../test/reference/edge/hybrid.ts';
import type { Topology, TopologyFlow } from '../../test/reference/topology.ts';
import type { Random } from '../random.ts';

const VPCS = 20;
const SUBNETS_PER_VPC = 10;
const GROUPS_PER_VPC = 20;
const ACLS_PER_VPC = 5;
const ROLES_PER_VPC = 12;
const PEERINGS = 6;

const PORTS = [
  22, 53, 80, 123, 389, 443, 445, 1433, 2049, 3306, 3389, 5432, 6379, 8080, 8443, 9092, 9200, 27017,
];

/**
 * @param interfaces - how many in all; 10,000 is the size of the promise
 * @param vpcCount - how many VPCs they are spread over, two at least
 */
export function largeTopology(random: Random, interfaces: number, vpcCount = VPCS): HybridTopology {
  const vpcs: Record<string, object> = {};
  const subnets: Record<string, object> = {};
  const routeTables: Record<string, { routes: Record<string, string> }> = {};
  const nacls: Record<string, object> = {};
  const sgs: Record<string, object> = {};
  const enis: Record<string, object> = {};
  const nats: Record<string, object> = {};
  const pcx: Record<string, object> = {};
  const attachments: Record<string, HybridAttachment> = {};

  const peerings = Math.min(PEERINGS, Math.floor(vpcCount / 2));
  for (let k = 0; k < peerings; k += 1)
    pcx[`pcx-${k}`] = { a: `v${2 * k}`, b: `v${2 * k + 1}`, status: 'active' };
  for (let v = 0; v < vpcCount; v += 1) {
    const vpc = `v${v}`;
    vpcs[vpc] = { cidrs: [`10.${v}.0.0/16`], igw: true, region: 'r1' };
    const peers = Object.fromEntries(
      Array.from({ length: peerings }, (_, k): [string, string][] =>
        v === 2 * k
          ? [[`10.${v + 1}.0.0/16`, `pcx-${k}`]]
          : v === 2 * k + 1
            ? [[`10.${v - 1}.0.0/16`, `pcx-${k}`]]
            : [],
      ).flat(),
    );
    routeTables[`${vpc}-public`] = { routes: { ...peers, '0.0.0.0/0': 'igw' } };
    routeTables[`${vpc}-private`] = {
      routes: { ...peers, '10.0.0.0/8': 'tgw', '0.0.0.0/0': `${vpc}-nat` },
    };
    routeTables[`${vpc}-isolated`] = { routes: { [`10.${(v + 3) % VPCS}.64.0/18`]: 'pcx-gone' } };
    for (let a = 0; a < ACLS_PER_VPC; a += 1) nacls[`${vpc}-acl-${a}`] = aclOf(random, v, a);
    for (let g = 0; g < GROUPS_PER_VPC; g += 1) sgs[`${vpc}-sg-${g}`] = groupOf(random, v);
    for (let s = 0; s < SUBNETS_PER_VPC; s += 1) {
      const kind = s < 2 ? 'public' : s < 8 ? 'private' : 'isolated';
      subnets[`${vpc}-s${s}`] = {
        vpc,
        cidr: `10.${v}.${s * 16}.0/20`,
        az: 'abc'[s % 3],
        rt: `${vpc}-${kind}`,
        nacl: `${vpc}-acl-${s % ACLS_PER_VPC}`,
      };
    }
    nats[`${vpc}-nat`] = {
      subnet: `${vpc}-s0`,
      ip: `10.${v}.0.250`,
      eip: `52.${v}.0.1`,
      type: 'public',
      state: 'available',
    };
    // One subnet for each zone.
    attachments[`att-${vpc}`] = {
      tgw: 'tgw',
      vpc,
      subnets: [2, 3, 4].map((s) => `${vpc}-s${s}`),
      table: 'tgw-rt',
      propagatesTo: ['tgw-rt'],
    };
    addInterfaces(random, v, Math.ceil(interfaces / vpcCount), enis);
  }
  // The notation is read as a whole; its parts were made to fit it above.
  const core = { vpcs, subnets, routeTables, nacls, sgs, enis, nats, pcx } as unknown as Topology;
  return {
    ...core,
    tgws: { tgw: { region: 'r1', groupReferences: true } },
    tgwTables: { 'tgw-rt': { tgw: 'tgw', routes: { '10.99.0.0/16': 'blackhole' } } },
    attachments,
  };
}

/** Flows between interfaces, and from and to the internet, with ports that rules name. */
export function largeFlows(random: Random, topology: Topology, count: number): TopologyFlow[] {
  const ids = Object.keys(topology.enis);
  const someone = () => ids[random.integer(ids.length)] ?? '';
  const near = (id: string) => {
    const [vpc] = id.split('-');
    return Array.from({ length: 20 }, someone).find((other) => other.startsWith(`${vpc}-`)) ?? someone();
  };
  return Array.from({ length: count }, (): TopologyFlow => {
    const from = someone();
    const kind = random.integer(10);
    const dport = PORTS[random.integer(PORTS.length)] ?? 443;
    if (kind === 0) return { from, dst: '203.0.113.5', dport, proto: 'tcp' };
    if (kind === 1) {
      const to = topology.enis[someone()];
      return {
        from: 'internet',
        src: '203.0.113.7',
        dst: to?.public ?? '52.0.0.1',
        dport,
        sport: 51000,
        proto: 'tcp',
      };
    }
    const to = topology.enis[kind < 8 ? near(from) : someone()];
    return { from, dst: to?.ip ?? '10.0.0.9', dport, proto: 'tcp' };
  });
}

function addInterfaces(random: Random, v: number, count: number, enis: Record<string, object>): void {
  const groups = () => [
    ...new Set(
      Array.from({ length: 1 + random.integer(4) }, () => `v${v}-sg-${random.integer(GROUPS_PER_VPC)}`),
    ),
  ];
  const roles = Array.from({ length: ROLES_PER_VPC }, () => ({
    sgs: groups(),
    subnets: Array.from({ length: 1 + random.integer(3) }, () => random.integer(SUBNETS_PER_VPC)),
  }));
  const used = new Map<number, number>();
  for (let e = 0; e < count; e += 1) {
    const role = roles[random.integer(ROLES_PER_VPC)];
    const subnet = role?.subnets[random.integer(role.subnets.length)] ?? 0;
    const host = (used.get(subnet) ?? 9) + 1;
    used.set(subnet, host);
    // The NAT gateway has .250 of the first subnet.
    const at = host >= 250 ? host + 1 : host;
    enis[`v${v}-e${e}`] = {
      subnet: `v${v}-s${subnet}`,
      ip: `10.${v}.${subnet * 16 + (at >> 8)}.${at & 255}`,
      sgs: random.integer(33) === 0 ? groups() : role?.sgs,
      ...(subnet < 2 && random.integer(2) === 0 ? { public: `52.${100 + v}.${e >> 8}.${e & 255}` } : {}),
    };
  }
}

function groupOf(random: Random, v: number): object {
  const rules = (count: number) =>
    Array.from({ length: count }, () => [...portsOf(random), peerOf(random, v)]);
  return {
    in: rules(3 + random.integer(18)),
    out: random.integer(3) > 0 ? [['-1', '*', '0.0.0.0/0']] : rules(3 + random.integer(12)),
  };
}

function peerOf(random: Random, v: number): string {
  const dice = random.integer(100);
  if (dice < 40) return `v${v}-sg-${random.integer(GROUPS_PER_VPC)}`;
  if (dice < 60) return `10.${v}.0.0/16`;
  if (dice < 75) return `10.${v}.${random.integer(SUBNETS_PER_VPC) * 16}.0/20`;
  if (dice < 85) return '10.0.0.0/8';
  if (dice < 92) return `10.${random.integer(VPCS)}.${random.integer(160)}.${random.integer(256)}/32`;
  return '0.0.0.0/0';
}

function aclOf(random: Random, v: number, number: number): object {
  const all = [[100, 'allow', '-1', '*', '0.0.0.0/0']];
  if (number === 0) return { in: all, out: all };
  const rules = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      100 + 10 * index,
      random.integer(5) === 0 ? 'deny' : 'allow',
      ...portsOf(random),
      random.integer(3) === 0
        ? '0.0.0.0/0'
        : `10.${random.integer(2) === 0 ? v : random.integer(VPCS)}.0.0/16`,
    ]);
  const ephemeral = [32000, 'allow', 'tcp', '1024-65535', '0.0.0.0/0'];
  const inside = [32001, 'allow', '-1', '*', `10.${v}.0.0/16`];
  return {
    in: [...rules(8 + random.integer(28)), ephemeral, inside],
    out: [...rules(6 + random.integer(24)), ephemeral, inside],
  };
}

function portsOf(random: Random): [string, string] {
  const port = PORTS[random.integer(PORTS.length)] ?? 443;
  const dice = random.integer(100);
  if (dice < 72) return ['tcp', String(port)];
  if (dice < 80) return ['tcp', `${port}-${port + 20}`];
  if (dice < 84) return ['tcp', '0-65535'];
  if (dice < 92) return ['udp', String(port)];
  if (dice < 96) return ['icmp', '8/-1'];
  return ['-1', '*'];
}
