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
import { askedServiceOf } from './service.ts';
import type { RegionalService } from './service.ts';
import { stationsOf } from './station.ts';
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
  const asked = askedServiceOf(path);
  const cost = (leg: Leg, hops: readonly Hop[]): LegCost =>
    costOfHops(network, { leg, hops, extent: extentOf(path, leg, hops), asked }, pricing);
  return {
    request: cost('forward', path.forward),
    reply: path.return === undefined ? undefined : cost('return', path.return),
  };
}

/** The part of a path that is asked about. */
export interface LegPart {
  readonly leg: Leg;
  readonly hops: readonly Hop[];
  readonly extent: LegCost['extent'];
  /** The service that was asked by its name, and is reached by its public address. */
  readonly asked?: RegionalService | undefined;
}

/** What a GB costs along hops. */
export function costOfHops(
  network: Network,
  { leg, hops, extent, asked }: LegPart,
  pricing: Pricing,
): LegCost {
  const { list } = pricing;
  const { reached, rest } = stationsOf(network, hops);
  const charges = reached.flatMap(({ station, crossed }, index) => {
    const from = reached[index - 1]?.station;
    const carried =
      from === undefined ? [] : transferCharges(network, { leg, from, to: station, crossed, asked, list });
    return [...carried, ...processedAt(network, station)];
  });
  const last = reached.at(-1)?.station;
  if (last !== undefined && extent !== 'complete') {
    charges.push(...transferCharges(network, { leg, from: last, to: undefined, crossed: rest, asked, list }));
  }
  const lines = besideFirewalls(charges).map((charge) => lineOf(pricing, charge));
  return { lines: extent === 'blocked' ? billedOf(lines) : lines, extent };
}

/** COST-12: for each GB of a firewall the GB of a NAT gateway in the same chain is not billed. */
function besideFirewalls(charges: readonly Charge[]): readonly Charge[] {
  let left = charges.filter(({ key }) => key === 'nfw.processed').length;
  return charges.map((charge) =>
    charge.key === 'nat.processed' && left-- > 0 ? { ...charge, waived: true } : charge,
  );
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
