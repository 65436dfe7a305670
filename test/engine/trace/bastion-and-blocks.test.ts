/** Bastions and well-known ports (BAST-1, BAST-2), and every typical cause of a drop, told by its name (BLK-1 to BLK-20). */
import { describe, expect, test } from 'vitest';
import { legOfRecord } from '../../../engine/flow-log/question.ts';
import type { Network, TraceReport } from '../../../engine/index.ts';
import { allow, ask, deny, networkOf, stepAt } from './network.ts';
import type { Sketch } from './network.ts';

const publicSubnet = { id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt-pub' };
const privateSubnet = { id: 'priv', cidrBlock: '10.0.2.0/24', routeTable: 'rt-priv' };
const toGateway = { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] };
const toNat = { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] };
const nat = { id: 'nat', subnet: 'pub', privateIp: '10.0.1.200', publicIp: '198.51.100.200' };
const web = { id: 'web', subnet: 'pub', privateIp: '10.0.1.10', publicIp: '198.51.100.10' };
const app = { id: 'app', subnet: 'priv', privateIp: '10.0.2.20' };
const everything = [allow(100, '0.0.0.0/0')];

/** A public and a private subnet, a NAT gateway in the one, a host in each. */
function twoTier(rest: Sketch = {}) {
  return networkOf({
    subnets: [publicSubnet, privateSubnet],
    routeTables: [toGateway, toNat],
    natGateways: [nat],
    instances: [web, app],
    ...rest,
  });
}

describe('BAST-1 a bastion is reached from the admin only, and its hosts from the bastion only', () => {
  const ssh = { protocol: 'tcp', ports: 22 };
  const network = (ingressOfHosts: object) =>
    twoTier({
      securityGroups: [
        { id: 'sg-bastion', ingress: [{ ...ssh, from: '203.0.113.0/28' }] },
        { id: 'sg-hosts', ingress: [{ ...ssh, ...ingressOfHosts }] },
      ],
      instances: [
        { ...web, id: 'bastion', securityGroups: ['sg-bastion'] },
        { ...app, securityGroups: ['sg-hosts'] },
      ],
    });
  const byGroup = network({ from: 'sg-bastion' });

  test.each([
    ["the admin's range", 'internet:203.0.113.7', 'reachable'],
    ['elsewhere', 'internet:192.0.2.7', 'forward_blocked'],
  ])('the first leg from %s', (_, from, verdict) => {
    expect(ask(byGroup, { from, to: 'bastion', port: 22 }).verdict).toBe(verdict);
  });

  test.each([
    ['its group', byGroup],
    ['its private address', network({ from: '10.0.1.10/32' })],
  ])('the second leg, by %s', (_, hosts) => {
    expect(ask(hosts, { from: 'bastion', to: 'app', port: 22 }).verdict).toBe('reachable');
  });

  test('the two are connections of their own: a rule for the public address or for the admin does not serve', () => {
    for (const from of ['198.51.100.10/32', '203.0.113.0/28']) {
      const hosts = network({ from });
      expect(ask(hosts, { from: 'internet:203.0.113.7', to: 'bastion', port: 22 }).verdict).toBe('reachable');
      expect(ask(hosts, { from: 'bastion', to: 'app', port: 22 })).toMatchObject({ at: 'sg-ingress' });
    }
  });
});

describe('BAST-2 well-known ports mark the server, high ones the client', () => {
  test.each([20, 21, 22, 25, 53, 80, 123, 443, 1433, 3306, 3389, 5432])('%i', (port) => {
    const client = 49152;
    expect(legOfRecord({ protocol: 6, srcport: client, dstport: port })).toMatchObject({
      leg: 'forward',
      by: 'ports',
    });
    expect(legOfRecord({ protocol: 6, srcport: port, dstport: client })).toMatchObject({
      leg: 'return',
      by: 'ports',
    });
  });

  test('between two clients nothing is told', () => {
    expect(legOfRecord({ protocol: 6, srcport: 49152, dstport: 50000 })).toBeUndefined();
  });
});

interface Told {
  /** What decides. */
  readonly report: Partial<TraceReport>;
  /** Codes that must be among the further ones. */
  readonly codes?: readonly string[];
  /** What the sentence must name. */
  readonly names: readonly string[];
}

