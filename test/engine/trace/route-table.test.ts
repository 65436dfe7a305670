/** Route tables: which routes are in force, which of them is chosen, and what becomes of the packet (RT-1 to RT-25). */
import { describe, expect, test } from 'vitest';
import { refuseTableDeletion } from '../../../engine/resources/route-table/constraints.ts';
import { ask, checksOf, hopIds, lintRules, networkOf, notesOn, seenAt, stepAt } from './network.ts';
import type { Sketch } from './network.ts';

const twoSubnets = [
  { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt-a' },
  { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
];
const a = { id: 'a', subnet: 'A', privateIp: '10.0.1.10' };
const b = { id: 'b', subnet: 'B', privateIp: '10.0.2.20' };
const deadInterface = { id: 'eni-dead', subnet: 'B', privateIp: '10.0.2.99', status: 'available' };
const router = { id: 'm', subnet: 'C', privateIp: '10.0.3.30', sourceDestCheck: false, forwarding: 'router' };
const subnetC = { id: 'C', cidrBlock: '10.0.3.0/24' };

/** One public host whose table has the routes given. */
function withRoutes(routes: readonly object[], rest: Sketch = {}, missing: readonly string[] = []) {
  return networkOf(
    {
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes }],
      instances: [{ id: 'a', privateIp: '10.0.1.10', publicIp: '198.51.100.10' }],
      ...rest,
    },
    missing,
  );
}

/** The route that was chosen for a destination: its block and its target. */
function chosenFor(network: ReturnType<typeof networkOf>, to: string): string | null {
  const { matched } = stepAt(ask(network, { from: 'a', to }), 'route-table');
  return matched === null ? null : `${matched.entry} → ${matched.action}`;
}

describe('RT-1 a packet that leaves a subnet is routed by the table of that subnet, and delivered without one', () => {
  const dead = [{ destination: '10.0.2.0/24', target: 'eni-dead' }];
  const network = (ofA: object[], ofB: object[]) =>
    networkOf({
      subnets: twoSubnets,
      routeTables: [
        { id: 'rt-a', routes: ofA },
        { id: 'rt-b', routes: ofB },
      ],
      networkInterfaces: [deadInterface],
      instances: [a, b],
    });

  test("the sender's table decides", () => {
    expect(ask(network(dead, []), { from: 'a', to: 'b' })).toMatchObject({
      at: 'route-table',
      component: 'rt-a',
    });
  });

  test("the receiver's is not asked", () => {
    const report = ask(network([], dead), { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(checksOf(report, 'forward').filter((line) => line.includes('route-table'))).toEqual([
      'A route-table 10.0.1.10:40000 → 10.0.2.20:443',
    ]);
  });
});

describe('RT-2 the main table serves every subnet that names none, and follows when another becomes main', () => {
  const network = (main: string) =>
    networkOf({
      subnets: [
        { id: 'implicit', cidrBlock: '10.0.1.0/24' },
        { id: 'explicit', cidrBlock: '10.0.2.0/24', routeTable: 'rt-local' },
      ],
      routeTables: [
        { id: 'rt-local', main: main === 'rt-local' },
        { id: 'rt-out', main: main === 'rt-out', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      ],
      instances: [
        { id: 'a', subnet: 'implicit', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
        { id: 'b', subnet: 'explicit', privateIp: '10.0.2.10', publicIp: '198.51.100.11' },
      ],
    });

  test.each([
    ['a', 'rt-out', 'reachable'],
    ['a', 'rt-local', 'forward_blocked'],
    ['b', 'rt-out', 'forward_blocked'],
    ['b', 'rt-local', 'forward_blocked'],
  ])('from %s with %s as main: %s', (from, main, verdict) => {
    expect(ask(network(main), { from, to: '203.0.113.5' }).verdict).toBe(verdict);
  });

  test('the table of a gateway cannot be the main one', () => {
    const edge = networkOf({ routeTables: [{ id: 'rt', main: true, gateway: 'igw' }] });
    expect(lintRules(edge).filter((rule) => rule === 'RT-2' || rule === 'RT-16')).not.toEqual([]);
  });
});

describe('RT-3 a custom table serves the subnets that name it, and can be deleted when none does', () => {
  test('one table for two subnets', () => {
    const network = networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt' },
        { id: 'C', cidrBlock: '10.0.3.0/24' },
      ],
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
      instances: ['A', 'B', 'C'].map((subnet, index) => ({
        id: `in-${subnet}`,
        subnet,
        privateIp: `10.0.${index + 1}.10`,
        publicIp: `198.51.100.${index + 1}`,
      })),
    });
    const verdicts = ['in-A', 'in-B', 'in-C'].map(
      (from) => ask(network, { from, to: '203.0.113.5' }).verdict,
    );
    expect(verdicts).toEqual(['reachable', 'reachable', 'forward_blocked']);
  });

  test('deletion is refused while a subnet uses it', () => {
    expect(refuseTableDeletion({ main: false, associations: 1 }).map(({ rule }) => rule)).toEqual(['RT-3']);
    expect(refuseTableDeletion({ main: false, associations: 0 })).toEqual([]);
  });
});

describe('RT-4 every table has a local route for each block of the VPC, whose target can be replaced', () => {
  test.each([
    ['the primary block', '10.0.2.20', 4],
    ['a secondary block', '10.9.1.20', 4],
    ['the IPv6 block', '2001:db8:1:b::20', 6],
  ] as const)('%s is local', (_, to, family) => {
    const network = networkOf({
      vpcs: [{ id: 'vpc', cidrBlocks: ['10.0.0.0/16', '10.9.0.0/16'], ipv6CidrBlock: '2001:db8:1::/56' }],
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64' },
        { id: 'B', cidrBlock: '10.0.2.0/24', ipv6CidrBlock: '2001:db8:1:b::/64' },
        { id: 'D', cidrBlock: '10.9.1.0/24' },
      ],
      instances: [
        { ...a, ipv6Addresses: '2001:db8:1:a::10' },
        { ...b, ipv6Addresses: '2001:db8:1:b::20' },
        { id: 'd', subnet: 'D', privateIp: '10.9.1.20' },
      ],
    });
    const report = ask(network, { from: 'a', to, family });
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'route-table').matched?.action).toBe('local');
  });

  const replaced = networkOf({
    subnets: [...twoSubnets, { ...subnetC, routeTable: 'rt-c' }],
    routeTables: [
      { id: 'rt-a', routes: [{ destination: '10.0.0.0/16', target: 'm' }] },
      { id: 'rt-b', routes: [{ destination: '10.0.0.0/16', target: 'm' }] },
      { id: 'rt-c' },
    ],
    instances: [a, { ...a, id: 'a2', privateIp: '10.0.1.11' }, b, router],
  });

  test('a replaced local route is the route for that block: nothing stands behind it', () => {
    const report = ask(replaced, { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).toContain('eni:m');
    expect(chosenFor(replaced, '10.0.2.20')).toBe('10.0.0.0/16 → m');
    expect(stepAt(report, 'route-table').passedOver).toEqual([]);
  });

  test('within a subnet it is not met', () => {
    expect(hopIds(ask(replaced, { from: 'a', to: 'a2' }))).not.toContain('eni:m');
  });
});

