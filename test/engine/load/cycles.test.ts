/** References that run in a circle, and routes that do: loading ends, and so does every walk. */
import { describe, expect, test } from 'vitest';
import { ask, exercise, goodDocument, loadValue, told } from './ask.ts';

const good = goodDocument();

describe('cycles of references', () => {
  test('a route table and a gateway that name each other', () => {
    const table = {
      id: 'rtb-edge',
      vpc: 'vpc-1',
      gateway: 'igw-1',
      routes: [{ destination: '10.0.2.0/24', target: 'igw-1' }],
    };
    const loaded = loadValue({ ...good, routeTables: [...good.routeTables, table] });
    exercise(loaded);
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('reachable');
  });

  test('groups that name each other and themselves', () => {
    const groups = ['sg-web', 'sg-db'].map((id) => ({
      id,
      vpc: 'vpc-1',
      ingress: [{ from: ['sg-web', 'sg-db'] }],
      egress: [{ to: ['sg-web', 'sg-db'] }],
    }));
    const loaded = loadValue({ ...good, securityGroups: groups });
    exercise(loaded);
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('reachable');
  });

  test('a VPC peered with itself: told, and traced past', () => {
    const [first, main] = good.routeTables;
    const peering = { id: 'pcx-1', requester: 'vpc-1', accepter: 'vpc-1' };
    const routes = [
      { destination: '10.9.0.0/16', target: 'pcx-1' },
      { destination: '10.0.1.0/24', target: 'pcx-1' },
    ];
    const loaded = loadValue({
      ...good,
      routeTables: [first, { ...main, routes }],
      vpcPeeringConnections: [peering],
    });
    exercise(loaded);
    expect(ask(loaded, { from: 'db', to: '10.9.0.1', port: 443 }).verdict).not.toBe('reachable');
  });

  test('an instance and an interface that name each other, and an interface whose instance is an interface', () => {
    const loaded = loadValue({
      ...good,
      networkInterfaces: [
        { id: 'eni-1', subnet: 'subnet-a', privateIp: '10.0.1.30', instance: 'eni-2' },
        { id: 'eni-2', subnet: 'subnet-a', privateIp: '10.0.1.31', instance: 'eni-1' },
        { id: 'eni-3', subnet: 'eni-3', privateIp: '10.0.1.32', instance: 'eni-3' },
      ],
    });
    exercise(loaded);
    const lines = loaded.diagnostics.map(told);
    expect(lines[0]).toMatch(
      /^network\.json:\d+ networkInterfaces\.0\.instance: .*`eni-1` names `eni-2`, which the input does not hold/,
    );
    expect(lines).toHaveLength(4);
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('reachable');
  });

  test('a prefix list that names itself', () => {
    const loaded = loadValue({ ...good, prefixLists: [{ id: 'pl-1', entries: ['pl-1'] }] });
    expect(told(loaded.diagnostics[0] ?? expect.fail())).toMatch(
      /prefixLists\.0\.entries\.0: Prefix list `pl-1`.*Found `pl-1`/,
    );
    exercise(loaded);
  });
});

const open = [{ from: '0.0.0.0/0' }];
const anything = { ingress: open, egress: [{ to: '0.0.0.0/0' }] };

/** A VPC of three subnets `a`, `b` and `c`, each with a table of its own, machines in them, and an open group. */
function ring(
  routes: Readonly<Record<string, readonly [string, string][]>>,
  machines: object[],
  more: object = {},
) {
  const names = ['a', 'b', 'c'];
  return loadValue({
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-1' }],
    subnets: names.map((name, index) => ({
      id: name,
      vpc: 'vpc-1',
      cidrBlock: `10.0.${index + 1}.0/24`,
      routeTable: `rtb-${name}`,
    })),
    routeTables: [
      ...names.map((name) => ({
        id: `rtb-${name}`,
        vpc: 'vpc-1',
        routes: (routes[name] ?? []).map(([destination, target]) => ({ destination, target })),
      })),
      ...(routes['igw'] === undefined
        ? []
        : [
            {
              id: 'rtb-igw',
              vpc: 'vpc-1',
              gateway: 'igw-1',
              routes: routes['igw'].map(([destination, target]) => ({ destination, target })),
            },
          ]),
    ],
    securityGroups: [{ id: 'open', vpc: 'vpc-1', ...anything }],
    instances: machines.map((machine) => ({ securityGroups: ['open'], ...machine })),
    ...more,
  });
}

const box = (id: string, subnet: string, privateIp: string, forwarding: string, publicIp?: string) => ({
  id,
  subnet,
  privateIp,
  sourceDestCheck: false,
  forwarding,
  ...(publicIp === undefined ? {} : { publicIp }),
});
const client = { id: 'client', subnet: 'c', privateIp: '10.0.3.9', publicIp: '203.0.113.9' };
const outside = { from: 'client', to: '198.51.100.7', port: 443 };
const all = '0.0.0.0/0';

