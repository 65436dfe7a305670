/** Security groups: what their rules match, what state they keep, what a group reference means (SG-1 to SG-17, SG-26 to SG-28). */
import { describe, expect, test } from 'vitest';
import { trackingAlong } from '../../../engine/tracking/index.ts';
import { resolveQuestion, trace } from '../../../engine/index.ts';
import { ask, checksOf, lintRules, networkOf, notesOn, seeing, seenAt, stepAt } from './network.ts';
import type { Sketch } from './network.ts';

/** A client and a server in one subnet; the rules given are those of the server's group `sg-b`. */
function pair(
  ingress: readonly object[],
  rest: { a?: object; b?: object; groups?: readonly object[] } & Sketch = {},
) {
  const { a = {}, b = {}, groups = [], ...sketch } = rest;
  return networkOf({
    securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', ingress }, ...groups.map((group) => ({ ...group }))],
    instances: [
      { id: 'a', privateIp: '10.0.1.10', securityGroups: ['sg-a'], ...a },
      { id: 'b', privateIp: '10.0.1.20', securityGroups: ['sg-b'], ...b },
    ],
    ...sketch,
  });
}
const question = { from: 'a', to: 'b' };
const https = (from: string) => ({ protocol: 'tcp', ports: 443, from });

describe('SG-1 groups stand at the interface, not at the machine or the subnet', () => {
  const network = networkOf({
    securityGroups: [{ id: 'sg-closed', ingress: [] }],
    networkInterfaces: [
      { id: 'eni-open', privateIp: '10.0.1.20', instance: 'b' },
      { id: 'eni-closed', privateIp: '10.0.1.21', instance: 'b', securityGroups: ['sg-closed'] },
    ],
    instances: [{ id: 'a', privateIp: '10.0.1.10' }, { id: 'b' }],
  });

  test.each([
    ['10.0.1.20', 'reachable', null],
    ['10.0.1.21', 'forward_blocked', 'eni-closed'],
  ])('%s of the same machine: %s', (to, verdict, component) => {
    expect(ask(network, { from: 'a', to })).toMatchObject({ verdict, component });
  });

  test('the default group of another VPC is refused', () => {
    const foreign = networkOf({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16' },
        { id: 'other', cidrBlock: '10.1.0.0/16' },
      ],
      securityGroups: [{ id: 'sg-default', vpc: 'other', isDefault: true }],
      instances: [{ id: 'a', privateIp: '10.0.1.10', securityGroups: ['sg-default'] }],
    });
    expect(lintRules(foreign)).toContain('SG-1');
  });
});

describe('SG-2 the rules of all groups form one union, whose order means nothing', () => {
  const groups = [{ id: 'sg-c', ingress: [https('10.0.1.10/32')] }];

  test.each([
    ['one group without the rule', ['sg-b'], 'forward_blocked'],
    ['with a second that has it', ['sg-b', 'sg-c'], 'reachable'],
    ['in the other order', ['sg-c', 'sg-b'], 'reachable'],
  ])('%s', (_, securityGroups, verdict) => {
    const network = pair([{ protocol: 'tcp', ports: 22, from: '0.0.0.0/0' }], {
      groups,
      b: { securityGroups },
    });
    expect(ask(network, question).verdict).toBe(verdict);
  });

  test('a wide rule is not narrowed by a specific one before or after it', () => {
    const rules = [https('10.0.9.0/24'), https('0.0.0.0/0')];
    expect(ask(pair(rules), question).verdict).toBe('reachable');
    expect(ask(pair([...rules].reverse()), question).verdict).toBe('reachable');
  });

  test('nothing matches: dropped at the interface, with every rule passed over', () => {
    const report = ask(
      pair([{ protocol: 'tcp', ports: 22, from: '0.0.0.0/0' }, https('10.0.9.0/24')]),
      question,
    );
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni:b',
      entry: null,
      code: 'ENI_SG_RULES_MISMATCH',
    });
    expect(stepAt(report, 'sg-ingress').passedOver.map(({ failed }) => failed)).toEqual(['port', 'remote']);
  });
});

