/** How a walk goes: what a packet is at each hop, what a reply is, where it starts and how it ends (EVAL-1 to EVAL-9). */
import { describe, expect, test } from 'vitest';
import {
  allow,
  ask,
  checksOf,
  hopIds,
  networkOf,
  notesOn,
  seeing,
  seenAt,
  stepAt,
  stepsOf,
} from './network.ts';

const dualStack = {
  vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' }],
  subnets: [
    { id: 'A', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64', routeTable: 'rt' },
    { id: 'B', cidrBlock: '10.0.2.0/24', ipv6CidrBlock: '2001:db8:1:b::/64', networkAcl: 'acl' },
  ],
};

describe('EVAL-1 nothing of one family ever matches a packet of the other', () => {
  const network = ({ group = '::/0', acl = '::/0', route = '::/0' }) =>
    networkOf({
      ...dualStack,
      routeTables: [{ id: 'rt', routes: [{ destination: route, target: 'igw' }] }],
      networkAcls: [
        { id: 'acl', ingress: [allow(100, acl)], egress: [allow(100, '::/0'), allow(110, '0.0.0.0/0')] },
      ],
      securityGroups: [{ id: 'sg-b', ingress: [{ from: group }] }],
      instances: [
        {
          id: 'a',
          subnet: 'A',
          privateIp: '10.0.1.10',
          publicIp: '198.51.100.10',
          ipv6Addresses: '2001:db8:1:a::10',
        },
        {
          id: 'b',
          subnet: 'B',
          privateIp: '10.0.2.20',
          ipv6Addresses: '2001:db8:1:b::20',
          securityGroups: ['sg-b'],
        },
      ],
    });

  test('IPv6 throughout lets IPv6 through', () => {
    expect(ask(network({}), { from: 'a', to: 'b', family: 6 }).verdict).toBe('reachable');
    expect(ask(network({}), { from: 'a', to: '2001:db8:ffff::5' }).verdict).toBe('reachable');
  });

  test.each([
    ['a group rule for 0.0.0.0/0', { group: '0.0.0.0/0' }, 'b', 'sg-ingress'],
    ['an ACL entry for 0.0.0.0/0', { acl: '0.0.0.0/0' }, 'b', 'nacl-ingress'],
    ['a route to 0.0.0.0/0', { route: '0.0.0.0/0' }, '2001:db8:ffff::5', 'route-table'],
  ])('%s does nothing for IPv6', (_, given, to, at) => {
    expect(ask(network(given), { from: 'a', to, family: 6 })).toMatchObject({
      verdict: 'forward_blocked',
      at,
    });
  });

  test('nor do rules for ::/0 for IPv4', () => {
    expect(ask(network({}), { from: 'a', to: 'b', family: 4 })).toMatchObject({ at: 'nacl-ingress' });
  });
});

describe('EVAL-2 addresses are those at that hop: inside the VPC the private one, on the internet the public one', () => {
  const network = (rule: string) =>
    networkOf({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt', networkAcl: 'acl' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
      networkAcls: [{ id: 'acl', ingress: [allow(100, '0.0.0.0/0')], egress: [allow(100, '0.0.0.0/0')] }],
      securityGroups: [{ id: 'sg-client', egress: [{ protocol: 'tcp', ports: 443, to: rule }] }],
      instances: [
        { id: 'client', privateIp: '10.0.1.10', securityGroups: ['sg-client'] },
        { id: 'web', privateIp: '10.0.1.20', publicIp: '198.51.100.20' },
      ],
    });

  test('what comes from the internet has the private destination from the gateway on', () => {
    const report = ask(network('0.0.0.0/0'), { from: 'internet:203.0.113.7', to: 'web' });
    expect(seenAt(report, 'igw')[0]).toBe('203.0.113.7:40000 → 198.51.100.20:443');
    expect(seenAt(report, 'nacl-ingress')).toEqual(['203.0.113.7:40000 → 10.0.1.20:443']);
    expect(seenAt(report, 'nacl-egress')).toEqual(['10.0.1.20:443 → 203.0.113.7:40000']);
    expect(seenAt(report, 'internet')).toEqual(['198.51.100.20:443 → 203.0.113.7:40000']);
  });

  test("inside, a rule for a neighbour's public address does not cover its private one", () => {
    expect(ask(network('198.51.100.20/32'), { from: 'client', to: '10.0.1.20' })).toMatchObject({
      at: 'sg-egress',
    });
    expect(ask(network('10.0.1.20/32'), { from: 'client', to: '10.0.1.20' }).verdict).toBe('reachable');
  });
});

describe('EVAL-3 the reply is a packet of its own that looks up its own routes', () => {
  const network = (routes: object[]) =>
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24' },
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
      ],
      routeTables: [{ id: 'rt-b', routes }],
      networkInterfaces: [{ id: 'eni-dead', subnet: 'B', privateIp: '10.0.2.99', status: 'available' }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20' },
      ],
    });

  test('a dead route on the far side costs the reply, not the request', () => {
    const report = ask(network([{ destination: '10.0.1.0/24', target: 'eni-dead' }]), { from: 'a', to: 'b' });
    expect(report).toMatchObject({
      verdict: 'return_blocked',
      at: 'route-table',
      component: 'rt-b',
      leg: 'return',
    });
    expect(hopIds(report)).toContain('b');
  });

  test('without it the reply comes back', () => {
    expect(ask(network([]), { from: 'a', to: 'b' }).verdict).toBe('reachable');
  });
});

