/** The paths of section 1.5, step by step: what each check sees, there and back. */
import { describe, expect, test } from 'vitest';
import { allow, ask, checksOf, deny, hopIds, networkOf, notesOn, seeing, seenAt, stepAt } from './network.ts';

const publicAndPrivate = [
  { id: 'pub', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' },
  { id: 'priv', cidrBlock: '10.0.2.0/24', routeTable: 'rt-priv' },
];
const toGateway = { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] };

describe('PATH-1 within one subnet only the groups and the own address are checked', () => {
  const pair = (securityGroups: string[], rules: object[]) =>
    networkOf({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', networkAcl: 'closed', routeTable: 'rt' }],
      // Neither may matter: an ACL that denies everything, and a route for the subnet's own block.
      networkAcls: [{ id: 'closed' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '10.0.1.0/24', target: 'eni-dead' }] }],
      networkInterfaces: [{ id: 'eni-dead', privateIp: '10.0.1.99', status: 'available' }],
      securityGroups: [{ id: 'sg-b', ingress: rules }],
      instances: [
        { id: 'a', privateIp: '10.0.1.10' },
        { id: 'b', privateIp: '10.0.1.20', securityGroups },
      ],
    });

  test('the packet goes straight to the neighbour and back', () => {
    const report = ask(pair(['sg-b'], [{ protocol: 'tcp', ports: 443, from: 'open' }]), {
      from: 'a',
      to: 'b',
    });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual(
      seeing('10.0.1.10:40000 → 10.0.1.20:443', ['eni:a sg-egress', 'net same-subnet', 'eni:b sg-ingress']),
    );
    expect(checksOf(report, 'return')).toEqual(
      seeing('10.0.1.20:443 → 10.0.1.10:40000', [
        'eni:b sg-egress tracked',
        'net same-subnet',
        'eni:a sg-ingress tracked',
      ]),
    );
  });

  test("without a rule of the neighbour's group it is dropped there", () => {
    const report = ask(pair(['sg-b'], []), { from: 'a', to: 'b' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni:b' });
  });
});

describe('PATH-2 between two subnets both ACLs are crossed each way, and each half looks up its own route', () => {
  const report = ask(
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', networkAcl: 'acl' },
        { id: 'B', cidrBlock: '10.0.2.0/24', networkAcl: 'acl' },
      ],
      networkAcls: [{ id: 'acl', ingress: [allow(100, '10.0.0.0/16')], egress: [allow(100, '10.0.0.0/16')] }],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10' },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20' },
      ],
    }),
    { from: 'a', to: 'b', port: 5432 },
  );

  test('request', () => {
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual(
      seeing('10.0.1.10:40000 → 10.0.2.20:5432', [
        'eni:a sg-egress',
        'A nacl-egress',
        'A route-table',
        'B nacl-ingress',
        'eni:b sg-ingress',
      ]),
    );
    expect(stepAt(report, 'route-table').matched).toMatchObject({ entry: '10.0.0.0/16', action: 'local' });
  });

  test('reply, to the ephemeral port', () => {
    expect(checksOf(report, 'return')).toEqual(
      seeing('10.0.2.20:5432 → 10.0.1.10:40000', [
        'eni:b sg-egress tracked',
        'B nacl-egress',
        'B route-table',
        'A nacl-ingress',
        'eni:a sg-ingress tracked',
      ]),
    );
  });
});

const natGateway = { id: 'nat', subnet: 'pub', privateIp: '10.0.0.200', publicIp: '198.51.100.200' };
const toNat = { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] };

