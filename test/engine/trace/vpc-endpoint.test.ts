/**
 * VPC endpoints, rule by rule. A machine `a` in `net` (10.0.1.0/24), whose table is associated with the gateway endpoint
 * `vpce`; what a test is about it states.
 */
import { describe, expect, test } from 'vitest';
import { lint, traceReport } from '../../../engine/index.ts';
import { allow, ask, hopIds, lintRules, networkOf, notesOn, seenAt, stepAt } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const S3 = 'com.amazonaws.us-east-1.s3';
const LIST = { id: 'pl-s3', name: S3, entries: ['198.51.100.128/25'] };

interface Parts {
  readonly endpoint?: Entry;
  readonly routes?: readonly Entry[];
  readonly more?: Sketch;
}

function gatewayEndpoint({ endpoint, routes, more }: Parts = {}): Sketch {
  return {
    prefixLists: [LIST],
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'other', cidrBlock: '10.0.2.0/24', routeTable: 'rt-other' },
      ...(more?.subnets ?? []),
    ],
    routeTables: [
      { id: 'rt', routes: routes ?? [] },
      { id: 'rt-other', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      ...(more?.routeTables ?? []),
    ],
    instances: [
      { id: 'a', privateIp: '10.0.1.10' },
      { id: 'b', subnet: 'other', privateIp: '10.0.2.10' },
      ...(more?.instances ?? []),
    ],
    vpcEndpoints: [
      {
        id: 'vpce',
        vpc: 'vpc',
        vpcEndpointType: 'Gateway',
        serviceName: S3,
        routeTables: ['rt'],
        ...endpoint,
      },
      ...(more?.vpcEndpoints ?? []),
    ],
    ...(more?.networkAcls === undefined ? {} : { networkAcls: more.networkAcls }),
    ...(more?.natGateways === undefined ? {} : { natGateways: more.natGateways }),
  };
}

const toService = { from: 'a', to: '198.51.100.130' };
const askGateway = (parts: Parts = {}, question: Entry = {}) =>
  ask(networkOf(gatewayEndpoint(parts)), { ...toService, ...question });

describe('VPCE-1 a gateway endpoint is a target of the tables it is associated with', () => {
  test('they get a route for the list of the service', () => {
    const report = askGateway();
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).toEqual(['a', 'eni:a', 'net', 'vpc', 'vpce']);
    expect(stepAt(report, 'route-table').matched?.action).toBe('vpce');
  });

  test('subnets with other tables do not use it', () => {
    expect(hopIds(askGateway({}, { from: 'b' }))).not.toContain('vpce');
  });

  test.each([
    ['udp', 'gateway-endpoint'],
    ['47', 'gateway-endpoint'],
    ['tcp', null],
    ['icmp', null],
  ])('%s is stopped at %s', (protocol, at) => {
    const report = askGateway({}, { protocol });
    expect(report.at).toBe(at);
    if (at !== null)
      expect(report).toMatchObject({ detail: 'protocol', code: 'VPCE_GATEWAY_PROTOCOL_RESTRICTION' });
  });

  test('of a list whose blocks no input holds the way is not known', () => {
    const sketch = { ...gatewayEndpoint(), prefixLists: [] };
    expect(ask(networkOf(sketch), toService)).toMatchObject({ verdict: 'unknown', at: 'route-table' });
  });

  test('GEN-10 one that is deleted gives no route, and one that failed is a blackhole', () => {
    expect(askGateway({ endpoint: { state: 'deleted' } })).toMatchObject({
      at: 'route-table',
      detail: 'no-route',
    });
    const routes = [{ destination: 'pl-s3', target: 'vpce' }];
    const failed = gatewayEndpoint({ endpoint: { state: 'Failed' }, routes });
    expect(ask(networkOf(failed), toService)).toMatchObject({ at: 'route-table', detail: 'blackhole' });
    expect(lint(networkOf(failed)).map(({ code, rule }) => `${code} ${rule ?? ''}`)).toContain(
      'blackhole-route GEN-10',
    );
  });
});

test('VPCE-1 a table that is not associated: only its route is missing', () => {
  const sketch = gatewayEndpoint({ endpoint: { routeTables: [] } });
  const network = networkOf({
    ...sketch,
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }],
    routeTables: [{ id: 'rt' }],
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
    instances: [{ id: 'a', privateIp: '10.0.1.10' }],
  });
  expect(ask(network, toService)).toMatchObject({ at: 'route-table', detail: 'no-route', alsoBlockedBy: [] });
});

