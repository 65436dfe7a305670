/** Answers about databases, proxies, functions, file systems, containers and endpoint services. */
import { describe, expect, test } from 'vitest';
import { codes, detailsOf, networkInterface, only, read, readFiles, section, subnet, vpc } from './dump.ts';

const base = {
  Vpcs: [vpc()],
  Subnets: [subnet(), subnet('subnet-b', '10.0.1.0/24', { AvailabilityZone: 'us-east-1b' })],
};
const managed = (id: string, ip: string, Description: string, more: object = {}) =>
  networkInterface(id, ip, {
    Description,
    RequesterManaged: true,
    Attachment: { Status: 'attached', InstanceOwnerId: 'amazon-rds' },
    ...more,
  });
const inB = { SubnetId: 'subnet-b', AvailabilityZone: 'us-east-1b' };
const groups = (...ids: string[]) => ({ Groups: ids.map((GroupId) => ({ GroupId })) });

describe('databases', () => {
  const ARN = 'arn:aws:rds:us-east-1:111122223333';
  const database = (name: string, more: object = {}) => ({
    DBInstanceIdentifier: name,
    DBInstanceClass: 'db.r6g.large',
    Engine: 'postgres',
    DBInstanceStatus: 'available',
    MasterUsername: 'admin-secret',
    PendingModifiedValues: { MasterUserPassword: 'hunter2-secret' },
    Endpoint: {
      Address: `${name}.abc.us-east-1.rds.amazonaws.com`,
      Port: 5432,
      HostedZoneId: 'Z2R2ITUGPM61AM',
    },
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-db', Status: 'active' }],
    AvailabilityZone: 'us-east-1a',
    DBSubnetGroup: {
      DBSubnetGroupName: 'data',
      VpcId: 'vpc-a',
      SubnetGroupStatus: 'Complete',
      Subnets: [
        {
          SubnetIdentifier: 'subnet-a',
          SubnetAvailabilityZone: { Name: 'us-east-1a' },
          SubnetStatus: 'Active',
        },
        {
          SubnetIdentifier: 'subnet-b',
          SubnetAvailabilityZone: { Name: 'us-east-1b' },
          SubnetStatus: 'Active',
        },
      ],
    },
    MultiAZ: false,
    PubliclyAccessible: false,
    DbInstancePort: 0,
    DBInstanceArn: `${ARN}:db:${name}`,
    ...more,
  });
  const eni = (id: string, ip: string, more: object = {}) =>
    managed(id, ip, 'RDSNetworkInterface', { ...groups('sg-db'), ...more });

  test('RDS-1, RDS-5 a database with the interface in its zone that has its groups', () => {
    const converted = read(
      base,
      { DBInstances: [database('orders')] },
      {
        NetworkInterfaces: [
          eni('eni-db', '10.0.0.20'),
          eni('eni-standby', '10.0.1.20', inB),
          eni('eni-other', '10.0.0.21', groups('sg-other')),
          networkInterface('eni-web', '10.0.0.30', groups('sg-db')),
        ],
      },
    );
    expect(only(converted, 'databases')).toEqual({
      id: `${ARN}:db:orders`,
      name: 'orders',
      port: 5432,
      networkInterfaces: ['eni-db'],
    });
    expect(codes(converted)).not.toContain('owner-not-told');
    expect(JSON.stringify(converted.document)).not.toContain('secret');
  });

  test('RDS-4 databases that share zone and groups: each interface may be meant, and that is said', () => {
    const converted = read(
      base,
      { DBInstances: [database('orders'), database('users')] },
      { NetworkInterfaces: [eni('eni-1', '10.0.0.20'), eni('eni-2', '10.0.0.21')] },
    );
    expect(section(converted, 'databases').map(({ networkInterfaces }) => networkInterfaces)).toEqual([
      ['eni-1', 'eni-2'],
      ['eni-1', 'eni-2'],
    ]);
    expect(detailsOf(converted, 'owner-not-told').join()).toContain('`orders`, `users`');
  });

  test('EVAL-8 a database without an interface in the dump', () => {
    const converted = read(base, { DBInstances: [database('orders', { DBInstanceStatus: 'stopped' })] });
    expect(only(converted, 'databases')).not.toHaveProperty('networkInterfaces');
    expect(detailsOf(converted, 'companion-missing').join()).toContain(
      '`aws ec2 describe-network-interfaces`',
    );
  });

  const cluster = (members: readonly [string, boolean][]) => ({
    DBClusters: [
      {
        DBClusterIdentifier: 'shop',
        DBClusterArn: `${ARN}:cluster:shop`,
        Engine: 'aurora-postgresql',
        Status: 'available',
        Port: 5433,
        DBSubnetGroup: 'data',
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-db', Status: 'active' }],
        DBClusterMembers: members.map(([DBInstanceIdentifier, IsClusterWriter]) => ({
          DBInstanceIdentifier,
          IsClusterWriter,
        })),
      },
    ],
  });
  const subnetGroups = {
    DBSubnetGroups: [{ ...database('x').DBSubnetGroup, DBSubnetGroupArn: `${ARN}:subgrp:data` }],
  };

  test('RDS-4 a cluster is its instances; without them it is a database of its own', () => {
    const interfaces = { NetworkInterfaces: [eni('eni-1', '10.0.0.20')] };
    const whole = read(base, cluster([['shop-1', true]]), { DBInstances: [database('shop-1')] }, interfaces);
    expect(section(whole, 'databases').map(({ name }) => name)).toEqual(['shop-1']);
    const alone = read(base, cluster([['shop-1', true]]), subnetGroups, interfaces);
    expect(only(alone, 'databases')).toEqual({
      id: `${ARN}:cluster:shop`,
      name: 'shop',
      port: 5433,
      networkInterfaces: ['eni-1'],
    });
  });

  const proxy = {
    DBProxies: [
      {
        DBProxyName: 'pool',
        DBProxyArn: `${ARN}:db-proxy:prx-1`,
        Status: 'available',
        EngineFamily: 'POSTGRESQL',
        VpcId: 'vpc-a',
        VpcSecurityGroupIds: ['sg-proxy'],
        VpcSubnetIds: ['subnet-a', 'subnet-b'],
        Auth: [{ SecretArn: 'arn:secret' }],
        Endpoint: 'pool.proxy-abc.us-east-1.rds.amazonaws.com',
      },
    ],
  };
  const target = (RdsResourceId: string, Type: string, more: object = {}) => ({
    RdsResourceId,
    Type,
    Port: 5432,
    TargetHealth: { State: 'AVAILABLE' },
    ...more,
  });

  test('RDS-3 a proxy, its interfaces, its further endpoint and the writer of the cluster behind it', () => {
    const converted = readFiles({
      'base.json': base,
      'cluster.json': cluster([
        ['shop-2', false],
        ['shop-1', true],
      ]),
      'instances.json': { DBInstances: [database('shop-2'), database('shop-1')] },
      'proxies.json': proxy,
      'proxy-targets-pool.json': {
        Targets: [target('shop-2', 'RDS_INSTANCE', { Role: 'READ_ONLY' }), target('shop', 'TRACKED_CLUSTER')],
      },
      'endpoints.json': {
        DBProxyEndpoints: [
          {
            DBProxyEndpointName: 'default',
            DBProxyEndpointArn: `${ARN}:db-proxy-endpoint:e-1`,
            DBProxyName: 'pool',
            VpcSubnetIds: [],
            IsDefault: true,
          },
          {
            DBProxyEndpointName: 'reports',
            DBProxyEndpointArn: `${ARN}:db-proxy-endpoint:e-2`,
            DBProxyName: 'pool',
            VpcId: 'vpc-a',
            VpcSecurityGroupIds: ['sg-reports'],
            VpcSubnetIds: ['subnet-a'],
            IsDefault: false,
          },
        ],
      },
      'enis.json': {
        NetworkInterfaces: [
          managed('eni-p1', '10.0.0.40', 'RDSNetworkInterface', groups('sg-proxy')),
          managed('eni-p2', '10.0.1.40', 'RDSNetworkInterface', { ...groups('sg-proxy'), ...inB }),
          managed('eni-p3', '10.0.0.41', 'RDS Proxy reports', groups('sg-reports')),
        ],
      },
    });
    expect(section(converted, 'databaseProxies')).toEqual([
      {
        id: `${ARN}:db-proxy:prx-1`,
        name: 'pool',
        networkInterfaces: ['eni-p1', 'eni-p2'],
        database: `${ARN}:db:shop-1`,
      },
      {
        id: `${ARN}:db-proxy-endpoint:e-2`,
        name: 'reports',
        networkInterfaces: ['eni-p3'],
        database: `${ARN}:db:shop-1`,
      },
    ]);
  });

  test('EVAL-8 a proxy whose targets no answer shows', () => {
    const converted = read(base, proxy);
    expect(only(converted, 'databaseProxies')).toEqual({ id: `${ARN}:db-proxy:prx-1`, name: 'pool' });
    expect(detailsOf(converted, 'companion-missing').join('\n')).toContain(
      '`aws rds describe-db-proxy-targets --db-proxy-name …`',
    );
  });
});

