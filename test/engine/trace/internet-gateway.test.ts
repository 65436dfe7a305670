/** The internet gateway: what it lets out and in, by which addresses, and in what order it says no (IGW-1 to IGW-17). */
import { describe, expect, test } from 'vitest';
import { diagnosticCodes, lint } from '../../../engine/index.ts';
import {
  allow,
  ask,
  checksOf,
  deny,
  hopIds,
  lintRules,
  networkOf,
  notesOn,
  packetText,
  seenAt,
  stepAt,
  stepsOf,
} from './network.ts';
import type { Sketch } from './network.ts';

const out = { destination: '0.0.0.0/0', target: 'igw' };
const host = { id: 'a', privateIp: '10.0.1.10', publicIp: '198.51.100.10' };
const neighbour = { id: 'b', privateIp: '10.0.1.20', publicIp: '198.51.100.20' };

/** One public subnet, whose table leads to the gateway. */
function publicSubnet(rest: Sketch = {}) {
  return networkOf({
    subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
    routeTables: [{ id: 'rt', routes: [out] }],
    instances: [host],
    ...rest,
  });
}

const toServer = { from: 'a', to: '203.0.113.5' };

/** Check point and reason of everything in the way, the one that decides first. */
function blockers({ at, detail, alsoBlockedBy }: ReturnType<typeof ask>): string[] {
  return [{ at, detail }, ...alsoBlockedBy].map((step) => [step.at, step.detail ?? []].flat().join(' '));
}

describe('IGW-1 a VPC has one internet gateway, which filters by no group and no ACL of its own', () => {
  test('a second one is refused, and so is nothing else', () => {
    const network = (gateways: object[]) =>
      lint(publicSubnet({ internetGateways: gateways.map((gateway) => ({ ...gateway })) }))
        .filter(({ code }) => code === 'second-gateway-refused')
        .map(({ rule, resource }) => `${resource} ${rule}`);
    expect(network([{ id: 'igw-2', vpc: 'vpc' }])).toEqual(['vpc IGW-1']);
    expect(network([{ id: 'igw-2' }])).toEqual([]);
  });

  test('at the gateway only its own check is made, each way', () => {
    const checks = stepsOf(ask(publicSubnet(), toServer)).filter(({ hop }) => hop === 'igw');
    expect(checks.map(({ leg, at }) => `${leg} ${at}`)).toEqual(['forward igw', 'return igw']);
  });
});

