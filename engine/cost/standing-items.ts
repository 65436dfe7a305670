/**
 * What each resource is billed for while it stands there: the keys of prices, and how many of them.
 */
import type { Address } from '../ip/index.ts';
import { resourcesOf } from '../model/index.ts';
import type { Network } from '../model/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import type { Resource, ResourceOf } from '../resources/index.ts';
import type { LoadBalancerType } from '../resources/load-balancer/types.ts';
import type { StepResource } from '../trace/index.ts';
import type { RuleId } from '../rules/index.ts';
import type { Payer } from './place.ts';
import { ownerOfTransitGateway } from './processing.ts';

/** Something that is billed by the hour or the month, before it is priced. */
export interface Standing {
  /** `undefined` for what no row of a price list is for. */
  readonly key: string | undefined;
  /** By the hour when absent. */
  readonly unit?: 'perHour' | 'perMonth';
  /** Of prices in steps, which of all those it is; the first when absent. */
  readonly nth?: number;
  readonly component: StepResource;
  /** Where it stands: who pays and in which Region, unless those are told apart from it. */
  readonly vpc: string | undefined;
  readonly payer?: Payer;
  readonly region?: string | undefined;
  readonly count?: number;
  readonly address?: Address;
  readonly type?: string;
  readonly rule: RuleId | undefined;
}

/** Everything that costs by the hour or the month but public addresses of interfaces, in the order of the document. */
export function standingItems(network: Network): readonly Standing[] {
  let zones = 0;
  return [...resourcesOf(network)].flatMap((resource) =>
    resource.kind === 'hosted-zone' ? [hostedZone(resource, ++zones)] : standingOf(network, resource),
  );
}

/** COST-21: kinds that are free to have. Of a peering and the gateways only the data costs (COST-11). */
const FREE_KINDS: ReadonlySet<string> = new Set<Resource['kind']>([
  'vpc',
  'subnet',
  'route-table',
  'prefix-list',
  'security-group',
  'network-acl',
  'internet-gateway',
  'egress-only-internet-gateway',
  'vpc-peering-connection',
  'vpn-gateway',
  'customer-gateway',
  'transit-gateway',
  'transit-gateway-route-table',
  'direct-connect-gateway',
  'target-group',
  'traffic-mirror-target',
  'traffic-mirror-filter',
  'vpc-endpoint-service',
  'resolver-rule',
]);

/** COST-21, of what the model knows by name only: VPN gateways, and what merely describes something. */
const FREE_TYPES: ReadonlySet<string> = new Set([
  'AWS::EC2::VPNGateway',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::ElasticLoadBalancingV2::Listener',
]);

/** Whether a resource is of a kind that is free to have; COST-9: gateway endpoints among others. */
export function isFree(resource: Resource): boolean {
  if (resource.kind === 'other-resource') return FREE_TYPES.has(resource.type);
  if (resource.kind === 'vpc-endpoint') return resource.type === 'gateway';
  return FREE_KINDS.has(resource.kind);
}

function standingOf(network: Network, resource: Resource): Standing[] {
  if (isFree(resource)) return [];
  switch (resource.kind) {
    case 'nat-gateway':
      return natGateway(resource);
    case 'vpc-endpoint':
      return vpcEndpoint(resource);
    case 'load-balancer':
      return loadBalancer(network, resource);
    case 'transit-gateway-attachment':
      return attachment(network, resource);
    case 'transit-gateway-peering-attachment':
      return transitPeering(network, resource);
    case 'vpn-connection':
      return vpnConnection(network, resource);
    case 'virtual-interface':
      // COST-18: of the port it runs on the input does not tell the speed.
      return [{ key: undefined, component: nameOf(resource), vpc: undefined, rule: 'COST-18' }];
    case 'traffic-mirror-session':
      return mirrorSession(network, resource);
    case 'resolver-endpoint':
      return resolverEndpoint(resource);
    case 'other-resource':
      return otherResource(resource);
    default:
      // What computes and stores is not a cost of the network; public addresses are counted apart.
      return [];
  }
}

function nameOf({ kind, id }: StepResource): StepResource {
  return { kind, id };
}

/** COST-7, by the hour as long as it stands ready. */
function natGateway({ id, kind, vpc, state, availabilityMode }: ResourceOf<'nat-gateway'>): Standing[] {
  if (state !== 'available') return [];
  const component = { kind, id };
  // How many zones a regional gateway is billed for is not in the model.
  if (availabilityMode === 'regional') return [{ key: undefined, component, vpc, rule: 'COST-7' }];
  return [{ key: 'nat', component, vpc, rule: 'COST-7' }];
}

/** COST-19: for each source interface. */
function mirrorSession(network: Network, session: ResourceOf<'traffic-mirror-session'>): Standing[] {
  const vpc = network.networkInterfaces.get(session.networkInterface)?.vpc;
  return [{ key: 'mirror.session', component: nameOf(session), vpc, rule: 'COST-19' }];
}

/** COST-8, COST-12, COST-13: in each zone, as long as it stands. */
function vpcEndpoint(endpoint: ResourceOf<'vpc-endpoint'>): Standing[] {
  const { type, vpc, state, interfaces, firewall } = endpoint;
  if (lifecycleOf(state) === 'unusable') return [];
  const component = nameOf(endpoint);
  if (type === 'gateway-load-balancer') {
    const isFirewall = firewall !== undefined;
    const key = isFirewall ? 'nfw.endpoint' : 'vpce.gwlbe';
    return [{ key, component, vpc, rule: isFirewall ? 'COST-12' : 'COST-13' }];
  }
  // Endpoints for resources and service networks have prices of their own.
  if (type !== 'interface') return [{ key: undefined, component, vpc, rule: undefined }];
  const count = Math.max(1, interfaces.length);
  return [{ key: 'vpce.interface.perAz', component, vpc, count, rule: 'COST-8' }];
}