/** The cause of a drop is named: check point, reason and code, and the sentence speaks of the right things. */
function isTold(
  network: Network,
  question: Parameters<typeof ask>[1],
  { report, codes = [], names }: Told,
): void {
  const told = ask(network, question);
  expect(told).toMatchObject({ ...report, codes: expect.arrayContaining([...codes]) });
  for (const name of names) expect(told.reason).toContain(name);
}

const dropped = 'forward_blocked';
const lost = 'return_blocked';
const outward = { from: 'app', to: '203.0.113.5' };
const inward = { from: 'internet:203.0.113.7', to: 'web' };
const across = { from: 'web', to: 'app' };

/** The two tiers with a group of one rule at one of the hosts. */
function grouped(host: object, group: object) {
  return twoTier({
    securityGroups: [{ id: 'sg', ...group }],
    instances: [web, app].map((each) => ({ ...each, ...(each === host ? { securityGroups: ['sg'] } : {}) })),
  });
}

describe('BLK-1 no inbound rule of the groups matches', () => {
  test.each([
    ['some rules', [{ protocol: 'tcp', ports: 22, from: '0.0.0.0/0' }], 'ENI_SG_RULES_MISMATCH'],
    ['no rules', [], 'SG_HAS_NO_RULES'],
  ])('%s', (_, ingress, code) => {
    isTold(grouped(web, { ingress }), inward, {
      report: { verdict: dropped, at: 'sg-ingress', component: 'eni:web', code },
      names: ['security group sg', 'web', 'TCP 443', '203.0.113.7'],
    });
  });
});

describe('BLK-2 the outbound rules are too narrow', () => {
  test('the destination is not among them', () => {
    isTold(grouped(app, { egress: [{ protocol: 'tcp', ports: 443, to: '10.0.0.0/16' }] }), outward, {
      report: { verdict: dropped, at: 'sg-egress', component: 'eni:app', code: 'ENI_SG_RULES_MISMATCH' },
      names: ['security group sg', 'app', 'TCP 443', '203.0.113.5'],
    });
  });
});

describe('BLK-3 the rule names a group, and the traffic has lost it', () => {
  const securityGroups = [{ id: 'sg-app' }, { id: 'sg-web', ingress: [{ from: 'sg-app' }] }];
  const inGroups = [
    { ...web, securityGroups: ['sg-web'] },
    { ...app, securityGroups: ['sg-app'] },
  ];

  test('by the private address it would pass', () => {
    expect(ask(twoTier({ securityGroups, instances: inGroups }), { from: 'app', to: 'web' }).verdict).toBe(
      'reachable',
    );
  });

  test('by the public address, through NAT and the internet gateway', () => {
    isTold(
      twoTier({ securityGroups, instances: inGroups }),
      { from: 'app', to: '198.51.100.10' },
      {
        report: { verdict: dropped, at: 'sg-ingress', component: 'eni:web' },
        codes: ['SG_REFERENCES_NOT_PRESERVED', 'X_SG_REFERENCE_LOST_AT_IGW'],
        names: ['security group sg-web', 'web', '198.51.100.200'],
      },
    );
  });

  test('through a middlebox', () => {
    const network = twoTier({
      subnets: [publicSubnet, privateSubnet, { id: 'mid', cidrBlock: '10.0.3.0/24' }],
      routeTables: [toGateway, { id: 'rt-priv', routes: [{ destination: '10.0.1.0/24', target: 'm' }] }],
      securityGroups,
      instances: [
        ...inGroups,
        { id: 'm', subnet: 'mid', privateIp: '10.0.3.30', sourceDestCheck: false, forwarding: 'router' },
      ],
    });
    isTold(
      network,
      { from: 'app', to: 'web' },
      {
        report: { verdict: dropped, at: 'sg-ingress', component: 'eni:web' },
        codes: ['SG_REFERENCES_NOT_PRESERVED'],
        names: ['security group sg-web', '10.0.2.20'],
      },
    );
    expect(ask(network, { from: 'app', to: 'web' }).more.join(' ')).toContain("names the sender's group");
  });
});

/** The two tiers with an ACL at one of the subnets. */
function withAcl(subnet: string, acl: object) {
  return twoTier({
    subnets: [publicSubnet, privateSubnet].map((each) => ({
      ...each,
      ...(each.id === subnet ? { networkAcl: 'acl' } : {}),
    })),
    networkAcls: [{ id: 'acl', ingress: everything, egress: everything, ...acl }],
  });
}

