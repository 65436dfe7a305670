/** IPv6: its own addresses, routes and rules, the egress-only internet gateway, and NAT64 (V6-1 to V6-12). */
import { describe, expect, test } from 'vitest';
import { rules, traceReport } from '../../../engine/index.ts';
import {
  allow,
  ask,
  checksOf,
  hopIds,
  lintRules,
  networkOf,
  notesOn,
  packetText,
  seenAt,
  stepAt,
} from './network.ts';
import type { Sketch } from './network.ts';

const dualStackVpc = {
  id: 'vpc',
  cidrBlock: '10.0.0.0/16',
  ipv6CidrBlock: '2001:db8:1::/56',
  internetGateway: 'igw',
  egressOnlyInternetGateway: 'eigw',
};
const subnet = { id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:1::/64', routeTable: 'rt' };
const host = { id: 'a', privateIp: '10.0.1.10', ipv6Addresses: '2001:db8:1:1::10' };
const server = '2001:db8:ffff::5';
const outside = 'internet:2001:db8:ffff::7';

/** One dual-stack host whose table leads to a target by IPv6. */
function routedTo(target: string | undefined, rest: Sketch = {}) {
  return networkOf({
    vpcs: [dualStackVpc],
    subnets: [subnet],
    routeTables: [{ id: 'rt', routes: target === undefined ? [] : [{ destination: '::/0', target }] }],
    instances: [host],
    ...rest,
  });
}

describe('V6-1 an IPv6 address is global, and what reaches it is a matter of routes, groups and ACLs', () => {
  const inbound = { from: outside, to: 'a', family: 6 } as const;

  test('no Elastic IP and no translation is needed, in or out', () => {
    expect(ask(routedTo('igw'), inbound).verdict).toBe('reachable');
    expect(ask(routedTo('igw'), { from: 'a', to: server }).verdict).toBe('reachable');
  });

  test.each<[string, Sketch, object]>([
    ['the route', { routeTables: [{ id: 'rt' }] }, { verdict: 'return_blocked', at: 'route-table' }],
    [
      'the group',
      { securityGroups: [{ id: 'closed' }], instances: [{ ...host, securityGroups: ['closed'] }] },
      { verdict: 'forward_blocked', at: 'sg-ingress' },
    ],
    [
      'the ACL',
      { subnets: [{ ...subnet, networkAcl: 'acl' }], networkAcls: [{ id: 'acl', ingress: [], egress: [] }] },
      { verdict: 'forward_blocked', at: 'nacl-ingress' },
    ],
  ])('%s decides', (_, rest, blocked) => {
    expect(ask(routedTo('igw', rest), inbound)).toMatchObject(blocked);
  });
});

describe('V6-2 VPC and subnet need an IPv6 block, and the interface an address of it', () => {
  test('without an address there is no IPv6', () => {
    const network = routedTo('igw', { instances: [{ id: 'a', privateIp: '10.0.1.10' }] });
    expect(ask(network, { from: 'a', to: server })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-address-family',
      component: 'eni:a',
      code: 'X_NO_ADDRESS_FAMILY',
    });
  });

  test('without a block of the subnet AWS gives no address', () => {
    const network = (change: object) => lintRules(routedTo('igw', { subnets: [{ ...subnet, ...change }] }));
    expect(network({ ipv6CidrBlock: undefined })).toContain('ENI-1');
    expect(network({})).not.toContain('ENI-1');
  });

  test('the address outlives a stop', () => {
    const stopped = routedTo('igw', { instances: [{ ...host, state: 'stopped' }] });
    expect(ask(stopped, { from: outside, to: 'a', family: 6 })).toMatchObject({
      at: 'no-such-host',
      detail: 'stopped',
    });
  });
});

