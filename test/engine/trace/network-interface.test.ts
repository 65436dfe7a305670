/** Network interfaces: addresses, groups, checks and states, of machines and of services (ENI-1 to ENI-13). */
import { describe, expect, test } from 'vitest';
import { rules } from '../../../engine/index.ts';
import { quotas } from '../../../engine/lint/quotas.ts';
import {
  allow,
  ask,
  deny,
  hopIds,
  lintRules,
  networkOf,
  notesOn,
  seenAt,
  stepAt,
  stepsOf,
} from './network.ts';
import type { Sketch } from './network.ts';

const out = { destination: '0.0.0.0/0', target: 'igw' };
const publicTable = { id: 'rt', routes: [out] };
const publicNet = { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' };
const caller = { id: 'a', privateIp: '10.0.1.10' };

/** One subnet that routes to the internet gateway, and a host in it. */
function inSubnet(rest: Sketch) {
  return networkOf({ subnets: [publicNet], routeTables: [publicTable], instances: [caller], ...rest });
}

describe('ENI-1 an interface has a primary and secondary addresses, a public one for each, IPv6, and groups', () => {
  const network = networkOf({
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' }],
    subnets: [{ ...publicNet, ipv6CidrBlock: '2001:db8:1:1::/64' }],
    routeTables: [publicTable],
    securityGroups: [
      { id: 'web', ingress: [{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }] },
      { id: 'admin', ingress: [{ protocol: 'tcp', ports: 22, from: ['0.0.0.0/0', '::/0'] }] },
    ],
    networkInterfaces: [
      {
        id: 'eni-b',
        privateIp: '10.0.1.20',
        publicIp: '198.51.100.20',
        secondaryPrivateIps: [{ privateIp: '10.0.1.21', publicIp: '198.51.100.21' }],
        ipv6Addresses: ['2001:db8:1:1::20', '2001:db8:1:1::21'],
        securityGroups: ['web', 'admin'],
      },
    ],
    instances: [{ ...caller, ipv6Addresses: '2001:db8:1:1::10' }],
  });

  test.each(['10.0.1.20', '10.0.1.21', '2001:db8:1:1::20', '2001:db8:1:1::21'])('%s is its own', (to) => {
    const report = ask(network, { from: 'a', to, port: 22 });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).toContain('eni-b');
  });

  test.each([
    ['198.51.100.20', '10.0.1.20'],
    ['198.51.100.21', '10.0.1.21'],
  ])('%s is mapped to %s', (to, inside) => {
    expect(seenAt(ask(network, { from: 'internet', to }), 'sg-ingress')[0]).toContain(`${inside}:443`);
  });

  test('the rules of all its groups count', () => {
    const verdicts = [443, 22, 80].map((port) => ask(network, { from: 'a', to: '10.0.1.20', port }).verdict);
    expect(verdicts).toEqual(['reachable', 'reachable', 'forward_blocked']);
  });
});

describe('ENI-2 it lives in one subnet and zone, and takes its addresses along when it moves', () => {
  const movedTo = (instance: string, zones: readonly string[] = ['us-east-1a', 'us-east-1a']) =>
    networkOf({
      subnets: [
        { ...publicNet, availabilityZone: zones[0] },
        { id: 'other', cidrBlock: '10.0.2.0/24', availabilityZone: zones[1] },
      ],
      routeTables: [publicTable],
      networkInterfaces: [
        { id: 'eni-x', subnet: 'other', instance: 'x', privateIp: '10.0.2.10' },
        { id: 'eni-y', subnet: 'other', instance: 'y', privateIp: '10.0.2.11' },
        { id: 'eni-moving', instance, privateIp: '10.0.1.20', publicIp: '198.51.100.20' },
      ],
      instances: [caller, { id: 'x' }, { id: 'y' }],
    });

  test.each(['x', 'y'])('traffic follows it to %s', (instance) => {
    const inside = ask(movedTo(instance), { from: 'a', to: '10.0.1.20' });
    const fromInternet = ask(movedTo(instance), { from: 'internet', to: '198.51.100.20' });
    expect([inside, fromInternet].map((report) => hopIds(report).at(-1))).toEqual([instance, instance]);
  });

  test('an instance in another zone cannot have it', () => {
    expect(lintRules(movedTo('x', ['us-east-1a', 'us-east-1b']))).toContain('ENI-2');
    expect(lintRules(movedTo('x'))).not.toContain('ENI-2');
  });
});

