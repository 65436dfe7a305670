/**
 * What the resources of a network cost while they stand there, whether or not anything passes them.
 */
import { addressKey, formatAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { resourcesOf } from '../model/index.ts';
import type { Network } from '../model/index.ts';
import type { StepResource } from '../trace/index.ts';
import type { RuleId } from '../rules/index.ts';
import { NOTHING } from './money.ts';
import type { Usd } from './money.ts';
import { ownerOfVpc, regionOfVpc } from './place.ts';
import type { Payer } from './place.ts';
import { priceOf } from './price-list.ts';
import type { PriceRow, Pricing } from './price-list.ts';
import { isFree, standingItems } from './standing-items.ts';
import type { Standing } from './standing-items.ts';

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
  readonly unit: 'perHour' | 'perMonth';
  /** `undefined` for what is billed by the month, too. */
  readonly usdPerHour: Usd | undefined;
  readonly usdPerMonth: Usd | undefined;
  /** Why it is not known: no such price, a price of another Region, or a number that the model does not hold. */
  readonly unknown: 'price' | 'region' | 'not-modelled' | undefined;
  readonly rule: RuleId | undefined;
  readonly row: PriceRow | undefined;
}

export interface StandingCosts {
  readonly items: readonly StandingCost[];
  /** Of the items whose price is known; by the hour only of those that are billed so. */
  readonly usdPerHour: Usd;
  readonly usdPerMonth: Usd;
  /** How many items have no known price. */
  readonly unknown: number;
  /** What costs nothing to have (COST-21), by resource kind. */
  readonly free: ReadonlyMap<string, number>;
}

/** Everything that costs by the hour or the month, in the order of the document, and the sum. */
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
  for (const resource of resourcesOf(network)) {
    if (isFree(resource)) free.set(resource.kind, (free.get(resource.kind) ?? 0) + 1);
  }
  const standing = [...standingItems(network), ...publicAddresses(network)];
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
    const managed = network.lookup.componentOf(id);
    const isRunning = machine === undefined || machine.state === 'running' || machine.state === 'pending';
    const holder = machine ?? managed ?? { kind, id };
    const component = { kind: holder.kind, id: holder.id };
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
  const { key, component, vpc, count = 1, address, type, rule, payer = ownerOfVpc(network, vpc) } = standing;
  const { unit = 'perHour', nth } = standing;
  const price = key === undefined ? undefined : priceOf(list, unit, key, nth);
  const region = standing.region ?? regionOfVpc(network, vpc);
  const unknown =
    key === undefined
      ? 'not-modelled'
      : region !== undefined && region !== list.region && !anyRegion
        ? 'region'
        : price === undefined
          ? 'price'
          : undefined;
  const usd = unknown === undefined && price !== undefined ? price.usd * BigInt(count) : undefined;
  const isMonthly = unit === 'perMonth';
  return {
    key,
    component,
    address: address === undefined ? undefined : formatAddress(address),
    type,
    count,
    payer,
    unit,
    usdPerHour: isMonthly ? undefined : usd,
    usdPerMonth: usd === undefined || isMonthly ? usd : usd * BigInt(list.hoursPerMonth),
    unknown,
    rule,
    row: price?.row,
  };
}