describe('EVAL-4 a reply is the reverse tuple of what passed before; the same tuple again is not', () => {
  const router = (rules: object) =>
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24' },
      ],
      routeTables: [
        { id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'm' }] },
        { id: 'rt-b', routes: [{ destination: '10.0.1.0/24', target: 'm' }] },
      ],
      securityGroups: [{ id: 'sg-m', ingress: [{ from: '10.0.1.0/24' }], ...rules }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20' },
        {
          id: 'm',
          subnet: 'C',
          privateIp: '10.0.3.30',
          sourceDestCheck: false,
          forwarding: 'router',
          securityGroups: ['sg-m'],
        },
      ],
    });

  test('what a router passes on needs an outbound rule', () => {
    expect(ask(router({ egress: [] }), { from: 'a', to: 'b' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-egress',
      component: 'eni:m',
    });
  });

  test('the reply through it needs no rule, in either direction', () => {
    const report = ask(router({ egress: [{ to: '10.0.2.0/24' }] }), { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'return').filter((line) => line.startsWith('eni:m sg'))).toEqual(
      seeing('10.0.2.20:443 → 10.0.1.10:40000', ['eni:m sg-ingress tracked', 'eni:m sg-egress tracked']),
    );
  });

  test('of a ping it is the answering type', () => {
    const report = ask(router({ egress: [{ to: '10.0.2.0/24' }] }), { from: 'a', to: 'b', protocol: 'icmp' });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'sg-ingress').at(0)).toBe('10.0.1.10 → 10.0.2.20 icmp 8');
    expect(seenAt(report, 'sg-ingress').at(-1)).toBe('10.0.2.20 → 10.0.1.10 icmp 0');
  });

  test.each([
    ['NAT gateway', 'nat', { at: 'nat-gateway', component: 'nat', detail: 'no-state' }],
    ['NAT instance', 'n', { at: 'not-forwarding', component: 'eni:n', detail: 'no-state' }],
  ])('a %s has no entry for the reply of a flow that it never translated', (_, target, expected) => {
    const network = networkOf({
      subnets: [
        { id: 'pub', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' },
        { id: 'priv', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv' },
      ],
      routeTables: [
        { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
        { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target }] },
      ],
      natGateways: [{ id: 'nat', subnet: 'pub', privateIp: '10.0.0.200', publicIp: '198.51.100.200' }],
      instances: [
        { id: 'w', subnet: 'priv', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
        {
          id: 'n',
          privateIp: '10.0.0.50',
          publicIp: '198.51.100.50',
          sourceDestCheck: false,
          forwarding: 'nat',
        },
      ],
    });
    expect(ask(network, { from: 'w', to: '203.0.113.7' }).verdict).toBe('reachable');
    expect(ask(network, { from: 'internet:203.0.113.7', to: 'w' })).toMatchObject({
      verdict: 'return_blocked',
      ...expected,
    });
  });
});