describe('PATH-3 through a NAT gateway its subnet is crossed four times, and the client subnet never sees the gateway', () => {
  const report = ask(
    networkOf({
      subnets: publicAndPrivate,
      routeTables: [toGateway, toNat],
      natGateways: [natGateway],
      instances: [{ id: 'a', subnet: 'priv', privateIp: '10.0.2.10' }],
    }),
    { from: 'a', to: '203.0.113.5' },
  );

  test('request', () => {
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      ...seeing('10.0.2.10:40000 → 203.0.113.5:443', [
        'eni:a sg-egress',
        'priv nacl-egress',
        'priv route-table',
        'pub nacl-ingress',
        'nat nat-gateway',
      ]),
      ...seeing('10.0.0.200:20001 → 203.0.113.5:443', ['pub nacl-egress', 'pub route-table', 'igw igw']),
      'internet internet 198.51.100.200:20001 → 203.0.113.5:443',
    ]);
    expect(stepAt(report, 'route-table').matched).toMatchObject({ entry: '0.0.0.0/0', action: 'nat' });
  });

  test('reply', () => {
    expect(checksOf(report, 'return')).toEqual([
      'igw igw 203.0.113.5:443 → 198.51.100.200:20001',
      ...seeing('203.0.113.5:443 → 10.0.0.200:20001', ['pub nacl-ingress', 'nat nat-gateway']),
      ...seeing('203.0.113.5:443 → 10.0.2.10:40000', [
        'pub nacl-egress',
        'pub route-table',
        'priv nacl-ingress',
        'eni:a sg-ingress tracked',
      ]),
    ]);
    expect(stepAt(report, 'route-table', 'return').matched).toMatchObject({ action: 'local' });
  });
});

const web = { id: 'w', subnet: 'pub', privateIp: '10.0.0.10', publicIp: '198.51.100.10' };
const publicSubnet = { id: 'pub', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' };

describe('PATH-4 from the internet the public address turns private at the gateway, and only the reply asks the table', () => {
  const report = ask(networkOf({ subnets: [publicSubnet], routeTables: [toGateway], instances: [web] }), {
    from: 'internet:203.0.113.7',
    to: 'w',
    srcPort: 51000,
  });

  test('request', () => {
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      'igw igw 203.0.113.7:51000 → 198.51.100.10:443',
      ...seeing('203.0.113.7:51000 → 10.0.0.10:443', ['pub nacl-ingress', 'eni:w sg-ingress']),
    ]);
  });

  test('reply', () => {
    expect(checksOf(report, 'return')).toEqual([
      ...seeing('10.0.0.10:443 → 203.0.113.7:51000', [
        'eni:w sg-egress tracked',
        'pub nacl-egress',
        'pub route-table',
        'igw igw',
      ]),
      'internet internet 198.51.100.10:443 → 203.0.113.7:51000',
    ]);
  });

  test("a public address in a subnet without a route to the gateway fails on the reply's half", () => {
    const without = networkOf({
      subnets: [publicSubnet],
      routeTables: [{ id: 'rt-pub' }],
      instances: [web],
    });
    const lost = ask(without, { from: 'internet', to: 'w' });
    expect(lost).toMatchObject({
      verdict: 'return_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt-pub',
    });
  });
});

describe('PATH-5 from a public instance to the internet', () => {
  const network = (securityGroup: object, ingress = [allow(100, '0.0.0.0/0')]) =>
    networkOf({
      subnets: [{ ...publicSubnet, networkAcl: 'acl' }],
      routeTables: [toGateway],
      networkAcls: [{ id: 'acl', ingress, egress: [allow(100, '0.0.0.0/0')] }],
      securityGroups: [{ id: 'sg-w', ...securityGroup }],
      instances: [{ ...web, securityGroups: ['sg-w'] }],
    });

  test('the group is asked for the request and has state for the reply', () => {
    const report = ask(network({}), { from: 'w', to: '203.0.113.5' });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      ...seeing('10.0.0.10:40000 → 203.0.113.5:443', [
        'eni:w sg-egress',
        'pub nacl-egress',
        'pub route-table',
        'igw igw',
      ]),
      'internet internet 198.51.100.10:40000 → 203.0.113.5:443',
    ]);
    expect(checksOf(report, 'return')).toEqual([
      'igw igw 203.0.113.5:443 → 198.51.100.10:40000',
      ...seeing('203.0.113.5:443 → 10.0.0.10:40000', ['pub nacl-ingress', 'eni:w sg-ingress tracked']),
    ]);
  });

  test('without an outbound rule the request stays', () => {
    const report = ask(network({ egress: [] }), { from: 'w', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-egress' });
  });

  test("the ACL must let the instance's ephemeral port in", () => {
    const report = ask(network({}, [allow(100, '0.0.0.0/0', 'tcp', 443)]), { from: 'w', to: '203.0.113.5' });
    expect(report).toMatchObject({
      verdict: 'return_blocked',
      at: 'nacl-ingress',
      component: 'acl',
      entry: '*',
    });
  });
});