describe('RT-5 a route more specific than local names a whole subnet and a middlebox, and then it wins', () => {
  const network = (destination: string) =>
    networkOf({
      subnets: [...twoSubnets, subnetC],
      routeTables: [{ id: 'rt-a', routes: [{ destination, target: 'm' }] }, { id: 'rt-b' }],
      instances: [a, b, router],
    });

  test('the block of a subnet, to an interface', () => {
    expect(chosenFor(network('10.0.2.0/24'), '10.0.2.20')).toBe('10.0.2.0/24 → m');
    expect(lintRules(network('10.0.2.0/24'))).not.toContain('RT-5');
  });

  test('half a subnet is refused', () => {
    expect(lintRules(network('10.0.2.0/25'))).toContain('RT-5');
  });

  test('a wider route than the VPC is fine, and loses to local', () => {
    expect(chosenFor(network('10.0.0.0/8'), '10.0.2.20')).toBe('10.0.0.0/16 → local');
    expect(chosenFor(network('10.0.0.0/8'), '10.200.0.1')).toBe('10.0.0.0/8 → m');
    expect(lintRules(network('10.0.0.0/8'))).not.toContain('RT-5');
  });
});

const beyond = (...ids: string[]) => ids.map((id) => ({ id, type: 'AWS::EC2::VPNGateway' }));

