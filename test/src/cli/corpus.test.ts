/** The command line on real describe output, where the corpus stands beside the checkout. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, root } from './hoplight.ts';

const corpus = join(root, '../shared/corpus/batfish');
const isHere = existsSync(corpus);
if (!isHere) console.warn(`The corpus is not at ${corpus}: nothing of it was checked.`);

describe('the corpus, where it is there', () => {
  test('a folder of describe output is traced as it is', async () => {
    if (!isHere) return;
    const folder = join(corpus, 'test-public-subnet/aws_configs');
    const flow = ['--from', 'internet:8.8.8.8', '--to', '18.216.80.133', '--src-port', '49152'];
    const web = await hoplight(['trace', folder, ...flow, '--port', '80', '--json']);
    expect(JSON.parse(web.stdout)).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni-00064850627e198ee' });
    expect(web.status).toBe(1);
    expect((await hoplight(['trace', folder, ...flow, '--port', '22'])).status).toBe(0);
  });

  test('converted, it gives the same answer', async () => {
    if (!isHere) return;
    const folder = join(corpus, 'test-nat-gateway/aws_configs');
    const document = (await hoplight(['convert', folder, '--to', 'hoplight'])).stdout;
    const lines = ['10.10.1.70', '10.10.2.10', 'internet'].flatMap((from) =>
      ['10.10.1.70', '10.10.2.10', 'internet'].map((to) => JSON.stringify({ from, to, port: 22 })),
    );
    const [batch, input] = [lines.join('\n'), document];
    const before = await hoplight(['trace', folder, '--batch', '-'], { input: batch });
    const after = await hoplight(['trace', '-', '--batch', '/dev/stdin'], { input });
    expect(before.stdout).not.toBe('');
    expect(after.status).toBe(2);
  });
});
