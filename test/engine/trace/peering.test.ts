/** VPC peering: what crosses, what routes and rules it needs, and what it does not carry on (PEER-1 to PEER-15). */
import { describe, expect, test } from 'vitest';
import { parseAddress, resolvePrivateHostname, resolvePublicHostname, rules } from '../../../engine/index.ts';
import {
  allow,
  ask,
  checksOf,
  deny,
  hopIds,
  lintRules,
  networkOf,
  notesOn,
  seenAt,
  stepAt,
} from './network.ts';
import type { Sketch } from './network.ts';

const near = { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' };
const far = { id: 'far', cidrBlock: '10.1.0.0/16' };
const toFar = { id: 'rt', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] };
const toNear = { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] };
const subnets = [
  { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
  { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' },
];
const a = { id: 'a', privateIp: '10.0.1.10' };
const b = { id: 'b', subnet: 'far-net', privateIp: '10.1.1.20' };
const pcx = { id: 'pcx', requester: 'vpc', accepter: 'far' };
const aToB = { from: 'a', to: 'b' };

/** Two VPCs with a host each, peered, and routed both ways. */
function peered(rest: Sketch = {}, missing: readonly string[] = []) {
  return networkOf(
    {
      vpcs: [near, far],
      subnets,
      routeTables: [toFar, toNear],
      vpcPeeringConnections: [pcx],
      instances: [a, b],
      ...rest,
    },
    missing,
  );
}

describe('PEER-1 only an active connection carries traffic', () => {
  test('active', () => {
    expect(ask(peered(), aToB).verdict).toBe('reachable');
  });

  test.each([
    'initiating-request',
    'pending-acceptance',
    'provisioning',
    'failed',
    'expired',
    'rejected',
    'deleting',
    'deleted',
  ])('%s', (status) => {
    expect(ask(peered({ vpcPeeringConnections: [{ ...pcx, status }] }), aToB)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt',
    });
  });
});

describe('PEER-2 VPCs with overlapping blocks are not peered, in use or not, and a pair is peered once', () => {
  const refused = (rest: Sketch) => lintRules(peered(rest)).includes('PEER-2');

  test.each<[string, Sketch, boolean]>([
    ['blocks apart', {}, false],
    [
      'unused secondary blocks that overlap',
      {
        vpcs: [
          { id: 'vpc', cidrBlocks: ['10.0.0.0/16', '10.9.0.0/16'], internetGateway: 'igw' },
          { id: 'far', cidrBlocks: ['10.1.0.0/16', '10.9.128.0/17'] },
        ],
      },
      true,
    ],
    [
      'IPv6 blocks that overlap',
      { vpcs: [near, far].map((vpc) => ({ ...vpc, ipv6CidrBlock: '2001:db8:1::/56' })) },
      true,
    ],
    ['a second connection', { vpcPeeringConnections: [pcx, { ...pcx, id: 'pcx-2' }] }, true],
    [
      'another Region and account',
      { vpcs: [near, { ...far, region: 'eu-west-1', ownerId: '444455556666' }] },
      false,
    ],
  ])('%s', (_, rest, expected) => {
    expect(refused(rest)).toBe(expected);
  });
});

describe('PEER-3 only packets for an address of the far VPC cross', () => {
  const network = peered({
    routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'pcx' }] }, toNear],
  });

  test('a default route to it is accepted, and carries nothing for the internet', () => {
    expect(ask(network, { from: 'a', to: '203.0.113.5' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'pcx',
      detail: 'outside-vpc',
      component: 'pcx',
      code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    });
    expect(lintRules(network)).toContain('PEER-3');
  });

  test('but what is for the far VPC', () => {
    expect(ask(network, aToB).verdict).toBe('reachable');
  });
});

describe('PEER-4 both sides need a route, to all of the other, a part, or one address', () => {
  test('without one here the request is lost', () => {
    expect(ask(peered({ routeTables: [{ id: 'rt' }, toNear] }), aToB)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt',
    });
  });

  test('without one there the reply', () => {
    const network = peered({ routeTables: [toFar, { id: 'rt-far', vpc: 'far' }] });
    expect(ask(network, aToB)).toMatchObject({
      verdict: 'return_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt-far',
      leg: 'return',
    });
    expect(lintRules(network)).toContain('PEER-4');
  });

  test.each([
    ['10.0.0.0/16', 'reachable'],
    ['10.0.1.0/24', 'reachable'],
    ['10.0.1.10/32', 'reachable'],
    ['10.0.1.11/32', 'return_blocked'],
  ])('back by a route to %s: %s', (destination, verdict) => {
    const back = { ...toNear, routes: [{ destination, target: 'pcx' }] };
    expect(ask(peered({ routeTables: [toFar, back] }), aToB).verdict).toBe(verdict);
  });
});