describe('V6-3 it needs routes, group rules and ACL entries of its own', () => {
  test('a group that lets in 0.0.0.0/0 only', () => {
    const web = { id: 'web', ingress: [{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }] };
    const network = routedTo('igw', {
      securityGroups: [web],
      instances: [{ ...host, securityGroups: ['web'] }],
    });
    const report = ask(network, { from: outside, to: 'a', family: 6 });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress' });
    expect(stepAt(report, 'sg-ingress').passedOver).toMatchObject([{ failed: 'family' }]);
  });

  test('an ACL that allows 0.0.0.0/0 only', () => {
    const acl = { id: 'acl', ingress: [allow(100, '0.0.0.0/0')], egress: [allow(100, '0.0.0.0/0')] };
    const network = routedTo('igw', { subnets: [{ ...subnet, networkAcl: 'acl' }], networkAcls: [acl] });
    expect(ask(network, { from: 'a', to: server })).toMatchObject({ at: 'nacl-egress', entry: '*' });
  });

  test('a default route for 0.0.0.0/0 only', () => {
    const routes = [{ destination: '0.0.0.0/0', target: 'igw' }];
    const network = routedTo(undefined, { routeTables: [{ id: 'rt', routes }] });
    expect(ask(network, { from: 'a', to: server })).toMatchObject({ at: 'route-table', detail: 'no-route' });
  });
});

describe('V6-4 ::/0 to an internet gateway works both ways, without translation', () => {
  test.each([
    ['out', { from: 'a', to: server }, '[2001:db8:1:1::10]:40000 → [2001:db8:ffff::5]:443'],
    [
      'in',
      { from: outside, to: 'a', family: 6 as const },
      '[2001:db8:ffff::7]:40000 → [2001:db8:1:1::10]:443',
    ],
  ])('%s', (_, question, packet) => {
    const report = ask(routedTo('igw'), question);
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'igw')).toMatchObject({ outcome: 'passed', rewritten: null });
    expect(new Set(checksOf(report, 'forward').map((check) => check.slice(check.indexOf('['))))).toEqual(
      new Set([packet]),
    );
  });
});

describe('V6-5 private IPv6 works inside and over a peering, never through a gateway to the internet', () => {
  const network = (target: string) =>
    networkOf({
      vpcs: [
        { ...dualStackVpc, ipv6CidrBlock: 'fd80:1::/56' },
        { id: 'far', cidrBlock: '10.1.0.0/16', ipv6CidrBlock: 'fd80:2::/56' },
      ],
      subnets: [
        { ...subnet, ipv6CidrBlock: 'fd80:1:0:1::/64' },
        { id: 'other', ipv6CidrBlock: 'fd80:1:0:2::/64' },
        { id: 'far-net', vpc: 'far', ipv6CidrBlock: 'fd80:2:0:1::/64', routeTable: 'rt-far' },
      ],
      routeTables: [
        {
          id: 'rt',
          routes: [
            { destination: '::/0', target },
            { destination: 'fd80:2::/56', target: 'pcx' },
          ],
        },
        { id: 'rt-far', vpc: 'far', routes: [{ destination: 'fd80:1::/56', target: 'pcx' }] },
      ],
      vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
      instances: [
        { id: 'a', ipv6Addresses: 'fd80:1:0:1::10' },
        { id: 'b', subnet: 'other', ipv6Addresses: 'fd80:1:0:2::20' },
        { id: 'c', subnet: 'far-net', ipv6Addresses: 'fd80:2:0:1::30' },
      ],
    });

  test.each(['b', 'c'])('to %s', (to) => {
    expect(ask(network('igw'), { from: 'a', to }).verdict).toBe('reachable');
  });

  test.each(['igw', 'eigw'])('out by the %s', (target) => {
    expect(ask(network(target), { from: 'a', to: server })).toMatchObject({
      verdict: 'forward_blocked',
      at: target,
      detail: 'no-public-address',
    });
  });

  test('in', () => {
    expect(ask(network('igw'), { from: outside, to: 'fd80:1:0:1::10' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'no-owner',
    });
  });

  test('nor does a public address call a private one of elsewhere', () => {
    expect(ask(routedTo('igw'), { from: 'a', to: 'fd99::1' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'private-destination',
    });
  });
});

describe('V6-6 an egress-only gateway carries flows opened from inside, and their replies', () => {
  const onlyEgress = (rest: Sketch = {}) =>
    routedTo('eigw', { vpcs: [{ ...dualStackVpc, internetGateway: undefined }], ...rest });

  test('opened from inside', () => {
    const report = ask(onlyEgress(), { from: 'a', to: server });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).toContain('eigw');
    expect(hopIds(report, 'return')).toContain('eigw');
    expect(stepAt(report, 'eigw').rewritten).toBeNull();
  });

  test('opened from outside', () => {
    expect(ask(onlyEgress(), { from: outside, to: 'a', family: 6 })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'eigw',
      detail: 'no-state',
      component: 'eigw',
      code: 'X_EIGW_INBOUND',
    });
  });

  test('it has no group; the ACL of the subnet applies', () => {
    const acl = { id: 'acl', ingress: [], egress: [allow(100, '::/0')] };
    const network = onlyEgress({ subnets: [{ ...subnet, networkAcl: 'acl' }], networkAcls: [acl] });
    expect(ask(network, { from: 'a', to: server })).toMatchObject({
      verdict: 'return_blocked',
      at: 'nacl-ingress',
    });
  });

  test('IPv6 only, and one for a VPC', () => {
    const routes = [{ destination: '0.0.0.0/0', target: 'eigw' }];
    expect(lintRules(routedTo(undefined, { routeTables: [{ id: 'rt', routes }] }))).toContain('RT-14');
    const second = [{ id: 'eigw-2', vpc: 'vpc' }];
    expect(lintRules(routedTo('eigw', { egressOnlyInternetGateways: second }))).toContain('V6-6');
    expect(lintRules(routedTo('eigw'))).not.toContain('V6-6');
  });
});

