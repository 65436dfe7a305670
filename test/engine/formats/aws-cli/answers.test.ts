import { describe, expect, test } from 'vitest';
import { isAwsCli } from '../../../../engine/formats/aws-cli/index.ts';
import {
  codes,
  detailsOf,
  networkInterface,
  only,
  read,
  readFiles,
  routeTable,
  section,
  subnet,
  vpc,
} from './dump.ts';

const ids = (converted: ReturnType<typeof read>, name: string) =>
  section(converted, name).map(({ id }) => id);

describe('an answer is recognised', () => {
  const instance = { InstanceId: 'i-a', InstanceType: 't3.nano', State: { Name: 'running' } };
  test.each([
    ['by its key', { Vpcs: [] }],
    ['when it is empty', { NatGateways: [] }],
    ['with request data beside it', { Vpcs: [], ResponseMetadata: { RequestId: 'x' } }],
    ['in a recording', { status_code: 200, data: { Subnets: [] } }],
    ['in a list', [{ Vpcs: [] }, { Subnets: [] }]],
    ['under Regions', { 'us-east-1': { Vpcs: [] }, 'eu-west-1': { Vpcs: [] } }],
    ['under the names of commands', { 'describe-vpcs': { Vpcs: [] } }],
    ['as a bare list', [vpc()]],
    ['as a bare object', vpc()],
    ['as lists of lists', [[instance], [instance]]],
    ['by request data alone', { Foos: [], ResponseMetadata: {} }],
    ['without a key of its own', { VpcId: 'vpc-a', EnableDnsSupport: { Value: true } }],
    ['when it is known but not read', { Volumes: [] }],
  ])('%s', (_, value) => {
    expect(isAwsCli(value)).toBe(true);
  });

  test.each([
    ['nothing', null],
    ['text', 'Vpcs'],
    ['a number', 1],
    ['an empty object', {}],
    ['an empty list', []],
    ['a hoplight document', { format: 'hoplight/1', vpcs: [{ id: 'vpc-a' }], subnets: [] }],
    ['a template', { Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { Tags: [] } } }, Rules: {} }],
    ['a Terraform plan', { planned_values: { root_module: { resources: [{ values: { Tags: [] } }] } } }],
    ['a key with something else', { Vpcs: 'none' }],
    ['an inherited key', JSON.parse('{"__proto__": {"Vpcs": []}}')],
  ])('%s is none', (_, value) => {
    expect(isAwsCli(value)).toBe(false);
  });
});

describe('answers are found', () => {
  test.each([
    ['under several keys of one file', [{ Vpcs: [vpc()], Subnets: [subnet()] }]],
    ['in several files', [{ Vpcs: [vpc()] }, { Subnets: [subnet()] }]],
    ['in a list of answers', [[{ Vpcs: [vpc()] }, { Subnets: [subnet()] }]]],
    [
      'in recordings',
      [
        [
          { status_code: 200, data: { Vpcs: [vpc()], ResponseMetadata: {} } },
          { status_code: 200, data: { Subnets: [subnet()] } },
        ],
      ],
    ],
    ['as bare lists', [[vpc()], [subnet()]]],
    ['as one mixed list', [[vpc(), subnet()]]],
    ['as lists of lists', [[[vpc()], [subnet()]]]],
    ['as bare objects', [vpc(), subnet()]],
    ['as one object in place of a list', [{ Vpcs: vpc() }, { Subnets: [subnet()] }]],
    ['under Regions', [{ 'us-east-1': { Vpcs: [vpc()], Subnets: [subnet()] } }]],
  ])('%s', (_, answers) => {
    const converted = read(...answers);
    expect(ids(converted, 'vpcs')).toEqual(['vpc-a']);
    expect(ids(converted, 'subnets')).toEqual(['subnet-a']);
    expect(codes(converted)).not.toContain('unknown-answer');
  });

  test('in JSON lines and YAML', () => {
    const lines = `${JSON.stringify(vpc())}\n${JSON.stringify(vpc('vpc-b'))}\n`;
    expect(ids(readFiles({ 'a.jsonl': lines }), 'vpcs')).toEqual(['vpc-a', 'vpc-b']);
    const yaml =
      'Vpcs:\n- VpcId: vpc-a\n  CidrBlock: 10.0.0.0/16\n  OwnerId: 011122223333\n---\nSubnets: []\n';
    const converted = readFiles({ 'a.yaml': yaml });
    expect(only(converted, 'vpcs')).toMatchObject({ id: 'vpc-a', ownerId: '011122223333' });
  });

  test('pages of one answer are put together', () => {
    const converted = read({ Vpcs: [vpc()], NextToken: 'more' }, { Vpcs: [vpc('vpc-b')] });
    expect(ids(converted, 'vpcs')).toEqual(['vpc-a', 'vpc-b']);
    expect(codes(converted)).not.toContain('answer-cut-short');
  });

  test('EVAL-8 a page that names a next one which no file holds is no whole answer', () => {
    const converted = read({ Vpcs: [vpc()] }, { Subnets: [subnet()], NextToken: 'more' });
    expect(converted.document['notHeld']).toContain('subnets');
    expect(detailsOf(converted, 'answer-cut-short')).toHaveLength(1);
  });
});

