import { describe, expect, test } from 'vitest';
import { formatCidr, readPlan } from '../../../../engine/index.ts';
import { subnetsOf } from './arbitraries.ts';

const read = (value: unknown) => readPlan([{ path: 'plan.json', text: JSON.stringify(value, null, 1) }]);
const blocksOf = (value: unknown) =>
  read(value).plan?.blocks.map(({ cidr, vpc }) => `${formatCidr(cidr)} ${vpc}`.trim());

const resource = (address: string, values: object, more: object = {}) => {
  const [type = '', name = ''] = address
    .replace(/^(module\.[^.]+\.)+/, '')
    .replace(/\[.*$/, '')
    .split('.');
  return { address, mode: 'managed', type, name, values, ...more };
};

const plan = (resources: readonly object[], more: object = {}) => ({
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: { root_module: { resources } },
  ...more,
});

const state = (resources: readonly { type: string; name: string; instances: readonly object[] }[]) => ({
  version: 4,
  terraform_version: '1.9.0',
  serial: 1,
  lineage: 'x',
  resources: resources.map((each) => ({ mode: 'managed', ...each })),
});

describe('plans', () => {
  const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16', tags: { Name: 'shop' } });
  const subnet = resource('aws_subnet.app', {
    cidr_block: '10.0.1.0/24',
    availability_zone: 'us-east-1a',
    tags: { Name: 'app', Note: 'keep', Kind: 'private' },
  });

  test('a VPC whose id is not known yet holds the subnets that lie in it', () => {
    const { plan: found, diagnostics, counts } = read(plan([vpc, subnet]));
    expect(found).toMatchObject({ cloud: 'aws', blocks: [{ vpc: 'shop' }] });
    expect(subnetsOf(found)).toEqual({
      '10.0.1.0/24': { name: 'app', zone: 'us-east-1a', note: 'keep', kind: 'private' },
    });
    expect(diagnostics).toEqual([]);
    expect(counts).toMatchObject([
      { kind: 'aws_vpc', read: 1 },
      { kind: 'aws_subnet', read: 1 },
    ]);
  });

  test('of two VPCs with one block, the configuration says which', () => {
    const two = [
      resource('aws_vpc.one', { cidr_block: '10.0.0.0/16' }),
      resource('aws_vpc.two', { cidr_block: '10.0.0.0/16' }),
      resource('aws_subnet.app', { cidr_block: '10.0.1.0/24' }),
    ];
    const configuration = {
      root_module: {
        resources: [
          {
            address: 'aws_subnet.app',
            expressions: { vpc_id: { references: ['aws_vpc.two.id', 'aws_vpc.two'] } },
          },
        ],
      },
    };
    const { plan: found } = read(plan(two, { configuration }));
    expect(found?.blocks.map(({ vpc: name, root }) => [name, root.kind])).toEqual([
      ['one', 'leaf'],
      ['two', 'branch'],
    ]);
  });

  test('through variables and outputs of modules, and by the key of for_each', () => {
    const nets = ['a', 'b'].map((key) => ({
      address: `module.net["${key}"]`,
      resources: [
        resource(
          `module.net["${key}"].aws_vpc.this[0]`,
          { cidr_block: '10.0.0.0/16' },
          { name: 'this', type: 'aws_vpc', index: 0 },
        ),
      ],
    }));
    const apps = {
      address: 'module.app',
      resources: [resource('module.app.aws_subnet.app', { cidr_block: '10.0.1.0/24' })],
    };
    const net = {
      resources: [],
      outputs: { vpc_id: { expression: { references: ['aws_vpc.this[0].id', 'aws_vpc.this[0]'] } } },
    };
    const app = {
      resources: [{ address: 'aws_subnet.app', expressions: { vpc_id: { references: ['var.vpc'] } } }],
    };
    const value = {
      format_version: '1.2',
      planned_values: { root_module: { child_modules: [...nets, apps] } },
      configuration: {
        root_module: {
          module_calls: {
            net: { module: net },
            app: {
              expressions: {
                vpc: { references: ['module.net["b"].vpc_id', 'module.net["b"]', 'module.net'] },
              },
              module: app,
            },
          },
        },
      },
    };
    const { plan: found } = read(value);
    expect(found?.blocks.map(({ vpc: name, root }) => [name, root.kind])).toEqual([
      ['net["a"].this[0]', 'leaf'],
      ['net["b"].this[0]', 'branch'],
    ]);
  });

  test('references in a circle lead nowhere', () => {
    const configuration = {
      root_module: {
        resources: [
          {
            address: 'aws_subnet.app',
            expressions: { vpc_id: { references: ['module.a.x', 'module.a.x'] } },
          },
        ],
        module_calls: {
          a: {
            expressions: { y: { references: ['module.a.x', 'module.a.x'] } },
            module: { outputs: { x: { expression: { references: ['var.y', 'var.y'] } } } },
          },
        },
      },
    };
    expect(
      blocksOf(plan([resource('aws_subnet.app', { cidr_block: '10.0.1.0/24' })], { configuration })),
    ).toEqual(['10.0.1.0/24']);
  });

  test('a block that is known only after applying is told and counted', () => {
    const { plan: found, diagnostics, counts } = read(plan([vpc, resource('aws_subnet.app', {})]));
    expect(subnetsOf(found)).toEqual({});
    expect(diagnostics).toMatchObject([
      { code: 'plan-value-unknown', resource: 'aws_subnet.app', line: expect.any(Number) },
    ]);
    expect(counts).toMatchObject([{ read: 1 }, { kind: 'aws_subnet', read: 0, skipped: 1 }]);
  });

  test('what the plan looks up is read from the state before it', () => {
    const prior_state = {
      values: {
        root_module: {
          resources: [
            {
              ...resource('data.aws_vpc.old', { id: 'vpc-1', cidr_block: '10.0.0.0/16' }),
              mode: 'data',
              type: 'aws_vpc',
              name: 'old',
            },
          ],
        },
      },
    };
    const value = plan([resource('aws_subnet.app', { cidr_block: '10.0.1.0/24', vpc_id: 'vpc-1' })], {
      prior_state,
    });
    expect(blocksOf(value)).toEqual(['10.0.0.0/16 old']);
  });

  test('changes alone do as well', () => {
    const value = {
      format_version: '1.2',
      terraform_version: '1.9.0',
      resource_changes: [
        { ...vpc, values: undefined, change: { actions: ['create'], after: vpc.values } },
        { ...subnet, change: { actions: ['delete'], after: null } },
      ],
    };
    expect(blocksOf(value)).toEqual(['10.0.0.0/16 shop']);
  });
});

describe('states', () => {
  test('of version 4, with further blocks, both families and count', () => {
    const value = state([
      {
        type: 'aws_vpc',
        name: 'main',
        instances: [
          { attributes: { id: 'vpc-1', cidr_block: '10.0.0.0/16', ipv6_cidr_block: '2001:db8::/56' } },
        ],
      },
      {
        type: 'aws_vpc_ipv4_cidr_block_association',
        name: 'x',
        instances: [{ attributes: { vpc_id: 'vpc-1', cidr_block: '10.1.0.0/16' } }],
      },
      {
        type: 'aws_subnet',
        name: 'app',
        instances: [0, 1].map((index) => ({
          index_key: index,
          attributes: {
            id: `subnet-${index}`,
            vpc_id: 'vpc-1',
            cidr_block: `10.1.${index}.0/24`,
            ipv6_cidr_block: index === 0 ? '2001:db8::/64' : '',
            map_public_ip_on_launch: index === 0,
          },
        })),
      },
    ]);
    expect(blocksOf(value)).toEqual(['10.0.0.0/16 main', '2001:db8::/56 main', '10.1.0.0/16 main']);
    expect(subnetsOf(read(value).plan)).toEqual({
      '10.1.0.0/24': { name: 'app[0]', kind: 'public' },
      '2001:db8::/64': { name: 'app[0]', kind: 'public' },
      '10.1.1.0/24': { name: 'app[1]' },
    });
  });

  test('subnets of a VPC that the state does not hold get a supposed block', () => {
    const value = state([
      {
        type: 'aws_default_subnet',
        name: 'a',
        instances: [{ attributes: { vpc_id: 'vpc-9', cidr_block: '172.31.0.0/20' } }],
      },
      {
        type: 'aws_default_subnet',
        name: 'b',
        instances: [{ attributes: { vpc_id: 'vpc-9', cidr_block: '172.31.16.0/20' } }],
      },
    ]);
    expect(blocksOf(value)).toEqual(['172.31.0.0/19 vpc-9']);
    expect(read(value).diagnostics.map(({ code }) => code)).toEqual(['plan-block-supposed']);
  });

  test('two VPCs of one name keep apart', () => {
    const vpc = (id: string, cidr_block: string) => ({
      type: 'aws_vpc',
      name: id,
      instances: [{ attributes: { id, cidr_block, tags: { Name: 'main' } } }],
    });
    expect(blocksOf(state([vpc('vpc-1', '10.0.0.0/16'), vpc('vpc-2', '10.1.0.0/16')]))).toEqual([
      '10.0.0.0/16 main',
      '10.1.0.0/16 main-2',
    ]);
  });

  test('subnets that overlap are told, and both are to be seen', () => {
    const subnet = (name: string, cidr_block: string) => ({
      type: 'aws_subnet',
      name,
      instances: [{ attributes: { id: name, vpc_id: 'vpc-1', cidr_block } }],
    });
    const vpc = {
      type: 'aws_vpc',
      name: 'main',
      instances: [{ attributes: { id: 'vpc-1', cidr_block: '10.0.0.0/16' } }],
    };
    const value = state([
      vpc,
      subnet('big', '10.0.0.0/20'),
      subnet('small', '10.0.1.0/24'),
      subnet('twin', '10.0.1.0/24'),
    ]);
    const { plan: found, diagnostics } = read(value);
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(['plan-row-refused', 'plan-subnets-overlap']);
    expect(subnetsOf(found)).toEqual({ '10.0.1.0/24': { name: 'small' } });
  });

  test('of version 3 is told how to be read', () => {
    const { plan: found, diagnostics } = read({
      version: 3,
      terraform_version: '0.11.14',
      serial: 1,
      modules: [],
    });
    expect(found).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'unknown-plan-format', detail: expect.stringContaining('terraform show -json') },
    ]);
  });
});

