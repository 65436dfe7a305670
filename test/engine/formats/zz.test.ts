import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'vitest';
import { parseText } from '../../../engine/formats/text/index.ts';
import { readAwsCli, isAwsCli } from '../../../engine/formats/aws-cli/index.ts';
const root = join(process.cwd(), '../shared/corpus');
const walk = (d: string): string[] => statSync(d).isFile() ? [d] : readdirSync(d).flatMap((n) => walk(join(d, n))).sort();
test('x', () => {
  for (const dir of (process.env.DIRS ?? '').split(',')) {
    const files = walk(join(root, dir)).filter((f) => f.endsWith('.json')).flatMap((f) => parseText({ path: relative(join(root, dir, '..'), f), text: readFileSync(f, 'utf8') }).files);
    const r = readAwsCli(files.filter((f) => isAwsCli(f.value)));
    console.log('#####', dir, files.length, files.filter((f) => !isAwsCli(f.value)).map((f) => f.path));
    if (process.env.DOC) console.log(JSON.stringify(r.document, null, 1));
    else console.log(JSON.stringify(Object.fromEntries(Object.entries(r.document).map(([k, v]) => [k, k === 'notHeld' ? v : Array.isArray(v) ? v.length : v]))));
    for (const d of r.diagnostics) console.log(d.severity, d.code, d.file ?? '', d.line ?? '', '|', d.detail);
    for (const c of r.counts) console.log(`${c.kind} ${c.read}/${c.inPart}/${c.skipped} ${c.why ?? ''}`);
  }
});
