/** Names asked as destinations: who decides what they give, and what is told of it. */
import { describe, expect, test } from 'vitest';
import { endpoints, traceReport } from '../../../engine/index.ts';
import type { Question } from '../../../engine/index.ts';
import { ask, networkOf, stepAt, stepsOf } from '../trace/network.ts';
import type { Sketch } from '../trace/network.ts';

type Entry = Readonly<Record<string, unknown>>;

const VPC = { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', enableDnsHostnames: true };
const SUBNETS = [
  { id: 'net', cidrBlock: '10.0.1.0/24' },
  { id: 'other', cidrBlock: '10.0.2.0/24' },
];
const INSTANCES = [
  { id: 'client', privateIp: '10.0.1.10' },
  { id: 'db', privateIp: '10.0.2.20', subnet: 'other', securityGroups: ['open'] },
];
const base: Sketch = { vpcs: [VPC], subnets: SUBNETS, instances: INSTANCES };

const zone = (more: Entry = {}): Entry => ({
  id: 'zone',
  domainName: 'corp.internal',
  vpcs: ['vpc'],
  records: [{ name: 'db.corp.internal', type: 'A', values: ['10.0.2.20'] }],
  ...more,
});
const record = (name: string, value: string | readonly string[], type = 'A') => ({
  name,
  type,
  values: value,
});

/** What asking for a name comes to: its answer in a few words, and what is told of it. */
function asked(sketch: Sketch, to: string, more: Partial<Question> = {}) {
  const report = ask(networkOf({ ...base, ...sketch }), { from: 'client', to, ...more });
  const step = stepAt(report, 'name');
  return {
    report,
    answer: step.summary.replace(/^→ /, ''),
    rules: step.rules,
    told: step.notes.map(({ text }) => text),
  };
}

const SITE: Sketch = {
  routeTables: [{ id: 'rt', main: true, routes: [{ destination: '192.168.0.0/16', target: 'vgw' }] }],
  vpnGateways: [{ id: 'vgw', vpc: 'vpc' }],
  vpnConnections: [
    {
      id: 'vpn',
      vpnGateway: 'vgw',
      onPremisesNetwork: 'office',
      staticRoutesOnly: true,
      routes: ['192.168.0.0/16'],
    },
  ],
};
const office = (more: Entry = {}): Entry => ({
  id: 'office',
  cidrBlocks: ['192.168.0.0/16'],
  hosts: [{ id: 'desk', address: '192.168.1.9' }],
  routes: [{ destination: '10.0.0.0/16', target: 'vpn' }],
  ...more,
});
const inbound = (more: Entry = {}): Entry => ({
  id: 'in',
  vpc: 'vpc',
  direction: 'INBOUND',
  interfaces: [{ subnet: 'other', privateIp: '10.0.2.53' }],
  securityGroups: ['open'],
  ...more,
});
const outbound = (more: Entry = {}): Entry => ({
  id: 'out',
  vpc: 'vpc',
  direction: 'OUTBOUND',
  interfaces: [{ subnet: 'net', privateIp: '10.0.1.53' }],
  securityGroups: ['open'],
  ...more,
});
const rule = (more: Entry = {}): Entry => ({
  id: 'rr',
  domainName: 'corp.internal',
  targetIps: [{ ip: '192.168.1.53' }],
  resolverEndpoint: 'out',
  vpcs: ['vpc'],
  ...more,
});

describe('edge:DNS-1 the switch of the resolver', () => {
  test('off, no name resolves, whatever the zones say', () => {
    const vpcs = [{ ...VPC, enableDnsSupport: false }];
    const { answer, report } = asked({ vpcs, hostedZones: [zone()] }, 'db.corp.internal');
    expect(answer).toBe('DNS support is off');
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'name',
      component: 'vpc',
      code: 'X_LOCAL_SERVICE',
    });
  });
});

describe('edge:DNS-2 public names of instances', () => {
  const name = 'ec2-203-0-113-40.compute-1.amazonaws.com';
  const instances = [INSTANCES[0] ?? {}, { ...INSTANCES[1], publicIp: '203.0.113.40' }];

  test('there are none where DNS hostnames are off', () => {
    const vpcs = [{ ...VPC, enableDnsHostnames: false }];
    expect(asked({ vpcs, instances }, name)).toMatchObject({
      answer: 'NXDOMAIN',
      report: { verdict: 'forward_blocked', at: 'name', code: 'X_NAME_NOT_RESOLVED' },
    });
  });

  test('one that nothing in the input has bears its own address', () => {
    expect(asked({}, name).answer).toBe('203.0.113.40');
  });
});