const twoVpcs = {
  vpcs: [
    { id: 'A', cidrBlock: '10.0.0.0/16', region: 'eu-west-1' },
    { id: 'B', cidrBlock: '10.1.0.0/16', region: 'eu-west-1' },
  ],
  subnets: [
    { id: 'A1', vpc: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
    { id: 'B1', vpc: 'B', cidrBlock: '10.1.1.0/24', routeTable: 'rt-b' },
  ],
  routeTables: [
    { id: 'rt-a', vpc: 'A', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
    { id: 'rt-b', vpc: 'B', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
  ],
  vpcPeeringConnections: [{ id: 'pcx', requester: 'A', accepter: 'B' }],
  instances: [
    { id: 'a', subnet: 'A1', privateIp: '10.0.1.10' },
    { id: 'b', subnet: 'B1', privateIp: '10.1.1.20' },
  ],
};

describe('PATH-6 over a peering connection nothing is translated, and each side routes for itself', () => {
  test('request and reply', () => {
    const report = ask(networkOf(twoVpcs), { from: 'a', to: 'b', port: 3306 });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual(
      seeing('10.0.1.10:40000 → 10.1.1.20:3306', [
        'eni:a sg-egress',
        'A1 nacl-egress',
        'A1 route-table',
        'pcx pcx',
        'B1 nacl-ingress',
        'eni:b sg-ingress',
      ]),
    );
    expect(checksOf(report, 'return')).toEqual(
      seeing('10.1.1.20:3306 → 10.0.1.10:40000', [
        'eni:b sg-egress tracked',
        'B1 nacl-egress',
        'B1 route-table',
        'pcx pcx',
        'A1 nacl-ingress',
        'eni:a sg-ingress tracked',
      ]),
    );
  });

  test('without a route on the far side the reply is lost there', () => {
    const [rtA] = twoVpcs.routeTables;
    const report = ask(networkOf({ ...twoVpcs, routeTables: [{ ...rtA }, { id: 'rt-b', vpc: 'B' }] }), {
      from: 'a',
      to: 'b',
    });
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'route-table', component: 'rt-b' });
  });
});

const neighbours = (rules: object[], a: object = { publicIp: '198.51.100.10' }) =>
  networkOf({
    subnets: publicAndPrivate,
    routeTables: [toGateway, toNat],
    natGateways: [natGateway],
    securityGroups: [{ id: 'sg-a' }, { id: 'sg-b', ingress: rules }],
    instances: [
      { id: 'a', subnet: 'pub', privateIp: '10.0.0.10', securityGroups: ['sg-a'], ...a },
      { id: 'b', subnet: 'pub', privateIp: '10.0.0.20', publicIp: '198.51.100.20', securityGroups: ['sg-b'] },
    ],
  });
const tcpFrom = (from: string) => ({ protocol: 'tcp', ports: 443, from });

describe('PATH-7 a neighbour asked by its public address is reached through the gateway and the ACLs', () => {
  test('request and reply', () => {
    const report = ask(neighbours([tcpFrom('198.51.100.10/32')]), { from: 'a', to: '198.51.100.20' });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      ...seeing('10.0.0.10:40000 → 198.51.100.20:443', [
        'eni:a sg-egress',
        'pub nacl-egress',
        'pub route-table',
        'igw igw',
      ]),
      'igw igw 198.51.100.10:40000 → 198.51.100.20:443',
      ...seeing('198.51.100.10:40000 → 10.0.0.20:443', ['pub nacl-ingress', 'eni:b sg-ingress']),
    ]);
    expect(checksOf(report, 'return')).toEqual([
      ...seeing('10.0.0.20:443 → 198.51.100.10:40000', [
        'eni:b sg-egress tracked',
        'pub nacl-egress',
        'pub route-table',
        'igw igw',
      ]),
      'igw igw 198.51.100.20:443 → 198.51.100.10:40000',
      ...seeing('198.51.100.20:443 → 10.0.0.10:40000', ['pub nacl-ingress', 'eni:a sg-ingress tracked']),
    ]);
  });

  test("a rule that names the sender's group does not match", () => {
    const report = ask(neighbours([tcpFrom('sg-a')]), { from: 'a', to: '198.51.100.20' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni:b' });
    expect(ask(neighbours([tcpFrom('sg-a')]), { from: 'a', to: '10.0.0.20' }).verdict).toBe('reachable');
  });
});

describe('PATH-7b by way of a NAT gateway the neighbour sees its Elastic IP', () => {
  const inPrivate = { subnet: 'priv', privateIp: '10.0.2.10' };

  test("a rule for the gateway's Elastic IP lets it in", () => {
    const report = ask(neighbours([tcpFrom('198.51.100.200/32')], inPrivate), {
      from: 'a',
      to: '198.51.100.20',
    });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'sg-ingress')[0]).toBe('198.51.100.200:20001 → 10.0.0.20:443');
  });

  test("a rule for the gateway's private address does not", () => {
    const report = ask(neighbours([tcpFrom('10.0.0.200/32')], inPrivate), { from: 'a', to: '198.51.100.20' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress' });
  });
});

describe('PATH-7c without a public address of its own the sender is stopped at the gateway', () => {
  test('dropped on the way out, before the neighbour is asked', () => {
    const report = ask(neighbours([tcpFrom('0.0.0.0/0')], {}), { from: 'a', to: '198.51.100.20' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      component: 'igw',
      detail: 'no-public-address',
      code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    });
    expect(seenAt(report, 'sg-ingress')).toEqual([]);
  });
});

describe('PATH-8 through a NAT instance its group is asked twice each way, and its check must be off', () => {
  const network = (appliance: object, rules: object = {}) =>
    networkOf({
      subnets: publicAndPrivate,
      routeTables: [toGateway, { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'n' }] }],
      securityGroups: [
        {
          id: 'sg-nat',
          ingress: [{ protocol: 'tcp', ports: 443, from: '10.0.2.0/24' }],
          egress: [{ protocol: 'tcp', ports: 443, to: '0.0.0.0/0' }],
          ...rules,
        },
      ],
      instances: [
        { id: 'a', subnet: 'priv', privateIp: '10.0.2.10' },
        {
          id: 'n',
          subnet: 'pub',
          privateIp: '10.0.0.50',
          publicIp: '198.51.100.50',
          sourceDestCheck: false,
          forwarding: 'nat',
          securityGroups: ['sg-nat'],
          ...appliance,
        },
      ],
    });
  const question = { from: 'a', to: '203.0.113.5' };

  test('request', () => {
    const report = ask(network({}), question);
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      ...seeing('10.0.2.10:40000 → 203.0.113.5:443', [
        'eni:a sg-egress',
        'priv nacl-egress',
        'priv route-table',
        'pub nacl-ingress',
        'eni:n eni-src-dst-check',
        'eni:n sg-ingress',
        'eni:n nat-instance',
      ]),
      ...seeing('10.0.0.50:30001 → 203.0.113.5:443', [
        'eni:n sg-egress',
        'pub nacl-egress',
        'pub route-table',
        'igw igw',
      ]),
      'internet internet 198.51.100.50:30001 → 203.0.113.5:443',
    ]);
  });

  test('reply', () => {
    expect(checksOf(ask(network({}), question), 'return')).toEqual([
      'igw igw 203.0.113.5:443 → 198.51.100.50:30001',
      ...seeing('203.0.113.5:443 → 10.0.0.50:30001', [
        'pub nacl-ingress',
        'eni:n sg-ingress tracked',
        'eni:n nat-instance',
      ]),
      ...seeing('203.0.113.5:443 → 10.0.2.10:40000', [
        'eni:n eni-src-dst-check',
        'eni:n sg-egress tracked',
        'pub nacl-egress',
        'pub route-table',
        'priv nacl-ingress',
        'eni:a sg-ingress tracked',
      ]),
    ]);
  });

  test.each([
    ['its check left on', { sourceDestCheck: true }, {}, 'eni-src-dst-check', 'eni:n'],
    ['no rule for the private side', {}, { ingress: [] }, 'sg-ingress', 'eni:n'],
    ['no rule to the internet', {}, { egress: [] }, 'sg-egress', 'eni:n'],
    ['no public address', { publicIp: undefined }, {}, 'igw', 'igw'],
  ])('%s stops the request', (_, appliance, rules, at, component) => {
    const report = ask(network(appliance, rules), question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at, component });
  });
});

