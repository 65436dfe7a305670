/** Which form a file has, several files together, plans as plain values, and what goes wrong with them. */
import { describe, expect, test } from 'vitest';
import {
  MAX_LEAVES,
  diagnosticCodes,
  explanations,
  formatCidr,
  leavesOf,
  load,
  readPlan,
  writePlan,
} from '../../../../engine/index.ts';
import type { Plan } from '../../../../engine/index.ts';
import { planCodes } from '../../../../engine/diagnostics/plan-codes.ts';
import { planOf, subnetsOf } from './arbitraries.ts';

const read = (...texts: readonly string[]) =>
  readPlan(texts.map((text, at) => ({ path: `file-${at}`, text })));
const blocksOf = (plan: Plan | undefined) =>
  plan?.blocks.map(({ cidr, vpc }) => `${formatCidr(cidr)} ${vpc}`.trim());

const yaml = (rows: string, more = '') =>
  `format: hoplight-plan/1\ncloud: aws\n${more}blocks:\n  - cidr: 10.0.0.0/16\n    rows:\n${rows}`;

describe('forms', () => {
  test('our own plan, also without its format', () => {
    const plan = planOf({ '10.0.0.0/16 main': { '10.0.1.0/24': { name: 'app' } } }, { name: 'mine' });
    expect(read(writePlan(plan, 'json')).plan).toEqual(plan);
    expect(
      read('blocks: [{ cidr: 10.0.0.0/16, vpc: main, rows: [{ cidr: 10.0.1.0/24, name: app }] }]').plan,
    ).toEqual({
      ...plan,
      name: '',
    });
  });

  test('a document with a plan is that plan; without one its network', () => {
    const network = 'vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16 }]\n';
    expect(blocksOf(read(`${network}plan: { cloud: aws, blocks: [{ cidr: 10.9.0.0/16 }] }`).plan)).toEqual([
      '10.9.0.0/16',
    ]);
    expect(blocksOf(read(network).plan)).toEqual(['10.0.0.0/16 vpc-a']);
    expect(blocksOf(read(`${network}plan: { cloud: aws, blocks: [] }`).plan)).toEqual(['10.0.0.0/16 vpc-a']);
  });

  test('AWS CLI answers in several files are one network', () => {
    const vpcs = {
      Vpcs: [
        {
          VpcId: 'vpc-1',
          CidrBlock: '10.0.0.0/16',
          CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
        },
      ],
    };
    const subnets = {
      Subnets: [
        { SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' },
      ],
    };
    const { plan, diagnostics, counts } = read(JSON.stringify(vpcs), JSON.stringify(subnets));
    expect(blocksOf(plan)).toEqual(['10.0.0.0/16 vpc-1']);
    expect(subnetsOf(plan)).toEqual({ '10.0.1.0/24': { name: 'subnet-1', zone: 'us-east-1a' } });
    expect(diagnostics).toEqual([]);
    expect(counts.map(({ kind, read: count }) => `${kind} ${count}`)).toEqual(['Vpcs 1', 'Subnets 1']);
  });

  test('files of any forms are one plan, in their order, networks last', () => {
    const { plan, diagnostics } = read(
      'vpcs: [{ id: vpc-a, cidrBlock: 10.3.0.0/16 }]',
      'cidr,vpc\n10.2.0.0/24,b\n',
      'format: hoplight-plan/1\nname: mine\ncloud: azure\nblocks: [{ cidr: 10.1.0.0/16 }]\nneeds: [{ name: app, hosts: 9 }]\nstrategy: in-order',
    );
    expect(blocksOf(plan)).toEqual(['10.2.0.0/24 b', '10.1.0.0/16', '10.3.0.0/16 vpc-a']);
    expect(plan).toMatchObject({
      name: 'mine',
      cloud: 'aws',
      needs: [{ name: 'app' }],
      strategy: 'in-order',
    });
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'plan-block-supposed file-1',
      'plan-value-left-out file-2',
    ]);
  });

  test.each([
    ['nothing known', '{"a": 1, "b": 2}', '`file-0` holds no plan: its keys begin with `a`, `b`.'],
    [
      'a list of needs',
      'needs: [{ name: app, hosts: 9 }]',
      '`file-0` is a list of needs and no plan. Allocate it in a plan.',
    ],
    [
      'a newer plan',
      'format: hoplight-plan/2',
      '`file-0` is a plan of the format `hoplight-plan/2`, and only `hoplight-plan/1` is known here. A newer Hoplight reads it.',
    ],
    ['a letter', 'Dear team', '`file-0` holds neither a plan nor a table with a column of blocks.'],
    ['a list', '[1, 2]', '`file-0` holds neither a plan nor a table with a column of blocks.'],
  ])('%s is told', (_, text, detail) => {
    expect(read(text)).toMatchObject({
      plan: undefined,
      diagnostics: [{ code: 'unknown-plan-format', detail, line: 1 }],
    });
  });

  test('a plan given as a network says where it belongs', () => {
    const { diagnostics } = load([{ path: 'p', text: 'format: hoplight-plan/1\nblocks: []' }]);
    expect(diagnostics).toMatchObject([
      { code: 'unknown-format', detail: expect.stringContaining('address plan') },
    ]);
  });

  test('nothing at all', () => {
    expect(readPlan([])).toEqual({ plan: undefined, diagnostics: [], counts: [] });
  });
});

