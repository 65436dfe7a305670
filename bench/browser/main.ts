/**
 * The benchmark of the built app in Chromium: `--only=plan,size` for some items.
 *
 * Exit code 1 when a figure is over its limit in the run and in two repetitions of its item.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Bench } from './app.ts';
import type { BrowserItem, Measured } from './item.ts';
import { items } from './items/index.ts';

const REPETITIONS = 2;
const REPORT = 'dist/bench/browser.json';

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = options.only?.split(',');
const bench = await Bench.start(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium');
const results: { item: string; measured: readonly Measured[] }[] = [];
try {
  for (const item of items.filter(({ id }) => chosen?.includes(id) ?? true)) {
    const measured = await measureUntilPassed(item);
    results.push({ item: item.id, measured });
    console.log(`${item.id}: ${item.title}`);
    for (const each of measured) console.log(`  ${isOver(each) ? 'OVER ' : ''}${textOf(each)}`);
  }
} finally {
  await bench.stop();
}
const all = results.flatMap(({ measured }) => measured).filter(({ limit }) => limit !== undefined);
const over = all.filter(isOver);
mkdirSync('dist/bench', { recursive: true });
writeFileSync(REPORT, `${JSON.stringify({ schema: 1, results }, undefined, 2)}\n`);
console.log(`${all.length} limits, ${over.length} exceeded; see ${REPORT}`);
process.exitCode = over.length > 0 ? 1 : 0;

/** A figure within its limit is proof; one over it may be a busy neighbour, so that the item is tried again. */
async function measureUntilPassed(item: BrowserItem): Promise<readonly Measured[]> {
  let measured = await item.measure(bench);
  for (let repetition = 0; repetition < REPETITIONS && measured.some(isOver); repetition++)
    measured = await item.measure(bench);
  return measured;
}

function isOver({ value, limit }: Measured): boolean {
  return limit !== undefined && value > limit;
}

function textOf({ what, value, unit, limit, milliseconds }: Measured): string {
  const number = (figure: number) => (figure >= 100 ? figure.toFixed(0) : figure.toFixed(1));
  const most = limit === undefined ? '' : `, at most ${number(limit)}`;
  const here = milliseconds === undefined ? '' : ` (${number(milliseconds)} ms here)`;
  return `${what}: ${number(value)} ${unit}${most}${here}`;
}
