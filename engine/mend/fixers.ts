/** What may fix a problem, by its code: documents to try, none of them tried yet. */
import type { Diagnostic, DiagnosticCode } from '../diagnostics/index.ts';
import { withNew } from '../edit/create.ts';
import { isEntry, textIn } from '../edit/document.ts';
import type { PlainDocument } from '../edit/document.ts';
import {
  addressesTaken,
  freeAddress,
  freePublicAddress,
  freeSubnetBlock,
  subnetBlocks,
} from '../edit/free-addresses.ts';
import { withoutResources } from '../edit/remove.ts';
import { typeFor } from '../edit/set-field.ts';
import { calledOf } from '../explain/names.ts';
import { formatAddress, formatCidr } from '../ip/index.ts';
import type { Network, SubnetId } from '../model/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { itemsOf, types, withAclEntry, withRoute, withSet } from './change.ts';
import type { Scene } from './change.ts';
import { freeNumber } from './filters.ts';
import { isPublic } from './routes.ts';

/** A fix that has not been tried. */
export interface Fixer {
  readonly title: string;
  readonly document: PlainDocument;
}

type MakeFixers = (scene: Scene, id: string, diagnostic: Diagnostic) => readonly Fixer[];

/** Changes to try for a problem. */
export function fixersOf(scene: Scene, diagnostic: Diagnostic): readonly Fixer[] {
  const { code, resource } = diagnostic;
  const make = FIXERS[code];
  return make === undefined || resource === undefined ? [] : make(scene, resource, diagnostic);
}

const FIXERS: Partial<Readonly<Record<DiagnosticCode, MakeFixers>>> = {
  'subnet-cidr-refused': nextBlock,
  'interface-address-refused': nextAddress,
  'duplicate-address': nextAddress,
  'route-refused': (scene, id) => withoutItems(scene, id, 'routes'),
  'gateway-route-refused': (scene, id) => withoutItems(scene, id, 'routes'),
  'second-gateway-refused': withoutResource,
  'acl-entry-refused': aclItems,
  'group-reference-refused': groupItems,
  'unassociated-elastic-ip': withoutResource,
  'unused-internet-gateway': (scene, id) => [...gatewayRoutes(scene, id), ...withoutResource(scene, id)],
  'public-subnet-without-gateway-route': (scene, id) => wayOut(scene, id),
  'private-host-in-public-subnet': publicAddresses,
  'public-address-behind-nat': (scene, id) => wayOut(scene, id),
  'ipv6-without-default-route': ipv6WayOut,
  'blackhole-route': deadRoute,
  'route-to-inactive-peering': deadRoute,
  'route-to-missing-target': deadRoute,
  'nat-gateway-without-way-out': natWayOut,
  'nat-gateway-loop': natWayOut,
  'forwarder-with-source-dest-check': checkOff,
  'nat-instance-without-public-address': (scene, id) => publicAddress(scene, id),
  'peering-routed-on-one-side': peeringRoutes,
  'peering-without-routes': peeringRoutes,
  'peering-route-beyond-peer': (scene, id) => withoutItems(scene, id, 'routes'),
  'peer-block-without-route': (scene, id) => blockRoutes(scene, id),
  'acl-denies-everything': openAcl,
  'acl-drops-replies': clientPorts,
  'acl-drops-some-replies': clientPorts,
  'acl-narrow-ephemeral-range': clientPorts,
  'shadowed-acl-entry': aclItems,
  'redundant-acl-entry': aclItems,
  'stale-group-reference': groupItems,
  'redundant-group-rule': groupItems,
  'unused-security-group': withoutResource,
  'silent-private-zone': dnsAttributes,
  'exclusion-without-effect': withoutResource,
};

function withoutResource({ document, network }: Scene, id: string): readonly Fixer[] {
  const kind = network.byId.get(id)?.kind;
  const label = kind === undefined ? '' : `${typeFor(types(), kind).label.toLowerCase()} `;
  return [
    { title: `Delete ${label}${calledOf(network, id)}`, document: withoutResources(document, types(), [id]) },
  ];
}

/** Both attributes of each VPC in which a private zone is silent. */
function dnsAttributes({ document, network }: Scene, id: string): readonly Fixer[] {
  const silent = (network.hostedZones.get(id)?.vpcs ?? []).filter((vpc) => {
    const own = network.vpcs.get(vpc);
    return own !== undefined && !(own.enableDnsSupport && own.enableDnsHostnames);
  });
  const changed = silent.reduce(
    (before, vpc) =>
      withSet(withSet(before, vpc, ['enableDnsSupport'], true), vpc, ['enableDnsHostnames'], true),
    document,
  );
  const where = silent.map((vpc) => calledOf(network, vpc)).join(', ');
  return [{ title: `Turn on DNS support and DNS hostnames in ${where}`, document: changed }];
}