/** An IPv6-only host, and a NAT gateway in another subnet. */
function nat64({
  destination = '64:ff9b::/96',
  target = 'nat',
  hosts = [],
}: { destination?: string; target?: string; hosts?: readonly object[] } = {}) {
  return networkOf({
    vpcs: [dualStackVpc],
    subnets: [
      { id: 'six', ipv6CidrBlock: '2001:db8:1:6::/64', routeTable: 'rt-six' },
      { id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt-pub' },
      { id: 'four', cidrBlock: '10.0.4.0/24' },
    ],
    routeTables: [
      { id: 'rt-six', routes: [{ destination, target }] },
      { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
    ],
    natGateways: [{ id: 'nat', subnet: 'pub', privateIp: '10.0.1.200', publicIp: '198.51.100.200' }],
    instances: [{ id: 'h', ipv6Addresses: '2001:db8:1:6::10' }, ...hosts.map((each) => ({ ...each }))],
  });
}

const mapped = '64:ff9b::cb00:7105'; // 203.0.113.5

describe('V6-7 ::/0 to a NAT gateway translates nothing but 64:ff9b::/96', () => {
  test('other IPv6 destinations are dropped at it', () => {
    expect(ask(nat64({ destination: '::/0' }), { from: 'h', to: server })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nat-gateway',
      component: 'nat',
    });
  });

  test('those of the prefix pass', () => {
    expect(ask(nat64({ destination: '::/0' }), { from: 'h', to: mapped }).verdict).toBe('reachable');
  });
});

describe('V6-8 NAT64 carries TCP, UDP and ICMP to 64:ff9b::/96, if a route leads there', () => {
  test.each(['tcp', 'udp', 'icmpv6'])('%s', (protocol) => {
    expect(ask(nat64(), { from: 'h', to: mapped, protocol }).verdict).toBe('reachable');
  });

  test('and no other protocol', () => {
    expect(ask(nat64(), { from: 'h', to: mapped, protocol: 'esp' })).toMatchObject({
      at: 'nat-gateway',
      detail: 'protocol',
      code: 'PROTOCOL_RESTRICTION',
    });
  });

  test('without the route it does not get there', () => {
    const elsewhere = { destination: '2001:db8:9::/48' };
    expect(ask(nat64(elsewhere), { from: 'h', to: mapped })).toMatchObject({
      at: 'route-table',
      detail: 'no-route',
    });
  });

  test('by an internet gateway the prefix leads to no one that is known, with a note', () => {
    const report = ask(nat64({ destination: '::/0', target: 'igw' }), { from: 'h', to: mapped });
    expect(notesOn(report, 'V6-8')).toContain('uncertain');
  });

  test('the server sees IPv4, the client IPv6', () => {
    const report = ask(nat64(), { from: 'h', to: mapped });
    expect(seenAt(report, 'internet')[0]).toMatch(/^198\.51\.100\.200:\d+ → 203\.0\.113\.5:443$/);
    const { rewritten } = stepAt(report, 'nat-gateway', 'return');
    expect(rewritten === null ? null : packetText(rewritten)).toBe(
      '[64:ff9b::cb00:7105]:443 → [2001:db8:1:6::10]:40000',
    );
  });
});

describe('V6-9 a VPN on a virtual private gateway carries no IPv6: outside the core, so not promised', () => {
  test('a route to it ends where the model does', () => {
    const vgw = { id: 'vgw', type: 'AWS::EC2::VPNGateway', vpc: 'vpc' };
    const report = ask(routedTo('vgw', { otherResources: [vgw] }), { from: 'a', to: server });
    expect(report).toMatchObject({
      verdict: 'unknown',
      at: 'other-resource',
      component: 'vgw',
      code: 'X_UNKNOWN',
    });
    expect(rules['V6-9'].sources).toEqual(['doc: RTOPT', 'doc: VPNRT']);
  });
});

describe('V6-10 with both gateways, what comes in comes by the internet gateway, and the reply goes by the table', () => {
  const inbound = { from: outside, to: 'a', family: 6 } as const;

  test('by the egress-only gateway it has no entry, with a note', () => {
    const report = ask(routedTo('eigw'), inbound);
    expect(report).toMatchObject({
      verdict: 'return_blocked',
      at: 'eigw',
      detail: 'no-state',
      component: 'eigw',
    });
    expect(hopIds(report)).toContain('igw');
    expect(notesOn(report, 'V6-10')).toEqual(['uncertain']);
  });

  test('by the internet gateway it goes home', () => {
    expect(ask(routedTo('igw'), inbound).verdict).toBe('reachable');
  });

  test.each<[string, object, string, string]>([
    ['only an egress-only one', { internetGateway: undefined }, 'eigw', 'no-state'],
    ['neither', { internetGateway: undefined, egressOnlyInternetGateway: undefined }, 'igw', 'not-attached'],
  ])('with %s it does not come in', (_, without, at, detail) => {
    const network = routedTo(undefined, { vpcs: [{ ...dualStackVpc, ...without }] });
    expect(ask(network, inbound)).toMatchObject({ verdict: 'forward_blocked', at, detail });
  });
});

describe("V6-11 an interface's own are its assigned addresses and all of an assigned prefix", () => {
  const network = (sender: object, ingress: object[]) =>
    networkOf({
      vpcs: [dualStackVpc],
      subnets: [
        { ...subnet, routeTable: 'rt' },
        { id: 'other', ipv6CidrBlock: '2001:db8:1:2::/64', routeTable: 'rt' },
      ],
      routeTables: [{ id: 'rt', routes: [{ destination: '::/0', target: 'igw' }] }],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', ingress }],
      networkInterfaces: [
        {
          id: 'eni-a',
          ipv6Addresses: '2001:db8:1:1::10',
          prefixes: ['2001:db8:1:1:5::/80'],
          securityGroups: ['sg-a'],
          ...sender,
        },
      ],
      instances: [{ id: 'b', subnet: 'other', ipv6Addresses: '2001:db8:1:2::20', securityGroups: ['sg-b'] }],
    });

  test.each(['2001:db8:1:1::10', '2001:db8:1:1:5::77'])('%s is, for check and group reference', (fromIp) => {
    const report = ask(network({}, [{ from: 'sg-a' }]), { from: 'eni-a', to: 'b', fromIp });
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sg-ingress').matched?.remote).toBe('sg-a');
  });

  test('2001:db8:1:1:6::77 is not', () => {
    const report = ask(network({}, [{ from: 'sg-a' }]), {
      from: 'eni-a',
      to: 'b',
      fromIp: '2001:db8:1:1:6::77',
    });
    expect(report).toMatchObject({ at: 'eni-src-dst-check', detail: 'foreign-source' });
  });

  test('a group reference does not survive the internet gateway', () => {
    const elsewhere = networkOf({
      vpcs: [dualStackVpc, { id: 'far', ipv6CidrBlock: '2001:db8:2::/56', internetGateway: 'igw-2' }],
      subnets: [
        subnet,
        { id: 'far-net', vpc: 'far', ipv6CidrBlock: '2001:db8:2:1::/64', routeTable: 'rt-far' },
      ],
      routeTables: [
        { id: 'rt', routes: [{ destination: '::/0', target: 'igw' }] },
        { id: 'rt-far', vpc: 'far', routes: [{ destination: '::/0', target: 'igw-2' }] },
      ],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', vpc: 'far', ingress: [{ from: 'sg-a' }] }],
      instances: [
        { ...host, securityGroups: ['sg-a'] },
        { id: 'b', subnet: 'far-net', ipv6Addresses: '2001:db8:2:1::20', securityGroups: ['sg-b'] },
      ],
    });
    expect(ask(elsewhere, { from: 'a', to: 'b', family: 6 })).toMatchObject({
      at: 'sg-ingress',
      codes: expect.arrayContaining(['X_SG_REFERENCE_LOST_AT_IGW']),
    });
  });

  test.each([
    ['icmpv6', 'reachable'],
    ['icmp', 'forward_blocked'],
  ])('a ping under a rule for %s', (protocol, verdict) => {
    const ping = ask(network({}, [{ protocol, from: '::/0' }]), {
      from: 'eni-a',
      to: 'b',
      protocol: 'icmpv6',
    });
    expect(ping.verdict).toBe(verdict);
    expect(ping.flow).toMatchObject({ protocol: 'icmpv6', icmpType: 128 });
  });
});

describe('V6-12 NAT64 reaches IPv4 hosts of the same VPC too', () => {
  const inside = '64:ff9b::10.0.4.20';

  test("they see the NAT gateway's private address", () => {
    const network = nat64({ hosts: [{ id: 'b', subnet: 'four', privateIp: '10.0.4.20' }] });
    const report = ask(network, { from: 'h', to: inside });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'sg-ingress')[0]).toMatch(/^10\.0\.1\.200:\d+ → 10\.0\.4\.20:443$/);
    const routes = checksOf(report, 'forward').filter((check) => check.includes('route-table'));
    expect(routes.map((check) => check.split(' ')[0])).toEqual(['six', 'pub']);
    expect(hopIds(report)).not.toContain('igw');
  });

  test('an address that nobody has is not found', () => {
    expect(ask(nat64(), { from: 'h', to: inside })).toMatchObject({
      at: 'no-such-host',
      detail: 'unassigned',
    });
  });
});