describe('PATH-9 through a middlebox the groups see the ends, and references to them are lost', () => {
  const network = ({
    rules = [tcpFrom('10.0.1.10/32')],
    middlebox = {},
    back = 'm',
  }: {
    rules?: object[];
    middlebox?: object;
    back?: string;
  }) =>
    networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24' },
      ],
      routeTables: [
        { id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'm' }] },
        { id: 'rt-b', routes: back === 'local' ? [] : [{ destination: '10.0.1.0/24', target: back }] },
      ],
      securityGroups: [
        { id: 'sg-a' },
        { id: 'sg-b', ingress: rules },
        { id: 'sg-m', ingress: [tcpFrom('10.0.1.0/24')], ...middlebox },
      ],
      instances: [
        { id: 'a', subnet: 'A', privateIp: '10.0.1.10', securityGroups: ['sg-a'] },
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20', securityGroups: ['sg-b'] },
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
  const question = { from: 'a', to: 'b' };

  test('request and reply', () => {
    const report = ask(network({}), question);
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual(
      seeing('10.0.1.10:40000 → 10.0.2.20:443', [
        'eni:a sg-egress',
        'A nacl-egress',
        'A route-table',
        'C nacl-ingress',
        'eni:m eni-src-dst-check',
        'eni:m sg-ingress',
        'eni:m router',
        'eni:m eni-src-dst-check',
        'eni:m sg-egress',
        'C nacl-egress',
        'C route-table',
        'B nacl-ingress',
        'eni:b sg-ingress',
      ]),
    );
    expect(checksOf(report, 'return')).toEqual(
      seeing('10.0.2.20:443 → 10.0.1.10:40000', [
        'eni:b sg-egress tracked',
        'B nacl-egress',
        'B route-table',
        'C nacl-ingress',
        'eni:m eni-src-dst-check',
        'eni:m sg-ingress tracked',
        'eni:m router',
        'eni:m eni-src-dst-check',
        'eni:m sg-egress tracked',
        'C nacl-egress',
        'C route-table',
        'A nacl-ingress',
        'eni:a sg-ingress tracked',
      ]),
    );
  });

  test("a reference to the client's group fails behind it, and is named as lost", () => {
    const report = ask(network({ rules: [tcpFrom('sg-a')] }), question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni:b' });
    expect(report.codes).toContain('SG_REFERENCES_NOT_PRESERVED');
  });

  test('it needs an outbound rule of its own, since what it passes on is no reply', () => {
    const report = ask(network({ middlebox: { egress: [] } }), question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-egress', component: 'eni:m' });
  });

  test('a reply that goes around it arrives, with a warning', () => {
    const report = ask(network({ back: 'local' }), question);
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report, 'return')).not.toContain('eni:m');
    expect(notesOn(report, 'RT-18')).toEqual(['uncertain']);
  });
});