describe('VPCE-2 each block of the list competes by its length', () => {
  const withoutAddress = { at: 'igw', detail: 'no-public-address' };

  test('it beats a default route', () => {
    const report = askGateway({ routes: [{ destination: '0.0.0.0/0', target: 'igw' }] });
    expect(hopIds(report)).toContain('vpce');
  });

  test.each(['198.51.100.130/32', '198.51.100.128/25'])(
    'a route of one’s own to %s beats it',
    (destination) => {
      expect(askGateway({ routes: [{ destination, target: 'igw' }] })).toMatchObject(withoutAddress);
    },
  );
});

test('VPCE-3 what is not in the list, as the same service in another Region, takes other routes', () => {
  expect(askGateway({}, { to: '198.51.100.5' })).toMatchObject({ at: 'route-table', detail: 'no-route' });
});

describe('VPCE-4 the groups of the sender decide', () => {
  test.each([
    ['pl-s3', 'reachable'],
    ['198.51.100.0/24', 'reachable'],
    ['0.0.0.0/0', 'reachable'],
    ['10.0.0.0/8', 'forward_blocked'],
  ])('to %s: %s', (to, verdict) => {
    const sketch = gatewayEndpoint();
    const network = networkOf({
      ...sketch,
      securityGroups: [{ id: 'sg', egress: [{ protocol: 'tcp', ports: 443, to: [to] }] }],
      instances: [{ id: 'a', privateIp: '10.0.1.10', securityGroups: ['sg'] }],
    });
    expect(ask(network, toService).verdict).toBe(verdict);
  });
});

test('VPCE-5 the ACL sees the blocks of the service, both ways', () => {
  const acl = (ingress: Entry) => {
    const { subnets, ...sketch } = gatewayEndpoint();
    const networkAcls = [
      { id: 'acl', egress: [allow(100, '198.51.100.0/24', 'tcp', 443)], ingress: [ingress] },
    ];
    const guarded = (subnets ?? []).map((subnet) => ({ ...subnet, networkAcl: 'acl' }));
    return ask(networkOf({ ...sketch, subnets: guarded, networkAcls }), toService);
  };
  expect(acl(allow(100, '198.51.100.0/24', 'tcp', '1024-65535')).verdict).toBe('reachable');
  expect(acl(allow(100, '10.0.0.0/16'))).toMatchObject({ verdict: 'return_blocked', at: 'nacl-ingress' });
});

test('VPCE-6 no public address is needed, and the service sees the private one', () => {
  const report = askGateway();
  expect(hopIds(report, 'return').slice(0, 2)).toEqual(['vpce', 'vpc']);
  expect(seenAt(report, 'gateway-endpoint')).toEqual(['10.0.1.10:40000 → 198.51.100.130:443']);
  expect(notesOn(report, 'VPCE-6')).toEqual(['assumption']);
});

describe('VPCE-7 only senders in the VPC use it', () => {
  test('a foreign source that an appliance passes on is dropped', () => {
    const foreign = { from: 'b', to: '198.51.100.130', fromIp: '192.168.7.7' };
    const sketch = gatewayEndpoint({ endpoint: { routeTables: ['rt', 'rt-other'] } });
    const instances = [{ id: 'b', subnet: 'other', privateIp: '10.0.2.10', sourceDestCheck: false }];
    expect(ask(networkOf({ ...sketch, instances }), foreign)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'gateway-endpoint',
      detail: 'foreign-source',
      component: 'vpce',
    });
  });

  test('a NAT gateway may, as far as is known', () => {
    const report = askGateway({
      routes: [{ destination: '0.0.0.0/0', target: 'nat' }],
      endpoint: { routeTables: ['rt-other'] },
      more: {
        natGateways: [{ id: 'nat', subnet: 'other', privateIp: '10.0.2.200', publicIp: '203.0.113.9' }],
      },
    });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'gateway-endpoint')).toEqual(['10.0.2.200:20001 → 198.51.100.130:443']);
    expect(notesOn(report, 'VPCE-7')).toEqual(['uncertain']);
  });
});