describe('edge:DNS-3 the public name of an instance', () => {
  const name = 'ec2-203-0-113-40.eu-west-1.compute.amazonaws.com';
  const instances = [INSTANCES[0] ?? {}, { ...INSTANCES[1], publicIp: '203.0.113.40' }];

  test('stays inside its VPC, where no internet gateway is needed', () => {
    const { answer, report, rules } = asked({ instances }, name);
    expect([answer, report.verdict]).toEqual(['10.0.2.20', 'reachable']);
    expect(stepsOf(report).map(({ at }) => at)).not.toContain('igw');
    expect(rules).toContain('edge:DNS-3');
  });

  test('leads to the public address from the internet', () => {
    expect(asked({ instances }, name, { from: 'internet' }).answer).toBe('203.0.113.40');
  });

  test('its private name gives the private address, and nothing outside', () => {
    const own = 'ip-10-0-2-20.ec2.internal';
    expect(asked({}, own).answer).toBe('10.0.2.20');
    expect(asked({}, own, { from: 'internet' }).answer).toBe('NXDOMAIN');
  });

  test('has no IPv6 address', () => {
    const dual = [{ ...VPC, ipv6CidrBlock: '2001:db8:1::/56' }];
    const subnets = [{ ...SUBNETS[0], ipv6CidrBlock: '2001:db8:1::/64' }, SUBNETS[1] ?? {}];
    const sender = [
      { id: 'client', privateIp: '10.0.1.10', ipv6Addresses: ['2001:db8:1::10'] },
      instances[1] ?? {},
    ];
    expect(asked({ vpcs: dual, subnets, instances: sender }, name, { family: 6 }).answer).toBe('no address');
  });
});

