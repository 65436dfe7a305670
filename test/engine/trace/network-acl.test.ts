/** Network ACLs: when they are asked, what their entries match, what they forget (NACL-1 to NACL-18). */
import { describe, expect, test } from 'vitest';
import { EPHEMERAL_PORTS, ephemeralCoverage } from '../../../engine/lint/index.ts';
import {
  allow,
  ask,
  checksOf,
  deny,
  lintRules,
  networkOf,
  notesOn,
  seeing,
  seenAt,
  stepAt,
} from './network.ts';
import type { Sketch } from './network.ts';

const everywhere = [allow(100, '0.0.0.0/0'), allow(101, '::/0')];

/** A client in subnet A and a server in B; B has the ACL `acl`. */
function across(acl: object, rest: Sketch = {}) {
  return networkOf({
    subnets: [
      { id: 'A', cidrBlock: '10.0.1.0/24' },
      { id: 'B', cidrBlock: '10.0.2.0/24', networkAcl: 'acl' },
    ],
    networkAcls: [{ id: 'acl', ingress: everywhere, egress: everywhere, ...acl }],
    instances: [
      { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
      { id: 'b', subnet: 'B', privateIp: '10.0.2.20' },
    ],
    ...rest,
  });
}
const question = { from: 'a', to: 'b' };

describe('NACL-1 a subnet has one ACL: the one it names, or the default of its VPC', () => {
  const subnets = [
    { id: 'A', cidrBlock: '10.0.1.0/24', networkAcl: 'acl-closed' },
    { id: 'B', cidrBlock: '10.0.2.0/24', networkAcl: 'acl-closed' },
    { id: 'C', cidrBlock: '10.0.3.0/24' },
    { id: 'D', cidrBlock: '10.0.4.0/24' },
  ];
  const instances = subnets.map(({ id }, index) => ({
    id: `in-${id}`,
    subnet: id,
    privateIp: `10.0.${index + 1}.10`,
  }));
  const network = (networkAcls: readonly object[]) =>
    networkOf({
      subnets,
      instances,
      networkAcls: [{ id: 'acl-closed' }, ...networkAcls.map((acl) => ({ ...acl }))],
    });

  test.each([
    ['in-A', 'in-C', 'acl-closed'],
    ['in-B', 'in-C', 'acl-closed'],
  ])('%s is behind the ACL that it shares', (from, to, component) => {
    expect(ask(network([]), { from, to })).toMatchObject({ at: 'nacl-egress', component });
  });

  test('those that name none have the default one, also when it was edited', () => {
    expect(ask(network([]), { from: 'in-C', to: 'in-D' }).verdict).toBe('reachable');
    const edited = network([{ id: 'acl-default', isDefault: true, egress: [] }]);
    expect(ask(edited, { from: 'in-C', to: 'in-D' })).toMatchObject({
      at: 'nacl-egress',
      component: 'acl-default',
    });
  });
});

describe('NACL-2 the entry with the lowest number that matches decides, and the final one denies', () => {
  const https = (entries: readonly object[]) => ask(across({ ingress: entries }), question);

  test.each([
    ['90 deny before 100 allow', [deny(90, '10.0.1.0/24'), allow(100, '0.0.0.0/0')], 'forward_blocked', '90'],
    [
      'the same written the other way round',
      [allow(100, '0.0.0.0/0'), deny(90, '10.0.1.0/24')],
      'forward_blocked',
      '90',
    ],
    ['90 allow before 100 deny', [allow(90, '10.0.1.0/24'), deny(100, '0.0.0.0/0')], 'reachable', null],
    ['nothing that matches', [allow(100, '10.0.9.0/24')], 'forward_blocked', '*'],
  ])('%s', (_, entries, verdict, entry) => {
    expect(https(entries)).toMatchObject({ verdict, entry });
  });

  test('inbound and outbound are lists of their own', () => {
    const report = ask(across({ egress: [deny(90, '0.0.0.0/0'), allow(100, '0.0.0.0/0')] }), question);
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'nacl-egress', entry: '90' });
  });

  test('the entries passed over are listed up to the one that decides', () => {
    const report = https([allow(80, '10.0.9.0/24'), deny(90, '10.0.1.0/24'), allow(100, '0.0.0.0/0')]);
    const { matched, passedOver } = stepAt(report, 'nacl-ingress');
    expect(matched).toMatchObject({ entry: '90', action: 'deny' });
    expect(passedOver.map(({ entry, failed }) => [entry, failed])).toEqual([['80', 'remote']]);
  });
});