describe('PATH-10 a gateway route table sends what comes in through an appliance', () => {
  const network = ({ appliance = {}, out = 'm' }: { appliance?: object; out?: string }) =>
    networkOf({
      subnets: [
        { id: 'B', cidrBlock: '10.0.1.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24', routeTable: 'rt-c' },
      ],
      routeTables: [
        { id: 'rt-edge', gateway: 'igw', routes: [{ destination: '10.0.1.0/24', target: 'm' }] },
        { id: 'rt-b', routes: [{ destination: '0.0.0.0/0', target: out }] },
        { id: 'rt-c', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      ],
      instances: [
        { id: 'b', subnet: 'B', privateIp: '10.0.1.20', publicIp: '198.51.100.20' },
        {
          id: 'm',
          subnet: 'C',
          privateIp: '10.0.3.30',
          publicIp: '198.51.100.30',
          sourceDestCheck: false,
          forwarding: 'router',
          ...appliance,
        },
      ],
    });
  const question = { from: 'internet:203.0.113.7', to: 'b' };

  test('request', () => {
    const report = ask(network({}), question);
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      'igw igw 203.0.113.7:40000 → 198.51.100.20:443',
      ...seeing('203.0.113.7:40000 → 10.0.1.20:443', [
        'igw gateway-route-table',
        'C nacl-ingress',
        'eni:m eni-src-dst-check',
        'eni:m sg-ingress',
        'eni:m router',
        'eni:m eni-src-dst-check',
        'eni:m sg-egress',
        'C nacl-egress',
        'C route-table',
        'B nacl-ingress',
        'eni:b sg-ingress',
      ]),
    ]);
  });

  test("reply: the gateway maps the host's own address, although the appliance sends it", () => {
    expect(checksOf(ask(network({}), question), 'return')).toEqual([
      ...seeing('10.0.1.20:443 → 203.0.113.7:40000', [
        'eni:b sg-egress tracked',
        'B nacl-egress',
        'B route-table',
        'C nacl-ingress',
        'eni:m eni-src-dst-check',
        'eni:m sg-ingress tracked',
        'eni:m router',
        'eni:m eni-src-dst-check',
        'eni:m sg-egress tracked',
        'C nacl-egress',
        'C route-table',
        'igw igw',
      ]),
      'internet internet 198.51.100.20:443 → 203.0.113.7:40000',
    ]);
  });

  test('an appliance without a public address takes nothing in', () => {
    const report = ask(network({ appliance: { publicIp: undefined } }), question);
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'appliance-without-public-address',
    });
  });

  test('a reply that goes around the appliance is dropped at the gateway', () => {
    const report = ask(network({ out: 'igw' }), question);
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'igw', detail: 'ingress-redirection' });
  });
});

