import { describe, expect, test } from 'vitest';
import {
  idleTimeouts,
  idleTimeoutsOf,
  isTracked,
  survivesRemoval,
  trackingAlong,
  trackingOf,
} from '../../../engine/tracking/index.ts';
import type { AlwaysTrackedService, FlowAtInterface, GroupsRules } from '../../../engine/tracking/index.ts';
import { ICMP, TCP, UDP } from '../../../engine/packet/index.ts';
import { takesGroups } from '../../../engine/model/index.ts';
import { trace, verdict } from '../../../engine/trace/index.ts';
import type { TopologySecurityGroupRule } from '../../reference/topology.ts';
import { flowOf } from '../../vectors/kinds/path.ts';
import { packetOf } from '../../vectors/flow.ts';
import { topologyNetwork } from '../../vectors/topology-document.ts';

type Rules = readonly TopologySecurityGroupRule[];

const ALL_OUT: Rules = [['-1', '*', '0.0.0.0/0']];

/** The rules of one group. */
function rules(ingress: Rules, egress: Rules): GroupsRules {
  const sgs = { only: { in: ingress, out: egress } };
  const network = topologyNetwork({ vpcs: {}, subnets: {}, routeTables: {}, enis: {}, sgs });
  return network.securityGroups.get('only') ?? expect.fail('the group was not read');
}

/** A flow that the interface 10.0.0.10 is asked for from outside. */
function inbound(proto: string, dport?: number, remote = '203.0.113.1'): FlowAtInterface {
  const dst = remote.includes(':') ? '2001:db8:a::10' : '10.0.0.10';
  return { direction: 'ingress', packet: packetOf({ src: remote, dst, proto, dport }) };
}

function outbound(proto: string, dport?: number): FlowAtInterface {
  return { direction: 'egress', packet: packetOf({ src: '10.0.0.10', dst: '203.0.113.1', proto, dport }) };
}

describe('SG-20 nearly every flow is tracked', () => {
  test('SG-20 one that a rule for particular addresses lets in', () => {
    expect(trackingOf(rules([['tcp', '22', '203.0.113.1/32']], ALL_OUT), inbound('tcp', 22))).toMatchObject({
      tracked: true,
      reason: 'narrow-rule',
    });
  });

  test('SG-20 ICMP always', () => {
    expect(trackingOf(rules([['icmp', '-1/-1', '0.0.0.0/0']], ALL_OUT), inbound('icmp'))).toMatchObject({
      tracked: true,
      reason: 'icmp',
    });
  });

  test('SG-20 of other protocols the address pair is kept, for 600 seconds', () => {
    expect(trackingOf(rules([['-1', '*', '0.0.0.0/0']], ALL_OUT), inbound('esp'))).toMatchObject({
      tracked: true,
      reason: 'other-protocol',
    });
    expect(idleTimeoutsOf(50)).toMatchObject([{ defaultSeconds: 600, settableSeconds: undefined }]);
  });
});