describe('BLK-4 the network ACL denies the request', () => {
  test.each([
    ['an entry', [deny(90, '203.0.113.0/24'), ...everything], '90', 'Rule 90'],
    ['the final *', [allow(100, '10.0.0.0/8')], '*', 'Rule *'],
  ])('by %s', (_, ingress, entry, rule) => {
    isTold(withAcl('pub', { ingress }), inward, {
      report: {
        verdict: dropped,
        at: 'nacl-ingress',
        component: 'acl',
        entry,
        code: 'SUBNET_ACL_RESTRICTION',
      },
      names: [`${rule}`, 'network ACL acl', 'subnet pub', '203.0.113.7', 'the request'],
    });
  });
});

describe("BLK-5 the network ACL lets the request through, and not the reply's ephemeral port", () => {
  const https = allow(100, '0.0.0.0/0', 'tcp', 443);

  test.each([
    ['out, of a server', withAcl('pub', { egress: [https] }), inward, 'nacl-egress', '203.0.113.7'],
    ['in, of a client', withAcl('priv', { ingress: [https] }), outward, 'nacl-ingress', '203.0.113.5'],
  ])('%s', (_, network, question, at, remote) => {
    isTold(network, question, {
      report: {
        verdict: lost,
        leg: 'return',
        at: at as 'nacl-egress',
        component: 'acl',
        code: 'SUBNET_ACL_RESTRICTION',
      },
      codes: ['X_RETURN_PATH_BLOCKED'],
      names: ['network ACL acl', 'TCP 40000', remote, 'the reply'],
    });
  });
});

describe("BLK-6 the ACL of the NAT gateway's subnet lacks one of four crossings", () => {
  const entries = {
    ingress: [allow(100, '10.0.2.0/24', 'tcp', 443), allow(110, '0.0.0.0/0', 'tcp', '1024-65535')],
    egress: [allow(100, '0.0.0.0/0', 'tcp', 443), allow(110, '10.0.2.0/24', 'tcp', '32768-60999')],
  };

  test('with all of them it works', () => {
    expect(ask(withAcl('pub', entries), outward).verdict).toBe('reachable');
  });

  test.each([
    ['in from the client', 'ingress', 0, dropped, 'nacl-ingress', '10.0.2.20'],
    ['out to the server', 'egress', 0, dropped, 'nacl-egress', '203.0.113.5'],
    ['in from the server', 'ingress', 1, lost, 'nacl-ingress', '203.0.113.5'],
    ['out to the client', 'egress', 1, lost, 'nacl-egress', '10.0.2.20'],
  ] as const)('%s', (_, direction, missing, verdict, at, remote) => {
    const left = { ...entries, [direction]: entries[direction].filter((__, index) => index !== missing) };
    isTold(withAcl('pub', left), outward, {
      report: { verdict, at, component: 'acl', subnet: 'pub', entry: '*', code: 'SUBNET_ACL_RESTRICTION' },
      names: ['network ACL acl', 'subnet pub', remote],
    });
  });
});

describe('BLK-7 there is no route', () => {
  test('the table in force is named', () => {
    isTold(twoTier({ routeTables: [toGateway, { id: 'rt-priv' }] }), outward, {
      report: {
        verdict: dropped,
        at: 'route-table',
        detail: 'no-route',
        component: 'rt-priv',
        code: 'NO_ROUTE_TO_DESTINATION',
      },
      names: ['route table rt-priv', 'subnet priv', '203.0.113.5'],
    });
  });
});

describe('BLK-8 the route is a blackhole', () => {
  const other = { id: 'far', cidrBlock: '10.9.0.0/16' };
  const vpc = { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' };
  const cases: [string, string, Sketch, string][] = [
    ['a deleted NAT gateway', 'nat', { natGateways: [{ ...nat, state: 'deleted' }] }, 'is deleted'],
    [
      'a stopped instance',
      'n',
      {
        instances: [
          app,
          { id: 'n', subnet: 'pub', privateIp: '10.0.1.50', sourceDestCheck: false, state: 'stopped' },
        ],
      },
      'is stopped',
    ],
    [
      'a detached internet gateway',
      'igw-old',
      { internetGateways: [{ id: 'igw-old' }] },
      'is attached to no VPC',
    ],
    [
      'an inactive peering',
      'pcx',
      {
        vpcs: [vpc, other],
        vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far', status: 'expired' }],
      },
      'is expired',
    ],
  ];

  test.each(cases)('%s', (_, target, rest, why) => {
    const routeTables = [toGateway, { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target }] }];
    isTold(twoTier({ routeTables, ...rest }), outward, {
      report: {
        verdict: dropped,
        at: 'route-table',
        detail: 'blackhole',
        component: 'rt-priv',
        entry: '0.0.0.0/0',
        code: 'BAD_STATE_ROUTE',
      },
      names: ['Route 0.0.0.0/0 of route table rt-priv', target, why],
    });
  });
});