describe('PATH-11 IPv6 goes out without translation', () => {
  const network = (target: string) =>
    networkOf({
      vpcs: [
        {
          id: 'vpc',
          cidrBlock: '10.0.0.0/16',
          ipv6CidrBlock: '2001:db8:1::/56',
          internetGateway: 'igw',
          egressOnlyInternetGateway: 'eigw',
        },
      ],
      subnets: [{ id: 'net', ipv6CidrBlock: '2001:db8:1:1::/64', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '::/0', target }] }],
      instances: [{ id: 'h', ipv6Addresses: '2001:db8:1:1::10' }],
    });
  const out = { from: 'h', to: '2001:db8:ffff::5' };
  const inward = { from: 'internet:2001:db8:ffff::7', to: 'h' };

  test('through the internet gateway, both ways', () => {
    const report = ask(network('igw'), out);
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'igw')).toEqual([
      '[2001:db8:1:1::10]:40000 → [2001:db8:ffff::5]:443',
      '[2001:db8:ffff::5]:443 → [2001:db8:1:1::10]:40000',
    ]);
    const opened = ask(network('igw'), inward);
    expect(opened.verdict).toBe('reachable');
    expect(checksOf(opened, 'forward')).toEqual(
      seeing('[2001:db8:ffff::7]:40000 → [2001:db8:1:1::10]:443', [
        'igw igw',
        'net nacl-ingress',
        'eni:h sg-ingress',
      ]),
    );
  });

  test('through the egress-only gateway, flows of the inside and their replies', () => {
    const report = ask(network('eigw'), out);
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'eigw')).toEqual([
      '[2001:db8:1:1::10]:40000 → [2001:db8:ffff::5]:443',
      '[2001:db8:ffff::5]:443 → [2001:db8:1:1::10]:40000',
    ]);
    expect(seenAt(report, 'igw')).toEqual([]);
    expect(ask(network('eigw'), inward)).toMatchObject({ verdict: 'return_blocked', at: 'eigw' });
  });
});