describe('ENI-3 a primary interface stays with its instance: a trace knows what is left, not what was detached', () => {
  test('of a terminated instance, an interface that was kept reserves its address and answers nothing', () => {
    const network = inSubnet({
      networkInterfaces: [{ id: 'eni-kept', instance: 'gone', privateIp: '10.0.1.20' }],
      instances: [caller, { id: 'gone', state: 'terminated' }],
    });
    expect(ask(network, { from: 'a', to: '10.0.1.20' })).toMatchObject({
      at: 'no-such-host',
      detail: 'unattached',
    });
    expect(rules['ENI-3'].certainty).toBe('documented');
  });
});

describe('ENI-4 an auto-assigned public address is given back on a stop, an Elastic IP stays', () => {
  const network = (state: string, eips: readonly { id: string; publicIp: string; instance: string }[]) =>
    inSubnet({
      eips,
      instances: [{ id: 'b', privateIp: '10.0.1.20', publicIp: '198.51.100.20', state }],
    });
  const eip = { id: 'eip', publicIp: '198.51.100.77', instance: 'b' };

  test.each([
    ['running', 'reachable', null],
    ['stopped', 'forward_blocked', 'no-owner'],
  ])('auto-assigned, %s', (state, verdict, detail) => {
    expect(ask(network(state, []), { from: 'internet', to: '198.51.100.20' })).toMatchObject({
      verdict,
      detail,
    });
  });

  test.each([
    ['running', 'reachable', null],
    ['stopped', 'forward_blocked', 'stopped'],
  ])('Elastic IP, %s', (state, verdict, detail) => {
    expect(ask(network(state, [eip]), { from: 'internet', to: '198.51.100.77' })).toMatchObject({
      verdict,
      detail,
    });
  });

  test('the auto-assigned address is given back when an Elastic IP comes', () => {
    expect(ask(network('running', [eip]), { from: 'internet', to: '198.51.100.20' })).toMatchObject({
      detail: 'no-owner',
    });
  });
});

describe('ENI-5 an Elastic IP has one private address at a time, and can be given another', () => {
  const mappedTo = (privateIp: string) =>
    inSubnet({
      eips: [{ id: 'eip', publicIp: '198.51.100.77', networkInterface: 'eni-b', privateIp }],
      networkInterfaces: [
        { id: 'eni-b', privateIp: '10.0.1.20', secondaryPrivateIps: [{ privateIp: '10.0.1.21' }] },
      ],
    });

  test.each(['10.0.1.20', '10.0.1.21'])('%s', (privateIp) => {
    const report = ask(mappedTo(privateIp), { from: 'internet:203.0.113.7', to: '198.51.100.77' });
    expect(seenAt(report, 'sg-ingress')[0]).toBe(`203.0.113.7:40000 → ${privateIp}:443`);
  });

  test('two at a time are refused, and the first five of a Region are granted', () => {
    const network = inSubnet({
      eips: ['b', 'c'].map((name) => ({
        id: `eip-${name}`,
        publicIp: '198.51.100.77',
        networkInterface: `eni-${name}`,
      })),
      networkInterfaces: [
        { id: 'eni-b', privateIp: '10.0.1.20' },
        { id: 'eni-c', privateIp: '10.0.1.21' },
      ],
    });
    expect(lintRules(network)).toContain('ENI-5');
    expect(lintRules(mappedTo('10.0.1.20'))).not.toContain('ENI-5');
    expect(quotas['LIM-13'].initial).toBe(5);
  });
});

