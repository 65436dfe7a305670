import { describe, expect, test } from 'vitest';
import { codes, detailsOf, networkInterface, only, read, section, vpc } from './dump.ts';

const readInterface = (more: object) =>
  read({ Vpcs: [vpc()] }, { NetworkInterfaces: [networkInterface('eni-a', '10.0.0.10', more)] });
const instance = (more: object = {}) => ({
  InstanceId: 'i-a',
  InstanceType: 't3.nano',
  State: { Code: 16, Name: 'running' },
  SubnetId: 'subnet-a',
  VpcId: 'vpc-a',
  ...more,
});
const reservation = (...instances: object[]) => ({
  Reservations: [{ ReservationId: 'r-a', OwnerId: '111122223333', Instances: instances }],
});

describe('addresses', () => {
  test('ENI-1 all private addresses, the primary one first, each with its public one', () => {
    const converted = readInterface({
      PrivateIpAddresses: [
        {
          Primary: false,
          PrivateIpAddress: '10.0.0.11',
          Association: { PublicIp: '198.51.100.11', IpOwnerId: '111122223333', AllocationId: 'eipalloc-a' },
        },
        {
          Primary: true,
          PrivateIpAddress: '10.0.0.10',
          Association: { PublicIp: '198.51.100.10', IpOwnerId: 'amazon' },
        },
        { Primary: false, PrivateIpAddress: '10.0.0.12' },
      ],
      Ipv6Addresses: [{ Ipv6Address: '2001:db8::b' }, { Ipv6Address: '2001:db8::a', IsPrimaryIpv6: true }],
    });
    expect(only(converted, 'networkInterfaces')).toMatchObject({
      privateIp: '10.0.0.10',
      publicIp: '198.51.100.10',
      secondaryPrivateIps: [
        { privateIp: '10.0.0.11', publicIp: '198.51.100.11' },
        { privateIp: '10.0.0.12' },
      ],
      ipv6Addresses: ['2001:db8::a', '2001:db8::b'],
    });
  });

  test('ENI-12 delegated prefixes', () => {
    const converted = readInterface({
      Ipv4Prefixes: [{ Ipv4Prefix: '10.0.0.16/28' }],
      Ipv6Prefixes: [{ Ipv6Prefix: '2001:db8:0:1::/80' }],
    });
    expect(only(converted, 'networkInterfaces')).toMatchObject({
      prefixes: ['10.0.0.16/28', '2001:db8:0:1::/80'],
    });
  });

  test.each<[string, object, string | undefined]>([
    ['the pool of the owner', { IpOwnerId: '111122223333' }, 'eip:198.51.100.10'],
    ['an allocation', { IpOwnerId: 'amazon', AllocationId: 'eipalloc-a' }, 'eipalloc-a'],
    ['auto-assignment', { IpOwnerId: 'amazon' }, undefined],
    ['a managed service', { IpOwnerId: 'amazon-elb' }, undefined],
  ])('ENI-4 a public address by %s is elastic or not', (_, more, id) => {
    const converted = readInterface({ Association: { PublicIp: '198.51.100.10', ...more } });
    expect(only(converted, 'networkInterfaces')).toMatchObject({ publicIp: '198.51.100.10' });
    const eip = { id, publicIp: '198.51.100.10', networkInterface: 'eni-a', privateIp: '10.0.0.10' };
    expect(section(converted, 'eips')).toEqual(id === undefined ? [] : [eip]);
  });

  test('an Elastic IP that describe-addresses lists is not added again', () => {
    const converted = read(
      {
        Addresses: [
          {
            AllocationId: 'eipalloc-a',
            PublicIp: '198.51.100.10',
            Domain: 'vpc',
            NetworkInterfaceId: 'eni-a',
            PrivateIpAddress: '10.0.0.10',
            InstanceId: 'i-a',
          },
        ],
      },
      {
        NetworkInterfaces: [
          networkInterface('eni-a', '10.0.0.10', {
            Association: { PublicIp: '198.51.100.10', IpOwnerId: '111122223333' },
          }),
        ],
      },
    );
    expect(only(converted, 'eips')).toEqual({
      id: 'eipalloc-a',
      publicIp: '198.51.100.10',
      networkInterface: 'eni-a',
      privateIp: '10.0.0.10',
    });
  });

  test('IGW-17 carrier and customer-owned addresses are no public mappings', () => {
    const converted = read(
      {
        NetworkInterfaces: [
          networkInterface('eni-a', '10.0.0.10', { Association: { CarrierIp: '192.0.2.1', IpOwnerId: '1' } }),
        ],
      },
      { Addresses: [{ AllocationId: 'eipalloc-a', CarrierIp: '192.0.2.1', Domain: 'vpc' }] },
    );
    expect(only(converted, 'networkInterfaces')).not.toHaveProperty('publicIp');
    expect(section(converted, 'eips')).toEqual([]);
    expect(detailsOf(converted, 'no-public-mapping')).toHaveLength(2);
  });

  test('an address that can not be read costs only itself, and is reported once', () => {
    const bad = {
      PrivateIpAddress: '10-0-0-10',
      PrivateIpAddresses: [
        { Primary: true, PrivateIpAddress: '10-0-0-10' },
        { PrivateIpAddress: '10.0.0.11' },
      ],
    };
    const converted = readInterface(bad);
    expect(only(converted, 'networkInterfaces')).toMatchObject({
      privateIp: '10.0.0.11',
      securityGroups: ['sg-a'],
    });
    expect(detailsOf(converted, 'invalid-value')).toHaveLength(1);
  });
});

