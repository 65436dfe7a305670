import { describe, expect, test } from 'vitest';

import { detailOf, found, twoTier, vpcWith } from './lint-cases.ts';

/** A VPC with two subnets and one table with these routes. */
function tableWith(
  routes: Record<string, unknown>[],
  table: Record<string, unknown> = {},
  more: Record<string, Record<string, unknown>[]> = {},
) {
  return vpcWith({
    subnets: [
      { id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-1' },
      { id: 'subnet-2', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24' },
    ],
    networkInterfaces: [
      {
        id: 'eni-m',
        subnet: 'subnet-2',
        privateIp: '10.0.2.10',
        publicIp: '198.51.100.10',
        sourceDestCheck: false,
      },
    ],
    routeTables: [{ id: 'rt-1', vpc: 'vpc-a', routes, ...table }],
    ...more,
  });
}

describe('route-refused', () => {
  test.each([
    ['RT-5: a whole subnet to an interface', { destination: '10.0.2.0/24', target: 'eni-m' }, []],
    ['RT-5: a part of a subnet', { destination: '10.0.2.0/25', target: 'eni-m' }, ['rt-1 RT-5']],
    [
      'RT-5: a whole subnet to an internet gateway',
      { destination: '10.0.2.0/24', target: 'igw-a' },
      ['rt-1 RT-5'],
    ],
    ['RT-4: local to a transit gateway', { destination: '10.0.0.0/16', target: 'tgw-1' }, ['rt-1 RT-4']],
    [
      'RT-13: the range of local services',
      { destination: '169.254.169.254/32', target: 'eni-m' },
      ['rt-1 RT-13'],
    ],
    ['RT-14: IPv4 to an egress-only gateway', { destination: '0.0.0.0/0', target: 'eigw-1' }, ['rt-1 RT-14']],
    ['RT-14: a gateway of another VPC', { destination: '0.0.0.0/0', target: 'igw-b' }, ['rt-1 RT-14']],
    ['V6-7: IPv6 to a NAT gateway', { destination: '::/0', target: 'nat-1' }, ['rt-1 RT-14']],
    [
      'RT-8: a propagated route inside the VPC is not refused',
      { destination: '10.0.2.0/25', target: 'vgw-1', propagation: 'vpn-bgp' },
      [],
    ],
  ])('%s', (_claim, route, expected) => {
    const internetGateways = [{ id: 'igw-b', vpc: 'vpc-b' }];
    const vpcs = [
      { id: 'vpc-a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a' },
      { id: 'vpc-b', cidrBlock: '10.1.0.0/16' },
    ];
    expect(found(tableWith([route], {}, { internetGateways, vpcs }), 'route-refused')).toEqual(expected);
  });

  test('RT-15: two static routes to one destination', () => {
    const routes = ['igw-a', 'eni-m'].map((target) => ({ destination: '0.0.0.0/0', target }));
    expect(found(tableWith(routes), 'route-refused')).toEqual(['rt-1 RT-15']);
  });

  test('RT-15: a static and a propagated one may stand together', () => {
    const routes = [
      { destination: '192.168.0.0/16', target: 'eni-m' },
      { destination: '192.168.0.0/16', target: 'vgw-1', propagation: 'vpn-bgp' },
    ];
    expect(found(tableWith(routes), 'route-refused')).toEqual([]);
  });

  test('RT-14: an instance with two interfaces', () => {
    const document = tableWith(
      [{ destination: '0.0.0.0/0', target: 'i-1' }],
      {},
      {
        instances: [{ id: 'i-1' }],
        networkInterfaces: ['10.0.2.10', '10.0.2.11'].map((privateIp, index) => ({
          id: `eni-${index}`,
          subnet: 'subnet-2',
          privateIp,
          instance: 'i-1',
          sourceDestCheck: false,
        })),
      },
    );
    expect(found(document, 'route-refused')).toEqual(['rt-1 RT-14']);
    expect(found(document, 'blackhole-route')).toEqual([]);
  });

  test('RT-14: AWS shows a route to a gateway that went to another VPC as a blackhole', () => {
    const table = tableWith([{ destination: '0.0.0.0/0', target: 'igw-b', state: 'blackhole' }]);
    const vpcs = [...table.vpcs, { id: 'vpc-b', cidrBlock: '10.1.0.0/16', internetGateway: 'igw-b' }];
    expect(found({ ...table, vpcs }, 'route-refused')).toEqual([]);
    expect(found({ ...table, vpcs }, 'blackhole-route')).toEqual(['rt-1 RT-14']);
  });
});

describe('tables of gateways', () => {
  test('RT-16: a default route', () => {
    const document = tableWith([{ destination: '0.0.0.0/0', target: 'eni-m' }], { gateway: 'igw-a' });
    expect(found(document, 'gateway-route-refused')).toEqual(['rt-1 RT-16']);
  });

  test('RT-16: a whole subnet to an interface', () => {
    const document = tableWith([{ destination: '10.0.1.0/24', target: 'eni-m' }], { gateway: 'igw-a' });
    expect(found(document, 'gateway-route-refused')).toEqual([]);
  });

  test('VPN-9, GWLB-7: a virtual private gateway of any name takes no endpoint', () => {
    const routes = [{ destination: '10.0.1.0/24', target: 'vpce-1' }];
    const vpcEndpoints = [
      { id: 'vpce-1', vpc: 'vpc-a', subnet: 'subnet-2', vpcEndpointType: 'GatewayLoadBalancer' },
    ];
    const vpnGateways = [{ id: 'office', vpc: 'vpc-a' }];
    const document = tableWith(routes, { gateway: 'office' }, { vpcEndpoints, vpnGateways });
    expect(found(document, 'gateway-route-refused')).toHaveLength(1);
  });

  test.each([
    ['GWLB-6: a Gateway Load Balancer endpoint', { vpcEndpointType: 'GatewayLoadBalancer' }, []],
    ['RT-16: an interface endpoint', { vpcEndpointType: 'Interface' }, ['rt-1 RT-16']],
  ])('%s', (_claim, endpoint, expected) => {
    const routes = [{ destination: '10.0.1.0/24', target: 'vpce-1' }];
    const vpcEndpoints = [{ id: 'vpce-1', vpc: 'vpc-a', subnet: 'subnet-2', ...endpoint }];
    const document = tableWith(routes, { gateway: 'igw-a' }, { vpcEndpoints });
    expect(found(document, 'gateway-route-refused')).toEqual(expected);
  });

  test('RT-2: a main table that routes for a gateway', () => {
    expect(found(tableWith([], { gateway: 'igw-a', main: true }), 'route-table-refused')).toEqual([
      'rt-1 RT-2',
    ]);
  });

  test('RT-2: two main tables', () => {
    const routeTables = ['rt-1', 'rt-2'].map((id) => ({ id, vpc: 'vpc-a', main: true }));
    expect(found(vpcWith({ routeTables }), 'route-table-refused')).toEqual(['vpc-a RT-2']);
  });
});

describe('second-gateway-refused', () => {
  test('IGW-1: two internet gateways', () => {
    const internetGateways = [{ id: 'igw-b', vpc: 'vpc-a' }];
    expect(found(vpcWith({ internetGateways }), 'second-gateway-refused')).toEqual(['vpc-a IGW-1']);
  });

  test('V6-6: two egress-only internet gateways', () => {
    const egressOnlyInternetGateways = ['eigw-a', 'eigw-b'].map((id) => ({ id, vpc: 'vpc-a' }));
    expect(found(vpcWith({ egressOnlyInternetGateways }), 'second-gateway-refused')).toEqual(['vpc-a V6-6']);
  });
});

describe('blackhole-route', () => {
  const withNat = (state: string) => ({
    ...twoTier,
    natGateways: [
      { id: 'nat-a', subnet: 'public', privateIp: '10.0.0.200', publicIp: '198.51.100.200', state },
    ],
  });

  test.each([
    ['NAT-14: a deleted NAT gateway', withNat('deleted'), 'rt-private NAT-1'],
    ['NAT-1: a pending NAT gateway', withNat('pending'), 'rt-private NAT-1'],
    [
      'NATI-4: a stopped NAT instance',
      {
        ...twoTier,
        natGateways: [],
        instances: [
          {
            id: 'nat-a',
            subnet: 'public',
            privateIp: '10.0.0.50',
            publicIp: '198.51.100.50',
            sourceDestCheck: false,
            state: 'stopped',
          },
        ],
      },
      'rt-private NATI-4',
    ],
    [
      'RT-10: an unattached interface',
      {
        ...twoTier,
        natGateways: [],
        networkInterfaces: [
          {
            id: 'nat-a',
            subnet: 'public',
            privateIp: '10.0.0.50',
            publicIp: '198.51.100.50',
            sourceDestCheck: false,
            status: 'available',
          },
        ],
      },
      'rt-private RT-10',
    ],
    [
      'IGW-10: a detached internet gateway',
      { ...twoTier, vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }], internetGateways: [{ id: 'igw-a' }] },
      'rt-public IGW-10',
    ],
    [
      'RT-10: a stated blackhole',
      tableWith([{ destination: '10.8.0.0/16', target: 'pcx-gone', state: 'blackhole' }]),
      'rt-1 RT-10',
    ],
    [
      'RT-10: a filtered route is not usable',
      tableWith([{ destination: '10.8.0.0/16', target: 'eni-m', state: 'filtered' }]),
      'rt-1 RT-10',
    ],
  ])('%s', (_claim, document, expected) => {
    expect(found(document, 'blackhole-route')).toEqual([expected]);
  });

  test('RT-11: a shorter route does not take over, and the detail says so', () => {
    const routes = [
      { destination: '0.0.0.0/0', target: 'igw-a' },
      { destination: '10.8.0.0/16', target: 'pcx-1', state: 'blackhole' },
    ];
    expect(detailOf(tableWith(routes), 'blackhole-route')).toContain(
      'the route to `0.0.0.0/0` does not take over',
    );
  });

  test('PEER-12: a peering that waits has a code of its own', () => {
    const document = tableWith(
      [{ destination: '10.8.0.0/16', target: 'pcx-1' }],
      {},
      {
        vpcPeeringConnections: [
          {
            id: 'pcx-1',
            requester: 'vpc-a',
            accepter: { vpc: 'vpc-far', cidrBlocks: ['10.8.0.0/16'] },
            status: 'pending-acceptance',
          },
        ],
      },
    );
    expect(found(document, 'route-to-inactive-peering')).toEqual(['rt-1 PEER-12']);
    expect(detailOf(document, 'route-to-inactive-peering')).toContain('Accept the peering connection.');
  });

  test('RT-24: a target that a design does not define', () => {
    expect(
      found(tableWith([{ destination: '0.0.0.0/0', target: 'nat-missing' }]), 'route-to-missing-target'),
    ).toEqual(['rt-1 RT-24']);
  });

  test('RT-24: a target that AWS calls active is somewhere else', () => {
    const document = tableWith([{ destination: '0.0.0.0/0', target: 'tgw-1', state: 'active' }]);
    expect(found(document, 'route-to-missing-target')).toEqual([]);
  });

  test('EVAL-8: a section that the source did not hold says nothing', () => {
    const document = {
      ...tableWith([{ destination: '0.0.0.0/0', target: 'nat-1' }]),
      notHeld: ['natGateways'],
    };
    expect(found(document, 'route-to-missing-target')).toEqual([]);
  });
});