/** A machine with an interface in each of two subnets. */
function twoInterfaces(rest: Sketch = {}, groups: readonly [string, string] = ['open', 'open']) {
  return networkOf({
    subnets: [publicNet, { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back' }],
    routeTables: [publicTable, { id: 'rt-back' }],
    securityGroups: [{ id: 'closed' }],
    networkInterfaces: [
      {
        id: 'eni-1',
        instance: 'm',
        privateIp: '10.0.1.30',
        publicIp: '198.51.100.30',
        securityGroups: [groups[0]],
      },
      { id: 'eni-2', instance: 'm', subnet: 'back', privateIp: '10.0.2.30', securityGroups: [groups[1]] },
    ],
    instances: [caller, { id: 'm' }],
    ...rest,
  });
}

describe('ENI-6 each interface of a machine has groups of its own', () => {
  test.each<[string, readonly [string, string], string, string]>([
    ['the first', ['closed', 'open'], '10.0.1.30', 'eni-1'],
    ['the second', ['open', 'closed'], '10.0.2.30', 'eni-2'],
  ])('closed at %s only', (_, groups, closed, component) => {
    const network = twoInterfaces({}, groups);
    for (const to of ['10.0.1.30', '10.0.2.30']) {
      const expected = to === closed ? { at: 'sg-ingress', component } : { verdict: 'reachable' };
      expect(ask(network, { from: 'a', to })).toMatchObject(expected);
    }
  });
});

describe('ENI-7 with the check on, what is not from or for its own addresses is dropped', () => {
  test.each([
    [
      true,
      { verdict: 'forward_blocked', at: 'eni-src-dst-check', detail: 'foreign-source', component: 'eni:a' },
    ],
    // Off, the packet leaves, and the gateway is the next to object.
    [false, { verdict: 'forward_blocked', at: 'igw', detail: 'foreign-source' }],
  ])('outbound, check %s', (sourceDestCheck, expected) => {
    const network = inSubnet({ instances: [{ ...caller, sourceDestCheck }] });
    expect(ask(network, { from: 'a', to: '203.0.113.5', fromIp: '192.0.2.9' })).toMatchObject(expected);
  });

  test.each([
    [
      true,
      {
        verdict: 'forward_blocked',
        at: 'eni-src-dst-check',
        detail: 'foreign-destination',
        component: 'eni:m',
      },
    ],
    [false, { verdict: 'reachable' }],
  ])('inbound, check %s', (sourceDestCheck, expected) => {
    const appliance = { id: 'm', subnet: 'back', privateIp: '10.0.2.30', publicIp: '198.51.100.30' };
    const network = networkOf({
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt-in' },
        { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt' },
      ],
      routeTables: [publicTable, { id: 'rt-in', routes: [{ destination: '0.0.0.0/0', target: 'm' }] }],
      instances: [caller, { ...appliance, sourceDestCheck, forwarding: 'nat' }],
    });
    expect(ask(network, { from: 'a', to: '203.0.113.5' })).toMatchObject(expected);
  });
});

describe('ENI-8 an interface that AWS manages uses addresses and crosses ACLs like others', () => {
  const database = {
    id: 'eni-db',
    subnet: 'back',
    privateIp: '10.0.2.50',
    managedBy: 'RDS database',
    description: 'RDSNetworkInterface',
  };
  const network = (ingress: object[]) =>
    networkOf({
      subnets: [publicNet, { id: 'back', cidrBlock: '10.0.2.0/24', networkAcl: 'acl' }],
      routeTables: [publicTable],
      networkAcls: [{ id: 'acl', ingress, egress: [allow(100, '0.0.0.0/0')] }],
      networkInterfaces: [database],
      instances: [caller],
    });

  test('it is there', () => {
    expect(ask(network([allow(100, '0.0.0.0/0')]), { from: 'a', to: '10.0.2.50' }).verdict).toBe('reachable');
  });

  test('behind the ACL of its subnet', () => {
    const closed = network([deny(100, '10.0.1.0/24'), allow(110, '0.0.0.0/0')]);
    expect(ask(closed, { from: 'a', to: '10.0.2.50' })).toMatchObject({
      at: 'nacl-ingress',
      entry: '100',
      subnet: 'back',
    });
  });

  test('nobody is told to edit it', () => {
    const managed = { ...database, subnet: 'net', privateIp: '10.0.1.50' };
    const titles = (networkInterface: object) =>
      ask(inSubnet({ networkInterfaces: [{ ...networkInterface }] }), { from: 'eni-db', to: '203.0.113.5' })
        .suggestions;
    expect(titles(managed)).toEqual([]);
    expect(titles({ ...managed, managedBy: undefined })).toHaveLength(1);
  });
});

describe('ENI-9 which interface a machine sends by is taken from the question', () => {
  test.each([
    ['eni-1', 'reachable', '10.0.1.30'],
    ['eni-2', 'forward_blocked', '10.0.2.30'],
    ['m', 'reachable', '10.0.1.30'],
  ])('from %s: %s', (from, verdict, src) => {
    const report = ask(twoInterfaces(), { from, to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict, flow: { src } });
  });
});

describe('ENI-10 a machine with several interfaces is taken to answer by the one that was asked, with a note', () => {
  test.each([
    ['10.0.1.30', 'eni-1'],
    ['10.0.2.30', 'eni-2'],
  ])('asked at %s it answers by %s', (to, networkInterface) => {
    const report = ask(twoInterfaces(), { from: 'a', to });
    expect(report.verdict).toBe('reachable');
    const answering = stepsOf(report).find(({ leg, at }) => leg === 'return' && at === 'sg-egress');
    expect(answering?.hop).toBe(networkInterface);
    expect(notesOn(report, 'ENI-10')).toEqual(['uncertain']);
  });

  test('one with a single interface has no choice', () => {
    const network = inSubnet({ instances: [caller, { id: 'b', privateIp: '10.0.1.20' }] });
    expect(notesOn(ask(network, { from: 'a', to: 'b' }), 'ENI-10')).toEqual([]);
  });
});

describe('ENI-11 what a managed interface is follows from its type', () => {
  const ofType = (interfaceType: string, groups: object = { securityGroups: ['closed'] }) =>
    inSubnet({
      securityGroups: [{ id: 'closed' }],
      networkInterfaces: [{ id: 'eni-s', privateIp: '10.0.1.50', interfaceType, ...groups }],
    });
  const toIt = { from: 'a', to: '10.0.1.50' };

  test.each([
    'vpc_endpoint',
    'load_balancer',
    'network_load_balancer',
    'lambda',
    'trunk',
    'branch',
    'efa',
    'interface',
  ])('%s: its groups filter', (type) => {
    expect(ask(ofType(type), toIt)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni-s',
    });
  });

  test.each([
    'natGateway',
    'nat_gateway',
    'transit_gateway',
    'gateway_load_balancer_endpoint',
    'gateway_load_balancer',
  ])('%s: groups shown on it are ignored', (type) => {
    const step = stepAt(ask(ofType(type), toIt), 'sg-ingress');
    expect(step).toMatchObject({ outcome: 'skipped', rules: ['SG-26'] });
  });

  test('a Network Load Balancer may have none', () => {
    const step = stepAt(ask(ofType('network_load_balancer', { securityGroups: [] }), toIt), 'sg-ingress');
    expect(step).toMatchObject({ outcome: 'skipped', rules: ['SG-26'] });
  });

  test('without an instance it counts as running', () => {
    expect(ask(ofType('vpc_endpoint', {}), toIt).verdict).toBe('reachable');
  });

  test.each([
    ['api_gateway_managed', ['assumption']],
    ['vpc_endpoint', []],
    ['interface', []],
  ])('%s is taken for an ordinary interface; a type not listed with a note', (type, notes) => {
    const report = ask(ofType(type, {}), toIt);
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'ENI-11')).toEqual(notes);
  });
});

