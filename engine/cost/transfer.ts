/**
 * What carrying data costs from one station to the next (COST-2 to COST-6, COST-9, COST-11).
 */
import { containsAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { Hop, StepResource } from '../trace/index.ts';
import type { CarriedBetween, Charge, UnknownAmount } from './line.ts';
import { isSameZone, ownerOfVpc, regionOfVpc } from './place.ts';
import type { PriceList } from './price-list.ts';
import { processedInTransit } from './processing.ts';
import type { Station } from './station.ts';

export interface Stretch {
  readonly from: Station;
  /** `undefined` when the data never came to another station. */
  readonly to: Station | undefined;
  readonly crossed: readonly Hop[];
  /** Asked for nothing but which Regions have a price of their own. */
  readonly list: PriceList;
}

/** The charges of a stretch, those of the devices in it first. */
export function transferCharges(network: Network, stretch: Stretch): Charge[] {
  const { from, to, crossed } = stretch;
  const transit = processedInTransit(network, crossed, from.vpc);
  if (to === undefined) return transit;
  if (from.kind === 'internet' || to.kind === 'internet') {
    return [...transit, ...internetCharges(network, from, to, crossed)];
  }
  return [...transit, ...insideCharges(network, { ...stretch, to }, transit.length > 0)];
}

function internetCharges(network: Network, from: Station, to: Station, crossed: readonly Hop[]): Charge[] {
  const isOut = to.kind === 'internet';
  const vpc = isOut ? from.vpc : to.vpc;
  const packet = to.hop.steps[0]?.packet ?? crossed.at(-1)?.steps[0]?.packet;
  const outside = from.hop.steps[0]?.packet.src;
  const remote = isOut ? packet?.dst : outside;
  const service = remote === undefined ? undefined : gatewayServiceAt(network, remote);
  const region = regionOfVpc(network, vpc);
  const common = {
    payer: ownerOfVpc(network, vpc),
    region,
    component: gatewayAmong(crossed) ?? { kind: 'internet', id: 'internet' },
    between: [placeOf(from), placeOf(to)] as const,
  };
  if (service !== undefined && (region === undefined || service.region === region)) {
    // COST-9: S3 and DynamoDB of the same Region, whichever way leads there.
    return [{ ...common, key: 'dt.gatewayService.sameRegion', rule: 'COST-9' }];
  }
  // COST-6.
  return [{ ...common, key: isOut ? 'dt.internet.out' : 'dt.internet.in', rule: 'COST-6' }];
}

function insideCharges(
  network: Network,
  { from, to, crossed, list }: Stretch & { readonly to: Station },
  isTransit: boolean,
): Charge[] {
  const regions = { from: regionOfVpc(network, from.vpc), to: regionOfVpc(network, to.vpc) };
  const peering = crossed.find(({ kind }) => kind === 'vpc-peering-connection');
  const out = {
    payer: ownerOfVpc(network, from.vpc),
    region: regions.from,
    component: resourceOf(peering) ?? { kind: from.hop.kind, id: from.hop.id },
    between: [placeOf(from), placeOf(to)] as const,
  };
  const into = {
    ...out,
    payer: ownerOfVpc(network, to.vpc),
    region: regions.to,
    component: resourceOf(peering) ?? { kind: to.hop.kind, id: to.hop.id },
  };
  const pair = (key: string, rule: Charge['rule'], unknown?: UnknownAmount): Charge[] => [
    { ...out, key: `${key}.out`, rule, unknown },
    { ...into, key: `${key}.in`, rule, unknown },
  ];
  if (regions.from !== undefined && regions.to !== undefined && regions.from !== regions.to) {
    // COST-5: the sender pays, by the prices of its own Region; some pairs of Regions have one price for both.
    const isFromHere = regions.from === list.region;
    const other = isFromHere ? regions.to : regions.from;
    const own = `dt.interRegion.${other}.out`;
    const isPair = list.perGb.has(own) && (isFromHere || regions.to === list.region);
    const key = isPair ? own : 'dt.interRegion.default.out';
    return [{ ...out, key, region: isPair ? list.region : regions.from, rule: 'COST-5' }];
  }
  const isIpv6 = from.hop.steps[0]?.packet.dst.family === 6;
  const isOtherVpc = from.vpc !== to.vpc;
  // COST-4: a public IPv4 address between two resources of one Region, in one zone too; IPv6 to another VPC likewise.
  if (isIpv6 && isOtherVpc && !isTransit) return pair('dt.ipv6.otherVpc.sameRegion', 'COST-4');
  if (gatewayAmong(crossed) !== undefined) return pair('dt.publicIp.sameRegion', 'COST-4');
  // COST-10: crossing zones costs nothing through a transit gateway.
  if (isTransit) return [];
  const sameZone = inOneZone(network, from, to);
  // COST-11: a peering costs nothing itself; COST-2 and COST-3 hold across it.
  const rule = peering === undefined ? undefined : 'COST-11';
  if (sameZone === true) return [{ ...out, key: 'dt.sameAz.private', rule: rule ?? 'COST-2' }];
  // COST-3: the sender pays for out and the receiver for in.
  const isOrdinary = [from, to].every(
    ({ subnet }) => (subnet?.zoneType ?? 'availability-zone') === 'availability-zone',
  );
  const unknown = sameZone === undefined ? 'zone' : undefined;
  return pair('dt.crossAz', rule ?? 'COST-3', isOrdinary ? unknown : 'zone-type');
}

/** NAT-17: a regional NAT gateway works in the zone of its client, if it can. */
function inOneZone(network: Network, from: Station, to: Station): boolean | undefined {
  if (from.subnet !== undefined && to.subnet !== undefined)
    return isSameZone(network, from.subnet, to.subnet);
  const client = from.subnet ?? to.subnet;
  const gateway = [from, to].find(({ kind, subnet }) => kind === 'nat-gateway' && subnet === undefined);
  const zones = gateway === undefined ? [] : (network.natGateways.get(gateway.hop.id)?.addresses ?? []);
  const zone = client?.availabilityZone;
  const isThere = zone !== undefined && zones.some(({ availabilityZone }) => availabilityZone === zone);
  return isThere ? true : undefined;
}

/** The service behind a public address, where an AWS-managed prefix list of the model says (COST-9). */
export function gatewayServiceAt(
  network: Network,
  address: Address,
): { readonly service: 'S3' | 'DynamoDB'; readonly region: string } | undefined {
  for (const { name, entries } of network.prefixLists.values()) {
    const [, region, service] = /^com\.amazonaws\.([a-z0-9-]+)\.(s3|dynamodb)$/.exec(name ?? '') ?? [];
    if (region === undefined || entries === undefined) continue;
    if (entries.some((block) => containsAddress(block, address)))
      return { service: service === 's3' ? 'S3' : 'DynamoDB', region };
  }
  return undefined;
}

function gatewayAmong(crossed: readonly Hop[]): StepResource | undefined {
  return resourceOf(
    crossed.find(({ kind }) => kind === 'internet-gateway' || kind === 'egress-only-internet-gateway'),
  );
}

function resourceOf(hop: Hop | undefined): StepResource | undefined {
  return hop === undefined ? undefined : { kind: hop.kind, id: hop.id };
}

function placeOf({ kind, subnet, hop }: Station): CarriedBetween {
  const place = kind === 'internet' ? 'internet' : (subnet?.id ?? hop.id);
  return { place, isNatGateway: kind === 'nat-gateway' };
}
