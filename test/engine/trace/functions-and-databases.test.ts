/** Lambda functions and databases, rule by rule, where the worked cases do not reach. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../engine/index.ts';
import { ask, networkOf, notesOn, stepAt } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const base: Sketch = {
  routeTables: [{ id: 'rt-public', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
  subnets: [
    { id: 'net', cidrBlock: '10.0.1.0/24', availabilityZone: 'az1', routeTable: 'rt-public' },
    { id: 'data-1', cidrBlock: '10.0.2.0/24', availabilityZone: 'az1' },
    { id: 'data-2', cidrBlock: '10.0.3.0/24', availabilityZone: 'az2' },
  ],
  instances: [{ id: 'web', privateIp: '10.0.1.10', publicIp: '198.51.100.1' }],
};
const asked = (sketch: Sketch, from: string, to: string, more: object = {}) =>
  ask(networkOf({ ...base, ...sketch }), { from, to, ...more });
const rulesOf = (sketch: Sketch) =>
  lint(networkOf({ ...base, ...sketch })).map(({ rule, resource, severity }) => [rule, resource, severity]);

describe('LAM-1 without VPC settings a function runs outside your VPCs', () => {
  const lambdaFunctions = [{ id: 'fn', name: 'resize', inVpc: false }];

  test('it reaches public addresses, and no private one', () => {
    const open = asked({ lambdaFunctions }, 'fn', 'web');
    expect(open.verdict).toBe('reachable');
    expect(open.flow).toMatchObject({ dst: '198.51.100.1', from: { name: 'resize' } });
    expect(notesOn(open, 'LAM-1')).toEqual(['hint']);
    expect(asked({ lambdaFunctions }, 'fn', '10.0.1.10')).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
    });
  });

  test('nothing connects to it', () => {
    const report = asked({ lambdaFunctions }, 'web', 'fn');
    expect(report).toMatchObject({ verdict: 'unknown', flow: { dst: 'fn' } });
    expect(report.notes.map(({ text }) => text).join()).toContain('called through the Lambda API');
  });
});

describe('LAM-6 calling Lambda from a VPC without internet takes an endpoint', () => {
  const lambda = 'com.amazonaws.us-east-1.lambda';
  const inside: Sketch = {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', enableDnsHostnames: true }],
    routeTables: [{ id: 'rt-public' }],
    instances: [{ id: 'app', subnet: 'data-1', privateIp: '10.0.2.10' }],
  };
  const endpoint = (privateDnsEnabled: boolean): Sketch => ({
    ...inside,
    vpcEndpoints: [
      {
        id: 'vpce',
        vpc: 'vpc',
        vpcEndpointType: 'Interface',
        serviceName: lambda,
        privateDnsEnabled,
        interfaces: [{ subnet: 'data-1', privateIp: '10.0.2.8' }],
        securityGroups: ['open'],
      },
    ],
  });

  test.each([lambda, 'lambda.us-east-1.amazonaws.com'])('asked as %s', (name) => {
    const without = asked(inside, 'app', name);
    expect(without).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'no-route' });
    expect(stepAt(without, 'name').rules).toContain('LAM-6');
    const withEndpoint = asked(endpoint(true), 'app', name);
    expect(withEndpoint).toMatchObject({ verdict: 'reachable', flow: { dst: '10.0.2.8' } });
    expect(stepAt(withEndpoint, 'name').rules).toContain('LAM-6');
  });

  test('an endpoint whose private DNS is off does not help', () => {
    expect(asked(endpoint(false), 'app', lambda).verdict).toBe('forward_blocked');
  });

  test('other services do not cite it', () => {
    expect(stepAt(asked(inside, 'app', 'com.amazonaws.us-east-1.sqs'), 'name').rules).not.toContain('LAM-6');
  });
});

test('LAM-7 no functions in a VPC of dedicated tenancy', () => {
  const lambdaFunctions = [{ id: 'fn', interfaces: [{ subnet: 'data-1', privateIp: '10.0.2.9' }] }];
  const vpc = { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' };
  expect(rulesOf({ lambdaFunctions, vpcs: [{ ...vpc, instanceTenancy: 'dedicated' }] })).toContainEqual([
    'LAM-7',
    'fn',
    'error',
  ]);
  expect(rulesOf({ lambdaFunctions }).map(([rule]) => rule)).not.toContain('LAM-7');
});

test('LAM-8 one interface serves functions of equal subnet and groups', () => {
  const networkInterfaces = [
    {
      id: 'eni-fn',
      subnet: 'data-1',
      privateIp: '10.0.2.9',
      interfaceType: 'lambda',
      managedBy: 'Lambda function',
    },
  ];
  const lambdaFunctions = ['first', 'second'].map((id) => ({ id, networkInterfaces: ['eni-fn'] }));
  for (const from of ['first', 'second']) {
    const report = asked({ networkInterfaces, lambdaFunctions }, from, 'web');
    expect(report).toMatchObject({ verdict: 'reachable', flow: { src: '10.0.2.9' } });
  }
});

test('LAM-8 a function without an interface yet has the paths of its VPC settings', () => {
  const lambdaFunctions = ['first', 'second'].map((id) => ({
    id,
    interfaces: [{ subnet: 'data-1' }, { subnet: 'data-2' }],
    securityGroups: ['open'],
  }));
  const network = {
    lambdaFunctions,
    instances: [...(base.instances ?? []), { id: 'taken', subnet: 'data-1', privateIp: '10.0.2.253' }],
  };
  const first = asked(network, 'first', 'web');
  expect(first.verdict).toBe('reachable');
  expect(first.paths.map(({ choices }) => choices[0]?.taken)).toEqual(['data-1', 'data-2']);
  expect(stepAt(first, 'sent').packet.src).toBe('10.0.2.254');
  expect(notesOn(first, 'LAM-8')).toEqual(['assumption']);
  // Each function has an address of its own, and the one that is taken is passed over.
  expect(stepAt(asked(network, 'second', 'web'), 'sent').packet.src).toBe('10.0.2.252');
  const known = [
    { id: 'fn', interfaces: [{ subnet: 'data-1', privateIp: '10.0.2.9' }], securityGroups: ['open'] },
  ];
  expect(notesOn(asked({ lambdaFunctions: known }, 'fn', 'web'), 'LAM-8')).toEqual([]);
});

describe('RDS-1 a database is an interface in its subnet group', () => {
  const database = (more: Entry = {}): Sketch => ({
    securityGroups: [{ id: 'sg-db', ingress: [{ protocol: 'tcp', ports: 5432, from: '10.0.1.0/24' }] }],
    databases: [
      {
        id: 'db',
        interfaces: [{ subnet: 'data-1', privateIp: '10.0.2.20' }],
        securityGroups: ['sg-db'],
        ...more,
      },
    ],
  });

  test('reached there, through its groups', () => {
    expect(asked(database(), 'web', 'db', { port: 5432 })).toMatchObject({
      verdict: 'reachable',
      flow: { dst: '10.0.2.20' },
    });
    expect(asked(database(), 'web', 'db', { port: 3306 })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
    });
  });

  test('its group has two zones at least', () => {
    expect(rulesOf(database({ subnets: ['data-1', 'net'] }))).toContainEqual(['RDS-1', 'db', 'error']);
    for (const sketch of [database(), database({ subnets: ['data-1', 'data-2'] })])
      expect(rulesOf(sketch).map(([rule]) => rule)).not.toContain('RDS-1');
  });
});

describe('RDS-4 a failover may move a database to any subnet of its group', () => {
  const two = [
    { subnet: 'data-1', privateIp: '10.0.2.20' },
    { subnet: 'data-2', privateIp: '10.0.3.20' },
  ];

  test('each place it may be at is traced', () => {
    const subnets = base.subnets?.map((each) =>
      each['id'] === 'data-2' ? { ...each, networkAcl: 'acl' } : each,
    );
    const sketch = { ...(subnets && { subnets }), networkAcls: [{ id: 'acl' }] };
    const report = asked(
      { ...sketch, databases: [{ id: 'db', interfaces: two, securityGroups: ['open'] }] },
      'web',
      'db',
    );
    expect(report.verdict).toBe('partial');
    expect(report.paths.map(({ choices, verdict }) => [choices[0]?.taken, verdict])).toEqual([
      ['data-1', 'reachable'],
      ['data-2', 'forward_blocked'],
    ]);
  });

  test('a place whose address the input does not show is traced all the same, with a note', () => {
    const interfaces = [{ subnet: 'data-1' }, { subnet: 'data-2' }];
    const report = asked({ databases: [{ id: 'db', interfaces, securityGroups: ['open'] }] }, 'web', 'db');
    expect(report).toMatchObject({ verdict: 'reachable' });
    expect(report.paths).toHaveLength(2);
    expect(notesOn(report, 'RDS-4')).toEqual(['assumption']);
  });

  test('a place that is known is the only one', () => {
    const databases = [{ id: 'db', interfaces: two.slice(0, 1), subnets: ['data-1', 'data-2'] }];
    expect(asked({ databases }, 'web', 'db').paths).toEqual([]);
  });

  test('a public one whose group mixes public and private subnets gets a warning', () => {
    const database = (interfaces: readonly Entry[], subnets: readonly string[]) =>
      rulesOf({ databases: [{ id: 'db', interfaces, subnets }] }).filter(([rule]) => rule === 'RDS-4');
    const open = [{ subnet: 'net', privateIp: '10.0.1.20', publicIp: '198.51.100.2' }];
    expect(database(open, ['net', 'data-2'])).toEqual([['RDS-4', 'db', 'warning']]);
    expect(database(open, ['net'])).toEqual([]);
    expect(database([{ subnet: 'net', privateIp: '10.0.1.20' }], ['net', 'data-2'])).toEqual([]);
  });
});
