/**
 * Turns a topology of the worked cases into a `hoplight/1` document, so that the engine is asked through its only door.
 *
 * Ids stay as the notation writes them, and what AWS fills in keeps the ids the engine gives it (`main:A`, `default:A`),
 * so components can be compared as text. Two things have no counterpart in a document and get ids of their own here:
 * a machine (`instance:web`) and a prefix list with its entries (`prefix-list-1`). A table or ACL that subnets of several VPCs
 * name becomes one for each VPC: `open` in the first, `open@B` in the next; `notationId` takes that back.
 *
 * Total over the notation: a topology that names what it does not define gives a document that does the same.
 */
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import type { Network } from '../../engine/model/index.ts';
import type {
  Topology,
  TopologyEni,
  TopologyNaclRule,
  TopologyPeering,
  TopologyRouteTable,
  TopologySecurityGroupRule,
} from '../reference/topology.ts';

/** The members of a document, as plain values that `readHoplight` checks. */
export type TopologyDocument = Readonly<Record<string, unknown>>;

/** The engine's network of a topology. It depends on nothing else, so many flows may share it. */
export function topologyNetwork(topology: Topology): Network {
  return readTopology(topology).network;
}

/** The network, and what of the topology the engine could not read: full sentences, empty for a sound one. */
export function readTopology(topology: Topology): { network: Network; problems: readonly string[] } {
  const { network, diagnostics } = readHoplight(topologyDocument(topology));
  const problems = diagnostics.filter(({ code }) => UNREAD.has(code)).map(({ detail }) => detail);
  return { network, problems };
}

/** That a topology names what it does not define is part of the notation; these are not. */
const UNREAD: ReadonlySet<string> = new Set([
  'invalid-value',
  'missing-value',
  'duplicate-id',
  'unknown-key',
]);

