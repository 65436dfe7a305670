/**
 * The engine against the second evaluator of `test/reference`: random flows over random topologies, fixed seeds. Both
 * must give the same verdict, deciding component, packet there, and packet on arrival.
 *
 * `FLOWS=1000000 npx vitest run …` asks more.
 */
import { expect, test } from 'vitest';
import { trace } from '../../engine/trace/index.ts';
import { evaluate, prepare } from '../reference/evaluate.ts';
import type { ReferenceResult } from '../reference/evaluate.ts';
import { topologyNetwork } from '../vectors/topology-document.ts';
import { flowOf, pathAnswer } from '../vectors/kinds/path.ts';
import { randomFlows, randomTopology } from './random-topology.ts';

const FLOWS = Number(process.env['FLOWS'] ?? 100_000);
const FLOWS_PER_TOPOLOGY = 100;

const COMPARED = ['at', 'component', 'reason', 'seen', 'arrives'] as const;

test(`engine and reference agree on ${FLOWS} random flows`, () => {
  const differing: string[] = [];
  const verdicts = new Map<string, number>();
  for (let seed = 1; seed <= Math.ceil(FLOWS / FLOWS_PER_TOPOLOGY); seed += 1) {
    const topology = randomTopology(seed);
    const prepared = prepare(topology);
    const network = topologyNetwork(topology);
    for (const flow of randomFlows(topology, seed, FLOWS_PER_TOPOLOGY)) {
      const wanted = evaluate(prepared, flow);
      verdicts.set(wanted.verdict, (verdicts.get(wanted.verdict) ?? 0) + 1);
      const traced = trace(network, flowOf({ ...flow }, network));
      const got = { ...pathAnswer(traced.paths[0] ?? never()), verdict: traced.verdict };
      const difference = differenceOf(wanted, got);
      if (difference !== undefined) {
        differing.push(`seed ${seed} ${JSON.stringify(flow)}: ${difference}`);
      }
    }
  }
  expect(differing.slice(0, 20), `${differing.length} differ`).toEqual([]);
  // A generator that made only one kind of flow would prove little.
  for (const verdict of ['reachable', 'forward_blocked', 'return_blocked', 'unknown']) {
    expect(verdicts.get(verdict) ?? 0).toBeGreaterThan(FLOWS / 100);
  }
});

/** What differs, as far as the reference says anything; of a `partial` verdict only that it is one. */
function differenceOf(wanted: ReferenceResult, got: Readonly<Record<string, unknown>>): string | undefined {
  if (wanted.verdict !== got['verdict']) {
    return `verdict ${String(got['verdict'])} at ${String(got['at'])} (${String(got['component'])} ${String(got['reason'])}), reference ${wanted.verdict} at ${String(wanted.at)} (${String(wanted.component)} ${String(wanted.reason)})`;
  }
  if (wanted.verdict === 'partial') return undefined;
  for (const key of COMPARED) {
    const expected: unknown = wanted[key];
    if (expected === undefined || expected === null) continue;
    if (!holds(expected, got[key]))
      return `${key} ${JSON.stringify(got[key])}, reference ${JSON.stringify(expected)} (${wanted.verdict} at ${String(wanted.at)})`;
  }
  return undefined;
}

/** Whether `got` has every member of `expected`. */
function holds(expected: unknown, got: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === got;
  const members = (got ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(([key, value]) => value === undefined || holds(value, members[key]));
}

function never(): never {
  throw new Error('a trace has at least one path');
}
