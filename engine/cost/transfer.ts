/**
 * What carrying data costs from one station to the next (COST-2 to COST-6, COST-8, COST-9, COST-11, COST-15, COST-17,
 * COST-18, COST-22).
 */
import type { Network } from '../model/index.ts';
import type { Hop, Leg, StepResource } from '../trace/index.ts';
import type { CarriedBetween, Charge, UnknownAmount } from './line.ts';
import { isSameZone, ownerOfVpc, regionOfVpc } from './place.ts';
import type { PriceList } from './price-list.ts';
import { ownerOfTransitGateway, processedAmong } from './processing.ts';
import { publicServiceAt } from './service.ts';
import type { RegionalService } from './service.ts';
import type { Station } from './station.ts';

export interface Stretch {
  readonly leg: Leg;
  readonly from: Station;
  /** `undefined` when the data never came to another station. */
  readonly to: Station | undefined;
  readonly crossed: readonly Hop[];
  /** The service that the path's question named, where its public address is what it leads to. */
  readonly asked: RegionalService | undefined;
  /** Asked for nothing but which Regions have a price of their own. */
  readonly list: PriceList;
}

type WholeStretch = Stretch & { readonly to: Station };

/** The charges of a stretch in path order; those of the devices in it come before what carrying costs inside. */
export function transferCharges(network: Network, stretch: Stretch): Charge[] {
  const { from, to, crossed } = stretch;
  const devices = processedAmong(network, crossed, from.vpc);
  if (to === undefined) return devices;
  const whole = { ...stretch, to };
  if (from.kind === 'internet') return [...internetCharges(network, whole), ...devices];
  if (to.kind === 'internet') return [...devices, ...internetCharges(network, whole)];
  if (from.kind === 'site' || to.kind === 'site') {
    return [
      ...(from.kind === 'site' ? siteCharges(network, whole, 'in') : []),
      ...devices,
      ...(to.kind === 'site' ? siteCharges(network, whole, 'out') : []),
    ];
  }
  // COST-9: the endpoint's own charge, which is nothing, is all there is.
  if (from.kind === 'service' || to.kind === 'service') return devices;
  return [...devices, ...insideCharges(network, whole)];
}

function internetCharges(network: Network, { from, to, crossed, asked, list }: WholeStretch): Charge[] {
  const isOut = to.kind === 'internet';
  const vpc = isOut ? from.vpc : to.vpc;
  const packet = to.hop.steps[0]?.packet ?? crossed.at(-1)?.steps[0]?.packet;
  const outside = from.hop.steps[0]?.packet.src;
  const remote = isOut ? packet?.dst : outside;
  const service = (remote === undefined ? undefined : publicServiceAt(network, remote)) ?? asked;
  const region = regionOfVpc(network, vpc);
  const common = {
    payer: ownerOfVpc(network, vpc),
    region,
    component: gatewayAmong(crossed) ?? { kind: 'internet', id: 'internet' },
    between: [placeOf(from), placeOf(to)] as const,
  };
  // COST-22: what an origin sends to an edge location is free; what comes from there is in from the internet.
  if (service?.service === 'CloudFront' && isOut) {
    return [{ ...common, key: 'dt.cloudfront.out', rule: 'COST-22' }];
  }
  if (service === undefined || service.service === 'CloudFront') {
    // COST-6.
    return [{ ...common, key: isOut ? 'dt.internet.out' : 'dt.internet.in', rule: 'COST-6' }];
  }
  const carried: Charge =
    region === undefined || service.region === undefined || service.region === region
      ? // COST-9: S3 and DynamoDB of the same Region, whichever way leads there.
        { ...common, key: 'dt.gatewayService.sameRegion', rule: 'COST-9' }
      : // COST-22: to and from S3 of another Region as between any two.
        {
          ...common,
          ...(isOut
            ? betweenRegions(list, region, service.region)
            : betweenRegions(list, service.region, region)),
          rule: service.service === 'S3' ? 'COST-22' : 'COST-5',
        };
  if (!service.accelerated) return [carried];
  return [carried, { ...common, key: 's3.accelerated', rule: 'COST-22' }];
}

/**
 * COST-5: the sender pays, by the prices of its own Region; some pairs of Regions have one price for both.
 *
 * @returns the key of the price, and the Region whose list it stands in
 */
function betweenRegions(list: PriceList, from: string, to: string): Pick<Charge, 'key' | 'region'> {
  const isFromHere = from === list.region;
  const own = `dt.interRegion.${isFromHere ? to : from}.out`;
  const isPair = list.perGb.has(own) && (isFromHere || to === list.region);
  return isPair ? { key: own, region: list.region } : { key: 'dt.interRegion.default.out', region: from };
}

/** COST-17, COST-18: out to a site by VPN or Direct Connect, or in from it. */
function siteCharges(network: Network, { from, to, crossed }: WholeStretch, side: 'in' | 'out'): Charge[] {
  const links = crossed.filter(({ kind }) => kind === 'vpn-connection' || kind === 'virtual-interface');
  const link = side === 'in' ? links[0] : links.at(-1);
  if (link === undefined) return [];
  const vpn = network.vpnConnections.get(link.id);
  const gateway = crossed.find(({ kind }) => kind === 'transit-gateway');
  const vpc = side === 'in' ? to.vpc : from.vpc;
  const common = {
    payer: gateway === undefined ? ownerOfVpc(network, vpc) : ownerOfTransitGateway(network, gateway.id),
    region: regionOfVpc(network, vpc) ?? (gateway && network.transitGateways.get(gateway.id)?.region),
    component: { kind: link.kind, id: link.id },
    between: [placeOf(from), placeOf(to)] as const,
  };
  // A private VPN runs over Direct Connect, and its data is billed as that (VPN-15).
  if (vpn === undefined || vpn.isPrivate) {
    const isSiteLink = links.length > 1 && from.kind === 'site' && to.kind === 'site';
    if (isSiteLink) return side === 'in' ? [] : [{ ...common, key: 'dx.siteLink', rule: 'COST-18' }];
    return [{ ...common, key: side === 'in' ? 'dx.in' : 'dx.out.usLocation', rule: 'COST-18' }];
  }
  const plain: Charge = { ...common, key: `vpn.${side}`, rule: 'COST-17' };
  return vpn.isAccelerated ? [plain, { ...common, key: 'vpn.accelerated', rule: 'COST-17' }] : [plain];
}