/** Two VPCs, each with a machine; that of `far` has a public address. */
const TWO: Sketch = {
  vpcs: [VPC, { id: 'far', cidrBlock: '10.1.0.0/16', internetGateway: 'igw-2', enableDnsHostnames: true }],
  subnets: [...SUBNETS, { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24' }],
  securityGroups: [{ id: 'far-open', vpc: 'far', ingress: [{ from: ['0.0.0.0/0'] }] }],
  instances: [
    ...INSTANCES,
    {
      id: 'server',
      subnet: 'far-net',
      privateIp: '10.1.1.20',
      publicIp: '203.0.113.40',
      securityGroups: ['far-open'],
    },
  ],
};
const SERVER = 'ec2-203-0-113-40.compute-1.amazonaws.com';

describe('edge:DNS-4 across a peering', () => {
  const peering = (allowDnsResolutionFromRemoteVpc: boolean) => ({
    ...TWO,
    vpcPeeringConnections: [
      { id: 'pcx', requester: 'vpc', accepter: { vpc: 'far', allowDnsResolutionFromRemoteVpc } },
    ],
  });

  test.each([
    [true, '10.1.1.20'],
    [false, '203.0.113.40'],
  ])('with DNS resolution %s the public name gives %s', (on, answer) => {
    const said = asked(peering(on), SERVER);
    expect([said.answer, said.rules[0]]).toEqual([answer, 'edge:DNS-4']);
  });
});

describe('edge:DNS-5 across a transit gateway', () => {
  const attachments = (first: Entry, second: Entry, gateway = 'tgw') => ({
    ...TWO,
    transitGateways: [{ id: 'tgw' }, { id: 'tgw-2' }],
    transitGatewayAttachments: [
      { id: 'a', transitGateway: 'tgw', vpc: 'vpc', subnets: ['net'], ...first },
      { id: 'b', transitGateway: gateway, vpc: 'far', subnets: ['far-net'], ...second },
    ],
  });

  test.each([
    ['DNS support at both', attachments({}, {}), '10.1.1.20'],
    ['none at the asking side', attachments({ dnsSupport: false }, {}), '203.0.113.40'],
    ['none at the other', attachments({}, { dnsSupport: false }), '203.0.113.40'],
    [
      'none at the gateway',
      { ...attachments({}, {}), transitGateways: [{ id: 'tgw', dnsSupport: false }] },
      '203.0.113.40',
    ],
    [
      'two gateways that are peered',
      {
        ...attachments({}, {}, 'tgw-2'),
        transitGatewayPeeringAttachments: [
          { id: 'p', requester: { transitGateway: 'tgw' }, accepter: { transitGateway: 'tgw-2' } },
        ],
      },
      '203.0.113.40',
    ],
  ])('%s', (_, sketch: Sketch, answer) => {
    expect(asked(sketch, SERVER).answer).toBe(answer);
  });
});

describe('edge:DNS-6 a private zone', () => {
  test('answers in its VPC, and the packet goes to that address', () => {
    const { answer, report, told } = asked({ hostedZones: [zone()] }, 'DB.corp.internal.');
    expect([answer, report.verdict, report.flow.dst]).toEqual(['10.0.2.20', 'reachable', '10.0.2.20']);
    expect(report.flow.to).toMatchObject({ kind: 'name', name: 'db.corp.internal' });
    expect(told).toEqual(['Private zone zone for `corp.internal` has the name.']);
  });

  test('answers in no other VPC, connected or not', () => {
    const hostedZones = [zone({ vpcs: ['far'] })];
    const { answer, told, rules, report } = asked({ ...TWO, hostedZones }, 'db.corp.internal');
    expect(answer).toBe('public lookup, NXDOMAIN');
    expect(rules).toContain('edge:DNS-6');
    expect(told[0]).toContain('answers only in the VPCs it is associated with, which are far;');
    expect(report.reason).toContain('where its top-level domain does not exist');
    expect(report.more).toEqual(told.slice(0, 1));
    // There is no address to show: the name stands in its place.
    expect(stepAt(report, 'name').packet.dst).toBe('db.corp.internal');
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'name', detail: 'nxdomain' });
  });

  test('needs both attributes of the VPC', () => {
    const vpcs = [{ ...VPC, enableDnsHostnames: false }];
    const { answer, told } = asked({ vpcs, hostedZones: [zone()] }, 'db.corp.internal');
    expect(answer).toBe('public lookup, NXDOMAIN');
    expect(told[0]).toContain('only with DNS support and DNS hostnames both on');
  });

  test('whose VPCs are not in the input makes the answer unknown', () => {
    const hostedZones = [zone({ vpcs: undefined, privateZone: true })];
    const { report, rules } = asked({ hostedZones }, 'db.corp.internal');
    expect(report).toMatchObject({ verdict: 'unknown', at: 'name', component: 'zone', code: 'X_UNKNOWN' });
    expect(report.reason).toContain('Which VPCs private zone zone is associated with is not in the input.');
    expect(rules).toContain('EVAL-8');
  });

  test('of a domain that may be public leaves the other VPCs with what is not in the input', () => {
    const hostedZones = [
      zone({ domainName: 'corp.example', vpcs: ['far'], records: [record('db.corp.example', '10.1.1.20')] }),
    ];
    const { report, answer } = asked({ ...TWO, hostedZones }, 'db.corp.example');
    expect([report.verdict, report.at, answer]).toEqual(['unknown', 'name', 'not known']);
  });
});