describe('VPCE-9 the policy of the endpoint', () => {
  test.each([
    ['full', 'reachable', null],
    ['deny', 'forward_blocked', 'endpoint-policy'],
    ['other', 'unknown', 'endpoint-policy'],
  ])('%s: %s', (policy, verdict, at) => {
    expect(askGateway({ endpoint: { policy } })).toMatchObject({ verdict, at });
  });

  test('a definite drop after it decides over what is not known', () => {
    const { subnets, ...sketch } = gatewayEndpoint({ endpoint: { policy: 'other' } });
    const closed = (subnets ?? []).map((subnet) => ({ ...subnet, networkAcl: 'acl' }));
    const networkAcls = [{ id: 'acl', egress: [allow(100, '0.0.0.0/0')], ingress: [] }];
    const report = ask(networkOf({ ...sketch, subnets: closed, networkAcls }), toService);
    expect(report.verdict).toBe('unknown');
    expect(report.alsoBlockedBy.map(({ at }) => at)).toEqual(['nacl-ingress']);
  });
});

test('VPCE-10 two for one service on one table are refused, and the first one is used', () => {
  const second = {
    id: 'vpce-2',
    vpc: 'vpc',
    vpcEndpointType: 'Gateway',
    serviceName: S3,
    routeTables: ['rt'],
  };
  const network = networkOf(gatewayEndpoint({ more: { vpcEndpoints: [second] } }));
  expect(lint(network).filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'vpc-endpoint-refused', resource: 'rt', rule: 'VPCE-10' },
  ]);
  expect(hopIds(ask(network, toService))).toContain('vpce');
});

describe('VPCE-11 an IPv4 endpoint', () => {
  const sketch = (ipAddressType: string) => ({
    ...gatewayEndpoint({ endpoint: { ipAddressType } }),
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' }],
    prefixLists: [{ ...LIST, entries: ['2001:db8:5::/48'] }],
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1::/64', routeTable: 'rt' }],
    instances: [{ id: 'a', privateIp: '10.0.1.10', ipv6Addresses: ['2001:db8:1::10'] }],
    routeTables: [{ id: 'rt' }],
  });
  test.each([
    ['ipv4', 'forward_blocked', 'gateway-endpoint'],
    ['dualstack', 'reachable', null],
  ])('%s: %s', (type, verdict, at) => {
    expect(ask(networkOf(sketch(type)), { from: 'a', to: '2001:db8:5::1' })).toMatchObject({ verdict, at });
  });
});

test('VPCE-8 names give public addresses: one of the list, where that is known', () => {
  const report = askGateway({}, { to: 's3' });
  expect(report).toMatchObject({ verdict: 'reachable', flow: { dst: '198.51.100.129' } });
  expect(stepAt(report, 'name').notes).toMatchObject([{ kind: 'assumption', rule: 'VPCE-8' }]);
  expect(askGateway({}, { to: 'vpce' }).flow.dst).toBe('198.51.100.129');
  expect(askGateway({}, { to: 'x.s3.us-east-1.amazonaws.com' }).flow.dst).toBe('198.51.100.129');
});

const SQS = 'com.amazonaws.us-east-1.sqs';

/** `a` in `net` and `b` in `other`; the endpoint `vpce` for SQS has an interface in `ep` and one in `ep-2`. */
function interfaceEndpoint(endpoint: Entry = {}, more: Sketch = {}): Sketch {
  return {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', enableDnsHostnames: true }],
    ...more,
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', availabilityZone: 'az1' },
      { id: 'ep', cidrBlock: '10.0.8.0/24', availabilityZone: 'az1', networkAcl: 'acl' },
      { id: 'ep-2', cidrBlock: '10.0.9.0/24', availabilityZone: 'az2' },
      ...(more.subnets ?? []),
    ],
    networkAcls: more.networkAcls ?? [
      { id: 'acl', ingress: [allow(100, '0.0.0.0/0')], egress: [allow(100, '0.0.0.0/0')] },
    ],
    instances: [{ id: 'a', privateIp: '10.0.1.10' }, ...(more.instances ?? [])],
    vpcEndpoints: [
      {
        id: 'vpce',
        vpc: 'vpc',
        vpcEndpointType: 'Interface',
        serviceName: SQS,
        interfaces: [
          { subnet: 'ep', privateIp: '10.0.8.8' },
          { subnet: 'ep-2', privateIp: '10.0.9.8' },
        ],
        securityGroups: ['open'],
        privateDnsEnabled: true,
        ...endpoint,
      },
      ...(more.vpcEndpoints ?? []),
    ],
  };
}