describe('SG-21 open both ways is not tracked', () => {
  const open = rules([['tcp', '80', '0.0.0.0/0']], ALL_OUT);

  test('SG-21 in from anywhere, out to anywhere on all ports', () => {
    expect(trackingOf(open, inbound('tcp', 80))).toMatchObject({ tracked: false, reason: 'open-both-ways' });
  });

  test('SG-21 the same for flows that the interface opens', () => {
    expect(isTracked(rules([['tcp', '0-65535', '0.0.0.0/0']], ALL_OUT), outbound('tcp', 443))).toBe(false);
    expect(isTracked(rules([['tcp', '80', '0.0.0.0/0']], ALL_OUT), outbound('tcp', 443))).toBe(true);
  });

  test.each<[string, Rules, Rules, boolean]>([
    ['SG-21 no outbound rules', [['tcp', '80', '0.0.0.0/0']], [], true],
    [
      'SG-21 outbound to some ports only',
      [['tcp', '80', '0.0.0.0/0']],
      [['tcp', '1024-65535', '0.0.0.0/0']],
      true,
    ],
    [
      'SG-21 outbound of the other protocol',
      [['tcp', '80', '0.0.0.0/0']],
      [['udp', '0-65535', '0.0.0.0/0']],
      true,
    ],
    [
      'SG-21 outbound of the protocol, all ports',
      [['tcp', '80', '0.0.0.0/0']],
      [['tcp', '0-65535', '0.0.0.0/0']],
      false,
    ],
    ['SG-21 outbound to half the internet', [['tcp', '80', '0.0.0.0/0']], [['-1', '*', '0.0.0.0/1']], true],
    [
      'SG-21 a narrow rule beside the open one changes nothing',
      [
        ['tcp', '80', '203.0.113.1/32'],
        ['tcp', '80', '0.0.0.0/0'],
      ],
      ALL_OUT,
      false,
    ],
    [
      'SG-21 a prefix list of everything is no rule to anywhere',
      [['tcp', '80', 'pl-x{0.0.0.0/0}']],
      ALL_OUT,
      true,
    ],
  ])('%s', (_, ingress, egress, tracked) => {
    expect(isTracked(rules(ingress, egress), inbound('tcp', 80))).toBe(tracked);
  });

  test('SG-21 families are judged apart', () => {
    const both = rules(
      [
        ['tcp', '80', '0.0.0.0/0'],
        ['tcp', '80', '::/0'],
      ],
      ALL_OUT,
    );
    expect(isTracked(both, inbound('tcp', 80))).toBe(false);
    expect(isTracked(both, inbound('tcp', 80, '2001:db8:ff::1'))).toBe(true);
  });

  const services: readonly AlwaysTrackedService[] = [
    'egress-only-internet-gateway',
    'global-accelerator',
    'nat-gateway',
    'network-firewall-endpoint',
    'network-load-balancer',
    'interface-endpoint',
    'lambda',
    'dynamodb-gateway-endpoint',
  ];

  test.each(services)('SG-21 always tracked through %s', (service) => {
    expect(trackingOf(open, inbound('tcp', 80), [service])).toMatchObject({
      tracked: true,
      reason: 'service',
      service,
      uncertain: false,
    });
  });

  test.each(['gateway-load-balancer', 'transit-gateway-attachment'] as const)(
    'SG-21 through %s by default, which is not certain',
    (service) => {
      expect(trackingOf(open, inbound('tcp', 80), [service])).toMatchObject({
        tracked: true,
        uncertain: true,
      });
      // A service that is certain settles it.
      expect(trackingOf(open, inbound('tcp', 80), [service, 'nat-gateway'])).toMatchObject({
        service: 'nat-gateway',
        uncertain: false,
      });
    },
  );

  test('SG-21 a flow that no rule lets through is none', () => {
    expect(trackingOf(open, inbound('tcp', 443))).toMatchObject({ tracked: false, reason: 'not-allowed' });
  });
});

describe('SG-22 a rule is removed while the flow runs', () => {
  const first = { direction: 'ingress', index: 0 } as const;

  test('SG-22 a tracked flow goes on', () => {
    expect(
      survivesRemoval(rules([['tcp', '22', '203.0.113.1/32']], ALL_OUT), inbound('tcp', 22), [], first),
    ).toBe(true);
  });

  test('SG-22 an untracked one is cut at once', () => {
    expect(survivesRemoval(rules([['tcp', '80', '0.0.0.0/0']], ALL_OUT), inbound('tcp', 80), [], first)).toBe(
      false,
    );
  });

  test('SG-22 an untracked one is cut by the rule that let its replies through, too', () => {
    const open = rules([['tcp', '80', '0.0.0.0/0']], ALL_OUT);
    expect(survivesRemoval(open, inbound('tcp', 80), [], { direction: 'egress', index: 0 })).toBe(false);
  });

  test('SG-22 an untracked one goes on while other rules let both ways through', () => {
    const twice = rules(
      [
        ['tcp', '80', '0.0.0.0/0'],
        ['tcp', '80', '203.0.113.0/24'],
      ],
      ALL_OUT,
    );
    expect(survivesRemoval(twice, inbound('tcp', 80), [], first)).toBe(true);
  });

  test('SG-22 through a NAT gateway it is tracked and goes on', () => {
    expect(
      survivesRemoval(
        rules([['tcp', '80', '0.0.0.0/0']], ALL_OUT),
        inbound('tcp', 80),
        ['nat-gateway'],
        first,
      ),
    ).toBe(true);
  });

  test('SG-22 what was never allowed does not survive', () => {
    expect(survivesRemoval(rules([], ALL_OUT), inbound('tcp', 80), [], first)).toBe(false);
  });
});

