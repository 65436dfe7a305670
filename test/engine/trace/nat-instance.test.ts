/** NAT instances: machines whose guest translates, with groups and checks of their own (NATI-1 to NATI-9). */
import { describe, expect, test } from 'vitest';
import {
  ask,
  hopIds,
  lintRules,
  networkOf,
  notesOn,
  packetText,
  seenAt,
  stepAt,
  stepsOf,
} from './network.ts';
import type { Sketch } from './network.ts';

const subnets = [
  { id: 'priv', cidrBlock: '10.0.2.0/24', routeTable: 'rt-priv' },
  { id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt-pub' },
];
const toGateway = { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] };
const toNat = { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'n' }] };
const client = { id: 'a', subnet: 'priv', privateIp: '10.0.2.10' };
const nat = {
  id: 'n',
  subnet: 'pub',
  privateIp: '10.0.1.50',
  publicIp: '198.51.100.50',
  sourceDestCheck: false,
  forwarding: 'nat',
};

/** A private subnet whose default route leads to a NAT instance. */
function behindNat(change: object = {}, rest: Sketch = {}) {
  return networkOf({
    subnets,
    routeTables: [toGateway, toNat],
    instances: [client, { ...nat, ...change }],
    ...rest,
  });
}

const toServer = { from: 'a', to: '203.0.113.5' };

describe('NATI-1 it needs its check off, a public subnet, a public address, and a route to it', () => {
  test.each<[string, object, Sketch]>([
    ['an auto-assigned public address', {}, {}],
    [
      'an Elastic IP',
      { publicIp: undefined },
      { eips: [{ id: 'eip', publicIp: '198.51.100.50', instance: 'n' }] },
    ],
  ])('with %s', (_, change, rest) => {
    const report = ask(behindNat(change, rest), toServer);
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'internet')[0]).toMatch(/^198\.51\.100\.50:\d+ → 203\.0\.113\.5:443$/);
  });

  test('without a public address the internet gateway drops it', () => {
    const network = behindNat({ publicIp: undefined });
    const report = ask(network, toServer);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'igw', detail: 'no-public-address' });
    expect(seenAt(report, 'igw')[0]).toMatch(/^10\.0\.1\.50:/);
    expect(lintRules(network)).toContain('NATI-1');
    expect(lintRules(behindNat())).not.toContain('NATI-1');
  });

  test('in a subnet without a way out it stops there', () => {
    const network = behindNat({}, { routeTables: [{ id: 'rt-pub' }, toNat] });
    expect(ask(network, toServer)).toMatchObject({
      at: 'route-table',
      component: 'rt-pub',
      codes: ['X_NAT_SUBNET_NO_EGRESS'],
    });
  });

  test('without the route it is not used', () => {
    const network = behindNat({}, { routeTables: [toGateway, { id: 'rt-priv' }] });
    expect(ask(network, toServer)).toMatchObject({
      at: 'route-table',
      detail: 'no-route',
      component: 'rt-priv',
    });
  });
});

describe('NATI-2 with the check left on it drops what its clients send', () => {
  test('for the destination is not its own address', () => {
    const network = behindNat({ sourceDestCheck: true });
    expect(ask(network, toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'eni-src-dst-check',
      detail: 'foreign-destination',
      component: 'eni:n',
      code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION',
    });
    expect(lintRules(network)).toContain('NATI-2');
  });
});

describe('NATI-3 its group must let the traffic in from the private side and out to the internet; replies need no rule', () => {
  const group = (ingress: object[], egress: object[]) =>
    behindNat({ securityGroups: ['sg-n'] }, { securityGroups: [{ id: 'sg-n', ingress, egress }] });
  const https = { protocol: 'tcp', ports: 443 };
  const inward = { ...https, from: '10.0.2.0/24' };
  const outward = { ...https, to: '0.0.0.0/0' };

  test('both rules, and no more', () => {
    const report = ask(group([inward], [outward]), toServer);
    expect(report.verdict).toBe('reachable');
    const atInstance = stepsOf(report).filter(({ hop, at }) => hop === 'eni:n' && at.startsWith('sg-'));
    expect(atInstance.map(({ leg, at, outcome }) => `${leg} ${at} ${outcome}`)).toEqual([
      'forward sg-ingress allowed',
      'forward sg-egress allowed',
      'return sg-ingress skipped',
      'return sg-egress skipped',
    ]);
  });

  test.each([
    ['in', [], [outward], 'sg-ingress'],
    ['out', [inward], [], 'sg-egress'],
  ])('without the rule %s', (_, ingress, egress, at) => {
    expect(ask(group(ingress, egress), toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at,
      component: 'eni:n',
    });
  });
});

describe('NATI-4 not running, it leaves a blackhole, and nothing takes over', () => {
  test.each(['stopped', 'stopping', 'terminated'])('%s', (state) => {
    expect(ask(behindNat({ state }), toServer)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt-priv',
    });
  });

  test('also beside a second one that runs', () => {
    const second = { ...nat, id: 'n2', privateIp: '10.0.1.51', publicIp: '198.51.100.51' };
    const network = behindNat({}, { instances: [client, { ...nat, state: 'stopped' }, second] });
    expect(ask(network, toServer)).toMatchObject({ at: 'route-table', detail: 'blackhole' });
  });
});

