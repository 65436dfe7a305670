/**
 * Traffic mirroring, rule by rule: `client` asks `web`, whose interface is mirrored to `collector`. One VPC with a subnet
 * for each of the three.
 */
import { describe, expect, test } from 'vitest';
import { lint, traceText } from '../../../engine/index.ts';
import type { MirrorReport, TraceReport } from '../../../engine/index.ts';
import { ask, lintRules, networkOf } from '../trace/network.ts';
import type { Sketch } from '../trace/network.ts';

type Entry = Readonly<Record<string, unknown>>;

const everything: readonly Entry[] = [{ ruleNumber: 100, ruleAction: 'accept' }];
const onlyVxlan: Entry = { id: 'vxlan', ingress: [{ protocol: 'udp', ports: 4789, from: '10.0.2.5/32' }] };

const base: Sketch = {
  vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }],
  subnets: [
    { id: 'net', cidrBlock: '10.0.1.0/24', availabilityZone: 'az1' },
    { id: 'app', cidrBlock: '10.0.2.0/24', availabilityZone: 'az1' },
    { id: 'watch', cidrBlock: '10.0.7.0/24', availabilityZone: 'az1' },
  ],
  securityGroups: [onlyVxlan],
  instances: [
    { id: 'client', privateIp: '10.0.1.10' },
    { id: 'web', subnet: 'app', privateIp: '10.0.2.5' },
    { id: 'collector', subnet: 'watch', privateIp: '10.0.7.7', securityGroups: ['vxlan'] },
  ],
  trafficMirrorSessions: [
    {
      id: 'tms',
      networkInterface: 'eni:web',
      trafficMirrorTarget: 'tmt',
      trafficMirrorFilter: 'tmf',
      sessionNumber: 5,
      virtualNetworkId: 77,
      packetLength: 128,
    },
  ],
  trafficMirrorTargets: [{ id: 'tmt', networkInterface: 'eni:collector' }],
  trafficMirrorFilters: [{ id: 'tmf', ingress: everything, egress: everything }],
};

const asked = (more: Sketch = {}, question: object = {}): TraceReport =>
  ask(networkOf({ ...base, ...more }), { from: 'client', to: 'web', ...question });

/** One line for each packet at a source: the half, the way, and what became of the copy. */
const fates = ({ mirrored }: TraceReport): string[] =>
  mirrored.map(({ leg, direction, verdict, at }) =>
    [leg, direction, verdict, ...(at === null ? [] : [at])].join(' '),
  );

const first = (report: TraceReport): MirrorReport => {
  const [copy] = report.mirrored;
  if (copy === undefined) throw new Error('nothing is mirrored');
  return copy;
};

/** A group that lets nothing in. */
const closed: Entry = { id: 'closed', ingress: [] };
const collectorIn = (group: string): NonNullable<Sketch['instances']> =>
  (base.instances ?? []).map((each) =>
    each['id'] === 'collector' ? { ...each, securityGroups: [group] } : each,
  );

