/**
 * What firewalls and appliances see, rule by rule: a client in `net`, a server `web` in `back`, and an endpoint `fwe` in
 * `fw` that both directions pass.
 */
import { describe, expect, test } from 'vitest';
import { ask, hopIds, lintRules, networkOf, notesOn, stepAt, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const web = { id: 'web', subnet: 'back', privateIp: '10.0.2.20' };

/** With a Network Firewall of this policy behind the endpoint. */
function inspected(policy: Entry = {}, more: Sketch = {}): Sketch {
  return {
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back' },
      { id: 'fw', cidrBlock: '10.0.9.0/28' },
    ],
    routeTables: [
      { id: 'rt', routes: [{ destination: '10.0.2.0/24', target: 'fwe' }] },
      { id: 'rt-back', routes: [{ destination: '10.0.1.0/24', target: 'fwe' }] },
    ],
    instances: [{ id: 'client', privateIp: '10.0.1.10' }, { id: 'near', privateIp: '10.0.1.11' }, web],
    networkFirewalls: [
      {
        id: 'nfw',
        vpc: 'vpc',
        firewallPolicy: 'policy',
        subnetMappings: [{ subnet: 'fw', endpoint: 'fwe' }],
      },
    ],
    firewallPolicies: [{ id: 'policy', ...policy }],
    ...more,
  };
}

const drops = { statelessDefaultAction: 'drop' };
const client = (sketch: Sketch, to: string, question: object = {}) =>
  ask(networkOf(sketch), { from: 'client', to, ...question });

describe('NFW-16 a firewall does not see', () => {
  test('what crosses no endpoint is what it drops', () => {
    expect(client(inspected(drops), 'web')).toMatchObject({ verdict: 'forward_blocked', at: 'firewall' });
  });

  test('traffic inside a subnet, and the trace says so', () => {
    const report = client(inspected(drops), 'near');
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).not.toContain('fwe');
    expect(notesOn(report, 'NFW-16')).toContain('hint');
    expect(
      notesOn(
        client(
          {
            instances: inspected().instances ?? [],
            subnets: inspected().subnets ?? [],
            routeTables: [{ id: 'rt' }, { id: 'rt-back' }],
          },
          'near',
        ),
        'NFW-16',
      ),
    ).toEqual([]);
  });

  test('queries to the Amazon resolver', () => {
    const report = client(inspected(drops), '10.0.0.2', { protocol: 'udp', port: 53 });
    expect(report.verdict).toBe('reachable');
  });

  test('what comes by a peering, which leads to no endpoint of the other VPC', () => {
    const sketch = inspected(drops);
    const report = ask(
      networkOf({
        ...sketch,
        vpcs: [
          { id: 'vpc', cidrBlock: '10.0.0.0/16' },
          { id: 'far', cidrBlock: '10.1.0.0/16' },
        ],
        subnets: [
          ...(sketch.subnets ?? []),
          { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' },
        ],
        routeTables: [
          ...(sketch.routeTables ?? []).map((table) => ({
            ...table,
            routes: [{ destination: '10.1.0.0/16', target: 'pcx' }],
          })),
          { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
        ],
        vpcPeeringConnections: [{ id: 'pcx', requester: 'far', accepter: 'vpc' }],
        securityGroups: [{ id: 'far-open', vpc: 'far', ingress: [{ from: '0.0.0.0/0' }] }],
        instances: [
          ...(sketch.instances ?? []),
          { id: 'peer', subnet: 'far-net', privateIp: '10.1.1.10', securityGroups: ['far-open'] },
        ],
      }),
      { from: 'peer', to: 'web' },
    );
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).not.toContain('fwe');
  });
});

test('GEN-6 the resolver of the VPC is asked past groups, ACLs, routes and firewalls', () => {
  const sketch = inspected(drops, {
    networkAcls: [{ id: 'closed', ingress: [], egress: [] }],
    securityGroups: [{ id: 'none', ingress: [], egress: [] }],
    instances: [{ id: 'client', privateIp: '10.0.1.10', securityGroups: ['none'] }],
  });
  const subnets = (sketch.subnets ?? []).map((subnet) => ({ ...subnet, networkAcl: 'closed' }));
  for (const resolver of ['10.0.0.2', '169.254.169.253']) {
    const report = client({ ...sketch, subnets }, resolver, { protocol: 'udp', port: 53 });
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'local-service').rules).toContain('GEN-6');
    expect(stepsOf(report).map(({ at }) => at)).toEqual(['sent', 'local-service']);
  }
});