describe('SG-3 inbound and outbound are separate sets, and replies pass whatever the other one says', () => {
  test('the server needs no outbound rule, the client no inbound one', () => {
    const network = pair([https('10.0.1.10/32')], {
      groups: [{ id: 'sg-in', ingress: [https('10.0.1.10/32')], egress: [] }],
      b: { securityGroups: ['sg-in'] },
    });
    const report = ask(network, question);
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'return')).toEqual(
      seeing('10.0.1.20:443 → 10.0.1.10:40000', [
        'eni:b sg-egress tracked',
        'net same-subnet',
        'eni:a sg-ingress tracked',
      ]),
    );
  });

  test('an inbound rule lets nothing out', () => {
    const network = pair([https('0.0.0.0/0')], {
      groups: [{ id: 'sg-in', ingress: [https('0.0.0.0/0')], egress: [] }],
      a: { securityGroups: ['sg-in'] },
    });
    expect(ask(network, question)).toMatchObject({ at: 'sg-egress', component: 'eni:a' });
  });
});

describe('SG-4 a new group lets nothing in and everything out', () => {
  test('nothing in', () => {
    const report = ask(pair([]), question);
    expect(report).toMatchObject({ at: 'sg-ingress', component: 'eni:b', code: 'SG_HAS_NO_RULES' });
  });

  test.each(['10.0.1.20', '2001:db8:1:a::20'])('everything out, to %s', (to) => {
    const network = pair([{ from: ['0.0.0.0/0', '::/0'] }], {
      vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64' }],
      a: { ipv6Addresses: '2001:db8:1:a::10' },
      b: { ipv6Addresses: '2001:db8:1:a::20' },
    });
    expect(ask(network, { from: 'a', to, protocol: 'udp', port: 9999 }).verdict).toBe('reachable');
  });

  test('without outbound rules nothing new goes out, but replies do', () => {
    const groups = [{ id: 'sg-mute', ingress: [https('0.0.0.0/0')], egress: [] }];
    expect(ask(pair([], { groups, a: { securityGroups: ['sg-mute'] } }), question)).toMatchObject({
      at: 'sg-egress',
      component: 'eni:a',
      code: 'SG_HAS_NO_RULES',
    });
    expect(ask(pair([], { groups, b: { securityGroups: ['sg-mute'] } }), question).verdict).toBe('reachable');
  });
});

describe('SG-5 the default group lets its members in and nobody else, and is there when none is named', () => {
  const network = networkOf({
    securityGroups: [{ id: 'sg-x' }],
    instances: [
      { id: 'a', privateIp: '10.0.1.10', securityGroups: undefined },
      { id: 'b', privateIp: '10.0.1.20', securityGroups: undefined },
      { id: 'x', privateIp: '10.0.1.30', securityGroups: ['sg-x'] },
    ],
  });

  test.each([
    ['a', 'b', 'reachable'],
    ['b', 'a', 'reachable'],
    ['x', 'a', 'forward_blocked'],
  ])('%s → %s: %s', (from, to, verdict) => {
    expect(ask(network, { from, to, protocol: 'udp', port: 5000 }).verdict).toBe(verdict);
  });
});

describe('SG-6 groups act between interfaces of one subnet too', () => {
  test.each([
    ['10.0.1.10/32', 'reachable'],
    ['10.0.1.11/32', 'forward_blocked'],
  ])('with a rule for %s the neighbour 10.0.1.10 is %s', (from, verdict) => {
    const report = ask(pair([https(from)]), question);
    expect(report.verdict).toBe(verdict);
    expect(seenAt(report, 'nacl-ingress')).toEqual([]);
  });
});

describe('SG-7 a rule compares the destination port and the remote address, never a source port', () => {
  test('inbound: the source address and the destination port', () => {
    const network = pair([{ protocol: 'tcp', ports: '443-445', from: '10.0.1.10/32' }]);
    expect(ask(network, { ...question, port: 445, srcPort: 1 }).verdict).toBe('reachable');
    expect(ask(network, { ...question, port: 446, srcPort: 443 })).toMatchObject({ at: 'sg-ingress' });
    expect(stepAt(ask(network, { ...question, port: 446 }), 'sg-ingress').passedOver[0]).toMatchObject({
      failed: 'port',
    });
  });

  test('outbound: the destination address and the destination port', () => {
    const network = pair([{ from: '0.0.0.0/0' }], {
      groups: [{ id: 'sg-out', egress: [{ protocol: 'tcp', ports: 443, to: '10.0.1.20/32' }] }],
      a: { securityGroups: ['sg-out'] },
    });
    expect(ask(network, question).verdict).toBe('reachable');
    expect(ask(network, { ...question, port: 40000, srcPort: 443 })).toMatchObject({ at: 'sg-egress' });
    expect(ask(network, { from: 'a', to: '10.0.1.21' })).toMatchObject({ at: 'sg-egress' });
  });
});