describe('BLK-9 a more specific route leads elsewhere', () => {
  const network = twoTier({
    routeTables: [
      toGateway,
      { id: 'rt-priv', routes: [...toNat.routes, { destination: '203.0.113.0/24', target: 'nat-old' }] },
    ],
    natGateways: [
      nat,
      { ...nat, id: 'nat-old', privateIp: '10.0.1.201', publicIp: '198.51.100.201', state: 'failed' },
    ],
  });

  test('it is named, and the shorter one is listed as passed over', () => {
    isTold(network, outward, {
      report: { verdict: dropped, at: 'route-table', entry: '203.0.113.0/24' },
      names: [
        'Route 203.0.113.0/24 of route table rt-priv leads to nat-old',
        'does not fall back to a shorter prefix',
      ],
    });
    expect(stepAt(ask(network, outward), 'route-table').passedOver).toContainEqual(
      expect.objectContaining({ entry: '0.0.0.0/0', action: 'nat', failed: 'shorter-prefix' }),
    );
    expect(ask(network, { from: 'app', to: '192.0.2.5' }).verdict).toBe('reachable');
  });
});

describe('BLK-10 a route to the gateway, and no public address', () => {
  test('the gateway says so', () => {
    isTold(
      twoTier({ instances: [{ ...web, publicIp: undefined }] }),
      { from: 'web', to: '203.0.113.5' },
      {
        report: {
          verdict: dropped,
          at: 'igw',
          detail: 'no-public-address',
          component: 'igw',
          code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
        },
        names: ['Internet gateway igw', '10.0.1.10'],
      },
    );
  });
});

describe('BLK-11 a public address, and no route to the gateway', () => {
  const network = twoTier({ routeTables: [{ id: 'rt-pub' }, toNat] });

  test('out, the request is lost', () => {
    isTold(
      network,
      { from: 'web', to: '203.0.113.5' },
      {
        report: { verdict: dropped, at: 'route-table', detail: 'no-route', component: 'rt-pub' },
        names: ['route table rt-pub', 'subnet pub', 'the request'],
      },
    );
  });

  test('in, the reply', () => {
    isTold(network, inward, {
      report: { verdict: lost, at: 'route-table', detail: 'no-route', component: 'rt-pub' },
      codes: ['X_RETURN_PATH_BLOCKED'],
      names: ['route table rt-pub', '203.0.113.7', 'the reply'],
    });
  });
});

describe('BLK-12 the NAT gateway has no way out', () => {
  test('in a subnet without a route to the internet gateway', () => {
    isTold(twoTier({ routeTables: [{ id: 'rt-pub' }, toNat] }), outward, {
      report: { verdict: dropped, at: 'route-table', detail: 'no-route', component: 'rt-pub' },
      codes: ['X_NAT_SUBNET_NO_EGRESS'],
      names: ['route table rt-pub', 'subnet pub'],
    });
  });

  test('private, and routed to one', () => {
    isTold(
      twoTier({ natGateways: [{ ...nat, connectivityType: 'private', publicIp: undefined }] }),
      outward,
      {
        report: { verdict: dropped, at: 'igw', detail: 'no-public-address', component: 'igw' },
        codes: ['X_NAT_PRIVATE_TO_INTERNET'],
        names: ['Internet gateway igw', '10.0.1.200'],
      },
    );
  });
});

describe('BLK-13 the NAT gateway does not carry the protocol', () => {
  test('ESP', () => {
    isTold(
      twoTier(),
      { ...outward, protocol: 'esp' },
      {
        report: {
          verdict: dropped,
          at: 'nat-gateway',
          detail: 'protocol',
          component: 'nat',
          code: 'PROTOCOL_RESTRICTION',
        },
        names: ['NAT gateway nat', 'ESP'],
      },
    );
  });
});

