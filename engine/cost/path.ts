/**
 * What one GB costs on a path that was walked: there and, apart from it, back (COST-1).
 *
 * A leg is read as stations, which are interfaces and gateways with a place in a subnet and the internet, and what is crossed
 * between two of them. Carrying is priced from station to station (`transfer.ts`), work at the device that does it.
 */
import type { Network } from '../model/index.ts';
import type { Hop, Leg, TracePath } from '../trace/index.ts';
import { processedAt } from './processing.ts';
import { lineOf } from './line.ts';
import type { Charge, CostLine } from './line.ts';
import type { Pricing } from './price-list.ts';
import { isSameMachine, stationOf } from './station.ts';
import type { Station } from './station.ts';
import { transferCharges } from './transfer.ts';

export interface LegCost {
  readonly lines: readonly CostLine[];
  /**
   * `complete` when the data arrives, `blocked` when it is dropped on the way, `open` when the model does not hold the rest
   * of the way.
   */
  readonly extent: 'complete' | 'blocked' | 'open';
}

export interface PathCost {
  readonly request: LegCost;
  /** `undefined` when the request never arrived. */
  readonly reply: LegCost | undefined;
}

/** COST-1: 1 GB in the direction of the request, and 1 GB in that of the reply. */
export function costOfPath(network: Network, path: TracePath, pricing: Pricing): PathCost {
  const cost = (leg: Leg, hops: readonly Hop[]): LegCost =>
    costOfHops(network, hops, extentOf(path, leg, hops), pricing);
  return {
    request: cost('forward', path.forward),
    reply: path.return === undefined ? undefined : cost('return', path.return),
  };
}

/** What a GB costs along hops. */
export function costOfHops(
  network: Network,
  hops: readonly Hop[],
  extent: LegCost['extent'],
  pricing: Pricing,
): LegCost {
  const { list } = pricing;
  const charges: Charge[] = [];
  let last: Station | undefined;
  let crossed: Hop[] = [];
  for (const hop of hops) {
    const station = stationOf(network, hop);
    if (station === undefined) {
      crossed.push(hop);
      continue;
    }
    // What goes on inside one machine, from one of its interfaces to another, is nobody's network.
    if (last !== undefined && !isSameMachine(last, station)) {
      charges.push(...transferCharges(network, { from: last, to: station, crossed, list }));
    }
    charges.push(...processedAt(network, station));
    last = station;
    crossed = [];
  }
  if (last !== undefined && extent !== 'complete') {
    charges.push(...transferCharges(network, { from: last, to: undefined, crossed, list }));
  }
  const lines = charges.map((charge) => lineOf(pricing, charge));
  return { lines: extent === 'blocked' ? billedOf(lines) : lines, extent };
}

/** COST-23: of what is dropped nothing costs beyond the last hop that was reached and bills for its work. */
function billedOf(lines: readonly CostLine[]): readonly CostLine[] {
  return lines.slice(0, lines.map(({ processed }) => processed).lastIndexOf(true) + 1);
}

function extentOf(path: TracePath, leg: Leg, hops: readonly Hop[]): LegCost['extent'] {
  if (path.verdict === 'reachable') return 'complete';
  if (path.verdict === 'forward_blocked') return 'blocked';
  if (path.verdict === 'return_blocked') return leg === 'forward' ? 'complete' : 'blocked';
  if (leg === 'forward' && path.return !== undefined) return 'complete';
  const { at, outcome } = hops.at(-1)?.steps.at(-1) ?? {};
  return outcome === 'passed' && (at === 'delivered' || at === 'internet') ? 'complete' : 'open';
}