describe('IGW-2 internet access needs gateway, route, public address, groups and ACLs, all of them', () => {
  const closed = { id: 'closed', egress: [] };
  const acl = { id: 'acl', ingress: [allow(100, '0.0.0.0/0')], egress: [deny(100, '0.0.0.0/0')] };
  const subnet = { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' };

  test('with all of them it works', () => {
    expect(ask(publicSubnet(), toServer).verdict).toBe('reachable');
  });

  const detached = { vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }], internetGateways: [{ id: 'igw' }] };

  test.each<[string, Sketch, string[]]>([
    // What goes out finds the route dead, what comes in finds no gateway: the same lack, seen from both sides.
    ['the gateway attached', detached, ['route-table blackhole', 'igw not-attached']],
    ['a route', { routeTables: [{ id: 'rt' }] }, ['route-table no-route']],
    ['a public address', { instances: [{ ...host, publicIp: undefined }] }, ['igw no-public-address']],
    [
      'a group that allows',
      { securityGroups: [closed], instances: [{ ...host, securityGroups: ['closed'] }] },
      ['sg-egress'],
    ],
    [
      'an ACL that allows',
      { subnets: [{ ...subnet, networkAcl: 'acl' }], networkAcls: [acl] },
      ['nacl-egress'],
    ],
  ])('without %s it does not', (_, rest, missing) => {
    const report = ask(publicSubnet(rest), toServer);
    expect(report.verdict).toBe('forward_blocked');
    expect(blockers(report)).toEqual(missing);
  });

  test('the missing ones are reported together', () => {
    const missing = (rest: Sketch) =>
      publicSubnet({
        subnets: [{ ...subnet, networkAcl: 'acl' }],
        networkAcls: [acl],
        securityGroups: [closed],
        instances: [{ ...host, publicIp: undefined, securityGroups: ['closed'] }],
        ...rest,
      });
    const noRoute = { routeTables: [{ id: 'rt' }] };
    expect(blockers(ask(missing(noRoute), toServer))).toEqual([
      'sg-egress',
      'nacl-egress',
      'route-table no-route',
      'igw no-public-address',
    ]);
    expect(blockers(ask(missing(detached), toServer))).toEqual([
      'sg-egress',
      'nacl-egress',
      'route-table blackhole',
      'igw no-public-address',
      'igw not-attached',
    ]);
  });

  test('also where there is neither a route nor a gateway', () => {
    const bare = publicSubnet({
      vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }],
      routeTables: [{ id: 'rt' }],
      instances: [{ ...host, publicIp: undefined }],
    });
    expect(blockers(ask(bare, toServer))).toEqual([
      'route-table no-route',
      'igw no-public-address',
      'igw not-attached',
    ]);
  });

  test('a private destination needs no gateway, and none is missed', () => {
    const network = publicSubnet({ routeTables: [{ id: 'rt' }] });
    expect(blockers(ask(network, { from: 'a', to: '192.168.1.1' }))).toEqual(['route-table no-route']);
  });
});

describe('IGW-3 out, the private source becomes its public address; in, the reverse; ports stay', () => {
  const rewrite = (report: ReturnType<typeof ask>, leg: 'forward' | 'return') => {
    const { packet, rewritten } = stepAt(report, 'igw', leg);
    return [packetText(packet), rewritten === null ? null : packetText(rewritten)];
  };

  test('opened from inside', () => {
    const report = ask(publicSubnet(), toServer);
    expect(rewrite(report, 'forward')).toEqual([
      '10.0.1.10:40000 → 203.0.113.5:443',
      '198.51.100.10:40000 → 203.0.113.5:443',
    ]);
    expect(rewrite(report, 'return')).toEqual([
      '203.0.113.5:443 → 198.51.100.10:40000',
      '203.0.113.5:443 → 10.0.1.10:40000',
    ]);
  });

  test('opened from outside', () => {
    const report = ask(publicSubnet(), { from: 'internet:203.0.113.7', to: 'a' });
    expect(rewrite(report, 'forward')).toEqual([
      '203.0.113.7:40000 → 198.51.100.10:443',
      '203.0.113.7:40000 → 10.0.1.10:443',
    ]);
  });

  test('the guest never sees its public address', () => {
    const seen = stepsOf(ask(publicSubnet(), { from: 'internet', to: 'a' }))
      .filter(({ hop }) => hop === 'a' || hop === 'eni:a')
      .map(({ packet }) => packetText(packet));
    expect(seen.filter((packet) => packet.includes('198.51.100.10'))).toEqual([]);
    expect(seen).toContain('203.0.113.7:40000 → 10.0.1.10:443');
  });
});

describe('IGW-4 a private address without a public mapping is dropped at the gateway', () => {
  const network = (secondary: object) =>
    publicSubnet({
      instances: [{ id: 'a' }],
      networkInterfaces: [
        {
          id: 'eni-a',
          instance: 'a',
          privateIp: '10.0.1.10',
          publicIp: '198.51.100.10',
          secondaryPrivateIps: [{ privateIp: '10.0.1.11', ...secondary }],
        },
      ],
    });

  test('not at the route table, which has the route', () => {
    const report = ask(publicSubnet({ instances: [{ id: 'a', privateIp: '10.0.1.10' }] }), toServer);
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'no-public-address',
      component: 'igw',
      code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    });
    expect(stepAt(report, 'route-table').matched?.action).toBe('igw');
  });

  test('each private address for itself: a secondary one needs a mapping of its own', () => {
    const from = { ...toServer, fromIp: '10.0.1.11' };
    expect(ask(network({}), toServer).verdict).toBe('reachable');
    expect(ask(network({}), from)).toMatchObject({ at: 'igw', detail: 'no-public-address' });
    const mapped = ask(network({ publicIp: '198.51.100.11' }), from);
    expect(mapped.verdict).toBe('reachable');
    expect(seenAt(mapped, 'internet')[0]).toBe('198.51.100.11:40000 → 203.0.113.5:443');
  });
});

