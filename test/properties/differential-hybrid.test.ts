/**
 * The engine against the second evaluator of `test/reference/edge`: random flows over random hybrid networks, fixed seeds.
 * Of every way that AWS may take, both must give the same verdict, deciding component, packet there and packet on arrival.
 *
 * `HYBRID_FLOWS=1000000 npx vitest run …` asks more.
 */
import { expect, test } from 'vitest';
import type { Network } from '../../engine/model/index.ts';
import { trace } from '../../engine/trace/index.ts';
import type { Flow } from '../../engine/trace/index.ts';
import { prepareHybrid } from '../reference/edge/edge.ts';
import { combine, evaluateChoices } from '../reference/evaluate.ts';
import type { ReferenceResult } from '../reference/evaluate.ts';
import type { TopologyFlow } from '../reference/topology.ts';
import { packetOf } from '../vectors/flow.ts';
import { hybridNetwork } from '../vectors/hybrid-document.ts';
import { flowOf, pathAnswer } from '../vectors/kinds/path.ts';
import { randomHybrid, randomHybridFlows } from './random-hybrid.ts';

const FLOWS = Number(process.env['HYBRID_FLOWS'] ?? 60_000);
const FLOWS_PER_NETWORK = 120;

const COMPARED = ['verdict', 'at', 'component', 'reason', 'seen', 'arrives'] as const;

test(`engine and reference agree on ${FLOWS} random flows over hybrid networks`, () => {
  const differing: string[] = [];
  for (let seed = 1; seed <= Math.ceil(FLOWS / FLOWS_PER_NETWORK); seed += 1) {
    const topology = randomHybrid(seed);
    const prepared = prepareHybrid(topology);
    const network = hybridNetwork(topology);
    for (const flow of randomHybridFlows(topology, seed, FLOWS_PER_NETWORK)) {
      const traced = trace(network, hybridFlow(flow, network));
      const got = traced.paths.map((path) => pathAnswer(path));
      const wanted = evaluateChoices(prepared, flow);
      const { verdict } = combine(wanted);
      if (verdict !== traced.verdict || !sameAnswers(wanted, got)) {
        differing.push(
          `seed ${seed} ${JSON.stringify(flow)}\n  engine    ${traced.verdict} ${told(got)}\n  reference ${verdict} ${told(wanted)}`,
        );
      }
    }
  }
  expect(differing.slice(0, 20), `${differing.length} differ`).toEqual([]);
});

function hybridFlow(asked: TopologyFlow, network: Network): Flow {
  const site = network.onPremisesNetworks.get(asked.from);
  if (site === undefined) return flowOf({ ...asked }, network);
  return {
    source: { kind: 'on-premises', network: site },
    packet: packetOf({ ...asked }),
    destination: undefined,
    beyond: undefined,
  };
}

type Answer = Readonly<Record<string, unknown>>;

/** Whether each answer of one side has its like on the other; how often does not matter. */
function sameAnswers(wanted: readonly ReferenceResult[], got: readonly Answer[]): boolean {
  const agrees = (one: ReferenceResult, other: Answer): boolean =>
    COMPARED.every((key) => one[key] === undefined || holds(one[key], other[key]));
  return (
    wanted.every((one) => got.some((other) => agrees(one, other))) &&
    got.every((other) => wanted.some((one) => agrees(one, other)))
  );
}

/** Whether `got` has every member of `expected`. */
function holds(expected: unknown, got: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === got;
  const members = (got ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(([key, value]) => value === undefined || holds(value, members[key]));
}

function told(answers: readonly (ReferenceResult | Answer)[]): string {
  return answers
    .map((answer) =>
      JSON.stringify(Object.fromEntries(COMPARED.map((key) => [key, (answer as Answer)[key]]))),
    )
    .join('\n            ');
}