/** The next free block of the same size in the VPC. */
function nextBlock({ document, network }: Scene, id: string): readonly Fixer[] {
  const subnet = network.subnets.get(id);
  const vpc = subnet === undefined ? undefined : network.vpcs.get(subnet.vpc);
  if (subnet?.cidrBlock === undefined || vpc === undefined) return [];
  const taken = subnetBlocks(document, types(), vpc.id);
  const { prefixLength } = subnet.cidrBlock;
  const free = freeSubnetBlock(vpc.cidrBlocks, taken, Math.min(28, Math.max(16, prefixLength)));
  if (free === undefined) return [];
  const title = `Give ${calledOf(network, id)} the free block ${formatCidr(free)}`;
  return [{ title, document: withSet(document, id, ['cidrBlock'], formatCidr(free)) }];
}

/** The next free address of the interface's subnet. */
function nextAddress({ document, network }: Scene, id: string): readonly Fixer[] {
  const networkInterface = network.networkInterfaces.get(id);
  const block = network.subnets.get(networkInterface?.subnet ?? '')?.cidrBlock;
  if (networkInterface === undefined || block === undefined) return [];
  const free = freeAddress(block, addressesTaken(document, types()));
  if (free === undefined) return [];
  const title = `Give ${calledOf(network, id)} the free address ${formatAddress(free)}`;
  return [{ title, document: withSet(document, id, ['privateIp'], formatAddress(free)) }];
}

/** Each item of a list taken out, one at a time: which one is at fault comes out when it is tried. */
function withoutItems(
  { document, network }: Scene,
  id: string,
  list: 'routes' | 'ingress' | 'egress',
): readonly Fixer[] {
  return itemsOf(document, id, list).map((item, index) => ({
    title: `Remove ${itemText(item, list)} of ${calledOf(network, id)}`,
    document: withSet(document, id, [list, index], undefined),
  }));
}

function itemText(item: unknown, list: 'routes' | 'ingress' | 'egress'): string {
  if (!isEntry(item)) return 'an entry';
  if (list === 'routes') return `route ${textIn(item, 'destination') ?? ''}`;
  if (item['ruleNumber'] !== undefined) return `${WAYS[list]} rule ${String(item['ruleNumber'])}`;
  const peers = item[list === 'ingress' ? 'from' : 'to'];
  const called = (Array.isArray(peers) ? peers : [peers]).map(String).join(', ');
  const what = [item['protocol'] ?? 'all', item['ports']].filter((part) => part !== undefined).join(' ');
  return `the ${WAYS[list]} rule for ${what} ${list === 'ingress' ? 'from' : 'to'} ${called}`;
}

const WAYS = { ingress: 'inbound', egress: 'outbound' } as const;

/** The rule that the problem is about is named in its sentence; where it is not, each is tried. */
function aclItems(scene: Scene, id: string, { detail }: Diagnostic): readonly Fixer[] {
  const all = [...withoutItems(scene, id, 'ingress'), ...withoutItems(scene, id, 'egress')];
  const [, way, entry] = /^(Inbound|Outbound) entry `(\d+)`/.exec(detail) ?? [];
  if (way === undefined || entry === undefined) return all;
  return all.filter(({ title }) => title.startsWith(`Remove ${way.toLowerCase()} rule ${entry} of`));
}

/** Rules, and the peers of rules that name several. */
function groupItems(scene: Scene, id: string): readonly Fixer[] {
  const { document, network } = scene;
  return (['ingress', 'egress'] as const).flatMap((list) => {
    const peerKey = list === 'ingress' ? 'from' : 'to';
    const peers = itemsOf(document, id, list).flatMap((item, index): Fixer[] => {
      const written = isEntry(item) ? item[peerKey] : undefined;
      if (!Array.isArray(written) || written.length < 2) return [];
      return written.map((peer, at) => ({
        title: `Take ${String(peer)} out of ${itemText(item, list).replace(/ (?:from|to) .*/, '')} of ${calledOf(network, id)}`,
        document: withSet(document, id, [list, index, peerKey, at], undefined),
      }));
    });
    return [...peers, ...withoutItems(scene, id, list)];
  });
}

