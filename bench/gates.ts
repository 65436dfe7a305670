/** Decides whether an item's result passes: ratios of times, growth of times, and counters that must be exact. */

import gatesOfItems from './gates.json' with { type: 'json' };
import type { ContenderResult, ItemResult } from './runner.ts';

/** One of the two limits is given; both compare fastest samples of one run. */
interface RatioGate {
  readonly contender: string;
  readonly peer: string;
  /** The contender must be at least this many times as fast as the peer. */
  readonly timesFaster?: number;
  /** The contender may take at most this many times as long as the peer. */
  readonly timesSlower?: number;
}

interface GatesOfItem {
  /** Why the limits are what they are. */
  readonly note?: string;
  readonly ratios?: readonly RatioGate[];
  readonly counters?: Readonly<Record<string, number>>;
  /** Times as long that own work may take on twice the input: 2.6 for n log n, which a quadratic step exceeds anywhere. */
  readonly growth?: Readonly<Record<string, number>>;
}

export interface GateResult {
  readonly item: string;
  /** What is asked, in words. */
  readonly gate: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** The ratio or count measured, or why nothing was. */
  readonly measured: string;
}

/** The outcome of every gate of the item, and of the rule that the project's own contenders agree. */
export function checkGates(result: ItemResult): GateResult[] {
  const gates: GatesOfItem = (gatesOfItems as Readonly<Record<string, GatesOfItem>>)[result.id] ?? {};
  return [
    ...result.contenders.flatMap((contender) => checkOwn(result, contender)),
    ...(gates.ratios ?? []).map((gate) => checkRatio(result, gate)),
    ...Object.entries(gates.counters ?? {}).map(([name, expected]) => checkCounter(result, name, expected)),
    ...Object.entries(gates.growth ?? {}).map(([name, limit]) => checkGrowth(result, name, limit)),
  ];
}

/** A peer that errs is left out; own code or its reference must not. */
function checkOwn({ id }: ItemResult, { name, role, error }: ContenderResult): GateResult[] {
  if (role === 'peer' || error === undefined) return [];
  return [{ item: id, gate: `${name} gives the answers of the others`, outcome: 'failed', measured: error }];
}

function checkRatio(
  result: ItemResult,
  { contender, peer, timesFaster, timesSlower }: RatioGate,
): GateResult {
  const own = nsOf(result, contender);
  const other = nsOf(result, peer);
  const limit = timesFaster ?? 1 / (timesSlower ?? 1);
  const gate =
    timesFaster === undefined
      ? `${contender} takes at most ${timesSlower ?? 1} × ${peer}`
      : `${contender} is at least ${timesFaster} × as fast as ${peer}`;
  if (own === undefined || other === undefined) {
    return { item: result.id, gate, outcome: 'skipped', measured: 'not measured' };
  }
  const ratio = timesFaster === undefined ? own / other : other / own;
  const outcome = other / own >= limit ? 'passed' : 'failed';
  return { item: result.id, gate, outcome, measured: `${ratio.toPrecision(3)} ×` };
}

function checkCounter({ id, counters }: ItemResult, name: string, expected: number): GateResult {
  const actual = counters[name];
  const outcome = actual === undefined ? 'skipped' : actual === expected ? 'passed' : 'failed';
  return { item: id, gate: `${name} is exactly ${expected}`, outcome, measured: String(actual) };
}

function checkGrowth({ id, growth }: ItemResult, name: string, limit: number): GateResult {
  const actual = growth[name];
  const gate = `${name} takes at most ${limit} × as long on twice the input`;
  if (actual === undefined) return { item: id, gate, outcome: 'skipped', measured: 'not measured' };
  return {
    item: id,
    gate,
    outcome: actual <= limit ? 'passed' : 'failed',
    measured: `${actual.toPrecision(3)} ×`,
  };
}

function nsOf({ contenders }: ItemResult, name: string): number | undefined {
  return contenders.find((contender) => contender.name === name)?.ns;
}