describe('functions', () => {
  const ARN = 'arn:aws:lambda:us-east-1:111122223333:function';
  const lambda = (name: string, VpcConfig: object | undefined, more: object = {}) => ({
    FunctionName: name,
    FunctionArn: `${ARN}:${name}`,
    Runtime: 'nodejs22.x',
    CodeSha256: 'abc=',
    Environment: { Variables: { TOKEN: 'secret' } },
    VpcConfig,
    ...more,
  });
  const config = {
    SubnetIds: ['subnet-a', 'subnet-b'],
    SecurityGroupIds: ['sg-fn'],
    VpcId: 'vpc-a',
    Ipv6AllowedForDualStack: false,
  };
  const eni = (id: string, ip: string, more: object = {}) =>
    managed(id, ip, `AWS Lambda VPC ENI-${id}`, { ...groups('sg-fn'), InterfaceType: 'lambda', ...more });

  test('LAM-8 functions share the interface of a subnet and its groups', () => {
    const converted = read(
      base,
      {
        Functions: [
          lambda('a', config),
          lambda('b', config),
          lambda('outside', { SubnetIds: [], SecurityGroupIds: [], VpcId: '' }),
        ],
      },
      {
        NetworkInterfaces: [
          eni('eni-1', '10.0.0.50'),
          eni('eni-2', '10.0.1.50', { ...inB, InterfaceType: 'interface' }),
          eni('eni-3', '10.0.0.51', groups('sg-else')),
        ],
      },
    );
    expect(section(converted, 'lambdaFunctions')).toEqual([
      { id: `${ARN}:a`, name: 'a', networkInterfaces: ['eni-1', 'eni-2'] },
      { id: `${ARN}:b`, name: 'b', networkInterfaces: ['eni-1', 'eni-2'] },
      { id: `${ARN}:outside`, name: 'outside', inVpc: false },
    ]);
    expect(section(converted, 'networkInterfaces').map(({ interfaceType }) => interfaceType)).toEqual([
      'lambda',
      'lambda',
      'lambda',
    ]);
    expect(JSON.stringify(converted.document)).not.toContain('secret');
  });

  test('one function alone, which has no key', () => {
    const converted = read(base, lambda('a', config, { Runtime: undefined, PackageType: 'Image' }));
    expect(only(converted, 'lambdaFunctions')).toEqual({
      id: `${ARN}:a`,
      name: 'a',
      interfaces: [{ subnet: 'subnet-a' }, { subnet: 'subnet-b' }],
      securityGroups: ['sg-fn'],
    });
    expect(detailsOf(converted, 'companion-missing').join()).toContain('Lambda function `a`');
  });
});

