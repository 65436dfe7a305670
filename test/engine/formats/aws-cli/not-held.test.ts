import { describe, expect, test } from 'vitest';
import {
  codes,
  detailsOf,
  localRoute,
  networkInterface,
  read,
  readFiles,
  routeTable,
  subnet,
  vpc,
} from './dump.ts';

const everything = {
  Vpcs: [vpc()],
  Subnets: [subnet()],
  RouteTables: [routeTable([localRoute()])],
  NetworkAcls: [],
  SecurityGroups: [],
  NetworkInterfaces: [],
  InternetGateways: [],
};

describe('EVAL-8 what the dump lacks', () => {
  test('an empty list is "none", not "not held"', () => {
    const converted = read(everything);
    expect(converted.document).not.toHaveProperty('notHeld');
    expect(converted.diagnostics).toEqual([]);
  });

  test.each([
    [
      'Vpcs',
      'vpcs',
      'No VPCs in this dump: their address blocks are only known from the local routes of route tables.',
    ],
    ['Subnets', 'subnets', 'No subnets in this dump: it is not known which addresses lie in which subnet.'],
    ['RouteTables', 'routeTables', 'No route tables in this dump: only traffic inside a VPC can be decided.'],
    [
      'NetworkAcls',
      'networkAcls',
      "No network ACLs in this dump: AWS's default ones (allow all) are assumed.",
    ],
    [
      'SecurityGroups',
      'securityGroups',
      'No security groups in this dump: traffic that a group must let through ends as `unknown`.',
    ],
    [
      'NetworkInterfaces',
      'networkInterfaces',
      'No network interfaces in this dump: there is hardly an address to trace from or to.',
    ],
    [
      'InternetGateways',
      'internetGateways',
      'No internet gateways in this dump: only those that an active route names are known.',
    ],
  ])('without %s', (key, name, sentence) => {
    const converted = read(Object.fromEntries(Object.entries(everything).filter(([each]) => each !== key)));
    expect(converted.document['notHeld']).toEqual([name]);
    expect(detailsOf(converted, 'section-not-held')).toEqual([expect.stringContaining(sentence)]);
    expect(detailsOf(converted, 'section-not-held')[0]).toMatch(
      /Add the output of `aws ec2 describe-[a-z-]+` if you can\.$/,
    );
  });

  test.each([
    ['natGateways', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-a' }],
    ['vpcPeeringConnections', { DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: 'pcx-a' }],
    [
      'egressOnlyInternetGateways',
      { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-a' },
    ],
    ['prefixLists', { DestinationPrefixListId: 'pl-a', GatewayId: 'vpce-a' }],
  ])('%s matter when a route names one', (name, route) => {
    const converted = read({ ...everything, RouteTables: [routeTable([route])] });
    expect(converted.document['notHeld']).toEqual([name]);
  });

  test('instances matter when an interface names one', () => {
    const converted = read({ ...everything, NetworkInterfaces: [networkInterface()] });
    expect(converted.document['notHeld']).toEqual(['instances']);
  });

  test('BPA-8 Block Public Access matters where there is a gateway, and is assumed to be off', () => {
    const converted = read({
      ...everything,
      InternetGateways: [{ InternetGatewayId: 'igw-a', Attachments: [] }],
    });
    expect(converted.document['notHeld']).toEqual(['vpcBlockPublicAccessOptions']);
    expect(converted.diagnostics).toMatchObject([{ code: 'setting-assumed', severity: 'info' }]);
  });

  test('a dump without machines and networks gets one word for all that it lacks', () => {
    const converted = read({ Addresses: [] });
    expect(codes(converted)).toEqual(['section-not-held']);
    expect(converted.document['notHeld']).toEqual([
      'vpcs',
      'subnets',
      'routeTables',
      'networkAcls',
      'securityGroups',
      'networkInterfaces',
      'internetGateways',
    ]);
  });
});

describe('several accounts and Regions', () => {
  const { RouteTables, ...others } = everything;

  test('the one that lacks an answer is named', () => {
    const converted = readFiles({
      'accounts/111122223333/us-east-1/all.json': everything,
      'accounts/444455556666/eu-west-1/all.json': { ...others, Vpcs: [vpc('vpc-b')], Subnets: [] },
    });
    expect(converted.document['notHeld']).toEqual(['routeTables']);
    expect(detailsOf(converted, 'section-not-held')).toEqual([
      'No route tables in this dump for Region `eu-west-1` of account `444455556666`: only traffic inside a VPC can be decided. Add the output of `aws ec2 describe-route-tables` if you can.',
    ]);
  });

  test('an answer outside any folder speaks for all', () => {
    const converted = readFiles({
      'us-east-1/all.json': others,
      'eu-west-1/all.json': { ...others, Vpcs: [vpc('vpc-b')], Subnets: [] },
      'route-tables.json': { RouteTables },
    });
    expect(converted.document).not.toHaveProperty('notHeld');
  });

  test('a Region with nothing to trace lacks nothing', () => {
    const converted = readFiles({ 'us-east-1/all.json': everything, 'eu-west-1/vpcs.json': { Vpcs: [] } });
    expect(converted.document).not.toHaveProperty('notHeld');
  });

  test('all that lack it are one sentence', () => {
    const converted = readFiles({
      'us-east-1/vpcs.json': { Vpcs: [vpc()] },
      'eu-west-1/vpcs.json': { Vpcs: [vpc('vpc-b')] },
    });
    expect(detailsOf(converted, 'section-not-held')[1]).toMatch(/^No route tables in this dump: /);
  });
});
