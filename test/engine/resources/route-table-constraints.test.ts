import { describe, expect, test } from 'vitest';

import {
  refuseDestination,
  refuseDestinations,
  refuseGatewayRoute,
  refuseMainTables,
  refuseRoute,
  refuseTableDeletion,
  refuseTableUse,
  refuseTarget,
} from '../../../engine/resources/route-table/constraints.ts';
import { cidr, cidrs, verdict } from './constraint-cases.ts';

const vpc = {
  vpcCidrs: cidrs(['10.0.0.0/16', '2001:db8::/56']),
  subnetCidrs: cidrs(['10.0.1.0/24', '10.0.2.0/24']),
};

describe('refuseRoute', () => {
  test.each([
    ['RT-5: a whole subnet to an interface', '10.0.2.0/24', 'network-interface', 'accepted'],
    ['RT-5: a whole subnet to a NAT gateway', '10.0.2.0/24', 'nat-gateway', 'accepted'],
    [
      'RT-5: a whole subnet to a Gateway Load Balancer endpoint',
      '10.0.2.0/24',
      'gateway-load-balancer-endpoint',
      'accepted',
    ],
    ['RT-5: not a part of a subnet', '10.0.2.0/25', 'network-interface', 'RT-5'],
    ['RT-5: not a block around several subnets', '10.0.0.0/20', 'network-interface', 'RT-5'],
    ['RT-5: not to an internet gateway', '10.0.2.0/24', 'internet-gateway', 'RT-5'],
    ['RT-5: not to a transit gateway', '10.0.2.0/24', 'transit-gateway', 'RT-5'],
    ['RT-5: less specific than local is fine', '10.0.0.0/8', 'transit-gateway', 'accepted'],
    ['RT-5: a target of unknown kind is not judged', '10.0.2.0/24', 'other', 'accepted'],
    ['RT-4: the target of local can be an interface', '10.0.0.0/16', 'network-interface', 'accepted'],
    ['RT-4: and local again', '10.0.0.0/16', 'local', 'accepted'],
    ['RT-4: but not a peering connection', '10.0.0.0/16', 'vpc-peering-connection', 'RT-4'],
    ['RT-14: an egress-only gateway takes IPv6', '::/0', 'egress-only-internet-gateway', 'accepted'],
    ['RT-14: and no IPv4', '0.0.0.0/0', 'egress-only-internet-gateway', 'RT-14'],
    ['RT-14: a NAT gateway takes NAT64', '64:ff9b::/96', 'nat-gateway', 'accepted'],
    ['V6-7: and no other IPv6', '::/0', 'nat-gateway', 'RT-14'],
    ['RT-14: interface endpoints are no targets', '192.0.2.0/24', 'interface-endpoint', 'RT-14'],
    ['RT-14: gateway endpoints take no hand-made routes', '192.0.2.0/24', 'gateway-endpoint', 'RT-14'],
    ['RT-13: nothing inside the service range', '169.254.169.254/32', 'network-interface', 'RT-13'],
  ] as const)('%s', (_claim, destination, target, expected) => {
    expect(verdict(refuseRoute({ destination: cidr(destination), target }, vpc))).toBe(expected);
  });
});

test.each([
  ['RT-13: one address of the range', '169.254.169.254/32', 'RT-13'],
  ['RT-13: the range', '169.254.168.0/22', 'RT-13'],
  ['RT-13: a larger one is accepted', '169.254.0.0/16', 'accepted'],
  ['RT-13: the IPv6 range', 'fd00:ec2::/32', 'RT-13'],
])('%s', (_claim, destination, expected) => {
  expect(verdict(refuseDestination(cidr(destination)))).toBe(expected);
});

