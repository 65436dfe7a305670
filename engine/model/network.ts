/**
 * Network: an immutable snapshot of everything the engine knows, with the look-ups that a walk needs.
 *
 * INVARIANT: nothing in it is changed after `createNetwork`; an edit makes a new one. What is derived on demand
 * (compiled filters, route tables) is kept beside it in weak maps, never inside.
 */
import { addressKey, containsAddress } from '../ip/index.ts';
import type { Address, Cidr } from '../ip/index.ts';
import type { Resource, ResourceKind, ResourceOf } from '../resources/index.ts';
import type { NetworkInterface, PrivateIpv4 } from '../resources/network-interface/types.ts';
import type { WrittenFlow } from './flow.ts';
import type { SubnetId, VpcId } from './id.ts';

type ById<Kind extends ResourceKind> = ReadonlyMap<string, ResourceOf<Kind>>;

export interface Network {
  readonly name: string | undefined;
  readonly vpcs: ById<'vpc'>;
  readonly subnets: ById<'subnet'>;
  readonly routeTables: ById<'route-table'>;
  readonly prefixLists: ById<'prefix-list'>;
  readonly securityGroups: ById<'security-group'>;
  readonly networkAcls: ById<'network-acl'>;
  readonly networkInterfaces: ById<'network-interface'>;
  readonly eips: ById<'eip'>;
  readonly instances: ById<'instance'>;
  readonly internetGateways: ById<'internet-gateway'>;
  readonly egressOnlyInternetGateways: ById<'egress-only-internet-gateway'>;
  readonly natGateways: ById<'nat-gateway'>;
  readonly vpcPeeringConnections: ById<'vpc-peering-connection'>;
  readonly transitGateways: ById<'transit-gateway'>;
  readonly transitGatewayAttachments: ById<'transit-gateway-attachment'>;
  readonly transitGatewayPeeringAttachments: ById<'transit-gateway-peering-attachment'>;
  readonly transitGatewayRouteTables: ById<'transit-gateway-route-table'>;
  readonly vpnGateways: ById<'vpn-gateway'>;
  readonly customerGateways: ById<'customer-gateway'>;
  readonly vpnConnections: ById<'vpn-connection'>;
  readonly directConnectGateways: ById<'direct-connect-gateway'>;
  readonly virtualInterfaces: ById<'virtual-interface'>;
  readonly onPremisesNetworks: ById<'on-premises-network'>;
  readonly vpcEndpoints: ById<'vpc-endpoint'>;
  readonly vpcEndpointServices: ById<'vpc-endpoint-service'>;
  readonly networkFirewalls: ById<'network-firewall'>;
  readonly firewallPolicies: ById<'firewall-policy'>;
  readonly loadBalancers: ById<'load-balancer'>;
  readonly targetGroups: ById<'target-group'>;
  readonly lambdaFunctions: ById<'lambda-function'>;
  readonly databases: ById<'database'>;
  readonly databaseProxies: ById<'database-proxy'>;
  readonly trafficMirrorSessions: ById<'traffic-mirror-session'>;
  readonly trafficMirrorTargets: ById<'traffic-mirror-target'>;
  readonly trafficMirrorFilters: ById<'traffic-mirror-filter'>;
  readonly hostedZones: ById<'hosted-zone'>;
  readonly resolverEndpoints: ById<'resolver-endpoint'>;
  readonly resolverRules: ById<'resolver-rule'>;
  readonly vpcBlockPublicAccessOptions: ById<'vpc-block-public-access-options'>;
  readonly vpcBlockPublicAccessExclusions: ById<'vpc-block-public-access-exclusion'>;
  readonly internetHosts: ById<'internet-host'>;
  readonly otherResources: ById<'other-resource'>;
  /** Every resource by id, of any kind; the first where kinds share an id. */
  readonly byId: ReadonlyMap<string, Resource>;
  /** Sections that the source did not hold (EVAL-8), by resource kind. */
  readonly notHeld: ReadonlySet<ResourceKind>;
  /** The questions that the document carries along. */
  readonly flows: readonly WrittenFlow[];
  /** The document that it was read from, section by section; `undefined` for a network that was made otherwise. */
  readonly document: Readonly<Record<string, unknown>> | undefined;
  readonly lookup: Lookup;
}

