/** Answers about load balancers, their listeners, target groups and targets. */
import { describe, expect, test } from 'vitest';
import { codes, detailsOf, networkInterface, only, read, readFiles, section, subnet, vpc } from './dump.ts';

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333';
const WEB = `${ARN}:loadbalancer/app/web/50dc6c495c0c9188`;
const WEB_443 = `${ARN}:listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65`;
const TARGETS = `${ARN}:targetgroup/web-targets/73e2d6bc24d8a067`;
const API = `${ARN}:targetgroup/api/2453ed029918f21f`;

const balancer = (more: object = {}) => ({
  LoadBalancerArn: WEB,
  DNSName: 'web-424835706.us-east-1.elb.amazonaws.com',
  CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
  CreatedTime: '2026-03-25T21:26:12.920000+00:00',
  LoadBalancerName: 'web',
  Scheme: 'internet-facing',
  VpcId: 'vpc-a',
  State: { Code: 'active' },
  Type: 'application',
  AvailabilityZones: [
    { ZoneName: 'us-east-1a', SubnetId: 'subnet-a', LoadBalancerAddresses: [] },
    { ZoneName: 'us-east-1b', SubnetId: 'subnet-b', LoadBalancerAddresses: [] },
  ],
  SecurityGroups: ['sg-web'],
  IpAddressType: 'ipv4',
  ...more,
});
const forwardTo = (arn: string) => ({
  Type: 'forward',
  TargetGroupArn: arn,
  Order: 1,
  ForwardConfig: {
    TargetGroups: [{ TargetGroupArn: arn, Weight: 1 }],
    TargetGroupStickinessConfig: { Enabled: false },
  },
});
const listener = (more: object = {}) => ({
  ListenerArn: WEB_443,
  LoadBalancerArn: WEB,
  Port: 443,
  Protocol: 'HTTPS',
  Certificates: [{ CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a' }],
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  DefaultActions: [forwardTo(TARGETS)],
  ...more,
});
const targetGroup = (more: object = {}) => ({
  TargetGroupArn: TARGETS,
  TargetGroupName: 'web-targets',
  Protocol: 'HTTP',
  Port: 8080,
  VpcId: 'vpc-a',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  LoadBalancerArns: [WEB],
  TargetType: 'instance',
  ProtocolVersion: 'HTTP1',
  IpAddressType: 'ipv4',
  ...more,
});
const health = (Id: string, State: string, more: object = {}) => ({
  Target: { Id, Port: 8080, ...more },
  HealthCheckPort: '8080',
  TargetHealth: { State },
});
const node = (id: string, ip: string, more: object = {}) =>
  networkInterface(id, ip, {
    Description: 'ELB app/web/50dc6c495c0c9188',
    RequesterId: 'amazon-elb',
    RequesterManaged: true,
    Attachment: { Status: 'attached', InstanceOwnerId: 'amazon-elb' },
    ...more,
  });
const base = {
  Vpcs: [vpc()],
  Subnets: [subnet(), subnet('subnet-b', '10.0.1.0/24', { AvailabilityZone: 'us-east-1b' })],
};

describe('elbv2', () => {
  test('ELB-1, ELB-4 a load balancer with its nodes, listener, target group and targets', () => {
    const converted = readFiles({
      'base.json': base,
      'enis.json': {
        NetworkInterfaces: [node('eni-1', '10.0.0.8'), node('eni-2', '10.0.1.8', { SubnetId: 'subnet-b' })],
      },
      'lb.json': { LoadBalancers: [balancer()] },
      'listeners.json': { Listeners: [listener()] },
      'groups.json': { TargetGroups: [targetGroup({ HealthCheckPort: '9000' })] },
      'describe-target-health-web-targets.json': {
        TargetHealthDescriptions: [
          health('i-a', 'healthy', { AvailabilityZone: 'us-east-1a' }),
          health('i-b', 'unhealthy'),
          health('i-c', 'draining'),
          health('i-d', 'initial'),
          health('i-e', 'unused'),
        ],
      },
    });
    expect(only(converted, 'loadBalancers')).toEqual({
      id: WEB,
      name: 'web',
      vpc: 'vpc-a',
      type: 'application',
      scheme: 'internet-facing',
      securityGroups: ['sg-web'],
      networkInterfaces: ['eni-1', 'eni-2'],
      listeners: [{ protocol: 'https', port: 443, targetGroup: TARGETS }],
    });
    expect(only(converted, 'targetGroups')).toEqual({
      id: TARGETS,
      name: 'web-targets',
      vpc: 'vpc-a',
      targetType: 'instance',
      protocol: 'http',
      port: 8080,
      healthCheckPort: 9000,
      targets: [
        { id: 'i-a', port: 8080, availabilityZone: 'us-east-1a', health: 'healthy' },
        { id: 'i-b', port: 8080, health: 'unhealthy' },
        { id: 'i-c', port: 8080, health: 'draining' },
        { id: 'i-d', port: 8080, health: 'unhealthy' },
        { id: 'i-e', port: 8080 },
      ],
    });
    expect(codes(converted)).not.toContain('companion-missing');
    expect(converted.counts.every(({ inPart, skipped }) => inPart + skipped === 0)).toBe(true);
  });

  test('EVAL-8 what is missing is said with its command, and is not taken for none', () => {
    const converted = read(base, { LoadBalancers: [balancer()] }, { TargetGroups: [targetGroup()] });
    expect(only(converted, 'loadBalancers')['incomplete']).toBe(true);
    expect(only(converted, 'targetGroups')['incomplete']).toBe(true);
    const missing = detailsOf(converted, 'companion-missing').join('\n');
    expect(missing).toContain('`aws elbv2 describe-listeners --load-balancer-arn …`');
    expect(missing).toContain('`aws elbv2 describe-target-health --target-group-arn …`');
  });

  test('a listener whose target group no answer lists', () => {
    const converted = read({ LoadBalancers: [balancer()] }, { Listeners: [listener()] });
    expect(detailsOf(converted, 'companion-missing').join()).toContain('`aws elbv2 describe-target-groups`');
  });

  test('the rules of a listener are choices, each target group once', () => {
    const rule = (name: string, Actions: object[], more: object = {}) => ({
      RuleArn: `${WEB_443.replace(':listener/', ':listener-rule/')}/${name}`,
      Priority: '10',
      Conditions: [{ Field: 'path-pattern', Values: ['/api/*'] }],
      Actions,
      IsDefault: false,
      ...more,
    });
    const redirect = { Type: 'redirect', RedirectConfig: { Port: '443', StatusCode: 'HTTP_301' } };
    const converted = read(
      { LoadBalancers: [balancer()] },
      { Listeners: [listener()] },
      {
        Rules: [
          rule('1', [{ Type: 'authenticate-oidc' }, forwardTo(API)]),
          rule('2', [redirect]),
          rule('default', [forwardTo(TARGETS)], { IsDefault: true, Priority: 'default', Conditions: [] }),
        ],
      },
    );
    expect(only(converted, 'loadBalancers')['listeners']).toEqual([
      {
        protocol: 'https',
        port: 443,
        forward: [
          { targetGroup: TARGETS, weight: 1 },
          { targetGroup: API, weight: 1 },
        ],
      },
    ]);
    expect(codes(converted)).toContain('listener-rules-merged');
    expect(detailsOf(converted, 'setting-assumed').join()).not.toContain('describe-rules');
    expect(
      detailsOf(read({ LoadBalancers: [balancer()] }, { Listeners: [listener()] }), 'setting-assumed').join(),
    ).toContain('`aws elbv2 describe-rules --listener-arn …`');
  });

  test('ELB-37 a listener that only redirects, and target groups of weight 0', () => {
    const fixed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } };
    const weighted = {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: TARGETS, Weight: 0 },
          { TargetGroupArn: API, Weight: 100 },
        ],
      },
    };
    const converted = read(
      { LoadBalancers: [balancer()] },
      {
        Listeners: [
          listener({ Port: 80, Protocol: 'HTTP', DefaultActions: [fixed] }),
          listener({ DefaultActions: [weighted] }),
        ],
      },
    );
    expect(only(converted, 'loadBalancers')['listeners']).toEqual([
      { protocol: 'http', port: 80, answer: 'fixed-response' },
      {
        protocol: 'https',
        port: 443,
        forward: [
          { targetGroup: TARGETS, weight: 0 },
          { targetGroup: API, weight: 100 },
        ],
      },
    ]);
  });

  test('ELB-8, ELB-20 attributes of a load balancer and of a target group, told apart', () => {
    const attribute = (Key: string, Value: string) => ({ Key, Value });
    const net = balancer({
      LoadBalancerArn: `${ARN}:loadbalancer/net/front/6f57a43b75d8f2c1`,
      LoadBalancerName: 'front',
      Type: 'network',
      SecurityGroups: undefined,
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'off',
    });
    const read2 = (files: object) =>
      readFiles({
        'lb.json': { LoadBalancers: [net] },
        'tg.json': { TargetGroups: [targetGroup()] },
        ...files,
      });
    const converted = read2({
      'front.json': {
        Attributes: [
          attribute('load_balancing.cross_zone.enabled', 'true'),
          attribute('deletion_protection.enabled', 'false'),
        ],
      },
      '73e2d6bc24d8a067.json': {
        Attributes: [
          attribute('load_balancing.cross_zone.enabled', 'use_load_balancer_configuration'),
          attribute('deregistration_delay.timeout_seconds', '300'),
          attribute('preserve_client_ip.enabled', 'false'),
        ],
      },
    });
    expect(only(converted, 'loadBalancers')).toMatchObject({
      crossZone: true,
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: false,
    });
    expect(only(converted, 'targetGroups')).toMatchObject({ preserveClientIp: false });
    expect(only(converted, 'targetGroups')).not.toHaveProperty('crossZone');
    expect(codes(converted)).not.toContain('subject-not-told');
    expect(detailsOf(read2({}), 'setting-assumed').join()).toContain('describe-load-balancer-attributes');
  });

  test('ELB-19 the addresses that a network load balancer shows where no interface does', () => {
    const converted = read({
      LoadBalancers: [
        balancer({
          LoadBalancerArn: `${ARN}:loadbalancer/net/front/6f57a43b75d8f2c1`,
          Type: 'network',
          AvailabilityZones: [
            {
              ZoneName: 'us-east-1a',
              SubnetId: 'subnet-a',
              LoadBalancerAddresses: [
                { PrivateIPv4Address: '10.0.0.9', IpAddress: '203.0.113.9', AllocationId: 'eipalloc-a' },
              ],
            },
          ],
        }),
      ],
    });
    expect(only(converted, 'loadBalancers')['nodes']).toEqual([
      { subnet: 'subnet-a', privateIp: '10.0.0.9', publicIp: '203.0.113.9' },
    ]);
  });

  test('GWLB-1 the listener of a Gateway Load Balancer, which has neither port nor protocol', () => {
    const arn = `${ARN}:loadbalancer/gwy/fw/6f57a43b75d8f2c1`;
    const converted = read(
      { LoadBalancers: [balancer({ LoadBalancerArn: arn, Type: 'gateway', Scheme: undefined })] },
      {
        Listeners: [
          {
            ListenerArn: `${arn.replace(':loadbalancer/', ':listener/')}/1`,
            LoadBalancerArn: arn,
            DefaultActions: [forwardTo(API)],
          },
        ],
      },
    );
    expect(only(converted, 'loadBalancers')['listeners']).toEqual([
      { protocol: 'geneve', port: 6081, targetGroup: API },
    ]);
  });

  test('GEN-11 interfaces of a load balancer that no answer lists make one whose listeners are not known', () => {
    const converted = read(base, {
      NetworkInterfaces: [
        node('eni-1', '10.0.0.8'),
        node('eni-2', '10.0.0.9', { Description: 'ELB old-web' }),
        node('eni-3', '10.0.0.10', {
          Description: 'ELB app/mine/1234',
          RequesterId: undefined,
          RequesterManaged: false,
          Attachment: undefined,
        }),
      ],
    });
    expect(section(converted, 'loadBalancers')).toEqual([
      {
        id: 'app/web/50dc6c495c0c9188',
        name: 'web',
        vpc: 'vpc-a',
        type: 'application',
        scheme: 'internal',
        networkInterfaces: ['eni-1'],
        incomplete: true,
      },
      {
        id: 'old-web',
        vpc: 'vpc-a',
        type: 'classic',
        scheme: 'internal',
        networkInterfaces: ['eni-2'],
        incomplete: true,
      },
    ]);
    const said = detailsOf(converted, 'named-not-listed').join('\n');
    expect(said).toContain('aws elbv2 describe-load-balancers');
    expect(said).toContain('aws elb describe-load-balancers');
  });

  test('an object that is broken leaves the others', () => {
    const converted = read(
      {
        LoadBalancers: [
          balancer({ VpcId: undefined }),
          balancer({ LoadBalancerArn: `${WEB}0`, State: { Code: 'failed' } }),
          7,
        ],
      },
      { Listeners: [listener({ Port: 'x' }), listener({ Port: 80, Protocol: 'HTTP' })] },
      { TargetGroups: [targetGroup({ Protocol: 'SMTP' })] },
    );
    expect(section(converted, 'loadBalancers')).toEqual([]);
    expect(only(converted, 'targetGroups')).not.toHaveProperty('protocol');
    expect(converted.counts).toMatchObject([
      { kind: 'LoadBalancers', read: 0, skipped: 3 },
      { kind: 'Listeners', read: 1, skipped: 1 },
      { kind: 'TargetGroups', inPart: 1 },
    ]);
  });
});