describe('attachment', () => {
  test.each<[string, object, object]>([
    ['attached', {}, { status: 'in-use', instance: 'i-a' }],
    ['ENI-13 unattached', { Status: 'available', Attachment: undefined }, { status: 'available' }],
    [
      'ENI-13 detaching',
      { Attachment: { Status: 'detaching', InstanceId: 'i-a' } },
      { status: 'detaching', instance: 'i-a' },
    ],
    [
      'ENI-13 detached',
      { Attachment: { Status: 'detached', InstanceId: 'i-a' } },
      { status: 'available', instance: 'i-a' },
    ],
    ['not told', { Status: undefined, Attachment: undefined }, {}],
  ])('%s', (_, more, expected) => {
    const { status, instance: of } = only(readInterface(more), 'networkInterfaces');
    expect({ status, instance: of }).toEqual({ status: undefined, instance: undefined, ...expected });
  });

  test('a source/destination check that is off stays off', () => {
    expect(only(readInterface({ SourceDestCheck: false }), 'networkInterfaces')).toMatchObject({
      sourceDestCheck: false,
    });
  });
});

describe('ENI-11 what manages an interface', () => {
  const service = {
    RequesterManaged: true,
    Attachment: { Status: 'attached', InstanceOwnerId: 'amazon-aws' },
  };
  test.each<[string, object]>([
    ['NAT gateway', { InterfaceType: 'nat_gateway' }],
    ['NAT gateway', { InterfaceType: 'natGateway' }],
    ['transit gateway', { InterfaceType: 'transit_gateway' }],
    ['VPC endpoint', { InterfaceType: 'vpc_endpoint' }],
    ['Network Load Balancer', { InterfaceType: 'network_load_balancer' }],
    ['Gateway Load Balancer endpoint', { InterfaceType: 'gateway_load_balancer_endpoint' }],
    ['Lambda function', { InterfaceType: 'lambda' }],
    ['Application Load Balancer', { Description: 'ELB app/web/1', RequesterId: 'amazon-elb' }],
    ['Classic Load Balancer', { Description: 'ELB web', RequesterId: 'amazon-elb' }],
    ['RDS database', { Description: 'RDSNetworkInterface' }],
    ['ECS task', { Description: 'arn:aws:ecs:us-east-1:111122223333:attachment/1' }],
    ['ElastiCache', { Description: '', RequesterId: 'amazon-elasticache' }],
    ['AWS service', { Description: 'something' }],
    ['AWS service', { RequesterManaged: false, Description: 'something' }],
    [
      'ECS task',
      {
        RequesterManaged: false,
        OwnerId: '111122223333',
        Attachment: { InstanceOwnerId: '444455556666' },
        Description: 'arn:aws:ecs:us-east-1:111122223333:attachment/1',
      },
    ],
  ])('%s: %o', (managedBy, more) => {
    expect(only(readInterface({ ...service, ...more }), 'networkInterfaces')).toMatchObject({ managedBy });
  });

  test.each<[string, object]>([
    ['of an instance', { Description: 'ELB look-alike' }],
    ['nobody has attached', { Status: 'available', Attachment: undefined }],
    ['of an EKS node', { Description: 'aws-K8S-i-a' }],
  ])('nothing for one %s', (_, more) => {
    expect(only(readInterface(more), 'networkInterfaces')).not.toHaveProperty('managedBy');
  });
});

describe('SG-26 groups', () => {
  test('an ordinary interface without any is missing data', () => {
    const converted = readInterface({ Groups: [] });
    expect(only(converted, 'networkInterfaces')).toMatchObject({ securityGroups: [] });
    expect(codes(converted)).toContain('groups-not-shown');
  });

  test('types that take none have none', () => {
    const converted = readInterface({ Groups: [], InterfaceType: 'nat_gateway' });
    expect(codes(converted)).not.toContain('groups-not-shown');
  });
});