describe('routes that are not what they seem', () => {
  test('RT-9: two prefix lists with one entry, two targets', () => {
    const document = tableWith(
      [
        { destination: 'pl-1', target: 'tgw-1', state: 'active' },
        { destination: 'pl-2', target: 'tgw-2', state: 'active' },
      ],
      {},
      {
        prefixLists: [
          { id: 'pl-1', entries: ['192.0.2.0/24', '198.51.100.0/24'] },
          { id: 'pl-2', entries: ['192.0.2.0/24'] },
        ],
      },
    );
    expect(found(document, 'ambiguous-route')).toEqual(['rt-1 RT-9']);
  });

  test('RT-9: a static route settles it', () => {
    const document = tableWith(
      [
        { destination: 'pl-1', target: 'tgw-1', state: 'active' },
        { destination: 'pl-2', target: 'tgw-2', state: 'active' },
        { destination: '192.0.2.0/24', target: 'igw-a' },
      ],
      {},
      {
        prefixLists: [
          { id: 'pl-1', entries: ['192.0.2.0/24'] },
          { id: 'pl-2', entries: ['192.0.2.0/24'] },
        ],
      },
    );
    expect(found(document, 'ambiguous-route')).toEqual([]);
  });

  test('RT-8: a propagated route inside the VPC has no effect', () => {
    const document = tableWith([
      { destination: '10.0.2.0/25', target: 'vgw-1', propagation: 'vpn-bgp', state: 'active' },
    ]);
    expect(found(document, 'propagated-route-ignored')).toEqual(['rt-1 RT-8']);
  });
});