/** A service that has interfaces in subnets. */
export type Component = ResourceOf<
  'load-balancer' | 'vpc-endpoint' | 'lambda-function' | 'database' | 'database-proxy' | 'resolver-endpoint'
>;

/** Who holds a public IPv4 address. */
export interface PublicOwner {
  readonly networkInterface: NetworkInterface;
  readonly privateIpv4: PrivateIpv4;
}

export interface Lookup {
  /** The interface that owns a private IPv4 or IPv6 address in a VPC, delegated prefixes included (ENI-12). */
  readonly ownerOf: (vpc: VpcId, address: Address) => NetworkInterface | undefined;
  /** The interface behind a public IPv4 address (IGW-17). */
  readonly publicOwnerOf: (address: Address) => PublicOwner | undefined;
  /** The VPC whose IPv6 blocks hold an address. */
  readonly vpcOfIpv6: (address: Address) => VpcId | undefined;
  /** The subnet of a VPC whose block holds an address. */
  readonly subnetOf: (vpc: VpcId, address: Address) => SubnetId | undefined;
  readonly subnetsOf: (vpc: VpcId) => readonly ResourceOf<'subnet'>[];
  readonly interfacesOfInstance: (instance: string) => readonly NetworkInterface[];
  readonly internetGatewayOf: (vpc: VpcId) => ResourceOf<'internet-gateway'> | undefined;
  readonly egressOnlyInternetGatewayOf: (
    vpc: VpcId,
  ) => ResourceOf<'egress-only-internet-gateway'> | undefined;
  /** The route table associated with a gateway (RT-16). */
  readonly gatewayRouteTableOf: (gateway: string) => ResourceOf<'route-table'> | undefined;
  /** The attachments of a transit gateway, peerings aside, in document order. */
  readonly attachmentsOf: (transitGateway: string) => readonly ResourceOf<'transit-gateway-attachment'>[];
  /** The service that an interface is part of: a load balancer's node, an endpoint's interface (GEN-11). */
  readonly componentOf: (networkInterface: string) => Component | undefined;
  readonly natGatewayOfInterface: (networkInterface: string) => ResourceOf<'nat-gateway'> | undefined;
}

export interface NetworkOptions {
  readonly name?: string | undefined;
  readonly notHeld?: readonly ResourceKind[];
  readonly flows?: readonly WrittenFlow[];
  readonly document?: Readonly<Record<string, unknown>> | undefined;
}

/** Makes the snapshot. `resources` have unique ids within their kind; the first wins otherwise. */
export function createNetwork(resources: readonly Resource[], options: NetworkOptions = {}): Network {
  const kinds = new Map<ResourceKind, Map<string, Resource>>();
  const byId = new Map<string, Resource>();
  for (const resource of resources) {
    const ofKind = kinds.get(resource.kind) ?? new Map<string, Resource>();
    kinds.set(resource.kind, ofKind);
    if (!ofKind.has(resource.id)) ofKind.set(resource.id, resource);
    if (!byId.has(resource.id)) byId.set(resource.id, resource);
  }
  // INVARIANT: the map of a kind holds resources of that kind only, as filled above.
  const of = <Kind extends ResourceKind>(kind: Kind) => (kinds.get(kind) ?? new Map()) as ById<Kind>;
  const sections = {
    vpcs: of('vpc'),
    subnets: of('subnet'),
    routeTables: of('route-table'),
    prefixLists: of('prefix-list'),
    securityGroups: of('security-group'),
    networkAcls: of('network-acl'),
    networkInterfaces: of('network-interface'),
    eips: of('eip'),
    instances: of('instance'),
    internetGateways: of('internet-gateway'),
    egressOnlyInternetGateways: of('egress-only-internet-gateway'),
    natGateways: of('nat-gateway'),
    vpcPeeringConnections: of('vpc-peering-connection'),
    transitGateways: of('transit-gateway'),
    transitGatewayAttachments: of('transit-gateway-attachment'),
    transitGatewayPeeringAttachments: of('transit-gateway-peering-attachment'),
    transitGatewayRouteTables: of('transit-gateway-route-table'),
    vpnGateways: of('vpn-gateway'),
    customerGateways: of('customer-gateway'),
    vpnConnections: of('vpn-connection'),
    directConnectGateways: of('direct-connect-gateway'),
    virtualInterfaces: of('virtual-interface'),
    onPremisesNetworks: of('on-premises-network'),
    vpcEndpoints: of('vpc-endpoint'),
    vpcEndpointServices: of('vpc-endpoint-service'),
    networkFirewalls: of('network-firewall'),
    firewallPolicies: of('firewall-policy'),
    loadBalancers: of('load-balancer'),
    targetGroups: of('target-group'),
    lambdaFunctions: of('lambda-function'),
    databases: of('database'),
    databaseProxies: of('database-proxy'),
    trafficMirrorSessions: of('traffic-mirror-session'),
    trafficMirrorTargets: of('traffic-mirror-target'),
    trafficMirrorFilters: of('traffic-mirror-filter'),
    hostedZones: of('hosted-zone'),
    resolverEndpoints: of('resolver-endpoint'),
    resolverRules: of('resolver-rule'),
    vpcBlockPublicAccessOptions: of('vpc-block-public-access-options'),
    vpcBlockPublicAccessExclusions: of('vpc-block-public-access-exclusion'),
    internetHosts: of('internet-host'),
    otherResources: of('other-resource'),
  };
  return {
    name: options.name,
    ...sections,
    byId,
    notHeld: new Set(options.notHeld),
    flows: options.flows ?? [],
    document: options.document,
    lookup: createLookup(sections),
  };
}