test.each([
  ['RT-14: a target of the VPC', { kind: 'internet-gateway', id: 'igw-a', vpcs: ['vpc-a'] }, 'accepted'],
  ['RT-14: a target of another VPC', { kind: 'internet-gateway', id: 'igw-b', vpcs: ['vpc-b'] }, 'RT-14'],
  [
    'RT-14: a peering of others',
    { kind: 'vpc-peering-connection', id: 'pcx-1', vpcs: ['vpc-b', 'vpc-c'] },
    'RT-14',
  ],
  [
    'RT-14: a detached gateway is a blackhole, not refused',
    { kind: 'internet-gateway', id: 'igw-d', vpcs: [] },
    'accepted',
  ],
  [
    'RT-14: an instance with one interface',
    { kind: 'instance', id: 'i-1', vpcs: ['vpc-a'], interfaceCount: 1 },
    'accepted',
  ],
  [
    'RT-14: an instance with two',
    { kind: 'instance', id: 'i-1', vpcs: ['vpc-a'], interfaceCount: 2 },
    'RT-14',
  ],
] as const)('%s', (_claim, target, expected) => {
  expect(verdict(refuseTarget(target, 'vpc-a'))).toBe(expected);
});

test('RT-15: a destination has one static route', () => {
  expect(verdict(refuseDestinations(['0.0.0.0/0', '::/0', 'pl-1']))).toBe('accepted');
  expect(verdict(refuseDestinations(['0.0.0.0/0', '10.9.0.0/16', '0.0.0.0/0']))).toBe('RT-15');
});

describe('refuseGatewayRoute', () => {
  test.each([
    ['RT-16: a whole subnet to an interface', '10.0.1.0/24', 'network-interface', 'accepted'],
    ['RT-16: the whole VPC to an interface', '10.0.0.0/16', 'network-interface', 'accepted'],
    ['RT-16: the whole VPC to local', '10.0.0.0/16', 'local', 'accepted'],
    ['RT-16: nothing larger', '0.0.0.0/0', 'network-interface', 'RT-16'],
    ['RT-16: no part of a subnet', '10.0.1.0/25', 'network-interface', 'RT-16'],
    ['RT-16: not to a NAT gateway', '10.0.1.0/24', 'nat-gateway', 'RT-16'],
  ] as const)('%s', (_claim, destination, target, expected) => {
    expect(verdict(refuseGatewayRoute({ destination: cidr(destination), target }, vpc))).toBe(expected);
  });

  test('RT-16: no prefix lists', () => {
    expect(
      verdict(refuseGatewayRoute({ destination: 'prefix-list', target: 'network-interface' }, vpc)),
    ).toBe('RT-16');
  });

  test('RT-16: a Gateway Load Balancer endpoint behind an internet gateway only', () => {
    const route = { destination: cidr('10.0.1.0/24'), target: 'gateway-load-balancer-endpoint' } as const;
    expect(verdict(refuseGatewayRoute(route, vpc, 'internet-gateway'))).toBe('accepted');
    expect(verdict(refuseGatewayRoute(route, vpc, 'virtual-private-gateway'))).toBe('RT-16');
  });
});

test.each([
  [
    'RT-2: a table of a gateway is not the main one',
    { main: true, gateway: 'igw-a', hasPropagatedRoutes: false },
    'RT-2',
  ],
  ['RT-16: and propagates nothing', { main: false, gateway: 'vgw-a', hasPropagatedRoutes: true }, 'RT-16'],
  [
    'RT-2: a table of subnets may do both',
    { main: true, gateway: undefined, hasPropagatedRoutes: true },
    'accepted',
  ],
])('%s', (_claim, use, expected) => {
  expect(verdict(refuseTableUse(use))).toBe(expected);
});

test('RT-2: a VPC has one main table', () => {
  expect(verdict(refuseMainTables(['rt-1']))).toBe('accepted');
  expect(verdict(refuseMainTables(['rt-1', 'rt-2']))).toBe('RT-2');
});

test.each([
  ['RT-2: the main table stays', { main: true, associations: 0 }, 'RT-2'],
  ['RT-3: a table in use stays', { main: false, associations: 2 }, 'RT-3'],
  ['RT-3: another one goes', { main: false, associations: 0 }, 'accepted'],
])('%s', (_claim, table, expected) => {
  expect(verdict(refuseTableDeletion(table))).toBe(expected);
});
