import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, hoplightHere, inFolder } from './hoplight.ts';
import { needs, paris, parisFile, pipe } from './plan.ts';

describe('plan', () => {
  test('shows a table: groups indented, free space, a line of totals; nothing steers the terminal', async () => {
    const { status, stdout, stderr } = await hoplight(['plan', '-'], { input: paris });
    expect(stdout.split('\n')).toEqual([
      'Paris  10.0.0.0/16  AWS',
      '',
      'Name       CIDR           Usable range               Usable  Zone        Kind      Note',
      'main       10.0.0.0/16    3 subnets                  12,273',
      '  Edge     10.0.0.0/17    2 subnets                   8,182',
      '    web-a  10.0.0.0/20    10.0.0.4 – 10.0.15.254      4,091  eu-west-3a  public    NAT gateway',
      '    web-b  10.0.16.0/20   10.0.16.4 – 10.0.31.254     4,091  eu-west-3b  public',
      '    free   10.0.32.0/19   10.0.32.0 – 10.0.63.255     8,192',
      '    free   10.0.64.0/18   10.0.64.0 – 10.0.127.255   16,384',
      '  db\u{FFFD}[1m   10.0.128.0/20  10.0.128.4 – 10.0.143.254   4,091              isolated  keep\u{FFFD}out',
      '  free     10.0.144.0/20  10.0.144.0 – 10.0.159.255   4,096',
      '  free     10.0.160.0/19  10.0.160.0 – 10.0.191.255   8,192',
      '  free     10.0.192.0/18  10.0.192.0 – 10.0.255.255  16,384',
      '',
      '3 subnets, 5 free blocks. 12,288 of 65,536 addresses in subnets, 12,273 usable.',
      '',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('`plan show` is the same, and --cloud counts as another cloud does', async () => {
    const shown = await hoplightHere(['plan', 'show', parisFile, '--cloud', 'standard']);
    expect(shown.stdout).toMatch(/^Paris {2}10\.0\.0\.0\/16 {2}Standard\n/);
    expect(shown.stdout).toMatch(/web-a +10\.0\.0\.0\/20 +10\.0\.0\.1 – 10\.0\.15\.254 +4,094 /);
  });

  test('cuts what is too long for the page, and names IPv6 counts as powers of two', async () => {
    const long = 'x'.repeat(300);
    const input = JSON.stringify({
      format: 'hoplight-plan/1',
      name: long,
      cloud: 'aws',
      blocks: [
        {
          cidr: '2001:db8:1234:5600::/56',
          rows: [{ cidr: '2001:db8:1234:5601::/64', name: long, note: long }],
        },
      ],
    });
    const { stdout } = await hoplight(['plan', '-'], { input });
    const lines = stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[4]).toMatch(/^x+… {2}2001:db8:1234:5601::\/64 +2\^64 {2}x+…$/);
  });

  test('reads a network, a folder, a table, a link and blocks', async () => {
    const network =
      'vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16 }]\nsubnets: [{ id: s, vpc: vpc-a, cidrBlock: 10.0.4.0/24 }]\n';
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'network.yaml'), network);
      writeFileSync(join(folder, 'office.csv'), 'name,cidr\noffice,192.168.0.0/24\n');
      writeFileSync(join(folder, 'notes.md'), 'no plan');
      const { stdout, stderr } = await hoplightHere(['plan', folder]);
      expect(stdout).toMatch(/^vpc-a +10\.0\.0\.0\/16 +1 subnet +251\n/m);
      expect(stdout).toMatch(/^ +office +192\.168\.0\.0\/24 /m);
      expect(stderr).toContain('Passed by 1 entry of the folder: 1 not .json, .yaml, .yml, .txt or .csv');
    });
    const table = await hoplight(['plan', '-', '--json'], {
      input: 'name,cidr\nweb,10.0.0.0/24\napp,10.0.1.0/24\n',
    });
    expect(JSON.parse(table.stdout)).toMatchObject({ blocks: [{ rows: { length: 2, 0: { name: 'web' } } }] });
    const blocks = await hoplightHere(['plan', '10.0.0.0/16', '10.1.0.0/255.255.0.0', '--json']);
    expect(JSON.parse(blocks.stdout)).toMatchObject({
      blocks: [{ cidr: '10.0.0.0/16' }, { cidr: '10.1.0.0/16' }],
    });
    const link = await hoplightHere(['plan', 'https://visualsubnetcalc.com/index.html?c=%1b[2J']);
    expect(link.stderr).toMatch(/^error unreadable-link /);
    expect(link.status).toBe(2);
  });

  test.each([
    { format: 'json', says: '"format": "hoplight-plan/1"' },
    { format: 'yaml', says: 'format: hoplight-plan/1' },
    { format: 'csv', says: /web-a[",].*10\.0\.0\.0\/20/ },
    { format: 'markdown', says: /^\| web.*\| 10\.0\.0\.0\/20 \| .* \|$/m },
    { format: 'terraform', says: /^resource "aws_subnet" /m },
    { format: 'terraform-cidrsubnet', says: 'cidrsubnet(' },
    { format: 'cloudformation', says: 'AWS::EC2::Subnet' },
    { format: 'text', says: '3 subnets, 5 free blocks.' },
  ])('writes $format', async ({ format, says }) => {
    const { status, stdout, stderr } = await hoplight(['plan', '-', '--format', format], { input: paris });
    expect(stdout).toMatch(says);
    expect(stdout.endsWith('\n')).toBe(true);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('writes terraform-cidrsubnets: one call where that gives the blocks', async () => {
    const uneven = ['plan', 'create', '10.0.0.0/16', '--uneven', '17,18,18', '--format'];
    const { stdout } = await hoplightHere([...uneven, 'terraform-cidrsubnets']);
    expect(stdout).toContain('cidrsubnets(var.cidr, 1, 2, 2)');
    expect((await hoplightHere([...uneven, 'terraform-cidrsubnet'])).stdout).not.toContain('cidrsubnets(');
  });

  test.each(['json', 'yaml', 'csv'])('reads again what it wrote as %s', async (format) => {
    const again = await pipe(
      ['create', '10.0.0.0/16', '--uneven', '17,18,19', '--format', format],
      ['-', '--json'],
    );
    const { blocks } = JSON.parse(again.stdout) as { blocks: { cidr: string; rows: { cidr: string }[] }[] };
    expect(blocks.flatMap(({ rows }) => rows.map(({ cidr }) => cidr))).toEqual(
      expect.arrayContaining(['10.0.0.0/17', '10.0.128.0/18', '10.0.192.0/19']),
    );
  });

  test('-o writes a file in the format of its ending and leaves standard output empty', async () => {
    await inFolder(async (folder) => {
      for (const [name, says] of [
        ['plan.json', '"format": "hoplight-plan/1"'],
        ['plan.yml', 'format: hoplight-plan/1'],
        ['plan.csv', '10.0.0.0/20,'],
        ['plan.md', '| '],
        ['plan.tf', 'aws_subnet'],
        ['plan.txt', 'Usable range'],
      ] as const) {
        const file = join(folder, name);
        const { status, stdout } = await hoplightHere(['plan', parisFile, '-o', file]);
        expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
        expect(readFileSync(file, 'utf8')).toContain(says);
      }
    });
  });

  test.each([
    { args: ['nowhere.yaml'], says: 'There is no file or folder `nowhere.yaml`.' },
    { args: ['alocate', 'x'], says: '`hoplight plan` has no verb `alocate`. Did you mean `allocate`?' },
    { args: [], says: "missing required argument 'plan'" },
    { args: ['10.0.0/16'], says: 'has 3 parts' },
    { args: ['10.0.0.0/16', 'x.yaml'], says: 'Give either blocks or files' },
    { args: ['10.0.0.0/16', '--frmat', 'csv'], says: "unknown option '--frmat'\n(Did you mean --format?)" },
    { args: ['10.0.0.0/16', '--format', 'svg'], says: 'Allowed choices are text, json, yaml' },
    { args: ['10.0.0.0/16', '--cloud', 'ibm'], says: 'Allowed choices are standard, aws' },
    { args: ['10.0.0.0/16', '--json', '--format', 'csv'], says: 'ask for two things' },
    { args: ['--json', 'free', '10.0.0.0/16'], says: 'Options stand after the verb: `hoplight plan free' },
    { args: ['10.0.0.0/16', '-o', 'no/such/place.csv'], says: 'cannot be written: no such file' },
  ])('refuses $args', async ({ args, says }) => {
    const { status, stderr } = await hoplightHere(['plan', ...args]);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });

  test.each([
    { input: '', says: '`-` is empty' },
    { input: 'just words', says: 'unknown-plan-format' },
    { input: needs, says: 'is a list of needs and no plan' },
    { input: '{"format":"hoplight-plan/2","blocks":[]}', says: 'only `hoplight-plan/1` is known here' },
    { input: 'format: hoplight-plan/1\nblocks: [{ cidr: 10.0.0.0/33 }]', says: '-:2: ' },
    { input: 'format: hoplight-plan/1\nblocks: []', says: 'no block and no subnet' },
  ])('an input that is no plan is unreadable: $input', async ({ input, says }) => {
    const { status, stdout, stderr } = await hoplight(['plan', '-'], { input });
    expect(stderr).toContain(says);
    expect(stderr).toContain('The input holds no address plan');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('a row that cannot be kept is told with its line, and the rest is shown', async () => {
    const input = `${paris}      - { cidr: 10.0.0.0/20, name: twice }\n`;
    const { status, stdout, stderr } = await hoplight(['plan', '-'], { input });
    expect(stderr).toMatch(/^warning plan-row-refused .*\n {2}-:12: /);
    expect(stdout).toContain('3 subnets');
    expect(status).toBe(0);
  });
});

describe('plan create', () => {
  test('makes a plan of blocks of one VPC, still to be divided', async () => {
    const args = [
      'create',
      '10.0.0.0/16',
      '2001:db8::/56',
      '--vpc',
      'main',
      '--name',
      'two families',
      '--cloud',
      'gcp',
    ];
    const { stdout } = await hoplightHere(['plan', ...args, '--json']);
    expect(JSON.parse(stdout)).toEqual({
      format: 'hoplight-plan/1',
      name: 'two families',
      cloud: 'gcp',
      blocks: [
        { cidr: '10.0.0.0/16', vpc: 'main' },
        { cidr: '2001:db8::/56', vpc: 'main' },
      ],
    });
  });

  test.each([
    { args: ['--split', '24'], rows: [{ cidr: '10.0.0.0/16', into: 24 }] },
    { args: ['--parts', '3'], rows: [{ cidr: '10.0.0.0/16', into: 18 }] },
    { args: ['--uneven', '17,18'], rows: [{ cidr: '10.0.0.0/17' }, { cidr: '10.0.128.0/18' }] },
  ])('$args divides it', async ({ args, rows }) => {
    const { stdout } = await hoplightHere(['plan', 'create', '10.0.0.0/16', ...args, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ blocks: [{ cidr: '10.0.0.0/16', rows }] });
  });

  test('holds as many rows as a plan may have, and writes them all', async () => {
    const { status, stdout } = await hoplightHere(['plan', 'create', '10.0.0.0/8', '--split', '24']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(65_536 + 5);
    expect(status).toBe(0);
  });

  test('takes blocks from standard input', async () => {
    const { stdout } = await hoplight(['plan', 'create', '-', '--json'], {
      input: '10.0.0.0/16\n10.1.0.0/16 # b\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ blocks: { length: 2 } });
  });

  test.each([
    { args: ['10.0.0.0/8', '--split', '28'], says: 'more than 65,536 rows' },
    { args: ['10.0.0.0/16', '--split', '8'], says: 'No row is larger than /8' },
    { args: ['10.0.0.0/16', '--split', '129'], says: 'Write a prefix length from 0 to 128' },
    { args: ['10.0.0.0/30', '--parts', '8'], says: 'too few addresses' },
    { args: ['10.0.0.0/16', '--uneven', '17,17,17'], says: 'is full before part 3' },
    { args: ['10.0.0.0/16', '--split', '18', '--parts', '4'], says: 'cannot be used with option' },
    { args: ['10.0.0.0'], says: 'write `10.0.0.0/32`' },
  ])('refuses $args', async ({ args, says }) => {
    const { status, stdout, stderr } = await hoplightHere(['plan', 'create', ...args]);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('plan split', () => {
  test('divides a row: zone and kind go to its parts, name and note stay as a group', async () => {
    const split = ['plan', 'split', parisFile, '10.0.0.0/20', '21', '--json'];
    const { status, stdout } = await hoplightHere(split);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      blocks: [
        {
          rows: expect.arrayContaining([
            { cidr: '10.0.0.0/20', name: 'web-a', note: 'NAT gateway' },
            { cidr: '10.0.0.0/20', into: 21, zone: 'eu-west-3a', kind: 'public' },
          ]),
        },
      ],
    });
  });

  test('goes on where another verb ended', async () => {
    const { stdout } = await pipe(
      ['create', '10.0.0.0/16', '--split', '18', '--json'],
      ['split', '-', '10.0.64.0/18', '--parts', '2', '--format', 'yaml'],
      ['split', '-', '10.0.64.0/18', '--all', '20', '--format', 'csv'],
      ['split', '-', '--all', '19', '--json'],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      blocks: [
        {
          rows: [
            { cidr: '10.0.0.0/18', into: 19 },
            { cidr: '10.0.64.0/18', into: 20 },
            { cidr: '10.0.128.0/17', into: 19 },
          ],
        },
      ],
    });
  });

  test.each([
    { args: ['10.0.0.0/20'], says: 'Say how to divide' },
    { args: ['10.0.0.0/20', '24', '--all', '25'], says: 'Say how to divide' },
    { args: ['--parts', '2'], says: 'Say which row to divide' },
    { args: ['10.0.0.0/17', '24'], says: 'is divided already, into 4 rows. `--all 24`' },
    {
      args: ['10.0.4.0/22', '24'],
      says: 'it lies in `10.0.0.0/20`, which is not divided. Split that into /22 first.',
    },
    { args: ['10.9.0.0/20', '24'], says: 'lies in no block of the plan, which has `10.0.0.0/16`' },
    { args: ['10.0.0.0/20', '20'], says: 'Take a prefix length from 21 to 32' },
    { args: ['10.0.0.0/20', '--parts', '8192'], says: 'too few addresses' },
    { args: ['--all', '8'], says: 'No row is larger than /8' },
  ])('refuses $args', async ({ args, says }) => {
    const { status, stdout, stderr } = await hoplightHere(['plan', 'split', parisFile, ...args]);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