const toEndpoint = { from: 'a', to: '10.0.8.8' };
const askInterface = (endpoint: Entry = {}, more: Sketch = {}, question: Entry = {}) =>
  ask(networkOf(interfaceEndpoint(endpoint, more)), { ...toEndpoint, ...question });

test('VPCE-12 two interfaces in one zone are refused', () => {
  const subnets = [{ id: 'ep-3', cidrBlock: '10.0.7.0/24', availabilityZone: 'az1' }];
  const interfaces = [{ subnet: 'ep' }, { subnet: 'ep-3' }];
  expect(lint(networkOf(interfaceEndpoint({ interfaces }, { subnets })))).toContainEqual(
    expect.objectContaining({ code: 'vpc-endpoint-refused', resource: 'vpce', rule: 'VPCE-12' }),
  );
  expect(lint(networkOf(interfaceEndpoint())).filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('VPCE-13 the groups of the endpoint', () => {
  const group = (ingress: readonly Entry[], egress: readonly Entry[] = []) => ({
    securityGroups: [{ id: 'sg', ingress, egress }],
  });

  test('let requests in, and answers need no rule', () => {
    const more = group([{ protocol: 'tcp', ports: 443, from: ['10.0.1.0/24'] }]);
    expect(askInterface({ securityGroups: ['sg'] }, more).verdict).toBe('reachable');
  });

  test('keep others out', () => {
    const more = group([{ protocol: 'tcp', ports: 443, from: ['10.0.3.0/24'] }]);
    const report = askInterface({ securityGroups: ['sg'] }, more);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni:vpce:ep' });
  });

  test('are the default one when none was chosen', () => {
    const report = askInterface({ securityGroups: undefined });
    expect(report).toMatchObject({ at: 'sg-ingress' });
    expect(stepAt(report, 'sg-ingress').component).toBe('default-group:vpc');
  });
});

describe('GEN-11 an interface that a service has written of its own', () => {
  const own = (interfaceType: string): Sketch => ({
    networkInterfaces: [
      { id: 'eni-vpce', subnet: 'ep', privateIp: '10.0.8.8', interfaceType, securityGroups: ['open'] },
    ],
  });
  const endpoint = { interfaces: [], networkInterfaces: ['eni-vpce'], securityGroups: undefined };

  test('is that service and no machine, and the service has no second one', () => {
    const network = networkOf(interfaceEndpoint(endpoint, own('vpc_endpoint')));
    const report = ask(network, toEndpoint);
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report).slice(-2)).toEqual(['vpce', 'eni-vpce']);
    expect([...network.networkInterfaces.keys()].filter((id) => id !== 'eni:a')).toEqual(['eni-vpce']);
  });

  test('of a type that only sends or passes on accepts nothing', () => {
    const report = askInterface({ interfaces: [] }, own('transit_gateway'));
    expect(stepAt(report, 'delivered').notes).toMatchObject([{ kind: 'assumption', rule: 'ENI-11' }]);
  });
});

test('VPCE-14 an endpoint asks nothing', () => {
  const answer = traceReport(networkOf(interfaceEndpoint()), { from: 'eni:vpce:ep', to: 'a', port: 443 });
  expect(answer).toMatchObject({ ok: false, errors: [{ part: 'from' }] });
});

test('VPCE-15 the ACLs of both subnets apply', () => {
  const closed = { networkAcls: [{ id: 'acl', ingress: [], egress: [allow(100, '0.0.0.0/0')] }] };
  expect(askInterface({}, closed)).toMatchObject({ at: 'nacl-ingress', subnet: 'ep' });
  expect(askInterface({}, closed, { to: '10.0.9.8' }).verdict).toBe('reachable');
});

describe('VPCE-16 private DNS', () => {
  const name = 'sqs.us-east-1.amazonaws.com';
  const vpc = (attributes: Entry) => ({
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', ...attributes }],
  });

  test('gives the interfaces of the endpoint, any of them', () => {
    const report = askInterface({}, {}, { to: name });
    expect(report.verdict).toBe('reachable');
    expect(report.paths.map(({ choices }) => choices)).toEqual([
      [{ component: 'vpce', componentName: null, taken: 'ep', takenName: null }],
      [{ component: 'vpce', componentName: null, taken: 'ep-2', takenName: null }],
    ]);
  });

  test('where they differ the answer is partial', () => {
    const closed = { networkAcls: [{ id: 'acl', ingress: [], egress: [allow(100, '0.0.0.0/0')] }] };
    expect(askInterface({}, closed, { to: name })).toMatchObject({ verdict: 'partial', at: 'nacl-ingress' });
  });

  test.each([
    ['off', { privateDnsEnabled: false }, {}],
    ['for an endpoint that is deleted', { state: 'Deleted' }, {}],
    ['without DNS hostnames', {}, vpc({ enableDnsHostnames: false })],
  ])('%s the name is public', (_what, endpoint, more) => {
    const report = askInterface(endpoint, more, { to: name });
    expect(report).toMatchObject({ at: 'route-table', detail: 'no-route', flow: { dst: '203.0.113.5' } });
  });

  test('without DNS support nothing answers', () => {
    const report = askInterface({}, vpc({ enableDnsSupport: false }), { to: name });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'name',
      detail: 'dns-support-off',
      component: 'vpc',
      code: 'X_LOCAL_SERVICE',
    });
    expect(report.reason).toContain('DNS support is off');
  });

  test('VPCE-31 for resolver inbound endpoints only, the VPC gets the public answer', () => {
    const report = askInterface({ privateDnsOnlyForInboundResolverEndpoint: true }, {}, { to: name });
    expect(report.flow.dst).toBe('203.0.113.5');
  });
});