describe('RT-6 the longest prefix wins', () => {
  const network = withRoutes(
    [
      { destination: '0.0.0.0/0', target: 'igw' },
      { destination: '203.0.113.0/24', target: 'vgw-1' },
      { destination: '203.0.113.128/25', target: 'vgw-2' },
    ],
    { otherResources: beyond('vgw-1', 'vgw-2') },
  );

  test.each([
    ['203.0.113.200', '203.0.113.128/25 → vgw-2'],
    ['203.0.113.5', '203.0.113.0/24 → vgw-1'],
    ['192.0.2.5', '0.0.0.0/0 → igw'],
    ['10.0.9.9', '10.0.0.0/16 → local'],
  ])('%s by %s', (to, route) => {
    expect(chosenFor(network, to)).toBe(route);
  });

  test('those passed over are listed, the longest first', () => {
    const { passedOver } = stepAt(ask(network, { from: 'a', to: '203.0.113.200' }), 'route-table');
    expect(passedOver.map(({ entry, failed }) => `${entry} ${String(failed)}`)).toEqual([
      '203.0.113.0/24 shorter-prefix',
      '0.0.0.0/0 shorter-prefix',
      '10.0.0.0/16 remote',
    ]);
  });
});

describe('RT-7 of equal prefixes: local, static, prefix list, then what is propagated by its source', () => {
  const ranks = [
    { destination: '192.168.0.0/16', target: 'igw' },
    { destination: 'pl', target: 'vgw-list' },
    { destination: '192.168.0.0/16', target: 'vgw-dx', propagation: 'dx' },
    { destination: '192.168.0.0/16', target: 'vgw-static', propagation: 'vpn-static' },
    { destination: '192.168.0.0/16', target: 'vgw-bgp', propagation: 'vpn-bgp' },
  ];
  const winners = ['igw', 'vgw-list', 'vgw-dx', 'vgw-static', 'vgw-bgp'];

  test.each(winners.map((winner, index) => [winner, ranks.slice(index)] as const))(
    '%s wins over those after it, in whatever order they stand',
    (winner, routes) => {
      const rest = {
        prefixLists: [{ id: 'pl', entries: ['192.168.0.0/16'] }],
        otherResources: beyond('vgw-list', 'vgw-dx', 'vgw-static', 'vgw-bgp'),
      };
      expect(chosenFor(withRoutes(routes, rest), '192.168.1.1')).toBe(`192.168.0.0/16 → ${winner}`);
      expect(chosenFor(withRoutes([...routes].reverse(), rest), '192.168.1.1')).toBe(
        `192.168.0.0/16 → ${winner}`,
      );
    },
  );

  test('a propagated route for the very block of the VPC loses to local', () => {
    const network = withRoutes([{ destination: '10.0.0.0/16', target: 'vgw', propagation: 'dx' }], {
      otherResources: beyond('vgw'),
    });
    expect(chosenFor(network, '10.0.9.9')).toBe('10.0.0.0/16 → local');
  });
});

describe('RT-8 a propagated route does not beat local even when it is more specific; a static one does', () => {
  const network = (propagation?: string) =>
    networkOf({
      subnets: [...twoSubnets, subnetC],
      routeTables: [
        {
          id: 'rt-a',
          routes: [
            {
              destination: '10.0.2.0/24',
              target: 'm',
              ...(propagation === undefined ? {} : { propagation }),
            },
          ],
        },
        { id: 'rt-b' },
      ],
      instances: [a, b, router],
    });

  test('propagated', () => {
    expect(chosenFor(network('vpn-bgp'), '10.0.2.20')).toBe('10.0.0.0/16 → local');
  });

  test('static', () => {
    expect(chosenFor(network(), '10.0.2.20')).toBe('10.0.2.0/24 → m');
  });

  test('outside the VPC a more specific propagated route wins over a shorter static one', () => {
    const routes = [
      { destination: '0.0.0.0/0', target: 'igw' },
      { destination: '192.168.0.0/16', target: 'vgw', propagation: 'vpn-bgp' },
    ];
    expect(chosenFor(withRoutes(routes, { otherResources: beyond('vgw') }), '192.168.1.1')).toBe(
      '192.168.0.0/16 → vgw',
    );
  });
});

