import { describe, expect, test } from 'vitest';
import { codes, localRoute, only, read, readFiles, routeTable, section, vpc } from './dump.ts';

describe('internet gateways', () => {
  test.each([
    ['available', 'vpc-a'],
    ['attached', 'vpc-a'],
    ['detaching', undefined],
    ['detached', undefined],
  ])('IGW-10 attachment %s', (State, expected) => {
    const Attachments = [{ State, VpcId: 'vpc-a' }];
    const converted = read({
      InternetGateways: [{ InternetGatewayId: 'igw-a', Attachments }],
      EgressOnlyInternetGateways: [{ EgressOnlyInternetGatewayId: 'eigw-a', Attachments }],
    });
    expect(only(converted, 'internetGateways')['vpc']).toBe(expected);
    expect(only(converted, 'egressOnlyInternetGateways')['vpc']).toBe(expected);
  });
});

describe('NAT gateways', () => {
  const nat = (more: object) => ({
    NatGateways: [
      {
        NatGatewayId: 'nat-a',
        VpcId: 'vpc-a',
        SubnetId: 'subnet-a',
        State: 'available',
        NatGatewayAddresses: [],
        ...more,
      },
    ],
  });

  test('NAT-19 all addresses with their status', () => {
    const converted = read(
      nat({
        ConnectivityType: 'public',
        NatGatewayAddresses: [
          {
            PrivateIp: '10.0.0.20',
            PublicIp: '198.51.100.20',
            NetworkInterfaceId: 'eni-n',
            AllocationId: 'eipalloc-a',
            IsPrimary: true,
            Status: 'succeeded',
          },
          {
            PrivateIp: '10.0.0.21',
            PublicIp: '198.51.100.21',
            NetworkInterfaceId: 'eni-n',
            Status: 'failed',
          },
        ],
      }),
    );
    expect(only(converted, 'natGateways')).toEqual({
      id: 'nat-a',
      subnet: 'subnet-a',
      vpc: 'vpc-a',
      connectivityType: 'public',
      state: 'available',
      addresses: [
        { privateIp: '10.0.0.20', publicIp: '198.51.100.20', networkInterface: 'eni-n', status: 'succeeded' },
        { privateIp: '10.0.0.21', publicIp: '198.51.100.21', networkInterface: 'eni-n', status: 'failed' },
      ],
    });
  });

  test('NAT-1 the state is kept, also of deleted ones', () => {
    expect(only(read(nat({ State: 'deleted' })), 'natGateways')).toMatchObject({ state: 'deleted' });
  });

  test('NAT-17 a regional one has no subnet and its own table', () => {
    const addresses = [
      {
        PublicIp: '198.51.100.20',
        AllocationId: 'eipalloc-a',
        AvailabilityZone: 'us-east-1a',
        Status: 'succeeded',
      },
    ];
    const converted = read(
      nat({
        SubnetId: undefined,
        AvailabilityMode: 'regional',
        AutoProvisionZones: 'disabled',
        RouteTableId: 'rtb-n',
        NatGatewayAddresses: addresses,
      }),
    );
    expect(only(converted, 'natGateways')).toMatchObject({
      vpc: 'vpc-a',
      availabilityMode: 'regional',
      autoScaling: false,
      routeTable: 'rtb-n',
      addresses: [{ publicIp: '198.51.100.20', availabilityZone: 'us-east-1a' }],
    });
  });

  test('one that lies nowhere is left out', () => {
    const converted = read(nat({ SubnetId: undefined, VpcId: undefined }));
    expect(section(converted, 'natGateways')).toEqual([]);
    expect(codes(converted)).toContain('missing-value');
  });
});

