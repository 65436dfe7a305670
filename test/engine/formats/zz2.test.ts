import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'vitest';
import { parseText } from '../../../engine/formats/text/index.ts';
import { readAwsCli, isAwsCli } from '../../../engine/formats/aws-cli/index.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
const root = join(process.cwd(), '../shared/corpus');
const walk = (d: string): string[] => statSync(d).isFile() ? [d] : readdirSync(d).flatMap((n) => walk(join(d, n))).sort();
test('x', () => {
  for (const dir of (process.env.DIRS ?? '').split(',')) {
    const files = walk(join(root, dir)).filter((f) => f.endsWith('.json')).flatMap((f) => parseText({ path: relative(join(root, dir, '..'), f), text: readFileSync(f, 'utf8') }).files);
    const r = readAwsCli(files.filter((f) => isAwsCli(f.value)));
    const n = readHoplight(r.document, { origins: r.origins });
    console.log('#####', dir, n.network.networkInterfaces.size, n.network.byId.size);
    for (const d of n.diagnostics) console.log(d.severity, d.code, d.file ?? '', d.line ?? '', '|', d.detail);
  }
});
