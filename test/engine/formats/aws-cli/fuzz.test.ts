/** Whatever a dump holds, reading it never throws, and what comes out satisfies the schemas. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAwsCli, readAwsCli } from '../../../../engine/formats/aws-cli/index.ts';
import { parseText } from '../../../../engine/formats/text/index.ts';
import { expectValid, localRoute, networkInterface, routeTable, subnet, vpc } from './dump.ts';

const anywhere = [{ CidrIp: '0.0.0.0/0', Description: 'all' }];
const association = { PublicIp: '198.51.100.10', IpOwnerId: '111122223333', AllocationId: 'eipalloc-a' };

/** One object of each kind, with every member that is read. */
const dump = {
  Vpcs: [
    vpc('vpc-a', '10.0.0.0/16', {
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: '2001:db8::/56', Ipv6CidrBlockState: { State: 'associated' } },
      ],
      Tags: [{ Key: 'Name', Value: 'a' }],
    }),
  ],
  Subnets: [
    subnet('subnet-a', '10.0.0.0/24', {
      AvailabilityZoneId: 'use1-az1',
      MapPublicIpOnLaunch: true,
      OwnerId: '111122223333',
    }),
  ],
  RouteTables: [
    routeTable(
      [
        localRoute(),
        {
          DestinationPrefixListId: 'pl-a',
          GatewayId: 'igw-a',
          State: 'active',
          Origin: 'EnableVgwRoutePropagation',
        },
      ],
      {
        Associations: [
          { Main: true, AssociationState: { State: 'associated' } },
          { SubnetId: 'subnet-a' },
          { GatewayId: 'igw-a' },
        ],
      },
    ),
  ],
  NetworkAcls: [
    {
      NetworkAclId: 'acl-a',
      VpcId: 'vpc-a',
      IsDefault: true,
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [
        {
          RuleNumber: 100,
          Egress: false,
          RuleAction: 'allow',
          Protocol: '6',
          PortRange: { From: 1, To: 2 },
          CidrBlock: '0.0.0.0/0',
        },
        {
          RuleNumber: 101,
          Egress: true,
          RuleAction: 'deny',
          Protocol: '58',
          IcmpTypeCode: { Type: 128, Code: -1 },
          Ipv6CidrBlock: '::/0',
        },
      ],
    },
  ],
  SecurityGroups: [
    {
      GroupId: 'sg-a',
      GroupName: 'default',
      VpcId: 'vpc-a',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 1,
          ToPort: 2,
          IpRanges: anywhere,
          Ipv6Ranges: [{ CidrIpv6: '::/0' }],
          PrefixListIds: [{ PrefixListId: 'pl-a' }],
          UserIdGroupPairs: [{ GroupId: 'sg-b' }],
        },
      ],
      IpPermissionsEgress: [{ IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: anywhere }],
    },
  ],
  SecurityGroupRules: [
    {
      SecurityGroupRuleId: 'sgr-a',
      GroupId: 'sg-a',
      IsEgress: false,
      IpProtocol: '-1',
      ReferencedGroupInfo: { GroupId: 'sg-c' },
    },
  ],
  NetworkInterfaces: [
    networkInterface('eni-a', '10.0.0.10', {
      Association: association,
      Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }],
      Ipv4Prefixes: [{ Ipv4Prefix: '10.0.0.16/28' }],
    }),
  ],
  Reservations: [
    {
      Instances: [
        {
          InstanceId: 'i-a',
          State: { Name: 'running' },
          SubnetId: 'subnet-a',
          VpcId: 'vpc-a',
          NetworkInterfaces: [networkInterface('eni-b')],
          MetadataOptions: { HttpEndpoint: 'enabled' },
          Placement: { AvailabilityZone: 'us-east-1a' },
        },
      ],
    },
  ],
  Addresses: [
    {
      AllocationId: 'eipalloc-b',
      PublicIp: '198.51.100.1',
      Domain: 'vpc',
      NetworkInterfaceId: 'eni-a',
      PrivateIpAddress: '10.0.0.10',
    },
  ],
  InternetGateways: [{ InternetGatewayId: 'igw-a', Attachments: [{ State: 'available', VpcId: 'vpc-a' }] }],
  NatGateways: [
    {
      NatGatewayId: 'nat-a',
      VpcId: 'vpc-a',
      SubnetId: 'subnet-a',
      State: 'available',
      NatGatewayAddresses: [
        {
          PrivateIp: '10.0.0.20',
          PublicIp: '198.51.100.20',
          NetworkInterfaceId: 'eni-n',
          Status: 'succeeded',
        },
      ],
    },
  ],
  VpcPeeringConnections: [
    {
      VpcPeeringConnectionId: 'pcx-a',
      Status: { Code: 'active' },
      RequesterVpcInfo: { VpcId: 'vpc-a', CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }] },
      AccepterVpcInfo: { VpcId: 'vpc-b', PeeringOptions: {} },
    },
  ],
  PrefixLists: [{ PrefixListId: 'pl-a', PrefixListName: 'x', Cidrs: ['192.0.2.0/24'], MaxEntries: 5 }],
  VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off', AwsRegion: 'us-east-1' },
  VpcBlockPublicAccessExclusions: [
    {
      ExclusionId: 'x',
      ResourceArn: 'arn:aws:ec2:us-east-1:1:vpc/vpc-a',
      InternetGatewayExclusionMode: 'allow-egress',
      State: 'create-complete',
    },
  ],
  AvailabilityZones: [{ ZoneName: 'us-east-1a', ZoneId: 'use1-az1', ZoneType: 'availability-zone' }],
  Tags: [{ ResourceId: 'vpc-a', ResourceType: 'vpc', Key: 'Name', Value: 'b' }],
  VpnConnections: [
    {
      VpnConnectionId: 'vpn-a',
      VpnGatewayId: 'vgw-a',
      Options: { StaticRoutesOnly: true },
      Routes: [{ DestinationCidrBlock: '10.9.0.0/16' }],
    },
  ],
  TransitGateways: [{ TransitGatewayId: 'tgw-a', State: 'available' }],
  LoadBalancers: [
    {
      LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/web/1',
      LoadBalancerName: 'web',
      VpcId: 'vpc-a',
      Type: 'network',
      Scheme: 'internal',
      State: { Code: 'active' },
      AvailabilityZones: [
        { SubnetId: 'subnet-a', LoadBalancerAddresses: [{ PrivateIPv4Address: '10.0.0.30' }] },
      ],
      SecurityGroups: ['sg-a'],
    },
  ],
  Listeners: [
    {
      ListenerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/net/web/1/2',
      LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/web/1',
      Port: 443,
      Protocol: 'TCP',
      DefaultActions: [
        { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'arn:tg', Weight: 2 }] } },
      ],
    },
  ],
  Rules: [
    {
      RuleArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener-rule/net/web/1/2/3',
      Conditions: [],
      Actions: [{ Type: 'redirect' }],
    },
  ],
  TargetGroups: [
    {
      TargetGroupArn: 'arn:tg',
      TargetType: 'ip',
      Protocol: 'TCP',
      Port: 443,
      HealthCheckPort: '80',
      VpcId: 'vpc-a',
    },
  ],
  TargetGroupArn: 'arn:tg',
  TargetHealthDescriptions: [{ Target: { Id: '10.0.0.10', Port: 443 }, TargetHealth: { State: 'healthy' } }],
  Attributes: [{ Key: 'preserve_client_ip.enabled', Value: 'true' }],
  LoadBalancerDescriptions: [
    {
      LoadBalancerName: 'old',
      VPCId: 'vpc-a',
      Scheme: 'internal',
      Subnets: ['subnet-a'],
      Instances: [{ InstanceId: 'i-a' }],
      HealthCheck: { Target: 'TCP:80' },
      ListenerDescriptions: [
        { Listener: { Protocol: 'TCP', LoadBalancerPort: 80, InstanceProtocol: 'TCP', InstancePort: 80 } },
      ],
    },
  ],
  InstanceStates: [{ InstanceId: 'i-a', State: 'InService' }],
  LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: true } },
  Firewall: {
    FirewallArn: 'arn:fw',
    FirewallName: 'fw',
    FirewallPolicyArn: 'arn:policy',
    VpcId: 'vpc-a',
    SubnetMappings: [{ SubnetId: 'subnet-a' }],
  },
  FirewallStatus: {
    SyncStates: {
      'us-east-1a': { Attachment: { SubnetId: 'subnet-a', EndpointId: 'vpce-a', Status: 'READY' } },
    },
  },
  FirewallPolicy: {
    StatelessDefaultActions: ['aws:pass'],
    StatelessRuleGroupReferences: [{ ResourceArn: 'arn:group', Priority: 1 }],
    StatefulRuleGroupReferences: [{ ResourceArn: 'arn:other', Priority: 1 }],
    PolicyVariables: { RuleVariables: { HOME_NET: { Definition: ['10.0.0.0/8'] } } },
  },
  FirewallPolicyResponse: { FirewallPolicyArn: 'arn:policy', FirewallPolicyName: 'p' },
  RuleGroup: {
    RuleVariables: { IPSets: { A: { Definition: ['10.0.0.0/8'] } } },
    RulesSource: {
      RulesString: 'pass tcp $A any -> any 443',
      StatelessRulesAndCustomActions: {
        StatelessRules: [
          {
            Priority: 1,
            RuleDefinition: {
              MatchAttributes: {
                Protocols: [6],
                Sources: [{ AddressDefinition: '10.0.0.1' }],
                DestinationPorts: [{ FromPort: 1, ToPort: 2 }],
                TCPFlags: [{ Flags: ['SYN'] }],
              },
              Actions: ['aws:pass'],
            },
          },
        ],
      },
    },
  },
  RuleGroupResponse: { RuleGroupArn: 'arn:group', RuleGroupName: 'g' },
  DBInstances: [
    {
      DBInstanceIdentifier: 'db',
      DBInstanceClass: 'x',
      Endpoint: { Port: 5432 },
      AvailabilityZone: 'us-east-1a',
      VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-a' }],
      DBSubnetGroup: {
        VpcId: 'vpc-a',
        Subnets: [{ SubnetIdentifier: 'subnet-a', SubnetAvailabilityZone: { Name: 'us-east-1a' } }],
      },
    },
  ],
  DBClusters: [
    {
      DBClusterIdentifier: 'cluster',
      Engine: 'aurora',
      Port: 3306,
      DBSubnetGroup: 'g',
      DBClusterMembers: [{ DBInstanceIdentifier: 'db', IsClusterWriter: true }],
    },
  ],
  DBProxies: [
    { DBProxyName: 'p', DBProxyArn: 'arn:p', VpcSubnetIds: ['subnet-a'], VpcSecurityGroupIds: ['sg-a'] },
  ],
  Targets: [{ RdsResourceId: 'cluster', Type: 'TRACKED_CLUSTER' }],
  Functions: [
    {
      FunctionName: 'f',
      FunctionArn: 'arn:f',
      VpcConfig: { SubnetIds: ['subnet-a'], SecurityGroupIds: ['sg-a'] },
    },
  ],
  FileSystems: [{ FileSystemId: 'fs-a', Name: 'files' }],
  MountTargets: [
    { MountTargetId: 'fsmt-a', FileSystemId: 'fs-a', SubnetId: 'subnet-a', IpAddress: '10.0.0.60' },
  ],
  tasks: [
    {
      taskArn: 'arn:task/1',
      group: 'service:web',
      attachments: [
        {
          type: 'ElasticNetworkInterface',
          details: [
            { name: 'networkInterfaceId', value: 'eni-t' },
            { name: 'subnetId', value: 'subnet-a' },
          ],
        },
      ],
    },
  ],
  services: [
    {
      serviceArn: 'arn:service',
      serviceName: 'web',
      networkConfiguration: { awsvpcConfiguration: { securityGroups: ['sg-a'] } },
    },
  ],
  ServiceConfigurations: [{ ServiceId: 'vpce-svc-a', NetworkLoadBalancerArns: ['arn:lb'] }],
  virtualInterfaces: [
    { virtualInterfaceId: 'dxvif-a', virtualInterfaceType: 'private', connectionId: 'dxcon-a' },
  ],
  directConnectGateways: [{ directConnectGatewayId: 'dx-a' }],
  directConnectGatewayAttachments: [
    { directConnectGatewayId: 'dx-a', virtualInterfaceId: 'dxvif-b', attachmentState: 'attached' },
  ],
  connections: [{ connectionId: 'dxcon-a', connectionState: 'down' }],
  lags: [{ lagId: 'dxlag-a', lagState: 'down', connections: [{ connectionId: 'dxcon-b' }] }],
};

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) =>
      pathsIn(member, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** A copy of `value` with something else, or nothing, at `path`. */
function replaced(value: unknown, [step, ...rest]: Path, put: (old: unknown) => unknown): unknown {
  if (step === undefined) return put(value);
  if (Array.isArray(value))
    return value.map((element, index) => (index === step ? replaced(element, rest, put) : element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key === step ? replaced(member, rest, put) : member]),
  );
}