describe('SG-8 ports count for TCP and UDP, types for ICMP, and with any other protocol all matches', () => {
  test.each([
    ['tcp 443, asked udp 443', { protocol: 'tcp', ports: 443 }, { protocol: 'udp' }, 'forward_blocked'],
    ['6, asked tcp', { protocol: 6, ports: 443 }, {}, 'reachable'],
    ['all, asked tcp', { protocol: '-1' }, {}, 'reachable'],
    ['all with a port range, asked another port', { protocol: '-1', ports: 22 }, {}, 'reachable'],
    ['esp with a port range', { protocol: 'esp', ports: 22 }, { protocol: 'esp' }, 'reachable'],
    ['50, asked gre', { protocol: 50 }, { protocol: 'gre' }, 'forward_blocked'],
    ['tcp 0-65535, asked esp', { protocol: 'tcp', ports: '*' }, { protocol: 'esp' }, 'forward_blocked'],
  ] as const)('%s: %s', (_, rule, asked, verdict) => {
    expect(ask(pair([{ ...rule, from: '0.0.0.0/0' }]), { ...question, ...asked }).verdict).toBe(verdict);
  });

  test('icmpv6 without a type is every type', () => {
    const network = pair([{ protocol: 'icmpv6', from: '::/0' }], {
      vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
      subnets: [{ id: 'net', ipv6CidrBlock: '2001:db8:1:a::/64' }],
      a: { privateIp: undefined, ipv6Addresses: '2001:db8:1:a::10' },
      b: { privateIp: undefined, ipv6Addresses: '2001:db8:1:a::20' },
    });
    expect(ask(network, { ...question, protocol: 'icmpv6', icmpType: 128 }).verdict).toBe('reachable');
    expect(ask(network, { ...question, protocol: 'icmpv6', icmpType: 135 }).verdict).toBe('reachable');
  });
});

describe('SG-9 of ICMP a rule names type and code, and -1 is any', () => {
  const icmp = (icmpType: number, icmpCode: number) => ({
    protocol: 'icmp',
    icmpType,
    icmpCode,
    from: '0.0.0.0/0',
  });

  test.each([
    ['8/-1', icmp(8, -1), { icmpType: 8 }, 'reachable'],
    ['8/0', icmp(8, 0), { icmpType: 8 }, 'reachable'],
    ['0/-1, the type of the reply', icmp(0, -1), { icmpType: 8 }, 'forward_blocked'],
    ['3/4', icmp(3, 4), { icmpType: 3, icmpCode: 4 }, 'reachable'],
    ['3/4, asked 3/1', icmp(3, 4), { icmpType: 3, icmpCode: 1 }, 'forward_blocked'],
    ['-1/-1', icmp(-1, -1), { icmpType: 13 }, 'reachable'],
    ['-1/4: any type forces any code', icmp(-1, 4), { icmpType: 13 }, 'reachable'],
  ])('rule %s', (_, rule, asked, verdict) => {
    expect(ask(pair([rule]), { ...question, protocol: 'icmp', ...asked }).verdict).toBe(verdict);
  });

  test('the echo reply is covered by state', () => {
    const report = ask(pair([icmp(8, -1)]), { ...question, protocol: 'icmp' });
    expect(seenAt(report, 'sg-egress')).toEqual([
      '10.0.1.10 → 10.0.1.20 icmp 8',
      '10.0.1.20 → 10.0.1.10 icmp 0',
    ]);
    expect(stepAt(report, 'sg-egress', 'return').summary).toBe('state kept');
  });
});

