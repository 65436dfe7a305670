/** What is said of the step that decides, in the row and under it: neither twice, nor in the engine's own words. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load, traceReport } from '../../../engine/index.ts';
import type { Question } from '../../../engine/index.ts';
import { columnsOf, decisionsOf } from '../../../src/layout/column.ts';
import { decisionText, stopLine } from '../../../src/tracer/words.ts';

const folder = new URL('../../../scenarios/', import.meta.url);

function saidOf(slug: string): { readonly row: string; readonly line: string } {
  const file = readdirSync(new URL(`${slug}/`, folder)).find((name) => name.startsWith('scenario.')) ?? '';
  const read = (name: string) => readFileSync(new URL(`${slug}/${name}`, folder), 'utf8');
  const [question] = JSON.parse(read('flows.json')) as [Question];
  const answer = traceReport(load([{ path: file, text: read(file) }]).network, question, { suggest: false });
  if (!answer.ok) throw new Error(answer.errors[0]?.message);
  const decision = decisionsOf(columnsOf(answer.report)).find(({ decides }) => decides);
  if (decision === undefined) throw new Error(`${slug} is not blocked`);
  const { what, entry } = decisionText(decision);
  return {
    row: [decision.step.label, what, entry].filter((part) => part !== '').join(' '),
    line: stopLine(decision.step),
  };
}

test.each([
  ['all-outbound-means-ipv4', 'Group out sg-push', 'No rule lets it through'],
  ['one-request-in-three', 'NAT no entry', 'Dropped here'],
  ['private-zone-hides-the-shop', 'Name NXDOMAIN', 'Nothing is sent'],
  ['attached-in-one-zone', 'Attachment no subnet in this zone', 'Dropped here'],
  ['reply-never-came-home', 'ACL in acl-app *', 'Dropped by the final deny'],
])('%s: %s, %s', (slug, row, line) => {
  expect(saidOf(slug)).toEqual({ row, line });
});
