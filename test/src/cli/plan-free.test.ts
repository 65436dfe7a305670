import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixtures, hoplightHere } from './hoplight.ts';
import { parisFile, pipe } from './plan.ts';

const free = (...args: string[]) => hoplightHere(['plan', 'free', parisFile, ...args]);

describe('plan free', () => {
  test('lists the free blocks and their sum', async () => {
    const { status, stdout } = await free();
    expect(stdout).toMatch(/^10\.0\.32\.0\/19 +10\.0\.32\.0 – 10\.0\.63\.255 +8,192 {2}main$/m);
    expect(stdout).toMatch(/\n5 free blocks, 53,248 IPv4 addresses\.\n$/);
    expect(status).toBe(0);
    expect(JSON.parse((await free('--json')).stdout)).toMatchObject({
      format: 'hoplight-free/1',
      blocks: {
        length: 5,
        0: { cidr: '10.0.32.0/19', family: 4, last: '10.0.63.255', addressCount: 8192, vpc: 'main' },
      },
    });
  });

  test('names the next free block of a size, alone, from the smallest free block that holds one', async () => {
    expect(await free('--size', '24')).toEqual({ status: 0, stdout: '10.0.144.0/24\n', stderr: '' });
    expect((await free('--hosts', '5000')).stdout).toBe('10.0.32.0/19\n');
    expect(JSON.parse((await free('--size', '20', '--json')).stdout)).toMatchObject({
      family: 4,
      prefixLength: 20,
      next: { cidr: '10.0.144.0/20' },
      count: 13,
    });
  });

  test('lists all of a size, as many as fit a page', async () => {
    const { stdout } = await free('--size', '19', '--list');
    expect(stdout.trimEnd().split('\n')).toEqual([
      '10.0.32.0/19',
      '10.0.64.0/19',
      '10.0.96.0/19',
      '10.0.160.0/19',
      '10.0.192.0/19',
      '10.0.224.0/19',
    ]);
    const many = await hoplightHere(['plan', 'free', '2001:db8::/32', '--size', '64', '--list']);
    expect(many.stdout.trimEnd().split('\n')).toHaveLength(65_536);
    expect(many.stdout).toMatch(/\n2001:db8:0:ffff::\/64\n$/);
    expect(many.stderr).toBe('The first 65,536 of 4,294,967,296 blocks of /64.\n');
  });

  test('IPv6 counts are text', async () => {
    const { stdout } = await hoplightHere(['plan', 'free', '2001:db8::/56', '--size', '64', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      family: 6,
      next: { cidr: '2001:db8::/64', addressCount: '18446744073709551616' },
      count: '256',
    });
  });

  test('ends with 1 when none is free, and says what is', async () => {
    const { status, stdout, stderr } = await free('--size', '17');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe('No /17 is free: the largest free IPv4 block is a /18.\n');
    expect((await free('--size', '64')).stderr).toBe('No IPv6 address is free.\n');
    expect((await free('--hosts', '70000')).stderr).toBe('AWS has no IPv4 subnet for so many hosts.\n');
    const full = await pipe(
      ['create', '10.0.0.0/24', '--json'],
      ['allocate', '-', '--needs', join(fixtures, 'whole.yaml'), '--format', 'json'],
      ['free', '-'],
    );
    expect(full).toMatchObject({ status: 0, stdout: 'Nothing is free.\n' });
  });

  test.each([
    { args: ['--list'], says: '`--list` lists blocks of a size' },
    { args: ['--size', '24', '--hosts', '3'], says: 'cannot be used with option' },
    {
      args: ['--size', '64', '--family', '4'],
      says: 'An IPv4 block has a prefix length from 0 to 32, not 64.',
    },
    { args: ['--size', 'x'], says: 'Write a prefix length' },
  ])('refuses $args', async ({ args, says }) => {
    const { status, stdout, stderr } = await free(...args);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