describe('SG-10 the message that a packet is too large needs a rule of its own', () => {
  const network = (rules: object[]) =>
    networkOf({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
      securityGroups: [{ id: 'sg-w', ingress: [https('0.0.0.0/0'), ...rules] }],
      instances: [{ id: 'w', privateIp: '10.0.1.10', publicIp: '198.51.100.10', securityGroups: ['sg-w'] }],
    });
  const tooLarge = { from: 'internet', to: 'w', protocol: 'icmp', icmpType: 3, icmpCode: 4 };
  const rule = { protocol: 'icmp', icmpType: 3, icmpCode: 4, from: '0.0.0.0/0' };

  test('a group for TCP drops it, and the checks say so', () => {
    expect(ask(network([]), tooLarge)).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress' });
    expect(lintRules(network([]))).toContain('SG-10');
  });

  test('with the rule it comes in; the connection itself was never in question', () => {
    expect(stepAt(ask(network([rule]), tooLarge), 'sg-ingress').outcome).toBe('allowed');
    expect(lintRules(network([rule]))).not.toContain('SG-10');
    expect(ask(network([]), { from: 'internet', to: 'w' }).verdict).toBe('reachable');
  });
});

describe('SG-11 a peer is a block, an address, a prefix list or a group', () => {
  const dualStack = {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64' }],
    prefixLists: [
      { id: 'pl-both', entries: ['10.0.9.0/24', '10.0.1.8/29'] },
      { id: 'pl-far', entries: ['10.0.9.0/24'] },
    ],
    a: { ipv6Addresses: '2001:db8:1:a::10' },
    b: { ipv6Addresses: '2001:db8:1:a::20' },
  };

  test.each([
    ['10.0.1.10/32', 4, 'reachable'],
    ['10.0.1.10', 4, 'reachable'],
    ['10.0.1.11/32', 4, 'forward_blocked'],
    ['2001:db8:1:a::10/128', 6, 'reachable'],
    ['2001:db8:1:a::11/128', 6, 'forward_blocked'],
    ['pl-both', 4, 'reachable'],
    ['pl-far', 4, 'forward_blocked'],
    ['sg-a', 4, 'reachable'],
    ['sg-b', 4, 'forward_blocked'],
  ] as const)('%s, asked in IPv%i: %s', (peer, family, verdict) => {
    expect(ask(pair([https(peer)], dualStack), { ...question, family }).verdict).toBe(verdict);
  });

  test('a prefix list of unknown contents decides: unknown, and it is named', () => {
    const report = ask(pair([https('pl-x')], { prefixLists: [{ id: 'pl-x' }] }), question);
    expect(report).toMatchObject({ verdict: 'unknown', at: 'sg-ingress', component: 'eni:b' });
    expect(report.notes.map(({ text }) => text).join(' ')).toContain('pl-x');
  });

  const peered = (region: string) =>
    networkOf({
      vpcs: [
        { id: 'A', cidrBlock: '10.0.0.0/16', region: 'eu-west-1' },
        { id: 'B', cidrBlock: '10.1.0.0/16', region },
      ],
      subnets: [
        { id: 'A1', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B1', vpc: 'B', cidrBlock: '10.1.1.0/24', routeTable: 'rt-b' },
      ],
      routeTables: [
        { id: 'rt-a', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
        { id: 'rt-b', vpc: 'B', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
      ],
      vpcPeeringConnections: [
        {
          id: 'pcx',
          requester: { vpc: 'A', region: 'eu-west-1' },
          accepter: { vpc: 'B', region },
        },
      ],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', vpc: 'B', ingress: [https('sg-a')] }],
      instances: [
        { id: 'a', subnet: 'A1', privateIp: '10.0.1.10', securityGroups: ['sg-a'] },
        { id: 'b', subnet: 'B1', privateIp: '10.1.1.20', securityGroups: ['sg-b'] },
      ],
    });

  test('a group of a peered VPC of the same Region', () => {
    expect(ask(peered('eu-west-1'), question).verdict).toBe('reachable');
    expect(lintRules(peered('eu-west-1'))).not.toContain('PEER-8');
  });

  test('not of another Region', () => {
    expect(ask(peered('us-east-1'), question)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
    });
  });
});

const publicPair = {
  subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
  routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
  a: { publicIp: '198.51.100.10' },
  b: { publicIp: '198.51.100.20' },
};

describe('SG-12 a group reference means packets of its members from a private address of theirs', () => {
  test('a member is let in, and the rule is named', () => {
    const report = ask(pair([https('sg-a')]), question);
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sg-ingress').matched).toMatchObject({ owner: 'sg-b', remote: 'sg-a' });
  });

  test('a secondary address of a member counts', () => {
    const network = networkOf({
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', ingress: [https('sg-a')] }],
      networkInterfaces: [
        {
          id: 'eni-a',
          privateIp: '10.0.1.10',
          secondaryPrivateIps: [{ privateIp: '10.0.1.11' }],
          securityGroups: ['sg-a'],
        },
      ],
      instances: [{ id: 'b', privateIp: '10.0.1.20', securityGroups: ['sg-b'] }],
    });
    expect(ask(network, { from: 'eni-a', to: 'b', fromIp: '10.0.1.11' }).verdict).toBe('reachable');
  });

  test("an address that isn't the member's own does not", () => {
    const network = pair([https('sg-a')], { a: { sourceDestCheck: false } });
    expect(ask(network, { ...question, fromIp: '10.0.1.99' })).toMatchObject({ at: 'sg-ingress' });
  });

  test('the public address of a member does not', () => {
    expect(ask(pair([https('sg-a')], publicPair), { from: 'a', to: '198.51.100.20' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
    });
  });

  test('it works one way: nobody is let out, or in at the member, by it', () => {
    expect(ask(pair([https('sg-a')]), { from: 'b', to: 'a' })).toMatchObject({
      at: 'sg-ingress',
      component: 'eni:a',
    });
    const mute = pair([https('sg-a')], {
      groups: [{ id: 'sg-mute', egress: [] }],
      a: { securityGroups: ['sg-a', 'sg-mute'] },
    });
    expect(ask(mute, question).verdict).toBe('reachable');
    const shut = pair([https('sg-mute')], {
      groups: [{ id: 'sg-mute', egress: [] }],
      a: { securityGroups: ['sg-mute'] },
    });
    expect(ask(shut, question)).toMatchObject({ at: 'sg-egress' });
  });
});

/** b behind a middlebox m, whose way is by the routes of A. */
function behindMiddlebox(
  forwarding: string,
  rest: Sketch & { b?: readonly object[]; m?: readonly object[] } = {},
) {
  const { b = [https('sg-a')], m = [https('sg-a')], ...sketch } = rest;
  return networkOf({
    subnets: [
      { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
      { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
      { id: 'C', cidrBlock: '10.0.3.0/24' },
    ],
    routeTables: [
      { id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'm' }] },
      { id: 'rt-b', routes: [{ destination: '10.0.1.0/24', target: 'm' }] },
    ],
    securityGroups: [
      { id: 'sg-a', ...(sketch.securityGroups?.[0] ?? {}) },
      { id: 'sg-b', ingress: b },
      { id: 'sg-m', ingress: m },
    ],
    instances: [
      { id: 'a', subnet: 'A', privateIp: '10.0.1.10', securityGroups: ['sg-a'] },
      { id: 'b', subnet: 'B', privateIp: '10.0.2.20', securityGroups: ['sg-b'] },
      {
        id: 'm',
        subnet: 'C',
        privateIp: '10.0.3.30',
        sourceDestCheck: false,
        forwarding,
        securityGroups: ['sg-m'],
      },
    ],
  });
}

describe("SG-13 the sender's groups are known as far as it is delivered directly, and lost behind everything else", () => {
  test('kept by local, across subnets', () => {
    const subnets = [
      { id: 'A', cidrBlock: '10.0.1.0/24' },
      { id: 'B', cidrBlock: '10.0.2.0/24' },
    ];
    const network = pair([https('sg-a')], { subnets, b: { subnet: 'B', privateIp: '10.0.2.20' } });
    expect(ask(network, question).verdict).toBe('reachable');
  });

  test('lost at the internet gateway', () => {
    const report = ask(pair([https('sg-a')], publicPair), { from: 'a', to: '198.51.100.20' });
    expect(report).toMatchObject({ at: 'sg-ingress', component: 'eni:b' });
    expect(report.codes).toEqual(
      expect.arrayContaining(['SG_REFERENCES_NOT_PRESERVED', 'X_SG_REFERENCE_LOST_AT_IGW']),
    );
  });

  test('lost at a NAT gateway', () => {
    const network = networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B', cidrBlock: '10.0.2.0/24' },
        { id: 'N', cidrBlock: '10.0.3.0/24' },
      ],
      routeTables: [{ id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'nat' }] }],
      natGateways: [{ id: 'nat', subnet: 'N', privateIp: '10.0.3.200', connectivityType: 'private' }],
      securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', ingress: [https('sg-a')] }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10', securityGroups: ['sg-a'] },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20', securityGroups: ['sg-b'] },
      ],
    });
    const report = ask(network, question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni:b' });
    expect(seenAt(report, 'sg-ingress')).toEqual(['10.0.3.200:20001 → 10.0.2.20:443']);
  });

  test("lost at a middlebox, although the address is still the sender's", () => {
    const report = ask(behindMiddlebox('router'), question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni:b' });
    expect(seenAt(report, 'sg-ingress').at(-1)).toBe('10.0.1.10:40000 → 10.0.2.20:443');
    expect(ask(behindMiddlebox('router', { b: [https('10.0.1.10/32')] }), question).verdict).toBe(
      'reachable',
    );
  });

  test('on the first hop into the middlebox it is taken to match, with a note', () => {
    const report = ask(behindMiddlebox('router', { b: [https('10.0.1.10/32')] }), question);
    expect(stepAt(report, 'sg-ingress').matched).toMatchObject({ owner: 'sg-m', remote: 'sg-a' });
    expect(notesOn(report, 'SG-13')).toEqual(['uncertain']);
    const byAddress = { b: [https('10.0.1.10/32')], m: [https('10.0.1.10/32')] };
    expect(notesOn(ask(behindMiddlebox('router', byAddress), question), 'SG-13')).toEqual([]);
  });

  test('what a NAT instance sends carries its own groups', () => {
    expect(ask(behindMiddlebox('nat', { b: [https('sg-m')] }), question).verdict).toBe('reachable');
    expect(ask(behindMiddlebox('nat'), question)).toMatchObject({ at: 'sg-ingress', component: 'eni:b' });
  });
});