/** Routes of a subnet's table to the internet gateway of its VPC, or a table that has such a route. */
function wayOut(scene: Scene, id: string): readonly Fixer[] {
  const { document, network } = scene;
  const subnet = network.subnets.get(id);
  if (subnet === undefined) return [];
  const gateway = network.lookup.internetGatewayOf(subnet.vpc);
  const table = calledOf(network, subnet.routeTable);
  const associated = otherTables(network, subnet).map((other) => ({
    title: `Associate ${calledOf(network, id)} with ${calledOf(network, other)}`,
    document: withSet(document, id, ['routeTable'], other),
  }));
  if (gateway !== undefined) {
    const routed = {
      title: `Route 0.0.0.0/0 of ${table} to ${calledOf(network, gateway.id)}`,
      document: withRoute(document, subnet.routeTable, '0.0.0.0/0', gateway.id),
    };
    // The main table is in force at other subnets too: there, a table of its own is the smaller change.
    return [...associated, routed];
  }
  const made = withNew(document, types(), typeFor(types(), 'internet-gateway'), { parent: subnet.vpc });
  return [
    {
      title: `Attach an internet gateway and route 0.0.0.0/0 of ${table} to it`,
      document: withRoute(made.document, subnet.routeTable, '0.0.0.0/0', made.id),
    },
  ];
}

/** The same for IPv6: outwards only where the VPC has a gateway for that, else both ways. */
function ipv6WayOut({ document, network }: Scene, id: string): readonly Fixer[] {
  const subnet = network.subnets.get(id);
  if (subnet === undefined) return [];
  const { internetGatewayOf, egressOnlyInternetGatewayOf } = network.lookup;
  return [egressOnlyInternetGatewayOf(subnet.vpc), internetGatewayOf(subnet.vpc)].flatMap((gateway) =>
    gateway === undefined
      ? []
      : [
          {
            title: `Route ::/0 of ${calledOf(network, subnet.routeTable)} to ${calledOf(network, gateway.id)}`,
            document: withRoute(document, subnet.routeTable, '::/0', gateway.id),
          },
        ],
  );
}

/** Tables of the VPC with a route to its internet gateway. */
function otherTables(network: Network, { vpc, routeTable }: Subnet): readonly string[] {
  return [...network.routeTables.values()]
    .filter(
      (table) =>
        table.vpc === vpc &&
        table.id !== routeTable &&
        table.gateway === undefined &&
        table.routes.some(({ target }) => target.kind === 'internet-gateway'),
    )
    .map(({ id }) => id);
}

function gatewayRoutes({ document, network }: Scene, id: string): readonly Fixer[] {
  const vpc = network.internetGateways.get(id)?.vpc;
  return [...network.subnets.values()]
    .filter((subnet) => subnet.vpc === vpc && /public/i.test(subnet.name ?? subnet.id))
    .slice(0, 1)
    .map((subnet) => ({
      title: `Route 0.0.0.0/0 of ${calledOf(network, subnet.routeTable)} to ${calledOf(network, id)}`,
      document: withRoute(document, subnet.routeTable, '0.0.0.0/0', id),
    }));
}

/** NAT-6: the gateway goes to a public subnet, or its own becomes one. */
function natWayOut(scene: Scene, id: string): readonly Fixer[] {
  const { network } = scene;
  const gateway = network.natGateways.get(id);
  const home = gateway?.subnet === undefined ? undefined : network.subnets.get(gateway.subnet);
  if (gateway === undefined || home === undefined) return [];
  const homes = [...network.subnets.values()].filter(
    (subnet) => subnet.vpc === home.vpc && subnet.id !== home.id && isPublic(network, subnet),
  );
  const inZone = homes.filter(({ availabilityZone }) => availabilityZone === home.availabilityZone);
  const [best] = [...inZone, ...homes];
  const moved = best === undefined ? [] : [movedNat(scene, id, best.id)];
  return [...moved.flatMap((each) => each ?? []), ...wayOut(scene, home.id)];
}

/** The gateway in another subnet, with an address of that. */
function movedNat({ document, network }: Scene, id: string, subnet: SubnetId): Fixer | undefined {
  const block = network.subnets.get(subnet)?.cidrBlock;
  const free = block === undefined ? undefined : freeAddress(block, addressesTaken(document, types()));
  if (free === undefined) return undefined;
  const placed = withSet(document, id, ['subnet'], subnet);
  return {
    title: `Move ${calledOf(network, id)} to ${calledOf(network, subnet)}`,
    document: withSet(placed, id, ['privateIp'], formatAddress(free)),
  };
}