describe('edge:DNS-7 the most specific zone', () => {
  const publicZone = {
    id: 'public',
    domainName: 'example.com',
    records: [record('www.example.com', '198.51.100.80')],
  };
  const hiding = { id: 'hiding', domainName: 'example.com', vpcs: ['vpc'], records: [] };

  test('answers alone: without the record it hides the public one', () => {
    const { answer, report } = asked({ hostedZones: [publicZone, hiding] }, 'www.example.com');
    expect(answer).toBe('NXDOMAIN');
    expect(report).toMatchObject({ component: 'hiding', code: 'X_NAME_NOT_RESOLVED', suggestions: [] });
    expect(report.reason).toBe(
      '`www.example.com` does not resolve, so nothing is sent. Private zone hiding for `example.com` has no such name, and what public says publicly is not asked.',
    );
  });

  test('hides a host of the internet too', () => {
    const internetHosts = [{ id: 'www.example.com', address: '198.51.100.80' }];
    const { told } = asked(
      { internetHosts: [{ ...internetHosts[0], id: 'h', name: 'www.example.com' }], hostedZones: [hiding] },
      'www.example.com',
    );
    expect(told[0]).toContain('what www.example.com says publicly is not asked');
  });

  test('elsewhere the public zone answers', () => {
    expect(asked({ hostedZones: [publicZone, hiding] }, 'www.example.com', { from: 'internet' }).answer).toBe(
      '198.51.100.80',
    );
  });

  test('is the one with the longest domain', () => {
    const wide = zone({
      id: 'wide',
      domainName: 'internal',
      records: [record('db.corp.internal', '10.0.9.9')],
    });
    expect(asked({ hostedZones: [wide, zone()] }, 'db.corp.internal').answer).toBe('10.0.2.20');
    expect(asked({ hostedZones: [wide, zone({ records: [] })] }, 'db.corp.internal').answer).toBe('NXDOMAIN');
  });

  test.each([
    ['a.b.corp.internal', '10.0.2.30'],
    ['db.corp.internal', '10.0.2.20'],
    ['x.db.corp.internal', 'NXDOMAIN'],
    ['b.deep.corp.internal', 'NXDOMAIN'],
    ['deep.corp.internal', 'no address'],
    ['mail.corp.internal', 'no address'],
  ])('a wildcard stands for names that do not exist: %s gives %s', (name, answer) => {
    const records = [
      record('*.corp.internal', '10.0.2.30'),
      record('db.corp.internal', '10.0.2.20'),
      record('a.deep.corp.internal', '10.0.2.40'),
      record('mail.corp.internal', '"hello"', 'TXT'),
    ];
    expect(asked({ hostedZones: [zone({ records })] }, name).answer).toBe(answer);
  });

  test('a name that stands for another is asked again, with the rules of the VPC', () => {
    const records = [
      record('app.corp.internal', 'db.corp.internal', 'CNAME'),
      record('db.corp.internal', '10.0.2.20'),
    ];
    const { answer, told } = asked({ hostedZones: [zone({ records })] }, 'app.corp.internal');
    expect(answer).toBe('10.0.2.20');
    expect(told[1]).toBe('The name stands for `db.corp.internal`.');
  });

  test.each(['CNAME', 'alias'])('names that lead in a circle give no answer: %s', (how) => {
    const to = (name: string, target: string) =>
      how === 'CNAME' ? record(name, target, 'CNAME') : { name, type: 'A', aliasTarget: target };
    const records = [to('a.corp.internal', 'b.corp.internal'), to('b.corp.internal', 'a.corp.internal')];
    const { answer, told } = asked({ hostedZones: [zone({ records })] }, 'a.corp.internal');
    expect(answer).toBe('no answer');
    expect(told.at(-1)).toContain('circle');
  });

  test('several addresses are traced each', () => {
    const records = [record('db.corp.internal', ['10.0.2.20', '10.0.2.21'])];
    const { report } = asked({ hostedZones: [zone({ records })] }, 'db.corp.internal');
    expect(report.verdict).toBe('partial');
    expect(report.paths.map(({ choices, verdict }) => [choices[0]?.taken, verdict])).toEqual([
      ['10.0.2.20', 'reachable'],
      ['10.0.2.21', 'forward_blocked'],
    ]);
  });

  test('records that the input does not hold, and names left to other servers, make the answer unknown', () => {
    expect(asked({ hostedZones: [zone({ records: undefined })] }, 'db.corp.internal').report).toMatchObject({
      verdict: 'unknown',
      component: 'zone',
      reason: expect.stringContaining('are not in the input') as string,
    });
    const records = [record('sub.corp.internal', 'ns-1.example.net', 'NS')];
    expect(asked({ hostedZones: [zone({ records })] }, 'a.sub.corp.internal').report.reason).toContain(
      'leaves the name to other name servers',
    );
  });
});

describe('ELB-1 an alias of a load balancer', () => {
  const balancer = (scheme: string) => ({
    loadBalancers: [
      {
        id: 'lb',
        name: 'Web',
        vpc: 'vpc',
        scheme,
        nodes: [
          {
            subnet: 'other',
            privateIp: '10.0.2.40',
            publicIp: scheme === 'internal' ? undefined : '203.0.113.44',
          },
        ],
        securityGroups: ['open'],
        listeners: [{ port: 443, answer: 'fixed-response' }],
      },
    ],
  });
  const alias = (aliasTarget: string) => [
    zone({ records: [{ name: 'www.corp.internal', type: 'A', aliasTarget }] }),
  ];

  test.each([
    ['internal', 'lb', '10.0.2.40'],
    ['internet-facing', 'lb', '203.0.113.44'],
    ['internal', 'internal-web-1234567890.us-east-1.elb.amazonaws.com', '10.0.2.40'],
    ['internet-facing', 'dualstack.web-1234567890.us-east-1.elb.amazonaws.com', '203.0.113.44'],
    ['internet-facing', 'web-0a1b2c3d4e5f6a7b.elb.us-east-1.amazonaws.com', '203.0.113.44'],
  ])('%s, named %s, gives %s', (scheme, target, answer) => {
    expect(asked({ ...balancer(scheme), hostedZones: alias(target) }, 'www.corp.internal').answer).toBe(
      answer,
    );
  });

  test('its own name gives the same', () => {
    const own = 'internal-web-1234567890.us-east-1.elb.amazonaws.com';
    expect(asked(balancer('internal'), own).report).toMatchObject({
      verdict: 'reachable',
      flow: { dst: '10.0.2.40' },
    });
  });
});