describe('a plan in which something is wrong keeps the rest, and names file, line and what to do', () => {
  test.each([
    ['      - { cidr: 10.0.1.0/33, name: bad }', 'invalid-value', 6, 'has the prefix length 33'],
    ['      - { name: bad }', 'missing-value', 6, '`cidr` is missing'],
    ['      - { cidr: 10.0.1.0/24, nam: x }', 'unknown-key', 6, 'the nearest is `name`'],
    [
      '      - { cidr: 10.0.1.0/24, kind: dmz }',
      'invalid-value',
      6,
      'Write one of `public`, `private`, `isolated`.',
    ],
    ['      - { cidr: 10.0.1.0/24, tint: 13 }', 'invalid-value', 6, 'A tint is a whole number from 1 to 12.'],
    ['      - { cidr: 10.0.1.9/24 }', 'host-bits-cleared', 6, '10.0.1.9/24'],
    [
      '      - { cidr: 10.0.1.0/24 }\n      - { cidr: 10.0.1.0/24, name: twin }\n      - { cidr: 10.0.1.0/24, name: triplet }',
      'plan-row-refused',
      8,
      'another row has this block already',
    ],
    ['      - { cidr: 10.0.1.0/24, into: 20 }', 'plan-row-refused', 6, 'it has no parts of /20'],
    ['      - { cidr: 10.0.1.0/24, into: 40 }', 'plan-row-refused', 6, 'it has no parts of /40'],
    ['      - { cidr: 10.9.1.0/24 }', 'plan-block-supposed', 6, '`10.9.1.0/24` was taken as its base block'],
    ['      - 7', 'invalid-value', 6, 'Found `7`'],
  ])('%s', (rows, code, line, said) => {
    const { plan, diagnostics } = read(yaml(`      - { cidr: 10.0.0.0/24, name: good }\n${rows}`));
    expect(diagnostics).toMatchObject([{ code, line: line + 1, file: 'file-0' }]);
    expect(diagnostics[0]?.detail).toContain(said);
    expect(subnetsOf(plan)).toMatchObject({ '10.0.0.0/24': { name: 'good' } });
  });

  test.each([
    [
      'cloud: moon\nblocks: [{ cidr: 10.0.0.0/16 }]',
      'Write one of `standard`, `aws`, `azure`, `gcp`, `oci`.',
    ],
    ['strategy: best\nblocks: [{ cidr: 10.0.0.0/16 }]', 'Write one of `largest-first`'],
    ['blocks: [{ cidr: 10.0.0.0/16, rows: 7 }]', '`rows` is a list'],
    ['blocks: [{ cidr: 10.0.0.0/16 }, { cidr: x }]', 'Block 2 at `cidr`'],
    ['blocks: [{ cidr: 10.0.0.0/16 }]\nneeds: [{ hosts: 7 }]', 'Need 1 at `name`'],
    ['blocks: [{ cidr: 10.0.0.0/16 }]\nbloks: []', 'the nearest is `blocks`'],
  ])('%s', (text, said) => {
    const { plan, diagnostics } = read(`format: hoplight-plan/1\n${text}`);
    expect(diagnostics.map(({ detail }) => detail).join(' ')).toContain(said);
    expect(blocksOf(plan)).toEqual(['10.0.0.0/16']);
  });

  test('a bad plan never spoils the network of its document', () => {
    for (const plan of [
      '7',
      '[]',
      '{ blocks: 7 }',
      '{ blocks: [{ cidr: x, rows: [7, {}] }], cloud: moon, strange: 1 }',
    ]) {
      const text = `vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16 }]\nplan: ${plan}\n`;
      const { network, diagnostics } = load([{ path: 'doc.yaml', text }]);
      expect([...network.vpcs.keys()]).toEqual(['vpc-a']);
      expect(diagnostics.length).toBeGreaterThan(0);
      for (const { file, line } of diagnostics) expect([file, line]).toEqual(['doc.yaml', 2]);
    }
  });

  test('of two documents with plans the first counts, and the other is told', () => {
    const text = (block: string) => `plan: { blocks: [{ cidr: ${block} }] }\nvpcs: []`;
    const { plan, diagnostics } = load(
      ['10.0.0.0/16', '10.1.0.0/16'].map((block, at) => ({ path: `${at}.yaml`, text: text(block) })),
    );
    expect(blocksOf(plan)).toEqual(['10.0.0.0/16']);
    expect(diagnostics).toMatchObject([{ code: 'plan-value-left-out', file: '1.yaml' }]);
  });
});