describe('MIR-1 a session has a source, a target and a filter', () => {
  test('the request and the reply of a source are copied, and nobody else is', () => {
    const report = asked();
    expect(report.verdict).toBe('reachable');
    expect(fates(report)).toEqual(['forward ingress reachable', 'return egress reachable']);
    expect(first(report)).toMatchObject({
      networkInterface: 'eni:web',
      session: 'tms',
      target: 'eni:collector',
      virtualNetworkId: 77,
      packetLength: 128,
      packet: { src: '10.0.1.10', dst: '10.0.2.5', dstPort: 443 },
    });
  });

  test('without a session nothing is said', () => {
    expect(asked({ trafficMirrorSessions: [] }).mirrored).toEqual([]);
  });

  test('an interface cannot be source and target at once', () => {
    const network = networkOf({
      ...base,
      trafficMirrorTargets: [{ id: 'tmt', networkInterface: 'eni:web' }],
    });
    expect(lint(network).filter(({ code }) => code === 'traffic-mirror-refused')).toMatchObject([
      { resource: 'tms', rule: 'MIR-1', severity: 'error' },
    ]);
    expect(lintRules(networkOf(base))).not.toContain('MIR-1');
  });

  test.each([
    ['an application load balancer', 'application', [{ protocol: 'tcp', port: 4789 }]],
    ['a network load balancer without a UDP listener on 4789', 'network', [{ protocol: 'tcp', port: 4789 }]],
  ])('%s is no target', (_, type, listeners) => {
    const loadBalancers = [{ id: 'lb', vpc: 'vpc', type, nodes: [{ subnet: 'watch' }], listeners }];
    const trafficMirrorTargets = [{ id: 'tmt', networkLoadBalancer: 'lb' }];
    const found = lint(networkOf({ ...base, loadBalancers, trafficMirrorTargets }));
    expect(found.map(({ resource, rule }) => [resource, rule])).toContainEqual(['tmt', 'MIR-1']);
  });

  test.each([
    ['names two destinations', { networkInterface: 'eni:collector', gatewayLoadBalancerEndpoint: 'vpce' }],
    ['names an interface endpoint', { gatewayLoadBalancerEndpoint: 'vpce' }],
  ])('a target that %s is refused', (_, target) => {
    const vpcEndpoints = [{ id: 'vpce', vpc: 'vpc', vpcEndpointType: 'Interface', serviceName: 'svc' }];
    const found = lint(
      networkOf({ ...base, vpcEndpoints, trafficMirrorTargets: [{ id: 'tmt', ...target }] }),
    );
    expect(found.map(({ resource, rule }) => [resource, rule])).toContainEqual(['tmt', 'MIR-1']);
  });

  test('a target that names nothing leaves the copy unknown', () => {
    const copy = first(asked({ trafficMirrorTargets: [{ id: 'tmt' }] }));
    expect(copy).toMatchObject({ verdict: 'unknown', outer: null });
    expect(copy.reason).toContain('names no destination');
  });
});

describe('MIR-2 a filter accepts nothing by default', () => {
  const filtered = (filter: Entry, question: object = {}) =>
    asked({ trafficMirrorFilters: [{ id: 'tmf', ...filter }] }, question);

  test('an empty list copies nothing', () => {
    const report = filtered({ ingress: everything });
    expect(fates(report)).toEqual(['forward ingress reachable', 'return egress not_mirrored']);
    expect(report.mirrored[1]?.reason).toBe(
      'The packet is not mirrored: no outbound rule of mirror filter tmf accepts it.',
    );
  });

  test('the lowest number that matches decides', () => {
    const reject = { ruleNumber: 10, ruleAction: 'reject', protocol: 'tcp', destinationPorts: 443 };
    const report = filtered({ ingress: [...everything, reject] });
    expect(first(report)).toMatchObject({ verdict: 'not_mirrored', rules: ['MIR-2'] });
    expect(first(report).reason).toContain('inbound rule 10 of mirror filter tmf rejects it');
    expect(first(filtered({ ingress: [...everything, reject] }, { port: 80 })).verdict).toBe('reachable');
  });

  test.each([
    ['source ports', { protocol: 'tcp', sourcePorts: '40000' }, 'reachable'],
    ['other source ports', { protocol: 'tcp', sourcePorts: '50000-60000' }, 'not_mirrored'],
    ['the source', { sourceCidrBlock: '10.0.1.0/24' }, 'reachable'],
    ['another source', { sourceCidrBlock: '10.0.9.0/24' }, 'not_mirrored'],
    ['the destination', { destinationCidrBlock: '10.0.2.5/32' }, 'reachable'],
    ['another destination', { destinationCidrBlock: '10.0.2.6/32' }, 'not_mirrored'],
    ['another protocol', { protocol: 'udp', destinationPorts: 443 }, 'not_mirrored'],
    ['the other family', { sourceCidrBlock: '::/0', destinationCidrBlock: '::/0' }, 'not_mirrored'],
  ])('a rule looks at %s', (_, rule, verdict) => {
    const ingress = [{ ruleNumber: 1, ruleAction: 'accept', ...rule }];
    expect(first(filtered({ ingress })).verdict).toBe(verdict);
  });

  test('what is not in the input leaves the copy unknown', () => {
    expect(first(filtered({ ingress: everything, incomplete: true })).verdict).toBe('unknown');
  });
});