describe('SG-14 a group reference in an outbound rule means members reached directly by private address', () => {
  const toMembers = [{ id: 'sg-out', egress: [{ protocol: 'tcp', ports: 443, to: 'sg-b' }] }];
  const network = (rest: Sketch & { a?: object; b?: object } = {}) =>
    pair([https('0.0.0.0/0')], { ...rest, groups: toMembers, a: { ...rest.a, securityGroups: ['sg-out'] } });

  test('a member by its private address', () => {
    const report = ask(network(), question);
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sg-egress').matched).toMatchObject({ owner: 'sg-out', remote: 'sg-b' });
  });

  test('nobody else', () => {
    expect(ask(network({ b: { securityGroups: ['open'] } }), question)).toMatchObject({ at: 'sg-egress' });
    expect(ask(network(), { from: 'a', to: '10.0.1.99' })).toMatchObject({ at: 'sg-egress' });
  });

  test('not by its public address', () => {
    const report = ask(network(publicPair), { from: 'a', to: '198.51.100.20' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-egress', component: 'eni:a' });
    expect(notesOn(report, 'SG-14')).toEqual([]);
  });

  test('not by way of a middlebox, which is a supposition and noted', () => {
    const report = ask(
      behindMiddlebox('router', {
        securityGroups: [{ egress: [{ protocol: 'tcp', ports: 443, to: 'sg-b' }] }],
        b: [https('10.0.1.10/32')],
      }),
      question,
    );
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-egress', component: 'eni:a' });
    expect(notesOn(report, 'SG-14')).toEqual(['uncertain']);
  });
});

describe('SG-15 over a transit gateway an outbound rule cannot name a group', () => {
  const network = (to: string) =>
    networkOf({
      vpcs: [
        { id: 'A', cidrBlock: '10.0.0.0/16' },
        { id: 'B', cidrBlock: '10.1.0.0/16' },
      ],
      subnets: [
        { id: 'A1', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B1', vpc: 'B', cidrBlock: '10.1.1.0/24' },
      ],
      routeTables: [{ id: 'rt-a', routes: [{ destination: '10.1.0.0/16', target: 'tgw' }] }],
      otherResources: [{ id: 'tgw', type: 'AWS::EC2::TransitGateway' }],
      securityGroups: [
        { id: 'sg-a', egress: [{ protocol: 'tcp', ports: 443, to }] },
        { id: 'sg-b', vpc: 'B' },
      ],
      instances: [
        { id: 'a', subnet: 'A1', privateIp: '10.0.1.10', securityGroups: ['sg-a'] },
        { id: 'b', subnet: 'B1', privateIp: '10.1.1.20', securityGroups: ['sg-b'] },
      ],
    });

  test("a rule to the receiver's group does not match", () => {
    expect(ask(network('sg-b'), question)).toMatchObject({ verdict: 'forward_blocked', at: 'sg-egress' });
  });

  test('a rule to its block does; the gateway itself is not walked through yet', () => {
    expect(ask(network('10.1.0.0/16'), question)).toMatchObject({ verdict: 'unknown', component: 'tgw' });
  });
});

describe('SG-16 a group reference covers the IPv6 addresses of the members, which is a supposition', () => {
  const dualStack = {
    vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64' }],
    a: { ipv6Addresses: '2001:db8:1:a::10' },
    b: { ipv6Addresses: '2001:db8:1:a::20' },
  };

  test.each([
    [6, ['uncertain']],
    [4, []],
  ] as const)('inbound, IPv%i', (family, notes) => {
    const report = ask(pair([https('sg-a')], dualStack), { ...question, family });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'SG-16')).toEqual(notes);
  });

  test.each([
    [6, ['uncertain']],
    [4, []],
  ] as const)('outbound, IPv%i', (family, notes) => {
    const network = pair([{ from: ['0.0.0.0/0', '::/0'] }], {
      ...dualStack,
      groups: [{ id: 'sg-out', egress: [{ protocol: 'tcp', ports: 443, to: 'sg-b' }] }],
      a: { ...dualStack.a, securityGroups: ['sg-out'] },
    });
    const report = ask(network, { ...question, family });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'SG-16')).toEqual(notes);
  });
});

