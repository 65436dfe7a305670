/**
 * The engine against the second evaluator of `test/reference/edge`: random flows over random hybrid networks, fixed seeds.
 * Of every way that AWS may take, both must give the same verdict, deciding component, packet there and packet on arrival.
 *
 * `HYBRID_FLOWS=1000000 npx vitest run …` asks more.
 */
import { expect, test } from 'vitest';
import type { Network } from '../../engine/model/index.ts';
import { trace } from '../../engine/trace/index.ts';
import type { Flow, Trace } from '../../engine/trace/index.ts';
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

/** Rules of edge.md that these networks are made to meet; each must stand at a step of so many flows in 10,000. */
const MET: Readonly<Record<number, string>> = {
  1: 'GEN-7 TGW-14 TGW-26 TGW-37 DX-2 DX-8 edge:V6-7 VPCE-7 VPN-11 GWLB-7 NFW-15 ELB-6 ELB-8 ELB-37',
  10: 'NFW-3 NFW-5 NFW-7 NFW-8 NFW-10 GEN-10 TGW-25 TGW-41 DX-6 DX-12 DX-18 VPCE-1 VPCE-6 VPCE-9 VPCE-13 VPCE-20 VPN-13 VPN-20',
  20: 'ELB-4 ELB-11 ELB-12 ELB-13 ELB-20 ELB-28',
  40: 'NFW-2 GWLB-3 GEN-2 TGW-4 TGW-18 TGW-22 TGW-23 TGW-29 TGW-31 TGW-38 DX-1 DX-4 DX-9 DX-10 DX-13 VPN-4 VPN-8 VPN-9 VPN-10',
  100: 'TGW-3 TGW-5 TGW-6 TGW-8 TGW-9 TGW-10 TGW-13 TGW-15 TGW-16 TGW-20 TGW-21 VPN-2 VPN-19',
};

const COMPARED = ['verdict', 'at', 'component', 'reason', 'seen', 'arrives'] as const;

test(`engine and reference agree on ${FLOWS} random flows over hybrid networks`, () => {
  const differing: string[] = [];
  const met = new Map<string, number>();
  for (let seed = 1; seed <= Math.ceil(FLOWS / FLOWS_PER_NETWORK); seed += 1) {
    const topology = randomHybrid(seed);
    const prepared = prepareHybrid(topology);
    const network = hybridNetwork(topology);
    for (const flow of randomHybridFlows(topology, seed, FLOWS_PER_NETWORK)) {
      const traced = trace(network, hybridFlow(flow, network));
      const got = traced.paths.map((path) => pathAnswer(path));
      for (const rule of rulesOf(traced)) met.set(rule, (met.get(rule) ?? 0) + 1);
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
  const rare = Object.entries(MET).flatMap(([least, rules]) =>
    rules.split(' ').filter((rule) => ((met.get(rule) ?? 0) / FLOWS) * 10_000 < Number(least)),
  );
  expect(rare, 'hardly met').toEqual([]);
});

function rulesOf({ paths }: Trace): ReadonlySet<string> {
  const hops = paths.flatMap((path) => [...path.forward, ...(path.return ?? [])]);
  return new Set(hops.flatMap(({ steps }) => steps.flatMap(({ rules }) => rules)));
}

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