describe('instances', () => {
  test('state, name and metadata service', () => {
    const more = {
      State: { Name: 'stopped' },
      MetadataOptions: { HttpEndpoint: 'disabled' },
      Tags: [{ Key: 'Name', Value: 'web' }],
    };
    const converted = read(reservation(instance(more)), { NetworkInterfaces: [networkInterface()] });
    expect(only(converted, 'instances')).toEqual({
      id: 'i-a',
      name: 'web',
      state: 'stopped',
      metadataHttpEndpoint: 'disabled',
    });
    expect(converted.counts).toContainEqual(expect.objectContaining({ kind: 'Instances', read: 1 }));
  });

  test('their own interfaces serve where describe-network-interfaces is missing', () => {
    const own = networkInterface('eni-a', '10.0.0.10', {
      Association: { PublicIp: '198.51.100.10', IpOwnerId: 'amazon' },
    });
    const converted = read(reservation(instance({ NetworkInterfaces: [own] })));
    expect(only(converted, 'networkInterfaces')).toMatchObject({
      id: 'eni-a',
      privateIp: '10.0.0.10',
      publicIp: '198.51.100.10',
      instance: 'i-a',
    });
    expect(detailsOf(converted, 'section-not-held').join()).toContain(
      'those of instances were taken from the instances',
    );
  });

  test('describe-network-interfaces goes before them', () => {
    const own = networkInterface('eni-a', '10.0.0.99');
    const converted = read(reservation(instance({ NetworkInterfaces: [own] })), {
      NetworkInterfaces: [networkInterface()],
    });
    expect(only(converted, 'networkInterfaces')).toMatchObject({ privateIp: '10.0.0.10' });
  });

  test('an instance that shows no interface has one of its own members', () => {
    const converted = read(
      reservation(
        instance({
          PrivateIpAddress: '10.0.0.10',
          PublicIpAddress: '198.51.100.10',
          SecurityGroups: [{ GroupId: 'sg-a' }],
          SourceDestCheck: false,
        }),
      ),
    );
    expect(only(converted, 'instances')).toEqual({
      id: 'i-a',
      state: 'running',
      subnet: 'subnet-a',
      privateIp: '10.0.0.10',
      publicIp: '198.51.100.10',
      securityGroups: ['sg-a'],
      sourceDestCheck: false,
    });
  });

  test('interfaces of replaced ids stay apart', () => {
    const converted = read(
      reservation(
        instance({ NetworkInterfaces: [networkInterface('eni-0', '10.0.0.10')] }),
        instance({
          InstanceId: 'i-b',
          NetworkInterfaces: [networkInterface('eni-0', '10.0.0.11', { Attachment: { Status: 'attached' } })],
        }),
      ),
    );
    expect(section(converted, 'networkInterfaces')).toMatchObject([
      { id: 'eni-0', privateIp: '10.0.0.10', instance: 'i-a' },
      { id: 'eni:i-b:0', privateIp: '10.0.0.11', instance: 'i-b' },
    ]);
    expect(codes(converted)).toContain('interface-id-repeated');
  });

  test('a terminated one without interfaces is skipped and counted', () => {
    const converted = read(reservation(instance({ State: { Name: 'terminated' }, NetworkInterfaces: [] })));
    expect(section(converted, 'instances')).toEqual([]);
    expect(converted.counts).toEqual([
      { kind: 'Instances', read: 0, inPart: 0, skipped: 1, why: '1: terminated, and without an interface.' },
    ]);
  });

  test('flat lists of instances are read like reservations', () => {
    const converted = read({ Instances: [instance()] }, [
      [instance({ InstanceId: 'i-b' })],
      [instance({ InstanceId: 'i-c' })],
    ]);
    expect(section(converted, 'instances').map(({ id }) => id)).toEqual(['i-a', 'i-b', 'i-c']);
  });
});

test('RDS-5 an interface of a database is no instance, and has the groups of the database', () => {
  const converted = readInterface({
    InterfaceType: 'interface',
    Description: 'RDSNetworkInterface',
    RequesterManaged: true,
    RequesterId: 'amazon-rds',
    Groups: [{ GroupId: 'sg-db', GroupName: 'db' }],
    Attachment: { AttachmentId: 'eni-attach-a', InstanceOwnerId: 'amazon-rds', Status: 'attached' },
  });
  expect(only(converted, 'networkInterfaces')).toMatchObject({
    managedBy: 'RDS database',
    securityGroups: ['sg-db'],
  });
  expect(only(converted, 'networkInterfaces')).not.toHaveProperty('instance');
  expect(section(converted, 'instances')).toEqual([]);
});

test('LAM-8 an interface of functions is known by its type, and has no instance behind it', () => {
  const converted = readInterface({
    InterfaceType: 'lambda',
    Description: 'AWS Lambda VPC ENI-resize-0123',
    RequesterManaged: true,
    Attachment: { AttachmentId: 'ela-attach-a', InstanceOwnerId: 'amazon-aws', Status: 'attached' },
  });
  expect(only(converted, 'networkInterfaces')).toMatchObject({
    interfaceType: 'lambda',
    managedBy: 'Lambda function',
  });
  expect(only(converted, 'networkInterfaces')).not.toHaveProperty('instance');
});

test.each([
  ['of the VPC CNI', 'aws-K8S-i-a', {}],
  ['of its own', 'second interface', undefined],
])('CNT-3 a machine with an interface %s', (_, Description, vpcCni) => {
  const converted = read({ Vpcs: [vpc()] }, reservation(instance()), {
    NetworkInterfaces: [networkInterface('eni-a', '10.0.0.10', { Description })],
  });
  expect(only(converted, 'instances')['vpcCni']).toEqual(vpcCni);
});