describe('PEER-5 it is not transitive, whatever routes there are', () => {
  const chain = networkOf({
    vpcs: [near, far, { id: 'third', cidrBlock: '10.2.0.0/16' }],
    subnets: [
      ...subnets,
      { id: 'third-net', vpc: 'third', cidrBlock: '10.2.1.0/24', routeTable: 'rt-third' },
    ],
    routeTables: [
      { id: 'rt', routes: [{ destination: '10.0.0.0/8', target: 'pcx' }] },
      { ...toNear, routes: [...toNear.routes, { destination: '10.2.0.0/16', target: 'pcx-2' }] },
      { id: 'rt-third', vpc: 'third', routes: [{ destination: '10.0.0.0/8', target: 'pcx-2' }] },
    ],
    vpcPeeringConnections: [pcx, { id: 'pcx-2', requester: 'far', accepter: 'third' }],
    instances: [a, b, { id: 'c', subnet: 'third-net', privateIp: '10.2.1.30' }],
  });

  test('over two connections in a row nothing goes', () => {
    expect(ask(chain, { from: 'a', to: 'c' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'pcx',
      component: 'pcx',
      codes: ['X_PEERING_NO_TRANSIT'],
    });
  });

  test('over each of them it does', () => {
    expect([aToB, { from: 'c', to: 'b' }].map((question) => ask(chain, question).verdict)).toEqual([
      'reachable',
      'reachable',
    ]);
  });
});

describe("PEER-6 the other VPC's gateways are out of reach, what has an address in it is not", () => {
  const withGateways = (rest: Sketch = {}) =>
    peered({
      vpcs: [
        { ...near, ipv6CidrBlock: '2001:db8:1::/56' },
        {
          ...far,
          ipv6CidrBlock: '2001:db8:2::/56',
          internetGateway: 'igw-far',
          egressOnlyInternetGateway: 'eigw-far',
        },
      ],
      subnets: [
        { ...subnets[0], ipv6CidrBlock: '2001:db8:1:1::/64' },
        { ...subnets[1], ipv6CidrBlock: '2001:db8:2:1::/64' },
      ],
      routeTables: [
        {
          id: 'rt',
          routes: [
            { destination: '0.0.0.0/0', target: 'pcx' },
            { destination: '::/0', target: 'pcx' },
          ],
        },
        { ...toNear, routes: [...toNear.routes, { destination: '0.0.0.0/0', target: 'igw-far' }] },
      ],
      natGateways: [{ id: 'nat', subnet: 'far-net', privateIp: '10.1.1.200', publicIp: '198.51.100.200' }],
      instances: [
        { ...a, publicIp: '198.51.100.10', ipv6Addresses: '2001:db8:1:1::10' },
        { ...b, publicIp: '198.51.100.20', sourceDestCheck: false, forwarding: 'nat' },
      ],
      ...rest,
    });

  test.each([
    ['its internet gateway, NAT gateway or NAT instance', '203.0.113.5'],
    ['its egress-only internet gateway', '2001:db8:ffff::5'],
  ])('%s', (_, to) => {
    expect(ask(withGateways(), { from: 'a', to })).toMatchObject({ verdict: 'forward_blocked', at: 'pcx' });
  });

  test.each(['vpc_endpoint', 'load_balancer', 'interface'])(
    'an interface of type %s is reached',
    (interfaceType) => {
      const networkInterfaces = [{ id: 'eni-s', subnet: 'far-net', privateIp: '10.1.1.50', interfaceType }];
      expect(ask(withGateways({ networkInterfaces }), { from: 'a', to: '10.1.1.50' }).verdict).toBe(
        'reachable',
      );
    },
  );
});

describe("PEER-7 replies follow the replier's longest route, not the way the request came", () => {
  const overlapping = (more: object[]) =>
    networkOf({
      vpcs: [near, { id: 'left', cidrBlock: '10.8.0.0/16' }, { id: 'right', cidrBlock: '10.8.0.0/16' }],
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
        { id: 'left-net', vpc: 'left', cidrBlock: '10.8.1.0/24', routeTable: 'rt-left' },
        { id: 'right-net', vpc: 'right', cidrBlock: '10.8.1.0/24' },
      ],
      routeTables: [
        { id: 'rt', routes: [{ destination: '10.8.0.0/16', target: 'pcx-right' }, ...more] },
        { id: 'rt-left', vpc: 'left', routes: [{ destination: '10.0.0.0/16', target: 'pcx-left' }] },
      ],
      vpcPeeringConnections: [
        { id: 'pcx-left', requester: 'vpc', accepter: 'left' },
        { id: 'pcx-right', requester: 'vpc', accepter: 'right' },
      ],
      instances: [
        a,
        { id: 'l', subnet: 'left-net', privateIp: '10.8.1.5' },
        { id: 'r', subnet: 'right-net', privateIp: '10.8.1.5', securityGroups: ['open'] },
      ],
    });

  test('the reply goes to the other peer', () => {
    const report = ask(overlapping([]), { from: 'l', to: 'a' });
    expect(report).toMatchObject({ verdict: 'return_blocked', leg: 'return' });
    expect(hopIds(report)).toContain('pcx-left');
    expect(hopIds(report, 'return')).toContain('pcx-right');
    expect(hopIds(report, 'return')).not.toContain('pcx-left');
  });

  test('a longer route brings it home', () => {
    const report = ask(overlapping([{ destination: '10.8.1.0/24', target: 'pcx-left' }]), {
      from: 'l',
      to: 'a',
    });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report, 'return')).toContain('pcx-left');
  });
});

