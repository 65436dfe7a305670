/**
 * A dump folder as a user would write it: a public application load balancer with two targets, a database behind them,
 * a function and a Network Firewall through which the targets go out. Each flow is traced to where it ends.
 */
import { expect, test } from 'vitest';
import { load } from '../../../../engine/formats/load.ts';
import { traceReport } from '../../../../engine/index.ts';
import type { TraceReport } from '../../../../engine/index.ts';
import { localRoute, networkInterface, routeTable, subnet, vpc } from './dump.ts';

const ELB = 'arn:aws:elasticloadbalancing:us-east-1:111122223333';
const WEB = `${ELB}:loadbalancer/app/web/50dc6c495c0c9188`;
const LISTENER = `${ELB}:listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65`;
const TARGETS = `${ELB}:targetgroup/app/73e2d6bc24d8a067`;
const NFW = 'arn:aws:network-firewall:us-east-1:111122223333';
const OWNER = '111122223333';

const zones = ['a', 'b'] as const;
const places = [
  ['lb', 1],
  ['app', 2],
  ['db', 3],
  ['fw', 4],
  ['nat', 5],
] as const;
const subnets = places.flatMap(([name, index]) =>
  zones.map((zone, at) =>
    subnet(`subnet-${name}-${zone}`, `10.0.${index}${at}.0/24`, { AvailabilityZone: `us-east-1${zone}` }),
  ),
);

const to = (target: object, DestinationCidrBlock = '0.0.0.0/0') => ({
  DestinationCidrBlock,
  Origin: 'CreateRoute',
  State: 'active',
  ...target,
});
const table = (id: string, names: readonly string[], ...routes: object[]) =>
  routeTable([localRoute(), ...routes], {
    RouteTableId: id,
    Associations: names.flatMap((name) =>
      zones.map((zone) => ({
        RouteTableAssociationId: `rtbassoc-${name}-${zone}`,
        SubnetId: `subnet-${name}-${zone}`,
        Main: false,
        AssociationState: { State: 'associated' },
      })),
    ),
  });

const anywhere = [{ CidrIp: '0.0.0.0/0' }];
const allowAll = { IpProtocol: '-1', IpRanges: anywhere };
const tcp = (port: number, source: object) => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  ...source,
});
const group = (GroupId: string, ...IpPermissions: object[]) => ({
  GroupId,
  GroupName: GroupId,
  VpcId: 'vpc-a',
  OwnerId: OWNER,
  IpPermissions,
  IpPermissionsEgress: [allowAll],
});
const from = (GroupId: string) => ({ UserIdGroupPairs: [{ GroupId, UserId: OWNER }] });

const interfaceIn = (id: string, place: string, ip: string, sg: string, more: object = {}) =>
  networkInterface(id, ip, { SubnetId: place, Groups: [{ GroupId: sg, GroupName: sg }], ...more });
const requested = (Description: string, owner: string) => ({
  Description,
  RequesterManaged: true,
  RequesterId: owner,
  OwnerId: OWNER,
  Attachment: { Status: 'attached', InstanceOwnerId: owner },
});
const node = (zone: string, at: number) =>
  interfaceIn(`eni-lb-${zone}`, `subnet-lb-${zone}`, `10.0.1${at}.8`, 'sg-lb', {
    ...requested('ELB app/web/50dc6c495c0c9188', 'amazon-elb'),
    Association: { PublicIp: `203.0.113.${at + 8}`, IpOwnerId: 'amazon-elb' },
  });
const machine = (zone: string, at: number) =>
  interfaceIn(`eni-app-${zone}`, `subnet-app-${zone}`, `10.0.2${at}.10`, 'sg-app', {
    Attachment: { Status: 'attached', InstanceId: `i-app-${zone}`, DeviceIndex: 0 },
  });

const forward = {
  Type: 'forward',
  TargetGroupArn: TARGETS,
  ForwardConfig: { TargetGroups: [{ TargetGroupArn: TARGETS, Weight: 1 }] },
};
const targetHealth = (zone: string, State = 'healthy') => ({
  Target: { Id: `i-app-${zone}`, Port: 8080 },
  HealthCheckPort: '8080',
  TargetHealth: { State },
});