describe('RDS-2 the name of a database', () => {
  const name = 'orders.c0ffee123456.us-east-1.rds.amazonaws.com';
  const databases = (publicIp?: string) => [
    {
      id: 'orders',
      interfaces: [{ subnet: 'other', privateIp: '10.0.2.70', publicIp }],
      securityGroups: ['open'],
    },
  ];

  test.each([
    ['client', '203.0.113.70', '10.0.2.70'],
    ['internet', '203.0.113.70', '203.0.113.70'],
    ['internet', undefined, '10.0.2.70'],
  ])('asked from %s, with the public address %s, gives %s', (from, publicIp, answer) => {
    expect(asked({ databases: databases(publicIp) }, name, { from }).answer).toBe(answer);
  });

  test('of a proxy gives private addresses', () => {
    const databaseProxies = [
      {
        id: 'pool',
        database: 'orders',
        interfaces: [{ subnet: 'other', privateIp: '10.0.2.71' }],
        securityGroups: ['open'],
      },
    ];
    const own = 'pool.proxy-c0ffee123456.us-east-1.rds.amazonaws.com';
    expect(asked({ databases: databases(), databaseProxies }, own).answer).toBe('10.0.2.71');
  });

  test.each([name, 'internal-web-123.us-east-1.elb.amazonaws.com'])(
    'of one that the input does not hold is no service: what %s gives is not known',
    (gone) => {
      expect(asked({}, gone).report).toMatchObject({ verdict: 'unknown', at: 'name' });
    },
  );
});

describe('edge:DNS-8 a Resolver rule', () => {
  const hub: Sketch = {
    ...SITE,
    onPremisesNetworks: [office()],
    resolverEndpoints: [outbound()],
    hostedZones: [zone()],
  };

  test('goes before a private zone for the same name', () => {
    const { answer, told, report } = asked({ ...hub, resolverRules: [rule()] }, 'db.corp.internal');
    expect(answer).toBe('forwarded to 192.168.1.53');
    expect(told[0]).toContain('before private zone zone for the same name is asked');
    expect(report).toMatchObject({ verdict: 'unknown', at: 'name', component: 'office' });
  });

  test('of a wider domain yields to a more specific zone', () => {
    const wide = rule({ domainName: 'internal' });
    expect(asked({ ...hub, resolverRules: [wide] }, 'db.corp.internal').answer).toBe('10.0.2.20');
  });

  test('among rules the most specific one decides, a system rule for the VPC itself', () => {
    const resolverRules = [rule(), rule({ id: 'own', domainName: 'db.corp.internal', ruleType: 'SYSTEM' })];
    const { answer, told } = asked({ ...hub, resolverRules }, 'db.corp.internal');
    expect(answer).toBe('10.0.2.20');
    expect(told[0]).toContain('leaves `db.corp.internal` to the VPC');
    expect(asked({ ...hub, resolverRules }, 'x.corp.internal').answer).toBe('forwarded to 192.168.1.53');
  });

  test('of another VPC, or the one that AWS brings along, decides nothing', () => {
    const resolverRules = [
      rule({ vpcs: [] }),
      { id: 'internet', domainName: '.', ruleType: 'RECURSIVE', vpcs: ['vpc'] },
    ];
    expect(asked({ ...hub, resolverRules }, 'db.corp.internal').answer).toBe('10.0.2.20');
  });

  test('whose VPCs are not in the input makes the answer unknown', () => {
    const { report } = asked({ ...hub, resolverRules: [rule({ vpcs: undefined })] }, 'db.corp.internal');
    expect(report).toMatchObject({ verdict: 'unknown', component: 'rr' });
  });

  test('for every name is asked for any name, but not for the short name of a service', () => {
    const resolverRules = [rule({ domainName: '.' })];
    expect(asked({ ...hub, resolverRules }, 'www.example.org').answer).toBe('forwarded to 192.168.1.53');
    expect(asked({ ...hub, resolverRules }, 's3').answer).toBe('203.0.113.5');
    expect(asked({ ...hub, resolverRules }, 'ip-10-0-2-20.ec2.internal').answer).toBe('10.0.2.20');
  });
});