describe('IGW-5 private destinations are refused at the gateway, whatever routes lead there', () => {
  test.each([
    ['10.200.0.1', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'],
    ['172.16.0.1', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'],
    ['192.168.1.1', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'],
    ['100.64.0.1', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'],
  ])('%s', (to, code) => {
    expect(ask(publicSubnet(), { from: 'a', to })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'private-destination',
      code,
    });
  });

  test.each(['192.0.2.1', '198.18.0.1', '172.32.0.1', '100.128.0.1'])('%s is the internet', (to) => {
    expect(ask(publicSubnet(), { from: 'a', to }).verdict).toBe('reachable');
  });
});

describe('IGW-6 inbound needs the public address of an attached interface, and a public source', () => {
  test.each([
    ['a public address that nobody has', '198.51.100.99'],
    ['a private address', '10.0.1.10'],
  ])('%s', (_, to) => {
    expect(ask(publicSubnet(), { from: 'internet', to })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'no-owner',
      code: 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
    });
  });

  test('the block of a VPC in a public range is not reached from the internet', () => {
    const network = publicSubnet({
      vpcs: [{ id: 'vpc', cidrBlock: '192.0.2.0/24', internetGateway: 'igw' }],
      subnets: [{ id: 'net', cidrBlock: '192.0.2.0/25', routeTable: 'rt' }],
      instances: [{ id: 'a', privateIp: '192.0.2.10', publicIp: '198.51.100.10' }],
    });
    expect(ask(network, { from: 'internet', to: '192.0.2.10' })).toMatchObject({
      at: 'igw',
      detail: 'no-owner',
    });
    expect(ask(network, { from: 'internet', to: '198.51.100.10' }).verdict).toBe('reachable');
  });

  test.each([
    ['10.9.9.9', 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS'],
    ['100.64.0.9', 'IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS'],
  ])('from %s', (source, code) => {
    expect(ask(publicSubnet(), { from: `internet:${source}`, to: 'a' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'private-source',
      component: 'igw',
      code,
    });
  });
});

describe("IGW-7 outbound sources must belong to an interface of the VPC, though not to the sender's", () => {
  test('a foreign source is dropped', () => {
    const network = publicSubnet({ instances: [{ ...host, sourceDestCheck: false }] });
    expect(ask(network, { ...toServer, fromIp: '192.0.2.66' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'foreign-source',
      code: 'GATEWAY_REJECTS_SPOOFED_TRAFFIC',
    });
  });

  test("of what an appliance passes on, the first sender's address is mapped", () => {
    const network = networkOf({
      subnets: [
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24', routeTable: 'rt-c' },
      ],
      routeTables: [
        { id: 'rt-b', routes: [{ destination: '0.0.0.0/0', target: 'm' }] },
        { id: 'rt-c', routes: [out] },
      ],
      instances: [
        { id: 'a', subnet: 'B', privateIp: '10.0.2.10', publicIp: '198.51.100.10' },
        {
          id: 'm',
          subnet: 'C',
          privateIp: '10.0.3.30',
          publicIp: '198.51.100.30',
          sourceDestCheck: false,
          forwarding: 'router',
        },
      ],
    });
    expect(seenAt(ask(network, toServer), 'internet')[0]).toBe('198.51.100.10:40000 → 203.0.113.5:443');
  });
});

describe('IGW-8 public addresses of AWS are internet traffic: the other host sees the public source', () => {
  test('in the same VPC the packet turns round at the gateway', () => {
    const report = ask(publicSubnet({ instances: [host, neighbour] }), { from: 'a', to: '198.51.100.20' });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report)).toContain('igw');
    expect(seenAt(report, 'sg-ingress')[0]).toBe('198.51.100.10:40000 → 10.0.1.20:443');
  });

  test("in another VPC it arrives by that VPC's gateway", () => {
    const network = publicSubnet({
      vpcs: [
        { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
        { id: 'other', cidrBlock: '10.1.0.0/16', internetGateway: 'igw-2' },
      ],
      subnets: [
        { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
        { id: 'far', vpc: 'other', cidrBlock: '10.1.1.0/24', routeTable: 'rt-2' },
      ],
      routeTables: [
        { id: 'rt', routes: [out] },
        { id: 'rt-2', vpc: 'other', routes: [{ destination: '0.0.0.0/0', target: 'igw-2' }] },
      ],
      instances: [host, { id: 'b', subnet: 'far', privateIp: '10.1.1.20', publicIp: '198.51.100.20' }],
    });
    const report = ask(network, { from: 'a', to: '198.51.100.20' });
    expect(report.verdict).toBe('reachable');
    expect(hopIds(report).filter((id) => id.startsWith('igw'))).toEqual(['igw', 'igw-2']);
    expect(seenAt(report, 'sg-ingress')[0]).toBe('198.51.100.10:40000 → 10.1.1.20:443');
  });
});

describe("IGW-9 what comes in is delivered without asking the subnet's table; the reply asks it", () => {
  const from = { from: 'internet:203.0.113.7', to: 'a' };
  const unrouted = ask(publicSubnet({ routeTables: [{ id: 'rt' }] }), from);

  test('without a route to the gateway only the reply is lost', () => {
    expect(unrouted).toMatchObject({
      verdict: 'return_blocked',
      at: 'route-table',
      detail: 'no-route',
      component: 'rt',
      leg: 'return',
    });
    expect(checksOf(unrouted, 'forward')).not.toContainEqual(expect.stringContaining('route-table'));
    expect(hopIds(unrouted)).toContain('a');
  });

  test('which half fails is not documented, and the trace says so', () => {
    expect(notesOn(unrouted, 'IGW-9')).toContain('uncertain');
  });

  test('also where the default route is a blackhole', () => {
    const routes = [{ destination: '0.0.0.0/0', target: 'igw-old' }];
    const report = ask(
      publicSubnet({ routeTables: [{ id: 'rt', routes }], internetGateways: [{ id: 'igw-old' }] }),
      from,
    );
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'route-table', detail: 'blackhole' });
    expect(notesOn(report, 'IGW-9')).toContain('uncertain');
  });

  test('with the route all is well, and nothing is uncertain', () => {
    const report = ask(publicSubnet(), from);
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'IGW-9')).not.toContain('uncertain');
  });

  test('nor is the lost reply of a flow that did not come by the gateway', () => {
    const network = networkOf({
      subnets: [
        { id: 'A', cidrBlock: '10.0.1.0/24' },
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt' },
      ],
      routeTables: [{ id: 'rt', routes: [{ destination: '10.0.1.0/24', target: 'eni-dead' }] }],
      networkInterfaces: [{ id: 'eni-dead', privateIp: '10.0.1.99', status: 'available' }],
      instances: [host, { id: 'b', subnet: 'B', privateIp: '10.0.2.20' }],
    });
    const report = ask(network, { from: 'a', to: 'b' });
    expect(report).toMatchObject({ verdict: 'return_blocked', at: 'route-table' });
    expect(notesOn(report, 'IGW-9')).toEqual([]);
  });
});

describe('IGW-10 a gateway that is not attached to the VPC carries nothing, either way', () => {
  const cases: [string, Sketch][] = [
    ['detached', { vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }], internetGateways: [{ id: 'igw' }] }],
    [
      'attached to another VPC',
      {
        vpcs: [
          { id: 'vpc', cidrBlock: '10.0.0.0/16' },
          { id: 'other', cidrBlock: '10.1.0.0/16', internetGateway: 'igw' },
        ],
      },
    ],
  ];

  test.each(cases)('%s: out, the route is a blackhole', (_, rest) => {
    expect(ask(publicSubnet(rest), toServer)).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
      component: 'rt',
    });
  });

  test.each(cases)('%s: in, the gateway is missing', (_, rest) => {
    expect(ask(publicSubnet(rest), { from: 'internet', to: '198.51.100.10' })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'igw',
      detail: 'not-attached',
      code: 'BAD_STATE_ATTACHMENT',
    });
  });
});