describe('route loops end as routing-loop (EVAL-5)', () => {
  test.each([
    [
      'two NAT instances that point at each other',
      ring({ a: [[all, 'two']], b: [[all, 'one']], c: [[all, 'one']] }, [
        box('one', 'a', '10.0.1.5', 'nat'),
        box('two', 'b', '10.0.2.5', 'nat'),
        client,
      ]),
    ],
    [
      'two routers that point at each other',
      ring({ a: [[all, 'two']], b: [[all, 'one']], c: [[all, 'one']] }, [
        box('one', 'a', '10.0.1.5', 'router'),
        box('two', 'b', '10.0.2.5', 'router'),
        client,
      ]),
    ],
    [
      'a NAT instance that points at itself',
      ring({ a: [[all, 'one']], c: [[all, 'one']] }, [box('one', 'a', '10.0.1.5', 'nat'), client]),
    ],
    [
      'a router that points at itself',
      ring({ a: [[all, 'one']], c: [[all, 'one']] }, [box('one', 'a', '10.0.1.5', 'router'), client]),
    ],
    [
      'three routers in a ring',
      ring({ a: [[all, 'two']], b: [[all, 'three']], c: [[all, 'one']] }, [
        box('one', 'a', '10.0.1.5', 'router'),
        box('two', 'b', '10.0.2.5', 'router'),
        box('three', 'c', '10.0.3.5', 'nat'),
        client,
      ]),
    ],
    [
      'a NAT gateway whose subnet routes to it',
      ring({ a: [[all, 'nat-1']], c: [[all, 'nat-1']] }, [client], {
        natGateways: [{ id: 'nat-1', subnet: 'a', privateIp: '10.0.1.8', publicIp: '203.0.113.8' }],
      }),
    ],
    [
      'two NAT gateways that point at each other',
      ring({ a: [[all, 'nat-2']], b: [[all, 'nat-1']], c: [[all, 'nat-1']] }, [client], {
        natGateways: [
          { id: 'nat-1', subnet: 'a', privateIp: '10.0.1.8', publicIp: '203.0.113.8' },
          { id: 'nat-2', subnet: 'b', privateIp: '10.0.2.8', publicIp: '203.0.113.7' },
        ],
      }),
    ],
    [
      'a NAT gateway and a router',
      ring(
        { a: [[all, 'two']], b: [[all, 'nat-1']], c: [[all, 'nat-1']] },
        [box('two', 'b', '10.0.2.5', 'router'), client],
        {
          natGateways: [{ id: 'nat-1', subnet: 'a', privateIp: '10.0.1.8', publicIp: '203.0.113.8' }],
        },
      ),
    ],
  ])('%s', (_, loaded) => {
    const report = ask(loaded, outside);
    expect(report).toMatchObject({ verdict: 'forward_blocked', detail: 'routing-loop' });
    expect(['route-table', 'nat-gateway']).toContain(report.at);
    expect(report.forward.hops.length).toBeLessThan(40);
    exercise(loaded);
  });

  test.each([
    [
      'inspection between subnets that comes back',
      'a',
      [['10.0.3.0/24', 'two']],
      'b',
      [['10.0.3.0/24', 'one']],
    ],
    ['an appliance that is the way to itself', 'a', [['10.0.3.0/24', 'one']], 'b', []],
  ] as const)('ingress routing: %s', (_, first, routesOfFirst, second, routesOfSecond) => {
    const loaded = ring(
      {
        igw: [['10.0.3.0/24', 'one']],
        [first]: [[all, 'igw-1'], ...routesOfFirst] as [string, string][],
        [second]: [[all, 'igw-1'], ...routesOfSecond] as [string, string][],
        c: [[all, 'one']],
      },
      [
        box('one', 'a', '10.0.1.5', 'router', '203.0.113.5'),
        box('two', 'b', '10.0.2.5', 'router', '203.0.113.6'),
        client,
      ],
    );
    const report = ask(loaded, { from: 'internet:198.51.100.7', to: 'client', port: 443 });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'routing-loop' });
    exercise(loaded);
  });

  test('the reply alone in a circle', () => {
    // The request comes straight from `c`; the way back of `a` leads round two routers for ever.
    const loaded = ring({ a: [['10.0.3.0/24', 'two']], b: [['10.0.3.0/24', 'other']] }, [
      { id: 'server', subnet: 'a', privateIp: '10.0.1.20' },
      box('two', 'b', '10.0.2.5', 'router'),
      box('other', 'a', '10.0.1.5', 'router'),
      client,
    ]);
    const report = ask(loaded, { from: 'client', to: 'server', port: 443 });
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'route-table', detail: 'routing-loop' });
  });
});
