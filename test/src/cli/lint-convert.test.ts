import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explanations } from '../../../engine/index.ts';
import { hoplight, inFolder, twoTiers } from './hoplight.ts';

const oneSubnet = [
  'format: hoplight/1',
  'vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16 }]',
  'subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.0.0.0/24 }]',
].join('\n');

describe('lint', () => {
  test('ends with 0 and the counts when there is no error', async () => {
    const { status, stdout } = await hoplight(['lint', '-'], { input: oneSubnet });
    expect(stdout).toMatch(/0 errors, 0 warnings, \d+ infos?\n$/);
    expect(status).toBe(0);
  });

  test('tells what AWS takes and the packets will not: replies that an ACL eats', async () => {
    const { status, stdout } = await hoplight(['lint', twoTiers]);
    expect(stdout).toMatch(/^error acl-drops-replies {2}.*\n.*acl-data/);
    expect(status).toBe(1);
  });

  test('--verbose tells what each code means, once', async () => {
    const { stdout } = await hoplight(['lint', twoTiers, '--verbose']);
    const [, heading, meaning] = /^error (acl-drops-replies) .*\n {2}(.*)\n {2}.*acl-data/.exec(stdout) ?? [];
    expect(heading).toBe('acl-drops-replies');
    expect(meaning).toBe(explanations['acl-drops-replies']);
    expect(stdout.split(meaning ?? '-')).toHaveLength(2);
  });

  test('ends with 1 and says file, line and what is wrong when there is one', async () => {
    const input = readFileSync(twoTiers, 'utf8').replace('ports: 443', 'ports: many');
    const { status, stdout } = await hoplight(['lint', '-'], { input });
    expect(stdout).toContain('error invalid-value');
    expect(stdout).toMatch(/ {2}-:\d+: .*many/);
    expect(status).toBe(1);
  });

  test('--strict counts warnings too, --json gives them as data', async () => {
    const input = `${oneSubnet}\nnam: one subnet\n`;
    expect((await hoplight(['lint', '-'], { input })).status).toBe(0);
    const { status, stdout } = await hoplight(['lint', '-', '--strict', '--json'], { input });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-lint/1',
      errors: 0,
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'unknown-key', severity: 'warning', file: '-' }),
      ]),
    });
  });

  test('input that is no network is unreadable', async () => {
    expect((await hoplight(['lint', '-'], { input: 'just words' })).status).toBe(2);
  });
});

describe('convert', () => {
  const flow = ['--from', 'web-1', '--to', 'db-1', '--port', '5432', '--json'];

  test.each(['hoplight', 'hoplight-json'])(
    'to %s gives a document with the same traces and flows',
    async (format) => {
      const converted = await hoplight(['convert', twoTiers, '--to', format]);
      expect(converted.status).toBe(0);
      expect(parse(converted.stdout)).toMatchObject({ format: 'hoplight/1', name: 'two tiers' });
      const [before, after] = await Promise.all([
        hoplight(['trace', twoTiers, ...flow]),
        hoplight(['trace', '-', ...flow], { input: converted.stdout }),
      ]);
      expect(JSON.parse(after.stdout)).toEqual(JSON.parse(before.stdout));
      expect((await hoplight(['test', '-'], { input: converted.stdout })).status).toBe(0);
      expect((await hoplight(['convert', '-', '--to', format], { input: converted.stdout })).stdout).toBe(
        converted.stdout,
      );
    },
  );

  test('-o writes a file and leaves standard output empty', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'out.json');
      const { status, stdout } = await hoplight(['convert', twoTiers, '--to', 'hoplight-json', '-o', file]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'hoplight/1' });
      const nowhere = await hoplight([
        'convert',
        twoTiers,
        '--to',
        'hoplight',
        '-o',
        join(folder, 'no/such/place.yaml'),
      ]);
      expect(nowhere.status).toBe(2);
      expect(nowhere.stderr).toContain('cannot be written: no such file');
    });
  });

  test('--json gives the document with what was read', async () => {
    const { stdout } = await hoplight(['convert', twoTiers, '--to', 'hoplight', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-convert/1',
      document: { name: 'two tiers' },
      read: expect.any(Array),
    });
  });
});