describe('SG-17 a rule that names a deleted group matches nothing', () => {
  const network = networkOf(
    {
      securityGroups: [{ id: 'sg-b', ingress: [https('sg-gone')] }],
      instances: [
        { id: 'a', privateIp: '10.0.1.10' },
        { id: 'b', privateIp: '10.0.1.20', securityGroups: ['sg-b'] },
      ],
    },
    ['sg-gone'],
  );

  test('the packet is dropped, and the checks call the rule stale', () => {
    expect(ask(network, question)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni:b',
    });
    expect(lintRules(network)).toContain('SG-17');
  });
});

describe('SG-24 a new flow gets the same answer tracked or not', () => {
  const trackedAt = (network: ReturnType<typeof networkOf>) => {
    const resolved = resolveQuestion(network, { ...question, port: 443 });
    if (!resolved.ok) throw new Error('the question has no flow');
    const [path] = trace(network, resolved.flow).paths;
    const tracking = path === undefined ? [] : trackingAlong(network, path);
    return tracking.map((each) => [each.networkInterface.id, each.tracking.tracked]);
  };

  test('and the trace tells which it is', () => {
    const open = pair([{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }]);
    const closed = pair([https('10.0.1.10/32')]);
    expect(ask(open, question).verdict).toBe(ask(closed, question).verdict);
    expect(trackedAt(closed)).toContainEqual(['eni:b', true]);
    expect(trackedAt(open)).toContainEqual(['eni:b', false]);
  });
});