describe('BLK-14 the source/destination check is on', () => {
  const checked = { id: 'n', subnet: 'pub', privateIp: '10.0.1.50', publicIp: '198.51.100.50' };

  test('of an appliance, inbound', () => {
    const routeTables = [toGateway, { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'n' }] }];
    isTold(twoTier({ routeTables, instances: [app, checked] }), outward, {
      report: {
        verdict: dropped,
        at: 'eni-src-dst-check',
        detail: 'foreign-destination',
        component: 'eni:n',
        code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION',
      },
      names: ['source/destination check of n', '203.0.113.5'],
    });
  });

  test('of a sender with an address that is not its own', () => {
    isTold(
      twoTier(),
      { ...across, fromIp: '192.0.2.9' },
      {
        report: { verdict: dropped, at: 'eni-src-dst-check', detail: 'foreign-source', component: 'eni:web' },
        names: ['source/destination check of web', '192.0.2.9'],
      },
    );
  });
});

const farSubnet = { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' };
const db = { id: 'db', subnet: 'far-net', privateIp: '10.1.1.20' };

/** The private subnet peered with a far VPC, whose table may differ. */
function peered(routesOfFar: object[], rest: Sketch = {}) {
  return twoTier({
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
      { id: 'far', cidrBlock: '10.1.0.0/16', internetGateway: 'igw-far' },
    ],
    subnets: [publicSubnet, privateSubnet, farSubnet],
    routeTables: [
      toGateway,
      { id: 'rt-priv', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
      { id: 'rt-far', vpc: 'far', routes: routesOfFar },
    ],
    vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
    instances: [web, app, db],
    ...rest,
  });
}

describe('BLK-15 the route on the other side of the peering is missing', () => {
  test('the reply finds none', () => {
    isTold(
      peered([]),
      { from: 'app', to: 'db' },
      {
        report: { verdict: lost, at: 'route-table', detail: 'no-route', component: 'rt-far', leg: 'return' },
        codes: ['X_RETURN_PATH_BLOCKED'],
        names: ['route table rt-far', 'subnet far-net', '10.0.2.20', 'the reply'],
      },
    );
    expect(ask(peered([]), { from: 'app', to: 'db' }).suggestions).toMatchObject([
      { change: '10.0.0.0/16 → pcx', verdict: 'reachable' },
    ]);
  });
});

describe('BLK-16 through a peering to what lies behind the peer', () => {
  const wide = [
    toGateway,
    { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'pcx' }] },
    { id: 'rt-far', vpc: 'far' },
  ];

  test.each([
    ['the internet by its gateway', '203.0.113.5'],
    ['a third VPC', '10.2.1.30'],
  ])('%s', (_, to) => {
    isTold(
      peered([], { routeTables: wide }),
      { from: 'app', to },
      {
        report: {
          verdict: dropped,
          at: 'pcx',
          detail: 'outside-vpc',
          component: 'pcx',
          code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
        },
        codes: ['X_PEERING_NO_TRANSIT'],
        names: ['Peering connection pcx', to],
      },
    );
  });
});

describe('BLK-17 IPv6 without rules and routes for IPv6', () => {
  const dualStack = (rest: Sketch) =>
    twoTier({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' },
      ],
      subnets: [{ ...publicSubnet, ipv6CidrBlock: '2001:db8:1:1::/64' }, privateSubnet],
      instances: [{ ...web, ipv6Addresses: '2001:db8:1:1::10' }],
      ...rest,
    });
  const client = '2001:db8:ffff::7';

  test('no route', () => {
    isTold(
      dualStack({}),
      { from: 'web', to: '2001:db8:ffff::5' },
      {
        report: { verdict: dropped, at: 'route-table', detail: 'no-route', component: 'rt-pub' },
        names: ['route table rt-pub', '2001:db8:ffff::5'],
      },
    );
  });

  test('no group rule', () => {
    const network = dualStack({
      routeTables: [
        { id: 'rt-pub', routes: [...toGateway.routes, { destination: '::/0', target: 'igw' }] },
        toNat,
      ],
      securityGroups: [{ id: 'sg', ingress: [{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }] }],
      instances: [{ ...web, ipv6Addresses: '2001:db8:1:1::10', securityGroups: ['sg'] }],
    });
    isTold(
      network,
      { from: `internet:${client}`, to: 'web', family: 6 },
      {
        report: { verdict: dropped, at: 'sg-ingress', component: 'eni:web' },
        names: ['security group sg', client],
      },
    );
  });

  test('no ACL entry', () => {
    const network = dualStack({
      subnets: [{ ...publicSubnet, ipv6CidrBlock: '2001:db8:1:1::/64', networkAcl: 'acl' }, privateSubnet],
      networkAcls: [{ id: 'acl', ingress: everything, egress: everything }],
    });
    isTold(
      network,
      { from: `internet:${client}`, to: 'web', family: 6 },
      {
        report: { verdict: dropped, at: 'nacl-ingress', component: 'acl', entry: '*' },
        names: ['Rule *', 'network ACL acl', client],
      },
    );
  });
});

