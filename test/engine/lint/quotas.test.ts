import { describe, expect, test } from 'vitest';

import { quotas } from '../../../engine/lint/index.ts';
import { detailOf, lintOf, vpcWith } from './lint-cases.ts';
import type { Document } from './lint-cases.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The quotas that a document exceeds: `LIM-4` for a default, `LIM-2!` for a ceiling. */
function exceeded(document: Document): string[] {
  return lintOf(document).flatMap(({ code, rule }) => {
    if (code === 'quota-above-default') return [rule ?? ''];
    return code === 'quota-above-ceiling' ? [`${rule}!`] : [];
  });
}

const subnets = (count: number) =>
  range(count).map((index) => ({
    id: `subnet-${index}`,
    vpc: 'vpc-a',
    cidrBlock: `10.0.${Math.floor(index / 16)}.${(index % 16) * 16}/28`,
  }));
const vpcs = (count: number) =>
  range(count).map((index) => ({ id: `vpc-${index}`, cidrBlock: `10.${index}.0.0/16` }));
const routes = (count: number, more: Record<string, unknown> = {}) =>
  range(count).map((index) => ({
    destination: `172.16.${index >> 8}.${index & 255}/32`,
    target: 'tgw-1',
    state: 'active',
    ...more,
  }));
const table = (list: Record<string, unknown>[]) =>
  vpcWith({ routeTables: [{ id: 'rt-1', vpc: 'vpc-a', routes: list }] });
const acl = (count: number, cidrBlock = '10.0.0.0/8') =>
  vpcWith({
    networkAcls: [
      {
        id: 'acl-1',
        vpc: 'vpc-a',
        ingress: range(count).map((index) => ({
          ruleNumber: index + 1,
          ruleAction: 'allow',
          protocol: 'tcp',
          ports: index + 1,
          cidrBlock,
        })),
      },
    ],
  });
const group = (count: number, from = '10.0.0.0/8') =>
  vpcWith({
    securityGroups: [
      {
        id: 'sg-1',
        vpc: 'vpc-a',
        ingress: range(count).map((index) => ({ protocol: 'tcp', ports: index + 1, from })),
      },
    ],
  });
const peerings = (count: number, status: string) =>
  vpcWith({
    vpcPeeringConnections: range(count).map((index) => ({
      id: `pcx-${index}`,
      requester: 'vpc-a',
      accepter: { vpc: `vpc-far-${index}`, cidrBlocks: [`172.16.${index}.0/24`] },
      status,
    })),
  });
const natGateways = (count: number) =>
  vpcWith({
    subnets: [
      {
        id: 'subnet-1',
        vpc: 'vpc-a',
        cidrBlock: '10.0.0.0/24',
        availabilityZone: 'us-east-1a',
        routeTable: 'rt-1',
      },
    ],
    routeTables: [{ id: 'rt-1', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] }],
    natGateways: range(count).map((index) => ({
      id: `nat-${index}`,
      subnet: 'subnet-1',
      privateIp: `10.0.0.${index + 10}`,
      publicIp: `198.51.100.${index + 10}`,
    })),
  });
const natAddresses = (count: number) => ({
  ...natGateways(1),
  natGateways: [
    {
      id: 'nat-0',
      subnet: 'subnet-1',
      addresses: range(count).map((index) => ({
        privateIp: `10.0.0.${index + 10}`,
        publicIp: `198.51.100.${index + 10}`,
      })),
    },
  ],
});
const interfaceWith = (groupCount: number, ruleCount = 0) =>
  vpcWith({
    subnets: subnets(1),
    securityGroups: range(groupCount).map((index) => ({
      id: `sg-${index}`,
      vpc: 'vpc-a',
      ingress: range(ruleCount).map((port) => ({ protocol: 'tcp', ports: port + 1, from: '10.0.0.0/8' })),
    })),
    networkInterfaces: [
      {
        id: 'eni-1',
        subnet: 'subnet-0',
        privateIp: '10.0.0.5',
        securityGroups: range(groupCount).map((index) => `sg-${index}`),
      },
    ],
  });
