import { describe, expect, test } from 'vitest';

import { detailOf, found, twoTier } from './lint-cases.ts';

const nat = { id: 'nat-a', subnet: 'public', privateIp: '10.0.0.200', publicIp: '198.51.100.200' };

describe('nat-gateway-refused', () => {
  test.each([
    ['NAT-2: no Elastic IP', { publicIp: undefined }, ['nat-a NAT-2']],
    ['NAT-2: private, with one', { connectivityType: 'private' }, ['nat-a NAT-2']],
    ['NAT-2: a deleted one is not judged', { publicIp: undefined, state: 'deleted' }, []],
  ])('%s', (_claim, change, expected) => {
    expect(found({ ...twoTier, natGateways: [{ ...nat, ...change }] }, 'nat-gateway-refused')).toEqual(
      expected,
    );
  });

  test('NAT-2: no internet gateway on the VPC', () => {
    const vpcs = [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }];
    expect(found({ ...twoTier, vpcs }, 'nat-gateway-refused')).toEqual(['nat-a NAT-2']);
  });

  test('NAT-17: a regional one needs no address of its own, and is public', () => {
    const regional = { id: 'nat-a', vpc: 'vpc-a', availabilityMode: 'regional' };
    expect(found({ ...twoTier, natGateways: [regional] }, 'nat-gateway-refused')).toEqual([]);
    const secret = { ...regional, connectivityType: 'private' };
    expect(found({ ...twoTier, natGateways: [secret] }, 'nat-gateway-refused')).toEqual(['nat-a NAT-17']);
  });
});

describe('the way out of a NAT gateway', () => {
  const withNat = (change: Record<string, unknown>, routeTables?: Record<string, unknown>[]) => ({
    ...twoTier,
    natGateways: [{ ...nat, ...change }],
    subnets: [...twoTier.subnets, { id: 'third', vpc: 'vpc-a', cidrBlock: '10.0.3.0/24' }],
    ...(routeTables === undefined ? {} : { routeTables }),
  });

  test('NAT-6: in a subnet on a main table without routes', () => {
    const document = withNat({ subnet: 'third', privateIp: '10.0.3.200' });
    expect(found(document, 'nat-gateway-without-way-out')).toEqual(['nat-a NAT-6']);
    expect(detailOf(document, 'nat-gateway-without-way-out')).toContain('a public subnet such as `public`');
  });

  test('NAT-10: in a subnet whose table leads to the NAT gateway itself', () => {
    const document = withNat({ subnet: 'private', privateIp: '10.0.2.200' });
    expect(found(document, 'nat-gateway-loop')).toEqual(['nat-a NAT-10']);
    expect(found(document, 'nat-gateway-without-way-out')).toEqual([]);
  });

  test('BLK-12: another NAT gateway is no way out', () => {
    const routeTables = [
      { id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'nat-b' }] },
      { id: 'rt-private', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'nat-a' }] },
    ];
    const document = withNat({}, routeTables);
    expect(found(document, 'nat-gateway-without-way-out')).toEqual(['nat-a NAT-6']);
  });

  test('NAT-2: a transit gateway is one', () => {
    const routeTables = [
      {
        id: 'rt-public',
        vpc: 'vpc-a',
        routes: [{ destination: '10.0.0.0/8', target: 'tgw-1', state: 'active' }],
      },
      { id: 'rt-private', vpc: 'vpc-a', routes: [{ destination: '10.0.0.0/8', target: 'nat-a' }] },
    ];
    expect(found(withNat({}, routeTables), 'nat-gateway-without-way-out')).toEqual([]);
  });

  test('NAT-10: NAT64 shares a table with its clients and does not loop', () => {
    const routeTables = [
      {
        id: 'rt-public',
        vpc: 'vpc-a',
        routes: [
          { destination: '0.0.0.0/0', target: 'igw-a' },
          { destination: '64:ff9b::/96', target: 'nat-a' },
        ],
      },
      { id: 'rt-private', vpc: 'vpc-a' },
    ];
    expect(found(withNat({}, routeTables), 'nat-gateway-loop')).toEqual([]);
  });

  test('NAT-8: a private one in a public subnet', () => {
    const document = withNat({ connectivityType: 'private', publicIp: undefined });
    expect(found(document, 'private-nat-gateway-to-internet')).toEqual(['nat-a NAT-8']);
  });
});

test('NAT-13: clients in other zones', () => {
  const subnets = twoTier.subnets.map((subnet) =>
    subnet.id === 'private' ? { ...subnet, availabilityZone: 'us-east-1b' } : subnet,
  );
  expect(found({ ...twoTier, subnets }, 'nat-gateway-in-other-zone')).toEqual(['nat-a NAT-13']);
  expect(found(twoTier, 'nat-gateway-in-other-zone')).toEqual([]);
});
