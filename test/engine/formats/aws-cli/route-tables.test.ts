import { describe, expect, test } from 'vitest';
import { codes, detailsOf, localRoute, only, read, routeTable, section, subnet, vpc } from './dump.ts';
import type { Entry } from './dump.ts';

const routesOf = (...routes: object[]) =>
  only(read({ Vpcs: [vpc()] }, { RouteTables: [routeTable(routes)] }), 'routeTables')['routes'] as Entry[];

describe('routes', () => {
  test.each([
    ['GatewayId', 'igw-a'],
    ['GatewayId', 'vgw-a'],
    ['GatewayId', 'vpce-a'],
    ['NatGatewayId', 'nat-a'],
    ['NetworkInterfaceId', 'eni-a'],
    ['InstanceId', 'i-a'],
    ['TransitGatewayId', 'tgw-a'],
    ['VpcPeeringConnectionId', 'pcx-a'],
    ['EgressOnlyInternetGatewayId', 'eigw-a'],
    ['CarrierGatewayId', 'cagw-a'],
    ['LocalGatewayId', 'lgw-a'],
    ['CoreNetworkArn', 'arn:aws:networkmanager::111122223333:core-network/core-network-a'],
    ['OdbNetworkArn', 'arn:aws:odb:us-east-1:111122223333:odb-network/odb-a'],
    ['VpcEndpointId', 'vpce-b'],
    ['SomeNewGatewayId', 'sngw-a'],
  ])('RT-14 %s is a target', (key, target) => {
    const route = {
      DestinationCidrBlock: '0.0.0.0/0',
      [key]: target,
      Origin: 'CreateRoute',
      State: 'active',
    };
    expect(routesOf(route)).toEqual([{ destination: '0.0.0.0/0', target, state: 'active' }]);
  });

  test('a route to an instance is one to its interface', () => {
    const route = {
      DestinationCidrBlock: '0.0.0.0/0',
      InstanceId: 'i-a',
      InstanceOwnerId: '1',
      NetworkInterfaceId: 'eni-a',
    };
    expect(routesOf(route)).toEqual([{ destination: '0.0.0.0/0', target: 'eni-a' }]);
  });

  test.each([
    ['an IPv6 block', { DestinationIpv6CidrBlock: '::/0' }, '::/0'],
    ['a prefix list', { DestinationPrefixListId: 'pl-a' }, 'pl-a'],
  ])('%s is a destination', (_, destination, expected) => {
    expect(routesOf({ ...destination, GatewayId: 'igw-a' })).toEqual([
      { destination: expected, target: 'igw-a' },
    ]);
  });

  test('RT-24 the state is kept, RT-10 a target that is gone too', () => {
    expect(
      routesOf(
        { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-gone', State: 'blackhole' },
        { DestinationCidrBlock: '10.9.0.0/16', State: 'blackhole' },
      ),
    ).toEqual([
      { destination: '0.0.0.0/0', target: 'nat-gone', state: 'blackhole' },
      { destination: '10.9.0.0/16', target: 'deleted-target', state: 'blackhole' },
    ]);
  });

  test('RT-4 local routes of the blocks of the VPC are implied', () => {
    expect(routesOf(localRoute())).toEqual([]);
  });

  test('RT-4 a block of the VPC with another target is a route', () => {
    const route = { DestinationCidrBlock: '10.0.0.0/16', NetworkInterfaceId: 'eni-fw', State: 'active' };
    expect(routesOf(route)).toEqual([{ destination: '10.0.0.0/16', target: 'eni-fw', state: 'active' }]);
  });

  test('RT-16 a local route for something else is kept', () => {
    const route = {
      DestinationCidrBlock: '10.0.5.0/24',
      GatewayId: 'local',
      Origin: 'CreateRoute',
      State: 'active',
    };
    expect(routesOf(route)).toEqual([{ destination: '10.0.5.0/24', target: 'local', state: 'active' }]);
  });
});

describe('RT-7 propagated routes', () => {
  const propagated = {
    DestinationCidrBlock: '192.168.0.0/16',
    GatewayId: 'vgw-a',
    Origin: 'EnableVgwRoutePropagation',
    State: 'active',
  };
  const vpn = (more: object) => ({
    VpnConnections: [
      { VpnConnectionId: 'vpn-a', VpnGatewayId: 'vgw-a', State: 'available', Routes: [], ...more },
    ],
  });
  const interface_ = {
    virtualInterfaces: [
      { virtualInterfaceId: 'dxvif-a', virtualInterfaceType: 'private', virtualGatewayId: 'vgw-a' },
    ],
  };
  const associated = {
    directConnectGatewayAssociations: [
      { directConnectGatewayId: 'x', associationState: 'associated', associatedGateway: { id: 'vgw-a' } },
    ],
  };
  const staticRoute = { Routes: [{ DestinationCidrBlock: '192.168.0.0/16', State: 'available' }] };

  test.each([
    ['vpn-bgp', 'nothing is known of the gateway', []],
    ['vpn-bgp', 'its VPN speaks BGP', [vpn({ Options: { StaticRoutesOnly: false } })]],
    [
      'vpn-static',
      'a VPN has it as static route',
      [vpn({ Options: { StaticRoutesOnly: true }, ...staticRoute })],
    ],
    ['vpn-bgp', 'only a deleted VPN has it as static route', [vpn({ State: 'deleted', ...staticRoute })]],
    ['dx', 'a virtual interface ends at the gateway', [interface_]],
    ['dx', 'a Direct Connect gateway is associated', [associated]],
    [
      'vpn-bgp',
      'a VPN with BGP and Direct Connect are both there',
      [interface_, vpn({ Options: { StaticRoutesOnly: false } })],
    ],
  ])('%s when %s', (propagation, _, answers) => {
    const converted = read({ Vpcs: [vpc()] }, { RouteTables: [routeTable([propagated])] }, ...answers);
    expect(only(converted, 'routeTables')['routes']).toMatchObject([{ propagation }]);
  });
});

describe('associations', () => {
  const associated = { AssociationState: { State: 'associated' } };

  test('SUB-8 explicit, main and gateway', () => {
    const converted = read(
      { Vpcs: [vpc()] },
      { Subnets: [subnet(), subnet('subnet-b', '10.0.1.0/24')] },
      {
        RouteTables: [
          routeTable([], { Associations: [{ Main: true, ...associated }] }),
          routeTable([], {
            RouteTableId: 'rtb-b',
            Associations: [{ Main: false, SubnetId: 'subnet-b', ...associated }],
          }),
          routeTable([], {
            RouteTableId: 'rtb-c',
            Associations: [{ Main: false, GatewayId: 'igw-a', ...associated }],
          }),
        ],
      },
    );
    expect(section(converted, 'routeTables')).toEqual([
      { id: 'rtb-a', vpc: 'vpc-a', main: true, routes: [] },
      { id: 'rtb-b', vpc: 'vpc-a', routes: [] },
      { id: 'rtb-c', vpc: 'vpc-a', gateway: 'igw-a', routes: [] },
    ]);
    const [first, second] = section(converted, 'subnets');
    expect(first).not.toHaveProperty('routeTable');
    expect(second).toMatchObject({ routeTable: 'rtb-b' });
  });

  test.each(['associating', 'disassociating', 'disassociated', 'failed'])(
    'one that is %s is not in force',
    (State) => {
      const Associations = [{ Main: false, SubnetId: 'subnet-a', AssociationState: { State } }];
      const converted = read({ Subnets: [subnet()] }, { RouteTables: [routeTable([], { Associations })] });
      expect(only(converted, 'subnets')).not.toHaveProperty('routeTable');
      expect(codes(converted)).toContain('association-not-in-force');
    },
  );
});

describe('EVAL-8 a route that can not be read makes the table incomplete', () => {
  test.each<[string, unknown]>([
    ['a bad block', [{ DestinationCidrBlock: '10.0.0/8', GatewayId: 'igw-a' }]],
    ['the wrong family', [{ DestinationCidrBlock: '::/0', GatewayId: 'igw-a' }]],
    ['no destination', [{ GatewayId: 'igw-a', State: 'active' }]],
    ['no target', [{ DestinationCidrBlock: '0.0.0.0/0', State: 'active' }]],
    ['an unknown state', [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-a', State: 'odd' }]],
    ['no object', ['10.0.0.0/8']],
    ['no list', 'none'],
    ['nothing', null],
  ])('%s', (_, routes) => {
    const good = { DestinationCidrBlock: '10.8.0.0/16', TransitGatewayId: 'tgw-a' };
    const list = Array.isArray(routes) ? [...(routes as unknown[]), good] : routes;
    const converted = read({ RouteTables: [routeTable([], { Routes: list })] });
    expect(only(converted, 'routeTables')).toMatchObject({
      incomplete: true,
      routes: Array.isArray(routes) ? [{ target: 'tgw-a' }] : [],
    });
    expect(converted.diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
    expect(converted.counts).toContainEqual(expect.objectContaining({ kind: 'RouteTables', inPart: 1 }));
  });
});

describe('gateways that only routes name', () => {
  const toGateway = (target: string, state: string) => ({
    ...(target.startsWith('eigw')
      ? { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: target }
      : { DestinationCidrBlock: '0.0.0.0/0', GatewayId: target }),
    State: state,
  });

  test('IGW-10 an active route proves the attachment when no answer lists gateways', () => {
    const converted = read(
      { Vpcs: [vpc()] },
      { RouteTables: [routeTable([toGateway('igw-a', 'active'), toGateway('eigw-a', 'active')])] },
    );
    expect(only(converted, 'internetGateways')).toEqual({ id: 'igw-a', vpc: 'vpc-a' });
    expect(only(converted, 'egressOnlyInternetGateways')).toEqual({ id: 'eigw-a', vpc: 'vpc-a' });
    expect(detailsOf(converted, 'gateway-inferred')).toHaveLength(2);
    expect(converted.document['notHeld']).toEqual(
      expect.arrayContaining(['internetGateways', 'egressOnlyInternetGateways']),
    );
  });

  test('a blackhole proves nothing, and an answer that lists none is believed', () => {
    const blackhole = read(
      { Vpcs: [vpc()] },
      { RouteTables: [routeTable([toGateway('igw-a', 'blackhole')])] },
    );
    expect(section(blackhole, 'internetGateways')).toEqual([]);
    const listed = read(
      { Vpcs: [vpc()] },
      { RouteTables: [routeTable([toGateway('igw-a', 'active')])] },
      { InternetGateways: [] },
    );
    expect(section(listed, 'internetGateways')).toEqual([]);
  });
});
