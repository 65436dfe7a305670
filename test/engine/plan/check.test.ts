import { describe, expect, test } from 'vitest';

import { formatCidr } from '../../../engine/ip/index.ts';
import {
  type Cloud,
  MAX_LEAVES,
  type Plan,
  addBlock,
  bulkSplit,
  checkPlan,
  clouds,
  createPlan,
  overlapping,
  rowsThatBreak,
  setCloud,
} from '../../../engine/plan/index.ts';
import { cidr, planOf } from '../../properties/plan-arbitraries.ts';

/** Findings as text: `error subnet-size SUB-1: 10.0.0.0/29`. Checks on the way that each sentence is a full one. */
function findingsOf(plan: Plan): string[] {
  return checkPlan(plan).map(({ severity, code, rule, refs, sentence }) => {
    expect(sentence).toMatch(/^[A-Z0-9`].*\.$/);
    const rows = refs.map(({ cidr: at }) => formatCidr(at));
    return `${[severity, code, rule].filter(Boolean).join(' ')}: ${rows.join(', ')}`;
  });
}

/** A plan of blocks written as `10.0.0.0/16 blue`, with the VPC behind; each is free. */
function blocksOf(cloud: Cloud, blocks: readonly string[]): Plan {
  return blocks.reduce(
    (plan, text) => {
      const [block = '', vpc] = text.split(' ');
      const [base = expect.fail()] = planOf(block, []).blocks;
      return { ...plan, blocks: [...plan.blocks, { ...base, vpc: vpc ?? '' }] };
    },
    createPlan(cloud, []),
  );
}

describe('sizes', () => {
  test.each<[rule: string, cloud: Cloud, row: string, finding: string | undefined]>([
    ['SUB-1', 'aws', '10.0.0.0/29', 'error subnet-size SUB-1'],
    ['SUB-1', 'aws', '10.0.0.0/28', undefined],
    ['SUB-1', 'aws', '10.0.0.0/15', 'error subnet-size SUB-1'],
    ['SUB-3', 'aws', '2001:db8::/62', 'error subnet-size SUB-3'],
    ['SUB-3', 'aws', '2001:db8::/65', 'error subnet-size SUB-3'],
    ['SUB-3', 'aws', '2001:db8::/60', undefined],
    ['azure', 'azure', '10.0.0.0/30', 'error subnet-size'],
    ['azure', 'azure', '10.0.0.0/29', undefined],
    ['azure', 'azure', '2001:db8::/63', 'error subnet-size'],
    ['gcp', 'gcp', '10.0.0.0/30', 'error subnet-size'],
    ['gcp', 'gcp', '2001:db8::/65', 'error subnet-size'],
    ['oci', 'oci', '10.0.0.0/15', 'error subnet-size'],
    ['oci', 'oci', '10.0.0.0/30', undefined],
    ['oci', 'oci', '10.0.0.0/31', 'error subnet-size'],
    ['oci', 'oci', '2001:db8::/56', 'error subnet-size'],
    ['standard', 'standard', '10.0.0.0/32', undefined],
    ['standard', 'standard', '2001:db8::/127', undefined],
  ])('%s size: %s %s', (_rule, cloud, row, finding) => {
    // A block around the subnet that is itself beyond blame.
    const around = row.includes(':') ? '2001:db8::/56' : row.endsWith('/15') ? '10.0.0.0/15' : '10.0.0.0/16';
    const found = findingsOf(planOf(around, [row], cloud)).filter((text) => !text.includes('vpc-block'));
    expect(found).toEqual(finding === undefined ? [] : [`${finding}: ${row}`]);
  });

  test('SUB-1 one finding for a size, which names the limit', () => {
    const plan = planOf('10.0.0.0/24', [
      '10.0.0.0/29 a',
      '10.0.0.8/29 b',
      '10.0.0.16/30 c',
      '10.0.0.32/29 free',
    ]);
    expect(checkPlan(plan).map(({ refs, sentence }) => [refs.length, sentence])).toEqual([
      [2, '`/29` is too small for AWS, where an IPv4 subnet is /16 to /28. Join it with its neighbour.'],
      [1, '`/30` is too small for AWS, where an IPv4 subnet is /16 to /28. Join it with its neighbour.'],
    ]);
  });

  test.each<[Cloud, string, string]>([
    ['aws', '2001:db8::/62', '`/62` is no size for AWS, where an IPv6 subnet is /44 to /64 in steps of 4.'],
    ['gcp', '2001:db8::/60', '`/60` is too large for Google Cloud, where an IPv6 subnet is /64. Split it.'],
  ])('%s: %s', (cloud, row, sentence) => {
    expect(checkPlan(planOf('2001:db8::/56', [row], cloud))[0]?.sentence).toBe(sentence);
  });
});

describe('VPC blocks', () => {
  test.each<[rule: string, blocks: string[], findings: string[]]>([
    ['VPC-1 size', ['10.0.0.0/15 blue'], ['warning vpc-block VPC-1: 10.0.0.0/15']],
    ['VPC-1 size of a block of no VPC yet', ['10.0.0.0/8'], ['warning vpc-block VPC-1: 10.0.0.0/8']],
    [
      'VPC-1 size of an added block',
      ['10.2.0.0/16 blue', '10.4.0.0/15 blue'],
      ['error vpc-block VPC-1: 10.4.0.0/15'],
    ],
    ['VPC-2 range', ['127.0.0.0/16 blue'], ['warning vpc-block VPC-2: 127.0.0.0/16']],
    [
      'VPC-3 overlap',
      ['10.2.0.0/16 blue', '10.2.4.0/24 blue'],
      ['error overlap VPC-3: 10.2.0.0/16, 10.2.4.0/24'],
    ],
    [
      'VPC-4 combination',
      ['10.2.0.0/16 blue', '172.16.0.0/16 blue'],
      ['error vpc-block VPC-4: 172.16.0.0/16'],
    ],
    [
      'VPC-4 not documented',
      ['198.19.0.0/20 blue', '198.19.16.0/20 blue'],
      ['info vpc-block VPC-4: 198.19.16.0/20'],
    ],
    ['VPC-4 of two VPCs', ['10.2.0.0/16 blue', '172.16.0.0/16 green'], []],
    ['VPC-4 of no VPC', ['10.2.0.0/16', '172.16.0.0/16'], []],
    [
      'VPC-5 lowest range',
      ['10.1.0.0/16 blue', '10.0.128.0/20 blue'],
      ['error vpc-block VPC-5: 10.0.128.0/20'],
    ],
    ['VPC-10 IPv6 size', ['2001:db8::/54 blue'], ['warning vpc-block VPC-10: 2001:db8::/54']],
    [
      'VPC-10 IPv6 overlap',
      ['2001:db8::/56 blue', '2001:db8::/60 blue'],
      ['error overlap VPC-10: 2001:db8::/56, 2001:db8::/60'],
    ],
    ['VPC-10 families apart', ['10.2.0.0/16 blue', '2001:db8::/56 blue'], []],
  ])('%s: %j', (_rule, blocks, findings) => {
    expect(findingsOf(blocksOf('aws', blocks))).toEqual(findings);
  });

  test('VPC-4 a rule is said once of a block, however many blocks it breaks it with', () => {
    const blocks = ['10.2.0.0/16 blue', '10.3.0.0/16 blue', '10.4.0.0/16 blue', '172.16.0.0/16 blue'];
    expect(findingsOf(blocksOf('aws', blocks))).toEqual(['error vpc-block VPC-4: 172.16.0.0/16']);
  });

  test.each(clouds.filter((cloud) => cloud !== 'aws'))('%s has no such rules', (cloud) => {
    expect(findingsOf(blocksOf(cloud, ['10.0.0.0/8 blue', '127.0.0.0/16 blue']))).toEqual([]);
  });
});

describe('overlaps', () => {
  test.each<[rule: string, cloud: Cloud, blocks: string[], findings: string[]]>([
    [
      'PEER-2 two VPCs',
      'aws',
      ['10.2.0.0/16 blue', '10.2.0.0/20 green'],
      ['warning overlap PEER-2: 10.2.0.0/16, 10.2.0.0/20'],
    ],
    [
      'PEER-2 no VPC yet',
      'aws',
      ['10.2.0.0/16', '10.2.0.0/16'],
      ['warning overlap PEER-2: 10.2.0.0/16, 10.2.0.0/16'],
    ],
    [
      'PEER-2 IPv6',
      'aws',
      ['2001:db8::/56 a', '2001:db8::/60 b'],
      ['warning overlap PEER-2: 2001:db8::/56, 2001:db8::/60'],
    ],
    [
      'two networks of another cloud',
      'gcp',
      ['10.2.0.0/16 a', '10.2.0.0/20 b'],
      ['warning overlap: 10.2.0.0/16, 10.2.0.0/20'],
    ],
    [
      'one network of another cloud',
      'azure',
      ['10.2.0.0/16 a', '10.2.0.0/20 a'],
      ['error overlap: 10.2.0.0/16, 10.2.0.0/20'],
    ],
    ['side by side', 'standard', ['10.2.0.0/17', '10.2.128.0/17', '::/0'], []],
  ])('%s: %s %j', (_rule, cloud, blocks, findings) => {
    expect(findingsOf(blocksOf(cloud, blocks))).toEqual(findings);
  });

  test('every pair is told, by the places of the blocks', () => {
    const blocks = ['10.0.0.0/16', '10.0.0.0/24', '10.1.0.0/16', '10.0.0.0/8', '10.0.0.128/25'];
    const pairs = checkPlan(blocksOf('standard', blocks)).map(({ refs }) =>
      refs.map(({ block }) => block).join(' '),
    );
    expect(pairs).toEqual(['0 1', '0 3', '0 4', '1 3', '1 4', '2 3', '3 4']);
  });
});

test.each([
  ['10.2.0.0/15', ['10.2.0.0/16', '10.3.0.0/24']],
  ['10.2.7.0/24', ['10.2.0.0/16']],
  ['10.4.0.0/16', []],
  ['2001:db8::/32', ['2001:db8::/56']],
])('overlapping %s', (text, found) => {
  const plan = blocksOf('aws', ['10.2.0.0/16', '10.3.0.0/24', '2001:db8::/56']);
  expect(overlapping(plan, cidr(text)).map((base) => formatCidr(base.cidr))).toEqual(found);
});

describe('ranges in use', () => {
  test.each<[rule: string, cloud: Cloud, block: string, row: string, finding: string]>([
    ['VPC-2 container bridges', 'aws', '172.16.0.0/12', '172.17.4.0/24', 'warning range-in-use VPC-2'],
    ['container bridges on another cloud', 'gcp', '172.16.0.0/12', '172.17.4.0/24', 'warning range-in-use'],
    ['ADDR-2 shared address space', 'azure', '100.64.0.0/10', '100.64.0.0/24', 'warning range-in-use ADDR-2'],
    ['ADDR-3 link-local', 'oci', '169.254.0.0/16', '169.254.8.0/24', 'warning range-in-use ADDR-3'],
    ['ADDR-3 around link-local', 'standard', '168.0.0.0/6', '168.0.0.0/7', 'warning range-in-use ADDR-3'],
  ])('%s: %s %s %s', (_rule, cloud, block, row, finding) => {
    const found = findingsOf(planOf(block, [row], cloud)).filter((text) => !text.includes('vpc-block'));
    expect(found).toEqual([`${finding}: ${row}`]);
  });

  test('ADDR-2 free space is nobody’s, and one finding is for all rows', () => {
    const plan = planOf('100.64.0.0/16', ['100.64.0.0/24 a', '100.64.1.0/24 b', '100.64.2.0/24 free note=x']);
    expect(checkPlan(plan).map(({ refs, sentence }) => [refs.length, sentence])).toEqual([
      [2, 'This lies in `100.64.0.0/10`, shared address space, which carriers and cluster networks use.'],
    ]);
  });
});

describe('names', () => {
  const twice = ['10.2.0.0/24 app', '10.2.1.0/24 app', '10.2.2.0/24 free', '10.2.3.0/24 db'];

  test('two subnets of a name cannot be told apart', () => {
    expect(findingsOf(planOf('10.2.0.0/16', twice))).toEqual(['warning same-name: 10.2.0.0/24, 10.2.1.0/24']);
    expect(checkPlan(planOf('10.2.0.0/16', twice))[0]?.sentence).toBe(
      '2 subnets are called `app`. Give each a name of its own.',
    );
  });

  test.each<[claim: string, vpcs: [string, string], second: string, findings: number]>([
    ['in one VPC', ['blue', 'blue'], '10.3.0.0/24', 1],
    ['in two VPCs', ['blue', 'green'], '10.3.0.0/24', 0],
    ['in blocks of no VPC', ['', ''], '10.3.0.0/24', 0],
    ['in a VPC called as another block is numbered', ['1', ''], '10.3.0.0/24', 0],
    ['of two families', ['blue', 'blue'], '2001:db8::/64', 0],
  ])('%s', (_claim, [a, b], second, findings) => {
    const [one = expect.fail()] = planOf('10.2.0.0/24', ['10.2.0.0/24 app']).blocks;
    const [other = expect.fail()] = planOf(second, [`${second} app`]).blocks;
    const plan: Plan = {
      ...createPlan('gcp', []),
      blocks: [
        { ...one, vpc: a },
        { ...other, vpc: b },
      ],
    };
    expect(checkPlan(plan)).toHaveLength(findings);
  });
});

test.each(clouds)('nothing is said against a good plan for %s', (cloud) => {
  const rows = [
    '10.2.0.0/20 app zone=a',
    '10.2.16.0/20 app-2 zone=b',
    '10.2.32.0/24',
    '10.2.128.0/17 free note=later',
  ];
  const plan = addBlock(planOf('10.2.0.0/16', rows, cloud), cidr('10.3.0.0/16'));
  const [ipv6 = expect.fail()] = planOf('2001:db8::/56', ['2001:db8::/64 app']).blocks;
  expect(findingsOf({ ...plan, blocks: [...plan.blocks, ipv6] })).toEqual([]);
});

test.each<[from: Cloud, to: Cloud, rows: string[]]>([
  ['standard', 'aws', ['10.0.0.0/29', '10.0.0.8/30']],
  ['standard', 'azure', ['10.0.0.8/30']],
  ['standard', 'standard', []],
  // What breaks already does not break by the change.
  ['azure', 'oci', []],
  ['azure', 'aws', ['10.0.0.0/29']],
])('rows that would break from %s to %s', (from, to, rows) => {
  const plan = planOf(
    '10.0.0.0/24',
    ['10.0.0.0/29', '10.0.0.8/30', '10.0.0.12/30 free', '10.0.0.128/25'],
    from,
  );
  expect(rowsThatBreak(plan, to).map(({ cidr: at }) => formatCidr(at))).toEqual(rows);
});

describe('large plans', () => {
  const blocks = Array.from({ length: 256 }, (_, place) => `10.0.${place}.0/24`);

  test('256 blocks apart have nothing to say, and of one VPC each added one its rule once', () => {
    expect(checkPlan(blocksOf('gcp', blocks))).toEqual([]);
    const ofVpc = checkPlan(
      blocksOf(
        'aws',
        blocks.map((block) => `${block} blue`),
      ),
    );
    expect(ofVpc.map(({ rule }) => rule)).toEqual(Array.from({ length: 255 }, () => 'VPC-5'));
  });

  test('256 blocks of the same addresses make every pair', () => {
    const plan = blocksOf(
      'aws',
      blocks.map(() => '10.0.0.0/24'),
    );
    expect(checkPlan(plan)).toHaveLength((256 * 255) / 2);
  });

  test('the longest plan has one finding for its size, and one for its range', () => {
    const { plan } = bulkSplit(createPlan('standard', [cidr('172.16.0.0/12')]), 28);
    const findings = checkPlan(setCloud(plan ?? expect.fail(), 'azure'));
    expect(findings.map(({ code, refs }) => [code, refs.length])).toEqual([
      ['range-in-use', MAX_LEAVES / 16],
    ]);
    const small = bulkSplit(createPlan('aws', [cidr('10.0.0.0/13')]), 29);
    expect(checkPlan(small.plan ?? expect.fail()).map(({ code, refs }) => [code, refs.length])).toEqual([
      ['subnet-size', MAX_LEAVES],
      ['vpc-block', 1],
    ]);
  });
});