describe('nothing is passed over in silence', () => {
  test('an unknown key is named, and its objects are counted', () => {
    const converted = read({ Vpcs: [vpc()], Foos: [{}, {}], Bar: 1 });
    expect(detailsOf(converted, 'unknown-answer')).toEqual([
      '`Foos` in `1.json` is no answer of an AWS command that Hoplight knows. It was left out.',
      '`Bar` in `1.json` is no answer of an AWS command that Hoplight knows. It was left out.',
    ]);
    expect(converted.counts).toContainEqual({
      kind: 'Foos',
      read: 0,
      inPart: 0,
      skipped: 2,
      why: '2: the answer is not known.',
    });
  });

  test('objects of a bare list that can not be recognised are counted', () => {
    const converted = read([vpc(), { Key: 'x' }, 'vpc-b']);
    expect(converted.counts).toContainEqual(
      expect.objectContaining({ kind: 'objects without a key', skipped: 2 }),
    );
    expect(codes(converted)).toContain('unknown-answer');
  });

  test('a known answer that says nothing about paths is counted', () => {
    const converted = read({ Volumes: [{}, {}], KeyPairs: [{}] });
    expect(converted.counts).toMatchObject([
      { kind: 'Volumes', skipped: 2 },
      { kind: 'KeyPairs', skipped: 1 },
    ]);
  });

  test('a call that failed leaves its answer missing, and says so', () => {
    const converted = read(
      { Vpcs: [vpc()] },
      { status_code: 403, data: { Error: { Code: 'UnauthorizedOperation' } } },
    );
    expect(detailsOf(converted, 'failed-call')[0]).toContain('failed with `UnauthorizedOperation`');
  });

  test('an answer without a list is reported', () => {
    const converted = read({ Vpcs: null, Subnets: [subnet()] });
    expect(detailsOf(converted, 'invalid-value')).toEqual([
      '`Vpcs` in `1.json` must hold a list. It was left out; write the file anew.',
    ]);
  });

  test('equal problems of one file are counted after the twentieth', () => {
    const converted = read({ Vpcs: Array.from({ length: 50 }, () => ({ CidrBlock: '10.0.0.0/16' })) });
    const details = detailsOf(converted, 'missing-value');
    expect(details).toHaveLength(21);
    expect(details.at(-1)).toBe('And 30 more of the same in `1.json`.');
  });
});

describe('the same object in several answers', () => {
  test('passes quietly when equal', () => {
    const converted = read(
      { Vpcs: [vpc()] },
      { Vpcs: [vpc('vpc-a', '10.0.0.0/16', { DhcpOptionsId: 'dopt-1' })] },
    );
    expect(ids(converted, 'vpcs')).toEqual(['vpc-a']);
    expect(codes(converted)).not.toContain('conflicting-answers');
    expect(converted.counts).toContainEqual(expect.objectContaining({ kind: 'Vpcs', read: 1, skipped: 1 }));
  });

  test('passes quietly when only the order of a list differs', () => {
    const routes = [
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-a' },
      { DestinationCidrBlock: '10.9.0.0/16', GatewayId: 'vgw-a' },
    ];
    const converted = read(
      { RouteTables: [routeTable(routes)] },
      { RouteTables: [routeTable([...routes].reverse())] },
    );
    expect(codes(converted)).not.toContain('conflicting-answers');
  });

  test('is reported when different, and the first is kept', () => {
    const converted = read({ Vpcs: [vpc()] }, { Vpcs: [vpc('vpc-a', '10.9.0.0/16')] });
    expect(only(converted, 'vpcs')).toMatchObject({ cidrBlock: '10.0.0.0/16' });
    expect(converted.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'conflicting-answers', file: '2.json', line: 3, resource: 'vpc-a' }),
    );
  });

  test('SUB-10 a shared subnet is one, whatever zone names and tags its accounts see', () => {
    const zone = { AvailabilityZoneId: 'use1-az4' };
    const converted = readFiles({
      'accounts/111122223333/us-east-1/subnets.json': {
        Subnets: [subnet('subnet-a', '10.0.0.0/24', { ...zone, Tags: [{ Key: 'Name', Value: 'shared' }] })],
      },
      'accounts/444455556666/us-east-1/subnets.json': {
        Subnets: [subnet('subnet-a', '10.0.0.0/24', { ...zone, AvailabilityZone: 'us-east-1c' })],
      },
    });
    expect(only(converted, 'subnets')).toMatchObject({ name: 'shared', availabilityZone: 'us-east-1a' });
    expect(codes(converted)).not.toContain('conflicting-answers');
  });
});