const functions = (count: number) => ({
  vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a' }],
  subnets: [{ id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.0.0/16' }],
  networkInterfaces: range(count).map((index) => ({
    id: `eni-${index}`,
    subnet: 'subnet-1',
    privateIp: `10.0.${(index + 10) >> 8}.${(index + 10) & 255}`,
    interfaceType: 'lambda',
  })),
});

describe('quotas', () => {
  test.each<[string, Document, string[]]>([
    ['LIM-1: five VPCs', { vpcs: vpcs(5) }, []],
    ['LIM-1: six VPCs', { vpcs: vpcs(6) }, ['LIM-1']],
    [
      'LIM-1: six VPCs in two Regions',
      { vpcs: vpcs(6).map((vpc, index) => ({ ...vpc, region: `r${index % 2}` })) },
      [],
    ],
    [
      'LIM-2: six IPv4 blocks',
      { vpcs: [{ id: 'vpc-a', cidrBlocks: range(6).map((index) => `10.${index + 2}.0.0/16`) }] },
      ['LIM-2'],
    ],
    [
      'LIM-2: 51 are above the ceiling',
      { vpcs: [{ id: 'vpc-a', cidrBlocks: range(51).map((index) => `10.${index + 2}.0.0/16`) }] },
      ['LIM-2!'],
    ],
    [
      'LIM-3: six IPv6 blocks',
      {
        vpcs: [
          {
            id: 'vpc-a',
            cidrBlock: '10.0.0.0/16',
            ipv6CidrBlocks: range(6).map((index) => `2001:db8:${index}::/56`),
          },
        ],
      },
      ['LIM-3'],
    ],
    ['LIM-4: 200 subnets', vpcWith({ subnets: subnets(200) }), []],
    ['LIM-4: 201 subnets', vpcWith({ subnets: subnets(201) }), ['LIM-4']],
    [
      'LIM-5: 201 route tables, the main one included',
      vpcWith({ routeTables: range(200).map((index) => ({ id: `rt-${index}`, vpc: 'vpc-a' })) }),
      ['LIM-5'],
    ],
    ['LIM-6: 500 static routes', table(routes(500)), []],
    ['LIM-6: 501 static routes', table(routes(501)), ['LIM-6']],
    ['LIM-6: 1001 are above the ceiling', table(routes(1001)), ['LIM-6!']],
    [
      'LIM-21: a prefix list counts by its maximum',
      {
        ...table([...routes(450), { destination: 'pl-1', target: 'tgw-1', state: 'active' }]),
        prefixLists: [{ id: 'pl-1', entries: ['192.0.2.0/24'], maxEntries: 60 }],
      },
      ['LIM-6'],
    ],
    [
      'LIM-7: 101 propagated routes, which cannot be raised',
      table(routes(101, { propagation: 'vpn-bgp' })),
      ['LIM-7!'],
    ],
    [
      'LIM-8: 201 network ACLs, the default one included',
      vpcWith({ networkAcls: range(200).map((index) => ({ id: `acl-${index}`, vpc: 'vpc-a' })) }),
      ['LIM-8'],
    ],
    ['LIM-9: 19 entries', acl(19), []],
    ['LIM-9: 20 entries', acl(20), ['LIM-9']],
    ['LIM-9: 40 are above the ceiling', acl(40), ['LIM-9!']],
    [
      'LIM-10: 2501 groups, the default one included',
      vpcWith({ securityGroups: range(2500).map((index) => ({ id: `sg-${index}`, vpc: 'vpc-a' })) }),
      ['LIM-10'],
    ],
    ['LIM-11: 60 rules', group(60), []],
    ['LIM-11: 61 rules', group(61), ['LIM-11']],
    [
      'LIM-11: families are counted apart',
      {
        ...group(60),
        securityGroups: [
          {
            id: 'sg-1',
            vpc: 'vpc-a',
            ingress: ['0.0.0.0/0', '::/0'].flatMap((from) =>
              range(60).map((port) => ({ protocol: 'tcp', ports: port, from })),
            ),
          },
        ],
      },
      [],
    ],
    [
      'SG-18: a prefix list of at most 55 entries and ten blocks',
      {
        ...vpcWith({
          securityGroups: [
            {
              id: 'sg-1',
              vpc: 'vpc-a',
              ingress: [
                ...range(10).map((port) => ({ protocol: 'tcp', ports: port, from: '10.0.0.0/8' })),
                { protocol: 'tcp', ports: 99, from: 'pl-1' },
              ],
            },
          ],
        }),
        prefixLists: [{ id: 'pl-1', entries: ['192.0.2.0/24'], maxEntries: 55 }],
      },
      ['LIM-11'],
    ],
    ['LIM-12: six groups', interfaceWith(6), ['LIM-12']],
    ['LIM-12: 17 are above the ceiling', interfaceWith(17), ['LIM-12!']],
    [
      'LIM-11: rules times groups',
      interfaceWith(5, 201),
      [...range(5).map(() => 'LIM-11'), 'LIM-11!'].sort().reverse(),
    ],
    [
      'LIM-13: six Elastic IPs',
      vpcWith({ eips: range(6).map((index) => ({ id: `eip-${index}`, publicIp: `198.51.100.${index}` })) }),
      ['LIM-13'],
    ],
    ['LIM-14: three Elastic IPs on a NAT gateway', natAddresses(3), ['LIM-14']],
    ['LIM-15: six NAT gateways in a zone', natGateways(6), ['LIM-13', 'LIM-15']],
    [
      'LIM-16: six internet gateways',
      { vpcs: vpcs(6).map((vpc, index) => ({ ...vpc, internetGateway: `igw-${index}` })) },
      ['LIM-1', 'LIM-16'],
    ],
    [
      'LIM-16: six egress-only internet gateways',
      { vpcs: vpcs(6).map((vpc, index) => ({ ...vpc, egressOnlyInternetGateway: `eigw-${index}` })) },
      ['LIM-1', 'LIM-16'],
    ],
    [
      'LIM-17: two carrier gateways',
      vpcWith({
        otherResources: range(2).map((index) => ({
          id: `cagw-${index}`,
          type: 'AWS::EC2::CarrierGateway',
          vpc: 'vpc-a',
        })),
      }),
      ['LIM-17!'],
    ],
    ['LIM-18: 51 peerings', peerings(51, 'active'), ['LIM-18']],
    ['LIM-18: 126 are above the ceiling', peerings(126, 'active'), ['LIM-18!']],
    ['LIM-18: 26 requests that wait', peerings(26, 'pending-acceptance'), ['LIM-18']],
    ['LIM-18: deleted ones do not count', peerings(60, 'deleted'), []],
    ['LIM-19: 5001 interfaces', functions(5001), ['LIM-19']],
    [
      'LIM-22: 51 exclusions',
      vpcWith({
        vpcBlockPublicAccessExclusions: range(51).map((index) => ({
          id: `excl-${index}`,
          vpc: 'vpc-a',
          internetGatewayExclusionMode: 'allow-egress',
        })),
      }),
      ['LIM-22'],
    ],
    ['LIM-24: 10,700 functions of six units', functions(10_700), ['LIM-19', 'LIM-24']],
  ])('%s', (_claim, document, expected) => {
    const sorted = (list: readonly string[]) => [...list].sort();
    expect(sorted(exceeded(document))).toEqual(sorted(expected));
  });

  test('LIM-24: a VPC and its peers together', () => {
    const ids = ['a', 'b', 'c'];
    const prefixes = range(50_000).map(() => '10.0.1.0/28');
    const document = {
      vpcs: ids.map((id, index) => ({ id, cidrBlock: `10.${index}.0.0/16` })),
      subnets: ids.map((id, index) => ({ id: `subnet-${id}`, vpc: id, cidrBlock: `10.${index}.0.0/16` })),
      networkInterfaces: ids.map((id) => ({ id: `eni-${id}`, subnet: `subnet-${id}`, prefixes })),
      vpcPeeringConnections: ['b', 'c'].map((accepter) => ({
        id: `pcx-${accepter}`,
        requester: 'a',
        accepter,
      })),
    };
    // 50,000 each: two together stay below 128,000, the three around `a` do not.
    expect(exceeded(document)).toEqual(['LIM-24']);
    expect(detailOf(document, 'quota-above-default')).toContain('VPC `a` with its peers has 150000');
  });

  test('LIM-4: the detail names the default and what can be had', () => {
    const detail = detailOf(vpcWith({ subnets: subnets(201) }), 'quota-above-default');
    expect(detail).toContain(
      'VPC `vpc-a` has 201 subnets. The default quota is 200 per VPC; AWS can raise it on request.',
    );
  });

  test('LIM-20: endpoints are known as a quota, and not told apart in a network', () => {
    expect(quotas['LIM-20'].initial).toBe(50);
  });

  test('LIM-23: packets to the resolver are known as a quota, and no part of a network', () => {
    expect(quotas['LIM-23']).toMatchObject({ initial: 1024, ceiling: 1024 });
  });

  test('NAT-18: failed and deleted NAT gateways do not count', () => {
    const document = natGateways(6);
    const withState = (state: string) => ({
      ...document,
      natGateways: document.natGateways.map((gateway, index) =>
        index === 0 ? { ...gateway, state } : gateway,
      ),
    });
    expect(exceeded(withState('deleting'))).toContain('LIM-15');
    expect(exceeded(withState('deleted'))).not.toContain('LIM-15');
    expect(exceeded(withState('failed'))).not.toContain('LIM-15');
  });

  test('LIM-21: entries of a prefix list', () => {
    expect(quotas['LIM-21']).toMatchObject({ initial: 1000, ceiling: 1000 });
  });
});