describe('edge:V6-2, edge:V6-4 an IPv6 address is as public as its route', () => {
  test('to the internet gateway: both sides open connections, and no address is translated', () => {
    const network = routedTo('igw');
    const out = ask(network, { from: 'a', to: `internet:${server}` });
    expect(out.verdict).toBe('reachable');
    expect(stepAt(out, 'igw').rewritten).toBeNull();
    expect(ask(network, { from: outside, to: 'a', family: 6 }).verdict).toBe('reachable');
  });

  test('without one neither does', () => {
    const network = routedTo(undefined);
    expect(ask(network, { from: 'a', to: `internet:${server}` }).verdict).toBe('forward_blocked');
    expect(ask(network, { from: outside, to: 'a', family: 6 }).verdict).toBe('return_blocked');
  });
});

test('edge:V6-8 the table of a virtual private gateway redirects no IPv6', () => {
  const sketch = (routes: readonly object[]): Sketch => ({
    vpcs: [dualStackVpc],
    subnets: [subnet, { id: 'mid', cidrBlock: '10.0.2.0/24', ipv6CidrBlock: '2001:db8:1:2::/64' }],
    routeTables: [
      { id: 'rt', routes: [{ destination: '2001:db8:9::/48', target: 'vgw' }] },
      { id: 'rt-edge', gateway: 'vgw', routes },
    ],
    instances: [
      host,
      {
        id: 'box',
        subnet: 'mid',
        privateIp: '10.0.2.10',
        ipv6Addresses: '2001:db8:1:2::10',
        sourceDestCheck: false,
        forwarding: 'router',
      },
    ],
    vpnGateways: [{ id: 'vgw', vpc: 'vpc' }],
    onPremisesNetworks: [
      { id: 'site', cidrBlocks: ['2001:db8:9::/48'], hosts: [{ id: 'desk', address: '2001:db8:9::50' }] },
    ],
    virtualInterfaces: [
      { id: 'vif', virtualInterfaceType: 'private', vpnGateway: 'vgw', onPremisesNetwork: 'site' },
    ],
  });
  expect(ask(networkOf(sketch([])), { from: 'desk', to: 'a', family: 6 }).verdict).toBe('reachable');
  const redirected = [{ destination: '2001:db8:1:1::/64', target: 'box' }];
  const report = ask(networkOf(sketch(redirected)), { from: 'desk', to: 'a', family: 6 });
  expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'gateway-route-table' });
  expect(stepAt(report, 'gateway-route-table').rules).toContain('edge:V6-8');
});

