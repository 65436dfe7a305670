/** That the random hybrid networks reach every ending of edge.md that the reference knows, and its choices. */
import { expect, test } from 'vitest';

import { randomHybrid, randomHybridFlows } from '../../properties/random-hybrid.ts';
import { combine, evaluateChoices, type EdgeAt } from '../evaluate.ts';
import { prepareHybrid } from './edge.ts';

/** `FLOWS=100000 npx vitest run … edge/random-coverage` looks at more of them. */
const flowCount = Number(process.env['FLOWS'] ?? 24_000);
const flowsPerNetwork = 80;

/** Every ending at a component beyond a VPC, verdict and reason; each must come at least so often in 100,000 flows. */
const endings: Record<EdgeAt, readonly (readonly [ending: string, least: number])[]> = {
  'tgw-attachment': [
    ['forward_blocked az', 500],
    ['return_blocked az', 200],
    ['forward_blocked no-association', 500],
    ['return_blocked no-association', 100],
  ],
  'tgw-route-table': [
    ['forward_blocked no-route', 2000],
    ['return_blocked no-route', 400],
    ['forward_blocked blackhole', 1000],
    ['return_blocked blackhole', 100],
    ['forward_blocked loop', 200],
    ['return_blocked loop', 10],
    ['unknown not-visible', 200],
  ],
  vgw: [
    ['forward_blocked unknown-prefix', 300],
    ['return_blocked unknown-prefix', 40],
    ['forward_blocked not-local', 500],
    ['forward_blocked family', 8],
  ],
  vpn: [
    ['forward_blocked down', 200],
    ['return_blocked down', 5],
    ['forward_blocked family', 20],
  ],
  dx: [['forward_blocked down', 10]],
  'dx-gateway': [
    ['forward_blocked no-route', 150],
    ['return_blocked no-route', 15],
    ['forward_blocked vif-to-vif', 4],
  ],
  'customer-router': [
    ['forward_blocked no-route', 2000],
    ['return_blocked no-route', 100],
  ],
  'gateway-endpoint': [
    ['forward_blocked foreign-source', 30],
    ['forward_blocked protocol', 80],
  ],
  'interface-endpoint': [['forward_blocked not-available', 20]],
  firewall: [
    ['forward_blocked stateless', 100],
    ['return_blocked stateless', 4],
    ['forward_blocked stateful', 50],
    ['forward_blocked default', 40],
    ['return_blocked asymmetric', 60],
    ['unknown asymmetric-inspection', 40],
  ],
  'load-balancer': [
    ['forward_blocked no-listener', 500],
    ['forward_blocked no-target', 40],
    ['forward_blocked no-target-in-zone', 15],
    ['forward_blocked az-not-enabled', 8],
  ],
  'gateway-route-table': [['forward_blocked', 4]],
  'endpoint-policy': [
    ['forward_blocked', 50],
    ['unknown', 50],
  ],
};

test('random flows over hybrid networks reach every ending often enough to be worth comparing', () => {
  const verdicts = new Map<string, number>();
  const reached = new Map<string, number>();
  for (let seed = 1; seed <= flowCount / flowsPerNetwork; seed++) {
    const topology = randomHybrid(seed);
    const net = prepareHybrid(topology);
    for (const flow of randomHybridFlows(topology, seed, flowsPerNetwork)) {
      const choices = evaluateChoices(net, flow);
      count(verdicts, combine(choices).verdict);
      for (const ending of new Set(choices.map(endingOf))) count(reached, ending);
    }
  }
  const rare = Object.entries(endings).flatMap(([at, list]) =>
    list.flatMap(([words, least]) => {
      const [verdict = '', ...reason] = words.split(' ');
      const ending = [verdict, at, ...reason].join(' ');
      const found = reached.get(ending) ?? 0;
      return (found / flowCount) * 100_000 < least ? [`${ending}: ${String(found)}`] : [];
    }),
  );
  expect(rare).toEqual([]);
  expect(share(verdicts, 'reachable')).toBeGreaterThan(0.15);
  expect(share(verdicts, 'return_blocked')).toBeGreaterThan(0.04);
  expect(share(verdicts, 'partial')).toBeGreaterThan(0.002);
  expect(share(verdicts, 'unknown')).toBeGreaterThan(0.005);
});

test('the same seeds give the same hybrid network and flows', () => {
  const topology = randomHybrid(7);
  expect(randomHybrid(7)).toEqual(topology);
  expect(randomHybridFlows(topology, 7, 50)).toEqual(randomHybridFlows(topology, 7, 50));
  expect(randomHybridFlows(topology, 8, 50)).not.toEqual(randomHybridFlows(topology, 7, 50));
});

function endingOf({ verdict, at, reason }: ReturnType<typeof combine>): string {
  return [verdict, at, reason].filter((word) => word !== undefined).join(' ');
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function share(counts: ReadonlyMap<string, number>, key: string): number {
  return (counts.get(key) ?? 0) / flowCount;
}