describe('peering connections', () => {
  const side = (VpcId: string, more: object = {}) => ({
    VpcId,
    OwnerId: '111122223333',
    Region: 'us-east-1',
    ...more,
  });
  const peering = (more: object) => ({
    VpcPeeringConnections: [
      {
        VpcPeeringConnectionId: 'pcx-a',
        Status: { Code: 'active' },
        RequesterVpcInfo: side('vpc-a'),
        AccepterVpcInfo: side('vpc-b'),
        ...more,
      },
    ],
  });

  test('PEER-15 both sides with their blocks and options', () => {
    const converted = read(
      peering({
        RequesterVpcInfo: side('vpc-a', {
          CidrBlock: '10.0.0.0/16',
          CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '10.2.0.0/16' }],
          Ipv6CidrBlockSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
          PeeringOptions: { AllowDnsResolutionFromRemoteVpc: true },
        }),
        AccepterVpcInfo: side('vpc-b', { CidrBlock: '10.1.0.0/16' }),
      }),
    );
    expect(only(converted, 'vpcPeeringConnections')).toEqual({
      id: 'pcx-a',
      requester: {
        vpc: 'vpc-a',
        cidrBlocks: ['10.0.0.0/16', '10.2.0.0/16'],
        ipv6CidrBlocks: ['2001:db8::/56'],
        region: 'us-east-1',
        ownerId: '111122223333',
        allowDnsResolutionFromRemoteVpc: true,
      },
      accepter: { vpc: 'vpc-b', cidrBlocks: ['10.1.0.0/16'], region: 'us-east-1', ownerId: '111122223333' },
      status: 'active',
    });
  });

  test.each(['pending-acceptance', 'deleted', 'expired', 'failed'])('PEER-1 status %s', (Code) => {
    expect(only(read(peering({ Status: { Code, Message: 'x' } })), 'vpcPeeringConnections')).toMatchObject({
      status: Code,
    });
  });

  test('without a status it is left out, since it would pass for active', () => {
    const converted = read(peering({ Status: {} }));
    expect(section(converted, 'vpcPeeringConnections')).toEqual([]);
    expect(converted.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });

  test('what its two accounts tell is put together', () => {
    const converted = read(
      peering({ AccepterVpcInfo: side('vpc-b', { CidrBlockSet: [{ CidrBlock: '10.1.0.0/16' }] }) }),
      peering({ RequesterVpcInfo: side('vpc-a', { CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }] }) }),
    );
    expect(only(converted, 'vpcPeeringConnections')).toMatchObject({
      requester: { cidrBlocks: ['10.0.0.0/16'] },
      accepter: { cidrBlocks: ['10.1.0.0/16'] },
    });
    expect(codes(converted)).not.toContain('conflicting-answers');
  });
});

describe('prefix lists', () => {
  const named = {
    PrefixListId: 'pl-0123456789',
    PrefixListName: 'offices',
    MaxEntries: 10,
    AddressFamily: 'IPv4',
  };
  const entries = { Entries: [{ Cidr: '192.0.2.0/24', Description: 'x' }, { Cidr: '198.51.100.0/24' }] };
  const whole = {
    id: 'pl-0123456789',
    name: 'offices',
    maxEntries: 10,
    entries: ['192.0.2.0/24', '198.51.100.0/24'],
  };

  test('name, size and blocks come from three commands', () => {
    const converted = readFiles({
      'lists.json': { PrefixLists: [named] },
      'entries/pl-0123456789.json': entries,
    });
    expect(only(converted, 'prefixLists')).toEqual(whole);
  });

  test('the id beside the entries tells their list', () => {
    const converted = read({ PrefixLists: [named] }, { PrefixListId: 'pl-0123456789', ...entries });
    expect(only(converted, 'prefixLists')).toEqual(whole);
    expect(codes(converted)).not.toContain('unknown-answer');
  });

  test('entries of nobody are reported once', () => {
    const converted = read({ PrefixLists: [named] }, entries);
    expect(codes(converted).filter((code) => code === 'entries-without-list')).toHaveLength(1);
    expect(only(converted, 'prefixLists')).not.toHaveProperty('entries');
  });

  test('RT-25 an unreadable block leaves the contents unknown', () => {
    const converted = read({
      PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'x', Cidrs: ['10.0.0.0/8', 'all'] }],
    });
    expect(only(converted, 'prefixLists')).not.toHaveProperty('entries');
  });

  test('RT-25 a list that a route names, and whose blocks are in no answer, is named', () => {
    const route = { DestinationPrefixListId: 'pl-0123456789', GatewayId: 'vpce-a', State: 'active' };
    const converted = read({
      Vpcs: [vpc()],
      RouteTables: [routeTable([localRoute(), route])],
      PrefixLists: [named, { ...named, PrefixListId: 'pl-other' }],
    });
    expect(converted.diagnostics.filter(({ code }) => code === 'prefix-list-not-held')).toMatchObject([
      { resource: 'pl-0123456789' },
    ]);
  });
});