const dump: Readonly<Record<string, unknown>> = {
  'ec2/vpcs.json': { Vpcs: [vpc()] },
  'ec2/subnets.json': { Subnets: subnets },
  'ec2/route-tables.json': {
    RouteTables: [
      table('rtb-public', ['lb'], to({ GatewayId: 'igw-a' })),
      table('rtb-app-a', ['app'], to({ GatewayId: 'vpce-fw-a' })),
      table('rtb-db', ['db']),
      table('rtb-fw', ['fw'], to({ NatGatewayId: 'nat-a' })),
      table(
        'rtb-nat',
        ['nat'],
        to({ GatewayId: 'igw-a' }),
        to({ GatewayId: 'vpce-fw-a' }, '10.0.20.0/24'),
        to({ GatewayId: 'vpce-fw-a' }, '10.0.21.0/24'),
      ),
    ],
  },
  'ec2/network-acls.json': { NetworkAcls: [] },
  'ec2/security-groups.json': {
    SecurityGroups: [
      group('sg-lb', tcp(443, { IpRanges: anywhere })),
      group('sg-app', tcp(8080, from('sg-lb'))),
      group('sg-db', tcp(5432, from('sg-app')), tcp(5432, from('sg-fn'))),
      group('sg-fn', tcp(443, { IpRanges: anywhere })),
    ],
  },
  'ec2/network-interfaces.json': {
    NetworkInterfaces: [
      node('a', 0),
      node('b', 1),
      machine('a', 0),
      machine('b', 1),
      interfaceIn(
        'eni-db',
        'subnet-db-a',
        '10.0.30.20',
        'sg-db',
        requested('RDSNetworkInterface', 'amazon-rds'),
      ),
      interfaceIn('eni-fn', 'subnet-app-a', '10.0.20.50', 'sg-fn', {
        ...requested('AWS Lambda VPC ENI-jobs-1', 'AROA:lambda'),
        InterfaceType: 'lambda',
      }),
      interfaceIn('eni-nat', 'subnet-nat-a', '10.0.50.9', '', {
        ...requested('Interface for NAT Gateway nat-a', OWNER),
        InterfaceType: 'nat_gateway',
        Association: { PublicIp: '203.0.113.50', AllocationId: 'eipalloc-a', IpOwnerId: OWNER },
        Groups: [],
      }),
    ],
  },
  'ec2/instances.json': {
    Reservations: [
      {
        ReservationId: 'r-a',
        Instances: zones.map((zone) => ({
          InstanceId: `i-app-${zone}`,
          InstanceType: 'm7g.large',
          State: { Name: 'running' },
          Tags: [{ Key: 'Name', Value: `app-${zone}` }],
          NetworkInterfaces: [],
        })),
      },
    ],
  },
  'ec2/internet-gateways.json': {
    InternetGateways: [{ InternetGatewayId: 'igw-a', Attachments: [{ VpcId: 'vpc-a', State: 'available' }] }],
  },
  'ec2/nat-gateways.json': {
    NatGateways: [
      {
        NatGatewayId: 'nat-a',
        SubnetId: 'subnet-nat-a',
        VpcId: 'vpc-a',
        State: 'available',
        ConnectivityType: 'public',
        NatGatewayAddresses: [
          {
            NetworkInterfaceId: 'eni-nat',
            PrivateIp: '10.0.50.9',
            PublicIp: '203.0.113.50',
            AllocationId: 'eipalloc-a',
          },
        ],
      },
    ],
  },
  'elbv2/load-balancers.json': {
    LoadBalancers: [
      {
        LoadBalancerArn: WEB,
        DNSName: 'web-1.us-east-1.elb.amazonaws.com',
        LoadBalancerName: 'web',
        Scheme: 'internet-facing',
        VpcId: 'vpc-a',
        State: { Code: 'active' },
        Type: 'application',
        AvailabilityZones: zones.map((zone) => ({
          ZoneName: `us-east-1${zone}`,
          SubnetId: `subnet-lb-${zone}`,
        })),
        SecurityGroups: ['sg-lb'],
      },
    ],
  },
  'elbv2/listeners-web.json': {
    Listeners: [
      {
        ListenerArn: LISTENER,
        LoadBalancerArn: WEB,
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [forward],
      },
    ],
  },
  'elbv2/rules-web.json': {
    Rules: [
      {
        RuleArn: `${LISTENER.replace(':listener/', ':listener-rule/')}/d`,
        Priority: 'default',
        Conditions: [],
        Actions: [forward],
        IsDefault: true,
      },
    ],
  },
  'elbv2/target-groups.json': {
    TargetGroups: [
      {
        TargetGroupArn: TARGETS,
        TargetGroupName: 'app',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: 'vpc-a',
        HealthCheckPort: 'traffic-port',
        LoadBalancerArns: [WEB],
        TargetType: 'instance',
      },
    ],
  },
  'elbv2/target-health-app.json': { TargetHealthDescriptions: zones.map((zone) => targetHealth(zone)) },
  'rds/instances.json': {
    DBInstances: [
      {
        DBInstanceIdentifier: 'orders',
        DBInstanceArn: 'arn:aws:rds:us-east-1:111122223333:db:orders',
        DBInstanceClass: 'db.r6g.large',
        Engine: 'postgres',
        Endpoint: { Address: 'orders.abc.us-east-1.rds.amazonaws.com', Port: 5432 },
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-db', Status: 'active' }],
        AvailabilityZone: 'us-east-1a',
        DBSubnetGroup: {
          DBSubnetGroupName: 'data',
          VpcId: 'vpc-a',
          Subnets: zones.map((zone) => ({
            SubnetIdentifier: `subnet-db-${zone}`,
            SubnetAvailabilityZone: { Name: `us-east-1${zone}` },
          })),
        },
      },
    ],
  },
  'lambda/functions.json': {
    Functions: [
      {
        FunctionName: 'jobs',
        FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:jobs',
        CodeSha256: 'x',
        VpcConfig: { SubnetIds: ['subnet-app-a'], SecurityGroupIds: ['sg-fn'], VpcId: 'vpc-a' },
      },
    ],
  },
  'network-firewall/firewall.json': {
    Firewall: {
      FirewallName: 'egress',
      FirewallArn: `${NFW}:firewall/egress`,
      FirewallPolicyArn: `${NFW}:firewall-policy/egress`,
      VpcId: 'vpc-a',
      SubnetMappings: [{ SubnetId: 'subnet-fw-a' }],
    },
    FirewallStatus: {
      Status: 'READY',
      SyncStates: {
        'us-east-1a': { Attachment: { SubnetId: 'subnet-fw-a', EndpointId: 'vpce-fw-a', Status: 'READY' } },
      },
    },
  },
  'network-firewall/policy.json': {
    FirewallPolicyResponse: {
      FirewallPolicyName: 'egress',
      FirewallPolicyArn: `${NFW}:firewall-policy/egress`,
    },
    FirewallPolicy: {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatefulRuleGroupReferences: [{ ResourceArn: `${NFW}:stateful-rulegroup/allowed`, Priority: 1 }],
      StatefulDefaultActions: ['aws:drop_strict'],
      StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
    },
  },
  'network-firewall/rule-group.json': {
    RuleGroup: {
      RuleVariables: { IPSets: { PARTNERS: { Definition: ['198.51.100.0/24'] } } },
      RulesSource: { RulesString: 'pass tcp $HOME_NET any -> $PARTNERS 443 (msg:"partners"; sid:1;)' },
    },
    RuleGroupResponse: {
      RuleGroupArn: `${NFW}:stateful-rulegroup/allowed`,
      RuleGroupName: 'allowed',
      Type: 'STATEFUL',
    },
  },
};