describe('PATH-12 NAT64: the ACLs of the client side see IPv6, those of the far side IPv4', () => {
  const network = (routes: object[]) =>
    networkOf({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' },
      ],
      subnets: [
        { id: 'H', ipv6CidrBlock: '2001:db8:1:a::/64', routeTable: 'rt-h' },
        { id: 'pub', cidrBlock: '10.0.0.0/24', routeTable: 'rt-pub' },
      ],
      routeTables: [{ id: 'rt-h', routes }, toGateway],
      natGateways: [natGateway],
      instances: [{ id: 'h', subnet: 'H', ipv6Addresses: '2001:db8:1:a::10' }],
    });
  const question = { from: 'h', to: '64:ff9b::cb00:7105' };

  test('request and reply', () => {
    const report = ask(network([{ destination: '64:ff9b::/96', target: 'nat' }]), question);
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward')).toEqual([
      ...seeing('[2001:db8:1:a::10]:40000 → [64:ff9b::cb00:7105]:443', [
        'eni:h sg-egress',
        'H nacl-egress',
        'H route-table',
        'pub nacl-ingress',
        'nat nat-gateway',
      ]),
      ...seeing('10.0.0.200:20001 → 203.0.113.5:443', ['pub nacl-egress', 'pub route-table', 'igw igw']),
      'internet internet 198.51.100.200:20001 → 203.0.113.5:443',
    ]);
    expect(checksOf(report, 'return')).toEqual([
      'igw igw 203.0.113.5:443 → 198.51.100.200:20001',
      ...seeing('203.0.113.5:443 → 10.0.0.200:20001', ['pub nacl-ingress', 'nat nat-gateway']),
      ...seeing('[64:ff9b::cb00:7105]:443 → [2001:db8:1:a::10]:40000', [
        'pub nacl-egress',
        'pub route-table',
        'H nacl-ingress',
        'eni:h sg-ingress tracked',
      ]),
    ]);
  });

  test('an IPv4 default route does not help', () => {
    const report = ask(network([{ destination: '0.0.0.0/0', target: 'nat' }]), question);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'no-route' });
  });
});

describe('PATH-13 a bastion makes two connections, and neither knows of the other', () => {
  const network = (from: string) =>
    networkOf({
      subnets: publicAndPrivate,
      routeTables: [toGateway, { id: 'rt-priv' }],
      securityGroups: [
        { id: 'sg-bastion', ingress: [{ protocol: 'tcp', ports: 22, from: '203.0.113.0/24' }] },
        { id: 'sg-host', ingress: [{ protocol: 'tcp', ports: 22, from }] },
      ],
      instances: [
        {
          id: 'bastion',
          subnet: 'pub',
          privateIp: '10.0.0.10',
          publicIp: '198.51.100.10',
          securityGroups: ['sg-bastion'],
        },
        { id: 'host', subnet: 'priv', privateIp: '10.0.2.20', securityGroups: ['sg-host'] },
      ],
    });

  test("the host sees the bastion's private address and group", () => {
    const report = ask(network('sg-bastion'), { from: 'bastion', to: 'host', port: 22 });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'sg-ingress')[0]).toBe('10.0.0.10:40000 → 10.0.2.20:22');
    expect(ask(network('10.0.0.10/32'), { from: 'bastion', to: 'host', port: 22 }).verdict).toBe('reachable');
  });

  test('the first leg stands although the second fails', () => {
    const closed = network('198.51.100.10/32');
    expect(ask(closed, { from: 'internet:203.0.113.7', to: 'bastion', port: 22 }).verdict).toBe('reachable');
    expect(ask(closed, { from: 'bastion', to: 'host', port: 22 })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni:host',
    });
  });
});