describe('NACL-3 traffic inside a subnet meets no network ACL', () => {
  const network = networkOf({
    subnets: [
      { id: 'net', cidrBlock: '10.0.1.0/24', networkAcl: 'closed', routeTable: 'rt' },
      { id: 'far', cidrBlock: '10.0.2.0/24' },
    ],
    networkAcls: [{ id: 'closed' }],
    routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
    instances: [
      { id: 'a', subnet: 'net', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
      { id: 'b', subnet: 'net', privateIp: '10.0.1.20', publicIp: '198.51.100.20' },
      { id: 'c', subnet: 'far', privateIp: '10.0.2.30' },
    ],
  });

  test('neighbours talk although it denies everything', () => {
    const report = ask(network, question);
    expect(report.verdict).toBe('reachable');
    expect([...seenAt(report, 'nacl-egress'), ...seenAt(report, 'nacl-ingress')]).toEqual([]);
  });

  test('over the border it is asked, and addressed publicly a neighbour is over the border', () => {
    expect(ask(network, { from: 'a', to: 'c' })).toMatchObject({ at: 'nacl-egress', component: 'closed' });
    expect(ask(network, { from: 'a', to: '198.51.100.20' })).toMatchObject({
      at: 'nacl-egress',
      component: 'closed',
    });
  });
});

describe('NACL-4 nothing is remembered: the reply is judged afresh, with ends and ports swapped', () => {
  test.each([
    ['the ephemeral port', allow(100, '10.0.1.0/24', 'tcp', '1024-65535'), 'reachable'],
    ['the port of the request only', allow(100, '10.0.1.0/24', 'tcp', 443), 'return_blocked'],
    ['another address', allow(100, '10.0.9.0/24', 'tcp', '1024-65535'), 'return_blocked'],
  ])('an outbound entry for %s', (_, entry, verdict) => {
    const report = ask(across({ ingress: [allow(100, '0.0.0.0/0', 'tcp', 443)], egress: [entry] }), question);
    expect(report.verdict).toBe(verdict);
    expect(seenAt(report, 'nacl-egress').at(-1)).toBe('10.0.2.20:443 → 10.0.1.10:40000');
  });
});

const dualStack = {
  vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
  subnets: [
    { id: 'A', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64' },
    { id: 'B', cidrBlock: '10.0.2.0/24', ipv6CidrBlock: '2001:db8:1:b::/64', networkAcl: 'acl' },
  ],
  instances: [
    { id: 'a', subnet: 'A', privateIp: '10.0.1.10', ipv6Addresses: '2001:db8:1:a::10' },
    { id: 'b', subnet: 'B', privateIp: '10.0.2.20', ipv6Addresses: '2001:db8:1:b::20' },
  ],
};

describe('NACL-5 the default ACL allows everything, of both families, until it is edited', () => {
  test.each([4, 6] as const)('IPv%i by its own entry', (family) => {
    const report = ask(networkOf({ ...dualStack, networkAcls: [{ id: 'acl', isDefault: true }] }), {
      ...question,
      family,
    });
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'nacl-ingress').matched?.entry).toBe(family === 4 ? '100' : '101');
  });

  test('edited before the VPC got IPv6, it has no entry for IPv6', () => {
    const edited = { id: 'acl', isDefault: true, ingress: [allow(100, '0.0.0.0/0')] };
    const network = networkOf({ ...dualStack, networkAcls: [edited] });
    expect(ask(network, { ...question, family: 6 })).toMatchObject({ at: 'nacl-ingress', entry: '*' });
    expect(ask(network, { ...question, family: 4 }).verdict).toBe('reachable');
  });
});

