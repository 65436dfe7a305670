/**
 * PrivateLink, inspection and load balancers, rule by rule, where the worked cases do not reach. One VPC `vpc` with a
 * subnet `net` for clients and `back` for what they ask.
 */
import { describe, expect, test } from 'vitest';
import { ask, hopIds, networkOf, stepAt, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const subnets: readonly Entry[] = [
  { id: 'net', cidrBlock: '10.0.1.0/24', availabilityZone: 'az1', routeTable: 'rt' },
  { id: 'back', cidrBlock: '10.0.2.0/24', availabilityZone: 'az1' },
  { id: 'back-2', cidrBlock: '10.0.3.0/24', availabilityZone: 'az2' },
];
const base = (more: Sketch = {}, routes: readonly Entry[] = []): Sketch => ({
  subnets,
  routeTables: [{ id: 'rt', routes }],
  instances: [{ id: 'client', privateIp: '10.0.1.10' }],
  ...more,
});
const asked = (sketch: Sketch, to: string, more: object = {}) =>
  ask(networkOf(sketch), { from: 'client', to, ...more });

const web = { id: 'web', subnet: 'back', privateIp: '10.0.2.20' };
const web2 = { id: 'web-2', subnet: 'back-2', privateIp: '10.0.3.20' };

interface Balanced {
  readonly balancer?: Entry;
  readonly group?: Entry;
  readonly more?: Sketch;
  readonly targets?: readonly Entry[];
}

/** A network load balancer with a node in `back`, forwarding 443 to 8443 of `web`. */
function balanced({ balancer, group, more, targets }: Balanced = {}): Sketch {
  return base({
    ...more,
    instances: [{ id: 'client', privateIp: '10.0.1.10' }, web, web2, ...(more?.instances ?? [])],
    targetGroups: [{ id: 'tg', vpc: 'vpc', port: 8443, targets: targets ?? [{ id: 'web' }], ...group }],
    loadBalancers: [
      {
        id: 'lb',
        vpc: 'vpc',
        type: 'network',
        scheme: 'internal',
        nodes: [{ subnet: 'back', privateIp: '10.0.2.9' }],
        listeners: [{ protocol: 'tcp', port: 443, targetGroup: 'tg' }],
        ...balancer,
      },
    ],
  });
}

describe('PrivateLink', () => {
  const linked = (balancer: Entry): Sketch => {
    const sketch = balanced({ balancer });
    return {
      ...sketch,
      vpcEndpointServices: [{ id: 'svc', loadBalancers: ['lb'] }],
      vpcEndpoints: [
        {
          id: 'vpce',
          vpc: 'vpc',
          vpcEndpointType: 'Interface',
          serviceName: 'svc',
          interfaces: [{ subnet: 'net', privateIp: '10.0.1.8' }],
          securityGroups: ['open'],
        },
      ],
    };
  };

  test('VPCE-23 the groups of the load balancer see the client, not the endpoint', () => {
    const securityGroups = [{ id: 'sg-lb', ingress: [{ from: '10.0.1.10/32' }] }];
    const sketch = { ...linked({ securityGroups: ['sg-lb'] }), securityGroups };
    expect(asked(sketch, '10.0.1.8').verdict).toBe('reachable');
    const other = { ...sketch, securityGroups: [{ id: 'sg-lb', ingress: [{ from: '10.0.1.8/32' }] }] };
    expect(asked(other, '10.0.1.8')).toMatchObject({ at: 'sg-ingress', verdict: 'forward_blocked' });
  });
});

describe('load balancers', () => {
  test('ELB-6 targets in a zone that is not enabled are unused', () => {
    const group = { crossZone: true };
    expect(asked(balanced({ targets: [{ id: 'web-2' }], group }), '10.0.2.9')).toMatchObject({
      at: 'load-balancer',
      detail: 'az-not-enabled',
    });
  });

  describe('ELB-7 health', () => {
    const nodes = [
      { subnet: 'back', privateIp: '10.0.2.9' },
      { subnet: 'back-2', privateIp: '10.0.3.9' },
    ];
    const both = (first: Entry, second: Entry, more: Sketch = {}) =>
      asked(
        balanced({
          balancer: { nodes, crossZone: true },
          targets: [
            { id: 'web', ...first },
            { id: 'web-2', ...second },
          ],
          more,
        }),
        '10.0.2.9',
      );
    const targetsOf = (report: ReturnType<typeof both>) =>
      report.paths.length === 0
        ? [stepAt(report, 'load-balancer').rewritten?.dst]
        : report.paths.map(({ choices }) => choices[0]?.taken);

    test('both healthy: each is traced', () => {
      expect(targetsOf(both({}, {}))).toEqual(['10.0.2.20:8443', '10.0.3.20:8443']);
    });

    test('one stated unhealthy is left out', () => {
      expect(targetsOf(both({ health: 'unhealthy' }, {}))).toEqual(['10.0.3.20']);
    });

    test('none healthy: all are used', () => {
      expect(targetsOf(both({ health: 'unhealthy' }, { health: 'unhealthy' }))).toHaveLength(2);
    });

    test('one whose health-check path is blocked is left out', () => {
      const closed = { id: 'sg-closed', ingress: [] };
      const report = asked(
        {
          ...balanced({ balancer: { nodes, crossZone: true }, targets: [{ id: 'web' }, { id: 'web-2' }] }),
          securityGroups: [closed],
          instances: [
            { id: 'client', privateIp: '10.0.1.10' },
            { ...web, securityGroups: ['sg-closed'] },
            web2,
          ],
        },
        '10.0.2.9',
      );
      expect(targetsOf(report)).toEqual(['10.0.3.20']);
    });
  });

  const application = {
    type: 'application',
    nodes: [{ subnet: 'back', privateIp: '10.0.2.9' }],
    securityGroups: ['sg-lb'],
  };
  const withGroup = (group: Entry) => ({
    ...balanced({ balancer: application }),
    securityGroups: [{ id: 'sg-lb', ...group }],
  });

  test('ELB-10, ELB-16 the groups of an application load balancer let clients in, by group too', () => {
    expect(asked(withGroup({ ingress: [] }), '10.0.2.9')).toMatchObject({ at: 'sg-ingress', subnet: 'back' });
    expect(asked(withGroup({ ingress: [{ from: 'open' }] }), '10.0.2.9').verdict).toBe('reachable');
  });

  test('ELB-12 and let the second leg out', () => {
    const group = {
      ingress: [{ from: '0.0.0.0/0' }],
      egress: [{ protocol: 'tcp', ports: 443, to: '0.0.0.0/0' }],
    };
    expect(asked(withGroup(group), '10.0.2.9')).toMatchObject({
      at: 'sg-egress',
      verdict: 'forward_blocked',
    });
  });

  test('ELB-21 kept: only the destination is rewritten; off: the node is the source', () => {
    const seen = (preserveClientIp: boolean) =>
      stepAt(asked(balanced({ group: { preserveClientIp } }), '10.0.2.9'), 'load-balancer').rewritten;
    expect(seen(true)).toMatchObject({ src: '10.0.1.10', srcPort: 40000, dst: '10.0.2.20', dstPort: 8443 });
    expect(seen(false)).toMatchObject({ src: '10.0.2.9', dst: '10.0.2.20', dstPort: 8443 });
  });

  test.each([
    ['ELB-22 a kept address for a target beyond a transit gateway', { preserveClientIp: true }, 'tcp'],
    ['ELB-29 a UDP target outside the VPC', { protocol: 'udp' }, 'udp'],
  ])('%s: the answer is lost', (_, group, protocol) => {
    const sketch = balanced({
      group: { targetType: 'ip', ...group },
      targets: [{ id: '10.9.1.20', availabilityZone: 'all' }],
      balancer: { listeners: [{ protocol, port: 443, targetGroup: 'tg' }] },
    });
    const toFar = [{ destination: '10.9.0.0/16', target: 'tgw' }];
    const network = networkOf({
      ...sketch,
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16' },
        { id: 'far', cidrBlock: '10.9.0.0/16' },
      ],
      subnets: [
        { ...subnets[0] },
        { ...subnets[1], routeTable: 'rt-back' },
        { ...subnets[2] },
        {
          id: 'far-net',
          vpc: 'far',
          cidrBlock: '10.9.1.0/24',
          availabilityZone: 'az1',
          routeTable: 'rt-far',
        },
      ],
      routeTables: [
        { id: 'rt' },
        { id: 'rt-back', routes: toFar },
        { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'tgw' }] },
      ],
      securityGroups: [{ id: 'open-far', vpc: 'far', ingress: [{ from: '0.0.0.0/0' }] }],
      instances: [
        ...(sketch.instances ?? []),
        { id: 'far-web', subnet: 'far-net', privateIp: '10.9.1.20', securityGroups: ['open-far'] },
      ],
      transitGateways: [{ id: 'tgw' }],
      transitGatewayAttachments: [
        { id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['back'] },
        { id: 'att-far', transitGateway: 'tgw', vpc: 'far', subnets: ['far-net'] },
      ],
    });
    expect(ask(network, { from: 'client', to: '10.0.2.9', protocol })).toMatchObject({
      verdict: 'return_blocked',
      at: 'load-balancer',
      detail: 'preservation',
    });
  });

  test('ELB-28 a port without a listener drops', () => {
    expect(asked(balanced(), '10.0.2.9', { port: 80 })).toMatchObject({
      at: 'load-balancer',
      detail: 'no-listener',
    });
    expect(asked(balanced(), '10.0.2.9', { protocol: 'icmp' })).toMatchObject({ detail: 'no-listener' });
  });

  test('EVAL-8 a load balancer whose listeners are not all known leaves other ports open', () => {
    const listeners = [{ protocol: 'tcp', port: 8080, targetGroup: 'tg' }];
    expect(asked(balanced({ balancer: { listeners } }), 'lb', { port: 443 })).toMatchObject({
      verdict: 'forward_blocked',
      code: 'ELBV2_LISTENERS_MISMATCH',
    });
    const open = asked(balanced({ balancer: { listeners, incomplete: true } }), 'lb', { port: 443 });
    expect(open).toMatchObject({ verdict: 'unknown', at: 'load-balancer' });
    expect(open.reason).toContain('The listeners of lb are not all in the input.');
  });

  test('EVAL-8 a target group whose targets are not known leaves the flow open', () => {
    const known = asked(balanced({ targets: [] }), 'lb', { port: 443 });
    expect(known).toMatchObject({ verdict: 'forward_blocked', code: 'ELBV2_LISTENER_HAS_NO_TG' });
    const open = asked(balanced({ targets: [], group: { incomplete: true } }), 'lb', { port: 443 });
    expect(open).toMatchObject({ verdict: 'unknown', at: 'load-balancer' });
    expect(open.reason).toContain('The targets of tg are not in the input.');
  });

  test('ELB-7 each target group is healthy or fails open by itself', () => {
    const sketch = balanced({
      balancer: {
        crossZone: true,
        nodes: [
          { subnet: 'back', privateIp: '10.0.2.9' },
          { subnet: 'back-2', privateIp: '10.0.3.9' },
        ],
        listeners: [
          { protocol: 'tcp', port: 443, forward: [{ targetGroup: 'tg' }, { targetGroup: 'sick' }] },
        ],
      },
      targets: [{ id: 'web', health: 'healthy' }],
    });
    const sick = { id: 'sick', vpc: 'vpc', port: 8443, targets: [{ id: 'web-2', health: 'unhealthy' }] };
    const report = asked({ ...sketch, targetGroups: [...(sketch.targetGroups ?? []), sick] }, 'lb', {
      port: 443,
    });
    const taken = report.paths.flatMap(({ choices }) =>
      choices.filter(({ component }) => component === 'lb').map((each) => each.taken),
    );
    expect(new Set(taken)).toEqual(new Set(['back', 'back-2', '10.0.2.20:8443', '10.0.3.20:8443']));
  });

  test('EVAL-8 a service whose interfaces are not in the input leaves the flow open', () => {
    const report = asked(base({ databases: [{ id: 'db', name: 'orders' }] }), 'orders', { port: 5432 });
    expect(report).toMatchObject({ verdict: 'unknown' });
    expect(report.reason).toContain('`orders` has no interface in the input');
  });

  test('EVAL-8 a target whose address is not in the input leaves the flow open, a draining one does not', () => {
    const lost = (target: Entry) => {
      const sketch = balanced({ targets: [{ id: 'elsewhere', ...target }] });
      return ask(networkOf(sketch, ['elsewhere']), { from: 'client', to: 'lb', port: 443 });
    };
    expect(lost({})).toMatchObject({ verdict: 'unknown', at: 'load-balancer' });
    expect(lost({}).reason).toContain('The address of target elsewhere is not in the input.');
    expect(lost({ health: 'draining' })).toMatchObject({ code: 'ELBV2_LISTENER_HAS_NO_TG' });
  });

  test("LAM-5 a function's interface takes no connection, be the function in the input or not", () => {
    const networkInterfaces = [
      {
        id: 'eni-fn',
        subnet: 'back',
        privateIp: '10.0.2.30',
        interfaceType: 'lambda',
        securityGroups: ['open'],
      },
    ];
    expect(asked(base({ networkInterfaces }), '10.0.2.30', { port: 443 })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'lambda-eni',
    });
  });

  test('ELB-37 a listener that answers itself ends at the load balancer', () => {
    const listeners = [{ protocol: 'http', port: 443, answer: 'redirect' }];
    const report = asked(balanced({ balancer: { listeners } }), '10.0.2.9');
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report).at(-1)).toBe('eni:lb:back');
  });
});

