/**
 * The worked cases of what a VPC connects to, one file each in `edge/`: a network as a document writes it, a question
 * and what must come of it. The words of `expect` are those of the shared cases: a component may be named by id, by the
 * host behind it, or by the subnet whose border or table it is.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import { lint, traceReport } from '../../engine/index.ts';
import type { Network, Question, TraceReport } from '../../engine/index.ts';

interface Expected {
  readonly verdict: string;
  readonly at?: string;
  readonly component?: string;
  readonly leg?: string;
  readonly reason?: string;
  readonly arrivesAt?: string;
  readonly rule?: string;
  readonly sourceSeenAtDestination?: string;
  readonly via?: string;
  /** What the asked name gives; `public` for an address that no VPC of the cases has. */
  readonly resolved?: string;
  /** What a name gives: an address, or what the resolver says instead. */
  readonly answer?: string;
  readonly warning?: string;
  readonly firewallZone?: readonly string[];
  /** The verdict of the conversation whose packets are mirrored. */
  readonly original?: string;
  readonly perChoice?: readonly { readonly choice: string; readonly verdict: string }[];
}

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly rules: readonly string[];
  readonly title: string;
  readonly network: Readonly<Record<string, unknown>>;
  readonly flow?: Question;
  readonly expect: Expected;
}

const folder = new URL('edge/', import.meta.url).pathname;

const cases = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case);

function networkOf(document: Case['network']): Network {
  const { network, diagnostics } = readHoplight(document);
  expect(diagnostics.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([]);
  return network;
}

function reportOf(network: Network, question: Question): TraceReport {
  const answer = traceReport(network, question);
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  return answer.report;
}

function hopsOf(report: TraceReport) {
  return [...report.forward.hops, ...(report.return?.hops ?? [])];
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.)/.test(address);
}

/** The words by which a report names its deciding component. */
function namesOf(report: TraceReport): (string | null)[] {
  const { component, componentName, subnet } = report;
  return [
    component,
    component?.replace(/^eni:/, '') ?? null,
    component?.replace(/^eni:([^:]+):.*/, '$1') ?? null,
    componentName,
    subnet,
  ];
}

describe.each(cases.filter(({ kind }) => kind === 'path'))(
  '$id $rules: $title',
  ({ network: document, flow, expect: wanted }) => {
    test('verdict, place and path', () => {
      if (flow === undefined) throw new Error('the case asks nothing');
      const report = reportOf(networkOf(document), flow);
      expect(report.verdict, report.reason).toBe(wanted.verdict);
      if (wanted.at !== undefined) expect(report.at, report.reason).toBe(wanted.at);
      if (wanted.component !== undefined) expect(namesOf(report)).toContain(wanted.component);
      if (wanted.leg !== undefined) expect(report.leg).toBe(wanted.leg);
      if (wanted.reason !== undefined) expect(report.detail).toBe(wanted.reason);
      if (wanted.arrivesAt !== undefined && wanted.verdict === 'reachable') {
        const last = report.forward.hops.at(-1);
        expect([
          last?.id.replace(/^eni:/, ''),
          last?.kind,
          last?.name,
          last?.steps.at(-1)?.packet.dst,
        ]).toContain(wanted.arrivesAt.replace(/ ENI$/, '').replace(/^target /, ''));
      }
      if (wanted.sourceSeenAtDestination !== undefined) {
        const last = report.forward.hops.at(-1)?.steps.at(-1);
        expect(last?.packet.src).toBe(wanted.sourceSeenAtDestination);
      }
      if (wanted.resolved !== undefined) {
        const { dst } = report.flow;
        expect(wanted.resolved === 'public' ? (isPrivate(dst) ? dst : 'public') : dst).toBe(wanted.resolved);
      }
      if (wanted.via !== undefined) {
        const ids = hopsOf(report).flatMap(({ id, kind, steps }) => [
          id,
          kind,
          ...steps.map(({ summary }) => summary),
        ]);
        expect(ids).toContain(wanted.via);
      }
      if (wanted.warning !== undefined) {
        expect(
          report.notes
            .map(({ text }) => text)
            .join('\n')
            .toLowerCase(),
        ).toContain(wanted.warning.toLowerCase());
      }
      if (wanted.perChoice !== undefined) {
        const got = report.paths.map(({ choices, verdict }) => ({ choice: choices[0]?.taken, verdict }));
        expect(got).toEqual(wanted.perChoice.map(({ choice, verdict }) => ({ choice, verdict })));
      }
    });
  },
);

const mirrors = cases.filter(({ kind }) => kind === 'mirror');

test.each(mirrors)('$id $rules: $title', ({ network: document, flow, expect: wanted }) => {
  if (flow === undefined) throw new Error('the case asks nothing');
  const report = reportOf(networkOf(document), flow);
  if (wanted.original !== undefined) expect(report.verdict).toBe(wanted.original);
  // The mirrored packet is the one that comes in; of what goes out the filter accepts nothing.
  const [copy] = report.mirrored;
  expect(copy).toMatchObject({ verdict: wanted.verdict, leg: 'forward', direction: 'ingress' });
  expect(copy?.rules).toContain(wanted.rule);
  expect(copy?.outer).toMatchObject({ src: '10.0.1.5', dst: '10.0.7.7', protocol: 'udp', dstPort: 4789 });
  expect(copy?.at).toBe(wanted.at ?? null);
  if (wanted.component !== undefined) expect(copy?.component).toBe(`eni:${wanted.component}`);
  if (wanted.arrivesAt !== undefined) expect(copy?.hops.at(-1)?.id).toBe(wanted.arrivesAt);
  expect(report.mirrored.slice(1).map(({ verdict }) => verdict)).toEqual(['not_mirrored']);
});

const names = cases.filter(({ expect: { answer } }) => answer !== undefined);

test.each(names)('$id $rules: $title', ({ network: document, flow, expect: { answer } }) => {
  if (flow === undefined) throw new Error('the case asks nothing');
  const report = reportOf(networkOf(document), flow);
  const asked = hopsOf(report)
    .flatMap(({ steps }) => steps)
    .filter(({ at }) => at === 'name')
    .map(({ summary }) => summary.replace(/^→ /, ''));
  expect(asked).toEqual([answer]);
  // Without an address nothing is sent, and the asked name stands for where it would have gone.
  expect(report.flow.dst).toBe(/^[\d.]+$/.test(answer ?? '') ? answer : flow.to);
});

const configurations = cases.filter(({ kind }) => kind === 'config');

test.each(configurations)('$id $rules: $title', ({ network: document, expect: wanted }) => {
  const errors = lint(networkOf(document)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ resource, rule }) => ({ resource, rule }))).toEqual([
    { resource: wanted.component, rule: wanted.rule },
  ]);
});