describe('file systems', () => {
  const mountTarget = (id: string, more: object = {}) => ({
    MountTargetId: id,
    FileSystemId: 'fs-a',
    SubnetId: 'subnet-a',
    LifeCycleState: 'available',
    IpAddress: '10.0.0.60',
    NetworkInterfaceId: 'eni-efs',
    AvailabilityZoneName: 'us-east-1a',
    VpcId: 'vpc-a',
    ...more,
  });
  const files = {
    FileSystems: [
      { FileSystemId: 'fs-a', NumberOfMountTargets: 1, Name: 'shared', LifeCycleState: 'available' },
    ],
  };

  test('EFS-1 the interface of a mount target is named after its file system', () => {
    const converted = read(
      base,
      files,
      { MountTargets: [mountTarget('fsmt-a')] },
      {
        NetworkInterfaces: [managed('eni-efs', '10.0.0.60', 'EFS mount target for fs-a (fsmt-a)')],
      },
    );
    expect(only(converted, 'networkInterfaces')).toMatchObject({
      id: 'eni-efs',
      name: 'shared in us-east-1a',
      managedBy: 'EFS mount target',
    });
    expect(codes(converted)).not.toContain('not-modelled');
  });

  test('EFS-1 a mount target whose interface no answer shows, with its groups', () => {
    const converted = readFiles({
      'base.json': base,
      'targets.json': {
        MountTargets: [
          mountTarget('fsmt-a'),
          mountTarget('fsmt-b', { NetworkInterfaceId: 'eni-2', IpAddress: '10.0.0.61' }),
        ],
      },
      'mount-target-fsmt-a.json': { SecurityGroups: ['sg-nfs'] },
    });
    expect(section(converted, 'networkInterfaces')).toEqual([
      {
        id: 'eni-efs',
        name: 'fs-a in us-east-1a',
        subnet: 'subnet-a',
        privateIp: '10.0.0.60',
        securityGroups: ['sg-nfs'],
        managedBy: 'EFS mount target',
      },
      {
        id: 'eni-2',
        name: 'fs-a in us-east-1a',
        subnet: 'subnet-a',
        privateIp: '10.0.0.61',
        securityGroups: [],
        managedBy: 'EFS mount target',
      },
    ]);
    expect(section(converted, 'securityGroups')).toEqual([]);
    expect(detailsOf(converted, 'companion-missing').join()).toContain('Mount target `fsmt-b`');
    expect(converted.counts.every(({ skipped }) => skipped === 0)).toBe(true);
  });
});