describe("ENI-12 every address of a delegated prefix is the interface's own", () => {
  const node = {
    id: 'eni-node',
    privateIp: '10.0.1.20',
    prefixes: ['10.0.1.32/28'],
    securityGroups: ['nodes'],
  };
  const network = (ingress: object[] = [{ from: '0.0.0.0/0' }], prefixes = ['10.0.1.32/28']) =>
    inSubnet({
      securityGroups: [{ id: 'nodes' }, { id: 'sg-b', ingress }],
      networkInterfaces: [{ ...node, prefixes }],
      instances: [{ id: 'b', privateIp: '10.0.1.60', securityGroups: ['sg-b'] }],
    });

  test('as a source, for the check and for a group reference', () => {
    const pod = { from: 'eni-node', to: 'b', fromIp: '10.0.1.40' };
    expect(ask(network([{ from: 'nodes' }]), pod).verdict).toBe('reachable');
    expect(ask(network([{ from: 'nodes' }], []), pod)).toMatchObject({ at: 'eni-src-dst-check' });
  });

  test('as a destination, behind the groups of the interface', () => {
    expect(ask(network(), { from: 'b', to: '10.0.1.40' })).toMatchObject({
      at: 'sg-ingress',
      component: 'eni-node',
    });
    expect(ask(network(), { from: 'b', to: '10.0.1.50' })).toMatchObject({
      at: 'no-such-host',
      detail: 'unassigned',
    });
  });

  test('it has no public mapping', () => {
    expect(ask(network(), { from: 'eni-node', to: '203.0.113.5', fromIp: '10.0.1.40' })).toMatchObject({
      at: 'igw',
      detail: 'no-public-address',
    });
  });

  test('AWS delegates /28 and /80', () => {
    expect(lintRules(network())).not.toContain('ENI-12');
    expect(lintRules(network([], ['10.0.1.32/27']))).toContain('ENI-12');
  });
});

