/**
 * What the resources of a network cost while they stand there, whether or not anything passes them.
 */
import { addressKey, formatAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { resourcesOf } from '../model/index.ts';
import type { Network } from '../model/index.ts';
import type { Resource } from '../resources/index.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import type { OtherResource } from '../resources/other-resource/types.ts';
import type { StepResource } from '../trace/index.ts';
import type { RuleId } from '../rules/index.ts';
import { NOTHING } from './money.ts';
import type { Usd } from './money.ts';
import { ownerOfVpc, regionOfVpc } from './place.ts';
import type { Payer } from './place.ts';
import { priceOf } from './price-list.ts';
import type { PriceRow, Pricing } from './price-list.ts';

export interface StandingCost {
  /** The price's key; `undefined` for what no row of a price list is for. */
  readonly key: string | undefined;
  readonly component: StepResource;
  /** The public address that costs, for `publicIpv4`. */
  readonly address: string | undefined;
  /** The CloudFormation type, for what the model does not hold in detail. */
  readonly type: string | undefined;
  readonly count: number;
  readonly payer: Payer;
  readonly usdPerHour: Usd | undefined;
  readonly usdPerMonth: Usd | undefined;
  /** Why it is not known: no such price, a price of another Region, or a number that the model does not hold. */
  readonly unknown: 'price' | 'region' | 'not-modelled' | undefined;
  readonly rule: RuleId | undefined;
  readonly row: PriceRow | undefined;
}

export interface StandingCosts {
  readonly items: readonly StandingCost[];
  /** Of the items whose price is known. */
  readonly usdPerHour: Usd;
  readonly usdPerMonth: Usd;
  /** How many items have no known price. */
  readonly unknown: number;
  /** What costs nothing to have (COST-21), by resource kind. */
  readonly free: ReadonlyMap<string, number>;
}

interface Standing {
  readonly key: string | undefined;
  readonly component: StepResource;
  readonly vpc: string | undefined;
  readonly count?: number;
  readonly address?: Address;
  readonly type?: string;
  readonly rule: RuleId | undefined;
}

/** Everything that costs by the hour, in the order of the document, and the sum. */
export function standingCosts(network: Network, pricing: Pricing): StandingCosts {
  const known = costsByNetwork.get(network);
  if (known?.pricing.list === pricing.list && known.pricing.anyRegion === pricing.anyRegion)
    return known.costs;
  const costs = findStandingCosts(network, pricing);
  costsByNetwork.set(network, { pricing, costs });
  return costs;
}

/** Every trace shows those of its path. */
const costsByNetwork = new WeakMap<Network, { readonly pricing: Pricing; readonly costs: StandingCosts }>();

function findStandingCosts(network: Network, pricing: Pricing): StandingCosts {
  const free = new Map<string, number>();
  const standing: Standing[] = [];
  for (const resource of resourcesOf(network)) {
    if (FREE_KINDS.has(resource.kind) || isFreeType(resource))
      free.set(resource.kind, (free.get(resource.kind) ?? 0) + 1);
    else standing.push(...standingOf(resource));
  }
  standing.push(...publicAddresses(network));
  const items = standing.map((each) => priced(network, pricing, each));
  const total = (of: (item: StandingCost) => Usd | undefined) =>
    items.reduce((sum, item) => sum + (of(item) ?? NOTHING), NOTHING);
  return {
    items,
    usdPerHour: total(({ usdPerHour }) => usdPerHour),
    usdPerMonth: total(({ usdPerMonth }) => usdPerMonth),
    unknown: items.filter(({ unknown }) => unknown !== undefined).length,
    free,
  };
}

/** COST-21: free to have. Of a peering and the gateways only the data costs (COST-11). */
const FREE_KINDS: ReadonlySet<string> = new Set([
  'vpc',
  'subnet',
  'route-table',
  'prefix-list',
  'security-group',
  'network-acl',
  'internet-gateway',
  'egress-only-internet-gateway',
  'vpc-peering-connection',
]);

/** COST-21, of what the model knows by name only: VPN gateways, and what merely describes something. */
const FREE_TYPES: ReadonlySet<string> = new Set([
  'AWS::EC2::VPNGateway',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::TrafficMirrorTarget',
  'AWS::EC2::TrafficMirrorFilter',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::ElasticLoadBalancingV2::Listener',
]);

function isFreeType(resource: Resource): boolean {
  return resource.kind === 'other-resource' && FREE_TYPES.has(resource.type);
}

function standingOf(resource: Resource): Standing[] {
  switch (resource.kind) {
    case 'nat-gateway':
      return natGateway(resource);
    case 'other-resource':
      return otherResource(resource);
    default:
      // What computes and stores is not a cost of the network; public addresses are counted apart.
      return [];
  }
}

/** COST-7, by the hour as long as it stands ready. */
function natGateway({ id, kind, vpc, state, availabilityMode }: NatGateway): Standing[] {
  if (state !== 'available') return [];
  const component = { kind, id };
  // How many zones a regional gateway is billed for is not in the model.
  if (availabilityMode === 'regional') return [{ key: undefined, component, vpc, rule: 'COST-7' }];
  return [{ key: 'nat', component, vpc, rule: 'COST-7' }];
}

/** COST-17: a connection costs by itself; most else costs by zones and interfaces that the model does not hold. */
function otherResource({ id, kind, type, vpc }: OtherResource): Standing[] {
  const component = { kind, id };
  if (type === 'AWS::EC2::VPNConnection') {
    return [
      { key: 'vpn.connection', component, vpc, type, rule: 'COST-17' },
      // COST-16: its two outside addresses.
      { key: 'publicIpv4', component, vpc, type, count: 2, rule: 'COST-16' },
    ];
  }
  return [{ key: undefined, component, vpc, type, rule: undefined }];
}

/**
 * COST-16: every public IPv4 address costs, in use or idle, each once however many sections of the document name it. A
 * stopped instance gives back the address that AWS lent it and keeps its Elastic IP.
 */
function publicAddresses(network: Network): Standing[] {
  const found = new Map<number | string, Standing>();
  const add = (address: Address | undefined, component: StepResource, vpc: string | undefined): void => {
    if (address === undefined || address.family !== 4 || found.has(addressKey(address))) return;
    found.set(addressKey(address), { key: 'publicIpv4', component, vpc, address, rule: 'COST-16' });
  };
  for (const { id, kind, vpc, state, addresses } of network.natGateways.values()) {
    if (state === 'deleted' || state === 'failed') continue;
    for (const { publicIp } of addresses) add(publicIp, { kind, id }, vpc);
  }
  for (const { id, kind, vpc, privateIpv4, instance } of network.networkInterfaces.values()) {
    const machine = instance === undefined ? undefined : network.instances.get(instance);
    const isRunning = machine === undefined || machine.state === 'running' || machine.state === 'pending';
    const component = machine === undefined ? { kind, id } : { kind: machine.kind, id: machine.id };
    for (const { publicIp, publicIpIsElastic } of privateIpv4) {
      if (isRunning || publicIpIsElastic) add(publicIp, component, vpc);
    }
  }
  for (const { id, kind, publicIp, networkInterface } of network.eips.values()) {
    const holder =
      networkInterface === undefined ? undefined : network.networkInterfaces.get(networkInterface);
    add(publicIp, { kind, id }, holder?.vpc);
  }
  return [...found.values()];
}

function priced(network: Network, { list, anyRegion = false }: Pricing, standing: Standing): StandingCost {
  const { key, component, vpc, count = 1, address, type, rule } = standing;
  const price = key === undefined ? undefined : priceOf(list, 'perHour', key);
  const region = regionOfVpc(network, vpc);
  const unknown =
    key === undefined
      ? 'not-modelled'
      : region !== undefined && region !== list.region && !anyRegion
        ? 'region'
        : price === undefined
          ? 'price'
          : undefined;
  const usdPerHour = unknown === undefined && price !== undefined ? price.usd * BigInt(count) : undefined;
  return {
    key,
    component,
    address: address === undefined ? undefined : formatAddress(address),
    type,
    count,
    payer: ownerOfVpc(network, vpc),
    usdPerHour,
    usdPerMonth: usdPerHour === undefined ? undefined : usdPerHour * BigInt(list.hoursPerMonth),
    unknown,
    rule,
    row: price?.row,
  };
}