/** The `hoplight/1` document of a topology. */
export function topologyDocument(topology: Topology): TopologyDocument {
  const vpcs = Object.entries(topology.vpcs);
  const enis = Object.entries(topology.enis);
  const prefixLists = prefixListsOf();
  return {
    format: 'hoplight/1',
    vpcs: vpcs.map(([id, vpc]) => ({
      id,
      cidrBlocks: vpc.cidrs,
      ipv6CidrBlocks: vpc.ipv6 ?? [],
      ...(vpc.region === undefined ? {} : { region: vpc.region }),
      enableDnsSupport: vpc.dnsSupport ?? true,
    })),
    // A gateway that the VPC lacks is there all the same, detached: routes to it are blackholes that name it (RT-10).
    internetGateways: vpcs.map(([id, { igw }]) => gateway(`igw:${id}`, igw === true ? id : undefined)),
    egressOnlyInternetGateways: vpcs.map(([id, { eigw }]) =>
      gateway(`eigw:${id}`, eigw === true ? id : undefined),
    ),
    subnets: Object.entries(topology.subnets).map(([id, subnet]) => ({
      id,
      vpc: subnet.vpc,
      ...(subnet.cidr === undefined ? {} : { cidrBlock: subnet.cidr }),
      ...(subnet.ipv6 === undefined ? {} : { ipv6CidrBlock: subnet.ipv6 }),
      ...(subnet.az === undefined ? {} : { availabilityZone: subnet.az }),
      ...(subnet.rt === undefined ? {} : { routeTable: idIn(topology, 'rt', subnet.rt, subnet.vpc) }),
      ...(subnet.nacl === undefined ? {} : { networkAcl: idIn(topology, 'nacl', subnet.nacl, subnet.vpc) }),
    })),
    routeTables: [
      ...Object.entries(topology.routeTables).flatMap(([id, table]) =>
        vpcsUsing(topology, 'rt', id).map((vpc) => ({
          id: idIn(topology, 'rt', id, vpc),
          vpc,
          main: id === `main:${vpc}`,
          routes: routesOf(topology, table, vpc, prefixLists.idOf),
        })),
      ),
      ...Object.entries(topology.gatewayRouteTables ?? {}).map(([vpc, table]) => ({
        id: `gateway:${vpc}`,
        vpc,
        gateway: `igw:${vpc}`,
        routes: routesOf(topology, table, vpc, prefixLists.idOf),
      })),
    ],
    networkAcls: Object.entries(topology.nacls ?? {}).flatMap(([id, nacl]) =>
      vpcsUsing(topology, 'nacl', id).map((vpc) => ({
        id: idIn(topology, 'nacl', id, vpc),
        vpc,
        isDefault: id === `default:${vpc}`,
        ingress: nacl.in.map(aclEntry),
        egress: nacl.out.map(aclEntry),
      })),
    ),
    // A group has no VPC in the notation and needs none in a document.
    securityGroups: Object.entries(topology.sgs ?? {}).map(([id, group]) => ({
      id,
      ingress: group.in.map((rule) => groupRule(rule, 'from', prefixLists.idOf)),
      egress: group.out.map((rule) => groupRule(rule, 'to', prefixLists.idOf)),
    })),
    instances: machinesOf(enis),
    networkInterfaces: enis.map(([id, eni]) => ({
      id,
      subnet: eni.subnet,
      ...(eni.ip === undefined ? {} : { privateIp: eni.ip }),
      ...(eni.public === undefined ? {} : { publicIp: eni.public }),
      ipv6Addresses: eni.ip6 === undefined ? [] : [eni.ip6],
      secondaryPrivateIps: (eni.secondary ?? []).map((privateIp) => ({ privateIp })),
      prefixes: eni.prefixes ?? [],
      securityGroups: eni.sgs,
      sourceDestCheck: eni.srcDstCheck ?? true,
      forwarding: eni.forward ?? 'none',
      ...(eni.attached === false ? { status: 'available' } : { instance: machineOf(id, eni) }),
    })),
    eips: enis.flatMap(([id, eni]) =>
      Object.entries(eni.eips ?? {}).map(([privateIp, publicIp]) => ({
        id: `eip:${id}:${privateIp}`,
        publicIp,
        privateIp,
        networkInterface: id,
      })),
    ),
    natGateways: Object.entries(topology.nats ?? {}).map(([id, nat]) => ({
      id,
      subnet: nat.subnet,
      privateIp: nat.ip,
      ...(nat.eip === undefined ? {} : { publicIp: nat.eip }),
      connectivityType: nat.type ?? 'public',
      state: nat.state ?? 'available',
    })),
    vpcPeeringConnections: Object.entries(topology.pcx ?? {}).map(([id, pcx]) => peering(id, pcx)),
    ...blockPublicAccess(topology),
    // Last, when every rule and route has been read.
    prefixLists: prefixLists.all(),
  };
}

/** The id that the notation writes for a table or ACL of the document: `open@B` is `open`. */
export function notationId(id: string): string {
  return id.replace(/@[^@]*$/, '');
}

/** The id of the machine behind an interface: interfaces of one `instance` share it. */
export function machineOf(id: string, eni: TopologyEni): string {
  return eni.instance ?? `instance:${id}`;
}

function gateway(id: string, vpc: string | undefined): object {
  return vpc === undefined ? { id } : { id, vpc };
}

/** The VPCs whose subnets name a table or ACL; a main table or default ACL belongs to its VPC, an unused one to the first. */
function vpcsUsing(topology: Topology, use: 'rt' | 'nacl', id: string): readonly string[] {
  const owner = /^(?:main|default):(.*)$/.exec(id)?.[1];
  const users = Object.values(topology.subnets).filter((subnet) => subnet[use] === id);
  const vpcs = new Set(users.map(({ vpc }) => vpc));
  if (owner !== undefined && Object.hasOwn(topology.vpcs, owner)) vpcs.add(owner);
  if (vpcs.size > 0) return [...vpcs];
  return Object.keys(topology.vpcs).slice(0, 1);
}

function idIn(topology: Topology, use: 'rt' | 'nacl', id: string, vpc: string): string {
  const [first] = vpcsUsing(topology, use, id);
  return first === vpc || first === undefined ? id : `${id}@${vpc}`;
}

