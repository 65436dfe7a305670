import { describe, expect, test } from 'vitest';

import { detailOf, found, lintOf, twoTier, vpcWith } from './lint-cases.ts';

describe('vpc-cidr-refused', () => {
  const vpc = (...cidrBlocks: string[]) => ({ vpcs: [{ id: 'vpc-a', cidrBlocks }] });

  test.each([
    ['VPC-1: a /15 is too large', ['10.0.0.0/15'], ['vpc-a VPC-1']],
    ['VPC-2: not link-local', ['169.254.0.0/16'], ['vpc-a VPC-2']],
    ['VPC-3: overlapping blocks', ['10.2.0.0/16', '10.2.4.0/24'], ['vpc-a VPC-3']],
    ['VPC-4: two private ranges', ['10.2.0.0/16', '192.168.0.0/16'], ['vpc-a VPC-4']],
    ['VPC-4: a private block after a public primary one', ['100.64.0.0/16', '10.2.0.0/16'], ['vpc-a VPC-4']],
    ['VPC-4: the order of the later ones is not known', ['10.2.0.0/16', '100.64.0.0/16', '10.3.0.0/16'], []],
    ['VPC-5: 10.0.0.0/16 beside 10.1.0.0/16', ['10.1.0.0/16', '10.0.0.0/17'], ['vpc-a VPC-5']],
    ['VPC-5: there is an order that works', ['10.2.0.0/16', '10.1.0.0/16', '10.0.0.0/17'], []],
  ])('%s', (_claim, cidrBlocks, expected) => {
    expect(found(vpc(...cidrBlocks), 'vpc-cidr-refused')).toEqual(expected);
  });

  test('VPC-10: IPv6 blocks in steps of four', () => {
    const vpcs = [
      { id: 'vpc-a', cidrBlock: '10.0.0.0/16', ipv6CidrBlocks: ['2001:db8::/56', '2001:db8:1::/58'] },
    ];
    expect(found({ vpcs }, 'vpc-cidr-refused')).toEqual(['vpc-a VPC-10']);
  });

  test('VPC-4: an undocumented combination is a doubt, not an error', () => {
    expect(found(vpc('198.19.0.0/17', '198.19.128.0/17'), 'vpc-cidr-doubtful')).toEqual(['vpc-a VPC-4']);
  });

  test('VPC-2: the range of container bridges is allowed and surprises', () => {
    const document = vpc('172.17.0.0/20');
    expect(found(document, 'vpc-cidr-refused')).toEqual([]);
    expect(found(document, 'container-bridge-range')).toEqual(['vpc-a VPC-2']);
  });
});