describe('IGW-11 IPv6 is not translated, and private IPv6 does not pass', () => {
  const network = (block: string, address: string, routes: object[]) =>
    networkOf({
      vpcs: [{ id: 'vpc', ipv6CidrBlock: block, internetGateway: 'igw', egressOnlyInternetGateway: 'eigw' }],
      subnets: [{ id: 'net', ipv6CidrBlock: address.replace('10', '/64'), routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes }],
      instances: [{ id: 'a', ipv6Addresses: address }],
    });
  const to = '2001:db8:ffff::5';

  test('the public address goes out as it is', () => {
    const report = ask(
      network('2001:db8:1::/56', '2001:db8:1:1::10', [{ destination: '::/0', target: 'igw' }]),
      { from: 'a', to },
    );
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'igw')).toMatchObject({ outcome: 'passed', rewritten: null });
    expect(seenAt(report, 'internet')[0]).toBe('[2001:db8:1:1::10]:40000 → [2001:db8:ffff::5]:443');
  });

  test.each([
    ['igw', 'igw'],
    ['eigw', 'eigw'],
  ])('a private one is dropped at the %s', (target, at) => {
    const report = ask(network('fd00:1::/56', 'fd00:1:0:1::10', [{ destination: '::/0', target }]), {
      from: 'a',
      to,
    });
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at,
      detail: 'no-public-address',
      component: target,
    });
  });
});