describe('ENI-13 an unattached interface keeps its addresses and answers nothing', () => {
  const network = (change: object, state = 'running') =>
    networkOf({
      subnets: [publicNet, { id: 'other', cidrBlock: '10.0.2.0/24', routeTable: 'rt-other' }],
      routeTables: [publicTable, { id: 'rt-other', routes: [{ destination: '0.0.0.0/0', target: 'eni-b' }] }],
      networkInterfaces: [{ id: 'eni-b', instance: 'b', privateIp: '10.0.1.20', ...change }],
      instances: [caller, { id: 'b', state }, { id: 'c', subnet: 'other', privateIp: '10.0.2.30' }],
    });

  test.each(['available', 'attaching', 'detaching'])('%s', (status) => {
    const unattached = network({ status });
    expect(ask(unattached, { from: 'a', to: '10.0.1.20' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-such-host',
      detail: 'unattached',
      component: 'vpc',
      code: 'BAD_STATE',
    });
    expect(ask(unattached, { from: 'eni-b', to: 'a' })).toMatchObject({
      at: 'bad-state',
      detail: 'unattached',
    });
    expect(ask(unattached, { from: 'c', to: '203.0.113.5' })).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
    });
  });

  test('of a stopped machine it is attached, and not running', () => {
    const stopped = network({}, 'stopped');
    expect(ask(stopped, { from: 'a', to: '10.0.1.20' })).toMatchObject({
      at: 'no-such-host',
      detail: 'stopped',
    });
    expect(ask(stopped, { from: 'b', to: 'a' })).toMatchObject({ at: 'bad-state', detail: 'stopped' });
  });

  test('no status is attached and running', () => {
    expect(ask(network({}), { from: 'a', to: '10.0.1.20' }).verdict).toBe('reachable');
  });

  test('its address is not given to another', () => {
    const taken = inSubnet({
      networkInterfaces: [
        { id: 'eni-old', privateIp: '10.0.1.20', status: 'available' },
        { id: 'eni-new', privateIp: '10.0.1.20' },
      ],
    });
    expect(lintRules(taken)).toContain('ENI-1');
  });
});