describe('EVAL-5 a packet that comes back to where it was is dropped before anything else is asked', () => {
  const appliance = { sourceDestCheck: false, forwarding: 'router' };

  test('(a) the route leads to the interface that has just sent it', () => {
    const network = networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
        { id: 'C', cidrBlock: '10.0.3.0/24', routeTable: 'rt' },
      ],
      routeTables: [{ id: 'rt', routes: [{ destination: '192.0.2.0/24', target: 'm' }] }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
        { id: 'm', subnet: 'C', privateIp: '10.0.3.30', ...appliance },
      ],
    });
    const report = ask(network, { from: 'a', to: '192.0.2.9' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'routing-loop',
      component: 'rt',
      subnet: 'C',
      code: 'X_ROUTE_LOOP',
    });
  });

  test('(a) the route leads to the NAT gateway that has just sent it', () => {
    const network = networkOf({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] }],
      natGateways: [{ id: 'nat', subnet: 'net', privateIp: '10.0.1.200', publicIp: '198.51.100.200' }],
      instances: [{ id: 'a', privateIp: '10.0.1.10' }],
    });
    const report = ask(network, { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      detail: 'routing-loop',
      component: 'nat',
    });
    expect(stepsOf(report).at(-1)?.packet.src).toBe('10.0.1.200');
  });

  test('(b) two appliances that hand it to each other: named is the table that sent it back', () => {
    const network = networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'C', cidrBlock: '10.0.3.0/24', routeTable: 'rt-c' },
        { id: 'D', cidrBlock: '10.0.4.0/24', routeTable: 'rt-d' },
      ],
      routeTables: [
        { id: 'rt-a', routes: [{ destination: '192.0.2.0/24', target: 'm1' }] },
        { id: 'rt-c', routes: [{ destination: '192.0.2.0/24', target: 'm2' }] },
        { id: 'rt-d', routes: [{ destination: '192.0.2.0/24', target: 'm1' }] },
      ],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
        { id: 'm1', subnet: 'C', privateIp: '10.0.3.30', ...appliance },
        { id: 'm2', subnet: 'D', privateIp: '10.0.4.40', ...appliance },
      ],
    });
    const report = ask(network, { from: 'a', to: '192.0.2.9' });
    expect(report).toMatchObject({
      at: 'route-table',
      detail: 'routing-loop',
      component: 'rt-d',
      subnet: 'D',
    });
    expect(checksOf(report, 'forward').filter((line) => line.startsWith('C nacl-ingress'))).toHaveLength(1);
  });
});

describe('EVAL-6 the source must be up, and have an address of the family', () => {
  const network = (a: object, networkInterfaces: object[] = []) =>
    networkOf({
      ...dualStack,
      routeTables: [{ id: 'rt' }],
      networkAcls: [{ id: 'acl', isDefault: true }],
      networkInterfaces: networkInterfaces.map((entry) => ({ ...entry })),
      instances: [
        { id: 'a', ...a },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20', ipv6Addresses: '2001:db8:1:b::20' },
      ],
    });

  test('a stopped machine sends nothing', () => {
    const report = ask(network({ privateIp: '10.0.1.10', state: 'stopped' }), { from: 'a', to: 'b' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'bad-state',
      component: 'eni:a',
      code: 'BAD_STATE',
    });
    expect(ask(network({ privateIp: '10.0.1.10' }), { from: 'a', to: 'b' }).verdict).toBe('reachable');
  });

  test('nor does an unattached interface', () => {
    const spare = { id: 'eni-spare', subnet: 'A', privateIp: '10.0.1.11', status: 'available' };
    const report = ask(network({ privateIp: '10.0.1.10' }, [spare]), { from: 'eni-spare', to: 'b' });
    expect(report).toMatchObject({ at: 'bad-state', component: 'eni-spare', detail: 'unattached' });
  });

  test('an interface without an address of the family has nothing to send from', () => {
    const report = ask(network({ ipv6Addresses: '2001:db8:1:a::10' }), { from: 'a', to: 'b', family: 4 });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-address-family',
      component: 'eni:a',
      code: 'X_NO_ADDRESS_FAMILY',
    });
    expect(ask(network({ ipv6Addresses: '2001:db8:1:a::10' }), { from: 'a', to: 'b' }).verdict).toBe(
      'reachable',
    );
  });

  test("a stated source that isn't its own is the check's business", () => {
    const report = ask(network({ privateIp: '10.0.1.10' }), { from: 'a', to: 'b', fromIp: '10.9.9.9' });
    expect(report).toMatchObject({ at: 'eni-src-dst-check', detail: 'foreign-source' });
  });
});