function loadDump(changes: Readonly<Record<string, unknown>> = {}) {
  return load(
    Object.entries({ ...dump, ...changes }).flatMap(([path, value]) =>
      value === undefined ? [] : [{ path: `dump/${path}`, text: JSON.stringify(value) }],
    ),
  );
}

function trace(
  question: { from: string; to: string; port: number },
  changes: Readonly<Record<string, unknown>> = {},
): TraceReport {
  const result = traceReport(loadDump(changes).network, question);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.report;
}

const hops = (report: TraceReport) => (report.forward?.hops ?? []).map(({ id }) => id);

test('the dump is read whole, but for what it does not hold', () => {
  const { diagnostics } = loadDump();
  const said = diagnostics.filter(({ code }) => code !== 'section-not-held' && code !== 'setting-assumed');
  expect(said.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([]);
});

test('ELB-10 to ELB-13 from the internet through the load balancer to a target', () => {
  const report = trace({ from: 'internet', to: 'web', port: 443 });
  expect(report.verdict).toBe('reachable');
  expect(hops(report)).toContain(WEB);
  expect(hops(report).at(-1)).toMatch(/^i-app-/);
});

test('ELB-11 a target whose group lets the load balancer not in', () => {
  const groups = dump['ec2/security-groups.json'] as { SecurityGroups: { GroupId: string }[] };
  const closed = groups.SecurityGroups.map((each) => (each.GroupId === 'sg-app' ? group('sg-app') : each));
  const report = trace(
    { from: 'internet', to: 'web', port: 443 },
    { 'ec2/security-groups.json': { SecurityGroups: closed } },
  );
  expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress' });
});

test('EVAL-8 without the health of the targets the verdict is open, and the gap is named', () => {
  const without = { 'elbv2/target-health-app.json': undefined };
  expect(trace({ from: 'internet', to: 'web', port: 443 }, without)).toMatchObject({
    verdict: 'unknown',
    at: 'load-balancer',
  });
  const details = loadDump(without).diagnostics.map(({ detail }) => detail);
  expect(details.join('\n')).toContain('`aws elbv2 describe-target-health --target-group-arn …`');
});

test('EVAL-8 without any answer about load balancers its interfaces still lead to one', () => {
  const none = Object.fromEntries(
    Object.keys(dump)
      .filter((path) => path.startsWith('elbv2/'))
      .map((path) => [path, undefined]),
  );
  const report = trace({ from: 'internet', to: 'web', port: 443 }, none);
  expect(report).toMatchObject({ verdict: 'unknown', at: 'load-balancer' });
});

test('RDS-1 from a target and from a function to the database', () => {
  for (const from of ['app-a', 'jobs']) {
    const report = trace({ from, to: 'orders', port: 5432 });
    expect(report.verdict).toBe('reachable');
    expect(hops(report).at(-1)).toBe('eni-db');
  }
  expect(trace({ from: 'app-a', to: 'orders', port: 5433 })).toMatchObject({
    verdict: 'forward_blocked',
    at: 'sg-ingress',
  });
});

test('LAM-5 nothing opens a connection to the function', () => {
  expect(trace({ from: 'app-a', to: 'jobs', port: 443 })).toMatchObject({
    verdict: 'forward_blocked',
    at: 'lambda-eni',
  });
});

test('NFW-7, NFW-8 out through the firewall, as far as its rules let it', () => {
  const partner = trace({ from: 'app-a', to: '198.51.100.7', port: 443 });
  expect(partner.verdict).toBe('reachable');
  expect(hops(partner)).toContain('vpce-fw-a');
  expect(trace({ from: 'app-a', to: '192.0.2.7', port: 443 })).toMatchObject({
    verdict: 'forward_blocked',
    at: 'firewall',
    detail: 'default',
  });
});

test('EVAL-8 without the rule group of the firewall the verdict is open', () => {
  expect(
    trace(
      { from: 'app-a', to: '198.51.100.7', port: 443 },
      { 'network-firewall/rule-group.json': undefined },
    ),
  ).toMatchObject({ verdict: 'unknown', at: 'firewall', detail: 'not-held' });
});