function routesOf(
  topology: Topology,
  table: TopologyRouteTable,
  vpc: string,
  prefixListId: (text: string) => string,
): readonly object[] {
  return Object.entries(table.routes).map(([destination, target]) => ({
    destination: prefixListId(destination),
    target: targetId(topology, target, vpc),
  }));
}

function targetId(topology: Topology, target: string, vpc: string): string {
  if (target === 'igw' || target === 'eigw') return `${target}:${vpc}`;
  const eni = /^eni:(.*)$/.exec(target)?.[1];
  if (eni === undefined) return target;
  // An interface that does not exist still has to read as one, by AWS's id prefix.
  return Object.hasOwn(topology.enis, eni) ? eni : `eni-${eni}`;
}

function aclEntry([ruleNumber, ruleAction, protocol, ports, cidrBlock]: TopologyNaclRule): object {
  return { ruleNumber, ruleAction, cidrBlock, ...conditionOf(protocol, ports) };
}

function groupRule(
  [protocol, ports, peer]: TopologySecurityGroupRule,
  end: 'from' | 'to',
  prefixListId: (text: string) => string,
): object {
  return { ...conditionOf(protocol, ports), [end]: prefixListId(peer) };
}

/** `8/-1` is ICMP type 8 with any code; `*` is any port, type and code. */
export function conditionOf(protocol: string, ports: string): object {
  if (ports === '*') return { protocol };
  // What is not in the notation is left for the document to refuse.
  if (typeof ports !== 'string') return { protocol, ports };
  const icmp = /^(-?\d+)(?:\/(-?\d+))?$/.exec(ports);
  if (/^(icmp|icmpv6|1|58)$/i.test(protocol) && icmp !== null) {
    return { protocol, icmpType: Number(icmp[1]), icmpCode: Number(icmp[2] ?? -1) };
  }
  return ports.includes('/') ? { protocol } : { protocol, ports };
}

/** One instance for each machine. It is stopped when any of its interfaces says so. */
function machinesOf(enis: readonly (readonly [string, TopologyEni])[]): readonly object[] {
  const running = new Map<string, boolean>();
  for (const [id, eni] of enis) {
    const machine = machineOf(id, eni);
    running.set(machine, (running.get(machine) ?? true) && eni.running !== false);
  }
  return [...running].map(([id, isRunning]) => ({ id, state: isRunning ? 'running' : 'stopped' }));
}

function peering(id: string, { a, b, status }: TopologyPeering): object {
  return { id, requester: a, accepter: b, status };
}

function blockPublicAccess({ bpa, vpcs }: Topology): object {
  if (bpa === undefined) return {};
  return {
    vpcBlockPublicAccessOptions: [{ internetGatewayBlockMode: bpa.mode }],
    vpcBlockPublicAccessExclusions: Object.entries(bpa.exclusions ?? {}).map(([id, mode]) => ({
      id: `exclusion:${id}`,
      ...(Object.hasOwn(vpcs, id) ? { vpc: id } : { subnet: id }),
      internetGatewayExclusionMode: mode,
    })),
  };
}

/** The prefix lists met so far, by the text that writes them: `pl-x{a,b}`, or a name alone for unknown contents. */
export function prefixListsOf() {
  const found = new Map<string, { id: string; entries: readonly string[] }>();
  return {
    /** The id that stands for `text` in the document; text that is no prefix list stays as it is. */
    idOf: (text: string): string => {
      const match = /^pl-[^{]*\{(.*)\}$/.exec(text);
      if (match === null) return text;
      const known = found.get(text);
      if (known !== undefined) return known.id;
      const entries = (match[1] ?? '').split(',').filter((entry) => entry !== '');
      const id = `prefix-list-${found.size + 1}`;
      found.set(text, { id, entries: entries.map((entry) => entry.trim()) });
      return id;
    },
    all: (): readonly object[] => [...found.values()],
  };
}