describe('BLK-18 Block Public Access', () => {
  test('it is named, with the gateway', () => {
    const sketch = { vpcBlockPublicAccessOptions: [{ internetGatewayBlockMode: 'block-bidirectional' }] };
    isTold(twoTier(sketch), inward, {
      report: { verdict: dropped, at: 'bpa', component: 'igw', code: 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED' },
      names: ['VPC Block Public Access', 'internet gateway igw'],
    });
  });
});

describe('BLK-19 an address that nobody has, or that AWS keeps', () => {
  test.each([
    [
      '10.0.2.99',
      'unassigned',
      'NO_POSSIBLE_DESTINATION',
      'No interface of VPC vpc has the address 10.0.2.99',
    ],
    ['10.0.2.3', 'reserved', 'NO_POSSIBLE_DESTINATION', '10.0.2.3 is one of the addresses that AWS keeps'],
    [
      '10.0.2.255',
      'reserved',
      'NO_POSSIBLE_DESTINATION',
      '10.0.2.255 is one of the addresses that AWS keeps',
    ],
  ] as const)('%s', (to, detail, code, sentence) => {
    isTold(
      twoTier(),
      { from: 'web', to },
      {
        report: { verdict: dropped, at: 'no-such-host', detail, component: 'vpc', code },
        names: [sentence],
      },
    );
  });
});

describe('BLK-20 the reply leaves by another way than the request came', () => {
  test('by a NAT gateway, which has no entry for it', () => {
    isTold(
      twoTier({ instances: [{ ...app, publicIp: '198.51.100.20' }] }),
      { from: 'internet', to: 'app' },
      {
        report: { verdict: lost, at: 'nat-gateway', detail: 'no-state', component: 'nat', leg: 'return' },
        codes: ['X_RETURN_PATH_BLOCKED', 'X_RETURN_PATH_ASYMMETRIC'],
        names: ['NAT gateway nat', 'the reply'],
      },
    );
  });

  test('by another peering, to another VPC', () => {
    const twin = (id: string) => ({ id, cidrBlock: '10.8.0.0/16' });
    const network = networkOf({
      vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }, twin('left'), twin('right')],
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
        { id: 'left-net', vpc: 'left', cidrBlock: '10.8.1.0/24', routeTable: 'rt-left' },
        { id: 'right-net', vpc: 'right', cidrBlock: '10.8.1.0/24' },
      ],
      routeTables: [
        { id: 'rt', routes: [{ destination: '10.8.0.0/16', target: 'pcx-right' }] },
        { id: 'rt-left', vpc: 'left', routes: [{ destination: '10.0.0.0/16', target: 'pcx-left' }] },
      ],
      vpcPeeringConnections: [
        { id: 'pcx-left', requester: 'vpc', accepter: 'left' },
        { id: 'pcx-right', requester: 'vpc', accepter: 'right' },
      ],
      instances: [
        { id: 'a', privateIp: '10.0.1.10' },
        { id: 'l', subnet: 'left-net', privateIp: '10.8.1.5' },
      ],
    });
    isTold(
      network,
      { from: 'l', to: 'a' },
      {
        report: { verdict: lost, at: 'no-such-host', component: 'right', leg: 'return' },
        codes: ['X_RETURN_PATH_BLOCKED'],
        names: ['VPC right', '10.8.1.5', 'the reply'],
      },
    );
  });
});