/** COST-20, by its interfaces. */
function resolverEndpoint(endpoint: ResourceOf<'resolver-endpoint'>): Standing[] {
  const { vpc, status, interfaces } = endpoint;
  if (lifecycleOf(status) === 'unusable') return [];
  const count = Math.max(1, interfaces.length);
  return [{ key: 'resolver.endpointEni', component: nameOf(endpoint), vpc, count, rule: 'COST-20' }];
}

/** COST-20: by the month, the more of them the less; what is asked of it comes on top. */
function hostedZone(zone: ResourceOf<'hosted-zone'>, nth: number): Standing {
  const key = 'hostedZone';
  return { key, unit: 'perMonth', nth, component: nameOf(zone), vpc: undefined, rule: 'COST-20' };
}

const BALANCER_KEYS: Readonly<Record<LoadBalancerType, string>> = {
  application: 'alb',
  network: 'nlb',
  gateway: 'gwlb',
  classic: 'clb',
};

/** COST-13, COST-14; what data takes of its capacity comes on top. */
function loadBalancer(network: Network, balancer: ResourceOf<'load-balancer'>): Standing[] {
  const { type, vpc, internal, nodes } = balancer;
  const component = nameOf(balancer);
  const rule = type === 'gateway' ? 'COST-13' : 'COST-14';
  const items: Standing[] = [{ key: BALANCER_KEYS[type], component, vpc, rule }];
  // COST-16: each node that faces the internet has an address, also where the input does not name it.
  const count = nodes.filter((id) => {
    const addresses = network.networkInterfaces.get(id)?.privateIpv4 ?? [];
    return addresses.every(({ publicIp }) => publicIp === undefined);
  }).length;
  if (internal || type === 'gateway' || count === 0) return items;
  return [...items, { key: 'publicIpv4', component, vpc, count, rule: 'COST-16' }];
}

/** COST-10: paid by whom the attached thing belongs to. COST-12: a firewall at the gateway stands in each of its zones. */
function attachment(
  network: Network,
  { id, kind, transitGateway, state, attached }: ResourceOf<'transit-gateway-attachment'>,
): Standing[] {
  if (lifecycleOf(state) === 'unusable') return [];
  const vpc = attached.kind === 'vpc' ? attached.vpc : undefined;
  const item: Standing = {
    key: 'tgw.attachment',
    component: { kind, id },
    vpc,
    ...(vpc === undefined && { payer: ownerOfTransitGateway(network, transitGateway) }),
    region: network.transitGateways.get(transitGateway)?.region,
    rule: 'COST-10',
  };
  if (attached.kind !== 'firewall') return [item];
  const component = { kind: 'network-firewall', id: attached.firewall };
  const count = Math.max(1, attached.zones.length);
  return [item, { ...item, key: 'nfw.endpoint', component, count, rule: 'COST-12' }];
}

/** COST-10: each side pays for its own end, if it is in the model at all. */
function transitPeering(
  network: Network,
  { id, kind, state, requester, accepter }: ResourceOf<'transit-gateway-peering-attachment'>,
): Standing[] {
  if (lifecycleOf(state) === 'unusable') return [];
  const held = [requester, accepter].filter(({ transitGateway }) =>
    network.transitGateways.has(transitGateway),
  );
  return held.map(({ transitGateway, ownerId, region }): Standing => ({
    key: 'tgw.attachment',
    component: { kind, id },
    vpc: undefined,
    payer: { account: ownerId ?? network.transitGateways.get(transitGateway)?.ownerId, vpc: undefined },
    region: region ?? network.transitGateways.get(transitGateway)?.region,
    rule: 'COST-10',
  }));
}

/** COST-17; COST-16: its two outside addresses, which a private one does not have (VPN-15). */
function vpnConnection(network: Network, connection: ResourceOf<'vpn-connection'>): Standing[] {
  const { vpnGateway, state, isPrivate, isAccelerated } = connection;
  if (lifecycleOf(state) === 'unusable') return [];
  const component = nameOf(connection);
  const vpc = vpnGateway === undefined ? undefined : network.vpnGateways.get(vpnGateway)?.vpc;
  return [
    { key: 'vpn.connection', component, vpc, rule: 'COST-17' },
    ...(isAccelerated
      ? [{ key: 'vpn.accelerated', component, vpc, rule: 'COST-17' } as const satisfies Standing]
      : []),
    ...(isPrivate
      ? []
      : [{ key: 'publicIpv4', component, vpc, count: 2, rule: 'COST-16' } as const satisfies Standing]),
  ];
}

/** What is known by name only: a few kinds cost each by themselves, most by numbers that the model does not hold. */
function otherResource(resource: ResourceOf<'other-resource'>): Standing[] {
  const { type, vpc } = resource;
  const common = { component: nameOf(resource), vpc, type };
  if (type === 'AWS::EC2::VPNConnection') {
    return [
      { ...common, key: 'vpn.connection', rule: 'COST-17' },
      { ...common, key: 'publicIpv4', count: 2, rule: 'COST-16' },
    ];
  }
  // COST-20: AWS makes none with fewer than two interfaces.
  if (type === 'AWS::Route53Resolver::ResolverEndpoint')
    return [{ ...common, key: 'resolver.endpointEni', count: 2, rule: 'COST-20' }];
  return [{ ...common, key: undefined, rule: undefined }];
}
