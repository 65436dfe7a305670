import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, inFolder, twoTiers } from './hoplight.ts';

const holds = { name: 'holds', from: 'internet', to: 'web-1', port: 443, expect: 'reachable' };
const differs = { name: 'differs <&>', from: 'web-1', to: 'db-1', port: 5432, expect: 'reachable' };

/** Runs `hoplight test` with a flows file of this name and text. */
function withFlows(name: string, text: string, ...options: string[]) {
  return inFolder((folder) => {
    writeFileSync(join(folder, name), text);
    return hoplight(['test', twoTiers, '--flows', join(folder, name), ...options]);
  });
}

describe('test', () => {
  test('checks the flows of the document', async () => {
    const { status, stdout } = await hoplight(['test', twoTiers]);
    expect(stdout).toBe(
      '✓ the world reaches the web\n✓ the reply of the database is dropped\n\n2 of 2 flows as expected\n',
    );
    expect(status).toBe(0);
  });

  test.each([
    { name: 'flows.json', text: JSON.stringify([holds, differs], null, 2) },
    { name: 'flows.jsonl', text: `${JSON.stringify(holds)}\n\n${JSON.stringify(differs)}\n` },
    { name: 'flows', text: `${JSON.stringify(holds)}\n${JSON.stringify(differs)}` },
    {
      name: 'flows.yaml',
      text: `- { name: holds, from: internet, to: web-1, port: 443, expect: reachable }\n- ${JSON.stringify(differs)}\n`,
    },
    { name: 'document.yaml', text: `flows:\n  - ${JSON.stringify(holds)}\n  - ${JSON.stringify(differs)}\n` },
  ])('reads further flows from $name', async ({ name, text }) => {
    const { status, stdout } = await withFlows(name, text);
    expect(stdout).toContain('✓ holds\n✗ differs <&>\n');
    expect(stdout).toContain('3 of 4 flows as expected');
    expect(status).toBe(1);
  });

  test('takes an expectation that names what must decide', async () => {
    const expectation = (at: string) => ({
      ...differs,
      expect: { verdict: 'return_blocked', at, component: 'acl-data' },
    });
    expect((await withFlows('f.json', JSON.stringify([expectation('nacl-egress')]))).status).toBe(0);
    const wrong = await withFlows('f.json', JSON.stringify([expectation('nacl-ingress')]));
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toContain('nacl-egress');
  });

  test('--json tells each flow with its answer', async () => {
    const { stdout } = await withFlows('f.json', JSON.stringify([differs]), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-test/1',
      passed: 2,
      failed: 1,
      flows: [
        {},
        {},
        {
          name: 'differs <&>',
          from: 'web-1',
          to: 'db-1',
          expect: 'reachable',
          holds: false,
          verdict: 'return_blocked',
          at: 'nacl-egress',
        },
      ],
    });
  });

  test('--junit writes a case for each flow, with the trace of those that fail', async () => {
    await inFolder(async (folder) => {
      const flows = join(folder, 'f.json');
      const report = join(folder, 'report.xml');
      writeFileSync(flows, JSON.stringify([differs, { ...differs, name: 'unknown end', to: 'db-9' }]));
      const { status } = await hoplight(['test', twoTiers, '--flows', flows, '--junit', report]);
      expect(status).toBe(1);
      const xml = readFileSync(report, 'utf8');
      expect(xml).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="hoplight" tests="4" failures="1" errors="1" /,
      );
      expect(xml).toContain('name="differs &lt;&amp;&gt;"');
      expect(xml).toMatch(/<failure message="[^"]+">✗ {2}Reply blocked/);
      expect(xml).toMatch(/<error message="[^"]*db-9[^"]*"\/>/);
    });
  });

  test('a flow that cannot be asked does not hold; one that cannot be read is unreadable input', async () => {
    const unknown = await withFlows('f.json', JSON.stringify([{ ...holds, to: 'db-9' }]));
    expect(unknown.stdout).toContain('Did you mean `db-1`');
    expect(unknown.status).toBe(1);
    const broken = await withFlows('f.jsonl', `${JSON.stringify(holds)}\n{"from"\n`);
    expect(broken.stdout).toMatch(/✗ \S+f\.jsonl:2\n {4}This line is not JSON/);
    expect(broken.status).toBe(2);
    const noForm = await withFlows('f.txt', '"from: [');
    expect(noForm.stdout).toContain('neither JSON, JSON lines nor YAML');
    expect(noForm.status).toBe(2);
  });

  test('nothing to check is no success', async () => {
    const network = readFileSync(twoTiers, 'utf8').replace(/^flows:[\s\S]*/m, '');
    const { status, stderr } = await hoplight(['test', '-'], { input: network });
    expect(stderr).toContain('No flow has an `expect`');
    expect(status).toBe(2);
  });

  test('says how many flows it left out for want of an expectation', async () => {
    const question = { ...holds, expect: undefined };
    const { stdout } = await withFlows('f.json', JSON.stringify([question]));
    expect(stdout).toContain('2 of 2 flows as expected, 1 flow without expect left out');
  });
});
