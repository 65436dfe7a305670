/**
 * The worked cases of what a GB costs, one file each in `edge/`: a network as a document writes it, a flow, and the items
 * that 1 GB in the direction of the request is billed by, in path order.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import { traceReport } from '../../engine/index.ts';
import type { Question } from '../../engine/index.ts';

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly rules: readonly string[];
  readonly title: string;
  readonly network: Readonly<Record<string, unknown>>;
  readonly flow: Question;
  readonly expect: {
    readonly rule: string;
    readonly lines: readonly (readonly [key: string, usdPerGb: number])[];
    readonly usdPerGb: number;
  };
}

const folder = new URL('edge/', import.meta.url).pathname;

const cases = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case)
  .filter(({ kind }) => kind === 'cost');

test.each(cases)('$id $rules: $title', ({ network: document, flow, expect: wanted }) => {
  const { network, diagnostics } = readHoplight(document);
  expect(diagnostics.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([]);
  const answer = traceReport(network, flow);
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  const { verdict, reason, cost } = answer.report;
  expect(verdict, reason).toBe('reachable');
  expect(cost.request.lines.map(({ key, usdPerGb }) => [key, usdPerGb])).toEqual(wanted.lines);
  expect(cost.request.usdPerGb).toBe(wanted.usdPerGb);
  expect(cost.request.lines.map(({ rule }) => rule)).toContain(wanted.rule);
});