describe('EVAL-8 what is not all there', () => {
  test('listeners and targets of a file that breaks off, or without their last page', () => {
    const cut = (answer: object) => JSON.stringify(answer, null, 1).slice(0, -8);
    const other = listener({ Port: 80, ListenerArn: `${WEB_443}0` });
    const converted = readFiles({
      'lb.json': { LoadBalancers: [balancer()] },
      'listeners.json': cut({ Listeners: [listener(), other] }),
      'tg.json': { TargetGroups: [targetGroup()], NextMarker: 'more' },
      'health-web-targets.json': cut({
        TargetHealthDescriptions: [health('i-a', 'healthy'), health('i-b', 'healthy')],
      }),
    });
    expect(only(converted, 'loadBalancers')).toMatchObject({ incomplete: true, listeners: [{ port: 443 }] });
    expect(only(converted, 'targetGroups')).toMatchObject({ incomplete: true, targets: [{ id: 'i-a' }] });
    const said = detailsOf(converted, 'answer-cut-short').join('\n');
    for (const command of ['describe-listeners', 'describe-target-groups', 'describe-target-health'])
      expect(said).toContain(`\`aws elbv2 ${command}\``);
  });
});

describe('whose an answer is', () => {
  const groups = {
    TargetGroups: [targetGroup(), targetGroup({ TargetGroupArn: API, TargetGroupName: 'api' })],
  };
  const answer = { TargetHealthDescriptions: [health('i-a', 'healthy')] };
  const targetsOf = (files: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      section(readFiles({ 'groups.json': groups, ...files }), 'targetGroups').map(({ name, targets }) => [
        name,
        targets,
      ]),
    );
  const found = [{ id: 'i-a', port: 8080, health: 'healthy' }];

  test.each([
    ['the name', 'target-health-api.json'],
    ['the end of the ARN', '2453ed029918f21f.json'],
    ['the name between dots', 'dump/elbv2.api.json'],
  ])('%s in the name of the file', (_, path) => {
    expect(targetsOf({ [path]: answer })).toEqual({ 'web-targets': undefined, api: found });
  });

  test('an id that a recorder put beside it', () => {
    expect(targetsOf({ 'a.json': { TargetGroupArn: API, ...answer } })).toEqual({
      'web-targets': undefined,
      api: found,
    });
  });

  test('a list of the targets of all groups', () => {
    const all = {
      LoadBalancerTargetHealth: [
        { TargetGroupArn: TARGETS, ...answer },
        { TargetGroupArn: API, TargetHealthDescriptions: [] },
      ],
    };
    expect(targetsOf({ 'a.json': all })).toEqual({ 'web-targets': found, api: [] });
  });

  test('an empty answer says that there are none', () => {
    expect(targetsOf({ 'target-health-api.json': { TargetHealthDescriptions: [] } })).toEqual({
      'web-targets': undefined,
      api: [],
    });
  });

  test('one that may be of several is left out, and said', () => {
    const converted = readFiles({ 'groups.json': groups, 'describe-target-health.json': answer });
    expect(detailsOf(converted, 'subject-not-told')).toEqual([
      'Targets in `describe-target-health.json`: the answer does not say which target group they belong to, so they were left out. Give the file the name of the target group.',
    ]);
    expect(section(converted, 'targetGroups').map(({ incomplete }) => incomplete)).toEqual([true, true]);
  });

  test('the only group of the dump, which is said', () => {
    const converted = readFiles({ 'groups.json': { TargetGroups: [targetGroup()] }, 'health.json': answer });
    expect(only(converted, 'targetGroups')['targets']).toEqual(found);
    expect(codes(converted)).toContain('subject-inferred');
  });

  test('a longer name goes before one that it holds', () => {
    const both = {
      TargetGroups: [
        targetGroup({ TargetGroupName: 'web' }),
        targetGroup({ TargetGroupArn: API, TargetGroupName: 'web-api' }),
      ],
    };
    const converted = readFiles({ 'groups.json': both, 'web-api.json': answer });
    expect(section(converted, 'targetGroups').map(({ name, targets }) => [name, targets])).toEqual([
      ['web', undefined],
      ['web-api', found],
    ]);
  });
});