describe('containers', () => {
  const task = (more: object = {}, ...details: [string, string][]) => ({
    taskArn: 'arn:aws:ecs:us-east-1:111122223333:task/main/0123456789abcdef0123456789abcdef',
    clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/main',
    lastStatus: 'RUNNING',
    group: 'service:web',
    attachments: [
      {
        id: 'a',
        type: 'ElasticNetworkInterface',
        status: 'ATTACHED',
        details: details.map(([name, value]) => ({ name, value })),
      },
    ],
    ...more,
  });
  const details: [string, string][] = [
    ['subnetId', 'subnet-a'],
    ['networkInterfaceId', 'eni-task'],
    ['privateIPv4Address', '10.0.0.70'],
  ];
  const services = {
    services: [
      {
        serviceArn: 'arn:aws:ecs:us-east-1:111122223333:service/main/web',
        serviceName: 'web',
        clusterArn: 'arn',
        status: 'ACTIVE',
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: ['subnet-a'],
            securityGroups: ['sg-task'],
            assignPublicIp: 'DISABLED',
          },
        },
      },
    ],
    failures: [],
  };

  test('CNT-1 the interface of a task is named after it', () => {
    const converted = read(
      base,
      { tasks: [task({}, ...details)], failures: [] },
      {
        NetworkInterfaces: [
          managed('eni-task', '10.0.0.70', 'arn:aws:ecs:us-east-1:111122223333:attachment/a'),
        ],
      },
    );
    expect(only(converted, 'networkInterfaces')).toMatchObject({
      name: 'web/0123456789ab',
      managedBy: 'ECS task',
    });
    expect(codes(converted)).not.toContain('unknown-answer');
  });

  test('CNT-1 a task whose interface no answer shows, with the groups of its service', () => {
    const converted = read(
      base,
      { tasks: [task({}, ...details), task({ lastStatus: 'STOPPED' }, ...details)] },
      services,
    );
    expect(only(converted, 'networkInterfaces')).toEqual({
      id: 'eni-task',
      name: 'web/0123456789ab',
      subnet: 'subnet-a',
      privateIp: '10.0.0.70',
      securityGroups: ['sg-task'],
      managedBy: 'ECS task',
    });
    expect(detailsOf(read(base, { tasks: [task({}, ...details)] }), 'companion-missing').join()).toContain(
      'aws ecs describe-services',
    );
  });

  test('an empty list is no surprise, and what a call did not find is counted', () => {
    const failures = [{ arn: 'arn:aws:ecs:us-east-1:111122223333:task/main/1', reason: 'MISSING' }];
    const converted = read({ tasks: [], failures }, { services: [], failures: [] });
    expect(codes(converted)).not.toContain('unknown-answer');
    expect(converted.counts).toMatchObject([{ kind: 'failures', skipped: 1 }]);
  });

  test('files of other programs with the same words are no answers', () => {
    const converted = read({ services: { web: { image: 'nginx' } } }, { tasks: [{ name: 'install' }] });
    expect(section(converted, 'networkInterfaces')).toEqual([]);
    expect(codes(converted).filter((code) => code === 'unknown-answer')).toHaveLength(2);
  });
});