describe('IGW-12 packets over the gateway are at most 1500 bytes: said by the checks, no matter to a trace', () => {
  const group = (ingress: object[]) => ({
    securityGroups: [{ id: 'web', ingress }],
    instances: [{ ...host, securityGroups: ['web'] }],
  });
  const web = { protocol: 'tcp', ports: 443, from: '0.0.0.0/0' };
  const icmp = { protocol: 'icmp', icmpType: 3, icmpCode: 4, from: '0.0.0.0/0' };
  const detail = (rest: Sketch) =>
    lint(publicSubnet(rest)).find(({ code }) => code === 'path-mtu-messages-blocked')?.detail;

  test('a group that is deaf to "fragmentation needed" is pointed out', () => {
    expect(detail(group([web]))).toContain('1500 bytes');
    expect(detail(group([web, icmp]))).toBeUndefined();
    expect(diagnosticCodes['path-mtu-messages-blocked'].severity).toBe('info');
  });

  test('the verdict is the same with and without', () => {
    const verdicts = [[web], [web, icmp]].map(
      (rules) => ask(publicSubnet(group(rules)), { from: 'internet', to: 'a' }).verdict,
    );
    expect(verdicts).toEqual(['reachable', 'reachable']);
  });
});

describe('IGW-13 outbound mail is pointed out, and not dropped in a trace', () => {
  const mail = (ports: number) =>
    publicSubnet({
      securityGroups: [{ id: 'mail', egress: [{ protocol: 'tcp', ports, to: '0.0.0.0/0' }] }],
      instances: [{ ...host, securityGroups: ['mail'] }],
    });

  test('port 25, and no other', () => {
    expect(lintRules(mail(25))).toContain('IGW-13');
    expect(lintRules(mail(587))).not.toContain('IGW-13');
    expect(ask(mail(25), { ...toServer, port: 25 }).verdict).toBe('reachable');
  });
});