function insideCharges(network: Network, stretch: WholeStretch): Charge[] {
  const { from, to, crossed, list } = stretch;
  // COST-8: through PrivateLink nothing is billed for crossing zones.
  if (isByPrivateLink(stretch)) return [];
  const regions = { from: regionOfVpc(network, from.vpc), to: regionOfVpc(network, to.vpc) };
  const peering = crossed.find(({ kind }) => kind === 'vpc-peering-connection');
  const out = {
    payer: ownerOfVpc(network, from.vpc),
    region: regions.from,
    component: resourceOf(peering ?? from.hop),
    between: [placeOf(from), placeOf(to)] as const,
  };
  const into = {
    ...out,
    payer: ownerOfVpc(network, to.vpc),
    region: regions.to,
    component: resourceOf(peering ?? to.hop),
  };
  const pair = (key: string, rule: Charge['rule'], unknown?: UnknownAmount): Charge[] => [
    { ...out, key: `${key}.out`, rule, unknown },
    { ...into, key: `${key}.in`, rule, unknown },
  ];
  if (regions.from !== undefined && regions.to !== undefined && regions.from !== regions.to) {
    return [{ ...out, ...betweenRegions(list, regions.from, regions.to), rule: 'COST-5' }];
  }
  const isTransit = crossed.some(({ kind }) => kind === 'transit-gateway');
  const isIpv6 = from.hop.steps[0]?.packet.dst.family === 6;
  const isOtherVpc = from.vpc !== to.vpc;
  // COST-4: a public IPv4 address between two resources of one Region, in one zone too; IPv6 to another VPC likewise.
  if (isIpv6 && isOtherVpc && !isTransit) return pair('dt.ipv6.otherVpc.sameRegion', 'COST-4');
  if (gatewayAmong(crossed) !== undefined) return pair('dt.publicIp.sameRegion', 'COST-4');
  // COST-10: crossing zones costs nothing through a transit gateway.
  if (isTransit) return [];
  const balancer = isOtherVpc ? undefined : balancerOf(network, stretch);
  // COST-15: to the targets of these it costs nothing either.
  if (balancer === 'application' || balancer === 'classic') return [];
  const sameZone = inOneZone(network, from, to);
  // COST-11: a peering costs nothing itself; COST-2 and COST-3 hold across it.
  const rule = peering === undefined ? undefined : 'COST-11';
  if (sameZone === true) return [{ ...out, key: 'dt.sameAz.private', rule: rule ?? 'COST-2' }];
  // COST-3: the sender pays for out and the receiver for in.
  const isOrdinary = [from, to].every(
    ({ subnet }) => (subnet?.zoneType ?? 'availability-zone') === 'availability-zone',
  );
  const unknown = sameZone === undefined ? 'zone' : undefined;
  const crossing = rule ?? (balancer === undefined ? 'COST-3' : 'COST-15');
  return pair('dt.crossAz', crossing, isOrdinary ? unknown : 'zone-type');
}

/** Within a VPC to or from an endpoint of it, or between the endpoint and the provider's load balancer. */
function isByPrivateLink({ from, to, crossed }: WholeStretch): boolean {
  if (from.kind !== 'endpoint' && to.kind !== 'endpoint') return false;
  return from.vpc === to.vpc || crossed.length === 0;
}

/** The type of the load balancer that data goes to a target from, or comes back to. */
function balancerOf(network: Network, { leg, from, to }: WholeStretch) {
  const node = leg === 'forward' ? from : to;
  return node.kind === 'load-balancer' ? network.loadBalancers.get(node.machine)?.type : undefined;
}

/** NAT-17: a regional NAT gateway works in the zone of its client, if it can. */
function inOneZone(network: Network, from: Station, to: Station): boolean | undefined {
  if (from.subnet !== undefined && to.subnet !== undefined)
    return isSameZone(network, from.subnet, to.subnet);
  const client = from.subnet ?? to.subnet;
  const gateway = [from, to].find(({ kind, subnet }) => kind === 'nat-gateway' && subnet === undefined);
  const zones = gateway === undefined ? [] : (network.natGateways.get(gateway.machine)?.addresses ?? []);
  const zone = client?.availabilityZone;
  const isThere = zone !== undefined && zones.some(({ availabilityZone }) => availabilityZone === zone);
  return isThere ? true : undefined;
}

function gatewayAmong(crossed: readonly Hop[]): StepResource | undefined {
  const gateway = crossed.find(
    ({ kind }) => kind === 'internet-gateway' || kind === 'egress-only-internet-gateway',
  );
  return gateway === undefined ? undefined : resourceOf(gateway);
}

function resourceOf({ kind, id }: Hop): StepResource {
  return { kind, id };
}

function placeOf({ kind, subnet, machine }: Station): CarriedBetween {
  const place = kind === 'internet' || kind === 'site' ? kind : (subnet?.id ?? machine);
  return { place, kind };
}