describe("EVAL-7 the machine's own private addresses are reached inside it, its public one is not", () => {
  const network = networkOf({
    subnets: [
      { id: 'A', cidrBlock: '10.0.1.0/24', networkAcl: 'closed' },
      { id: 'B', cidrBlock: '10.0.2.0/24', networkAcl: 'closed' },
    ],
    networkAcls: [{ id: 'closed' }],
    securityGroups: [{ id: 'shut', egress: [] }],
    networkInterfaces: [
      { id: 'eni-1', subnet: 'A', privateIp: '10.0.1.10', publicIp: '198.51.100.10', instance: 'm' },
      { id: 'eni-2', subnet: 'B', privateIp: '10.0.2.10', instance: 'm', securityGroups: ['shut'] },
    ],
    instances: [{ id: 'm' }],
  });

  test.each(['10.0.1.10', '10.0.2.10'])('%s: no group, no ACL and no route is asked', (to) => {
    const report = ask(network, { from: 'eni-2', to });
    expect(report).toMatchObject({ verdict: 'reachable', at: 'guest' });
    expect(checksOf(report, 'forward')).toEqual([`eni-2 guest 10.0.2.10:40000 → ${to}:443`]);
  });

  test('a packet to the public address leaves the machine', () => {
    expect(ask(network, { from: 'eni-1', to: '198.51.100.10' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nacl-egress',
    });
  });
});

describe('EVAL-8 what the model does not hold makes the answer unknown, where it decides', () => {
  const network = (groups: string[], rest: object = {}) =>
    networkOf(
      {
        subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt', networkAcl: 'acl' }],
        routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
        networkAcls: [{ id: 'acl', isDefault: true }],
        instances: [{ id: 'a', privateIp: '10.0.1.10', publicIp: '198.51.100.10', securityGroups: groups }],
        ...rest,
      },
      ['sg-elsewhere', 'rt-elsewhere', 'acl-elsewhere'],
    );
  const question = { from: 'a', to: '203.0.113.5' };

  test('a group of another account decides: unknown at its step', () => {
    const report = ask(network(['sg-elsewhere']), question);
    expect(report).toMatchObject({
      verdict: 'unknown',
      at: 'sg-egress',
      component: 'eni:a',
      code: 'X_UNKNOWN',
    });
  });

  test('a match by something known stands', () => {
    expect(ask(network(['sg-elsewhere', 'open']), question).verdict).toBe('reachable');
  });

  test('a drop that nothing unknown could change stands', () => {
    const report = ask(network(['sg-elsewhere'], { networkAcls: [{ id: 'acl' }] }), question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'nacl-egress', component: 'acl' });
  });

  test.each([
    ['a table', { routeTable: 'rt-elsewhere' }, 'route-table', 'rt-elsewhere'],
    ['an ACL', { routeTable: 'rt', networkAcl: 'acl-elsewhere' }, 'nacl-egress', 'acl-elsewhere'],
  ])('%s that is not held is not empty', (_, subnet, at, component) => {
    const report = ask(
      network(['open'], { subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', ...subnet }] }),
      question,
    );
    expect(report).toMatchObject({ verdict: 'unknown', at, component });
  });

  test('of a table that is not held the local routes are known', () => {
    const report = ask(
      network(['open'], {
        subnets: [
          { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt-elsewhere' },
          { id: 'far', cidrBlock: '10.0.2.0/24', routeTable: 'rt-elsewhere' },
        ],
        instances: [
          { id: 'a', privateIp: '10.0.1.10' },
          { id: 'b', subnet: 'far', privateIp: '10.0.2.20' },
        ],
      }),
      { from: 'a', to: 'b' },
    );
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'EVAL-8')).toContain('assumption');
  });

  test.each([
    ['active', 'unknown'],
    ['blackhole', 'forward_blocked'],
  ])("a route's state of %s outweighs the absence of its target", (state, verdict) => {
    const routes = [{ destination: '0.0.0.0/0', target: 'nat-elsewhere', state }];
    expect(ask(network(['open'], { routeTables: [{ id: 'rt', routes }] }), question).verdict).toBe(verdict);
  });
});

describe('EVAL-9 a VPC carries neither multicast nor broadcast', () => {
  const network = (rules: object = {}) =>
    networkOf({
      ...dualStack,
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
      networkAcls: [{ id: 'acl', isDefault: true }],
      securityGroups: [{ id: 'sg', ...rules }],
      instances: [
        {
          id: 'a',
          privateIp: '10.0.1.10',
          publicIp: '198.51.100.10',
          ipv6Addresses: '2001:db8:1:a::10',
          securityGroups: ['sg'],
        },
      ],
    });

  test.each(['224.0.0.251', '239.255.255.250', '255.255.255.255', 'ff02::fb'])(
    '%s ends before any ACL or route',
    (to) => {
      const report = ask(network(), { from: 'a', to, protocol: 'udp', port: 5353 });
      expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'no-such-host', component: 'vpc' });
      expect(stepAt(report, 'sg-egress').outcome).toBe('allowed');
      expect([...seenAt(report, 'nacl-egress'), ...seenAt(report, 'route-table')]).toEqual([]);
    },
  );

  test('the group is asked before', () => {
    const report = ask(network({ egress: [] }), { from: 'a', to: '224.0.0.251' });
    expect(report).toMatchObject({ at: 'sg-egress' });
  });

  test("a subnet's last address is an ordinary reserved one", () => {
    expect(ask(network(), { from: 'a', to: '10.0.1.255' })).toMatchObject({
      at: 'no-such-host',
      detail: 'reserved',
    });
    expect(seenAt(ask(network(), { from: 'a', to: '10.0.2.255' }), 'nacl-egress')).toHaveLength(1);
  });
});