describe('VPCE-18 private names of S3 for resolver inbound endpoints only', () => {
  const s3 = {
    serviceName: S3,
    privateDnsEnabled: true,
    privateDnsOnlyForInboundResolverEndpoint: true,
  };
  const gateway = {
    id: 'gateway',
    vpc: 'vpc',
    vpcEndpointType: 'Gateway',
    serviceName: S3,
    routeTables: ['rt'],
  };
  const beside: Sketch = {
    prefixLists: [LIST],
    routeTables: [{ id: 'rt', main: true }],
    vpcEndpoints: [gateway],
  };
  const refusals = (more: Sketch, endpoint: Entry = {}) =>
    lint(networkOf(interfaceEndpoint({ ...s3, ...endpoint }, more))).flatMap(({ code, rule }) =>
      code === 'vpc-endpoint-refused' ? [rule] : [],
    );

  test('keep the gateway endpoint for what asks inside the VPC', () => {
    const report = askInterface(s3, beside, { to: 'bucket.s3.us-east-1.amazonaws.com' });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report).at(-1)).toBe('gateway');
    const all = { ...s3, privateDnsOnlyForInboundResolverEndpoint: false };
    const name = { to: 'bucket.s3.us-east-1.amazonaws.com' };
    expect(hopIds(askInterface(all, beside, name))).not.toContain('gateway');
  });

  test('need that gateway endpoint', () => {
    expect(refusals(beside)).toEqual([]);
    expect(refusals({})).toEqual(['VPCE-18']);
    expect(refusals({}, { privateDnsOnlyForInboundResolverEndpoint: false })).toEqual([]);
  });
});

describe('VPCE-19 the Region of a service', () => {
  const west = 'com.amazonaws.us-west-2.sqs';
  const vpcs = [{ id: 'vpc', cidrBlock: '10.0.0.0/16', region: 'us-east-1', enableDnsHostnames: true }];
  const refusals = (endpoint: Entry) =>
    lint(networkOf(interfaceEndpoint(endpoint, { vpcs }))).flatMap(({ code, rule }) =>
      code === 'vpc-endpoint-refused' ? [rule] : [],
    );

  test('is that of the endpoint, unless it says another', () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({ serviceName: west })).toEqual(['VPCE-19']);
    expect(refusals({ serviceName: west, serviceRegion: 'us-west-2' })).toEqual([]);
    expect(refusals({ serviceName: 'com.amazonaws.vpce.us-west-2.vpce-svc-1' })).toEqual(['VPCE-19']);
  });

  test('may be another one, which the trace says is not certain', () => {
    const report = askInterface({ serviceName: west, serviceRegion: 'us-west-2' }, { vpcs });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'VPCE-19')).toEqual(['uncertain']);
  });
});