describe('sizes are bounded', () => {
  test('parts of a row', () => {
    const { plan, diagnostics } = read(yaml('      - { cidr: 10.0.0.0/16, into: 32 }'));
    expect(diagnostics).toEqual([]);
    expect(plan && leavesOf(plan)).toBe(MAX_LEAVES);
    expect(
      read('format: hoplight-plan/1\nblocks: [{ cidr: 10.0.0.0/8, rows: [{ cidr: 10.0.0.0/8, into: 32 }] }]')
        .diagnostics,
    ).toMatchObject([
      { code: 'plan-row-refused', detail: expect.stringContaining(`more than ${MAX_LEAVES}`) },
    ]);
  });

  test('all blocks together', () => {
    const block = (at: number) => `{ cidr: 10.${at}.0.0/16, rows: [{ cidr: 10.${at}.0.0/16, into: 31 }] }`;
    const { plan, diagnostics } = read(`format: hoplight-plan/1\nblocks: [${[0, 1, 2].map(block).join()}]`);
    expect(plan && leavesOf(plan)).toBe(MAX_LEAVES);
    expect(diagnostics).toMatchObject([
      { code: 'plan-too-large', detail: expect.stringContaining('10.2.0.0/16') },
    ]);
  });

  test('blocks', () => {
    const rows = Array.from({ length: 1100 }, (_, at) => `10.${at >> 8}.${at & 255}.0/24,v${at}`);
    const { plan, diagnostics } = read(`cidr,vpc\n${rows.join('\n')}`);
    expect(plan?.blocks).toHaveLength(1024);
    expect(diagnostics.map(({ code }) => code)).toContain('plan-too-large');
  });
});

test('every code about plans has words of its own', () => {
  for (const [code, { summary }] of Object.entries(planCodes)) {
    expect(diagnosticCodes).toHaveProperty(code);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(explanations[code as keyof typeof planCodes]).toMatch(/\.$/);
  }
});