/** The route goes, its target comes back to life, or another target of its kind takes its place. */
function deadRoute(scene: Scene, id: string): readonly Fixer[] {
  const { document, network } = scene;
  const table = network.routeTables.get(id);
  if (table === undefined) return [];
  const peerings = table.routes.flatMap(({ target }) => {
    const peering = network.vpcPeeringConnections.get(target.id);
    return peering?.status === 'pending-acceptance' ? acceptances(scene, peering.id) : [];
  });
  const machines = table.routes.flatMap(({ target }) => {
    const machine =
      target.kind === 'instance' ? target.id : network.networkInterfaces.get(target.id)?.instance;
    return machine !== undefined && network.instances.get(machine)?.state === 'stopped'
      ? [
          {
            title: `Start ${calledOf(network, machine)}`,
            document: withSet(document, machine, ['state'], 'running'),
          },
        ]
      : [];
  });
  const alive = {
    'nat-gateway': [...network.natGateways.values()].filter(
      ({ vpc, state }) => vpc === table.vpc && state === 'available',
    ),
    'internet-gateway': [...network.internetGateways.values()].filter(({ vpc }) => vpc === table.vpc),
  };
  const gateways = table.routes.flatMap(({ destination, target }): Fixer[] => {
    if (target.kind !== 'nat-gateway' && target.kind !== 'internet-gateway') return [];
    const others = alive[target.kind];
    if (destination.kind !== 'cidr' || others.some(({ id: other }) => other === target.id)) return [];
    const cidr = formatCidr(destination.cidr);
    return others.slice(0, 1).map((other) => ({
      title: `Point ${cidr} of ${calledOf(network, id)} at ${calledOf(network, other.id)}`,
      document: withRoute(document, id, cidr, other.id),
    }));
  });
  return [...peerings, ...machines, ...gateways, ...withoutItems(scene, id, 'routes')];
}

/** Accepted alone, or with the routes that both sides then need. */
function acceptances({ document, network }: Scene, id: string): readonly Fixer[] {
  const accepted = withSet(document, id, ['status'], 'active');
  const title = `Accept peering connection ${calledOf(network, id)}`;
  const routed = peeringRoutes({ document: accepted, network }, id).at(-1);
  return [
    { title, document: accepted },
    ...(routed === undefined
      ? []
      : [{ title: `${title}, and route to it on both sides`, document: routed.document }]),
  ];
}

function checkOff({ document, network }: Scene, id: string): readonly Fixer[] {
  const held = interfacesOf(network, id);
  return held.slice(0, 1).map((networkInterface) => ({
    title: `Turn off the source/destination check of ${calledOf(network, networkInterface.id)}`,
    document: withSet(document, networkInterface.id, ['sourceDestCheck'], false),
  }));
}

function interfacesOf(network: Network, id: string): readonly NetworkInterface[] {
  const own = network.networkInterfaces.get(id);
  return own === undefined ? network.lookup.interfacesOfInstance(id) : [own];
}

function publicAddress(scene: Scene, id: string): readonly Fixer[] {
  const [networkInterface] = interfacesOf(scene.network, id);
  if (networkInterface === undefined) return [];
  const document = withPublicAddress(scene.document, networkInterface);
  if (document === undefined) return [];
  return [{ title: `Give ${calledOf(scene.network, id)} a public address`, document }];
}

function withPublicAddress(
  document: PlainDocument,
  { id, privateIpv4 }: NetworkInterface,
): PlainDocument | undefined {
  const free = freePublicAddress(addressesTaken(document, types()));
  const [first] = privateIpv4;
  return free === undefined || first === undefined || first.publicIp !== undefined
    ? undefined
    : withSet(document, id, ['publicIp'], formatAddress(free));
}

/** Every machine of the subnet that has none gets a public address, or the subnet routes to a NAT gateway. */
function publicAddresses({ document, network }: Scene, id: string): readonly Fixer[] {
  const hidden = [...network.networkInterfaces.values()].filter(
    ({ subnet, managedBy, privateIpv4 }) =>
      subnet === id && managedBy === undefined && privateIpv4.every(({ publicIp }) => publicIp === undefined),
  );
  const addressed = hidden.reduce((each, one) => withPublicAddress(each, one) ?? each, document);
  const [only] = hidden;
  const who =
    hidden.length === 1 && only !== undefined ? calledOf(network, only.id) : `${hidden.length} machines`;
  return [{ title: `Give ${who} a public address`, document: addressed }];
}