describe("RT-9 a prefix list stands for one route per entry, and two of equal length are AWS's choice", () => {
  const network = (second: string, entries = ['203.0.113.0/24']) =>
    withRoutes(
      [
        { destination: 'pl-1', target: 'igw' },
        { destination: 'pl-2', target: second },
      ],
      {
        prefixLists: [
          { id: 'pl-1', entries: ['203.0.113.0/24', '192.0.2.0/25'] },
          { id: 'pl-2', entries: [...entries, '192.0.2.0/24'] },
        ],
        natGateways: [{ id: 'nat', subnet: 'net', privateIp: '10.0.1.200', publicIp: '198.51.100.200' }],
        internetGateways: [{ id: 'igw-old' }],
      },
    );

  test('each entry competes by its own length', () => {
    expect(chosenFor(network('nat'), '192.0.2.5')).toBe('192.0.2.0/25 → igw');
    expect(chosenFor(network('nat'), '192.0.2.200')).toBe('192.0.2.0/24 → nat');
  });

  test('verdicts that differ make it partial, one path for each target', () => {
    const report = ask(network('igw-old'), { from: 'a', to: '203.0.113.5' });
    expect(report.verdict).toBe('partial');
    expect(report.paths.map(({ choices, verdict }) => [choices[0]?.taken, verdict])).toEqual([
      ['igw', 'reachable'],
      ['igw-old', 'forward_blocked'],
    ]);
    expect(notesOn(report, 'RT-9')).toContain('uncertain');
  });

  test('verdicts that agree stand, with a note', () => {
    // Two routes that are both dead.
    const report = ask(
      withRoutes(
        [
          { destination: 'pl-1', target: 'igw-old' },
          { destination: 'pl-2', target: 'igw-older' },
        ],
        {
          prefixLists: [
            { id: 'pl-1', entries: ['203.0.113.0/24'] },
            { id: 'pl-2', entries: ['203.0.113.0/24'] },
          ],
          internetGateways: [{ id: 'igw-old' }, { id: 'igw-older' }],
        },
      ),
      { from: 'a', to: '203.0.113.5' },
    );
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'blackhole' });
    expect(report.paths).toHaveLength(2);
    expect(notesOn(report, 'RT-9')).toContain('uncertain');
  });

  test('two lists with one target leave no choice', () => {
    const report = ask(network('igw'), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'reachable', paths: [] });
  });
});

describe('RT-10 a route whose target takes no traffic is a blackhole', () => {
  const other = { id: 'other', cidrBlock: '10.1.0.0/16' };
  const cases: readonly [string, string, Sketch][] = [
    [
      'a failed NAT gateway',
      'nat',
      { natGateways: [{ id: 'nat', subnet: 'net', privateIp: '10.0.1.200', state: 'failed' }] },
    ],
    [
      'a deleted NAT gateway',
      'nat',
      { natGateways: [{ id: 'nat', subnet: 'net', privateIp: '10.0.1.200', state: 'deleted' }] },
    ],
    [
      'an unattached interface',
      'eni-x',
      { networkInterfaces: [{ id: 'eni-x', privateIp: '10.0.1.99', status: 'available' }] },
    ],
    ['a detached internet gateway', 'igw-old', { internetGateways: [{ id: 'igw-old' }] }],
    [
      'an internet gateway of another VPC',
      'igw-2',
      {
        vpcs: [
          { id: 'vpc', cidrBlock: '10.0.0.0/16' },
          { ...other, internetGateway: 'igw-2' },
        ],
      },
    ],
    ['a detached egress-only gateway', 'eigw-old', { egressOnlyInternetGateways: [{ id: 'eigw-old' }] }],
    [
      'a rejected peering',
      'pcx',
      {
        vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }, other],
        vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'other', status: 'rejected' }],
      },
    ],
  ];

  test.each(cases)('%s', (_, target, rest) => {
    const destination = target.startsWith('eigw') ? '::/0' : '203.0.113.0/24';
    const network = withRoutes([{ destination, target }], {
      ...rest,
      ...(target.startsWith('eigw')
        ? {
            vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56' }],
            subnets: [{ id: 'net', ipv6CidrBlock: '2001:db8:1:a::/64', routeTable: 'rt' }],
            instances: [{ id: 'a', ipv6Addresses: '2001:db8:1:a::10' }],
          }
        : {}),
    });
    const to = target.startsWith('eigw') ? '2001:db8:ffff::5' : '203.0.113.5';
    expect(ask(network, { from: 'a', to })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt',
      code: 'BAD_STATE_ROUTE',
    });
  });

  test.each(['stopped', 'terminated', 'running'])('a %s instance', (state) => {
    const network = withRoutes([{ destination: '203.0.113.0/24', target: 'm' }], {
      instances: [
        { id: 'a', privateIp: '10.0.1.10' },
        { ...router, subnet: 'net', privateIp: '10.0.1.30', state },
      ],
    });
    const detail = state === 'running' ? 'routing-loop' : 'blackhole';
    expect(ask(network, { from: 'a', to: '203.0.113.5' })).toMatchObject({ at: 'route-table', detail });
  });

  test('a route in state filtered is unusable, with a note', () => {
    const network = withRoutes([{ destination: '0.0.0.0/0', target: 'igw', state: 'filtered' }]);
    const report = ask(network, { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'blackhole' });
    expect(notesOn(report, 'RT-10')).toEqual(['uncertain']);
  });
});

