import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, root, twoTiers } from './hoplight.ts';

const commands = ['trace', 'test', 'lint', 'calc', 'plan', 'convert', 'flow-log', 'cost', 'open'];

describe('help', () => {
  test('lists every command', async () => {
    const { status, stdout } = await hoplight(['--help']);
    expect(status).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  test.each(commands)('of %s shows its options, examples and exit status', async (command) => {
    const { status, stdout, stderr } = await hoplight([command, '--help']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('--json');
    expect(stdout).toContain(`$ hoplight ${command} `);
    expect(stdout).toContain('Exit status: ');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  const verbs = [
    ...['create', 'split', 'allocate', 'free', 'check', 'show'].map((verb) => ['plan', verb]),
    ...['hosts', 'split', 'list', 'aggregate', 'overlaps', 'cidrsubnet'].map((verb) => ['calc', verb]),
  ];

  test.each(verbs)('of %s %s too', async (command, verb) => {
    const { status, stdout } = await hoplight([command ?? '', verb ?? '', '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--json');
    expect(stdout).toMatch(new RegExp(`\\$ hoplight ${command} (${verb} |plan)`));
    expect(stdout).toContain('Exit status: ');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('the version is that of the package', async () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await hoplight(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });
});

describe('the installed command', () => {
  test('can be executed as it is', () => {
    const { status, stdout } = spawnSync(join(root, 'dist/src/cli/main.js'), ['--version'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test('is found by npx in the checkout', () => {
    const { status, stdout } = spawnSync('npx', ['hoplight', 'calc', '10.0.0.0/24'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^10\.0\.0\.0\/24\n/);
    expect(status).toBe(0);
  });
});

describe('a wrong call ends with status 2, a message on standard error and nothing on standard output', () => {
  test.each([
    { args: [], says: 'Usage: hoplight' },
    { args: ['trac'], says: 'Did you mean trace?' },
    { args: ['trace', twoTiers, '--prot', 'tcp'], says: "unknown option '--prot'" },
    { args: ['trace'], says: "missing required argument 'input'" },
    { args: ['trace', twoTiers, '--from', 'web-1'], says: 'A trace needs --to.' },
    {
      args: ['trace', twoTiers, '--from', 'web-1', '--to', 'db-1', '--port', '65536'],
      says: 'Write a number from 0 to 65535.',
    },
    {
      args: ['trace', twoTiers, '--from', 'web-1', '--to', 'db-1', '--port', '0x50'],
      says: 'Write a number from 0 to 65535.',
    },
    {
      args: ['trace', twoTiers, '--from', 'web-1', '--to', 'db-1', '--family', '5'],
      says: 'Allowed choices are 4, 6.',
    },
    {
      args: ['trace', twoTiers, '--as', 'visio', '--from', 'a', '--to', 'b'],
      says: 'Allowed choices are hoplight, aws-cli.',
    },
    { args: ['trace', twoTiers, '--batch', 'flows.jsonl', '--src-port', '1'], says: 'leave out --src-port' },
    { args: ['trace', '-', '--batch', '-'], says: 'Standard input cannot be both' },
    { args: ['convert', twoTiers], says: "required option '--to <format>' not specified" },
    { args: ['calc', '10.0.0.0'], says: '`10.0.0.0` has no prefix length' },
    { args: ['open', '--port', 'x'], says: 'Write a number from 0 to 65535.' },
  ])('$args', async ({ args, says }) => {
    const { status, stdout, stderr } = await hoplight(args);
    expect(stderr).toContain(says);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