describe('edge:DNS-9 the resolver of a VPC', () => {
  const dnsForwarders = [{ domainName: 'corp.internal', targetIps: ['10.0.0.2'] }];

  test('does not answer a site', () => {
    const sketch = { ...SITE, hostedZones: [zone()], onPremisesNetworks: [office({ dnsForwarders })] };
    const { answer, report } = asked(sketch, 'db.corp.internal', { from: 'desk' });
    expect(answer).toBe('no answer');
    expect(report).toMatchObject({ verdict: 'forward_blocked', detail: 'no-answer', component: 'office' });
    expect(report.reason).toContain('10.0.0.2 is the Amazon resolver of a VPC, which answers only inside it');
  });

  test('nor another VPC', () => {
    const resolverRules = [rule({ targetIps: [{ ip: '10.1.0.2' }], resolverEndpoint: undefined })];
    expect(asked({ ...TWO, resolverRules }, 'db.corp.internal').answer).toBe('no answer');
  });

  test('a site that forwards nothing asks what is public', () => {
    const sketch = { ...SITE, hostedZones: [zone()], onPremisesNetworks: [office()] };
    expect(asked(sketch, 'db.corp.internal', { from: 'desk' }).answer).toBe('public lookup, NXDOMAIN');
  });
});

describe('edge:DNS-10 an inbound endpoint', () => {
  const dnsForwarders = [{ domainName: 'corp.internal', targetIps: ['10.0.2.53'] }];
  const sketch = (more: Sketch = {}): Sketch => ({
    ...SITE,
    hostedZones: [zone()],
    onPremisesNetworks: [office({ dnsForwarders })],
    resolverEndpoints: [inbound()],
    ...more,
  });

  test('answers a site as its VPC sees the name', () => {
    const { answer, report, told } = asked(sketch(), 'db.corp.internal', { from: 'desk' });
    expect([answer, report.verdict]).toEqual(['10.0.2.20', 'reachable']);
    expect(told).toContain('Inbound endpoint in answers as VPC vpc sees it.');
  });

  test('has to let the query in', () => {
    const securityGroups = [{ id: 'web', ingress: [{ protocol: 'tcp', ports: 53, from: '192.168.0.0/16' }] }];
    const resolverEndpoints = [inbound({ securityGroups: ['web'] })];
    const { answer, told } = asked(sketch({ securityGroups, resolverEndpoints }), 'db.corp.internal', {
      from: 'desk',
    });
    expect(answer).toBe('no answer');
    expect(told.at(-1)).toContain('The query from office to 10.0.2.53 over UDP, port 53, gets no answer.');
  });

  test('the next one is asked when one cannot be reached', () => {
    const forwarders = [{ domainName: 'corp.internal', targetIps: ['10.0.9.53', '10.0.2.53'] }];
    const onPremisesNetworks = [office({ dnsForwarders: forwarders })];
    expect(asked(sketch({ onPremisesNetworks }), 'db.corp.internal', { from: 'desk' }).answer).toBe(
      '10.0.2.20',
    );
  });

  test('draws private DNS that is for inbound endpoints only (VPCE-31)', () => {
    const name = 'sqs.us-east-1.amazonaws.com';
    const forwarders = [{ domainName: name, targetIps: ['10.0.2.53'] }];
    const vpcEndpoints = [
      {
        id: 'vpce',
        vpc: 'vpc',
        vpcEndpointType: 'Interface',
        serviceName: 'com.amazonaws.us-east-1.sqs',
        privateDnsEnabled: true,
        privateDnsOnlyForInboundResolverEndpoint: true,
        interfaces: [{ subnet: 'other', privateIp: '10.0.2.60' }],
        securityGroups: ['open'],
      },
    ];
    const all = sketch({ vpcEndpoints, onPremisesNetworks: [office({ dnsForwarders: forwarders })] });
    expect(asked(all, name, { from: 'desk' }).answer).toBe('10.0.2.60');
    expect(asked(all, name).answer).toBe('203.0.113.5');
  });
});

