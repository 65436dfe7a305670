import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, inFolder, startHoplight, twoTiers } from './hoplight.ts';

const batch = (lines: readonly string[], ending = '\n') =>
  hoplight(['trace', twoTiers, '--batch', '-'], { input: lines.join(ending) });
const results = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const reachable = '{"from":"internet","to":"web-1","port":443}';
const blocked = '{"name":"blocked","from":"web-1","to":"db-1","port":5432}';

describe('trace --batch', () => {
  test('answers a line for each line, in order, with its number', async () => {
    const { status, stdout } = await batch([reachable, '', blocked]);
    expect(results(stdout)).toMatchObject([
      { line: 1, format: 'hoplight-trace/1', verdict: 'reachable' },
      { line: 3, verdict: 'return_blocked', flow: { name: 'blocked' } },
    ]);
    expect(status).toBe(1);
  });

  test('ends with 0 when all are reachable or as they expect', async () => {
    const { status, stdout } = await batch([reachable, blocked.replace('}', ',"expect":"return_blocked"}')]);
    expect(results(stdout)).toMatchObject([{}, { expect: 'return_blocked', holds: true, difference: null }]);
    expect(status).toBe(0);
  });

  test('gives a result with error and number for a line that cannot be read or asked, and goes on', async () => {
    const cases = [
      { line: 'not json', says: 'not JSON' },
      { line: '{"from":"web-1"', says: 'not JSON' },
      { line: '[]', says: 'A flow is an object' },
      { line: 'null', says: 'A flow is an object' },
      { line: '"web-1"', says: 'A flow is an object' },
      { line: '{"from":"web-1"}', says: '`to` is missing' },
      { line: '{"from":7,"to":"db-1"}', says: '`from` must be text' },
      { line: '{"from":"web-1","to":"db-1","port":"443"}', says: '`port` must be a number from 0 to 65535' },
      { line: '{"from":"web-1","to":"db-1","port":1e9}', says: '`port` must be a number from 0 to 65535' },
      { line: '{"from":"web-1","to":"db-1","port":443,"family":5}', says: '`family` must be 4 or 6' },
      {
        line: '{"from":"web-1","to":"db-1","port":443,"expect":"reachabel"}',
        says: '`expect` must be one of',
      },
      { line: '{"from":"web-1","to":"db-9","port":443}', says: 'Did you mean `db-1`' },
      { line: '{"from":"web-1","to":"db-1","port":443,"protocol":"tpc"}', says: 'is not a protocol' },
    ];
    const { status, stdout } = await batch([...cases.map(({ line }) => line), reachable]);
    expect(results(stdout)).toMatchObject([
      ...cases.map(({ says }, index) => ({
        line: index + 1,
        error: expect.stringContaining(says) as string,
      })),
      { line: cases.length + 1, verdict: 'reachable' },
    ]);
    expect(status).toBe(2);
  });

  test('answers a line with an unknown member and says which was probably meant', async () => {
    const { status, stdout } = await batch(['{"from":"internet","to":"web-1","port":443,"prot":"tcp"}']);
    expect(results(stdout)).toMatchObject([
      { verdict: 'reachable', warnings: [expect.stringContaining('did you mean `protocol`')] },
    ]);
    expect(status).toBe(0);
  });

  test('reads a file, Windows line ends and a byte-order mark', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'flows.jsonl');
      writeFileSync(file, `\uFEFF${reachable}\r\n${reachable}\r\n`);
      const { status, stdout } = await hoplight(['trace', twoTiers, '--batch', file]);
      expect(results(stdout)).toHaveLength(2);
      expect(status).toBe(0);
    });
  });

  test('answers each line as it comes, so that a program can ask and wait', async () => {
    const child = startHoplight(['trace', twoTiers, '--batch', '-']);
    child.stdout.setEncoding('utf8');
    const answer = (): Promise<string> => new Promise((resolve) => child.stdout.once('data', resolve));
    for (const expected of [1, 2]) {
      const waiting = answer();
      child.stdin.write(`${reachable}\n`);
      expect(JSON.parse(await waiting)).toMatchObject({ line: expected, verdict: 'reachable' });
    }
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });

  test('a batch file that is not there is a wrong call', async () => {
    const { status, stderr } = await hoplight(['trace', twoTiers, '--batch', 'nowhere.jsonl']);
    expect(stderr).toContain('`nowhere.jsonl` cannot be read: no such file.');
    expect(status).toBe(2);
  });
});