describe('firewalls', () => {
  /** From `net` to `back` and back by the endpoint `fwe`. */
  const inspected = (
    policy: Entry,
    back: Entry[] = [{ destination: '10.0.1.0/24', target: 'fwe' }],
  ): Sketch => ({
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back' },
      { id: 'fw', cidrBlock: '10.0.9.0/28' },
    ],
    routeTables: [
      { id: 'rt', routes: [{ destination: '10.0.2.0/24', target: 'fwe' }] },
      { id: 'rt-back', routes: back },
    ],
    instances: [{ id: 'client', privateIp: '10.0.1.10' }, web],
    networkFirewalls: [
      {
        id: 'nfw',
        vpc: 'vpc',
        firewallPolicy: 'policy',
        subnetMappings: [{ subnet: 'fw', endpoint: 'fwe' }],
      },
    ],
    firewallPolicies: [{ id: 'policy', ...policy }],
  });
  const passes = (policy: Entry, back?: Entry[]) => asked(inspected(policy, back), 'web');
  const rules = (...texts: string[]) => ({ statefulRuleGroups: [{ rules: texts }] });

  test('GWLB-3, GWLB-4, NFW-14 in and out of the endpoint subnet, addresses untouched', () => {
    const report = passes({});
    expect(report.verdict).toBe('reachable');
    const at = stepsOf(report).filter(({ leg, hop }) => leg === 'forward' && (hop === 'fw' || hop === 'fwe'));
    expect(at.map((step) => step.at)).toEqual(['nacl-ingress', 'firewall', 'nacl-egress', 'route-table']);
    expect(stepAt(report, 'sg-ingress').packet).toMatchObject({ src: '10.0.1.10', dst: '10.0.2.20' });
  });

  test('NFW-3, NFW-4 the stateless default action', () => {
    expect(passes({ statelessDefaultAction: 'drop' })).toMatchObject({ at: 'firewall', detail: 'stateless' });
    expect(passes({ statelessDefaultAction: 'pass' }).verdict).toBe('reachable');
  });

  test('NFW-6, NFW-9 the reply of a passed flow needs no rule', () => {
    const policy = {
      ruleOrder: 'strict',
      statefulDefaultActions: 'aws:drop_strict',
      ...rules('pass tcp 10.0.1.0/24 any -> any 443'),
    };
    expect(passes(policy).verdict).toBe('reachable');
  });

  test('NFW-11 a one-way stateless pass shows half of the flow', () => {
    const stateless = {
      statelessRuleGroups: [{ rules: [{ priority: 1, action: 'pass', sources: '10.0.1.0/24' }] }],
    };
    expect(passes(stateless)).toMatchObject({
      verdict: 'return_blocked',
      at: 'firewall',
      detail: 'asymmetric',
    });
  });

  test('NFW-10, NFW-15 a request that is inspected and a reply that is not', () => {
    expect(passes({}, [])).toMatchObject({
      verdict: 'unknown',
      at: 'firewall',
      detail: 'asymmetric-inspection',
    });
    expect(passes({ statelessDefaultAction: 'pass' }, []).verdict).toBe('reachable');
  });

  test('NFW-12 home is the VPC of the firewall, unless the group says otherwise', () => {
    const drop = 'drop tcp $HOME_NET any -> any 443';
    expect(passes(rules(drop))).toMatchObject({ at: 'firewall', detail: 'stateful' });
    expect(passes({ statefulRuleGroups: [{ homeNet: '172.16.0.0/12', rules: [drop] }] }).verdict).toBe(
      'reachable',
    );
  });

  test('NFW-19 action order where the order is not stated, and said', () => {
    const report = passes(rules('drop tcp any any -> any 443', 'pass tcp any any -> any 443'));
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'firewall').notes.map(({ rule }) => rule)).toContain('NFW-19');
  });

  test('NFW-22 options that are not modelled count only where the header matches', () => {
    const rule = (port: number) => `drop tls any any -> any ${port} (tls.sni; content:"example.com"; sid:1;)`;
    expect(passes(rules(rule(443)))).toMatchObject({
      verdict: 'unknown',
      at: 'firewall',
      detail: 'rule-options',
    });
    expect(passes(rules(rule(8443))).verdict).toBe('reachable');
  });

  test('EVAL-8 a rule group whose rules are not all known leaves open what no listed rule decides before it', () => {
    const groups = (...more: Entry[]) => ({
      ruleOrder: 'strict',
      statefulDefaultActions: 'aws:drop_strict',
      statefulRuleGroups: more,
    });
    const listed = { priority: 1, rules: ['pass tcp any any -> any 443'] };
    const unlisted = (priority: number) => ({ priority, incomplete: true });
    expect(passes(groups(listed, unlisted(2))).verdict).toBe('reachable');
    expect(passes(groups(unlisted(0), listed))).toMatchObject({
      verdict: 'unknown',
      at: 'firewall',
      detail: 'not-held',
    });
    expect(passes({ statefulRuleGroups: [listed, unlisted(0)] }).verdict).toBe('reachable');
    const drop = { rules: ['drop tcp any any -> any 443'] };
    expect(passes({ statefulRuleGroups: [drop, unlisted(0)] }).verdict).toBe('unknown');
    expect(passes({ statefulRuleGroups: [drop, { ...unlisted(0), dropToAlert: true }] })).toMatchObject({
      detail: 'stateful',
    });
  });

  test('EVAL-8 stateless rules that look at TCP flags, or are not listed, leave the flow open', () => {
    const pass = { priority: 5, action: 'pass' };
    const stateless = (...rules: Entry[]) => ({ statelessRuleGroups: [{ rules }] });
    expect(passes(stateless({ ...pass, tcpFlags: true }))).toMatchObject({
      verdict: 'unknown',
      at: 'firewall',
      detail: 'not-held',
    });
    expect(passes(stateless(pass, { priority: 9, action: 'drop', tcpFlags: true })).verdict).toBe(
      'reachable',
    );
    const groups = (priority: number) => ({
      statelessRuleGroups: [
        { priority: 1, rules: [pass] },
        { priority, rules: [], incomplete: true },
      ],
    });
    expect(passes(groups(2)).verdict).toBe('reachable');
    expect(passes(groups(0)).verdict).toBe('unknown');
  });

  describe('Gateway Load Balancer', () => {
    const appliances = (targets: readonly Entry[]): Sketch => ({
      ...inspected({}),
      networkFirewalls: [],
      firewallPolicies: [],
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt', availabilityZone: 'az1' },
        { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back', availabilityZone: 'az1' },
        { id: 'fw', cidrBlock: '10.0.9.0/28', availabilityZone: 'az1' },
        { id: 'far', cidrBlock: '10.0.8.0/28', availabilityZone: 'az2' },
      ],
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
        },
      ],
      targetGroups: [{ id: 'tg', vpc: 'vpc', protocol: 'geneve', port: 6081, targets }],
      instances: [
        { id: 'client', privateIp: '10.0.1.10' },
        web,
        { id: 'near', subnet: 'fw', privateIp: '10.0.9.10' },
        { id: 'away', subnet: 'far', privateIp: '10.0.8.10' },
      ],
    });

    test('GWLB-2 appliances that are registered by address', () => {
      const sketch = appliances([{ id: '10.0.9.10' }]);
      const byAddress = sketch.targetGroups?.map((group) => ({ ...group, targetType: 'ip' })) ?? [];
      expect(asked({ ...sketch, targetGroups: byAddress }, 'web').verdict).toBe('reachable');
    });

    test('EVAL-8 appliances that are not in the input are supposed to pass the packet', () => {
      const sketch = appliances([]);
      const unknown = sketch.targetGroups?.map((group) => ({ ...group, incomplete: true })) ?? [];
      const report = asked({ ...sketch, targetGroups: unknown }, 'web');
      expect(report.verdict).toBe('reachable');
      expect(stepAt(report, 'firewall').notes.map(({ rule }) => rule)).toContain('VPCE-32');
    });

    test('GWLB-1 wraps the packet to the appliance and takes it back', () => {
      const report = asked(appliances([{ id: 'near' }]), 'web');
      expect(report.verdict).toBe('reachable');
      const outer = stepsOf(report).find(({ hop, at }) => hop === 'eni:near' && at === 'sg-ingress');
      expect(outer?.packet).toMatchObject({ protocol: 'udp', dstPort: 6081 });
    });

    test('GWLB-9 only appliances of the zone', () => {
      expect(asked(appliances([{ id: 'away' }]), 'web')).toMatchObject({
        at: 'gwlb',
        detail: 'no-target-in-zone',
      });
    });
  });
});
