import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, hoplightHere, inFolder } from './hoplight.ts';
import { needs, needsFile, paris, parisFile, pipe } from './plan.ts';

/** Runs `hoplight plan allocate … --needs needs.yaml`, with the plan `text` as `-` if there is one. */
const allocate = (list: string, args: readonly string[], text = '') =>
  inFolder(async (folder) => {
    const file = join(folder, 'needs.yaml');
    writeFileSync(file, list);
    const call = ['plan', 'allocate', ...args, '--needs', file];
    return text === '' ? hoplightHere(call) : hoplight(call, { input: text });
  });

describe('plan allocate', () => {
  test('tells what is new, with its addresses', async () => {
    const args = ['plan', 'allocate', '10.0.0.0/16', '--needs', needsFile];
    const { status, stdout, stderr } = await hoplight(args);
    expect(stdout).toBe(
      [
        'Change  Name   CIDR         Usable range           Usable  Zone        Kind',
        'new     app-a  10.0.0.0/22  10.0.0.4 – 10.0.3.254   1,019  eu-west-3a  private',
        'new     app-b  10.0.4.0/22  10.0.4.4 – 10.0.7.254   1,019  eu-west-3b  private',
        'new     web-a  10.0.8.0/24  10.0.8.4 – 10.0.8.254     251  eu-west-3a  public',
        'new     web-b  10.0.9.0/24  10.0.9.4 – 10.0.9.254     251  eu-west-3b  public',
        '',
        '4 new.',
        '',
      ].join('\n'),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('tells what moved and what was kept', async () => {
    const { status, stdout } = await allocate(`${needs}  - { name: "db\\e[1m", prefix: 20, zones: [] }`, [
      parisFile,
      '--strategy',
      'next-free',
    ]);
    expect(stdout).toMatch(/^moved +web-a +10\.0\.\d+\.0\/24 +10\.0\.0\.0\/20 /m);
    expect(stdout).toMatch(/^kept +db\u{FFFD}\[1m +10\.0\.128\.0\/20 /mu);
    expect(stdout).toMatch(/\n2 new, 2 moved, 1 kept\.\n$/);
    expect(status).toBe(0);
  });

  test('names what does not fit, by how much, and a block that would do, and ends with 1', async () => {
    const { status, stdout } = await allocate(needs, ['10.0.0.0/21']);
    expect(stdout).toMatch(/^new +app-b /m);
    expect(stdout).toMatch(
      /✗ 2 subnets of \/24 have no place \(`web-a`, `web-b`\): 512 addresses are needed and 0 /,
    );
    expect(stdout).toContain('No other order would find places for all: largest first wastes nothing.');
    expect(stdout).toContain(
      'All IPv4 subnets would fit if the block were `10.0.0.0/20`, or with a further block of /23.',
    );
    expect(status).toBe(1);
  });

  test('offers another strategy before another block', async () => {
    const list =
      'strategy: in-order\nneeds: [{ name: a, prefix: 26 }, { name: b, prefix: 25 }, { name: c, prefix: 26 }]';
    const { status, stdout } = await allocate(list, ['10.0.0.0/24']);
    expect(stdout).toContain('`--strategy largest-first` finds a place for all of them, and moves nothing.');
    expect(status).toBe(1);
    expect((await allocate(list, ['10.0.0.0/24', '--strategy', 'largest-first'])).status).toBe(0);
  });

  test('does not offer a block that AWS gives to no VPC', async () => {
    const list = 'needs: [{ name: a, prefix: 16 }, { name: b, prefix: 17 }]';
    const aws = await allocate(list, ['10.0.0.0/16']);
    expect(aws.stdout).toContain('All IPv4 subnets would fit with a further block of /17.');
    const standard = await allocate(list, ['10.0.0.0/16', '--cloud', 'standard']);
    expect(standard.stdout).toContain('would fit if the block were `10.0.0.0/15`, or with');
  });

  test('a family without a block, and a pin in the way, have no advice but their own', async () => {
    const family = await allocate('needs: [{ name: a, family: 6 }]', ['10.0.0.0/16']);
    expect(family.stdout).toContain('`a` has no place: the plan has no IPv6 block. Add one.');
    const pinned = await allocate(
      'needs: [{ name: web-a, prefix: 24 }]',
      ['-'],
      paris.replace('name: web-a', 'name: web-a, pinned: true'),
    );
    expect(pinned.stdout).toContain('✗ `web-a` is pinned as a /20 and would have to be a /24.');
    expect([family.status, pinned.status]).toEqual([1, 1]);
  });

  test('with --json the answer is the allocation, the plan in it', async () => {
    const { status, stdout } = await allocate(needs, ['10.0.0.0/22', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-allocation/1',
      fits: false,
      strategy: 'largest-first',
      changes: [{ change: 'new', name: 'app-a', cidr: '10.0.0.0/22' }],
      shortfalls: [
        { reason: 'no-space', names: ['app-b'], prefixLength: 22, wanted: 1024, free: 0, largestFree: null },
        { names: ['web-a', 'web-b'], sentence: expect.stringContaining('512 addresses short') },
      ],
      advice: { length: 2 },
      plan: { format: 'hoplight-plan/1', needs: { length: 2 } },
    });
    expect(status).toBe(1);
  });

  test('in another format it writes the plan, and the changes go to standard error', async () => {
    const { status, stdout, stderr } = await allocate(needs, ['10.0.0.0/22', '--format', 'csv']);
    expect(stdout).toContain('app-a');
    expect(stderr).toMatch(/^1 new\.\n`app-b` has no place/);
    expect(status).toBe(1);
  });

  test('keeps the needs in the plan, to be allocated again', async () => {
    await inFolder(async (folder) => {
      const [list, plan] = [join(folder, 'needs.yaml'), join(folder, 'plan.yaml')];
      writeFileSync(list, `block: 10.0.0.0/16\ncloud: gcp\nstrategy: keep-gap\n${needs}`);
      expect((await hoplightHere(['plan', 'allocate', '--needs', list, '-o', plan])).status).toBe(0);
      expect(readFileSync(plan, 'utf8')).toMatch(/^cloud: gcp$/m);
      const again = await hoplightHere(['plan', 'allocate', plan]);
      expect(again.stdout).toMatch(/\n4 kept\.\n$/);
      const piped = await pipe(
        [plan, '--json'],
        ['allocate', '-', '--strategy', 'next-free', '--format', 'text'],
      );
      expect(piped.stdout).toMatch(/\n4 kept\.\n$/);
    });
  });

  test.each([
    { list: 'needs: []', args: ['10.0.0.0/16'], says: 'holds no need' },
    { list: 'needs: [{ name: a }]', args: ['10.0.0.0/16'], says: 'it has no size' },
    { list: 'needs: [{ name: a, hosts: 70000 }]', args: ['10.0.0.0/16'], says: 'more hosts than any subnet' },
    { list: needs, args: [], says: 'Say where to allocate' },
    {
      list: needs,
      args: ['10.0.0.0/16', '--strategy', 'biggest'],
      says: 'Allowed choices are largest-first',
    },
    { list: '{', args: ['10.0.0.0/16'], says: 'unreadable-text' },
  ])('refuses $list $args', async ({ list, args, says }) => {
    const { status, stdout, stderr } = await allocate(list, args);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('refuses a call without needs, or with two things on standard input', async () => {
    const none = await hoplightHere(['plan', 'allocate']);
    expect(none.stderr).toContain('Give the needs with --needs');
    const nothing = await hoplightHere(['plan', 'allocate', '10.0.0.0/16']);
    expect(nothing.stderr).toContain('The plan holds no needs.');
    const both = await hoplight(['plan', 'allocate', '-', '--needs', '-'], { input: needs });
    expect(both.stderr).toContain('Standard input can be read once');
    expect([none.status, nothing.status, both.status]).toEqual([2, 2, 2]);
  });
});
