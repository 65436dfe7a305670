import { describe, expect, test } from 'vitest';

import { complaints, detailOf, found } from './lint-cases.ts';

type Routes = Record<string, string>;
const routesOf = (routes: Routes) =>
  Object.entries(routes).map(([destination, target]) => ({ destination, target }));

/** VPCs a and b, a subnet and a table in each, and a peering. */
function peered(
  routes: { a: Routes; b: Routes },
  {
    pcx = {},
    b = {},
    ...more
  }: { pcx?: Record<string, unknown>; b?: Record<string, unknown> } & Record<string, unknown> = {},
) {
  return {
    vpcs: [
      { id: 'vpc-a', cidrBlock: '10.0.0.0/16', region: 'us-east-1' },
      { id: 'vpc-b', cidrBlock: '10.20.0.0/16', region: 'us-east-1', ...b },
    ],
    subnets: [
      { id: 'sub-a', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
      { id: 'sub-b', vpc: 'vpc-b', cidrBlock: '10.20.1.0/24', routeTable: 'rt-b' },
    ],
    routeTables: [
      { id: 'rt-a', vpc: 'vpc-a', routes: routesOf(routes.a) },
      { id: 'rt-b', vpc: 'vpc-b', routes: routesOf(routes.b) },
    ],
    vpcPeeringConnections: [{ id: 'pcx-1', requester: 'vpc-a', accepter: 'vpc-b', ...pcx }],
    ...(more as Record<string, Record<string, unknown>[]>),
  };
}

const bothSides = { a: { '10.20.0.0/16': 'pcx-1' }, b: { '10.0.0.0/16': 'pcx-1' } };

test('PEER-4: a peering as it should be', () => {
  expect(complaints(peered(bothSides))).toEqual([]);
});

describe('peering-refused', () => {
  test('PEER-2: overlapping blocks, in use or not', () => {
    const b = { cidrBlocks: ['10.0.128.0/20'], cidrBlock: '10.20.0.0/16' };
    expect(found(peered(bothSides, { b }), 'peering-refused')).toEqual(['pcx-1 PEER-2']);
  });

  test('PEER-2: a request that will fail is told as well, a deleted connection is not', () => {
    const b = { cidrBlock: '10.0.128.0/20' };
    const found2 = (status: string) =>
      found(peered({ a: {}, b: {} }, { b, pcx: { status } }), 'peering-refused');
    expect(found2('pending-acceptance')).toEqual(['pcx-1 PEER-2']);
    expect(found2('deleted')).toEqual([]);
  });

  test('PEER-2: two connections between the same VPCs', () => {
    const vpcPeeringConnections = [
      { id: 'pcx-1', requester: 'vpc-a', accepter: 'vpc-b' },
      { id: 'pcx-2', requester: 'vpc-b', accepter: 'vpc-a' },
    ];
    expect(found(peered(bothSides, { vpcPeeringConnections }), 'peering-refused')).toEqual(['pcx-1 PEER-2']);
  });
});

describe('overlapping-peers', () => {
  const third = (cidrBlocks: string[], status = 'active') => ({
    vpcPeeringConnections: [
      { id: 'pcx-1', requester: 'vpc-a', accepter: 'vpc-b' },
      { id: 'pcx-2', requester: { vpc: 'vpc-c', cidrBlocks }, accepter: 'vpc-a', status },
    ],
  });

  test.each([
    ['PEER-7: the same addresses', ['10.20.0.0/16'], 'active', ['vpc-a PEER-7']],
    ['PEER-7: a part of them', ['10.30.0.0/16', '10.20.64.0/20'], 'active', ['vpc-a PEER-7']],
    ['PEER-7: others', ['10.30.0.0/16'], 'active', []],
    ['PEER-7: not while the peering waits', ['10.20.0.0/16'], 'pending-acceptance', []],
  ])('%s', (_claim, cidrBlocks, status, expected) => {
    expect(found(peered(bothSides, third(cidrBlocks, status)), 'overlapping-peers')).toEqual(expected);
  });
});

describe('peering-routed-on-one-side', () => {
  test('PEER-4: no route back', () => {
    const document = peered({ ...bothSides, b: {} });
    expect(found(document, 'peering-routed-on-one-side')).toEqual(['pcx-1 PEER-4']);
    expect(detailOf(document, 'peering-routed-on-one-side')).toContain('every table in use in `vpc-b`');
  });

  test('BLK-15: a route in a table that no subnet uses does not help', () => {
    const document = peered({ ...bothSides, b: {} });
    const routeTables = [
      ...document.routeTables,
      { id: 'rt-idle', vpc: 'vpc-b', routes: routesOf(bothSides.b) },
    ];
    expect(found({ ...document, routeTables }, 'peering-routed-on-one-side')).toEqual(['pcx-1 PEER-4']);
  });

  test('PEER-4: a peering that nobody uses', () => {
    expect(found(peered({ a: {}, b: {} }), 'peering-without-routes')).toEqual(['pcx-1 PEER-4']);
  });

  test('PEER-15: a far VPC outside the model is not judged', () => {
    const pcx = { accepter: { vpc: 'vpc-far', cidrBlocks: ['10.99.0.0/16'] } };
    expect(
      found(peered({ a: { '10.99.0.0/16': 'pcx-1' }, b: {} }, { pcx }), 'peering-routed-on-one-side'),
    ).toEqual([]);
  });
});

describe('peering-route-beyond-peer', () => {
  test('PEER-3: a default route over a peering', () => {
    const document = peered({ ...bothSides, a: { '0.0.0.0/0': 'pcx-1' } });
    expect(found(document, 'peering-route-beyond-peer')).toEqual(['rt-a PEER-3']);
  });

  test('PEER-5: a peer of the peer', () => {
    const document = peered({ ...bothSides, a: { '10.20.0.0/16': 'pcx-1', '10.30.0.0/16': 'pcx-1' } });
    expect(found(document, 'peering-route-beyond-peer')).toEqual(['rt-a PEER-5']);
  });

  test('PEER-4: a part of the peer, or one address, is fine', () => {
    const document = peered({ ...bothSides, a: { '10.20.1.0/24': 'pcx-1', '10.20.2.9/32': 'pcx-1' } });
    expect(found(document, 'peering-route-beyond-peer')).toEqual([]);
    expect(found(document, 'peer-block-without-route')).toEqual([]);
  });

  test('PEER-4: a later block of the peer without a route', () => {
    const b = { cidrBlock: '10.20.0.0/16', cidrBlocks: ['100.64.0.0/16'] };
    expect(found(peered(bothSides, { b }), 'peer-block-without-route')).toEqual(['rt-a PEER-4']);
  });
});

describe('groups over a peering', () => {
  const securityGroups = [
    { id: 'sg-a', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 443, from: 'sg-b' }] },
    { id: 'sg-b', vpc: 'vpc-b' },
  ];

  test('SG-11: within a Region and active', () => {
    expect(complaints(peered(bothSides, { securityGroups }))).toEqual([]);
  });

  test('PEER-8: not between Regions', () => {
    const document = peered(bothSides, { securityGroups, b: { region: 'eu-west-1' } });
    expect(found(document, 'group-reference-refused')).toEqual(['sg-a PEER-8']);
  });

  test('SG-11: not before the peering is active', () => {
    const document = peered({ a: {}, b: {} }, { securityGroups, pcx: { status: 'pending-acceptance' } });
    expect(found(document, 'group-reference-refused')).toEqual(['sg-a SG-11']);
  });

  test('SG-17: stale when there is no peering', () => {
    const document = peered({ a: {}, b: {} }, { securityGroups, vpcPeeringConnections: [] });
    expect(found(document, 'stale-group-reference')).toEqual(['sg-a SG-17']);
  });

  test('SG-15: not stale over a transit gateway, inbound', () => {
    const otherResources = [{ id: 'tgw-1', type: 'AWS::EC2::TransitGateway' }];
    const document = peered({ a: {}, b: {} }, { securityGroups, vpcPeeringConnections: [], otherResources });
    expect(found(document, 'stale-group-reference')).toEqual([]);
  });

  test('PEER-9: members with public names that the peer resolves to public addresses', () => {
    const instances = [
      {
        id: 'i-a',
        subnet: 'sub-a',
        privateIp: '10.0.1.10',
        publicIp: '198.51.100.10',
        securityGroups: 'sg-a',
      },
    ];
    const vpcs = [
      { id: 'vpc-a', cidrBlock: '10.0.0.0/16', enableDnsHostnames: true },
      { id: 'vpc-b', cidrBlock: '10.20.0.0/16', enableDnsHostnames: true },
    ];
    const withDns = (allowed: boolean) =>
      peered(bothSides, {
        securityGroups,
        instances,
        vpcs,
        pcx: { requester: { vpc: 'vpc-a', allowDnsResolutionFromRemoteVpc: allowed } },
      });
    expect(found(withDns(false), 'group-reference-by-public-name')).toEqual(['sg-a PEER-9']);
    expect(found(withDns(true), 'group-reference-by-public-name')).toEqual([]);
  });
});