describe('RT-11 a blackhole drops: no shorter prefix takes over', () => {
  const network = (status: string) =>
    withRoutes(
      [
        { destination: '0.0.0.0/0', target: 'igw' },
        { destination: '203.0.113.0/24', target: 'pcx' },
      ],
      {
        vpcs: [
          { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
          { id: 'other', cidrBlock: '203.0.113.0/24' },
        ],
        vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'other', status }],
      },
    );

  test('although the default route would do', () => {
    const report = ask(network('deleted'), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'blackhole',
      entry: '203.0.113.0/24',
    });
    expect(notesOn(report, 'RT-11')).toEqual([]);
    expect(ask(network('deleted'), { from: 'a', to: '192.0.2.5' }).verdict).toBe('reachable');
  });

  test('of a pending peering that is a supposition, and noted', () => {
    const report = ask(network('pending-acceptance'), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'blackhole' });
    expect(notesOn(report, 'RT-11')).toEqual(['uncertain']);
  });
});

describe('RT-12 without a matching route the packet is dropped, but inside a subnet none is needed', () => {
  const network = withRoutes([{ destination: '203.0.113.0/25', target: 'igw' }], {
    instances: [a, { ...a, id: 'a2', privateIp: '10.0.1.11' }].map((each) => ({ ...each, subnet: 'net' })),
  });

  test('there is no implicit default', () => {
    expect(ask(network, { from: 'a', to: '203.0.113.200' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt',
      entry: null,
      code: 'NO_ROUTE_TO_DESTINATION',
    });
  });

  test('a neighbour is reached without the table', () => {
    const report = ask(network, { from: 'a', to: 'a2' });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'route-table')).toEqual([]);
  });
});

describe('RT-13 the ranges of local services take no route, and wider routes do not lead there', () => {
  const network = (destination: string) => withRoutes([{ destination, target: 'igw' }]);

  test.each(['169.254.168.0/22', '169.254.169.0/24', 'fd00:ec2::/32', 'fd00:ec2:0:1::/64'])(
    'a route to %s is refused',
    (destination) => {
      expect(lintRules(network(destination))).toContain('RT-13');
    },
  );

  test('a default route is accepted, and does not carry them', () => {
    const open = network('0.0.0.0/0');
    expect(lintRules(open)).not.toContain('RT-13');
    const report = ask(open, { from: 'a', to: '169.254.170.23' });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'no-route' });
    expect(report.rules).toContain('RT-13');
    expect(chosenFor(open, '169.254.172.1')).toBe('0.0.0.0/0 → igw');
  });
});

describe('RT-14 a target has its conditions', () => {
  const toInstance = (networkInterfaces: object[]) =>
    networkOf({
      subnets: [...twoSubnets, subnetC],
      routeTables: [{ id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'i-m' }] }, { id: 'rt-b' }],
      networkInterfaces: networkInterfaces.map((entry) => ({
        subnet: 'C',
        sourceDestCheck: false,
        forwarding: 'router',
        instance: 'i-m',
        ...entry,
      })),
      instances: [a, b, { id: 'i-m' }],
    });

  test('an instance stands for its only interface', () => {
    const report = ask(toInstance([{ id: 'eni-1', privateIp: '10.0.3.30' }]), { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).toContain('eni-1');
  });

  test('an instance with two interfaces takes no traffic', () => {
    const two = toInstance([
      { id: 'eni-1', privateIp: '10.0.3.30' },
      { id: 'eni-2', privateIp: '10.0.3.31' },
    ]);
    expect(ask(two, { from: 'a', to: 'b' })).toMatchObject({ at: 'route-table', detail: 'blackhole' });
  });

  const families = {
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', egressOnlyInternetGateway: 'eigw' },
    ],
    natGateways: [{ id: 'nat', subnet: 'net', privateIp: '10.0.1.200', publicIp: '198.51.100.200' }],
  };

  test.each([
    ['0.0.0.0/0', 'eigw'],
    ['::/0', 'nat'],
  ])('%s → %s is refused', (destination, target) => {
    expect(lintRules(withRoutes([{ destination, target }], families))).toContain('RT-14');
  });

  test.each([
    ['::/0', 'eigw'],
    ['64:ff9b::/96', 'nat'],
    ['0.0.0.0/0', 'nat'],
    ['::/0', 'igw'],
  ])('%s → %s is accepted', (destination, target) => {
    expect(lintRules(withRoutes([{ destination, target }], families))).not.toContain('RT-14');
  });

  test('what lies beyond the core is held and evaluated as external', () => {
    const network = withRoutes([{ destination: '0.0.0.0/0', target: 'cagw' }], {
      otherResources: [{ id: 'cagw', type: 'AWS::EC2::CarrierGateway' }],
    });
    expect(ask(network, { from: 'a', to: '203.0.113.5' })).toMatchObject({
      verdict: 'unknown',
      component: 'cagw',
    });
  });
});

