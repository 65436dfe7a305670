/**
 * Load balancers by name, by zone and by type, rule by rule. One VPC `vpc` with a client in `net`, nodes in `lb-1` and
 * `lb-2`, and servers in `app-1` and `app-2`, the first of each in zone az1.
 */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../engine/index.ts';
import { ask, networkOf, stepAt, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const subnet = (id: string, cidrBlock: string, zone: string, more: object = {}): Entry => ({
  id,
  cidrBlock,
  availabilityZone: zone,
  ...more,
});
const nodes: readonly Entry[] = [
  { subnet: 'lb-1', privateIp: '10.0.2.9', publicIp: '198.51.100.9' },
  { subnet: 'lb-2', privateIp: '10.0.3.9', publicIp: '198.51.100.10' },
];

interface Balanced {
  readonly balancer?: Entry;
  readonly group?: Entry;
  readonly more?: Sketch;
}

function balanced({ balancer, group, more }: Balanced = {}): Sketch {
  return {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' }],
    routeTables: [
      {
        id: 'rt',
        routes: [
          { destination: '0.0.0.0/0', target: 'igw' },
          { destination: '::/0', target: 'igw' },
        ],
      },
    ],
    subnets: [
      subnet('net', '10.0.1.0/24', 'az1', { routeTable: 'rt' }),
      subnet('lb-1', '10.0.2.0/24', 'az1', { routeTable: 'rt', ipv6CidrBlocks: ['2001:db8:1:2::/64'] }),
      subnet('lb-2', '10.0.3.0/24', 'az2', { routeTable: 'rt' }),
      subnet('app-1', '10.0.4.0/24', 'az1'),
      subnet('app-2', '10.0.5.0/24', 'az2'),
    ],
    instances: [
      { id: 'client', privateIp: '10.0.1.10', publicIp: '198.51.100.1' },
      { id: 'web-1', subnet: 'app-1', privateIp: '10.0.4.20' },
      { id: 'web-2', subnet: 'app-2', privateIp: '10.0.5.20' },
    ],
    targetGroups: [
      { id: 'tg', vpc: 'vpc', port: 443, targets: [{ id: 'web-1' }, { id: 'web-2' }], ...group },
    ],
    loadBalancers: [
      {
        id: 'lb',
        vpc: 'vpc',
        type: 'network',
        scheme: 'internal',
        nodes,
        listeners: [{ protocol: 'tcp', port: 443, targetGroup: 'tg' }],
        ...balancer,
      },
    ],
    ...more,
  };
}

const asked = (sketch: Sketch, question: object = {}) =>
  ask(networkOf(sketch), { from: 'client', to: 'lb', ...question });

/** The addresses that a name gave, one for each path. */
const addressesOf = (report: ReturnType<typeof asked>) =>
  report.paths.length === 0 ? [report.flow.dst] : report.paths.map(({ choices }) => choices[0]?.taken);

describe('ELB-1 a node in each enabled zone, asked by name', () => {
  test('each node may be given', () => {
    expect(addressesOf(asked(balanced()))).toEqual(['lb-1', 'lb-2']);
  });

  test('of an internal one the private address, of an internet-facing one the public one, inside the VPC too', () => {
    const one = { nodes: nodes.slice(0, 1) };
    expect(asked(balanced({ balancer: one })).flow.dst).toBe('10.0.2.9');
    const facing = asked(balanced({ balancer: { ...one, scheme: 'internet-facing' } }));
    expect(facing.flow.dst).toBe('198.51.100.9');
    expect(facing.verdict).toBe('reachable');
    expect(stepAt(facing, 'igw').rewritten?.src).toBe('198.51.100.1');
  });

  test('of several internet-facing nodes each by its public address', () => {
    const report = asked(balanced({ balancer: { scheme: 'internet-facing' } }));
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sent').packet.dst).toBe('198.51.100.9');
  });

  test('an interface of it is asked by its own address', () => {
    const facing = balanced({ balancer: { scheme: 'internet-facing' } });
    expect(asked(facing, { to: 'eni:lb:lb-1' }).flow.dst).toBe('10.0.2.9');
  });
});

describe('ELB-17 an internal dual-stack load balancer refuses IPv6 from an internet gateway', () => {
  const dual = (balancer: Entry = {}) =>
    balanced({
      balancer: {
        nodes: [{ subnet: 'lb-1', privateIp: '10.0.2.9', ipv6Addresses: ['2001:db8:1:2::9'] }],
        ...balancer,
      },
    });
  const from = 'internet:2001:db8:9::9';

  test('unless that is switched off', () => {
    const refused = asked(dual(), { from, to: '2001:db8:1:2::9' });
    expect(refused).toMatchObject({ verdict: 'forward_blocked', at: 'load-balancer', component: 'lb' });
    expect(refused.rules).toContain('ELB-17');
    expect(refused.reason).toContain('refuses IPv6 packets that come by an internet gateway');
    const off = asked(dual({ ipv6DenyAllIgwTraffic: false }), { from, to: '2001:db8:1:2::9' });
    expect(off.verdict).toBe('reachable');
  });

  test('an internet-facing one takes them, if it is not switched on', () => {
    expect(asked(dual({ scheme: 'internet-facing' }), { from, to: '2001:db8:1:2::9' }).verdict).toBe(
      'reachable',
    );
  });
});

describe('ELB-19 a network load balancer has one address in each zone', () => {
  const refusals = (balancer: Entry) =>
    lint(networkOf(balanced({ balancer }))).filter(({ rule }) => rule === 'ELB-19');

  test('one zone is enough', () => {
    expect(refusals({ nodes: nodes.slice(0, 1) })).toEqual([]);
    expect(refusals({})).toEqual([]);
  });

  test('two subnets of one zone are refused', () => {
    const twice = [...nodes, { subnet: 'app-1', privateIp: '10.0.4.9' }];
    expect(refusals({ nodes: twice })).toMatchObject([{ resource: 'lb', severity: 'error' }]);
  });
});

test.each(['tcp', 'udp'])('ELB-31 the name of a network load balancer serves %s', (protocol) => {
  const sketch = balanced({
    balancer: { nodes: nodes.slice(0, 1), listeners: [{ protocol, port: 53, targetGroup: 'tg' }] },
    group: { protocol, port: 53, targets: [{ id: 'web-1' }] },
  });
  expect(asked(sketch, { protocol, port: 53 }).verdict).toBe('reachable');
});

describe('ELB-32 a classic load balancer', () => {
  const classic = (more: Sketch = {}, group: Entry = {}) =>
    balanced({
      balancer: {
        type: 'classic',
        nodes: [{ subnet: 'app-1', privateIp: '10.0.4.9' }],
        securityGroups: ['open'],
      },
      group: { targets: [{ id: 'web-1' }], ...group },
      more,
    });

  test('is a proxy: the target sees the node', () => {
    const report = asked(classic());
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'delivered').packet.src).toBe('10.0.4.9');
  });

  test('meets the network ACL on the way to a target in its own subnet', () => {
    /** The ACLs on the second leg of the request. */
    const acls = (sketch: Sketch) =>
      stepsOf(asked(sketch)).flatMap(({ at, leg, packet }) =>
        at.startsWith('nacl-') && leg === 'forward' && packet.src === '10.0.4.9' ? [at] : [],
      );
    expect(acls(classic())).toEqual(['nacl-egress', 'nacl-ingress']);
    const application = { ...classic().loadBalancers?.[0], type: 'application' };
    expect(acls({ ...classic(), loadBalancers: [application] })).toEqual([]);
    const ingress = [
      { ruleNumber: 10, ruleAction: 'deny', cidrBlock: '10.0.4.0/24' },
      { ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' },
    ];
    const egress = [{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' }];
    const subnets = balanced().subnets?.map((each) =>
      each['id'] === 'app-1' ? { ...each, networkAcl: 'acl' } : each,
    );
    const closed = asked(
      classic({ ...(subnets && { subnets }), networkAcls: [{ id: 'acl', ingress, egress }] }),
    );
    expect(closed).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nacl-ingress',
      component: 'acl',
      entry: '10',
    });
  });

  test('registers instances only, and one zone is enough', () => {
    const rulesOf = (sketch: Sketch) => lint(networkOf(sketch)).flatMap(({ rule }) => rule ?? []);
    expect(rulesOf(classic())).not.toContain('ELB-32');
    expect(rulesOf(classic())).not.toContain('ELB-9');
    expect(rulesOf(classic({}, { targetType: 'ip', targets: [{ id: '10.0.4.20' }] }))).toContain('ELB-32');
  });
});