describe('other answers under the same keys', () => {
  test('attributes of a queue, rules and targets of an event bus are no answers about load balancers', () => {
    const converted = read(
      { Attributes: { QueueArn: 'arn:aws:sqs:us-east-1:111122223333:q' } },
      { Rules: [{ Name: 'nightly', Arn: 'arn:aws:events:us-east-1:111122223333:rule/nightly' }] },
      { Targets: [{ Id: '1', Arn: 'arn:aws:lambda:us-east-1:111122223333:function:f' }] },
    );
    expect(Object.keys(converted.document).filter((key) => key !== 'notHeld')).toEqual(['format']);
    expect(converted.counts.map(({ read: number }) => number)).toEqual(converted.counts.map(() => 0));
  });
});

describe('classic', () => {
  const classic = (more: object = {}) => ({
    LoadBalancerName: 'old-web',
    DNSName: 'old-web-1.us-east-1.elb.amazonaws.com',
    ListenerDescriptions: [
      {
        Listener: {
          Protocol: 'HTTPS',
          LoadBalancerPort: 443,
          InstanceProtocol: 'HTTP',
          InstancePort: 8000,
          SSLCertificateId: 'arn:cert',
        },
        PolicyNames: [],
      },
      {
        Listener: { Protocol: 'SSL', LoadBalancerPort: 8443, InstanceProtocol: 'TCP', InstancePort: 9000 },
        PolicyNames: [],
      },
    ],
    AvailabilityZones: ['us-east-1a'],
    Subnets: ['subnet-a'],
    VPCId: 'vpc-a',
    Instances: [{ InstanceId: 'i-a' }, { InstanceId: 'i-b' }],
    HealthCheck: {
      Target: 'HTTP:8001/health',
      Interval: 10,
      Timeout: 5,
      UnhealthyThreshold: 2,
      HealthyThreshold: 2,
    },
    SourceSecurityGroup: { OwnerAlias: '111122223333', GroupName: 'web' },
    SecurityGroups: ['sg-web'],
    Scheme: 'internal',
    ...more,
  });

  test('ELB-32 each port of its instances is a target group', () => {
    const converted = read(
      { LoadBalancerDescriptions: [classic()] },
      {
        LoadBalancerName: 'old-web',
        InstanceStates: [
          { InstanceId: 'i-a', State: 'InService', ReasonCode: 'N/A', Description: 'N/A' },
          { InstanceId: 'i-b', State: 'OutOfService', ReasonCode: 'Instance' },
        ],
      },
      {
        LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: true }, AccessLog: { Enabled: false } },
      },
    );
    expect(only(converted, 'loadBalancers')).toEqual({
      id: 'old-web',
      vpc: 'vpc-a',
      type: 'classic',
      scheme: 'internal',
      securityGroups: ['sg-web'],
      listeners: [
        { protocol: 'https', port: 443, targetGroup: 'tg:old-web:8000' },
        { protocol: 'tls', port: 8443, targetGroup: 'tg:old-web:9000' },
      ],
      crossZone: true,
    });
    const targets = [
      { id: 'i-a', health: 'healthy' },
      { id: 'i-b', health: 'unhealthy' },
    ];
    expect(section(converted, 'targetGroups')).toEqual([
      {
        id: 'tg:old-web:8000',
        vpc: 'vpc-a',
        targetType: 'instance',
        protocol: 'http',
        port: 8000,
        healthCheckPort: 8001,
        targets,
      },
      {
        id: 'tg:old-web:9000',
        vpc: 'vpc-a',
        targetType: 'instance',
        protocol: 'tcp',
        port: 9000,
        healthCheckPort: 8001,
        targets,
      },
    ]);
  });

  test('ELB-8 without its attributes balancing across zones is supposed to be off, and said', () => {
    const converted = read({ LoadBalancerDescriptions: [classic()] });
    expect(only(converted, 'loadBalancers')).not.toHaveProperty('crossZone');
    expect(detailsOf(converted, 'setting-assumed').join()).toContain(
      'aws elb describe-load-balancer-attributes',
    );
  });

  test('a listener that cannot be read leaves the others, and what listens there open', () => {
    const broken = { Listener: { Protocol: 'SCTP', LoadBalancerPort: 80, InstancePort: 80 } };
    const converted = read({
      LoadBalancerDescriptions: [
        classic({ ListenerDescriptions: [broken, ...classic().ListenerDescriptions] }),
      ],
    });
    expect(only(converted, 'loadBalancers')).toMatchObject({
      incomplete: true,
      listeners: [{ port: 443 }, { port: 8443 }],
    });
  });

  test('one outside any VPC is counted', () => {
    const converted = read({ LoadBalancerDescriptions: [classic({ VPCId: undefined })] });
    expect(converted.counts).toMatchObject([{ skipped: 1, why: '1: it lies in no VPC.' }]);
  });
});