describe('SG-26 no groups and groups without rules are opposites', () => {
  const balancer = (rest: object) =>
    networkOf({
      securityGroups: [
        { id: 'sg-empty', egress: [] },
        { id: 'sg-ssh', ingress: [{ protocol: 'tcp', ports: 22, from: '0.0.0.0/0' }] },
      ],
      networkInterfaces: [{ id: 'eni-x', privateIp: '10.0.1.50', ...rest }],
      instances: [{ id: 'a', privateIp: '10.0.1.10' }],
    });
  const toIt = { from: 'a', to: 'eni-x' };

  test.each([
    [
      'a Network Load Balancer without groups',
      { interfaceType: 'network_load_balancer', securityGroups: [] },
    ],
    ['a Gateway Load Balancer', { interfaceType: 'gateway_load_balancer', securityGroups: [] }],
    [
      'a transit gateway attachment that a file shows with groups',
      { interfaceType: 'transit_gateway', securityGroups: ['sg-empty'] },
    ],
  ])('%s filters nothing', (_, rest) => {
    const report = ask(balancer(rest), toIt);
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'sg-ingress')).toMatchObject({ outcome: 'skipped', rules: ['SG-26'] });
  });

  test.each([
    ['one empty group', ['sg-empty'], 'SG_HAS_NO_RULES'],
    ['an empty group beside one with rules', ['sg-empty', 'sg-ssh'], 'ENI_SG_RULES_MISMATCH'],
  ])('%s: everything new is dropped', (_, securityGroups, code) => {
    const report = ask(balancer({ interfaceType: 'network_load_balancer', securityGroups }), toIt);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni-x', code });
  });

  test('an ordinary interface shown without groups lacks data: unknown, both ways', () => {
    const bare = balancer({ securityGroups: [] });
    expect(ask(bare, toIt)).toMatchObject({ verdict: 'unknown', at: 'sg-ingress', component: 'eni-x' });
    expect(ask(bare, { from: 'eni-x', to: 'a' })).toMatchObject({
      verdict: 'unknown',
      at: 'sg-egress',
      component: 'eni-x',
    });
  });
});