describe('NATI-5 it is a machine like others: unlike a NAT gateway it takes connections itself', () => {
  test('from the internet and from inside', () => {
    expect(ask(behindNat(), { from: 'internet', to: '198.51.100.50', port: 22 }).verdict).toBe('reachable');
    expect(ask(behindNat(), { from: 'a', to: 'n', port: 22 }).verdict).toBe('reachable');
  });

  test('a NAT gateway in its place does not', () => {
    const network = behindNat(
      {},
      {
        instances: [client],
        natGateways: [{ id: 'n', subnet: 'pub', privateIp: '10.0.1.50', publicIp: '198.51.100.50' }],
      },
    );
    expect(ask(network, { from: 'internet', to: '198.51.100.50', port: 22 })).toMatchObject({
      at: 'nat-gateway',
    });
  });
});

describe('NATI-6 in the subnet of its clients it gets back what it sends', () => {
  test('the packet goes in a circle', () => {
    const network = networkOf({
      subnets: [{ id: 'one', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv' }],
      routeTables: [toNat],
      instances: [
        { id: 'a', privateIp: '10.0.1.10' },
        { ...nat, subnet: 'one' },
      ],
    });
    const report = ask(network, toServer);
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'routing-loop',
      component: 'rt-priv',
      code: 'X_ROUTE_LOOP',
    });
    expect(seenAt(report, 'route-table').at(-1)).toMatch(/^10\.0\.1\.50:/);
  });
});

describe('NATI-7 a peered VPC cannot use it', () => {
  const network = networkOf({
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
      { id: 'far', cidrBlock: '10.1.0.0/16' },
    ],
    subnets: [...subnets, { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' }],
    routeTables: [
      { ...toGateway, routes: [...toGateway.routes, { destination: '10.1.0.0/16', target: 'pcx' }] },
      toNat,
      { id: 'rt-far', vpc: 'far', routes: [{ destination: '0.0.0.0/0', target: 'pcx' }] },
    ],
    vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
    instances: [nat, { id: 'b', subnet: 'far-net', privateIp: '10.1.1.20' }],
  });

  test('the peering carries nothing for the internet', () => {
    expect(ask(network, { from: 'b', to: '203.0.113.5' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'pcx',
      component: 'pcx',
      codes: ['X_PEERING_NO_TRANSIT'],
    });
  });

  test('the machine itself is reached', () => {
    expect(ask(network, { from: 'b', to: 'n', port: 22 }).verdict).toBe('reachable');
  });
});

describe('NATI-8 a reply that it has no entry for meets its group as new traffic, and then is dropped', () => {
  const exposed = (ingress: object[]) =>
    networkOf({
      subnets,
      routeTables: [toGateway, toNat],
      securityGroups: [{ id: 'sg-n', ingress }],
      instances: [
        { ...client, publicIp: '198.51.100.10' },
        { ...nat, securityGroups: ['sg-n'] },
      ],
    });
  const inbound = { from: 'internet:203.0.113.7', to: 'a' };

  test('where the group allows it', () => {
    const report = ask(exposed([{ from: '10.0.2.0/24' }]), inbound);
    expect(report).toMatchObject({
      verdict: 'return_blocked',
      at: 'not-forwarding',
      detail: 'no-state',
      component: 'eni:n',
      code: 'X_NOT_FORWARDING',
      codes: expect.arrayContaining(['X_RETURN_PATH_ASYMMETRIC']),
    });
    expect(notesOn(report, 'NATI-8')).toEqual(['uncertain']);
  });

  test('where it does not, the group drops it', () => {
    expect(ask(exposed([]), inbound)).toMatchObject({
      verdict: 'return_blocked',
      at: 'sg-ingress',
      component: 'eni:n',
    });
  });
});

describe('NATI-9 what a guest does that the input says nothing of is a guess, and the trace says so', () => {
  const guessed = (change: object, destination = '0.0.0.0/0', to = '203.0.113.5') =>
    ask(
      behindNat(
        { forwarding: undefined, ...change },
        { routeTables: [toGateway, { id: 'rt-priv', routes: [{ destination, target: 'n' }] }] },
      ),
      { from: 'a', to },
    );

  test('with a public address, behind a default route: it translates', () => {
    const report = guessed({});
    expect(report.verdict).toBe('reachable');
    expect(packetText(stepAt(report, 'nat-instance').packet)).toBe('10.0.2.10:40000 → 203.0.113.5:443');
    expect(notesOn(report, 'NATI-9')).toContain('uncertain');
  });

  test.each<[string, object, string]>([
    ['without a public address', { publicIp: undefined }, '0.0.0.0/0'],
    ['behind a narrower route', {}, '203.0.113.0/24'],
  ])('%s: it passes packets on as they are', (_, change, destination) => {
    const report = guessed(change, destination);
    // The client's own address comes to the internet gateway, which knows no public one for it.
    expect(report).toMatchObject({ at: 'igw', detail: 'no-public-address' });
    expect(seenAt(report, 'igw')).toEqual(['10.0.2.10:40000 → 203.0.113.5:443']);
    expect(notesOn(report, 'NATI-9')).toEqual(['uncertain']);
  });

  test('with its check on it is never supposed to forward', () => {
    const report = guessed({ sourceDestCheck: true });
    expect(report).toMatchObject({ at: 'eni-src-dst-check' });
    expect(notesOn(report, 'NATI-9')).toEqual([]);
  });

  test('what the input says is not guessed', () => {
    const router = ask(behindNat({ forwarding: 'router' }), toServer);
    expect(seenAt(router, 'igw')).toEqual(['10.0.2.10:40000 → 203.0.113.5:443']);
    const none = ask(behindNat({ forwarding: 'none' }), toServer);
    expect(none).toMatchObject({ at: 'not-forwarding', detail: null, component: 'eni:n' });
    expect(hopIds(none)).not.toContain('igw');
    const reports = [router, none, ask(behindNat(), toServer)];
    expect(reports.flatMap((report) => notesOn(report, 'NATI-9'))).toEqual([]);
  });
});
