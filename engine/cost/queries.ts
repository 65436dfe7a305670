/**
 * What asking for a name is billed as (COST-20): queries that cross a Resolver endpoint, and those that a public hosted zone
 * answers. What the resolver of a VPC answers by itself or from a private zone crosses nothing.
 */
import type { Decision, Lookup } from '../dns/index.ts';
import type { Network } from '../model/index.ts';
import type { StepResource } from '../trace/index.ts';
import { regionOfVpc } from './place.ts';
import { priceOf } from './price-list.ts';
import type { PriceRow, Pricing } from './price-list.ts';
import type { Usd } from './money.ts';

/** One query that somebody is billed for. */
export interface QueryCost {
  readonly key: 'resolver.queries' | 'hostedZone.queries';
  readonly component: StepResource;
  /** `undefined` when the list does not hold it, or is of another Region. */
  readonly usdPerMillion: Usd | undefined;
  readonly row: PriceRow | undefined;
}

/** The queries that a lookup is billed for, in its order. */
export function costOfLookup(network: Network, lookup: Lookup, pricing: Pricing): QueryCost[] {
  const { decisions } = lookup;
  return decisions.flatMap((decision, index) => {
    const component = billedFor(network, decision, decisions[index + 1]);
    return component === undefined ? [] : [priced(network, component, pricing)];
  });
}

function billedFor(
  network: Network,
  decision: Decision,
  next: Decision | undefined,
): StepResource | undefined {
  switch (decision.by) {
    case 'forward-rule': {
      const endpoint = network.resolverRules.get(decision.rule)?.resolverEndpoint;
      const isSent = endpoint !== undefined && next?.by !== 'endpoint-down';
      return isSent ? { kind: 'resolver-endpoint', id: endpoint } : undefined;
    }
    case 'inbound':
      return { kind: 'resolver-endpoint', id: decision.endpoint };
    case 'zone': {
      const isPublic = network.hostedZones.get(decision.zone)?.privateZone === false;
      // An alias to a resource costs nothing, and one to a name of the zone is billed as that.
      return isPublic && next?.by !== 'alias' ? { kind: 'hosted-zone', id: decision.zone } : undefined;
    }
    default:
      return undefined;
  }
}

function priced(network: Network, component: StepResource, { list, anyRegion = false }: Pricing): QueryCost {
  const endpoint = network.resolverEndpoints.get(component.id);
  const key = component.kind === 'hosted-zone' ? 'hostedZone.queries' : 'resolver.queries';
  const price = priceOf(list, 'perMillion', key);
  const region = regionOfVpc(network, endpoint?.vpc);
  const isElsewhere = region !== undefined && region !== list.region && !anyRegion;
  return { key, component, usdPerMillion: isElsewhere ? undefined : price?.usd, row: price?.row };
}
