/**
 * Ways on which the same data costs less: those that the network has, and those that a small change would give it.
 */
import { sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { trace } from '../trace/index.ts';
import type { Flow, TracePath, Verdict } from '../trace/index.ts';
import { totalOf } from './line.ts';
import type { CostLine } from './line.ts';
import { NOTHING } from './money.ts';
import type { Usd } from './money.ts';
import { costOfPath } from './path.ts';
import type { PathCost } from './path.ts';
import { isSameZone, regionOfVpc, zoneOf } from './place.ts';
import { priceOf } from './price-list.ts';
import type { Pricing } from './price-list.ts';
import { askedServiceOf, publicServiceAt } from './service.ts';

/** A GB there and a GB back; `undefined` for a reply that is never sent. */
export interface BothWays {
  readonly request: Usd;
  readonly reply: Usd | undefined;
}

export type CheaperPath = { readonly now: BothWays; readonly then: BothWays } & (
  | {
      /** COST-9: a gateway endpoint in place of the NAT gateway. */
      readonly kind: 'gateway-endpoint';
      readonly service: 'S3' | 'DynamoDB';
      readonly vpc: string;
      readonly natGateway: string;
    }
  | {
      /** COST-7, COST-3: a NAT gateway in the sender's own zone: one that stands there, or one more. */
      readonly kind: 'nat-gateway-in-zone';
      readonly subnet: string;
      readonly zone: string | undefined;
      readonly natGateway: string;
      readonly other: string | undefined;
      /** By the hour, for one that is to be made; with its public address. */
      readonly usdPerHour: Usd | undefined;
      /** GB there and as many back that pay for one that is to be made. */
      readonly paysFromGb: number | undefined;
    }
  | {
      /** COST-2, COST-3: both ends in one zone. */
      readonly kind: 'same-zone';
      readonly zones: readonly [string | undefined, string | undefined];
    }
  | {
      /** COST-2, COST-4: the private address of the same machine. */
      readonly kind: 'private-address';
      readonly asked: Address;
      readonly address: Address;
      readonly networkInterface: string;
      readonly verdict: Verdict;
    }
);

/**
 * What would cost less than a path does, as far as both are known; in the order of what they save.
 *
 * @param flow - what was asked; its destination may be asked again by another address
 */
export function cheaperPaths(
  network: Network,
  { flow, path, cost }: { readonly flow: Flow; readonly path: TracePath; readonly cost: PathCost },
  pricing: Pricing,
): readonly CheaperPath[] {
  const now = bothWays(cost);
  if (now === undefined || cost.request.extent !== 'complete') return [];
  const endpoint = gatewayEndpoint(network, path, now);
  // Nothing is cheaper than what costs nothing.
  const found =
    endpoint === undefined
      ? [
          natGatewayInZone(network, path, cost, now, pricing),
          sameZone(network, cost, now),
          privateAddress(network, flow, cost, now, pricing),
        ]
      : [endpoint];
  const savedBy = ({ then }: CheaperPath) =>
    now.request - then.request + (now.reply ?? NOTHING) - (then.reply ?? NOTHING);
  return found
    .filter((each) => each !== undefined)
    .filter((each) => savedBy(each) > NOTHING)
    .sort((a, b) => (savedBy(a) === savedBy(b) ? 0 : savedBy(a) > savedBy(b) ? -1 : 1));
}

function bothWays({ request, reply }: PathCost): BothWays | undefined {
  const there = totalOf(request.lines);
  const back = reply === undefined ? undefined : totalOf(reply.lines);
  if (there === undefined || (reply !== undefined && back === undefined)) return undefined;
  return { request: there, reply: back };
}

/** What is left without some of the lines. */
function without(cost: PathCost, isLeftOut: (line: CostLine) => boolean): BothWays {
  const rest = (lines: readonly CostLine[]) => totalOf(lines.filter((line) => !isLeftOut(line))) ?? NOTHING;
  return {
    request: rest(cost.request.lines),
    reply: cost.reply === undefined ? undefined : rest(cost.reply.lines),
  };
}

const isAcrossZones = ({ key }: CostLine) => key === 'dt.crossAz.out' || key === 'dt.crossAz.in';

function gatewayEndpoint(network: Network, path: TracePath, now: BothWays): CheaperPath | undefined {
  const nat = path.forward.find(({ kind }) => kind === 'nat-gateway');
  const end = path.forward.at(-1);
  const destination = end?.kind === 'internet' ? end.steps[0]?.packet.dst : undefined;
  const service =
    destination === undefined ? undefined : (publicServiceAt(network, destination) ?? askedServiceOf(path));
  const vpc = path.forward[0]?.vpc;
  if (nat === undefined || service === undefined || vpc === undefined) return undefined;
  if (service.service === 'CloudFront') return undefined;
  // VPCE-3: such an endpoint leads to its own Region only, and to no edge location.
  const region = regionOfVpc(network, vpc);
  const isElsewhere = region !== undefined && service.region !== undefined && service.region !== region;
  if (isElsewhere || service.accelerated) return undefined;
  const then = { request: NOTHING, reply: now.reply === undefined ? undefined : NOTHING };
  return { kind: 'gateway-endpoint', service: service.service, vpc, natGateway: nat.id, now, then };
}

function natGatewayInZone(
  network: Network,
  path: TracePath,
  cost: PathCost,
  now: BothWays,
  { list }: Pricing,
): CheaperPath | undefined {
  const client = network.subnets.get(path.forward[0]?.subnet ?? '');
  const hop = path.forward.find(({ kind }) => kind === 'nat-gateway');
  const gateway = hop === undefined ? undefined : network.natGateways.get(hop.id);
  const place = gateway?.subnet === undefined ? undefined : network.subnets.get(gateway.subnet);
  if (client === undefined || gateway === undefined || place === undefined) return undefined;
  if (isSameZone(network, client, place) !== false || client.vpc !== place.vpc) return undefined;
  const isToGateway = (line: CostLine) =>
    isAcrossZones(line) &&
    line.between?.some(({ kind }) => kind === 'nat-gateway') === true &&
    line.between.some(({ place: end }) => end === client.id);
  const then = without(cost, isToGateway);
  const other = [...network.natGateways.values()].find(({ id, state, subnet, connectivityType }) => {
    const where = subnet === undefined ? undefined : network.subnets.get(subnet);
    const isAlike =
      state === 'available' && connectivityType === gateway.connectivityType && id !== gateway.id;
    return isAlike && where?.vpc === client.vpc && isSameZone(network, client, where) === true;
  });
  const hourly = other === undefined ? hourlyOfNew(list, gateway.connectivityType === 'public') : undefined;
  if (other === undefined && hourly === undefined) return undefined;
  const saved = now.request - then.request + (now.reply ?? NOTHING) - (then.reply ?? NOTHING);
  return {
    kind: 'nat-gateway-in-zone',
    subnet: client.id,
    zone: zoneOf(client),
    natGateway: gateway.id,
    other: other?.id,
    usdPerHour: hourly,
    paysFromGb:
      hourly === undefined || saved <= NOTHING
        ? undefined
        : // Rounded up: a whole GB more than the hours cost.
          Number((hourly * BigInt(list.hoursPerMonth) + saved - 1n) / saved),
    now,
    then,
  };
}

function hourlyOfNew(list: Pricing['list'], isPublic: boolean): Usd | undefined {
  const gateway = priceOf(list, 'perHour', 'nat')?.usd;
  const address = isPublic ? priceOf(list, 'perHour', 'publicIpv4')?.usd : NOTHING;
  return gateway === undefined || address === undefined ? undefined : gateway + address;
}

function sameZone(network: Network, cost: PathCost, now: BothWays): CheaperPath | undefined {
  // Between two machines only: a NAT gateway is moved by itself, and a load balancer has a node in each zone.
  const isBetweenEnds = (line: CostLine) =>
    isAcrossZones(line) && line.between?.every(({ kind }) => kind === 'interface') === true;
  const line = cost.request.lines.find(isBetweenEnds);
  if (line?.between === undefined) return undefined;
  const zone = ({ place }: { readonly place: string }) => {
    const subnet = network.subnets.get(place);
    return subnet === undefined ? undefined : zoneOf(subnet);
  };
  const [from, to] = line.between;
  return { kind: 'same-zone', zones: [zone(from), zone(to)], now, then: without(cost, isBetweenEnds) };
}

/** Tried out before it is offered. */
function privateAddress(
  network: Network,
  flow: Flow,
  cost: PathCost,
  now: BothWays,
  pricing: Pricing,
): CheaperPath | undefined {
  if (!cost.request.lines.some(({ key }) => key === 'dt.publicIp.sameRegion.out')) return undefined;
  const { dst } = flow.packet;
  const owner = network.lookup.publicOwnerOf(dst);
  if (owner === undefined || sameAddress(owner.privateIpv4.address, dst)) return undefined;
  const {
    networkInterface,
    privateIpv4: { address },
  } = owner;
  const asked: Flow = { ...flow, packet: { ...flow.packet, dst: address }, destination: networkInterface };
  const { verdict, paths } = trace(network, asked);
  const [path] = paths;
  const then =
    path === undefined || verdict !== 'reachable' ? undefined : bothWays(costOfPath(network, path, pricing));
  if (then === undefined) return undefined;
  return {
    kind: 'private-address',
    asked: dst,
    address,
    networkInterface: networkInterface.id,
    verdict,
    now,
    then,
  };
}