describe('ELB-33 the name leaves out nodes without a healthy target', () => {
  const labels = (group: Entry, more: Sketch = {}) => addressesOf(asked(balanced({ group, more })));
  const targets = (first: string, second: string) => ({
    targets: [
      { id: 'web-1', health: first },
      { id: 'web-2', health: second },
    ],
  });

  test('while another has one; it is traced and marked', () => {
    expect(labels(targets('unhealthy', 'healthy'))).toEqual(['lb-1 (dns-failover)', 'lb-2']);
  });

  test('none when no node has one, or each has', () => {
    expect(labels(targets('unhealthy', 'unhealthy'))).toEqual(['lb-1', 'lb-2']);
    expect(labels(targets('healthy', 'healthy'))).toEqual(['lb-1', 'lb-2']);
  });

  test('a blocked health check counts, and a target of another zone only across zones', () => {
    const closed = { id: 'closed', ingress: [] };
    const instances = balanced().instances?.map((each) =>
      each['id'] === 'web-2' ? { ...each, securityGroups: ['closed'] } : each,
    );
    const more = { securityGroups: [closed], ...(instances && { instances }) };
    expect(labels({}, more)).toEqual(['lb-1', 'lb-2 (dns-failover)']);
    // Across zones each node has the other target.
    expect(labels({ crossZone: true }, more)).toEqual(['lb-1', 'lb-2']);
  });
});

