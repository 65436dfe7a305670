/**
 * Traces as a person reads them: the first flow of some scenarios, line by line, in `test/golden/<slug>.txt`. A change
 * there is reviewed like code. `UPDATE_GOLDEN=1 npm test` writes them anew; the commit says why they changed.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { load, traceReport, traceText } from '../engine/index.ts';
import type { Question } from '../engine/index.ts';

const SLUGS = [
  'inspect-before-entry',
  'ipv6-out-but-not-in',
  'nat-instance-checks-addresses',
  'no-transit-through-the-hub',
  'one-way-peering',
  'out-and-back-in',
  'reply-never-came-home',
  'three-walls',
];

const WIDTH = 100;
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const goldenFile = (slug: string) => path(`golden/${slug}.txt`);

function textOf(slug: string): string {
  const folder = path(`../scenarios/${slug}`);
  const name = readdirSync(folder).find((file) => /^scenario\.(ya?ml|json)$/.test(file)) ?? 'scenario.yaml';
  const { network } = load([{ path: name, text: readFileSync(`${folder}/${name}`, 'utf8') }]);
  const [flow] = JSON.parse(readFileSync(`${folder}/flows.json`, 'utf8')) as [Question];
  const answer = traceReport(network, flow);
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join(' '));
  return `${traceText(answer.report, { width: WIDTH })}\n`;
}

test.each(SLUGS)('%s', (slug) => {
  const text = textOf(slug);
  if (isUpdate) writeFileSync(goldenFile(slug), text);
  expect(existsSync(goldenFile(slug)), `no golden trace of ${slug}: UPDATE_GOLDEN=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(goldenFile(slug), 'utf8'));
});

test.each(SLUGS)('%s: no line is wider than the page, and none ends in a blank', (slug) => {
  for (const line of textOf(slug).split('\n')) {
    expect(line).toBe(line.trimEnd());
    // A table row may be wider than the page where ids are long; sentences are not.
    if (/^ {2}\S/.test(line) && !/^ {2}▶/.test(line)) expect(line.length, line).toBeLessThanOrEqual(WIDTH);
  }
});

test('no golden trace is left behind', () => {
  expect(readdirSync(path('golden')).sort()).toEqual(SLUGS.map((slug) => `${slug}.txt`));
});