describe('subnet-cidr-refused', () => {
  const subnets = (...cidrBlocks: string[]) =>
    vpcWith({
      subnets: cidrBlocks.map((cidrBlock, index) => ({ id: `subnet-${index}`, vpc: 'vpc-a', cidrBlock })),
    });

  test.each([
    ['SUB-1: outside the VPC', ['10.1.0.0/24'], ['subnet-0 SUB-1']],
    ['SUB-1: too small', ['10.0.0.0/29'], ['subnet-0 SUB-1']],
    ['SUB-2: inside another', ['10.0.0.0/24', '10.0.0.128/25'], ['subnet-1 SUB-2']],
    ['SUB-2: around another', ['10.0.0.128/25', '10.0.0.0/24'], ['subnet-0 SUB-2']],
    ['SUB-2: the same block twice', ['10.0.0.0/24', '10.0.0.0/24'], ['subnet-1 SUB-2']],
    ['SUB-2: apart', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/23'], []],
  ])('%s', (_claim, cidrBlocks, expected) => {
    expect(found(subnets(...cidrBlocks), 'subnet-cidr-refused')).toEqual(expected);
  });

  test('SUB-2: names the subnet it overlaps', () => {
    expect(detailOf(subnets('10.0.0.0/24', '10.0.0.128/25'), 'subnet-cidr-refused')).toContain(
      'beside subnet `subnet-0`',
    );
  });

  test('SUB-3: an IPv6 block of the wrong size', () => {
    const document = {
      vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8::/56' }],
      subnets: [{ id: 'subnet-0', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', ipv6CidrBlock: '2001:db8::/62' }],
    };
    expect(found(document, 'subnet-cidr-refused')).toEqual(['subnet-0 SUB-3']);
  });

  test('SUB-1: 5,000 subnets that all overlap are told one by one', () => {
    const many = subnets(...Array.from({ length: 5_000 }, () => '10.0.0.0/24'));
    expect(found(many, 'subnet-cidr-refused')).toHaveLength(4_999);
  });
});

describe('addresses of interfaces', () => {
  const subnet = { id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', networkAcl: 'acl-1' };
  const interfaces = (...networkInterfaces: Record<string, unknown>[]) =>
    vpcWith({
      subnets: [subnet],
      networkInterfaces: networkInterfaces.map((each, index) => ({
        id: `eni-${index}`,
        subnet: 'subnet-1',
        ...each,
      })),
    });

  test.each([
    ['SUB-4: a reserved address', { privateIp: '10.0.0.2' }, ['eni-0 SUB-4']],
    ['SUB-4: the last address', { privateIp: '10.0.0.255' }, ['eni-0 SUB-4']],
    ['ENI-1: outside the subnet', { privateIp: '10.0.9.9' }, ['eni-0 ENI-1']],
    [
      'ENI-12: a prefix of the wrong size',
      { privateIp: '10.0.0.10', prefixes: ['10.0.0.64/27'] },
      ['eni-0 ENI-12'],
    ],
    ['ENI-1: a free address', { privateIp: '10.0.0.10', prefixes: ['10.0.0.64/28'] }, []],
  ])('%s', (_claim, networkInterface, expected) => {
    expect(found(interfaces(networkInterface), 'interface-address-refused')).toEqual(expected);
  });

  test('ENI-1: one address, one interface', () => {
    expect(
      found(interfaces({ privateIp: '10.0.0.10' }, { privateIp: '10.0.0.10' }), 'duplicate-address'),
    ).toEqual(['eni-1 ENI-1']);
  });

  test('ENI-5: one public address, one private address', () => {
    const publicIp = '198.51.100.10';
    const document = interfaces({ privateIp: '10.0.0.10', publicIp }, { privateIp: '10.0.0.11', publicIp });
    expect(found(document, 'duplicate-address')).toEqual(['eni-1 ENI-5']);
  });

  test('ENI-1: VPCs may use the same addresses', () => {
    const document = {
      vpcs: ['vpc-a', 'vpc-b'].map((id) => ({ id, cidrBlock: '10.0.0.0/16' })),
      subnets: ['a', 'b'].map((id) => ({ id, vpc: `vpc-${id}`, cidrBlock: '10.0.0.0/24' })),
      networkInterfaces: ['a', 'b'].map((id) => ({ id: `eni-${id}`, subnet: id, privateIp: '10.0.0.10' })),
    };
    expect(found(document, 'duplicate-address')).toEqual([]);
  });

  test('ENI-2: interfaces of an instance in two zones', () => {
    const document = vpcWith({
      subnets: [
        { ...subnet, availabilityZone: 'us-east-1a' },
        { id: 'subnet-2', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', availabilityZone: 'us-east-1b' },
      ],
      instances: [{ id: 'i-1' }],
      networkInterfaces: [
        { id: 'eni-1', subnet: 'subnet-1', privateIp: '10.0.0.10', instance: 'i-1' },
        { id: 'eni-2', subnet: 'subnet-2', privateIp: '10.0.1.10', instance: 'i-1' },
      ],
    });
    expect(found(document, 'instance-across-zones')).toEqual(['i-1 ENI-2']);
  });
});

describe('Elastic IPs', () => {
  const eips = (...list: Record<string, unknown>[]) => ({
    ...twoTier,
    eips: list.map((each, index) => ({ id: `eip-${index}`, ...each })),
  });

  test('IGW-17: an unassociated one leads nowhere', () => {
    expect(found(eips({ publicIp: '198.51.100.77' }), 'unassociated-elastic-ip')).toEqual(['eip-0 IGW-17']);
  });

  test('IGW-17: those of interfaces and NAT gateways are in use', () => {
    const document = eips({ publicIp: '198.51.100.200' }, { publicIp: '198.51.100.78', instance: 'db-1' });
    expect(found(document, 'unassociated-elastic-ip')).toEqual([]);
  });

  test('ENI-1: two on one private address', () => {
    const document = eips(
      { publicIp: '198.51.100.77', instance: 'db-1' },
      { publicIp: '198.51.100.78', instance: 'db-1' },
    );
    expect(found(document, 'elastic-ip-refused')).toEqual(['eip-1 ENI-1']);
  });

  test('ENI-5: one allocated twice', () => {
    expect(
      found(eips({ publicIp: '198.51.100.77' }, { publicIp: '198.51.100.77' }), 'elastic-ip-refused'),
    ).toEqual(['eip-1 ENI-5']);
  });
});

test('LIM-21: a prefix list of both families', () => {
  const prefixLists = [{ id: 'pl-1', entries: ['10.0.0.0/16', '2001:db8::/56'], maxEntries: 5 }];
  expect(found({ prefixLists }, 'prefix-list-refused')).toEqual(['pl-1 LIM-21']);
});

test('LIM-21: the lists that AWS manages are not judged', () => {
  const prefixLists = [
    { id: 'pl-1', name: 'com.amazonaws.us-east-1.s3', entries: ['52.216.0.0/15', '2001:db8::/56'] },
  ];
  expect(lintOf({ prefixLists })).toEqual([]);
});