describe('NACL-6 a custom ACL starts with the final deny alone, both ways', () => {
  test.each([
    ['in', { ingress: undefined }, 'forward_blocked', 'nacl-ingress'],
    ['out', { egress: undefined }, 'return_blocked', 'nacl-egress'],
  ])('%s', (_, acl, verdict, at) => {
    expect(ask(across(acl), question)).toMatchObject({ verdict, at, component: 'acl', entry: '*' });
  });
});

describe("NACL-7 an entry names the remote address and the packet's destination port, and nothing else", () => {
  test('inbound the source, outbound the destination: its own subnet never', () => {
    // Entries for one host of the subnet itself match no packet.
    const own = [deny(90, '10.0.2.20/32'), allow(100, '0.0.0.0/0')];
    expect(ask(across({ ingress: own, egress: own }), question).verdict).toBe('reachable');
    const remote = [deny(90, '10.0.1.10/32'), allow(100, '0.0.0.0/0')];
    expect(ask(across({ ingress: remote }), question)).toMatchObject({ at: 'nacl-ingress', entry: '90' });
    expect(ask(across({ egress: remote }), question)).toMatchObject({ at: 'nacl-egress', entry: '90' });
  });

  test('a source port is never matched', () => {
    const bySource = [deny(90, '0.0.0.0/0', 'tcp', 40000), allow(100, '0.0.0.0/0')];
    expect(stepAt(ask(across({ ingress: bySource }), question), 'nacl-ingress').matched?.entry).toBe('100');
    expect(ask(across({ ingress: bySource }), { ...question, port: 40000 })).toMatchObject({ entry: '90' });
  });
});

describe('NACL-8 an entry has one block of one family: no group, no list, and IPv4 says nothing of IPv6', () => {
  test.each(['sg-a', 'pl-x', 'web.example'])('%s is no block', (cidrBlock) => {
    expect(() => across({ ingress: [allow(100, cidrBlock)] })).toThrow(/network ACL/i);
  });

  test('allow all of one family leaves the other at the final deny', () => {
    const network = networkOf({
      ...dualStack,
      networkAcls: [{ id: 'acl', ingress: [allow(100, '0.0.0.0/0')], egress: everywhere }],
    });
    expect(ask(network, { ...question, family: 4 }).verdict).toBe('reachable');
    expect(ask(network, { ...question, family: 6 })).toMatchObject({ at: 'nacl-ingress', entry: '*' });
  });
});

describe('NACL-9 ports count for TCP and UDP, types for ICMP; with any other protocol everything matches', () => {
  const verdictOf = (entry: object, asked: object) =>
    ask(across({ ingress: [entry] }), { ...question, ...asked }).verdict;

  test.each([
    ['all protocols with a range', { ...allow(100, '0.0.0.0/0', '-1', 22) }, {}, 'reachable'],
    ['esp with a range', { ...allow(100, '0.0.0.0/0', 'esp', 22) }, { protocol: 'esp' }, 'reachable'],
    ['tcp with a range', { ...allow(100, '0.0.0.0/0', 'tcp', 22) }, {}, 'forward_blocked'],
    [
      'icmp 8, any code',
      { ...allow(100, '0.0.0.0/0', 'icmp'), icmpType: 8 },
      { protocol: 'icmp', icmpCode: 3 },
      'reachable',
    ],
    [
      'icmp 8/0, asked 8/3',
      { ...allow(100, '0.0.0.0/0', 'icmp'), icmpType: 8, icmpCode: 0 },
      { protocol: 'icmp', icmpCode: 3 },
      'forward_blocked',
    ],
    [
      'icmp 0, asked an echo request',
      { ...allow(100, '0.0.0.0/0', 'icmp'), icmpType: 0 },
      { protocol: 'icmp' },
      'forward_blocked',
    ],
    [
      'icmp without a type',
      { ...allow(100, '0.0.0.0/0', 'icmp') },
      { protocol: 'icmp', icmpType: 13 },
      'reachable',
    ],
    [
      '58 with an IPv4 block: every type',
      { ...allow(100, '0.0.0.0/0', 'icmpv6'), icmpType: 8 },
      { protocol: 58, icmpType: 3 },
      'reachable',
    ],
  ])('%s', (_, entry, asked, verdict) => {
    expect(verdictOf(entry, asked)).toBe(verdict);
  });

  test('58 with an IPv6 block goes by type', () => {
    const network = (icmpType: number) =>
      networkOf({
        ...dualStack,
        networkAcls: [
          { id: 'acl', ingress: [{ ...allow(100, '::/0', 'icmpv6'), icmpType }], egress: everywhere },
        ],
      });
    const ping = { ...question, family: 6, protocol: 'icmpv6' } as const;
    expect(ask(network(128), ping).verdict).toBe('reachable');
    expect(ask(network(129), ping)).toMatchObject({ at: 'nacl-ingress' });
  });
});