describe('IGW-14 an Elastic IP takes the place of the auto-assigned address', () => {
  const network = publicSubnet({ eips: [{ id: 'eip', publicIp: '198.51.100.77', instance: 'a' }] });

  test('out by the Elastic IP', () => {
    expect(seenAt(ask(network, toServer), 'internet')[0]).toBe('198.51.100.77:40000 → 203.0.113.5:443');
  });

  test('in by the Elastic IP only', () => {
    expect(ask(network, { from: 'internet', to: '198.51.100.77' }).verdict).toBe('reachable');
    expect(ask(network, { from: 'internet', to: '198.51.100.10' })).toMatchObject({
      at: 'igw',
      detail: 'no-owner',
    });
    expect(ask(publicSubnet(), { from: 'internet', to: '198.51.100.10' }).verdict).toBe('reachable');
  });

  test('a private address has one public mapping', () => {
    const eip = { id: 'eip', publicIp: '198.51.100.77', networkInterface: 'eni-a' };
    const second = { id: 'eip-2', publicIp: '198.51.100.78', networkInterface: 'eni-a' };
    const networkInterfaces = [{ id: 'eni-a', privateIp: '10.0.1.30' }];
    const refused = (eips: Sketch['eips'] & object) =>
      lint(publicSubnet({ networkInterfaces, eips })).filter(({ code }) => code === 'elastic-ip-refused')
        .length;
    expect([refused([eip]), refused([eip, second])]).toEqual([0, 1]);
  });
});

describe('IGW-15 several failing checks of one crossing are named in a fixed order, and all listed', () => {
  test('out: mapping before destination', () => {
    const report = ask(publicSubnet({ instances: [{ id: 'a', privateIp: '10.0.1.10' }] }), {
      from: 'a',
      to: '192.168.1.1',
    });
    expect(blockers(report)).toEqual(['igw no-public-address', 'igw private-destination']);
  });

  const edge = (appliance: object, rest: Sketch = {}) =>
    networkOf({
      subnets: [
        { id: 'B', cidrBlock: '10.0.2.0/24', routeTable: 'rt-b' },
        { id: 'C', cidrBlock: '10.0.3.0/24' },
      ],
      routeTables: [
        { id: 'rt-b', routes: [out] },
        { id: 'rt-edge', gateway: 'igw', routes: [{ destination: '10.0.2.0/24', target: 'm' }] },
      ],
      instances: [
        { id: 'b', subnet: 'B', privateIp: '10.0.2.20', publicIp: '198.51.100.20', sourceDestCheck: false },
        {
          id: 'm',
          subnet: 'C',
          privateIp: '10.0.3.30',
          sourceDestCheck: false,
          forwarding: 'router',
          ...appliance,
        },
      ],
      ...rest,
    });

  test('out: source, destination, redirection', () => {
    const report = ask(edge({}), { from: 'b', to: '192.168.1.1', fromIp: '192.0.2.66' });
    expect(blockers(report)).toEqual([
      'igw foreign-source',
      'igw private-destination',
      'igw ingress-redirection',
    ]);
  });

  test('in: source before appliance', () => {
    const report = ask(edge({}), { from: 'internet:10.9.9.9', to: 'b' });
    expect(blockers(report)).toEqual(['igw private-source', 'igw appliance-without-public-address']);
  });

  test('in: owner before attachment, attachment before source', () => {
    const detached = { vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }], internetGateways: [{ id: 'igw' }] };
    const from = 'internet:10.9.9.9';
    expect(blockers(ask(publicSubnet(detached), { from, to: '198.51.100.10' }))).toEqual([
      'igw not-attached',
      'igw private-source',
    ]);
    expect(ask(publicSubnet(detached), { from, to: '198.51.100.99' })).toMatchObject({ detail: 'no-owner' });
  });
});