describe('other clouds', () => {
  test('Azure, subnets inline and by themselves', () => {
    const value = plan([
      resource('azurerm_virtual_network.main', {
        name: 'hub',
        address_space: ['10.0.0.0/16', '10.1.0.0/16'],
        subnet: [
          { name: 'inline', address_prefixes: ['10.0.0.0/24'] },
          { name: 'app', address_prefixes: ['10.1.0.0/24'] },
        ],
      }),
      resource('azurerm_subnet.app', {
        name: 'app',
        virtual_network_name: 'hub',
        address_prefixes: ['10.1.0.0/24'],
      }),
    ]);
    expect(read(value)).toMatchObject({ plan: { cloud: 'azure' }, diagnostics: [] });
    expect(blocksOf(value)).toEqual(['10.0.0.0/16 hub', '10.1.0.0/16 hub']);
    expect(subnetsOf(read(value).plan)).toEqual({
      '10.0.0.0/24': { name: 'inline' },
      '10.1.0.0/24': { name: 'app' },
    });
  });

  test('Google, whose networks have no blocks', () => {
    const network = 'https://www.googleapis.com/compute/v1/projects/p/global/networks/prod';
    const value = plan([
      resource('google_compute_network.prod', { name: 'prod', self_link: network }),
      resource('google_compute_subnetwork.app', {
        name: 'app',
        network,
        region: 'europe-west1',
        ip_cidr_range: '10.0.0.0/24',
        secondary_ip_range: [{ range_name: 'pods', ip_cidr_range: '10.4.0.0/14' }],
      }),
    ]);
    expect(read(value).plan?.cloud).toBe('gcp');
    expect(blocksOf(value)).toEqual(['10.0.0.0/24 prod', '10.4.0.0/14 prod']);
    expect(subnetsOf(read(value).plan)).toMatchObject({
      '10.0.0.0/24': { name: 'app', zone: 'europe-west1' },
      '10.4.0.0/14': { name: 'app pods' },
    });
  });

  test('Oracle', () => {
    const value = plan([
      resource('oci_core_vcn.main', { id: 'ocid1.vcn', display_name: 'core', cidr_blocks: ['10.0.0.0/16'] }),
      resource('oci_core_subnet.app', {
        vcn_id: 'ocid1.vcn',
        display_name: 'app',
        cidr_block: '10.0.1.0/24',
        prohibit_public_ip_on_vnic: true,
      }),
    ]);
    expect(read(value).plan?.cloud).toBe('oci');
    expect(subnetsOf(read(value).plan)).toEqual({ '10.0.1.0/24': { name: 'app', kind: 'private' } });
  });
});

test('what is no block is told with its line', () => {
  const { diagnostics } = read(plan([resource('aws_vpc.main', { cidr_block: '10.0.0.0/99' })]));
  expect(diagnostics).toMatchObject([{ code: 'invalid-value', file: 'plan.json', line: expect.any(Number) }]);
});

test('a Terraform file without addresses is no plan, and says so', () => {
  expect(read(plan([resource('aws_iam_role.x', { name: 'x' })]))).toMatchObject({
    plan: undefined,
    diagnostics: [{ code: 'plan-without-blocks' }],
    counts: [],
  });
});
