import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, hoplightHere, inFolder } from './hoplight.ts';
import type { Ended } from './hoplight.ts';
import { paris } from './plan.ts';

const network = [
  'format: hoplight/1',
  'vpcs:',
  '  - { id: vpc-a, name: shop, cidrBlock: 10.0.0.0/16 }',
  '  - { id: vpc-b, name: data, cidrBlock: 10.8.0.0/16 }',
  'subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.0.4.0/24 }]',
  'vpcPeeringConnections:',
  '  - id: pcx-1',
  '    status: active',
  '    requester: { vpc: vpc-a, cidrBlocks: [10.0.0.0/16] }',
  '    accepter: { vpc: vpc-far, cidrBlocks: [10.20.0.0/16] }',
].join('\n');

const blocks = '# the office\n10.3.0.0/16\n192.168.0.0 - 192.168.1.255\n\n2001:db8::1\n';

interface Answer {
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly object[];
}

/** Holds blocks of a VPC against a file; the answer as data. */
const against = (content: string, vpc: string, ...cidrs: string[]): Promise<Ended & Answer> =>
  inFolder(async (folder) => {
    const [file, plan] = [join(folder, 'against'), join(folder, 'plan.yaml')];
    writeFileSync(file, content);
    await hoplightHere(['plan', 'create', ...cidrs, '--vpc', vpc, '-o', plan]);
    const ended = await hoplightHere(['plan', 'check', plan, '--against', file, '--json']);
    return { ...ended, ...(JSON.parse(ended.stdout) as Answer) };
  });

describe('plan check', () => {
  test('ends with 0 and the counts when there is no error', async () => {
    expect(await hoplight(['plan', 'check', '-'], { input: paris })).toEqual({
      status: 0,
      stdout: '0 errors, 0 warnings, 0 infos\n',
      stderr: '',
    });
  });

  test('SUB-1 tells what the cloud would refuse, with the first of the rows', async () => {
    const rows = Array.from({ length: 7 }, (_, at) => `{ cidr: 10.0.0.${8 * at}/29, name: tiny-${at} }`);
    const input = `blocks: [{ cidr: 10.0.0.0/16, rows: [${rows.join(', ')}] }]`;
    const { status, stdout } = await hoplight(['plan', 'check', '-'], { input });
    expect(stdout).toBe(
      'error subnet-size  `/29` is too small for AWS, where an IPv4 subnet is /16 to /28. Join it with its neighbour. (SUB-1)\n' +
        '  10.0.0.0/29, 10.0.0.8/29, 10.0.0.16/29, 10.0.0.24/29, 10.0.0.32/29 and 2 more; --verbose lists all\n' +
        '1 error, 0 warnings, 0 infos\n',
    );
    expect(status).toBe(1);
    const all = await hoplight(['plan', 'check', '-', '--verbose'], { input });
    expect(all.stdout).toContain('10.0.0.48/29\n');
    const azure = await hoplight(['plan', 'check', '-', '--cloud', 'azure'], { input });
    expect(azure.status).toBe(0);
  });

  test('--strict counts warnings too, --json gives them as data', async () => {
    const args = ['plan', 'check', '172.17.0.0/16'];
    expect((await hoplightHere(args)).status).toBe(0);
    const { status, stdout } = await hoplightHere([...args, '--strict', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-plan-check/1',
      errors: 0,
      warnings: 1,
      findings: [{ severity: 'warning', code: 'range-in-use', cidrs: ['172.17.0.0/16'], rule: 'VPC-2' }],
    });
  });
});

describe('plan check --against', () => {
  test('a list of blocks, addresses and ranges', async () => {
    const { status, findings } = await against(
      blocks,
      '',
      '10.3.4.0/22',
      '192.168.0.0/24',
      '10.4.0.0/16',
      '2001:db8::/56',
    );
    expect(findings).toMatchObject([
      { severity: 'error', code: 'clash', cidrs: ['10.3.4.0/22'], others: ['10.3.0.0/16'] },
      { cidrs: ['192.168.0.0/24'], others: ['192.168.0.0/23'] },
      { cidrs: ['2001:db8::/56'], others: ['2001:db8::1/128'] },
    ]);
    expect(status).toBe(1);
  });

  test('PEER-2 the VPCs of a network, and peers that it only names', async () => {
    const { status, findings } = await against(network, '', '10.0.0.0/17', '10.20.128.0/20', '10.30.0.0/16');
    expect(findings).toMatchObject([
      {
        severity: 'error',
        sentence: expect.stringContaining('overlaps `10.0.0.0/16` of VPC `shop` (`vpc-a`)'),
      },
      {
        severity: 'error',
        sentence: expect.stringContaining('of `vpc-far`, a peer of `vpc-a`'),
        rule: 'PEER-2',
      },
    ]);
    expect(status).toBe(1);
    expect(await against(network, '', '10.30.0.0/16')).toMatchObject({ status: 0, findings: [] });
  });

  test.each([
    {
      vpc: 'shop',
      cidr: '10.0.0.0/16',
      rule: 'SUB-2',
      says: 'overlaps `10.0.4.0/24`, which VPC `vpc-a` has already as a subnet',
    },
    { vpc: 'vpc-a', cidr: '10.20.0.0/20', rule: 'VPC-8', says: 'of a peered VPC' },
    { vpc: 'vpc-b', cidr: '172.20.0.0/16', rule: 'VPC-4', says: 'may not join' },
  ])('$rule new blocks and subnets of a VPC that is there', async ({ vpc, cidr, rule, says }) => {
    const { status, findings } = await against(network, vpc, cidr);
    expect(findings).toMatchObject([{ severity: 'error', rule, sentence: expect.stringContaining(says) }]);
    expect(status).toBe(1);
  });

  test('a VPC that is there may overlap one that it is not peered with', async () => {
    const { status, findings } = await against(network, 'data', '10.0.128.0/20');
    expect(findings).toMatchObject([{ severity: 'warning', rule: 'PEER-2' }]);
    expect(status).toBe(0);
  });

  test('the plan of a network does not clash with the network', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'network.yaml');
      writeFileSync(file, network);
      const { status, stdout } = await hoplightHere(['plan', 'check', file, '--against', file]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: '0 errors, 0 warnings, 0 infos\n' });
    });
  });

  test('says what in a list cannot be read, and what is neither list nor network', async () => {
    const list = await hoplight(['plan', 'check', '10.0.0.0/16', '--against', '-'], {
      input: '10.0.0.0/8\n10.0.0.0/99\n',
    });
    expect(list.stderr).toContain('-:2: `10.0.0.0/99`');
    const words = await hoplight(['plan', 'check', '10.0.0.0/16', '--against', '-'], { input: 'just words' });
    expect(words.stderr).toContain('The input holds no network.');
    const both = await hoplight(['plan', 'check', '-', '--against', '-'], { input: paris });
    expect(both.stderr).toContain('Standard input can be read once');
    expect([list.status, words.status, both.status]).toEqual([2, 2, 2]);
  });
});
