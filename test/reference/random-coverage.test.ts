import { expect, test } from 'vitest';

import { randomFlows, randomTopology } from '../properties/random-topology.ts';
import { evaluate, prepare, type CoreAt, type ReferenceResult } from './evaluate.ts';

/** `FLOWS=100000 npx vitest run … random-coverage` looks at more of them. */
const flowCount = Number(process.env['FLOWS'] ?? 20_000);
const flowsPerTopology = 50;

const allSteps: Record<CoreAt, true> = {
  'sg-egress': true,
  'nacl-egress': true,
  'route-table': true,
  igw: true,
  eigw: true,
  bpa: true,
  'nat-gateway': true,
  pcx: true,
  'no-such-host': true,
  'nacl-ingress': true,
  'eni-src-dst-check': true,
  'sg-ingress': true,
  'local-service': true,
  misdelivered: true,
  'bad-state': true,
  'no-address-family': true,
  'not-forwarding': true,
  guest: true,
};

test('random flows reach every step of section 1 often enough to be worth comparing', () => {
  const verdicts = new Map<string, number>();
  const steps = new Map<string, number>();
  const endings = new Map<string, number>();
  const started = performance.now();
  for (let seed = 0; seed < flowCount / flowsPerTopology; seed++) {
    const topology = randomTopology(seed);
    const net = prepare(topology);
    for (const flow of randomFlows(topology, seed, flowsPerTopology)) {
      const result = evaluate(net, flow);
      count(verdicts, result.verdict);
      count(steps, result.at ?? '(none)');
      count(endings, endingOf(result));
    }
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(
    [
      `${String(flowCount)} flows, ${(flowCount / seconds).toFixed(0)} per second`,
      table(verdicts),
      table(steps),
      table(endings),
    ].join('\n\n'),
  );

  expect(share(verdicts, 'reachable')).toBeGreaterThan(0.25);
  expect(share(verdicts, 'return_blocked')).toBeGreaterThan(0.1);
  const rare = Object.keys(allSteps).filter((step) => share(steps, step) < 50 / 100_000);
  expect(rare).toEqual([]);
});

test('the same seeds give the same topology and flows', () => {
  const topology = randomTopology(7);
  expect(randomTopology(7)).toEqual(topology);
  expect(randomFlows(topology, 7, 100)).toEqual(randomFlows(topology, 7, 100));
  expect(randomFlows(topology, 8, 100)).not.toEqual(randomFlows(topology, 7, 100));
});

function endingOf({ verdict, at, reason }: ReferenceResult): string {
  return [verdict, at, reason].filter((word) => word !== undefined).join(' ');
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function share(counts: ReadonlyMap<string, number>, key: string): number {
  return (counts.get(key) ?? 0) / flowCount;
}

function table(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([key, n]) => `${String(n).padStart(8)} ${((100 * n) / flowCount).toFixed(2).padStart(6)} %  ${key}`)
    .join('\n');
}