describe('MIR-3 of several sessions the lowest that accepts has the packet, once', () => {
  const second: Entry = {
    id: 'tms-first',
    networkInterface: 'eni:web',
    trafficMirrorTarget: 'tmt',
    trafficMirrorFilter: 'tmf-first',
    sessionNumber: 1,
  };
  const both = (ingress: readonly Entry[]) =>
    asked({
      trafficMirrorSessions: [...(base.trafficMirrorSessions ?? []), second],
      trafficMirrorFilters: [...(base.trafficMirrorFilters ?? []), { id: 'tmf-first', ingress }],
    });

  test('the lower number comes first', () => {
    const report = both(everything);
    expect(report.mirrored.map(({ session }) => session)).toEqual(['tms-first', 'tms']);
    expect(first(report).notes).toContainEqual(expect.objectContaining({ kind: 'uncertain', rule: 'MIR-3' }));
  });

  test('what its filter does not accept goes to the next', () => {
    expect(first(both([])).session).toBe('tms');
  });
});

describe('MIR-4 the copy is VXLAN from the primary address of the source', () => {
  test('whatever address of it the packet is for', () => {
    const networkInterfaces = [
      {
        id: 'eni-web',
        instance: 'web',
        subnet: 'app',
        privateIp: '10.0.2.5',
        secondaryPrivateIps: [{ privateIp: '10.0.2.6' }],
      },
    ];
    const instances = (base.instances ?? []).map((each) => (each['id'] === 'web' ? { id: 'web' } : each));
    const trafficMirrorSessions = [{ ...base.trafficMirrorSessions?.[0], networkInterface: 'eni-web' }];
    const report = asked({ networkInterfaces, instances, trafficMirrorSessions }, { to: '10.0.2.6' });
    expect(first(report)).toMatchObject({
      packet: { dst: '10.0.2.6' },
      outer: { src: '10.0.2.5', dst: '10.0.7.7', protocol: 'udp', dstPort: 4789 },
      verdict: 'reachable',
    });
  });
});

describe("MIR-5 the copy follows the route table of the source's subnet", () => {
  const peered = (routes: readonly Entry[], sides: { readonly region?: string } = {}): Sketch => ({
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16' },
      { id: 'far', cidrBlock: '10.7.0.0/16' },
    ],
    subnets: [
      ...(base.subnets ?? []).map((each) => (each['id'] === 'app' ? { ...each, routeTable: 'rt' } : each)),
      { id: 'far-net', vpc: 'far', cidrBlock: '10.7.1.0/24' },
    ],
    routeTables: [{ id: 'rt', routes }],
    securityGroups: [{ ...onlyVxlan, vpc: 'far' }],
    instances: [
      ...(base.instances ?? []).filter(({ id }) => id !== 'collector'),
      { id: 'collector', subnet: 'far-net', privateIp: '10.7.1.7', securityGroups: ['vxlan'] },
    ],
    vpcPeeringConnections: [
      {
        id: 'pcx',
        requester: { vpc: 'vpc', region: 'us-east-1' },
        accepter: { vpc: 'far', region: 'us-east-1', ...sides },
      },
    ],
  });
  const route = [{ destination: '10.7.0.0/16', target: 'pcx' }];

  test('over a peering within the Region', () => {
    const copy = first(asked(peered(route)));
    expect(copy.verdict).toBe('reachable');
    expect(copy.hops.map(({ id }) => id)).toContain('pcx');
  });

  test('no route: the copy is lost, and the conversation is unaffected', () => {
    const report = asked(peered([]));
    expect(report.verdict).toBe('reachable');
    expect(first(report)).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', component: 'rt' });
    expect(first(report).reason).toContain('so the copy is dropped');
    expect(first(report).rules).toContain('MIR-5');
  });

  test('not over a peering between Regions', () => {
    const copy = first(asked(peered(route, { region: 'eu-west-1' })));
    expect(copy).toMatchObject({ verdict: 'forward_blocked', at: 'pcx', component: 'pcx' });
    expect(copy.reason).toContain('joins two Regions');
  });
});

