import { describe, expect, test } from 'vitest';

import { detailOf, found, twoTier, vpcWith } from './lint-cases.ts';

/** One subnet on the main table, which has no route out. */
function mainTableOnly(subnet: Record<string, unknown>, instances: Record<string, unknown>[] = []) {
  return vpcWith({
    subnets: [{ id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', ...subnet }],
    routeTables: [{ id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] }],
    instances,
  });
}

describe('public-subnet-without-gateway-route', () => {
  const web = { id: 'web-1', subnet: 'subnet-1', privateIp: '10.0.1.10', publicIp: '198.51.100.10' };

  test.each([
    ['IGW-9: a public address', mainTableOnly({}, [web]), 'subnet-1 IGW-9'],
    [
      'SUB-7: new interfaces get public addresses',
      mainTableOnly({ mapPublicIpOnLaunch: true }),
      'subnet-1 SUB-7',
    ],
    ['SUB-7: the name says public', mainTableOnly({ name: 'app-public-a' }), 'subnet-1 SUB-7'],
  ])('%s', (_claim, document, expected) => {
    expect(found(document, 'public-subnet-without-gateway-route')).toEqual([expected]);
  });

  test('BLK-11: names the main table, and the table that is not associated', () => {
    const detail = detailOf(mainTableOnly({}, [web]), 'public-subnet-without-gateway-route');
    expect(detail).toContain('the main one, in force because the subnet names no other');
    expect(detail).toContain('`rt-public` of the same VPC has such a route: associate it');
  });

  test('SUB-7: any route to an internet gateway makes a subnet public, however narrow', () => {
    const document = vpcWith({
      subnets: [{ id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-1' }],
      routeTables: [
        { id: 'rt-1', vpc: 'vpc-a', routes: [{ destination: '203.0.113.0/24', target: 'igw-a' }] },
      ],
      instances: [web],
    });
    expect(found(document, 'public-subnet-without-gateway-route')).toEqual([]);
  });

  test.each([
    ['GWLB-4: behind an endpoint that leads on to the gateway', 'rt-2', []],
    ['IGW-9: behind an endpoint that does not', 'rt-1', ['subnet-1 IGW-9']],
  ])('%s', (_claim, routeTable, expected) => {
    const document = vpcWith({
      subnets: [
        { id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', routeTable: 'rt-1' },
        { id: 'subnet-2', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24', routeTable },
      ],
      routeTables: [
        { id: 'rt-1', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'vpce-1' }] },
        { id: 'rt-2', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] },
      ],
      vpcEndpoints: [
        { id: 'vpce-1', vpc: 'vpc-a', vpcEndpointType: 'GatewayLoadBalancer', subnet: 'subnet-2' },
      ],
      instances: [web],
    });
    expect(found(document, 'public-subnet-without-gateway-route')).toEqual(expected);
  });

  test('SUB-7: an ordinary private subnet is as it should be', () => {
    expect(found(mainTableOnly({ name: 'non-public' }), 'public-subnet-without-gateway-route')).toEqual([]);
  });
});

test('PATH-16: a public address behind a NAT default route', () => {
  const instances = [{ id: 'db-1', subnet: 'private', privateIp: '10.0.2.20', publicIp: '198.51.100.20' }];
  const document = { ...twoTier, instances };
  expect(found(document, 'public-address-behind-nat')).toEqual(['private PATH-16']);
  expect(found(document, 'public-subnet-without-gateway-route')).toEqual([]);
});

describe('private-host-in-public-subnet', () => {
  test('IGW-4: an instance without a public address', () => {
    const instances = [{ id: 'web-1', subnet: 'public', privateIp: '10.0.0.10' }];
    expect(found({ ...twoTier, instances }, 'private-host-in-public-subnet')).toEqual(['public IGW-4']);
  });

  test('IGW-4: a function, which never has one', () => {
    const networkInterfaces = [
      { id: 'eni-f', subnet: 'public', privateIp: '10.0.0.11', interfaceType: 'lambda' },
    ];
    expect(detailOf({ ...twoTier, networkInterfaces }, 'private-host-in-public-subnet')).toContain('`eni-f`');
  });

  test('IGW-4: NAT gateways and managed interfaces are not meant', () => {
    const networkInterfaces = [
      { id: 'eni-e', subnet: 'public', privateIp: '10.0.0.11', interfaceType: 'vpc_endpoint' },
    ];
    expect(found({ ...twoTier, networkInterfaces }, 'private-host-in-public-subnet')).toEqual([]);
  });
});

test('SUB-11: a Wavelength Zone is not served by an internet gateway', () => {
  const document = vpcWith({
    subnets: [
      {
        id: 'subnet-1',
        vpc: 'vpc-a',
        cidrBlock: '10.0.1.0/24',
        routeTable: 'rt-1',
        zoneType: 'wavelength-zone',
      },
    ],
    routeTables: [{ id: 'rt-1', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] }],
  });
  expect(found(document, 'gateway-route-in-wavelength-zone')).toEqual(['subnet-1 SUB-11']);
});

describe('unused-internet-gateway', () => {
  test('IGW-2: attached, and no route', () => {
    expect(found(mainTableOnly({}), 'unused-internet-gateway')).toEqual([]);
    expect(found(vpcWith({}), 'unused-internet-gateway')).toEqual(['igw-a IGW-2']);
  });
});

describe('IPv6', () => {
  const dualStack = (routes: Record<string, unknown>[], egress?: Record<string, unknown>[]) => ({
    vpcs: [
      { id: 'vpc-a', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8::/56', internetGateway: 'igw-a' },
    ],
    subnets: [
      {
        id: 'subnet-1',
        vpc: 'vpc-a',
        cidrBlock: '10.0.1.0/24',
        ipv6CidrBlock: '2001:db8:0:1::/64',
        routeTable: 'rt-1',
      },
    ],
    routeTables: [{ id: 'rt-1', vpc: 'vpc-a', routes }],
    securityGroups: [{ id: 'sg-1', vpc: 'vpc-a', ...(egress === undefined ? {} : { egress }) }],
    instances: [
      {
        id: 'i-1',
        subnet: 'subnet-1',
        privateIp: '10.0.1.10',
        publicIp: '198.51.100.10',
        ipv6Addresses: '2001:db8:0:1::10',
        securityGroups: 'sg-1',
      },
    ],
  });
  const ipv4Route = { destination: '0.0.0.0/0', target: 'igw-a' };
  const ipv6Route = { destination: '::/0', target: 'igw-a' };

  test('RT-22: 0.0.0.0/0 without ::/0 where hosts have IPv6', () => {
    expect(found(dualStack([ipv4Route]), 'ipv6-without-default-route')).toEqual(['subnet-1 RT-22']);
    expect(found(dualStack([ipv4Route, ipv6Route]), 'ipv6-without-default-route')).toEqual([]);
  });

  test('SUB-12: no way out in either family is legal', () => {
    expect(found(dualStack([]), 'ipv6-without-default-route')).toEqual([]);
  });

  test('V6-3: everything out by IPv4, nothing by IPv6', () => {
    const egress = [{ to: '0.0.0.0/0' }];
    expect(found(dualStack([ipv4Route, ipv6Route], egress), 'ipv4-only-egress')).toEqual(['sg-1 V6-3']);
    // Without a way out the missing route is what to mend.
    expect(found(dualStack([ipv4Route], egress), 'ipv4-only-egress')).toEqual([]);
  });

  test('V6-3: a rule for ::/0, or the group as AWS makes it, will do', () => {
    expect(
      found(dualStack([ipv4Route, ipv6Route], [{ to: ['0.0.0.0/0', '::/0'] }]), 'ipv4-only-egress'),
    ).toEqual([]);
    expect(found(dualStack([ipv4Route, ipv6Route]), 'ipv4-only-egress')).toEqual([]);
  });
});

test('RT-25: a prefix list of unknown contents to an endpoint hides nothing', () => {
  const document = vpcWith({
    subnets: [
      {
        id: 'subnet-1',
        vpc: 'vpc-a',
        cidrBlock: '10.0.1.0/24',
        routeTable: 'rt-1',
        mapPublicIpOnLaunch: true,
      },
    ],
    routeTables: [
      { id: 'rt-1', vpc: 'vpc-a', routes: [{ destination: 'pl-s3', target: 'vpce-1', state: 'active' }] },
    ],
  });
  expect(found(document, 'public-subnet-without-gateway-route')).toEqual(['subnet-1 SUB-7']);
});
