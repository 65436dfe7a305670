import { describe, expect, test } from 'vitest';
import {
  codes,
  detailsOf,
  networkInterface,
  only,
  read,
  readFiles,
  routeTable,
  localRoute,
  section,
  subnet,
  vpc,
} from './dump.ts';

const association = (block: string, state: string) => ({
  CidrBlock: block,
  CidrBlockState: { State: state },
});

describe('VPCs', () => {
  test('LAM-7 dedicated tenancy is kept, the default one goes without saying', () => {
    const tenancyOf = (InstanceTenancy: string) =>
      only(read({ Vpcs: [vpc('vpc-a', '10.0.0.0/16', { InstanceTenancy })] }), 'vpcs');
    expect(tenancyOf('dedicated')).toMatchObject({ instanceTenancy: 'dedicated' });
    expect(tenancyOf('default')).not.toHaveProperty('instanceTenancy');
  });

  test('VPC-1 the primary block comes first', () => {
    const set = [association('10.1.0.0/16', 'associated'), association('10.0.0.0/16', 'associated')];
    const converted = read({ Vpcs: [vpc('vpc-a', '10.0.0.0/16', { CidrBlockAssociationSet: set })] });
    expect(only(converted, 'vpcs')).toMatchObject({ cidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'] });
  });

  test('VPC-9 only associated blocks count, the others are named', () => {
    const set = [association('10.0.0.0/16', 'associated'), association('10.1.0.0/16', 'disassociated')];
    const ipv6 = [
      { Ipv6CidrBlock: '2001:db8::/56', Ipv6CidrBlockState: { State: 'associated' } },
      { Ipv6CidrBlock: '2001:db8:1::/56', Ipv6CidrBlockState: { State: 'disassociating' } },
    ];
    const converted = read({
      Vpcs: [
        vpc('vpc-a', '10.0.0.0/16', { CidrBlockAssociationSet: set, Ipv6CidrBlockAssociationSet: ipv6 }),
      ],
    });
    expect(only(converted, 'vpcs')).toMatchObject({
      cidrBlock: '10.0.0.0/16',
      ipv6CidrBlock: '2001:db8::/56',
    });
    expect(detailsOf(converted, 'block-not-associated')).toEqual([
      'VPC `vpc-a`: block `10.1.0.0/16` is `disassociated`, not `associated`, and was left out.',
      'VPC `vpc-a`: block `2001:db8:1::/56` is `disassociating`, not `associated`, and was left out.',
    ]);
  });

  test('old answers without the set tell the one block', () => {
    const converted = read({ Vpcs: [{ VpcId: 'vpc-a', CidrBlock: '10.0.0.0/16' }] });
    expect(only(converted, 'vpcs')).toMatchObject({ id: 'vpc-a', cidrBlock: '10.0.0.0/16' });
  });

  test('Region and account come from folders, or the Region from zones', () => {
    const byFolder = readFiles({ 'accounts/111122223333/eu-west-1/vpcs.json': { Vpcs: [vpc()] } });
    expect(only(byFolder, 'vpcs')).toMatchObject({ region: 'eu-west-1', ownerId: '111122223333' });
    const byZone = read({ Vpcs: [vpc()] }, { Subnets: [subnet()] });
    expect(only(byZone, 'vpcs')).toMatchObject({ region: 'us-east-1' });
  });

  test('DNS attributes come from describe-vpc-attribute', () => {
    const converted = read(
      { Vpcs: [vpc()] },
      { VpcId: 'vpc-a', EnableDnsSupport: { Value: false } },
      { VpcId: 'vpc-a', EnableDnsHostnames: { Value: true } },
    );
    expect(only(converted, 'vpcs')).toMatchObject({ enableDnsSupport: false, enableDnsHostnames: true });
    expect(converted.counts).toContainEqual(expect.objectContaining({ kind: 'VpcAttribute', read: 2 }));
  });

  test('names come from the Name tag, also from describe-tags', () => {
    const converted = read(
      {
        Vpcs: [
          vpc('vpc-a', '10.0.0.0/16', {
            Tags: [
              { Key: 'team', Value: 'x' },
              { Key: 'Name', Value: 'prod' },
            ],
          }),
          vpc('vpc-b'),
        ],
      },
      { Tags: [{ ResourceId: 'vpc-b', ResourceType: 'vpc', Key: 'Name', Value: 'test' }] },
    );
    expect(section(converted, 'vpcs')).toMatchObject([{ name: 'prod' }, { name: 'test' }]);
  });
});

describe('subnets', () => {
  test('an IPv6-only subnet has no IPv4 block (SUB-12)', () => {
    const ipv6 = [{ Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' } }];
    const converted = read({
      Subnets: [subnet('subnet-a', '', { Ipv6Native: true, Ipv6CidrBlockAssociationSet: ipv6 })],
    });
    expect(only(converted, 'subnets')).toMatchObject({ ipv6CidrBlock: '2001:db8::/64' });
    expect(only(converted, 'subnets')).not.toHaveProperty('cidrBlock');
  });

  test('SUB-10 zone ids come from describe-availability-zones where the subnet has none', () => {
    const zone = {
      ZoneName: 'us-east-1a',
      RegionName: 'us-east-1',
      ZoneId: 'use1-az6',
      ZoneType: 'availability-zone',
    };
    const converted = read({ Subnets: [subnet()] }, { AvailabilityZones: [zone] });
    expect(only(converted, 'subnets')).toMatchObject({ availabilityZoneId: 'use1-az6' });
    expect(only(converted, 'subnets')).not.toHaveProperty('zoneType');
  });

  test.each([
    ['us-east-1-bos-1a', {}, 'local-zone'],
    ['us-east-1-wl1-bos-wlz-1', {}, 'wavelength-zone'],
    ['us-east-1a', { OutpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' }, 'outpost'],
  ])('SUB-11 zone %s with %o is a %s', (AvailabilityZone, more, zoneType) => {
    const converted = read({ Subnets: [subnet('subnet-a', '10.0.0.0/24', { AvailabilityZone, ...more })] });
    expect(only(converted, 'subnets')).toMatchObject({ zoneType });
  });
});

describe('EVAL-8 resources that are named but not listed', () => {
  test('are added with what others say about them', () => {
    const converted = read({
      RouteTables: [
        routeTable([localRoute(), localRoute('10.1.0.0/16')], {
          Associations: [
            { Main: true },
            { Main: false, SubnetId: 'subnet-b', AssociationState: { State: 'associated' } },
          ],
        }),
      ],
      NetworkInterfaces: [networkInterface('eni-a', '10.0.0.10', { AvailabilityZone: 'us-east-1a' })],
    });
    expect(section(converted, 'subnets')).toEqual([
      { id: 'subnet-b', vpc: 'vpc-a', routeTable: 'rtb-a' },
      { id: 'subnet-a', vpc: 'vpc-a', availabilityZone: 'us-east-1a' },
    ]);
    expect(only(converted, 'vpcs')).toEqual({
      id: 'vpc-a',
      cidrBlocks: ['10.0.0.0/16', '10.1.0.0/16'],
      region: 'us-east-1',
    });
    expect(codes(converted).filter((code) => code === 'named-not-listed')).toHaveLength(2);
    expect(converted.document['notHeld']).toEqual(expect.arrayContaining(['vpcs', 'subnets']));
  });

  test('a VPC without local routes has the blocks that its peering shows', () => {
    const RequesterVpcInfo = { VpcId: 'vpc-a', CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }] };
    const converted = read(
      { Subnets: [subnet()] },
      {
        VpcPeeringConnections: [
          {
            VpcPeeringConnectionId: 'pcx-a',
            Status: { Code: 'active' },
            RequesterVpcInfo,
            AccepterVpcInfo: { VpcId: 'vpc-z' },
          },
        ],
      },
    );
    expect(only(converted, 'vpcs')).toMatchObject({ id: 'vpc-a', cidrBlocks: ['10.0.0.0/16'] });
  });

  test('PEER-15 the far VPC of a peering is not among them', () => {
    const converted = read({
      VpcPeeringConnections: [
        {
          VpcPeeringConnectionId: 'pcx-a',
          Status: { Code: 'active' },
          RequesterVpcInfo: { VpcId: 'vpc-a' },
          AccepterVpcInfo: { VpcId: 'vpc-z' },
        },
      ],
    });
    expect(section(converted, 'vpcs')).toEqual([]);
  });
});