describe("MIR-6 the outbound rules of the source's groups do not see the copy", () => {
  test('the copy leaves an interface whose groups let nothing out', () => {
    const silent = { id: 'silent', ingress: [{ from: '0.0.0.0/0' }], egress: [] };
    const instances = (base.instances ?? []).map((each) =>
      each['id'] === 'web' ? { ...each, securityGroups: ['silent'] } : each,
    );
    const report = asked({ securityGroups: [onlyVxlan, silent], instances });
    expect(fates(report)).toEqual(['forward ingress reachable', 'return egress reachable']);
    const steps = first(report).hops.flatMap((hop) => hop.steps);
    expect(steps.map(({ at }) => at)).not.toContain('sg-egress');
  });

  test("the target's groups must let UDP 4789 in from the source", () => {
    const report = asked({ securityGroups: [closed], instances: collectorIn('closed') });
    expect(report.verdict).toBe('reachable');
    expect(first(report)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni:collector',
      reason:
        'No rule of security group closed of collector (it has none) lets UDP 4789 in from 10.0.2.5, so the copy is dropped there.',
    });
    expect(first(report).rules).toContain('MIR-6');
  });

  test('network ACLs are taken to apply, with a note', () => {
    const subnets = (base.subnets ?? []).map((each) =>
      each['id'] === 'watch' ? { ...each, networkAcl: 'acl' } : each,
    );
    const copy = first(asked({ subnets, networkAcls: [{ id: 'acl' }] }));
    expect(copy).toMatchObject({ verdict: 'forward_blocked', at: 'nacl-ingress', component: 'acl' });
    expect(copy.notes).toContainEqual(expect.objectContaining({ kind: 'uncertain', rule: 'MIR-6' }));
  });
});