describe('PEER-8 group references work within one Region, while the connection is active', () => {
  const referring = (regionOfFar: string) =>
    peered({
      vpcs: [
        { ...near, region: 'us-east-1' },
        { ...far, region: regionOfFar },
      ],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', vpc: 'far', ingress: [{ from: 'sg-a' }] }],
      instances: [
        { ...a, securityGroups: ['sg-a'] },
        { ...b, securityGroups: ['sg-b'] },
      ],
    });

  test('in the same Region', () => {
    const report = ask(referring('us-east-1'), aToB);
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sg-ingress').matched?.remote).toBe('sg-a');
    expect(lintRules(referring('us-east-1'))).not.toContain('PEER-8');
  });

  test('across Regions AWS refuses the rule, and it matches nothing', () => {
    expect(ask(referring('eu-west-1'), aToB)).toMatchObject({
      at: 'sg-ingress',
      codes: ['SG_REFERENCES_NOT_PRESERVED'],
    });
    expect(lintRules(referring('eu-west-1'))).toContain('PEER-8');
  });
});

const on = { enableDnsSupport: true, enableDnsHostnames: true };
const address = (text: string) => parseAddress(text) ?? expect.fail(`${text} is an address`);
const named = (privateIp: string) => ({
  privateIp: address(privateIp),
  publicIp: address('198.51.100.20'),
  vpc: on,
});

describe('PEER-9 DNS resolution decides whether a public name of the peer gives the private address', () => {
  const answer = (dnsResolution: boolean, vpc = on) =>
    resolvePublicHostname(named('10.1.1.20'), { kind: 'peer', vpc, dnsResolution, sameRegion: true });

  test('on, with both DNS attributes on both sides', () => {
    expect(answer(true)).toMatchObject({ kind: 'private', rule: 'PEER-9' });
    expect(answer(false)).toMatchObject({ kind: 'public', rule: 'PEER-9' });
    expect(answer(true, { ...on, enableDnsHostnames: false })).toMatchObject({ kind: 'public' });
  });

  test('by the public address traffic leaves by the gateway, and a group reference is lost', () => {
    const network = peered({
      vpcs: [near, { ...far, internetGateway: 'igw-far' }],
      routeTables: [
        { id: 'rt', routes: [...toFar.routes, { destination: '0.0.0.0/0', target: 'igw' }] },
        { ...toNear, routes: [...toNear.routes, { destination: '0.0.0.0/0', target: 'igw-far' }] },
      ],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', vpc: 'far', ingress: [{ from: 'sg-a' }] }],
      instances: [
        { ...a, publicIp: '198.51.100.10', securityGroups: ['sg-a'] },
        { ...b, publicIp: '198.51.100.20', securityGroups: ['sg-b'] },
      ],
    });
    expect(ask(network, { from: 'a', to: '10.1.1.20' }).verdict).toBe('reachable');
    const byPublic = ask(network, { from: 'a', to: '198.51.100.20' });
    expect(byPublic).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress' });
    expect(hopIds(byPublic)).toEqual(expect.arrayContaining(['igw', 'igw-far']));
  });
});