test('GWLB-5, EVAL-5 an endpoint in the subnet that it inspects gets its packets back for ever', () => {
  const sketch = inspected();
  const [net, back] = sketch.subnets ?? [];
  const shared = { id: 'fw', cidrBlock: '10.0.9.0/28', routeTable: 'rt' };
  const network = networkOf({ ...sketch, subnets: [net ?? {}, back ?? {}, shared] });
  expect(ask(network, { from: 'client', to: 'web' })).toMatchObject({
    verdict: 'forward_blocked',
    at: 'route-table',
    detail: 'routing-loop',
    subnet: 'fw',
  });
  expect(lintRules(network)).toContain('GWLB-5');
});

describe('GWLB-12 an appliance that is a plain interface', () => {
  const appliance = (entry: Entry = {}, subnet = 'fw'): Sketch => ({
    ...inspected(),
    networkFirewalls: [],
    firewallPolicies: [],
    routeTables: ['rt', 'rt-back'].map((id, index) => ({
      id,
      routes: [{ destination: index === 0 ? '10.0.2.0/24' : '10.0.1.0/24', target: 'box' }],
    })),
    instances: [
      { id: 'client', privateIp: '10.0.1.10' },
      web,
      {
        id: 'box',
        subnet,
        privateIp: subnet === 'fw' ? '10.0.9.10' : '10.0.1.99',
        sourceDestCheck: false,
        forwarding: 'router',
        ...entry,
      },
    ],
  });

  test('passes packets on with its check off, running, in a subnet of its own', () => {
    expect(client(appliance(), 'web').verdict).toBe('reachable');
  });

  test.each([
    ['with its check on', { sourceDestCheck: true }, 'eni-src-dst-check'],
    ['stopped', { state: 'stopped' }, 'route-table'],
  ])('%s it drops them', (_title, entry, at) => {
    expect(client(appliance(entry), 'web')).toMatchObject({ verdict: 'forward_blocked', at });
  });

  test('in the subnet of the client its own packets come back to it', () => {
    const network = networkOf(appliance({}, 'net'));
    expect(ask(network, { from: 'client', to: 'web' }).detail).toBe('routing-loop');
  });
});

describe('NFW-10 half of a flow', () => {
  const noWayBack = (routes: readonly Entry[]): Sketch => ({
    ...inspected(),
    routeTables: [
      { id: 'rt', routes: [{ destination: '10.0.2.0/24', target: 'fwe' }] },
      { id: 'rt-back', routes },
    ],
  });

  test('(c) a reply that goes around the firewall is unknown, with the code of an asymmetric path', () => {
    expect(client(noWayBack([]), 'web')).toMatchObject({
      verdict: 'unknown',
      at: 'firewall',
      detail: 'asymmetric-inspection',
      component: 'fwe',
      code: 'X_RETURN_PATH_ASYMMETRIC',
    });
  });
});

test('GEN-1 what a service sends takes the table and the ACL of the subnet that its interface is in', () => {
  const sketch = (acl: string): Sketch => ({
    ...inspected(),
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back' },
      { id: 'fw', cidrBlock: '10.0.9.0/28', routeTable: 'rt-fw', networkAcl: acl },
    ],
    routeTables: [...(inspected().routeTables ?? []), { id: 'rt-fw', routes: [] }],
    networkAcls: [
      { id: 'wide', ingress: [all], egress: [all] },
      { id: 'in-only', ingress: [all], egress: [] },
    ],
  });
  const report = client(sketch('wide'), 'web');
  expect(report.verdict).toBe('reachable');
  const leaving = stepsOf(report).filter(({ leg, hop }) => leg === 'forward' && hop === 'fw');
  expect(leaving.map(({ at, component }) => [at, component])).toEqual([
    ['nacl-ingress', 'wide'],
    ['nacl-egress', 'wide'],
    ['route-table', 'rt-fw'],
  ]);
  expect(client(sketch('in-only'), 'web')).toMatchObject({ at: 'nacl-egress', subnet: 'fw' });
});

const all = { ruleNumber: 100, ruleAction: 'allow', protocol: '-1', cidrBlock: '0.0.0.0/0' };