describe('edge:DNS-11 an outbound endpoint', () => {
  const hosts = [{ id: 'files.corp.internal', address: '192.168.1.80' }];
  const sketch = (more: Sketch = {}): Sketch => ({
    ...SITE,
    onPremisesNetworks: [office({ hosts })],
    resolverEndpoints: [outbound()],
    resolverRules: [rule()],
    ...more,
  });

  test('takes the query to a site, whose hosts answer to their names', () => {
    const { answer, report } = asked(sketch(), 'files.corp.internal');
    expect([answer, report.verdict]).toEqual(['192.168.1.80', 'reachable']);
  });

  test('at the site itself its hosts go by their names', () => {
    const desk = { id: 'desk', address: '192.168.1.9' };
    const onPremisesNetworks = [office({ hosts: [desk, ...hosts] })];
    const all = sketch({ onPremisesNetworks });
    expect(asked(all, 'files.corp.internal', { from: 'desk' }).answer).toBe('192.168.1.80');
  });

  test.each([
    ['its groups', { resolverEndpoints: [outbound({ securityGroups: ['shut'] })] }],
    ['the routes of its subnet', { routeTables: [] }],
    ['its own state', { resolverEndpoints: [outbound({ status: 'ACTION_NEEDED' })] }],
  ])('asks in vain where %s stop the query', (_, more: Sketch) => {
    const securityGroups = [{ id: 'shut', egress: [] }];
    const { answer, report } = asked(sketch({ securityGroups, ...more }), 'files.corp.internal');
    expect([answer, report.verdict]).toEqual(['no answer', 'forward_blocked']);
  });

  test('leads to an inbound endpoint of another VPC, which answers as that VPC sees it', () => {
    const resolverEndpoints = [
      outbound(),
      inbound({
        vpc: 'far',
        interfaces: [{ subnet: 'far-net', privateIp: '10.1.1.53' }],
        securityGroups: ['far-open'],
      }),
    ];
    const peered: Sketch = {
      ...TWO,
      routeTables: [
        { id: 'rt', main: true, routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
        { id: 'rt-far', vpc: 'far', main: true, routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
      ],
      vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
      resolverEndpoints,
      resolverRules: [rule({ targetIps: [{ ip: '10.1.1.53' }] })],
      hostedZones: [zone({ vpcs: ['far'], records: [record('api.corp.internal', '10.1.1.20')] })],
    };
    const { answer, report } = asked(peered, 'api.corp.internal');
    expect([answer, report.verdict]).toEqual(['10.1.1.20', 'reachable']);
  });

  test('that leads back to itself gives no answer', () => {
    const resolverEndpoints = [outbound(), inbound()];
    const resolverRules = [rule({ targetIps: [{ ip: '10.0.2.53' }] })];
    expect(asked({ resolverEndpoints, resolverRules }, 'db.corp.internal').answer).toBe('no answer');
  });

  test('a resolver that the input does not hold leaves the answer unknown', () => {
    const resolverRules = [rule({ targetIps: [{ ip: '198.51.100.53' }], resolverEndpoint: undefined })];
    expect(asked({ resolverRules }, 'db.corp.internal')).toMatchObject({
      answer: 'forwarded to 198.51.100.53',
      report: { verdict: 'unknown', component: 'rr' },
    });
  });
});

describe('edge:DNS-12 private DNS of an endpoint', () => {
  const vpcEndpoints = [
    {
      id: 'vpce',
      vpc: 'vpc',
      vpcEndpointType: 'Interface',
      serviceName: 'com.amazonaws.us-east-1.sqs',
      privateDnsEnabled: true,
      interfaces: [{ subnet: 'other', privateIp: '10.0.2.60' }],
      securityGroups: ['open'],
    },
  ];
  const name = 'sqs.us-east-1.amazonaws.com';

  test('is more specific than a zone above it', () => {
    const hostedZones = [zone({ domainName: 'amazonaws.com', records: [] })];
    expect(asked({ vpcEndpoints, hostedZones }, name).answer).toBe('10.0.2.60');
    expect(asked({ hostedZones }, name).answer).toBe('NXDOMAIN');
  });

  test('a rule for the same name goes before it', () => {
    const resolverRules = [
      rule({ domainName: name, targetIps: [{ ip: '198.51.100.53' }], resolverEndpoint: undefined }),
    ];
    expect(asked({ vpcEndpoints, resolverRules }, name).answer).toBe('forwarded to 198.51.100.53');
  });

  test('an alias of the endpoint gives its interfaces in any VPC of the zone', () => {
    const hostedZones = [
      zone({ domainName: name, vpcs: ['far'], records: [{ name, type: 'A', aliasTarget: 'vpce' }] }),
    ];
    expect(asked({ ...TWO, vpcEndpoints, hostedZones }, name, { from: 'server' }).answer).toBe('10.0.2.60');
  });
});

describe('edge:DNS-13 DNS64', () => {
  const sketch = (enableDns64: boolean): Sketch => ({
    vpcs: [{ ...VPC, ipv6CidrBlock: '2001:db8:1::/56' }],
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1::/64', enableDns64 },
      SUBNETS[1] ?? {},
    ],
    instances: [{ id: 'client', ipv6Addresses: ['2001:db8:1::10'] }],
    hostedZones: [
      {
        id: 'public',
        domainName: 'example.com',
        records: [
          record('v4.example.com', '198.51.100.7'),
          record('both.example.com', '198.51.100.7'),
          record('both.example.com', '2001:db8:9::7', 'AAAA'),
        ],
      },
    ],
  });

  test.each([
    [true, 'v4.example.com', '64:ff9b::c633:6407'],
    [true, 'both.example.com', '2001:db8:9::7'],
    [true, 'none.example.com', 'NXDOMAIN'],
    [false, 'v4.example.com', 'no address'],
  ])('on: %s, %s gives %s', (on, name, answer) => {
    expect(asked(sketch(on), name, { family: 6 }).answer).toBe(answer);
  });
});

test('edge:DNS-14 a zone grants no access: the groups decide as they do for the address', () => {
  const securityGroups = [{ id: 'shut', ingress: [] }];
  const instances = [INSTANCES[0] ?? {}, { ...INSTANCES[1], securityGroups: ['shut'] }];
  const sketch = { securityGroups, instances, hostedZones: [zone()] };
  const { report } = asked(sketch, 'db.corp.internal');
  const byAddress = ask(networkOf({ ...base, ...sketch }), { from: 'client', to: '10.0.2.20' });
  expect(report).toMatchObject({
    verdict: 'forward_blocked',
    at: 'sg-ingress',
    component: byAddress.component,
  });
});

describe('what may be asked', () => {
  const refusal = (sketch: Sketch, question: Question) => {
    const answer = traceReport(networkOf({ ...base, ...sketch }), { port: 443, ...question });
    return answer.ok ? undefined : answer.errors.map(({ part, message }) => `${part}: ${message}`).join('\n');
  };

  test('a name that nothing in the input covers is not known', () => {
    expect(refusal({ hostedZones: [zone()] }, { from: 'client', to: 'db.corp.exmaple' })).toContain(
      'to: Nothing in the network is called `db.corp.exmaple`',
    );
  });

  test('the names of zones are offered, and those near to what was meant', () => {
    const records = [
      record('db.corp.internal', ['10.0.2.20', '10.0.2.21']),
      record('db.corp.internal', '2001:db8::20', 'AAAA'),
      record('app.corp.internal', 'db.corp.internal', 'CNAME'),
      record('*.corp.internal', '10.0.2.30'),
      record('corp.internal', '"hello"', 'TXT'),
    ];
    const network = networkOf({
      ...base,
      hostedZones: [zone({ records }), zone({ id: 'other', records: undefined })],
    });
    expect(endpoints(network).flatMap(({ kind, value }) => (kind === 'name' ? value : []))).toEqual([
      'db.corp.internal',
      'app.corp.internal',
    ]);
    const answer = traceReport(network, { from: 'client', to: 'db.corp.internl', port: 443 });
    expect(answer.ok ? [] : answer.errors[0]?.nearest).toContain('db.corp.internal');
  });

  test('a name sends nothing', () => {
    expect(refusal({ hostedZones: [zone()] }, { from: 'db.corp.internal', to: 'client' })).toContain(
      'from: `db.corp.internal` is a name that can be asked for.',
    );
  });

  test('a machine of that name goes before the name', () => {
    const instances = [INSTANCES[0] ?? {}, { ...INSTANCES[1], name: 'web.corp.internal' }];
    const network = networkOf({ ...base, instances, hostedZones: [zone()] });
    expect(ask(network, { from: 'client', to: 'web.corp.internal' }).verdict).toBe('reachable');
  });

  test('a host of the internet gives way to a zone that covers its name', () => {
    const internetHosts = [{ id: 'h', name: 'www.corp.internal', address: '198.51.100.80' }];
    expect(asked({ internetHosts, hostedZones: [zone()] }, 'www.corp.internal').answer).toBe('NXDOMAIN');
  });
});