describe('places', () => {
  test('a problem has its file, path and line', () => {
    const converted = readFiles({
      'us-east-1/route-tables.json':
        '{\n "RouteTables": [\n  {"RouteTableId": "rtb-a", "VpcId": "vpc-a", "Routes": [\n   {"DestinationCidrBlock": "10.0.0/8",\n    "NatGatewayId": "nat-a"}]}]}',
    });
    expect(converted.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'invalid-value',
        file: 'us-east-1/route-tables.json',
        path: ['RouteTables', 0, 'Routes', 0, 'DestinationCidrBlock'],
        line: 4,
        resource: 'rtb-a',
      }),
    );
  });

  test('a resource knows where it stood', () => {
    const converted = read({ status_code: 200, data: { Vpcs: [vpc(), vpc('vpc-b')] } });
    const [, second] = section(converted, 'vpcs');
    expect(converted.origins.get(second ?? {})).toMatchObject({
      file: { path: '1.json' },
      path: ['data', 'Vpcs', 1],
    });
  });
});

describe('a file that breaks off', () => {
  test('EVAL-8 its tables, ACLs and groups are incomplete, and its sections not held', () => {
    const whole = JSON.stringify({
      RouteTables: [routeTable([]), routeTable([], { RouteTableId: 'rtb-b' })],
    });
    const converted = readFiles({ 'vpcs.json': { Vpcs: [vpc()] }, 'tables.json': whole.slice(0, -60) });
    expect(only(converted, 'routeTables')).toMatchObject({ id: 'rtb-a', incomplete: true });
    expect(converted.document['notHeld']).toContain('routeTables');
    expect(codes(converted)).toContain('answer-cut-short');
  });
});

describe('secrets', () => {
  test('nothing of an object is kept but what a trace needs', () => {
    const converted = read(
      {
        Reservations: [
          {
            Instances: [
              {
                InstanceId: 'i-a',
                UserData: 'S3CRET',
                State: { Name: 'running' },
                SubnetId: 'subnet-a',
                VpcId: 'vpc-a',
                Tags: [
                  { Key: 'password', Value: 'S3CRET' },
                  { Key: 'Name', Value: 'web' },
                ],
              },
            ],
          },
        ],
      },
      {
        NetworkInterfaces: [
          networkInterface('eni-a', '10.0.0.10', { TagSet: [{ Key: 'token', Value: 'S3CRET' }] }),
        ],
      },
      {
        VpnConnections: [
          {
            VpnConnectionId: 'vpn-a',
            CustomerGatewayConfiguration: '<pre_shared_key>S3CRET</pre_shared_key>',
            Options: { TunnelOptions: [{ PreSharedKey: 'S3CRET' }] },
          },
        ],
      },
      { DBInstances: [{ DBInstanceIdentifier: 'db', MasterUserPassword: 'S3CRET' }] },
      { Functions: [{ FunctionName: 'f', Environment: { Variables: { PASSWORD: 'S3CRET' } } }] },
      { Tags: [{ ResourceId: 'i-a', ResourceType: 'instance', Key: 'password', Value: 'S3CRET' }] },
      { Vpcs: [vpc('vpc-a', '10.0.0.0/16', { OwnerId: { S3CRET: 1 }, Tags: { Name: 'S3CRET' } })] },
    );
    expect(JSON.stringify([converted.document, converted.diagnostics, converted.counts])).not.toContain(
      'S3CRET',
    );
    expect(only(converted, 'instances')).toMatchObject({ name: 'web' });
  });
});
