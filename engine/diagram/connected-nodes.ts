/**
 * What a VPC connects to and what AWS runs in one: transit gateways, VPN and Direct Connect with the sites behind them,
 * endpoints, firewalls, load balancers, functions and databases.
 */
import { formatAddress, formatCidr } from '../ip/index.ts';
import type { Component, Network } from '../model/index.ts';
import type { ResourceOf } from '../resources/index.ts';
import type { Add } from './draft.ts';

type NetworkInterface = ResourceOf<'network-interface'>;

export function addConnected(network: Network, add: Add): void {
  addTransit(network, add);
  addHybrid(network, add);
  for (const endpoint of network.vpcEndpoints.values()) addEndpoint(network, endpoint, add);
  for (const { id, kind, name } of network.vpcEndpointServices.values()) {
    add({ id, kind, name: name ?? id, shape: 'hop' });
  }
  for (const { id, kind, name, vpc } of network.networkFirewalls.values()) {
    add({ id, kind, name: name ?? id, shape: 'hop', parent: vpc ?? null });
  }
  for (const balancer of network.loadBalancers.values()) {
    addService(network, balancer, add, { shape: 'hop', vpc: balancer.vpc });
  }
  for (const service of [
    ...network.lambdaFunctions.values(),
    ...network.databases.values(),
    ...network.databaseProxies.values(),
    ...network.resolverEndpoints.values(),
  ]) {
    addService(network, service, add, { shape: 'endpoint', vpc: undefined });
  }
}

/** A transit gateway of another account may be known only from what is attached to it (TGW-41). */
function addTransit(network: Network, add: Add): void {
  for (const { id, kind, name } of network.transitGateways.values()) {
    add({ id, kind, name: name ?? id, shape: 'hop' });
  }
  const named = [
    ...[...network.transitGatewayAttachments.values()].map(({ transitGateway }) => transitGateway),
    ...[...network.transitGatewayPeeringAttachments.values()].flatMap(({ requester, accepter }) => [
      requester.transitGateway,
      accepter.transitGateway,
    ]),
  ];
  for (const id of named) add({ id, kind: 'transit-gateway', name: id, shape: 'hop', stated: false });
}

function addHybrid(network: Network, add: Add): void {
  for (const { id, kind, name, vpc } of network.vpnGateways.values()) {
    add({ id, kind, name: name ?? id, shape: 'hop', parent: vpc ?? null, edge: vpc !== undefined });
  }
  for (const { id, kind, name, ipAddress } of network.customerGateways.values()) {
    const detail = ipAddress === undefined ? '' : formatAddress(ipAddress);
    add({ id, kind, name: name ?? id, shape: 'hop', detail });
  }
  for (const { id, kind, name } of [
    ...network.vpnConnections.values(),
    ...network.directConnectGateways.values(),
    ...network.virtualInterfaces.values(),
  ]) {
    add({ id, kind, name: name ?? id, shape: 'hop' });
  }
  for (const { id, kind, name, cidrBlocks } of network.onPremisesNetworks.values()) {
    // A site that only its link tells of has an id of our making.
    const isMadeUp = id.startsWith('site:');
    add({
      id,
      kind,
      name: name ?? (isMadeUp ? 'on-premises' : id),
      detail: cidrBlocks.map(formatCidr).join(', '),
      shape: 'endpoint',
      stated: !isMadeUp,
    });
  }
}

/** A gateway endpoint stands on the edge of its VPC; any other has a place in a subnet. */
function addEndpoint(network: Network, endpoint: ResourceOf<'vpc-endpoint'>, add: Add): void {
  const { id, kind, name, type, vpc, subnet, firewall } = endpoint;
  if (type === 'gateway') {
    add({ id, kind, name: name ?? shortService(endpoint), shape: 'hop', parent: vpc, edge: true });
    return;
  }
  if (subnet !== undefined) {
    const owner = firewall === undefined ? undefined : network.networkFirewalls.get(firewall)?.name;
    const called = name ?? (owner === undefined ? id : `${owner} endpoint`);
    add({ id, kind, name: called, shape: 'hop', parent: subnet });
    return;
  }
  addService(network, endpoint, add, { shape: 'hop', vpc });
}

/** `s3` for `com.amazonaws.us-east-1.s3`. */
function shortService({ id, serviceName }: ResourceOf<'vpc-endpoint'>): string {
  return serviceName?.split('.').at(-1) ?? id;
}

/** What has one interface stands where that is; with several it stands in the VPC, and each of them in its subnet. */
function addService(
  network: Network,
  service: Component,
  add: Add,
  { shape, vpc }: { readonly shape: 'endpoint' | 'hop'; readonly vpc: string | undefined },
): void {
  const interfaces = interfacesOf(network, service);
  const [first, ...others] = interfaces;
  const isOne = first !== undefined && others.length === 0;
  add({
    id: service.id,
    kind: service.kind,
    name: service.name ?? service.id,
    detail: isOne ? addressOf(first) : '',
    shape,
    parent: isOne ? first.subnet : (vpc ?? first?.vpc ?? null),
    uses: [...new Set(interfaces.flatMap(({ groups }) => groups))],
  });
}

/** The interfaces of a service that the model holds. */
export function interfacesOf(network: Network, service: Component): readonly NetworkInterface[] {
  const ids = service.kind === 'load-balancer' ? service.nodes : service.interfaces;
  return ids.flatMap((id) => network.networkInterfaces.get(id) ?? []);
}

/** Whether the interface is all that a service has in subnets, and so is drawn as the service. */
export function isWholeService(network: Network, service: Component): boolean {
  return interfacesOf(network, service).length === 1;
}

/** The first address of an interface as text; empty when it has none, or none that an input shows. */
export function addressOf(each: NetworkInterface): string {
  if (each.addressIsSupposed) return '';
  const address = each.privateIpv4[0]?.address ?? each.ipv6Addresses[0];
  return address === undefined ? '' : formatAddress(address);
}