/** The VPC of each side gets a route to the blocks of the other, in every table that its machines use. */
function peeringRoutes({ document, network }: Scene, id: string): readonly Fixer[] {
  const peering = network.vpcPeeringConnections.get(id);
  if (peering === undefined) return [];
  const sides = [
    { near: peering.requester.vpc, blocks: peering.accepter.cidrBlocks },
    { near: peering.accepter.vpc, blocks: peering.requester.cidrBlocks },
  ];
  const routed = sides.map(({ near, blocks }) => ({
    title: `Route ${blocks.map(formatCidr).join(', ')} to ${calledOf(network, id)} in ${calledOf(network, near)}`,
    apply: (before: PlainDocument) =>
      tablesInUse(network, near).reduce(
        (each, table) => blocks.reduce((one, block) => withRoute(one, table, formatCidr(block), id), each),
        before,
      ),
  }));
  const both = routed.reduce((each, { apply }) => apply(each), document);
  return [
    ...routed.map(({ title, apply }) => ({ title, document: apply(document) })),
    { title: `Route to ${calledOf(network, id)} on both sides`, document: both },
  ];
}

function tablesInUse(network: Network, vpc: string): readonly string[] {
  const subnets = [...network.subnets.values()].filter((subnet) => subnet.vpc === vpc);
  return [...new Set(subnets.map(({ routeTable }) => routeTable))];
}

/** The blocks of a peer that a table knows only in part. */
function blockRoutes({ document, network }: Scene, id: string): readonly Fixer[] {
  const table = network.routeTables.get(id);
  if (table === undefined) return [];
  return [...network.vpcPeeringConnections.values()].flatMap((peering) => {
    const far = [peering.requester, peering.accepter].find(({ vpc }) => vpc !== table.vpc);
    if (far === undefined || !table.routes.some(({ target }) => target.id === peering.id)) return [];
    return [
      {
        title: `Route all blocks of ${calledOf(network, far.vpc)} to ${calledOf(network, peering.id)}`,
        document: far.cidrBlocks.reduce(
          (each, block) => withRoute(each, id, formatCidr(block), peering.id),
          document,
        ),
      },
    ];
  });
}

/** NACL-6: an ACL that was made and not filled in. */
function openAcl({ document, network }: Scene, id: string): readonly Fixer[] {
  const all = (document_: PlainDocument, direction: 'ingress' | 'egress') =>
    withAclEntry(document_, id, direction, {
      ruleNumber: freeNumberOf(network, id, direction),
      ruleAction: 'allow',
      cidrBlock: '0.0.0.0/0',
    });
  const name = calledOf(network, id);
  return [
    { title: `Allow all inbound in ${name}`, document: all(document, 'ingress') },
    { title: `Allow all outbound in ${name}`, document: all(document, 'egress') },
    { title: `Allow all in ${name}, both ways`, document: all(all(document, 'ingress'), 'egress') },
  ];
}

function freeNumberOf(network: Network, id: string, direction: 'ingress' | 'egress'): number {
  const entries = network.networkAcls.get(id)?.[direction] ?? [];
  // Before the first entry that denies, which the new one is to come before.
  const denying = entries.find(({ ruleAction }) => ruleAction === 'deny')?.ruleNumber;
  const numbers = entries.map(({ ruleNumber }) => ruleNumber);
  return freeNumber(numbers, denying) ?? freeNumber(numbers, undefined) ?? 1;
}

/** NACL-12: an entry that lets replies through, to or from the ports that clients choose. */
function clientPorts({ document, network }: Scene, id: string): readonly Fixer[] {
  const name = calledOf(network, id);
  const add = (before: PlainDocument, direction: 'ingress' | 'egress', protocol: string) =>
    withAclEntry(before, id, direction, {
      ruleNumber: freeNumberOf(network, id, direction),
      ruleAction: 'allow',
      protocol,
      ports: '1024-65535',
      cidrBlock: '0.0.0.0/0',
    });
  const one = (['ingress', 'egress'] as const).flatMap((direction) =>
    ['tcp', 'udp'].map((protocol) => ({
      title: `Allow ${protocol.toUpperCase()} replies ${direction === 'ingress' ? 'into' : 'out of'} ${name}, ports 1024-65535`,
      document: add(document, direction, protocol),
    })),
  );
  const both = add(add(document, 'ingress', 'tcp'), 'egress', 'tcp');
  return [...one, { title: `Allow TCP replies both ways in ${name}, ports 1024-65535`, document: both }];
}

/** Kinds of which a problem may be fixed at all: nothing to try for the others. */
export function isFixable({ code }: Pick<Diagnostic, 'code'>): boolean {
  return Object.hasOwn(FIXERS, code);
}
