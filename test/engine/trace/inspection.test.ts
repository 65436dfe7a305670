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