describe("PEER-10 private names of a peer do not resolve by default, and its resolver can't be asked", () => {
  test.each([
    ['RFC 1918, same Region', '10.1.1.20', true, 'private'],
    ['RFC 1918, another Region', '10.1.1.20', false, 'nothing'],
    ['not RFC 1918', '192.0.2.20', true, 'nothing'],
  ])('%s', (_, privateIp, sameRegion, kind) => {
    const asker = { kind: 'peer' as const, vpc: on, dnsResolution: false, sameRegion };
    expect(resolvePrivateHostname(named(privateIp), asker)).toMatchObject({ kind });
  });

  test('the +2 address of the peer answers nobody', () => {
    const dns = { from: 'a', port: 53, protocol: 'udp' };
    expect(ask(peered(), { ...dns, to: '10.1.0.2' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-such-host',
    });
    expect(ask(peered(), { ...dns, to: '10.0.0.2' })).toMatchObject({
      verdict: 'reachable',
      at: 'local-service',
    });
  });
});

describe('PEER-11 IPv6 works with blocks and routes on both sides', () => {
  const network = (route: boolean) =>
    peered({
      vpcs: [
        { ...near, ipv6CidrBlock: '2001:db8:1::/56' },
        { ...far, ipv6CidrBlock: '2001:db8:2::/56' },
      ],
      subnets: [
        { ...subnets[0], ipv6CidrBlock: '2001:db8:1:1::/64' },
        { ...subnets[1], ipv6CidrBlock: '2001:db8:2:1::/64' },
      ],
      routeTables: [
        {
          ...toFar,
          routes: [...toFar.routes, ...(route ? [{ destination: '2001:db8:2::/56', target: 'pcx' }] : [])],
        },
        { ...toNear, routes: [...toNear.routes, { destination: '2001:db8:1::/56', target: 'pcx' }] },
      ],
      instances: [
        { ...a, ipv6Addresses: '2001:db8:1:1::10' },
        { ...b, ipv6Addresses: '2001:db8:2:1::20' },
      ],
    });

  test('the IPv4 routes say nothing about it', () => {
    expect(ask(network(true), { ...aToB, family: 6 }).verdict).toBe('reachable');
    expect(ask(network(false), { ...aToB, family: 6 })).toMatchObject({
      at: 'route-table',
      detail: 'no-route',
    });
    expect(ask(network(false), { ...aToB, family: 4 }).verdict).toBe('reachable');
  });

  test('the size of packets changes no verdict', () => {
    expect(rules['PEER-11'].title).toContain('MTU depends on the Region');
    const regions = ['us-east-1', 'eu-west-1'].map((region) =>
      peered({
        vpcs: [
          { ...near, region: 'us-east-1' },
          { ...far, region },
        ],
      }),
    );
    expect(regions.map((each) => ask(each, aToB).verdict)).toEqual(['reachable', 'reachable']);
  });
});

describe('PEER-12 a route to a connection that is not active is a blackhole', () => {
  const network = (status: string) =>
    peered({
      routeTables: [
        { id: 'rt', routes: [...toFar.routes, { destination: '0.0.0.0/0', target: 'igw' }] },
        toNear,
      ],
      vpcPeeringConnections: [{ ...pcx, status }],
      instances: [{ ...a, publicIp: '198.51.100.10' }, b],
    });

  test('the default route beside it does not take over', () => {
    expect(ask(network('deleted'), aToB)).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
      entry: '10.1.0.0/16',
      code: 'BAD_STATE_ROUTE',
    });
  });

  test('it can be accepted: that is what is offered', () => {
    expect(ask(network('pending-acceptance'), aToB).suggestions).toMatchObject([
      { title: 'Accept peering connection pcx', verdict: 'reachable' },
    ]);
  });
});

describe('PEER-13 the ACLs of both subnets are crossed, each way', () => {
  const network = (nearAcl: object, farAcl: object) =>
    peered({
      subnets: subnets.map((subnet, index) => ({ ...subnet, networkAcl: index === 0 ? 'acl' : 'acl-far' })),
      networkAcls: [
        { id: 'acl', ingress: [allow(100, '0.0.0.0/0')], egress: [allow(100, '0.0.0.0/0')], ...nearAcl },
        {
          id: 'acl-far',
          vpc: 'far',
          ingress: [allow(100, '0.0.0.0/0')],
          egress: [allow(100, '0.0.0.0/0')],
          ...farAcl,
        },
      ],
    });

  test('four crossings', () => {
    const report = ask(network({}, {}), aToB);
    const crossings = [...checksOf(report, 'forward'), ...checksOf(report, 'return')].filter((check) =>
      check.includes(' nacl-'),
    );
    expect(crossings).toEqual([
      'net nacl-egress 10.0.1.10:40000 → 10.1.1.20:443',
      'far-net nacl-ingress 10.0.1.10:40000 → 10.1.1.20:443',
      'far-net nacl-egress 10.1.1.20:443 → 10.0.1.10:40000',
      'net nacl-ingress 10.1.1.20:443 → 10.0.1.10:40000',
    ]);
  });

  test.each([
    ['near, out', { egress: [deny(100, '10.1.0.0/16')] }, {}, 'forward_blocked', 'acl'],
    ['far, in', {}, { ingress: [deny(100, '10.0.0.0/16')] }, 'forward_blocked', 'acl-far'],
    ['far, out', {}, { egress: [deny(100, '10.0.0.0/16')] }, 'return_blocked', 'acl-far'],
    ['near, in', { ingress: [deny(100, '10.1.0.0/16')] }, {}, 'return_blocked', 'acl'],
  ])('%s', (_, nearAcl, farAcl, verdict, component) => {
    expect(ask(network(nearAcl, farAcl), aToB)).toMatchObject({ verdict, component });
  });
});