describe('ELB-39 a function as a target is decided by its permission', () => {
  const application = (group: Entry, more: Sketch = {}, securityGroup = 'open') =>
    balanced({
      balancer: {
        type: 'application',
        listeners: [{ protocol: 'http', port: 443, targetGroup: 'tg' }],
        securityGroups: [securityGroup],
      },
      group: { vpc: undefined, targetType: 'lambda', port: undefined, targets: [{ id: 'fn' }], ...group },
      more: {
        lambdaFunctions: [{ id: 'fn', inVpc: false }],
        securityGroups: [{ id: 'closed', vpc: 'vpc', ingress: [] }],
        ...more,
      },
    });

  test('which is there', () => {
    const report = asked(application({ lambdaPermission: true }));
    expect(report.verdict).toBe('reachable');
    const { rules, notes } = stepAt(report, 'load-balancer');
    expect(rules).toEqual(['ELB-39', 'ELB-18']);
    expect(notes.map(({ text }) => text)).toEqual([
      'The load balancer calls function fn, which may be called by it.',
    ]);
    // ELB-18: no leg into a VPC; the load balancer answers the client.
    expect(report.return?.hops[0]).toMatchObject({ id: 'eni:lb:lb-1' });
  });

  test('which is not there', () => {
    expect(asked(application({ lambdaPermission: false }))).toMatchObject({
      verdict: 'forward_blocked',
      at: 'load-balancer',
      detail: 'lambda-permission',
    });
  });

  test('of which no input says', () => {
    expect(asked(application({}))).toMatchObject({
      verdict: 'unknown',
      at: 'load-balancer',
      detail: 'lambda-permission',
    });
  });

  test('after the client is checked as usual, and whatever the settings of the function', () => {
    const may = { lambdaPermission: true };
    expect(asked(application(may, {}, 'closed')).at).toBe('sg-ingress');
    const inVpc = [{ id: 'fn', interfaces: [{ subnet: 'app-1' }], securityGroups: ['closed'] }];
    const inside = application(may, { lambdaFunctions: inVpc });
    expect(asked(inside).verdict).toBe('reachable');
  });

  test('where none is registered there is no target', () => {
    expect(asked(application({ targets: [] })).detail).toBe('no-target');
  });
});