describe('RT-15 a destination has one static route in a table, and may have a propagated one beside it', () => {
  const network = (propagation?: string) =>
    withRoutes(
      [
        {
          destination: '192.168.0.0/16',
          target: 'vgw',
          ...(propagation === undefined ? {} : { propagation }),
        },
        { destination: '192.168.0.0/16', target: 'igw' },
      ],
      { otherResources: beyond('vgw') },
    );

  test('static and propagated: the static one is chosen, the other passed over', () => {
    expect(lintRules(network('vpn-bgp'))).not.toContain('RT-15');
    const { matched, passedOver } = stepAt(
      ask(network('vpn-bgp'), { from: 'a', to: '192.168.1.1' }),
      'route-table',
    );
    expect(matched?.action).toBe('igw');
    expect(passedOver[0]).toMatchObject({ action: 'vgw', failed: 'lower-priority' });
  });

  test('two static ones are refused', () => {
    expect(lintRules(network())).toContain('RT-15');
  });
});

/** An appliance in front of B, by the table of the internet gateway. */
function ingressRouting({
  appliance = {},
  edge = '10.0.2.0/24',
  out = 'm',
  target = 'm',
}: { appliance?: object; edge?: string; out?: string; target?: string } = {}) {
  return networkOf(
    {
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
        { id: 'peer', cidrBlock: '10.1.0.0/16' },
      ],
      subnets: [
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24', routeTable: 'rt-c' },
        { id: 'P', vpc: 'peer', cidrBlock: '10.1.1.0/24', routeTable: 'rt-p' },
      ],
      routeTables: [
        { id: 'rt-edge', gateway: 'igw', routes: [{ destination: edge, target }] },
        {
          id: 'rt-b',
          routes: [
            { destination: '0.0.0.0/0', target: out },
            { destination: '10.1.0.0/16', target: 'pcx' },
          ],
        },
        { id: 'rt-c', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
        { id: 'rt-p', vpc: 'peer', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
      ],
      vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'peer' }],
      otherResources: [{ id: 'vpce-gwlb', type: 'AWS::EC2::VPCEndpoint' }],
      instances: [
        { ...b, publicIp: '198.51.100.20' },
        { id: 'p', subnet: 'P', privateIp: '10.1.1.10' },
        { ...router, publicIp: '198.51.100.30', ...appliance },
      ],
    },
    ['eni-elsewhere'],
  );
}