describe('SG-23 idle timeouts', () => {
  test('SG-23 established TCP: five days, 60 seconds at the least, 350 on Nitro v6', () => {
    expect(idleTimeoutsOf(TCP)).toMatchObject([
      {
        defaultSeconds: 5 * 24 * 3600,
        nitroV6DefaultSeconds: 350,
        settableSeconds: { from: 60, to: 432_000 },
      },
    ]);
  });

  test('SG-23 UDP: 30 seconds one way, 180 for a stream', () => {
    expect(idleTimeoutsOf(UDP).map(({ defaultSeconds }) => defaultSeconds)).toEqual([30, 180]);
    expect(idleTimeouts.udpTimeout.settableSeconds).toEqual({ from: 30, to: 60 });
    expect(idleTimeouts.udpStreamTimeout.settableSeconds).toEqual({ from: 60, to: 180 });
  });

  test('SG-23 of ICMP none is published', () => {
    expect(idleTimeoutsOf(ICMP)).toEqual([]);
  });
});

/** web is open both ways, closed is not; both in one subnet with a way to the internet, app behind a NAT gateway. */
const network = topologyNetwork({
  vpcs: { A: { cidrs: ['10.0.0.0/16'], igw: true } },
  subnets: {
    pub: { vpc: 'A', cidr: '10.0.0.0/24', rt: 'rt-pub' },
    priv: { vpc: 'A', cidr: '10.0.1.0/24', rt: 'rt-priv' },
  },
  routeTables: {
    'rt-pub': { routes: { '0.0.0.0/0': 'igw' } },
    'rt-priv': { routes: { '0.0.0.0/0': 'nat' } },
  },
  sgs: {
    open: { in: [['-1', '*', '0.0.0.0/0']], out: [['-1', '*', '0.0.0.0/0']] },
    narrow: { in: [['tcp', '443', '203.0.113.0/24']], out: [] },
  },
  enis: {
    web: { subnet: 'pub', ip: '10.0.0.10', public: '198.51.100.10', sgs: ['open'] },
    closed: { subnet: 'pub', ip: '10.0.0.11', public: '198.51.100.11', sgs: ['narrow'] },
    app: { subnet: 'priv', ip: '10.0.1.10', sgs: ['open'] },
  },
  nats: { nat: { subnet: 'pub', ip: '10.0.0.200', eip: '198.51.100.200' } },
});

const question = (from: string, dst: string, src?: string) =>
  flowOf({ from, dst, dport: 443, ...(src === undefined ? {} : { src }) }, network);

describe('SG-24 a trace tells who tracks, and its verdict does not hang on it', () => {
  test.each([
    ['SG-24 untracked', question('internet', '198.51.100.10', '203.0.113.7'), [['web', 'ingress', false]]],
    ['SG-24 tracked', question('internet', '198.51.100.11', '203.0.113.7'), [['closed', 'ingress', true]]],
    ['SG-24 tracked, as it passes a NAT gateway', question('app', '203.0.113.5'), [['app', 'egress', true]]],
  ] as const)('%s: reachable', (_, flow, expected) => {
    const [path] = trace(network, flow).paths;
    expect(verdict(network, flow)).toBe('reachable');
    const along = path === undefined ? [] : trackingAlong(network, path);
    expect(
      along.map(({ networkInterface, direction, tracking }) => [
        networkInterface.id,
        direction,
        tracking.tracked,
      ]),
    ).toEqual(expected);
  });
});

describe('SG-25 interfaces that have no groups track nothing', () => {
  test('SG-25 the interface of a NAT gateway', () => {
    const natInterface = network.networkInterfaces.get('eni:nat') ?? expect.fail('no interface');
    expect(takesGroups(natInterface)).toBe(false);
    const [path] = trace(network, question('app', '203.0.113.5')).paths;
    const along = path === undefined ? [] : trackingAlong(network, path);
    expect(along.map(({ networkInterface }) => networkInterface.id)).not.toContain('eni:nat');
  });

  test('SG-25 a network load balancer has groups only if it was made with some', () => {
    const app = network.networkInterfaces.get('app') ?? expect.fail('no interface');
    const balancer = { ...app, interfaceType: 'network_load_balancer' };
    expect(takesGroups(balancer)).toBe(true);
    expect(takesGroups({ ...balancer, groups: [] })).toBe(false);
  });
});