test('edge:V6-9 an endpoint is asked in the families it has', () => {
  const network = (ipv6Addresses: readonly string[]) =>
    routedTo(undefined, {
      vpcEndpoints: [
        {
          id: 'vpce',
          vpc: 'vpc',
          vpcEndpointType: 'Interface',
          serviceName: 'com.amazonaws.us-east-1.sqs',
          ipAddressType: ipv6Addresses.length === 0 ? 'ipv4' : 'dualstack',
          interfaces: [{ subnet: 'net', privateIp: '10.0.1.8', ipv6Addresses }],
          securityGroups: ['open'],
        },
      ],
    });
  const question = { from: 'a', to: 'vpce', port: 443, family: 6 as const };
  expect(ask(network(['2001:db8:1:1::8']), question).verdict).toBe('reachable');
  expect(traceReport(network([]), question)).toMatchObject({ ok: false, errors: [{ part: 'family' }] });
  const bare = ask(network([]), { from: 'a', to: '2001:db8:1:1::8', port: 443 });
  expect(bare).toMatchObject({ verdict: 'forward_blocked', at: 'no-such-host' });
});

test("edge:V6-10 another VPC's egress-only gateway lets nothing of this one out", () => {
  const network = networkOf({
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' },
      {
        id: 'hub',
        cidrBlock: '10.9.0.0/16',
        ipv6CidrBlock: '2001:db8:2::/56',
        egressOnlyInternetGateway: 'eigw',
      },
    ],
    subnets: [
      subnet,
      {
        id: 'out',
        vpc: 'hub',
        cidrBlock: '10.9.1.0/24',
        ipv6CidrBlock: '2001:db8:2:1::/64',
        routeTable: 'rt-out',
      },
    ],
    routeTables: [
      { id: 'rt', routes: [{ destination: '::/0', target: 'tgw' }] },
      { id: 'rt-out', vpc: 'hub', routes: [{ destination: '::/0', target: 'eigw' }] },
    ],
    instances: [host],
    transitGateways: [{ id: 'tgw' }],
    transitGatewayRouteTables: [
      { id: 'tgw-rt', transitGateway: 'tgw', routes: [{ destination: '::/0', attachment: 'att-hub' }] },
    ],
    transitGatewayAttachments: [
      { id: 'att', transitGateway: 'tgw', vpc: 'vpc', subnets: ['net'], routeTable: 'tgw-rt' },
      { id: 'att-hub', transitGateway: 'tgw', vpc: 'hub', subnets: ['out'], routeTable: 'tgw-rt' },
    ],
  });
  const report = ask(network, { from: 'a', to: `internet:${server}` });
  expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'eigw', detail: 'foreign-source' });
  expect(notesOn(report, 'edge:V6-10')).toEqual(['uncertain']);
});