describe('NFW-13 a list of domains', () => {
  /** The client goes out to hosts of the internet through the firewall, which sees its private address. */
  const outward = (domainList: Entry, more: Entry = {}): Sketch => ({
    ...inspected({ statefulRuleGroups: [{ domainList, ...more }] }),
    routeTables: [
      { id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'fwe' }] },
      { id: 'rt-back', routes: [] },
      { id: 'rt-fw', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      { id: 'rt-edge', gateway: 'igw', routes: [{ destination: '10.0.1.0/24', target: 'fwe' }] },
    ],
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back' },
      { id: 'fw', cidrBlock: '10.0.9.0/28', routeTable: 'rt-fw' },
    ],
    instances: [{ id: 'client', privateIp: '10.0.1.10', publicIp: '198.51.100.10' }],
    internetHosts: [
      { id: 'good', name: 'www.example.com', address: '203.0.113.20' },
      { id: 'bad', name: 'example.net', address: '203.0.113.30' },
    ],
  });
  const allow = { action: 'allow', targets: ['.example.com'] };
  const refused = { verdict: 'forward_blocked', at: 'firewall', detail: 'stateful' };

  test('that allows passes its names and drops others', () => {
    expect(client(outward(allow), 'good').verdict).toBe('reachable');
    const report = client(outward(allow), 'bad');
    expect(report).toMatchObject(refused);
    expect(stepAt(report, 'firewall').rules).toContain('NFW-13');
  });

  test('that denies drops its names and leaves others alone', () => {
    const deny = { action: 'deny', targets: 'example.net' };
    expect(client(outward(deny), 'bad')).toMatchObject(refused);
    expect(client(outward(deny), 'good').verdict).toBe('reachable');
  });

  test('leaves other protocols to the rest of the policy', () => {
    expect(client(outward(allow), 'bad', { port: 22 }).verdict).toBe('reachable');
    expect(client(outward(allow), 'bad', { protocol: 'udp' }).verdict).toBe('reachable');
    const onlyHttp = { ...allow, protocols: 'http' };
    expect(client(outward(onlyHttp), 'bad').verdict).toBe('reachable');
    expect(client(outward(onlyHttp), 'bad', { port: 80 })).toMatchObject(refused);
  });

  test('decides by a name that an address alone does not give', () => {
    const report = client(outward(allow), 'internet');
    expect(report).toMatchObject({ verdict: 'unknown', at: 'firewall', detail: 'rule-options' });
    expect(stepAt(report, 'firewall').notes[0]?.text).toContain('Ask for a host or service by its name');
  });

  test('NFW-12 is about the home network only', () => {
    expect(client(outward(allow, { homeNet: '172.16.0.0/12' }), 'bad').verdict).toBe('reachable');
  });

  test('goes by the name that was asked, whoever resolves it', () => {
    const records = [
      { name: 'shop.example.com', type: 'A', values: ['203.0.113.40'] },
      { name: 'www.example.net', type: 'CNAME', values: ['shop.example.com'] },
    ];
    const hostedZones = [
      { id: 'zone-com', domainName: 'example.com', records: records.slice(0, 1) },
      { id: 'zone-net', domainName: 'example.net', records: records.slice(1) },
    ];
    const sketch = { ...outward(allow), hostedZones, internetHosts: [] };
    expect(client(sketch, 'shop.example.com').verdict).toBe('reachable');
    // A request bears the name that was asked, not the one that this stands for.
    expect(client(sketch, 'www.example.net')).toMatchObject(refused);
  });

  test('goes by the names of services too', () => {
    const s3 = { action: 'allow', targets: ['.amazonaws.com'] };
    expect(client(outward(s3), 'bucket.s3.us-east-1.amazonaws.com').verdict).toBe('reachable');
    expect(client(outward(allow), 'bucket.s3.us-east-1.amazonaws.com')).toMatchObject(refused);
  });
});