/** All resources of a network, in document order. */
export function resourcesOf(network: Network): Resource[] {
  return [
    network.vpcs,
    network.subnets,
    network.routeTables,
    network.prefixLists,
    network.securityGroups,
    network.networkAcls,
    network.networkInterfaces,
    network.eips,
    network.instances,
    network.internetGateways,
    network.egressOnlyInternetGateways,
    network.natGateways,
    network.vpcPeeringConnections,
    network.transitGateways,
    network.transitGatewayAttachments,
    network.transitGatewayPeeringAttachments,
    network.transitGatewayRouteTables,
    network.vpnGateways,
    network.customerGateways,
    network.vpnConnections,
    network.directConnectGateways,
    network.virtualInterfaces,
    network.onPremisesNetworks,
    network.vpcEndpoints,
    network.vpcEndpointServices,
    network.networkFirewalls,
    network.firewallPolicies,
    network.loadBalancers,
    network.targetGroups,
    network.lambdaFunctions,
    network.databases,
    network.databaseProxies,
    network.trafficMirrorSessions,
    network.trafficMirrorTargets,
    network.trafficMirrorFilters,
    network.hostedZones,
    network.resolverEndpoints,
    network.resolverRules,
    network.vpcBlockPublicAccessOptions,
    network.vpcBlockPublicAccessExclusions,
    network.internetHosts,
    network.otherResources,
  ].flatMap((section) => [...section.values()]);
}