describe('PEER-14 what an appliance passes on for outsiders gets no answer over a peering, unless it is translated', () => {
  const appliance = (forwarding: string) =>
    peered({
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
        { id: 'vpn', cidrBlock: '10.0.2.0/24', routeTable: 'rt-vpn' },
        subnets[1] ?? {},
      ],
      routeTables: [
        toFar,
        { id: 'rt-vpn', routes: [{ destination: '10.1.0.0/16', target: 'm' }] },
        { ...toNear, routes: [...toNear.routes, { destination: '192.168.0.0/16', target: 'pcx' }] },
      ],
      instances: [
        { ...a, subnet: 'vpn', privateIp: '10.0.2.10', sourceDestCheck: false },
        { id: 'm', subnet: 'net', privateIp: '10.0.1.30', sourceDestCheck: false, forwarding },
        b,
      ],
    });
  const outsider = { ...aToB, fromIp: '192.168.5.5' };

  test('untranslated, the reply is for no address of the VPC it would enter', () => {
    const report = ask(appliance('router'), outsider);
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'pcx', component: 'pcx', leg: 'return' });
    expect(seenAt(report, 'sg-ingress').at(-1)).toBe('192.168.5.5:40000 → 10.1.1.20:443');
    expect(notesOn(report, 'PEER-14')).toEqual(['uncertain']);
  });

  test('translated, the far side sees an address of this VPC', () => {
    const report = ask(appliance('nat'), { ...aToB });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'pcx')[0]).toMatch(/^10\.0\.1\.30:/);
    expect(notesOn(report, 'PEER-14')).toEqual([]);
  });
});

describe('PEER-15 of a far VPC that the input lacks, the blocks are known and no more', () => {
  const partial = (rest: Sketch = {}) =>
    networkOf(
      {
        vpcs: [near],
        subnets: [subnets[0] ?? {}],
        routeTables: [toFar],
        vpcPeeringConnections: [
          { id: 'pcx', requester: 'vpc', accepter: { vpc: 'vpc-elsewhere', cidrBlocks: ['10.1.0.0/16'] } },
        ],
        instances: [a],
        ...rest,
      },
      ['vpc-elsewhere', 'sg-elsewhere'],
    );

  test('from the connection on nothing is known', () => {
    const report = ask(partial(), { from: 'a', to: '10.1.1.20' });
    expect(report).toMatchObject({
      verdict: 'unknown',
      at: 'pcx',
      component: 'vpc-elsewhere',
      code: 'X_UNKNOWN',
    });
    expect(checksOf(report, 'forward')).toContain('net nacl-egress 10.0.1.10:40000 → 10.1.1.20:443');
  });

  test('a drop on this side stands', () => {
    const closed = partial({
      securityGroups: [{ id: 'closed', egress: [] }],
      instances: [{ ...a, securityGroups: ['closed'] }],
    });
    expect(ask(closed, { from: 'a', to: '10.1.1.20' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-egress',
    });
  });

  test('so does one by the blocks', () => {
    const wide = partial({
      routeTables: [{ id: 'rt', routes: [{ destination: '10.0.0.0/8', target: 'pcx' }] }],
    });
    expect(ask(wide, { from: 'a', to: '10.2.1.20' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'pcx',
    });
  });

  test("a rule that names a group over there can't be judged", () => {
    const referring = partial({
      securityGroups: [{ id: 'sg-a', egress: [{ to: 'sg-elsewhere' }] }],
      instances: [{ ...a, securityGroups: ['sg-a'] }],
    });
    expect(ask(referring, { from: 'a', to: '10.1.1.20' })).toMatchObject({
      verdict: 'unknown',
      at: 'sg-egress',
    });
  });
});