describe('SG-27 a group that the model does not define might allow anything', () => {
  const network = (securityGroups: string[], rest: Sketch = {}) =>
    networkOf(
      {
        securityGroups: [
          { id: 'sg-ssh', ingress: [{ protocol: 'tcp', ports: 22, from: '0.0.0.0/0' }] },
          { id: 'sg-named', ingress: [https('sg-elsewhere')] },
        ],
        instances: [
          { id: 'a', privateIp: '10.0.1.10', securityGroups: ['open', 'sg-elsewhere'] },
          { id: 'b', privateIp: '10.0.1.20', securityGroups },
        ],
        ...rest,
      },
      ['sg-elsewhere'],
    );

  test('a defined group lets the packet in: nothing unknown matters', () => {
    expect(ask(network(['sg-elsewhere', 'sg-ssh']), { ...question, port: 22 }).verdict).toBe('reachable');
  });

  test('no defined group does: unknown at that step, and the group is named', () => {
    const report = ask(network(['sg-elsewhere', 'sg-ssh']), question);
    expect(report).toMatchObject({ verdict: 'unknown', at: 'sg-ingress', component: 'eni:b' });
    expect(report.notes.map(({ text }) => text).join(' ')).toContain('sg-elsewhere');
  });

  test('a rule that names it needs membership only', () => {
    expect(ask(network(['sg-named']), question).verdict).toBe('reachable');
  });
});

describe('SG-28 a self reference is an ordinary reference', () => {
  const twoSubnets = {
    subnets: [
      { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
      { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt' },
    ],
    routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
  };
  const network = networkOf({
    ...twoSubnets,
    securityGroups: [{ id: 'sg-self', ingress: [https('sg-self')] }, { id: 'sg-other' }],
    instances: [
      {
        id: 'one',
        subnet: 'A',
        privateIp: '10.0.1.10',
        publicIp: '198.51.100.10',
        securityGroups: ['sg-self'],
      },
      {
        id: 'two',
        subnet: 'B',
        privateIp: '10.0.2.20',
        publicIp: '198.51.100.20',
        securityGroups: ['sg-self', 'sg-other'],
      },
      { id: 'three', subnet: 'A', privateIp: '10.0.1.30', securityGroups: ['sg-other'] },
    ],
  });

  test.each([
    ['one', 'two', 'reachable'],
    ['two', 'one', 'reachable'],
    ['three', 'one', 'forward_blocked'],
    ['one', 'three', 'forward_blocked'],
    ['one', '198.51.100.20', 'forward_blocked'],
    ['one', '198.51.100.10', 'forward_blocked'],
  ])('%s → %s: %s', (from, to, verdict) => {
    expect(ask(network, { from, to })).toMatchObject(
      verdict === 'reachable' ? { verdict } : { verdict, at: 'sg-ingress' },
    );
  });
});
