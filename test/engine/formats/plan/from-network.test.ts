import { describe, expect, test } from 'vitest';
import { formatAddress, formatCidr, load, planFromNetwork } from '../../../../engine/index.ts';
import { subnetsOf } from './arbitraries.ts';

const planOfDocument = (document: object) =>
  planFromNetwork(
    load([{ path: 'net.json', text: JSON.stringify({ format: 'hoplight/1', ...document }) }]).network,
  );

const blocksOf = (document: object) =>
  planOfDocument(document).plan.blocks.map(({ cidr, vpc }) => `${formatCidr(cidr)} ${vpc}`);

describe('blocks', () => {
  test('each CIDR of each VPC, IPv4 first, under the name of the VPC or its id', () => {
    const vpcs = [
      {
        id: 'vpc-a',
        name: 'shop',
        cidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'],
        ipv6CidrBlock: '2001:db8::/56',
      },
      { id: 'vpc-b', cidrBlock: '10.2.0.0/16' },
    ];
    expect(blocksOf({ name: 'two', vpcs })).toEqual([
      '10.0.0.0/16 shop',
      '10.1.0.0/16 shop',
      '2001:db8::/56 shop',
      '10.2.0.0/16 vpc-b',
    ]);
    expect(planOfDocument({ name: 'two', vpcs }).plan).toMatchObject({
      name: 'two',
      cloud: 'aws',
      needs: [],
    });
  });

  test('names that two VPCs go by give way to ids', () => {
    const vpcs = ['a', 'b'].map((letter) => ({
      id: `vpc-${letter}`,
      name: 'main',
      cidrBlock: '10.0.0.0/16',
    }));
    expect(blocksOf({ vpcs })).toEqual(['10.0.0.0/16 vpc-a', '10.0.0.0/16 vpc-b']);
    expect(
      blocksOf({
        vpcs: [
          { id: 'main', cidrBlock: '10.0.0.0/16' },
          { id: 'x', name: 'main', cidrBlock: '10.1.0.0/16' },
        ],
      }),
    ).toEqual(['10.0.0.0/16 main', '10.1.0.0/16 x']);
  });

  test('a VPC without subnets is free', () => {
    const { plan } = planOfDocument({ vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }] });
    expect(plan.blocks[0]?.root).toMatchObject({ kind: 'leaf', free: true });
  });
});

describe('subnets', () => {
  const vpc = { id: 'vpc-a', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8::/56' };

  test('are named rows with their zone, dual-stack ones in both families', () => {
    const subnets = [
      {
        id: 'subnet-a',
        name: 'app',
        vpc: 'vpc-a',
        cidrBlock: '10.0.1.0/24',
        ipv6CidrBlock: '2001:db8::/64',
        availabilityZone: 'us-east-1a',
      },
      { id: 'subnet-b', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24' },
    ];
    expect(subnetsOf(planOfDocument({ vpcs: [vpc], subnets }).plan)).toMatchObject({
      '10.0.1.0/24': { name: 'app', zone: 'us-east-1a' },
      '2001:db8::/64': { name: 'app', zone: 'us-east-1a' },
      '10.0.2.0/24': { name: 'subnet-b' },
    });
  });

  test('SUB-7 are public, private or isolated by their routes', () => {
    const document = {
      vpcs: [{ ...vpc, internetGateway: 'igw-a' }],
      routeTables: [
        { id: 'main', vpc: 'vpc-a', main: true },
        { id: 'out', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] },
        { id: 'narrow', vpc: 'vpc-a', routes: [{ destination: '192.0.2.0/24', target: 'igw-a' }] },
        { id: 'nat', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'nat-a' }] },
        { id: 'part', vpc: 'vpc-a', incomplete: true },
      ],
      subnets: ['main', 'out', 'narrow', 'nat', 'part'].map((table, at) => ({
        id: table,
        vpc: 'vpc-a',
        cidrBlock: `10.0.${at}.0/24`,
        ...(table !== 'main' && { routeTable: table }),
      })),
    };
    const kinds = Object.values(subnetsOf(planOfDocument(document).plan)).map(
      ({ name, kind }) => `${name} ${kind}`,
    );
    expect(kinds).toEqual(['main isolated', 'out public', 'narrow public', 'nat private', 'part undefined']);
  });

  test('EVAL-8 without route tables their kind is not known', () => {
    const document = {
      notHeld: ['routeTables'],
      vpcs: [vpc],
      subnets: [{ id: 's', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24' }],
    };
    expect(subnetsOf(planOfDocument(document).plan)).toEqual({ '10.0.1.0/24': { name: 's' } });
  });

  test('that overlap are told; the larger is a group around the smaller', () => {
    const subnets = [
      { id: 'big', vpc: 'vpc-a', cidrBlock: '10.0.0.0/20' },
      { id: 'small', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24' },
    ];
    const { plan, diagnostics } = planOfDocument({ vpcs: [vpc], subnets });
    expect(diagnostics).toMatchObject([{ code: 'plan-subnets-overlap', resource: 'small' }]);
    expect(JSON.stringify(plan)).toContain('"big"');
    expect(Object.keys(subnetsOf(plan))).toEqual(['10.0.1.0/24']);
  });

  test('outside their VPC, and without one, get a supposed block', () => {
    const subnets = [
      { id: 'stray', vpc: 'vpc-a', cidrBlock: '10.9.0.0/24' },
      { id: 'lost', vpc: 'vpc-gone', cidrBlock: '10.8.0.0/24' },
    ];
    expect(blocksOf({ vpcs: [vpc], subnets })).toEqual([
      '10.0.0.0/16 vpc-a',
      '2001:db8::/56 vpc-a',
      '10.9.0.0/24 vpc-a',
      '10.8.0.0/24 vpc-gone',
    ]);
    const told = planOfDocument({ vpcs: [vpc], subnets }).diagnostics.map(
      ({ code, resource }) => `${code} ${resource}`,
    );
    expect(told).toEqual(['plan-block-supposed stray', 'plan-block-supposed lost']);
  });
});

test('addresses of interfaces are in use, ascending', () => {
  const document = {
    vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8::/56' }],
    subnets: [{ id: 's', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', ipv6CidrBlock: '2001:db8::/64' }],
    instances: [
      { id: 'i-2', subnet: 's', privateIp: '10.0.0.200', ipv6Addresses: ['2001:db8::5'] },
      { id: 'i-1', subnet: 's', privateIp: '10.0.0.9' },
    ],
  };
  expect(planOfDocument(document).inUse.map(formatAddress)).toEqual([
    '10.0.0.9',
    '10.0.0.200',
    '2001:db8::5',
  ]);
});