describe('endpoints', () => {
  test('VPCE-21 an endpoint service with its load balancers', () => {
    const converted = read({
      ServiceConfigurations: [
        {
          ServiceType: [{ ServiceType: 'Interface' }],
          ServiceId: 'vpce-svc-a',
          ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-a',
          ServiceState: 'Available',
          NetworkLoadBalancerArns: ['arn:nlb'],
          GatewayLoadBalancerArns: [],
          Tags: [{ Key: 'Name', Value: 'billing' }],
        },
        { ServiceId: 'vpce-svc-b', ServiceState: 'Deleted' },
      ],
    });
    expect(only(converted, 'vpcEndpointServices')).toEqual({
      id: 'vpce-svc-a',
      name: 'billing',
      serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-a',
      loadBalancers: ['arn:nlb'],
      state: 'Available',
    });
  });

  test('GEN-11 the interface of an endpoint says whose it is', () => {
    const endpoint = (VpcEndpointType: string) => ({
      VpcEndpoints: [
        {
          VpcEndpointId: 'vpce-0a',
          VpcId: 'vpc-a',
          VpcEndpointType,
          ServiceName: 's',
          SubnetIds: ['subnet-a'],
        },
      ],
    });
    const interfaces = {
      NetworkInterfaces: [
        managed('eni-e', '10.0.0.80', 'VPC Endpoint Interface vpce-0a', { InterfaceType: 'vpc_endpoint' }),
      ],
    };
    expect(only(read(base, endpoint('Interface'), interfaces), 'vpcEndpoints')['networkInterfaces']).toEqual([
      'eni-e',
    ]);
    expect(only(read(base, endpoint('GatewayLoadBalancer'), interfaces), 'vpcEndpoints')).not.toHaveProperty(
      'networkInterfaces',
    );
  });
});