describe('IGW-16 a host that calls its own public address goes out and in again', () => {
  const network = (ingress: object[], acl: object[] = [allow(100, '0.0.0.0/0')]) =>
    publicSubnet({
      subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt', networkAcl: 'acl' }],
      networkAcls: [{ id: 'acl', ingress: acl, egress: [allow(100, '0.0.0.0/0')] }],
      securityGroups: [{ id: 'web', ingress }],
      instances: [{ ...host, securityGroups: ['web'] }],
    });
  const toItself = { from: 'a', to: '198.51.100.10' };

  test('it sees its own public address as the source', () => {
    const report = ask(network([{ from: '198.51.100.10/32' }]), toItself);
    expect(report.verdict).toBe('reachable');
    expect(seenAt(report, 'nacl-egress')[0]).toBe('10.0.1.10:40000 → 198.51.100.10:443');
    expect(seenAt(report, 'sg-ingress')[0]).toBe('198.51.100.10:40000 → 10.0.1.10:443');
  });

  test('a self reference does not cover that', () => {
    expect(ask(network([{ from: 'web' }]), toItself)).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      codes: expect.arrayContaining(['X_SG_REFERENCE_LOST_AT_IGW']),
    });
  });

  test('the ACL is crossed both ways', () => {
    const acl = [deny(90, '198.51.100.10/32'), allow(100, '0.0.0.0/0')];
    expect(ask(network([{ from: '0.0.0.0/0' }], acl), toItself)).toMatchObject({
      at: 'nacl-ingress',
      entry: '90',
    });
  });
});

describe('IGW-17 a public mapping is an Elastic IP, or the auto-assigned address of a running primary', () => {
  const inbound = (rest: Sketch, to = '198.51.100.77') => ask(publicSubnet(rest), { from: 'internet', to });
  const eip = { id: 'eip', publicIp: '198.51.100.77' };
  const noOwner = { verdict: 'forward_blocked', at: 'igw', detail: 'no-owner' };

  test('of an unattached interface it maps nothing', () => {
    const unattached = { networkInterfaces: [{ id: 'eni', privateIp: '10.0.1.30', status: 'available' }] };
    expect(inbound({ ...unattached, eips: [{ ...eip, networkInterface: 'eni' }] })).toMatchObject(noOwner);
    const attached = { networkInterfaces: [{ id: 'eni', privateIp: '10.0.1.30' }] };
    expect(inbound({ ...attached, eips: [{ ...eip, networkInterface: 'eni' }] }).verdict).toBe('reachable');
  });

  test('of a stopped instance the Elastic IP still maps, the auto-assigned address is gone', () => {
    const instances = [{ ...host, state: 'stopped' }];
    expect(inbound({ instances, eips: [{ ...eip, instance: 'a' }] })).toMatchObject({
      verdict: 'forward_blocked',
      at: 'no-such-host',
      detail: 'stopped',
      code: 'BAD_STATE',
    });
    expect(inbound({ instances }, '198.51.100.10')).toMatchObject(noOwner);
  });

  test('only a primary address has an auto-assigned one, so what a secondary has stays over a stop', () => {
    const mapped = { privateIp: '10.0.1.31', publicIp: '198.51.100.77' };
    const stopped = {
      networkInterfaces: [
        { id: 'eni', instance: 'b', privateIp: '10.0.1.30', secondaryPrivateIps: [mapped] },
      ],
      instances: [{ id: 'b', state: 'stopped' }],
    };
    expect(inbound(stopped)).toMatchObject({ at: 'no-such-host', detail: 'stopped' });
  });

  test('an unassociated Elastic IP leads nowhere', () => {
    const report = inbound({ eips: [eip] });
    expect(report).toMatchObject({ ...noOwner, component: 'igw' });
    expect(report.reason).toContain('198.51.100.77');
  });
});