describe('Elastic IPs', () => {
  test('an unassociated one is kept (IGW-17)', () => {
    const converted = read({
      Addresses: [
        {
          AllocationId: 'eipalloc-a',
          PublicIp: '198.51.100.1',
          Domain: 'vpc',
          Tags: [{ Key: 'Name', Value: 'spare' }],
        },
      ],
    });
    expect(only(converted, 'eips')).toEqual({ id: 'eipalloc-a', name: 'spare', publicIp: '198.51.100.1' });
  });

  test('one of EC2-Classic belongs to no VPC', () => {
    const converted = read({
      Addresses: [{ PublicIp: '198.51.100.1', Domain: 'standard', InstanceId: 'i-a' }],
    });
    expect(only(converted, 'eips')).toEqual({ id: 'eip:198.51.100.1', publicIp: '198.51.100.1' });
    expect(converted.counts).toMatchObject([{ kind: 'Addresses', inPart: 1 }]);
  });
});

describe('Block Public Access', () => {
  test('BPA-8 the setting of an account and Region', () => {
    const converted = read({
      VpcBlockPublicAccessOptions: {
        AwsAccountId: '111122223333',
        AwsRegion: 'us-east-1',
        InternetGatewayBlockMode: 'block-ingress',
        ExclusionsAllowed: 'not-allowed',
        State: 'update-complete',
      },
    });
    expect(only(converted, 'vpcBlockPublicAccessOptions')).toEqual({
      id: 'vpc-block-public-access-111122223333-us-east-1',
      region: 'us-east-1',
      ownerId: '111122223333',
      internetGatewayBlockMode: 'block-ingress',
      exclusionsAllowed: false,
    });
  });

  test('BPA-2 exclusions of VPCs and subnets that are in force', () => {
    const exclusion = (ExclusionId: string, resource: string, State: string) => ({
      ExclusionId,
      State,
      InternetGatewayExclusionMode: 'allow-egress',
      ResourceArn: `arn:aws:ec2:us-east-1:111122223333:${resource}`,
    });
    const converted = read({
      VpcBlockPublicAccessExclusions: [
        exclusion('x-1', 'vpc/vpc-a', 'create-complete'),
        exclusion('x-2', 'subnet/subnet-a', 'update-complete'),
        exclusion('x-3', 'vpc/vpc-b', 'delete-complete'),
        exclusion('x-4', 'instance/i-a', 'create-complete'),
      ],
    });
    expect(section(converted, 'vpcBlockPublicAccessExclusions')).toEqual([
      { id: 'x-1', vpc: 'vpc-a', internetGatewayExclusionMode: 'allow-egress' },
      { id: 'x-2', subnet: 'subnet-a', internetGatewayExclusionMode: 'allow-egress' },
    ]);
    expect(converted.counts).toMatchObject([{ read: 2, skipped: 2 }]);
  });
});

describe('resources that traces do not walk through', () => {
  test.each<[object, object]>([
    [
      { VpcEndpoints: [{ VpcEndpointId: 'vpce-a', VpcId: 'vpc-a', VpcEndpointType: 'New' }] },
      { id: 'vpce-a', type: 'AWS::EC2::VPCEndpoint', vpc: 'vpc-a' },
    ],
    [
      { DomainStatusList: [{ ARN: 'arn:es', DomainName: 'logs', VPCOptions: { VPCId: 'vpc-a' } }] },
      { id: 'arn:es', name: 'logs', type: 'AWS::OpenSearchService::Domain', vpc: 'vpc-a' },
    ],
    [
      { FileSystems: [{ FileSystemId: 'fs-a', FileSystemType: 'LUSTRE', VpcId: 'vpc-a' }] },
      { id: 'fs-a', type: 'AWS::FSx::FileSystem', vpc: 'vpc-a' },
    ],
  ])('%o', (answer, expected) => {
    const converted = read(answer);
    expect(only(converted, 'otherResources')).toEqual(expected);
    expect(converted.counts).toMatchObject([{ read: 0, inPart: 1, skipped: 0 }]);
    expect(codes(converted)).toContain('not-modelled');
  });

  test('deleted ones are skipped and counted', () => {
    const converted = read({
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: 'tgw-attach-a', State: 'deleted' }],
    });
    expect(section(converted, 'otherResources')).toEqual([]);
    expect(converted.counts).toMatchObject([{ skipped: 1, why: '1: deleted.' }]);
  });

  test('answers whose objects have no id are counted', () => {
    const converted = read({
      Routes: [{ DestinationCidrBlock: '10.0.0.0/8' }],
      AdditionalRoutesAvailable: false,
    });
    expect(converted.counts).toMatchObject([{ kind: 'Routes', skipped: 1 }]);
    expect(codes(converted)).not.toContain('unknown-answer');
  });
});