const paths = pathsIn(dump).filter((path) => path.length > 0);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    '',
    '__proto__',
    'constructor',
    -1,
    1e308,
    65536,
    '10.0.0.0/33',
    '::/0',
    [],
    {},
    [null],
    [[]],
    'x'.repeat(2000),
  ),
);
const mutations = fc.array(
  fc.record({
    path: fc.constantFrom(...paths),
    change: fc.oneof(
      anything.map((value) => () => value),
      fc.constant((old: unknown) => [old, old]),
      fc.constant((old: unknown) => ({ Value: old })),
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

test('a dump with members replaced by anything is read', () => {
  fc.assert(
    fc.property(mutations, (changes) => {
      const mutated = changes.reduce<unknown>(
        (value, { path, change }) => replaced(value, path, change),
        dump,
      );
      const { files } = parseText({ path: 'dump.json', text: JSON.stringify(mutated) });
      for (const { value } of files) isAwsCli(value);
      expectValid(readAwsCli(files));
    }),
    { seed: 20260101, numRuns: 600 },
  );
});

test('the unchanged dump is read without complaint', () => {
  const { files } = parseText({ path: 'dump.json', text: JSON.stringify(dump) });
  const converted = readAwsCli(files);
  expectValid(converted);
  expect(converted.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('any JSON at all is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      isAwsCli(value);
      expectValid(readAwsCli([{ path: 'x.json', value, lineOf: () => undefined }]));
    }),
    { seed: 20260102, numRuns: 500 },
  );
});

test('text that is cut off, or has characters replaced, is read', () => {
  const text = JSON.stringify(dump, null, 1);
  const edits = fc.array(
    fc.record({
      at: fc.nat(text.length),
      by: fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '\n', '0', '\u0000'),
    }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(fc.nat(text.length), edits, (length, list) => {
      const cut = list.reduce(
        (each, { at, by }) => each.slice(0, at) + by + each.slice(at + 1),
        text.slice(0, length),
      );
      const { files } = parseText({ path: 'dump.json', text: cut });
      expectValid(readAwsCli(files));
      for (const file of files) file.lineOf(['RouteTables', 0, 'Routes', 1]);
    }),
    { seed: 20260103, numRuns: 200 },
  );
});