function createLookup(
  sections: Omit<Network, 'name' | 'byId' | 'notHeld' | 'flows' | 'document' | 'lookup'>,
): Lookup {
  const owners = new Map<VpcId, Map<number | string, NetworkInterface>>();
  const prefixes = new Map<VpcId, { cidr: Cidr; owner: NetworkInterface }[]>();
  const publicOwners = new Map<number | string, PublicOwner>();
  const byInstance = new Map<string, NetworkInterface[]>();
  for (const networkInterface of sections.networkInterfaces.values()) {
    const ofVpc = entryOf(owners, networkInterface.vpc, () => new Map<number | string, NetworkInterface>());
    for (const privateIpv4 of networkInterface.privateIpv4) {
      setFirst(ofVpc, addressKey(privateIpv4.address), networkInterface);
      if (privateIpv4.publicIp !== undefined) {
        setFirst(publicOwners, addressKey(privateIpv4.publicIp), { networkInterface, privateIpv4 });
      }
    }
    for (const address of networkInterface.ipv6Addresses)
      setFirst(ofVpc, addressKey(address), networkInterface);
    for (const cidr of networkInterface.prefixes) {
      entryOf(prefixes, networkInterface.vpc, () => []).push({ cidr, owner: networkInterface });
    }
    if (networkInterface.instance !== undefined) {
      entryOf(byInstance, networkInterface.instance, () => []).push(networkInterface);
    }
  }
  // ENI-1: the primary interface first; those without a stated place keep their order before the others.
  for (const machine of byInstance.values()) {
    machine.sort((a, b) => (a.deviceIndex ?? 0) - (b.deviceIndex ?? 0));
  }
  const subnetsByVpc = new Map<VpcId, ResourceOf<'subnet'>[]>();
  for (const subnet of sections.subnets.values()) entryOf(subnetsByVpc, subnet.vpc, () => []).push(subnet);
  const igwByVpc = new Map<VpcId, ResourceOf<'internet-gateway'>>();
  for (const gateway of sections.internetGateways.values()) {
    if (gateway.vpc !== undefined) setFirst(igwByVpc, gateway.vpc, gateway);
  }
  const eigwByVpc = new Map<VpcId, ResourceOf<'egress-only-internet-gateway'>>();
  for (const gateway of sections.egressOnlyInternetGateways.values()) {
    if (gateway.vpc !== undefined) setFirst(eigwByVpc, gateway.vpc, gateway);
  }
  const tableByGateway = new Map<string, ResourceOf<'route-table'>>();
  for (const table of sections.routeTables.values()) {
    if (table.gateway !== undefined) setFirst(tableByGateway, table.gateway, table);
  }
  const natByInterface = new Map<string, ResourceOf<'nat-gateway'>>();
  for (const gateway of sections.natGateways.values()) {
    for (const { networkInterface } of gateway.addresses) {
      if (networkInterface !== undefined) setFirst(natByInterface, networkInterface, gateway);
    }
  }
  const components = new Map<string, Component>();
  for (const service of [
    ...sections.lambdaFunctions.values(),
    ...sections.databases.values(),
    ...sections.databaseProxies.values(),
    ...sections.resolverEndpoints.values(),
  ]) {
    for (const own of service.interfaces) setFirst(components, own, service);
  }
  for (const balancer of sections.loadBalancers.values())
    for (const node of balancer.nodes) setFirst(components, node, balancer);
  for (const endpoint of sections.vpcEndpoints.values())
    for (const own of endpoint.interfaces) setFirst(components, own, endpoint);
  const attachmentsByGateway = new Map<string, ResourceOf<'transit-gateway-attachment'>[]>();
  for (const attachment of sections.transitGatewayAttachments.values()) {
    entryOf(attachmentsByGateway, attachment.transitGateway, () => []).push(attachment);
  }
  const ipv6Vpcs = [...sections.vpcs.values()].filter((vpc) => vpc.ipv6CidrBlocks.length > 0);

  return {
    ownerOf: (vpc, address) =>
      owners.get(vpc)?.get(addressKey(address)) ??
      prefixes.get(vpc)?.find(({ cidr }) => containsAddress(cidr, address))?.owner,
    publicOwnerOf: (address) => publicOwners.get(addressKey(address)),
    vpcOfIpv6: (address) =>
      ipv6Vpcs.find((vpc) => vpc.ipv6CidrBlocks.some((cidr) => containsAddress(cidr, address)))?.id,
    subnetOf: (vpc, address) => subnetsByVpc.get(vpc)?.find((subnet) => subnetHolds(subnet, address))?.id,
    subnetsOf: (vpc) => subnetsByVpc.get(vpc) ?? [],
    interfacesOfInstance: (instance) => byInstance.get(instance) ?? [],
    internetGatewayOf: (vpc) => igwByVpc.get(vpc),
    egressOnlyInternetGatewayOf: (vpc) => eigwByVpc.get(vpc),
    gatewayRouteTableOf: (gateway) => tableByGateway.get(gateway),
    componentOf: (networkInterface) => components.get(networkInterface),
    attachmentsOf: (gateway) => attachmentsByGateway.get(gateway) ?? [],
    natGatewayOfInterface: (networkInterface) => natByInterface.get(networkInterface),
  };
}

/** Whether an address lies in a block of the subnet itself (E4). */
export function subnetHolds(subnet: ResourceOf<'subnet'>, address: Address): boolean {
  if (address.family === 4)
    return subnet.cidrBlock !== undefined && containsAddress(subnet.cidrBlock, address);
  return subnet.ipv6CidrBlocks.some((cidr) => containsAddress(cidr, address));
}

/** Whether an address lies in a block of the VPC. */
export function vpcHolds(vpc: ResourceOf<'vpc'>, address: Address): boolean {
  const blocks = address.family === 4 ? vpc.cidrBlocks : vpc.ipv6CidrBlocks;
  return blocks.some((cidr) => containsAddress(cidr, address));
}

function setFirst<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

function entryOf<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

/** The questions that a network's document carries along. */
export function flowsOf(network: Network): readonly WrittenFlow[] {
  return network.flows;
}