describe('VPCE-26 an endpoint for a resource', () => {
  /** The database at 10.0.1.30 of `vpc-b`, which has the blocks of `vpc`, behind a resource gateway in `gate`. */
  const shared = (groups: Entry = {}, gateway: Entry = {}): Sketch => ({
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16' },
      { id: 'vpc-b', cidrBlock: '10.0.0.0/16' },
    ],
    subnets: [
      { id: 'gate', vpc: 'vpc-b', cidrBlock: '10.0.5.0/24' },
      { id: 'data', vpc: 'vpc-b', cidrBlock: '10.0.1.0/24' },
    ],
    securityGroups: [
      { id: 'sg-gate', vpc: 'vpc-b', ingress: [] },
      { id: 'sg-data', vpc: 'vpc-b', ingress: [{ protocol: 'tcp', ports: 443, from: 'sg-gate' }], ...groups },
    ],
    networkInterfaces: [
      { id: 'eni-gate', subnet: 'gate', privateIp: '10.0.5.5', securityGroups: ['sg-gate'], ...gateway },
      { id: 'eni-data', subnet: 'data', privateIp: '10.0.1.30', securityGroups: ['sg-data'] },
    ],
  });
  const resource = {
    vpcEndpointType: 'Resource',
    serviceName: undefined,
    privateDnsEnabled: false,
    resourceGateway: ['eni-gate'],
    resourceAddress: '10.0.1.30',
  };

  test('VPCE-27 reaches it from the resource gateway, whose address it sees, and without routes between the VPCs', () => {
    const report = askInterface(resource, shared());
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'delivered')).toEqual([
      '10.0.5.5:20004 → 10.0.1.30:443',
      '10.0.8.8:443 → 10.0.1.10:40000',
    ]);
    expect(hopIds(report).at(-1)).toBe('eni-data');
    expect(notesOn(report, 'VPCE-27')).toEqual(['uncertain']);
  });

  test('VPCE-27 the resource has to let the resource gateway in', () => {
    const groups = { ingress: [{ protocol: 'tcp', ports: 443, from: '10.0.9.0/24' }] };
    expect(askInterface(resource, shared(groups))).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni-data',
    });
  });

  test('VPCE-27 carries TCP only', () => {
    expect(askInterface(resource, shared(), { protocol: 'udp' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'interface-endpoint',
      detail: 'protocol',
    });
  });

  test('whose other side is not in the input is traced to the endpoint', () => {
    const report = askInterface({ ...resource, resourceGateway: [], resourceAddress: undefined });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'VPCE-32')).toEqual(['assumption']);
  });

  test('is not made in the VPC of the resource gateway', () => {
    const network = networkOf(
      interfaceEndpoint(resource, {
        networkInterfaces: [{ id: 'eni-gate', subnet: 'ep-2', privateIp: '10.0.9.5' }],
      }),
    );
    expect(lintRules(network)).toContain('VPCE-26');
    expect(lintRules(networkOf(interfaceEndpoint(resource, shared())))).not.toContain('VPCE-26');
  });
});

describe('VPCE-17 from another VPC', () => {
  const peered: Sketch = {
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', enableDnsHostnames: true },
      { id: 'vpc-b', cidrBlock: '10.2.0.0/16', enableDnsHostnames: true },
    ],
    subnets: [{ id: 'far', vpc: 'vpc-b', cidrBlock: '10.2.1.0/24', routeTable: 'rt-b' }],
    routeTables: [
      { id: 'rt', main: true, routes: [{ destination: '10.2.0.0/16', target: 'pcx' }] },
      { id: 'rt-b', vpc: 'vpc-b', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
    ],
    securityGroups: [{ id: 'sg-b', vpc: 'vpc-b' }],
    instances: [{ id: 'c', subnet: 'far', privateIp: '10.2.1.10', securityGroups: ['sg-b'] }],
    vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'vpc-b' }],
  };

  test('the interface is reached by its address', () => {
    expect(askInterface({}, peered, { from: 'c' }).verdict).toBe('reachable');
  });

  test('the private name stays public there', () => {
    const report = askInterface({}, peered, { from: 'c', to: 'sqs.us-east-1.amazonaws.com' });
    expect(report).toMatchObject({ at: 'route-table', flow: { dst: '203.0.113.5' } });
  });

  test("the endpoint's own name works", () => {
    const to = 'vpce-abcd.sqs.us-east-1.vpce.amazonaws.com';
    expect(askInterface({}, peered, { from: 'c', to }).verdict).toBe('reachable');
  });
});