describe('MIR-7 what is dropped at the source is not mirrored', () => {
  test('by its groups', () => {
    const instances = (base.instances ?? []).map((each) =>
      each['id'] === 'web' ? { ...each, securityGroups: ['closed'] } : each,
    );
    const report = asked({ securityGroups: [onlyVxlan, closed], instances });
    expect(fates(report)).toEqual(['forward ingress not_mirrored sg-ingress']);
    expect(first(report).reason).toBe(
      'The security group closed drops the packet at web, so it is not mirrored.',
    );
    expect(first(report).rules[0]).toBe('MIR-7');
  });

  test("by its subnet's ACL, in and out", () => {
    const subnets = (base.subnets ?? []).map((each) =>
      each['id'] === 'app' ? { ...each, networkAcl: 'acl' } : each,
    );
    expect(fates(asked({ subnets, networkAcls: [{ id: 'acl' }] }))).toEqual([
      'forward ingress not_mirrored nacl-ingress',
    ]);
    const ingress = [{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' }];
    expect(fates(asked({ subnets, networkAcls: [{ id: 'acl', ingress }] }))).toEqual([
      'forward ingress forward_blocked nacl-egress',
      'return egress not_mirrored nacl-egress',
    ]);
  });

  test('what is dropped further on is mirrored all the same', () => {
    const trafficMirrorSessions = [{ ...base.trafficMirrorSessions?.[0], networkInterface: 'eni:client' }];
    const instances = (base.instances ?? []).map((each) =>
      each['id'] === 'web' ? { ...each, securityGroups: ['closed'] } : each,
    );
    const vxlan = { id: 'vxlan', ingress: [{ protocol: 'udp', ports: 4789, from: '10.0.0.0/16' }] };
    const report = asked({ securityGroups: [vxlan, closed], instances, trafficMirrorSessions });
    expect(report.verdict).toBe('forward_blocked');
    expect(fates(report)).toEqual(['forward egress reachable']);
  });

  test('flow logs do not show the copy', () => {
    expect(asked().flowLog).toEqual(asked({ trafficMirrorSessions: [] }).flowLog);
  });
});

describe('MIR-8 load balancers and endpoints as targets', () => {
  const behindBalancer = (group: string): Sketch => ({
    securityGroups: [onlyVxlan, closed],
    instances: collectorIn(group),
    targetGroups: [{ id: 'tg', vpc: 'vpc', protocol: 'udp', port: 4789, targets: [{ id: 'collector' }] }],
    loadBalancers: [
      {
        id: 'nlb',
        vpc: 'vpc',
        type: 'network',
        scheme: 'internal',
        nodes: [{ subnet: 'watch', privateIp: '10.0.7.9' }],
        listeners: [{ protocol: 'udp', port: 4789, targetGroup: 'tg' }],
      },
    ],
    trafficMirrorTargets: [{ id: 'tmt', networkLoadBalancer: 'nlb' }],
  });

  test("a network load balancer keeps the source's address: the appliance's groups must let it in", () => {
    const copy = first(asked(behindBalancer('vxlan')));
    expect(copy).toMatchObject({ verdict: 'reachable', target: 'nlb', outer: { dst: '10.0.7.9' } });
    expect(copy.reason).toBe('nlb receives a copy, at collector.');
    expect(copy.rules).toContain('MIR-8');
    expect(first(asked(behindBalancer('closed')))).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni:collector',
    });
  });

  test('each node of the load balancer may get it', () => {
    const sketch = behindBalancer('vxlan');
    const nodes = [
      { subnet: 'watch', privateIp: '10.0.7.9' },
      { subnet: 'watch-2', privateIp: '10.0.8.9' },
    ];
    const report = asked({
      ...sketch,
      subnets: [
        ...(base.subnets ?? []),
        { id: 'watch-2', cidrBlock: '10.0.8.0/24', availabilityZone: 'az2' },
      ],
      loadBalancers: (sketch.loadBalancers ?? []).map((each) => ({ ...each, nodes })),
    });
    expect(first(report).verdict).toBe('partial');
  });

  const behindEndpoint = (group: string): Sketch => ({
    securityGroups: [
      { id: 'geneve', ingress: [{ protocol: 'udp', ports: 6081, from: '10.0.7.0/24' }] },
      closed,
    ],
    instances: collectorIn(group),
    targetGroups: [{ id: 'tg', vpc: 'vpc', protocol: 'geneve', port: 6081, targets: [{ id: 'collector' }] }],
    loadBalancers: [
      {
        id: 'gwlb',
        vpc: 'vpc',
        type: 'gateway',
        nodes: [{ subnet: 'watch', privateIp: '10.0.7.9' }],
        listeners: [{ protocol: 'geneve', port: 6081, targetGroup: 'tg' }],
      },
    ],
    vpcEndpointServices: [{ id: 'svc', loadBalancers: ['gwlb'] }],
    vpcEndpoints: [
      {
        id: 'gwlbe',
        vpc: 'vpc',
        vpcEndpointType: 'GatewayLoadBalancer',
        serviceName: 'svc',
        subnet: 'watch',
        interfaces: [{ subnet: 'watch', privateIp: '10.0.7.8' }],
      },
    ],
    trafficMirrorTargets: [{ id: 'tmt', gatewayLoadBalancerEndpoint: 'gwlbe' }],
  });

  test('behind a Gateway Load Balancer endpoint the appliance takes GENEVE around VXLAN', () => {
    const copy = first(asked(behindEndpoint('geneve')));
    expect(copy).toMatchObject({ verdict: 'reachable', target: 'gwlbe', outer: { dst: '10.0.7.8' } });
    expect(copy.rules).toContain('MIR-8');
    expect(first(asked(behindEndpoint('closed')))).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni:collector',
    });
  });

  test('an endpoint whose address the input does not show leaves the copy unknown', () => {
    const sketch = behindEndpoint('geneve');
    const vpcEndpoints = (sketch.vpcEndpoints ?? []).map((each) => ({ ...each, interfaces: [] }));
    expect(first(asked({ ...sketch, vpcEndpoints })).verdict).toBe('unknown');
  });
});

test('the text tells of each packet at a source and what became of its copy', () => {
  const text = traceText(asked({ trafficMirrorFilters: [{ id: 'tmf', ingress: everything }] }), {
    width: 100,
  });
  const lines = text.slice(text.indexOf('Mirrored')).split('\n\n')[0];
  expect(lines).toBe(
    [
      'Mirrored',
      '  ✓  collector receives a copy.',
      '     request into web (eni:web) · session tms · 10.0.2.5:49152 → 10.0.7.7:4789 udp · VNI 77 · first',
      '     128 bytes · MIR-5, MIR-6, MIR-4',
      '     Network ACLs are taken to filter the copy as any other packet; AWS does not say so. (MIR-6)',
      '  –  The packet is not mirrored: no outbound rule of mirror filter tmf accepts it.',
      '     reply out of web (eni:web) · MIR-2',
    ].join('\n'),
  );
});
