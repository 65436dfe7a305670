/** What stands where: regions, VPCs, zones, subnets, machines, gateways; and what belongs to them without a place. */
import { formatAddress, formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { formatDomainName } from '../model/domain-name.ts';
import type { Component, Network } from '../model/index.ts';
import { noteTitle, notesFrom, writtenNotes } from '../model/notes.ts';
import type { Resource, ResourceKind, ResourceOf } from '../resources/index.ts';
import { addConnected, addressOf, isWholeService } from './connected-nodes.ts';
import type { Add, Draft } from './draft.ts';
import { tierOf } from './tier.ts';
import type { DiagramNode } from './types.ts';

/** Interfaces that serve something between the ends of a conversation. */
const PASSING = /load.?balancer|gateway|vpc_endpoint|firewall/i;

/** What connects a VPC to places that are not AWS. */
const TO_PREMISES = /VPNGateway|CustomerGateway|VPNConnection|DirectConnect/;

/** What joins a VPC to something else. */
const JOINS = /::(TransitGateway|VPCEndpoint|VPNGateway|CustomerGateway|VPNConnection|CarrierGateway)$/;

/** What stands on the edge of a VPC. */
const ON_EDGE = /VPNGateway|CarrierGateway/;

export function nodesOf(network: Network): readonly DiagramNode[] {
  const nodes = new Map<string, DiagramNode>();
  const add = (draft: Draft) => {
    if (!nodes.has(draft.id)) nodes.set(draft.id, nodeOf(draft));
  };
  placesOutside(network, add);
  for (const vpc of network.vpcs.values()) addVpc(vpc, add);
  for (const peering of network.vpcPeeringConnections.values()) addPeers(peering, add);
  for (const subnet of network.subnets.values()) addSubnet(network, subnet, add);
  for (const instance of network.instances.values()) addInstance(network, instance, add);
  for (const gateway of network.natGateways.values()) addNatGateway(gateway, add);
  addConnected(network, add);
  for (const each of network.networkInterfaces.values()) addInterface(network, each, add);
  for (const gateway of network.internetGateways.values()) add(edgeNode(gateway));
  for (const gateway of network.egressOnlyInternetGateways.values()) add(edgeNode(gateway));
  for (const peering of network.vpcPeeringConnections.values()) {
    add({ id: peering.id, kind: peering.kind, name: nameOf(peering), shape: 'hop' });
  }
  const targets = new Set(
    [...network.routeTables.values()].flatMap(({ routes }) => routes.map(({ target }) => target.id)),
  );
  for (const other of network.otherResources.values()) addOther(other, network.vpcs, targets, add);
  for (const host of network.internetHosts.values()) {
    add({
      id: host.id,
      kind: host.kind,
      name: nameOf(host),
      detail: formatAddress(host.address),
      shape: 'endpoint',
    });
  }
  addWithoutPlace(network, add);
  for (const { id, text, on } of notesFrom(writtenNotes(network.document))) {
    add({ id, kind: 'note', name: noteTitle(text), parent: on });
  }
  return parentsFirst([...nodes.values()]);
}

const nothing: readonly string[] = [];

/** Written out, for of ten thousand interfaces twice as many are made after every edit. */
function nodeOf(draft: Draft): DiagramNode {
  return {
    id: draft.id,
    kind: draft.kind,
    name: draft.name,
    detail: draft.detail ?? '',
    shape: draft.shape ?? 'none',
    parent: draft.parent ?? null,
    edge: draft.edge ?? false,
    tier: draft.tier ?? null,
    stated: draft.stated ?? true,
    uses: draft.uses ?? nothing,
  };
}

function placesOutside(network: Network, add: Add): void {
  const reachesOut =
    network.internetGateways.size + network.egressOnlyInternetGateways.size + network.internetHosts.size > 0;
  if (reachesOut)
    add({ id: 'internet', kind: 'internet', name: 'internet', shape: 'endpoint', stated: false });
  if ([...network.otherResources.values()].some(({ type }) => TO_PREMISES.test(type))) {
    add({ id: 'on-premises', kind: 'on-premises', name: 'on-premises', shape: 'endpoint', stated: false });
  }
}

function addVpc(vpc: ResourceOf<'vpc'>, add: Add): void {
  const { region } = vpc;
  const parent = region === undefined ? null : `region:${region}`;
  if (region !== undefined && parent !== null) {
    add({ id: parent, kind: 'region', name: region, shape: 'frame', stated: false });
  }
  const detail = blocks([...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks]);
  add({ id: vpc.id, kind: 'vpc', name: nameOf(vpc), detail, shape: 'frame', parent });
}

/** VPCs that only a peering connection knows of. */
function addPeers(peering: ResourceOf<'vpc-peering-connection'>, add: Add): void {
  for (const side of [peering.requester, peering.accepter]) {
    add({
      id: side.vpc,
      kind: 'vpc',
      name: side.vpc,
      detail: blocks([...side.cidrBlocks, ...side.ipv6CidrBlocks]),
      shape: 'frame',
      stated: false,
    });
  }
}

function addSubnet(network: Network, subnet: ResourceOf<'subnet'>, add: Add): void {
  const zone = subnet.availabilityZone ?? subnet.availabilityZoneId;
  if (!network.vpcs.has(subnet.vpc)) {
    add({ id: subnet.vpc, kind: 'vpc', name: subnet.vpc, shape: 'frame', stated: false });
  }
  const parent = zone === undefined ? subnet.vpc : `zone:${subnet.vpc}/${zone}`;
  if (zone !== undefined) {
    add({ id: parent, kind: 'zone', name: zone, shape: 'frame', parent: subnet.vpc, stated: false });
  }
  add({
    id: subnet.id,
    kind: subnet.kind,
    name: nameOf(subnet),
    detail: blocks([...(subnet.cidrBlock === undefined ? [] : [subnet.cidrBlock]), ...subnet.ipv6CidrBlocks]),
    shape: 'frame',
    parent,
    tier: tierOf(network, subnet),
    uses: [subnet.routeTable, subnet.networkAcl],
  });
}

/** A machine stands where its primary interface is; one without any stands nowhere. */
function addInstance(network: Network, instance: ResourceOf<'instance'>, add: Add): void {
  const interfaces = network.lookup.interfacesOfInstance(instance.id);
  const [primary] = interfaces;
  add({
    id: instance.id,
    kind: instance.kind,
    name: nameOf(instance),
    detail: primary === undefined ? '' : addressOf(primary),
    shape: 'endpoint',
    parent: primary?.subnet ?? null,
    uses: [...new Set(interfaces.flatMap(({ groups }) => groups))],
  });
}

function addNatGateway(gateway: ResourceOf<'nat-gateway'>, add: Add): void {
  const [first] = gateway.addresses;
  const address = first?.publicIp ?? first?.privateIp;
  add({
    id: gateway.id,
    kind: gateway.kind,
    name: nameOf(gateway),
    detail: address === undefined ? '' : formatAddress(address),
    shape: 'hop',
    parent: gateway.subnet ?? (gateway.vpc === '' ? null : gateway.vpc),
  });
}

function addInterface(network: Network, each: ResourceOf<'network-interface'>, add: Add): void {
  const service = network.lookup.componentOf(each.id);
  if (service !== undefined) {
    addPart(network, each, service, add);
    return;
  }
  const nat = network.lookup.natGatewayOfInterface(each.id);
  const owner = nat?.id ?? each.instance;
  const isPrimary = owner !== undefined && network.lookup.interfacesOfInstance(owner)[0]?.id === each.id;
  const isPart = owner !== undefined && (nat !== undefined || isPrimary) && network.byId.has(owner);
  const passes = PASSING.test(each.managedBy ?? each.interfaceType);
  add({
    id: each.id,
    kind: each.kind,
    name: nameOf(each),
    detail: addressOf(each),
    shape: isPart ? 'none' : passes ? 'hop' : 'endpoint',
    parent: isPart ? owner : each.subnet,
    stated: each.id !== `eni:${each.instance}`,
    uses: each.groups,
  });
}

/** A node of a load balancer, an interface of a function: drawn where its service has several. */
function addPart(
  network: Network,
  each: ResourceOf<'network-interface'>,
  service: Component,
  add: Add,
): void {
  const isWhole = isWholeService(network, service);
  const passes = service.kind === 'load-balancer' || service.kind === 'vpc-endpoint';
  add({
    id: each.id,
    kind: each.kind,
    name: each.name ?? service.name ?? service.id,
    detail: addressOf(each),
    shape: isWhole ? 'none' : passes ? 'hop' : 'endpoint',
    parent: isWhole ? service.id : each.subnet,
    stated: !each.id.startsWith(`eni:${service.id}:`),
    uses: each.groups,
  });
}

function edgeNode(gateway: ResourceOf<'internet-gateway' | 'egress-only-internet-gateway'>): Draft {
  const { id, kind, vpc } = gateway;
  return { id, kind, name: nameOf(gateway), shape: 'hop', parent: vpc ?? null, edge: vpc !== undefined };
}

/** Drawn where a route leads to it or it joins networks; of the rest, only the tree tells. */
function addOther(
  other: ResourceOf<'other-resource'>,
  vpcs: Network['vpcs'],
  targets: ReadonlySet<string>,
  add: Add,
): void {
  const vpc = other.vpc !== undefined && vpcs.has(other.vpc) ? other.vpc : null;
  const isDrawn = targets.has(other.id) || JOINS.test(other.type);
  add({
    id: other.id,
    kind: other.kind,
    name: nameOf(other),
    shape: isDrawn ? 'hop' : 'none',
    parent: vpc,
    edge: isDrawn && vpc !== null && ON_EDGE.test(other.type),
  });
}

/** What has rules or settings and no place on a drawing. */
function addWithoutPlace(network: Network, add: Add): void {
  const filledIn = (id: string, vpc: string | undefined) =>
    [`main:${vpc}`, `default:${vpc}`, `default-group:${vpc}`].includes(id);
  const inVpc = (
    resource: ResourceOf<'route-table' | 'network-acl' | 'security-group'>,
    vpc: string | undefined,
    what: string,
  ) =>
    add({
      id: resource.id,
      kind: resource.kind,
      name: filledIn(resource.id, vpc) ? what : nameOf(resource),
      parent: vpc ?? null,
      stated: !filledIn(resource.id, vpc),
    });
  for (const table of network.routeTables.values()) inVpc(table, table.vpc, 'main route table');
  for (const acl of network.networkAcls.values()) inVpc(acl, acl.vpc, 'default ACL');
  for (const group of network.securityGroups.values()) inVpc(group, group.vpc, 'default group');
  for (const { id, kind, name, vpc } of network.targetGroups.values()) {
    add({ id, kind, name: name ?? id, parent: vpc ?? null });
  }
  for (const each of [
    ...network.transitGatewayAttachments.values(),
    ...network.transitGatewayPeeringAttachments.values(),
    ...network.transitGatewayRouteTables.values(),
    ...network.firewallPolicies.values(),
    ...network.trafficMirrorSessions.values(),
    ...network.trafficMirrorTargets.values(),
    ...network.trafficMirrorFilters.values(),
  ]) {
    const isFilledIn = each.kind === 'transit-gateway-route-table' && each.id.startsWith('default:');
    add({
      id: each.id,
      kind: each.kind,
      name: isFilledIn ? 'default transit table' : (each.name ?? each.id),
      stated: !isFilledIn,
    });
  }
  for (const { id, kind, name, domainName } of [
    ...network.hostedZones.values(),
    ...network.resolverRules.values(),
  ]) {
    add({ id, kind, name: name ?? id, detail: formatDomainName(domainName) });
  }
  for (const list of network.prefixLists.values()) add({ id: list.id, kind: list.kind, name: nameOf(list) });
  for (const eip of network.eips.values()) {
    add({
      id: eip.id,
      kind: eip.kind,
      name: nameOf(eip),
      detail: formatAddress(eip.publicIp),
      parent: eip.networkInterface ?? null,
    });
  }
  for (const options of network.vpcBlockPublicAccessOptions.values()) {
    add({ id: options.id, kind: options.kind, name: 'Block Public Access' });
  }
  for (const exclusion of network.vpcBlockPublicAccessExclusions.values()) {
    add({ id: exclusion.id, kind: exclusion.kind, name: 'Block Public Access exclusion' });
  }
}

function nameOf(resource: Exclude<Resource, { kind: Unnamed }>): string {
  return resource.name ?? resource.id;
}

type Unnamed = Extract<ResourceKind, 'vpc-block-public-access-options' | 'vpc-block-public-access-exclusion'>;

function blocks(cidrs: readonly Cidr[]): string {
  return cidrs.map(formatCidr).join(', ');
}

/** Parents before their children, else in the order found; a parent that is not there is none. */
function parentsFirst(nodes: readonly DiagramNode[]): readonly DiagramNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const done = new Set<string>();
  const sorted: DiagramNode[] = [];
  const visit = (node: DiagramNode, above: readonly string[]) => {
    if (done.has(node.id)) return;
    const parent =
      node.parent === null || above.includes(node.parent) || node.parent === node.id
        ? undefined
        : byId.get(node.parent);
    if (parent !== undefined && !done.has(parent.id)) visit(parent, [...above, node.id]);
    if (done.has(node.id)) return;
    done.add(node.id);
    const isPlaced = node.parent === null || parent !== undefined;
    sorted.push(isPlaced ? node : { ...node, parent: null, edge: false });
  };
  for (const node of nodes) visit(node, []);
  return sorted;
}