describe('VPCE-20 state and policy', () => {
  test('one that is not available carries nothing', () => {
    expect(askInterface({ state: 'PendingAcceptance' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'interface-endpoint',
      detail: 'not-available',
      component: 'vpce',
      code: 'BAD_STATE',
    });
  });

  test('GEN-10 one of which some parts work is taken to', () => {
    const report = askInterface({ state: 'Partial' });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'GEN-10')).toEqual(['uncertain']);
  });

  test.each([
    ['deny', 'forward_blocked'],
    ['other', 'unknown'],
  ])('a policy that says %s: %s', (policy, verdict) => {
    expect(askInterface({ policy })).toMatchObject({ verdict, at: 'endpoint-policy', component: 'vpce' });
  });
});

test('VPCE-28 the policies of a service network are not known', () => {
  const report = askInterface({ vpcEndpointType: 'ServiceNetwork', serviceName: undefined });
  expect(report).toMatchObject({ verdict: 'unknown', at: 'endpoint-policy', component: 'vpce' });
});

describe('VPCE-29 names of the endpoint', () => {
  test.each([
    ['vpce-abcd.sqs.us-east-1.vpce.amazonaws.com', 2, '10.0.8.8'],
    ['vpce-abcd-az2.sqs.us-east-1.vpce.amazonaws.com', 0, '10.0.9.8'],
    ['vpce', 2, '10.0.8.8'],
  ])('%s', (to, ways, dst) => {
    const report = askInterface({}, {}, { to });
    expect(report.paths).toHaveLength(ways);
    expect(report.flow.dst).toBe(dst);
  });
});

test('VPCE-29 each way names the interface it takes', () => {
  const { paths } = askInterface({}, {}, { to: 'vpce' });
  expect(paths.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('arrives at eni:vpce:ep,'),
    expect.stringContaining('arrives at eni:vpce:ep-2,'),
  ]);
});

test('VPCE-30 without private DNS a bucket is asked publicly, by the endpoint only with its own name', () => {
  const s3 = { serviceName: S3, privateDnsEnabled: false };
  const network = networkOf(interfaceEndpoint(s3));
  const dstOf = (to: string) => ask(network, { from: 'a', to }).flow.dst;
  expect(dstOf('bucket.s3.us-east-1.amazonaws.com')).toBe('203.0.113.5');
  expect(dstOf('bucket.vpce-abcd.s3.us-east-1.vpce.amazonaws.com')).toBe('10.0.8.8');
});

describe('VPCE-25 the private name of a customer’s service', () => {
  const service = { serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1', dnsNames: ['*.db.example.com'] };

  test('gives the endpoint where private DNS is on', () => {
    expect(askInterface(service, {}, { to: 'eu.db.example.com' }).flow.dst).toBe('10.0.8.8');
  });

  test('and a public address where it is off', () => {
    const off = { ...service, privateDnsEnabled: false };
    expect(askInterface(off, {}, { to: 'eu.db.example.com' }).flow.dst).toBe('203.0.113.5');
  });
});

describe('VPCE-32 a service of another account', () => {
  const serviceName = 'com.amazonaws.vpce.us-east-1.vpce-svc-1';

  test('is handed the packet, and its filters are named as not checked', () => {
    const report = askInterface({ serviceName });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report).at(-1)).toBe('eni:vpce:ep');
    expect(notesOn(report, 'VPCE-32')).toEqual(['assumption']);
    expect(notesOn(askInterface(), 'VPCE-32')).toEqual([]);
  });

  test('GEN-9 of which only the name is known is handed the packet as well', () => {
    const otherResources = [{ id: 'vpce-svc-1', type: 'AWS::EC2::VPCEndpointService' }];
    const report = askInterface({ serviceName }, { otherResources });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'VPCE-32')).toEqual(['assumption']);
  });

  test('nothing is said where service and load balancer are in the input', () => {
    const report = askInterface(
      { serviceName: 'svc' },
      {
        vpcEndpointServices: [{ id: 'svc', loadBalancers: ['lb'] }],
        instances: [{ id: 'web', privateIp: '10.0.1.20' }],
        targetGroups: [{ id: 'tg', vpc: 'vpc', protocol: 'tcp', port: 443, targets: [{ id: 'web' }] }],
        loadBalancers: [
          {
            id: 'lb',
            vpc: 'vpc',
            type: 'network',
            scheme: 'internal',
            nodes: [{ subnet: 'net', privateIp: '10.0.1.9' }],
            listeners: [{ protocol: 'tcp', port: 443, targetGroup: 'tg' }],
          },
        ],
      },
    );
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report).at(-1)).toBe('web');
    expect(notesOn(report, 'VPCE-32')).toEqual([]);
  });
});
