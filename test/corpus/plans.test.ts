/** Address plans of real Terraform plans and states, and of a real AWS dump, where the corpus is at hand. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eachLeaf, formatCidr, planFormats, readPlan, writePlan } from '../../engine/index.ts';
import type { InputFile, Plan } from '../../engine/index.ts';

const corpus = '../shared/corpus';
const folder = join(corpus, 'terraform-json');
const isHere = existsSync(folder);

/** Without the corpus beside the checkout there is nothing to read, and a line says so. */
const describeCorpus: (name: string, body: () => void) => void = isHere ? describe : () => undefined;

test('the corpus is read where it is there', () => {
  if (!isHere) console.warn(`No corpus at ${folder}: no real Terraform plan was read as an address plan.`);
  expect(existsSync(folder)).toBe(isHere);
});

const fileAt = (path: string): InputFile => ({ path, text: readFileSync(join(corpus, path), 'utf8') });

/** Each block with its VPC, and the subnets in it with their names and zones. */
function told(plan: Plan | undefined): Record<string, readonly string[]> {
  return Object.fromEntries(
    (plan?.blocks ?? []).map(({ cidr, vpc, root }) => {
      const rows: string[] = [];
      eachLeaf(root, cidr, ({ free, label: { name, zone, kind } }, at) => {
        if (!free)
          rows.push([formatCidr(at), name, zone, kind].filter((part) => part !== undefined).join(' | '));
      });
      return [`${formatCidr(cidr)} ${vpc}`, rows];
    }),
  );
}

interface Expected {
  /** By block and VPC. */
  readonly plan: Readonly<Record<string, readonly string[]>>;
  readonly counts: readonly string[];
  readonly said?: readonly string[];
}

describeCorpus('Terraform', () => {
  /** What `aws_vpc` and `aws_subnet` hold in each file, read off it by hand; files without either are not listed. */
  const expected: Readonly<Record<string, Expected>> = {
    'checkov-foreach-enrichment.plan.json': {
      plan: { '10.213.220.0/22 sandbox': ['10.213.220.0/24 | dev-vpc | us-east-1c'] },
      counts: ['aws_vpc 1', 'aws_subnet 1'],
    },
    'driftctl-lb-listener.tfstate': {
      plan: { '10.100.0.0/24 vpc-069eb1208f4f62f3c': ['10.100.0.0/24 | main-1 | us-east-1a'] },
      counts: ['aws_subnet 1'],
      said: ['plan-block-supposed'],
    },
    'driftctl-subnet.tfstate': {
      plan: {
        '172.31.0.0/17 vpc-075959b9534907185': [
          '172.31.0.0/20 | default-a | us-east-1a | public',
          '172.31.16.0/20 | default-c | us-east-1c | public',
          '172.31.80.0/20 | default-b | us-east-1b | public',
        ],
        '10.0.0.0/22 vpc-0ad2f4ae7212c2bff': [
          '10.0.0.0/24 | subnet1 | us-east-1c',
          '10.0.1.0/24 | subnet2 | us-east-1d',
          '10.0.2.0/24 | subnet3 | us-east-1a',
        ],
      },
      counts: ['aws_default_subnet 3', 'aws_subnet 3'],
      said: ['plan-block-supposed', 'plan-block-supposed'],
    },
    'infracost-v0.14.state.json': {
      // Two modules manage the one default VPC.
      plan: { '172.31.0.0/16 db.default': [] },
      counts: ['aws_default_vpc 1'],
    },
    'inframap-v3.tfstate': { plan: {}, counts: [], said: ['unknown-plan-format'] },
    'policy-engine-default-sg.plan.json': {
      plan: { '10.0.0.0/16 opa-rules-test-vpc': [] },
      counts: ['aws_vpc 1'],
    },
    'policy-engine-modules.plan.json': {
      plan: {
        '10.0.0.0/16 parent': [],
        '10.0.0.0/16 child1.child': [],
        '10.0.0.0/16 child1.grandchild1.grandchild': [],
        '10.0.0.0/16 child2.child': [],
      },
      counts: ['aws_vpc 4'],
    },
    'tfc-issue-171.plan.json': {
      plan: {
        '10.0.0.0/16 TestVPC Compliant checks': [
          '10.0.0.0/24 | Public Subnet A Compliant checks',
          '10.0.1.0/24 | Public Subnet B Subnet Compliant checks',
          '10.0.10.0/24 | Private Subnet A Subnet Compliant checks',
          '10.0.11.0/24 | Private Subnet B Compliant checks',
        ],
      },
      counts: ['aws_vpc 1', 'aws_subnet 4'],
    },
    'tfc-issue-514-nacl.plan.json': {
      plan: {
        '172.16.0.0/24 vpc_module.vpc': [
          '172.16.0.0/25 | vpc_module.vpc_subnet[1]',
          '172.16.0.128/25 | vpc_module.vpc_subnet[0]',
        ],
      },
      counts: ['aws_vpc 1', 'aws_subnet 2'],
    },
    'tfc-pull-330.plan.json': {
      plan: { '10.0.0.0/16 Test': ['10.0.1.0/24 | test'] },
      counts: ['aws_vpc 1', 'aws_subnet 1'],
    },
    'tfc-sgr.plan.json': { plan: { '10.0.0.0/16 fail': [] }, counts: ['aws_vpc 1'] },
  };

  const files = isHere ? readdirSync(folder) : [];

  test.each(files)('%s', (name) => {
    const { plan, diagnostics, counts } = readPlan([fileAt(`terraform-json/${name}`)]);
    const {
      plan: blocks,
      counts: read,
      said = [],
    } = expected[name] ?? { plan: {}, counts: [], said: ['plan-without-blocks'] };
    expect(told(plan)).toEqual(blocks);
    expect(
      counts.map(({ kind, read: count, skipped }) => `${kind} ${count}${skipped > 0 ? ' skipped' : ''}`),
    ).toEqual(read);
    expect(diagnostics.map(({ code }) => code)).toEqual(said);
    if (plan === undefined) return;
    for (const format of planFormats) expect(writePlan(plan, format)).toMatch(/\n$/);
    expect(readPlan([{ path: 'again', text: writePlan(plan, 'json') }]).plan).toEqual(plan);
  });

  test('every expected file is there', () => {
    for (const name of Object.keys(expected)) expect(files).toContain(name);
  });
});

describeCorpus('AWS CLI', () => {
  test('cloudmapper-demo: a VPC of four subnets, whose kinds are not known without route tables', () => {
    const folder = 'aws-cli/cloudmapper-demo';
    const names = readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.json'));
    const { plan, diagnostics } = readPlan(names.map((name) => fileAt(join(folder, name))));
    const rows = Object.values(told(plan)).flat();
    expect(rows.map((row) => row.split(' | ')[0])).toEqual([
      '10.0.0.0/24',
      '10.0.1.0/24',
      '10.0.2.0/24',
      '10.0.3.0/24',
    ]);
    expect(rows.join()).not.toMatch(/public|private|isolated/);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