describe('NFW-18 a reply of which the firewall has not seen the request', () => {
  const oneWay = (policy: Entry): Sketch => ({
    ...inspected({ statelessRuleGroups: [half], ...policy }),
  });
  const half = { rules: [{ priority: 1, action: 'pass', sources: '10.0.1.0/24' }] };

  test.each(['drop', 'reject'])('is dropped: %s', (streamExceptionPolicy) => {
    const report = client(oneWay({ streamExceptionPolicy }), 'web');
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'firewall', detail: 'asymmetric' });
    expect(stepAt(report, 'firewall', 'return').rules).toContain('NFW-18');
    const isTold = notesOn(report, 'NFW-18').includes('hint');
    expect(isTold).toBe(streamExceptionPolicy === 'reject');
  });

  test('goes by the rules of the policy with `continue`', () => {
    const streamExceptionPolicy = 'continue';
    const report = client(oneWay({ streamExceptionPolicy }), 'web');
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'NFW-18')).toEqual(['uncertain']);
    const statefulRuleGroups = [{ rules: ['drop tcp 10.0.2.0/24 any -> any any'] }];
    expect(client(oneWay({ streamExceptionPolicy, statefulRuleGroups }), 'web')).toMatchObject({
      verdict: 'return_blocked',
      detail: 'stateful',
    });
  });

  test('is no matter of streams with UDP', () => {
    const report = client(oneWay({ streamExceptionPolicy: 'continue' }), 'web', { protocol: 'udp' });
    expect(report).toMatchObject({ verdict: 'return_blocked', detail: 'asymmetric' });
  });
});

describe('appliances behind a Gateway Load Balancer', () => {
  const balanced = (more: Sketch = {}, balancer: Entry = {}): Sketch => ({
    ...inspected(),
    networkFirewalls: [],
    firewallPolicies: [],
    vpcEndpoints: [
      { id: 'fwe', vpc: 'vpc', vpcEndpointType: 'GatewayLoadBalancer', subnet: 'fw', serviceName: 'svc' },
    ],
    vpcEndpointServices: [{ id: 'svc', loadBalancers: ['gwlb'] }],
    loadBalancers: [
      {
        id: 'gwlb',
        vpc: 'vpc',
        type: 'gateway',
        nodes: [{ subnet: 'fw', privateIp: '10.0.9.9' }],
        listeners: [{ protocol: 'geneve', port: 6081, targetGroup: 'tg' }],
        ...balancer,
      },
    ],
    targetGroups: [
      { id: 'tg', vpc: 'vpc', protocol: 'geneve', port: 6081, targets: [{ id: 'box' }, { id: 'box-2' }] },
    ],
    instances: [
      { id: 'client', privateIp: '10.0.1.10' },
      web,
      { id: 'box', subnet: 'fw', privateIp: '10.0.9.10' },
      { id: 'box-2', subnet: 'fw', privateIp: '10.0.9.11' },
    ],
    ...more,
  });
  const routed = (there: boolean, back: boolean): Sketch => ({
    routeTables: [
      { id: 'rt', routes: there ? [{ destination: '10.0.2.0/24', target: 'fwe' }] : [] },
      { id: 'rt-back', routes: back ? [{ destination: '10.0.1.0/24', target: 'fwe' }] : [] },
    ],
  });

  test('GWLB-8 both directions of a flow go to one of them', () => {
    const report = client(balanced(), 'web');
    expect(report.verdict).toBe('reachable');
    expect(report.paths.map(({ choices }) => choices.map(({ taken }) => taken))).toEqual([
      ['eni:box'],
      ['eni:box-2'],
    ]);
  });

  test('GWLB-8 a reply is dropped whose request went around them', () => {
    expect(client(balanced(routed(false, true)), 'web')).toMatchObject({
      verdict: 'return_blocked',
      at: 'gwlb',
      detail: 'asymmetric',
      code: 'X_RETURN_PATH_ASYMMETRIC',
      reason: expect.stringContaining('did not see the request') as string,
    });
  });

  test('GWLB-8 a reply that goes around them arrives', () => {
    expect(client(balanced(routed(true, false)), 'web').verdict).toBe('reachable');
  });

  test('GWLB-10 not in a subnet that another account shares', () => {
    const vpcs = [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ownerId: '111111111111' }];
    expect(lintRules(networkOf(balanced({ vpcs }, { ownerId: '222222222222' })))).toContain('GWLB-10');
    expect(lintRules(networkOf(balanced({ vpcs }, { ownerId: '111111111111' })))).not.toContain('GWLB-10');
    expect(lintRules(networkOf(balanced({ vpcs })))).not.toContain('GWLB-10');
  });
});
