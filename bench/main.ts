/**
 * Runs the benchmark: `--quick` for the short run, `--only=a4,h1` for some items, `--out=folder` for the reports.
 * `--alone` is how it runs itself for one item whose gate failed.
 *
 * Exit code 1 when a gate failed in the run and in three repetitions of its item alone.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { type GateResult, checkGates } from './gates.ts';
import type { BenchItem } from './item.ts';
import { items } from './items/index.ts';
import { type Report, markdownOf, reportOf } from './report.ts';
import { type Budget, type ItemResult, checksumOfAll, runItem } from './runner.ts';

const FULL: Budget = { msPerContender: 1200, fewestRounds: 12 };
const QUICK: Budget = { msPerContender: 160, fewestRounds: 8 };
const REPETITIONS = 3;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    out: { type: 'string', default: 'dist/bench' },
    alone: { type: 'boolean', default: false },
  },
});

const chosen = options.only?.split(',');
const budget = options.quick ? QUICK : FULL;
const outcomes = items
  .filter(({ id }) => chosen?.includes(id) ?? true)
  .map((item) => runUntilPassed(item, budget));
const gates = outcomes.flatMap((outcome) => outcome.gates);
const report = reportOf(
  outcomes.map(({ result }) => result),
  gates,
  { node: process.version, quick: options.quick, checksum: checksumOfAll(), versionOf },
);

mkdirSync(options.out, { recursive: true });
writeFileSync(join(options.out, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
writeFileSync(join(options.out, 'report.md'), markdownOf(report));
for (const { item, gate, outcome, measured } of gates.filter(({ outcome }) => outcome !== 'passed')) {
  console.log(`${outcome}: ${item}: ${gate} (${measured})`);
}
const failed = gates.filter(({ outcome }) => outcome === 'failed').length;
console.log(`${gates.length} gates, ${failed} failed; see ${join(options.out, 'report.md')}`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * Runs an item, and again while a gate fails: a pass is proof, a failure may be a busy neighbour, or the items before,
 * whose inputs the code was compiled for. So it is run again alone, in a process of its own.
 */
function runUntilPassed(item: BenchItem, within: Budget): { result: ItemResult; gates: GateResult[] } {
  for (let repetition = 0; ; repetition++) {
    const result = repetition === 0 || options.alone ? runItem(item, within) : runAlone(item);
    const gatesOfItem = checkGates(result);
    const passed = gatesOfItem.every(({ outcome }) => outcome !== 'failed');
    console.log(`${item.id}: ${item.title}${passed ? '' : ' – a gate failed'}`);
    if (passed || options.alone || repetition === REPETITIONS) return { result, gates: gatesOfItem };
  }
}

/** The result of this program run for one item only. */
function runAlone({ id }: BenchItem): ItemResult {
  const out = join(options.out, 'alone');
  const args = [
    process.argv[1] ?? '',
    '--alone',
    `--only=${id}`,
    `--out=${out}`,
    ...(options.quick ? ['--quick'] : []),
  ];
  spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
  const reported = report.items.find((each) => each.id === id);
  if (reported === undefined) throw new Error(`The item ${id} left no result when it was run alone.`);
  return { ...reported, counters: report.counters[id] ?? {}, growth: report.growth[id] ?? {} };
}

/** Reads the version of an installed package, whether or not it exports its package.json. */
function versionOf(packageName: string): string | undefined {
  for (const from of ['package.json', 'bench/native/package.json']) {
    try {
      const entry = createRequire(join(process.cwd(), from)).resolve(packageName);
      const folder = entry.slice(0, entry.lastIndexOf(`/${packageName}/`) + packageName.length + 1);
      return versionIn(folder);
    } catch {
      // Not installed here; the native peers live in a folder of their own.
    }
  }
  return undefined;
}

function versionIn(folder: string): string | undefined {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version?: string }).version;
}
