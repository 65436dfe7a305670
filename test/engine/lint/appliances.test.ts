import { describe, expect, test } from 'vitest';

import { complaints, detailOf, found, vpcWith } from './lint-cases.ts';

type Routes = Record<string, string>;
const routesOf = (routes: Routes) =>
  Object.entries(routes).map(([destination, target]) => ({ destination, target }));

/** Subnets a and b, and subnet m with a machine that forwards; each with a table of its own. */
function middlebox(
  tables: { a: Routes; b: Routes; m: Routes },
  machine: Record<string, unknown> = {},
  gateway?: Routes,
) {
  return vpcWith({
    subnets: (['a', 'b', 'm'] as const).map((id, index) => ({
      id,
      vpc: 'vpc-a',
      cidrBlock: `10.0.${index}.0/24`,
      routeTable: `rt-${id}`,
    })),
    routeTables: [
      ...(['a', 'b', 'm'] as const).map((id) => ({
        id: `rt-${id}`,
        vpc: 'vpc-a',
        routes: routesOf(tables[id]),
      })),
      ...(gateway === undefined
        ? []
        : [{ id: 'rt-igw', vpc: 'vpc-a', gateway: 'igw-a', routes: routesOf(gateway) }]),
    ],
    instances: [{ id: 'i-m', state: 'running' }],
    networkInterfaces: [
      {
        id: 'eni-m',
        subnet: 'm',
        privateIp: '10.0.2.10',
        publicIp: '198.51.100.10',
        sourceDestCheck: false,
        instance: 'i-m',
        ...machine,
      },
    ],
  });
}

const natTables = { a: { '0.0.0.0/0': 'eni-m' }, b: {}, m: { '0.0.0.0/0': 'igw-a' } };
const bothWays = {
  a: { '10.0.1.0/24': 'eni-m' },
  b: { '10.0.0.0/24': 'eni-m' },
  m: { '0.0.0.0/0': 'igw-a' },
};

test('NATI-1: a NAT instance as it should be', () => {
  expect(complaints(middlebox(natTables))).toEqual([]);
});

test('RT-18: a middlebox as it should be', () => {
  expect(complaints(middlebox(bothWays))).toEqual([]);
});

describe('forwarder-with-source-dest-check', () => {
  test('NATI-2: a NAT instance with the check on', () => {
    expect(
      found(middlebox(natTables, { sourceDestCheck: true }), 'forwarder-with-source-dest-check'),
    ).toEqual(['eni-m NATI-2']);
  });

  test('ENI-7: a middlebox with the check on, told once', () => {
    expect(found(middlebox(bothWays, { sourceDestCheck: true }), 'forwarder-with-source-dest-check')).toEqual(
      ['eni-m ENI-7'],
    );
  });

  test('BLK-14: a route to the instance leads to its interface', () => {
    const tables = { ...natTables, a: { '0.0.0.0/0': 'i-m' } };
    expect(found(middlebox(tables, { sourceDestCheck: true }), 'forwarder-with-source-dest-check')).toEqual([
      'eni-m NATI-2',
    ]);
  });
});

test('NATI-1: a NAT instance without a public address', () => {
  expect(found(middlebox(natTables, { publicIp: undefined }), 'nat-instance-without-public-address')).toEqual(
    ['eni-m NATI-1'],
  );
  expect(
    found(
      middlebox(natTables, { publicIp: undefined, forwarding: 'router' }),
      'nat-instance-without-public-address',
    ),
  ).toEqual([]);
});

describe('appliance-loop', () => {
  test('NATI-6: a NAT instance on the table that leads to it', () => {
    const tables = { ...natTables, m: { '0.0.0.0/0': 'eni-m' } };
    expect(found(middlebox(tables), 'appliance-loop')).toEqual(['eni-m NATI-6']);
  });

  test('NATI-6: a route for one far network may end in a tunnel', () => {
    const tables = { ...natTables, m: { '0.0.0.0/0': 'igw-a', '192.168.0.0/16': 'eni-m' } };
    expect(found(middlebox(tables), 'appliance-loop')).toEqual([]);
    expect(found(middlebox(tables, { forwarding: 'router' }), 'appliance-loop')).toEqual(['eni-m NATI-6']);
  });
});

test('RT-20: a middlebox in the subnet whose traffic it should carry', () => {
  const tables = { a: { '10.0.2.0/24': 'eni-m' }, b: {}, m: {} };
  expect(found(middlebox(tables), 'middlebox-in-end-subnet')).toEqual(['eni-m RT-20']);
});

describe('asymmetric-middlebox', () => {
  test('RT-18: replies that go direct', () => {
    const document = middlebox({ ...bothWays, b: {} });
    expect(found(document, 'asymmetric-middlebox')).toEqual(['rt-a RT-18']);
    expect(detailOf(document, 'asymmetric-middlebox')).toContain('route table `rt-b` sends them another way');
  });

  test('RT-18: a machine that translates gets the replies anyway', () => {
    expect(found(middlebox({ ...bothWays, b: {} }, { forwarding: 'nat' }), 'asymmetric-middlebox')).toEqual(
      [],
    );
  });
});

describe('ingress routing', () => {
  const tables = { a: {}, b: { '0.0.0.0/0': 'eni-m' }, m: { '0.0.0.0/0': 'igw-a' } };
  const gateway = { '10.0.1.0/24': 'eni-m' };

  test('RT-17: an appliance as it should be', () => {
    expect(complaints(middlebox(tables, { forwarding: 'router' }, gateway))).toEqual([]);
  });

  test('PATH-10: a public address behind the appliance that brings its traffic in is as it should be', () => {
    const document = middlebox(tables, {}, gateway);
    const instances = [{ id: 'web-1', subnet: 'b', privateIp: '10.0.1.10', publicIp: '198.51.100.20' }];
    expect(complaints({ ...document, instances })).toEqual([]);
    expect(found({ ...middlebox(tables), instances }, 'public-address-behind-nat')).toEqual(['b PATH-16']);
  });

  test('RT-17: an appliance without a public address', () => {
    const document = middlebox(tables, { forwarding: 'router', publicIp: undefined }, gateway);
    expect(found(document, 'ingress-appliance-without-public-address')).toEqual(['eni-m RT-17']);
  });

  test('RT-19: a redirected subnet that still goes straight to the gateway', () => {
    const document = middlebox({ ...tables, b: { '0.0.0.0/0': 'igw-a' } }, { forwarding: 'router' }, gateway);
    expect(found(document, 'redirected-subnet-bypasses-appliance')).toEqual(['rt-igw RT-19']);
  });
});