describe("RT-16 a gateway's own table leads what comes in from the internet, and nothing else", () => {
  test('to the appliance, for the block of a subnet', () => {
    const report = ask(ingressRouting(), { from: 'internet', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'gateway-route-table')).toEqual(['203.0.113.7:40000 → 10.0.2.20:443']);
    expect(hopIds(report)).toContain('eni:m');
  });

  test('for the whole VPC, in the place of local', () => {
    expect(hopIds(ask(ingressRouting({ edge: '10.0.0.0/16' }), { from: 'internet', to: 'b' }))).toContain(
      'eni:m',
    );
  });

  test('peered traffic does not meet it', () => {
    const report = ask(ingressRouting(), { from: 'p', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).not.toContain('eni:m');
  });

  test.each(['10.0.2.0/25', '192.168.0.0/16', '0.0.0.0/0'])('a route to %s is refused there', (edge) => {
    expect(lintRules(ingressRouting({ edge }))).toContain('RT-16');
  });

  test('towards a Gateway Load Balancer endpoint it leaves the model', () => {
    expect(ask(ingressRouting({ target: 'vpce-gwlb' }), { from: 'internet', to: 'b' })).toMatchObject({
      verdict: 'unknown',
      component: 'vpce-gwlb',
    });
  });
});

describe('RT-17 the appliance behind a gateway route must run, and have a public address', () => {
  test('without a public address', () => {
    const report = ask(ingressRouting({ appliance: { publicIp: undefined } }), { from: 'internet', to: 'b' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'appliance-without-public-address',
      code: 'INGRESS_RTB_NO_PUBLIC_IP',
    });
  });

  test('stopped', () => {
    const report = ask(ingressRouting({ appliance: { state: 'stopped' } }), { from: 'internet', to: 'b' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      component: 'rt-edge',
      detail: 'blackhole',
    });
  });
});

describe('RT-18 through a middlebox one way only: evaluated as it stands, with a warning', () => {
  const network = (ofA: object[], ofB: object[], rest: object = {}) =>
    networkOf({
      subnets: [...twoSubnets, subnetC],
      routeTables: [
        { id: 'rt-a', routes: ofA },
        { id: 'rt-b', routes: ofB },
      ],
      instances: [{ ...a, ...rest }, b, router],
    });
  const toB = [{ destination: '10.0.2.0/24', target: 'm' }];
  const toA = [{ destination: '10.0.1.0/24', target: 'm' }];

  test.each([
    ['the request', toB, []],
    ['the reply', [], toA],
  ])('only %s passes it', (_, ofA, ofB) => {
    const report = ask(network(ofA, ofB), { from: 'a', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'RT-18')).toEqual(['uncertain']);
  });

  test('both pass it, or neither: nothing to warn of', () => {
    expect(notesOn(ask(network(toB, toA), { from: 'a', to: 'b' }), 'RT-18')).toEqual([]);
    expect(notesOn(ask(network([], []), { from: 'a', to: 'b' }), 'RT-18')).toEqual([]);
  });

  test('also when the reply goes to the internet', () => {
    const inward = networkOf({
      subnets: [
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24', routeTable: 'rt-out' },
      ],
      routeTables: [
        { id: 'rt-b', routes: [{ destination: '0.0.0.0/0', target: 'm' }] },
        { id: 'rt-out', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      ],
      instances: [{ ...b, publicIp: '198.51.100.20' }, router],
    });
    const report = ask(inward, { from: 'internet', to: 'b' });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'RT-18')).toEqual(['uncertain']);
  });
});

describe('RT-19 a redirected subnet cannot go around the appliance', () => {
  test('its own route to the gateway is dropped there', () => {
    const report = ask(ingressRouting({ out: 'igw' }), { from: 'b', to: '203.0.113.5' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'ingress-redirection',
      code: 'INGRESS_RTB_TRAFFIC_REDIRECTION',
    });
    expect(ask(ingressRouting(), { from: 'b', to: '203.0.113.5' }).verdict).toBe('reachable');
  });

  test("the appliance's own traffic is exempt, with a note", () => {
    const report = ask(ingressRouting({ edge: '10.0.0.0/16' }), { from: 'm', to: '203.0.113.5' });
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'RT-19')).toContain('uncertain');
  });
});

describe('RT-20 a middlebox stands in another subnet than both ends, with its check off', () => {
  const network = (subnet: string, privateIp: string, sourceDestCheck = false) =>
    networkOf({
      subnets: [...twoSubnets, subnetC],
      routeTables: [
        { id: 'rt-a', routes: [{ destination: '10.0.2.0/24', target: 'm' }] },
        { id: 'rt-b', routes: [{ destination: '10.0.1.0/24', target: 'm' }] },
      ],
      instances: [a, b, { ...router, subnet, privateIp, sourceDestCheck }],
    });

  test('in a subnet of its own it works', () => {
    expect(ask(network('C', '10.0.3.30'), { from: 'a', to: 'b' }).verdict).toBe('reachable');
  });

  test("in the sender's subnet it gets back what it passes on", () => {
    const report = ask(network('A', '10.0.1.30'), { from: 'a', to: 'b' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'routing-loop',
      component: 'rt-a',
    });
  });

  test('with its check on it drops what is not its own', () => {
    const report = ask(network('C', '10.0.3.30', true), { from: 'a', to: 'b' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'eni-src-dst-check',
      component: 'eni:m',
      detail: 'foreign-destination',
    });
  });
});

describe('RT-21 local delivers inside the VPC only, and what nobody has there is never sent elsewhere', () => {
  const network = withRoutes([{ destination: '0.0.0.0/0', target: 'igw' }]);

  test.each([
    ['10.0.1.77', 'unassigned'],
    ['10.0.200.1', 'unassigned'],
    ['10.0.1.3', 'reserved'],
  ])('%s is %s', (to, detail) => {
    expect(ask(network, { from: 'a', to })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-such-host',
      component: 'vpc',
      detail,
      code: 'NO_POSSIBLE_DESTINATION',
    });
  });

  test('an address outside goes by the default route', () => {
    expect(chosenFor(network, '10.1.0.1')).toBe('0.0.0.0/0 → igw');
  });
});

