/**
 * Where flows end, and what is offered there: over the flows of all scenarios and of the worked cases of the edge, how
 * many of those that end at a check point get a change offered. Each change that is offered holds what it says.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyPatch, loadDocument, suggestionsOf, traceReport } from '../../../engine/index.ts';
import type { Network, Question, TraceReport } from '../../../engine/index.ts';
import { scenarios } from './scenarios.ts';

interface Asked {
  readonly name: string;
  readonly network: Network;
  readonly question: Question;
}

interface WorkedCase {
  readonly id: string;
  readonly network: Readonly<Record<string, unknown>>;
  /** Absent for cases that ask what AWS would refuse. */
  readonly flow?: Question;
}

const folder = new URL('../../vectors/edge/', import.meta.url);

const worked = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as WorkedCase)
  .flatMap(({ id, network, flow }): Asked[] =>
    flow === undefined ? [] : [{ name: id, network: loadDocument(network).network, question: flow }],
  );

const asked: readonly Asked[] = [
  ...scenarios.flatMap(({ slug, loaded: { network }, questions }) =>
    questions.map((question) => ({ name: slug, network, question })),
  ),
  ...worked,
];

function reportOf(network: Network, question: Question): TraceReport | undefined {
  const answer = traceReport(network, question, { suggest: false });
  return answer.ok ? answer.report : undefined;
}

const blocked = asked.flatMap(({ name, network, question }) => {
  const report = reportOf(network, question);
  if (report?.verdict !== 'forward_blocked' && report?.verdict !== 'return_blocked') return [];
  return [{ name, network, question, at: String(report.at), offered: suggestionsOf(network, question) }];
});

/** How many of the flows that end at a point get a change, at least; more is better. */
const FLOORS: readonly (readonly [at: string, floor: number])[] = [
  ['sg-ingress', 32],
  ['sg-egress', 6],
  ['nacl-ingress', 10],
  ['nacl-egress', 8],
  ['route-table', 20],
  ['igw', 10],
  ['eni-src-dst-check', 2],
  ['bpa', 2],
  ['tgw-attachment', 5],
  ['tgw-route-table', 9],
  ['vpn', 1],
  ['firewall', 5],
  ['load-balancer', 4],
  ['name', 2],
];

/** Where nothing is offered yet, or nothing small can help. */
const WITHOUT: ReadonlySet<string> = new Set([
  'no-such-host',
  'no-address-family',
  'not-forwarding',
  'lambda-eni',
  'nat-gateway',
  'eigw',
  'pcx',
  'gateway-route-table',
  'customer-router',
  'vgw',
  'dx-gateway',
]);

describe('blocked flows that get a change offered', () => {
  test.each(FLOORS)('at %s: %i or more', (at, floor) => {
    const offered = blocked.filter((each) => each.at === at && each.offered.length > 0);
    expect(offered.length).toBeGreaterThanOrEqual(floor);
  });

  test('every point at which a flow ends is among those or known to be without', () => {
    const known = new Set([...FLOORS.map(([at]) => at), ...WITHOUT]);
    expect(blocked.map(({ at }) => at).filter((at) => !known.has(at))).toEqual([]);
  });
});

/** Flows of which no change opens both ways; what is offered brings them further. */
const FURTHER_ONLY = ['deny-all-acl-spares-neighbours', 'EDGE-126'];

test('every change that is offered gives what it says when it is applied, and lets the flow through', () => {
  const further = new Set<string>();
  for (const { name, network, question, offered } of blocked) {
    for (const { title, verdict, patch } of offered) {
      const { network: changed } = loadDocument(applyPatch(network.document ?? {}, patch));
      expect(reportOf(changed, question)?.verdict, `${name}: ${title}`).toBe(verdict);
      if (verdict !== 'reachable') further.add(name);
    }
  }
  expect([...further]).toEqual(FURTHER_ONLY);
});
