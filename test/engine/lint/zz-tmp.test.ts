import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'vitest';
import { load } from '../../../engine/formats/load.ts';
import { lint } from '../../../engine/lint/index.ts';

function filesIn(dir: string): string[] {
  return readdirSync(dir).flatMap((n) => { const p = join(dir, n); return statSync(p).isDirectory() ? filesIn(p) : [p]; });
}
test('tmp', () => {
  const out: string[] = [];
  const run = (name: string, paths: string[]) => {
    const files = paths.map((path) => ({ path, text: readFileSync(path, 'latin1').includes('\u0000') ? readFileSync(path, 'utf16le').replace(/^\ufeff/, '') : readFileSync(path, 'utf8') }));
    let t = performance.now();
    const { network } = load(files);
    const l = performance.now() - t; t = performance.now();
    const ds = lint(network);
    out.push(`\n=== ${name} load ${l.toFixed(0)} lint ${(performance.now() - t).toFixed(0)} eni ${network.networkInterfaces.size}`);
    for (const d of ds) out.push(`${d.severity} ${d.code} ${d.rule} ${d.detail}`);
  };
  for (const s of readdirSync('scenarios')) { try { run(s, [join('scenarios', s, 'scenario.yaml')]); } catch (e) { out.push(`${s} ${String(e)}`); } }
  for (const base of ['/work/shared/corpus/batfish', '/work/shared/corpus/aws-cli']) for (const d of readdirSync(base)) {
    const p = join(base, d);
    if (!statSync(p).isDirectory() || d === 'examples') continue;
    try { run(relative('/work/shared/corpus', p), filesIn(p).filter((f) => /\.json$/.test(f))); } catch (e) { out.push(`${p} ${String((e as Error).stack)}`); }
  }
  writeFileSync('/tmp/lint-out.txt', out.join('\n'));
});