describe('PATH-14 a private NAT gateway is seen by its private address, and never reaches the internet', () => {
  const [rtA, rtB] = twoVpcs.routeTables;
  const privateNat = { id: 'nat', subnet: 'A2', privateIp: '10.0.2.200', connectivityType: 'private' };
  const network = (target: string) =>
    networkOf({
      ...twoVpcs,
      vpcs: [{ ...twoVpcs.vpcs[0], internetGateway: 'igw' }, { ...twoVpcs.vpcs[1] }],
      subnets: [...twoVpcs.subnets, { id: 'A2', vpc: 'A', cidrBlock: '10.0.2.0/24', routeTable: 'rt-nat' }],
      routeTables: [
        { ...rtA, routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
        { ...rtB },
        { id: 'rt-nat', vpc: 'A', routes: [{ destination: '0.0.0.0/0', target }] },
      ],
      otherResources: [{ id: 'tgw', type: 'AWS::EC2::TransitGateway' }],
      natGateways: [privateNat],
    });

  test('over a peering, with a note', () => {
    const report = ask(network('pcx'), { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'pcx')).toEqual([
      '10.0.2.200:20001 → 10.1.1.20:443',
      '10.1.1.20:443 → 10.0.2.200:20001',
    ]);
    expect(notesOn(report, 'NAT-16')).toContain('uncertain');
  });

  test('towards a transit gateway it leaves the model translated', () => {
    const report = ask(network('tgw'), { from: 'a', to: '172.20.1.1' });
    expect(report).toMatchObject({ verdict: 'unknown', component: 'tgw' });
    expect(seenAt(report, 'other-resource')).toEqual(['10.0.2.200:20001 → 172.20.1.1:443']);
  });

  test('an internet gateway drops it', () => {
    const report = ask(network('igw'), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'igw', detail: 'no-public-address' });
    expect(report.codes).toContain('X_NAT_PRIVATE_TO_INTERNET');
    expect(seenAt(report, 'igw')).toEqual(['10.0.2.200:20001 → 203.0.113.5:443']);
  });
});

describe('PATH-15 a gateway endpoint takes what its prefix list covers', () => {
  const network = (acl: object = {}) =>
    networkOf({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt', networkAcl: 'acl' }],
      networkAcls: [{ id: 'acl', isDefault: true, ...acl }],
      routeTables: [
        {
          id: 'rt',
          routes: [
            { destination: '0.0.0.0/0', target: 'igw' },
            { destination: 'pl-s3', target: 'vpce-s3' },
          ],
        },
      ],
      prefixLists: [{ id: 'pl-s3', entries: ['198.51.100.128/25'] }],
      otherResources: [{ id: 'vpce-s3', type: 'AWS::EC2::VPCEndpoint' }],
      instances: [{ id: 'a', privateIp: '10.0.1.10' }],
    });

  test('it is not walked through yet: the answer is unknown, and names the endpoint', () => {
    const report = ask(network(), { from: 'a', to: '198.51.100.130' });
    expect(report).toMatchObject({
      verdict: 'unknown',
      at: 'other-resource',
      component: 'vpce-s3',
      code: 'X_UNKNOWN',
    });
    expect(checksOf(report, 'forward')).toEqual(
      seeing('10.0.1.10:40000 → 198.51.100.130:443', [
        'eni:a sg-egress',
        'net nacl-egress',
        'net route-table',
        'vpce-s3 other-resource unknown',
      ]),
    );
  });

  test('the ACL on the way to it still decides', () => {
    const report = ask(network({ egress: [deny(90, '198.51.100.0/24'), allow(100, '0.0.0.0/0')] }), {
      from: 'a',
      to: '198.51.100.130',
    });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'nacl-egress', entry: '90' });
  });

  test('what the list does not cover goes by the default route', () => {
    const report = ask(network(), { from: 'a', to: '198.51.100.1' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'igw', detail: 'no-public-address' });
  });
});

describe('PATH-16 a public address behind a default route to a NAT gateway hears requests and cannot answer', () => {
  test('the gateway has no entry for the reply', () => {
    const network = networkOf({
      subnets: publicAndPrivate,
      routeTables: [toGateway, toNat],
      natGateways: [natGateway],
      instances: [{ id: 'w', subnet: 'priv', privateIp: '10.0.2.10', publicIp: '198.51.100.10' }],
    });
    const report = ask(network, { from: 'internet:203.0.113.7', to: 'w' });
    expect(report).toMatchObject({
      verdict: 'return_blocked',
      at: 'nat-gateway',
      component: 'nat',
      detail: 'no-state',
    });
    expect(seenAt(report, 'nat-gateway')).toEqual(['10.0.2.10:443 → 203.0.113.7:40000']);
    expect(notesOn(report, 'PATH-16')).toEqual(['uncertain']);
  });
});