const publicAndPrivate = {
  subnets: [
    { id: 'pub', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub', networkAcl: 'acl-pub' },
    { id: 'priv', cidrBlock: '10.0.1.0/24', routeTable: 'rt-priv', networkAcl: 'acl-priv' },
  ],
  routeTables: [
    { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
    { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
  ],
  natGateways: [{ id: 'nat', subnet: 'pub', privateIp: '10.0.0.200', publicIp: '198.51.100.200' }],
  instances: [
    { id: 'w', subnet: 'pub', privateIp: '10.0.0.10', publicIp: '198.51.100.10' },
    { id: 'v', subnet: 'pub', privateIp: '10.0.0.20', publicIp: '198.51.100.20' },
    { id: 'a', subnet: 'priv', privateIp: '10.0.1.10' },
  ],
};
/** Both ACLs open, but for what is given. */
const acls = (pub: object = {}, priv: object = {}) => ({
  networkAcls: [
    { id: 'acl-pub', ingress: everywhere, egress: everywhere, ...pub },
    { id: 'acl-priv', ingress: everywhere, egress: everywhere, ...priv },
  ],
});

describe('NACL-10 at a public subnet own hosts have their private address and the remote its real one', () => {
  test('the translation is outside the subnet', () => {
    const report = ask(networkOf({ ...publicAndPrivate, ...acls() }), {
      from: 'internet:203.0.113.7',
      to: 'w',
    });
    expect(seenAt(report, 'nacl-ingress')).toEqual(['203.0.113.7:40000 → 10.0.0.10:443']);
    expect(seenAt(report, 'nacl-egress')).toEqual(['10.0.0.10:443 → 203.0.113.7:40000']);
  });

  test('in a hairpin the remote is the public address of the other host', () => {
    const report = ask(networkOf({ ...publicAndPrivate, ...acls() }), { from: 'w', to: '198.51.100.20' });
    expect(seenAt(report, 'nacl-ingress')[0]).toBe('198.51.100.10:40000 → 10.0.0.20:443');
    const closed = { ingress: [deny(90, '10.0.0.0/16'), allow(100, '0.0.0.0/0')] };
    expect(
      ask(networkOf({ ...publicAndPrivate, ...acls(closed) }), { from: 'w', to: '198.51.100.20' }).verdict,
    ).toBe('reachable');
  });
});

describe("NACL-11 the ACL of a NAT gateway's subnet is crossed four times, and needs an entry for each", () => {
  const ingress = [allow(100, '10.0.1.0/24', 'tcp', 443), allow(110, '0.0.0.0/0', 'tcp', '1024-65535')];
  const egress = [allow(100, '0.0.0.0/0', 'tcp', 443), allow(110, '10.0.1.0/24', 'tcp', '1024-65535')];
  const out = { from: 'a', to: '203.0.113.5' };
  const verdict = (pub: object) => ask(networkOf({ ...publicAndPrivate, ...acls(pub) }), out);

  test('these four do', () => {
    const report = verdict({ ingress, egress });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward').filter((line) => line.startsWith('pub nacl'))).toEqual([
      'pub nacl-ingress 10.0.1.10:40000 → 203.0.113.5:443',
      'pub nacl-egress 10.0.0.200:20001 → 203.0.113.5:443',
    ]);
    expect(checksOf(report, 'return').filter((line) => line.startsWith('pub nacl'))).toEqual([
      'pub nacl-ingress 203.0.113.5:443 → 10.0.0.200:20001',
      'pub nacl-egress 203.0.113.5:443 → 10.0.1.10:40000',
    ]);
  });

  test.each([
    ['in from the client', { ingress: ingress.slice(1), egress }, 'forward_blocked', 'nacl-ingress'],
    ['out to the server', { ingress, egress: egress.slice(1) }, 'forward_blocked', 'nacl-egress'],
    ['in from the server', { ingress: ingress.slice(0, 1), egress }, 'return_blocked', 'nacl-ingress'],
    ['out to the client', { ingress, egress: egress.slice(0, 1) }, 'return_blocked', 'nacl-egress'],
  ])('without %s', (_, pub, expected, at) => {
    expect(verdict(pub)).toMatchObject({ verdict: expected, at, component: 'acl-pub', entry: '*' });
  });

  test("the client's subnet sees the server, not the gateway", () => {
    const fromNat = acls({}, { ingress: [allow(100, '10.0.0.200/32'), allow(110, '198.51.100.200/32')] });
    expect(ask(networkOf({ ...publicAndPrivate, ...fromNat }), out)).toMatchObject({
      verdict: 'return_blocked',
      at: 'nacl-ingress',
      component: 'acl-priv',
    });
    const fromServer = acls({}, { ingress: [allow(100, '203.0.113.5/32')] });
    expect(ask(networkOf({ ...publicAndPrivate, ...fromServer }), out).verdict).toBe('reachable');
  });
});

describe('NACL-12 replies go to the ephemeral ports of the side that opened the flow', () => {
  test.each([
    ['linux', 32768, 60999],
    ['windows', 49152, 65535],
    ['old-windows', 1025, 5000],
    ['elb', 1024, 65535],
    ['nat-gateway', 1024, 65535],
    ['lambda', 1024, 65535],
    ['unknown', 1024, 65535],
  ] as const)('%s: %i-%i, of which an ACL covers all, a part or nothing', (client, from, to) => {
    expect(EPHEMERAL_PORTS[client]).toEqual({ from, to });
    const coverage = (ports: string) => {
      const acl = across({ egress: [allow(100, '0.0.0.0/0', 'tcp', ports)] }).networkAcls.get('acl');
      return acl === undefined ? undefined : ephemeralCoverage(acl, 'egress', client);
    };
    expect([`${from}-${to}`, `${from + 1}-${to}`, '443'].map(coverage)).toEqual(['full', 'partial', 'none']);
  });

  test('a concrete port is exact', () => {
    const egress = [allow(100, '10.0.1.0/24', 'tcp', '32768-60999')];
    expect(ask(across({ egress }), { ...question, srcPort: 60999 }).verdict).toBe('reachable');
    expect(ask(across({ egress }), { ...question, srcPort: 61000 })).toMatchObject({
      verdict: 'return_blocked',
      at: 'nacl-egress',
    });
  });

  test('of a port that a NAT device picked, an ACL that lets only some through is noted', () => {
    const report = (ports: string) => {
      const ingress = [allow(100, '10.0.0.0/16'), allow(110, '0.0.0.0/0', 'tcp', ports)];
      return ask(networkOf({ ...publicAndPrivate, ...acls({ ingress }) }), { from: 'a', to: '203.0.113.5' });
    };
    expect(notesOn(report('1024-65535'), 'NACL-12')).toEqual([]);
    expect(notesOn(report('1024-40000'), 'NACL-12')).toEqual(['uncertain']);
    expect(report('32768-65535')).toMatchObject({ verdict: 'return_blocked', at: 'nacl-ingress' });
    expect(notesOn(report('32768-65535'), 'NACL-12')).toEqual(['uncertain']);
  });
});

describe('NACL-13 path-MTU discovery needs ICMP type 3 code 4 both ways; it changes no verdict', () => {
  const tcpOnly = [allow(100, '0.0.0.0/0', 'tcp')];
  const message = { ...allow(110, '0.0.0.0/0', 'icmp'), icmpType: 3, icmpCode: 4 };

  test('the checks ask for it', () => {
    expect(lintRules(across({ ingress: tcpOnly, egress: tcpOnly }))).toContain('NACL-13');
    const both = { ingress: [...tcpOnly, message], egress: [...tcpOnly, message] };
    expect(lintRules(across(both))).not.toContain('NACL-13');
  });

  test('the message itself is dropped without the entry', () => {
    const tooLarge = { ...question, protocol: 'icmp', icmpType: 3, icmpCode: 4 };
    expect(ask(across({ ingress: tcpOnly }), tooLarge)).toMatchObject({ at: 'nacl-ingress', entry: '*' });
    expect(ask(across({ ingress: [...tcpOnly, message] }), tooLarge).verdict).toBe('reachable');
    expect(ask(across({ ingress: tcpOnly, egress: tcpOnly }), question).verdict).toBe('reachable');
  });
});

describe('NACL-14 a rule number stands once in a direction', () => {
  test.each([
    ['twice in one direction', { ingress: [allow(100, '10.0.0.0/8'), deny(100, '192.168.0.0/16')] }, true],
    ['once in each', { ingress: [allow(100, '10.0.0.0/8')], egress: [allow(100, '10.0.0.0/8')] }, false],
  ])('%s', (_, acl, isRefused) => {
    expect(lintRules(across(acl)).includes('NACL-14')).toBe(isRefused);
  });
});

describe('NACL-15 local services are not blocked', () => {
  test.each([
    ['169.254.169.254', 'tcp', 80],
    ['10.0.0.2', 'udp', 53],
  ])('%s %s %i through an ACL that denies everything', (to, protocol, port) => {
    const network = networkOf({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', networkAcl: 'closed' }],
      networkAcls: [{ id: 'closed' }],
      instances: [{ id: 'a', privateIp: '10.0.1.10' }],
    });
    expect(ask(network, { from: 'a', to, protocol, port })).toMatchObject({
      verdict: 'reachable',
      at: 'local-service',
    });
    expect(ask(network, { from: 'a', to: '203.0.113.5' })).toMatchObject({ at: 'nacl-egress' });
  });
});

describe('NACL-16 peered traffic crosses the ACLs of both subnets', () => {
  const network = (blocked: string) =>
    networkOf({
      vpcs: [
        { id: 'A', cidrBlock: '10.0.0.0/16' },
        { id: 'B', cidrBlock: '10.1.0.0/16' },
      ],
      subnets: [
        { id: 'A1', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a', networkAcl: 'acl-a' },
        { id: 'B1', vpc: 'B', cidrBlock: '10.1.1.0/24', routeTable: 'rt-b', networkAcl: 'acl-b' },
      ],
      routeTables: [
        { id: 'rt-a', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
        { id: 'rt-b', vpc: 'B', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
      ],
      networkAcls: [
        { id: 'acl-a', vpc: 'A', ingress: everywhere, egress: blocked === 'acl-a' ? [] : everywhere },
        { id: 'acl-b', vpc: 'B', ingress: blocked === 'acl-b' ? [] : everywhere, egress: everywhere },
      ],
      vpcPeeringConnections: [{ id: 'pcx', requester: 'A', accepter: 'B' }],
      instances: [
        { id: 'a', subnet: 'A1', privateIp: '10.0.1.10' },
        { id: 'b', subnet: 'B1', privateIp: '10.1.1.20' },
      ],
    });

  test.each([
    ['acl-a', 'nacl-egress'],
    ['acl-b', 'nacl-ingress'],
  ])('%s decides at %s', (component, at) => {
    expect(ask(network(component), question)).toMatchObject({ verdict: 'forward_blocked', at, component });
  });

  test('open ones let it through', () => {
    expect(ask(network('none'), question).verdict).toBe('reachable');
  });
});

describe('NACL-17 deny SSH before allow all: the numbers decide, not the order or the width', () => {
  const entries = (ofDeny: number, ofAllow: number) => [
    deny(ofDeny, '0.0.0.0/0', 'tcp', 22),
    allow(ofAllow, '0.0.0.0/0'),
  ];

  test.each([
    [90, 100, 22, 'deny', '90'],
    [90, 100, 80, 'allow', '100'],
    [100, 90, 22, 'allow', '90'],
  ])('deny %i, allow %i: port %i is decided by %s %s', (ofDeny, ofAllow, port, action, entry) => {
    const report = ask(across({ ingress: entries(ofDeny, ofAllow) }), { ...question, port });
    expect(stepAt(report, 'nacl-ingress').matched).toMatchObject({ action, entry });
    expect(report.verdict).toBe(action === 'allow' ? 'reachable' : 'forward_blocked');
  });
});

describe("NACL-18 to a next hop in the sender's own subnet the ACL is taken to apply out and in, with a note", () => {
  // The gateway's route is narrower than the subnet's default, so that its own way out does not loop.
  const nat64 = (ingress: readonly object[]) =>
    networkOf({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' },
      ],
      subnets: [
        {
          id: 'net',
          cidrBlock: '10.0.0.0/24',
          ipv6CidrBlock: '2001:db8:1:a::/64',
          routeTable: 'rt',
          networkAcl: 'acl',
        },
      ],
      routeTables: [
        {
          id: 'rt',
          routes: [
            { destination: '64:ff9b::/96', target: 'nat' },
            { destination: '0.0.0.0/0', target: 'igw' },
          ],
        },
      ],
      networkAcls: [{ id: 'acl', ingress, egress: everywhere }],
      natGateways: [{ id: 'nat', subnet: 'net', privateIp: '10.0.0.200', publicIp: '198.51.100.200' }],
      instances: [{ id: 'h', ipv6Addresses: '2001:db8:1:a::10' }],
    });
  const toServer = { from: 'h', to: '64:ff9b::cb00:7105' };

  test('a NAT gateway', () => {
    const report = ask(nat64(everywhere), toServer);
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward').slice(0, 5)).toEqual(
      seeing('[2001:db8:1:a::10]:40000 → [64:ff9b::cb00:7105]:443', [
        'eni:h sg-egress',
        'net nacl-egress',
        'net route-table',
        'net nacl-ingress',
        'nat nat-gateway',
      ]),
    );
    expect(notesOn(report, 'NACL-18')).toContain('uncertain');
    expect(ask(nat64([allow(100, '0.0.0.0/0')]), toServer)).toMatchObject({
      at: 'nacl-ingress',
      component: 'acl',
    });
  });

  const appliance = (subnet: string, privateIp: string) =>
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B', cidrBlock: '10.0.2.0/24' },
        { id: 'C', cidrBlock: '10.0.3.0/24' },
      ],
      routeTables: [{ id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'm' }] }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20' },
        { id: 'm', subnet, privateIp, sourceDestCheck: false, forwarding: 'router' },
      ],
    });

  test('an appliance', () => {
    const report = ask(appliance('A', '10.0.1.30'), question);
    expect(checksOf(report, 'forward').slice(1, 4)).toEqual(
      seeing('10.0.1.10:40000 → 10.0.2.20:443', ['A nacl-egress', 'A route-table', 'A nacl-ingress']),
    );
    expect(notesOn(report, 'NACL-18')).toEqual(['uncertain']);
  });

  test('a next hop in another subnet carries no such note', () => {
    expect(notesOn(ask(appliance('C', '10.0.3.30'), question), 'NACL-18')).toEqual([]);
  });
});