describe('RT-22 0.0.0.0/0 says nothing about IPv6', () => {
  const network = (destination: string) =>
    withRoutes([{ destination, target: 'igw' }], {
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:1::/56', internetGateway: 'igw' },
      ],
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', ipv6CidrBlock: '2001:db8:1:a::/64', routeTable: 'rt' },
      ],
      instances: [
        { id: 'a', privateIp: '10.0.1.10', publicIp: '198.51.100.10', ipv6Addresses: '2001:db8:1:a::10' },
      ],
    });

  test.each([
    ['0.0.0.0/0', '203.0.113.5', 'reachable'],
    ['0.0.0.0/0', '2001:db8:ffff::5', 'forward_blocked'],
    ['::/0', '2001:db8:ffff::5', 'reachable'],
    ['::/0', '203.0.113.5', 'forward_blocked'],
  ])('with %s, to %s: %s', (destination, to, verdict) => {
    expect(ask(network(destination), { from: 'a', to }).verdict).toBe(verdict);
  });
});

describe('RT-23 a subnet reaches a virtual private gateway by a propagated route of its table or a static one', () => {
  const network = (routes: object[]) => withRoutes(routes, { otherResources: beyond('vgw') });
  const route = { destination: '192.168.0.0/16', target: 'vgw' };

  test.each([
    ['static', [route]],
    ['propagated', [{ ...route, propagation: 'vpn-bgp' }]],
  ])('%s', (_, routes) => {
    expect(ask(network(routes), { from: 'a', to: '192.168.1.1' })).toMatchObject({
      verdict: 'unknown',
      component: 'vgw',
    });
  });

  test('without either there is no route, although the gateway is there', () => {
    expect(ask(network([]), { from: 'a', to: '192.168.1.1' })).toMatchObject({
      at: 'route-table',
      detail: 'no-route',
    });
  });
});

describe('RT-24 imported routes are taken as they stand', () => {
  const network = (state?: string) =>
    withRoutes([
      { destination: '0.0.0.0/0', target: 'tgw-elsewhere', ...(state === undefined ? {} : { state }) },
    ]);

  test('active, and the target is not in the model: the packet leaves it there', () => {
    const report = ask(network('active'), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'unknown', component: 'tgw-elsewhere' });
  });

  test.each([['blackhole'], [undefined]])('state %s: a blackhole', (state) => {
    const report = ask(network(state), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt',
    });
  });

  test('a stated blackhole drops although the target is there', () => {
    const stated = withRoutes([{ destination: '0.0.0.0/0', target: 'igw', state: 'blackhole' }]);
    expect(ask(stated, { from: 'a', to: '203.0.113.5' })).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
    });
  });
});

describe('RT-25 a prefix list of unknown contents competes for every destination', () => {
  const network = (listTarget: string, rest: readonly object[] = []) =>
    withRoutes(
      [{ destination: '0.0.0.0/0', target: 'igw' }, { destination: 'pl-x', target: listTarget }, ...rest],
      {
        prefixLists: [{ id: 'pl-x' }],
        otherResources: [
          { id: 'vpce-s3', type: 'AWS::EC2::VPCEndpoint' },
          { id: 'tgw', type: 'AWS::EC2::TransitGateway' },
        ],
      },
    );

  test('it may lead elsewhere: unknown, and the list is named', () => {
    const report = ask(network('tgw'), { from: 'a', to: '203.0.113.5' });
    expect(report).toMatchObject({ verdict: 'unknown', at: 'route-table', component: 'rt' });
    expect(report.notes.map(({ text }) => text).join(' ')).toContain('pl-x');
  });

  test('it leads the same way anyway', () => {
    expect(ask(network('igw'), { from: 'a', to: '203.0.113.5' }).verdict).toBe('reachable');
  });

  test('a route to the very address cannot be beaten', () => {
    const report = ask(network('tgw', [{ destination: '203.0.113.5/32', target: 'igw' }]), {
      from: 'a',
      to: '203.0.113.5',
    });
    expect(report.verdict).toBe('reachable');
  });

  test("a gateway endpoint's list holds no private addresses", () => {
    const target = { destination: '192.168.0.0/16', target: 'tgw' };
    expect(ask(network('vpce-s3', [target]), { from: 'a', to: '192.168.1.1' })).toMatchObject({
      component: 'tgw',
    });
    expect(ask(network('vpce-s3'), { from: 'a', to: '203.0.113.5' })).toMatchObject({
      verdict: 'unknown',
      at: 'route-table',
    });
  });
});
