import { describe, expect, test } from 'vitest';

import { evaluate, prepare, type ReferenceResult } from './evaluate.ts';
import { mergePatch, type TopologyFlow } from './topology.ts';
import { vectorTopology } from './vectors.ts';

/** Cases by hand for rules that vectors-core.json leaves to other files; the topologies are its own, patched. */
interface Case {
  readonly name: string;
  readonly topology: 'T1' | 'T2' | 'T3' | 'T4' | 'T5';
  readonly patch: unknown;
  readonly flow: TopologyFlow;
  readonly expected: Partial<ReferenceResult>;
}

const allowAll = {
  in: [
    ['-1', '*', '0.0.0.0/0'],
    ['-1', '*', '::/0'],
  ],
  out: [
    ['-1', '*', '0.0.0.0/0'],
    ['-1', '*', '::/0'],
  ],
};
const fromInternet = { from: 'internet', src: '203.0.113.7', sport: 51000 };

/** T4 with ingress routing to fw; only subnet right is redirected. */
const ingressRouting = {
  sgs: { 'sg-r': { in: [['tcp', '443', '0.0.0.0/0']] }, 'sg-fw': { in: [['-1', '*', '0.0.0.0/0']] } },
  enis: { r: { public: '198.51.100.20' }, fw: { public: '198.51.100.5' } },
  gatewayRouteTables: { A: { routes: { '10.0.2.0/24': 'eni:fw' } } },
  routeTables: { 'rt-r': { routes: { '0.0.0.0/0': 'eni:fw' } } },
};

/** T2 where C has the same addresses as A and is peered with B too (PEER-7). */
const twins = {
  vpcs: { C: { cidrs: ['10.0.0.0/16'] } },
  subnets: { c1: { cidr: '10.0.1.0/24' } },
  enis: { c: { ip: '10.0.1.10' } },
  routeTables: { 'rt-b': { routes: { '10.0.0.0/16': 'pcx-bc' } } },
};

/** T3 with a NAT gateway in d6 and an IPv6-only host in e6. */
const nat64 = {
  subnets: { e6: { cidr: null } },
  enis: { e: { ip: null } },
  routeTables: { 'rt-e': { routes: { '::/0': null, '64:ff9b::/96': 'nat-1' } } },
  nats: { 'nat-1': { subnet: 'd6', ip: '10.0.0.200', eip: '198.51.100.200' } },
};

const cases: readonly Case[] = [
  {
    name: 'PEER-7 the reply goes where the longest match sends it, to a twin that lets it in',
    topology: 'T2',
    patch: { ...twins, sgs: { 'sg-b': allowAll } },
    flow: { from: 'a', dst: '10.1.1.20', dport: 3306 },
    expected: { verdict: 'return_blocked', at: 'misdelivered', component: 'c' },
  },
  {
    name: "PEER-7 the twin's group stops it first",
    topology: 'T2',
    patch: { ...twins, sgs: { 'sg-b': allowAll, 'sg-c': { in: [] } } },
    flow: { from: 'a', dst: '10.1.1.20', dport: 3306 },
    expected: { verdict: 'return_blocked', at: 'sg-ingress', component: 'c' },
  },
  {
    name: 'PEER-14 a foreign source passes, its reply does not',
    topology: 'T2',
    patch: {
      enis: { a: { srcDstCheck: false } },
      sgs: { 'sg-b': allowAll },
      routeTables: { 'rt-b': { routes: { '0.0.0.0/0': 'pcx-ab' } } },
    },
    flow: { from: 'a', src: '192.168.77.7', dst: '10.1.1.20', dport: 3306 },
    expected: { verdict: 'return_blocked', at: 'pcx', component: 'pcx-ab' },
  },
  {
    name: 'PEER-8 SG-13 a group reference does not cross Regions',
    topology: 'T2',
    patch: { vpcs: { B: { region: 'r2' } } },
    flow: { from: 'a', dst: '10.1.1.20', dport: 3306 },
    expected: { verdict: 'forward_blocked', at: 'sg-ingress', component: 'b' },
  },
  {
    name: 'SG-14 an outbound reference reaches a member in the peer VPC',
    topology: 'T2',
    patch: { sgs: { 'sg-a': { out: [['tcp', '3306', 'sg-b']] } } },
    flow: { from: 'a', dst: '10.1.1.20', dport: 3306 },
    expected: { verdict: 'reachable' },
  },
  {
    name: 'SG-14 an outbound reference does not match by way of a middlebox',
    topology: 'T4',
    patch: { sgs: { 'sg-l': { out: [['tcp', '443', 'sg-r']] } } },
    flow: { from: 'l', dst: '10.0.2.20', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'sg-egress', component: 'l' },
  },
  {
    name: 'SG-13 the tag is still there on the first hop into an appliance',
    topology: 'T4',
    patch: { sgs: { 'sg-r': allowAll, 'sg-fw': { in: [['-1', '*', 'sg-l']] } } },
    flow: { from: 'l', dst: '10.0.2.20', dport: 443 },
    expected: { verdict: 'reachable' },
  },
  {
    name: 'SG-12 what a NAT instance emits carries its own groups',
    topology: 'T5',
    patch: {
      routeTables: { 'rt-priv': { routes: { '10.0.0.0/16': 'eni:n' } } },
      enis: { w: { subnet: 'pub', ip: '10.0.0.60', sgs: ['sg-w'] } },
      sgs: { 'sg-w': { in: [['tcp', '443', 'sg-nat']], out: [] } },
    },
    flow: { from: 'app', dst: '10.0.0.60', dport: 443 },
    expected: {
      verdict: 'reachable',
      arrives: { src: '10.0.0.50', dst: '10.0.0.60', proto: 'tcp', sport: 30001, dport: 443 },
    },
  },
  {
    name: 'EVAL-8 a known drop after an undecided group stands',
    topology: 'T1',
    patch: { enis: { app: { sgs: ['sg-absent'] } } },
    flow: { from: 'app', dst: '10.0.2.20', dport: 9999 },
    expected: { verdict: 'forward_blocked', at: 'sg-ingress', component: 'db' },
  },
  {
    name: 'SG-27 nothing after the undecided group drops it',
    topology: 'T1',
    patch: { enis: { app: { sgs: ['sg-absent'] } } },
    flow: { from: 'app', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'unknown', at: 'sg-egress', component: 'app' },
  },
  {
    name: 'NAT-10 client and NAT gateway in one subnet',
    topology: 'T1',
    patch: { nats: { 'nat-1': { subnet: 'priv', ip: '10.0.1.200' } } },
    flow: { from: 'app', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'nat-gateway', component: 'nat-1', reason: 'routing-loop' },
  },
  {
    name: "NAT-15 a subnet's CIDR routed to the NAT gateway: the far side sees its private address",
    topology: 'T1',
    patch: {
      routeTables: { 'rt-priv': { routes: { '10.0.2.0/24': 'nat-1' } } },
      sgs: { 'sg-db': { in: [['tcp', '5432', '10.0.0.200/32']] } },
    },
    flow: { from: 'app', dst: '10.0.2.20', dport: 5432 },
    expected: {
      verdict: 'reachable',
      arrives: { src: '10.0.0.200', dst: '10.0.2.20', proto: 'tcp', sport: 20001, dport: 5432 },
    },
  },
  {
    name: 'PATH-16 public address, but the default route is a NAT gateway',
    topology: 'T1',
    patch: { enis: { app: { public: '198.51.100.30' } }, sgs: { 'sg-app': allowAll } },
    flow: { ...fromInternet, dst: '198.51.100.30', dport: 443 },
    expected: { verdict: 'return_blocked', at: 'nat-gateway', component: 'nat-1', reason: 'no-state' },
  },
  {
    name: 'NATI-8 the same with a NAT instance: its group first',
    topology: 'T5',
    patch: { enis: { app: { public: '198.51.100.30' } }, sgs: { 'sg-app': allowAll } },
    flow: { ...fromInternet, dst: '198.51.100.30', dport: 443 },
    expected: { verdict: 'return_blocked', at: 'sg-ingress', component: 'n' },
  },
  {
    name: 'NATI-8 then no state',
    topology: 'T5',
    patch: { enis: { app: { public: '198.51.100.30' } }, sgs: { 'sg-app': allowAll, 'sg-nat': allowAll } },
    flow: { ...fromInternet, dst: '198.51.100.30', dport: 443 },
    expected: { verdict: 'return_blocked', at: 'not-forwarding', component: 'n', reason: 'no-state' },
  },
  {
    name: "NAT-20 the NAT gateway's private address from a peer",
    topology: 'T2',
    patch: {},
    flow: { from: 'b', dst: '10.0.0.200', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'nat-gateway', component: 'nat-1', reason: 'no-state' },
  },
  {
    name: 'PATH-12 NAT64 to the internet',
    topology: 'T3',
    patch: nat64,
    flow: { from: 'e', dst: '64:ff9b::cb00:7105', dport: 443 },
    expected: {
      verdict: 'reachable',
      arrives: { src: '198.51.100.200', dst: '203.0.113.5', proto: 'tcp', sport: 20001, dport: 443 },
    },
  },
  {
    name: 'V6-12 NAT64 to a host of the same VPC',
    topology: 'T3',
    patch: nat64,
    flow: { from: 'e', dst: '64:ff9b::a00:a', dport: 443 },
    expected: {
      verdict: 'reachable',
      arrives: { src: '10.0.0.200', dst: '10.0.0.10', proto: 'tcp', sport: 20001, dport: 443 },
    },
  },
  {
    name: "NAT-10 NAT64 in the NAT gateway's own subnet does not loop",
    topology: 'T3',
    patch: { ...nat64, routeTables: { 'rt-d': { routes: { '64:ff9b::/96': 'nat-1' } } } },
    flow: { from: 'w6', dst: '64:ff9b::cb00:7105', dport: 443 },
    expected: { verdict: 'reachable' },
  },
  {
    name: 'V6-7 a NAT gateway does not take other IPv6 destinations',
    topology: 'T3',
    patch: { ...nat64, routeTables: { 'rt-e': { routes: { '::/0': 'nat-1' } } } },
    flow: { from: 'e', dst: '2001:db8:ff::1', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'nat-gateway', component: 'nat-1' },
  },
  {
    name: 'V6-5 private IPv6 does not pass the internet gateway',
    topology: 'T3',
    patch: {
      vpcs: { A: { ipv6: ['fd80:a::/56'] } },
      subnets: { d6: { ipv6: 'fd80:a::/64' }, e6: { ipv6: 'fd80:a:0:1::/64' } },
      enis: { w4: { ip6: 'fd80:a::10' }, w6: { ip6: 'fd80:a::11' }, e: { ip6: 'fd80:a:0:1::10' } },
    },
    flow: { from: 'w6', dst: '2001:db8:ff::1', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'igw', component: 'igw:A', reason: 'no-public-address' },
  },
  {
    name: 'RT-17 appliance without a public address',
    topology: 'T4',
    patch: { ...ingressRouting, enis: { r: { public: '198.51.100.20' } } },
    flow: { ...fromInternet, dst: '198.51.100.20', dport: 443 },
    expected: {
      verdict: 'forward_blocked',
      at: 'igw',
      component: 'igw:A',
      reason: 'appliance-without-public-address',
    },
  },
  {
    name: "RT-19 a redirected subnet can't reply past the appliance",
    topology: 'T4',
    patch: { ...ingressRouting, routeTables: { 'rt-r': { routes: { '0.0.0.0/0': 'igw' } } } },
    flow: { ...fromInternet, dst: '198.51.100.20', dport: 443 },
    expected: { verdict: 'return_blocked', at: 'igw', component: 'igw:A', reason: 'ingress-redirection' },
  },
  {
    name: 'BPA-4 with an appliance, its subnet needs the exclusion',
    topology: 'T4',
    patch: {
      ...ingressRouting,
      bpa: { mode: 'block-bidirectional', exclusions: { mid: 'allow-bidirectional' } },
    },
    flow: { ...fromInternet, dst: '198.51.100.20', dport: 443 },
    expected: { verdict: 'reachable' },
  },
  {
    name: 'BPA-2 allow-egress lets flows from inside out, with their replies',
    topology: 'T1',
    patch: { bpa: { mode: 'block-bidirectional', exclusions: { pub: 'allow-egress' } } },
    flow: { from: 'web', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'reachable' },
  },
  {
    name: 'BPA-2 allow-egress lets nothing in',
    topology: 'T1',
    patch: { bpa: { mode: 'block-bidirectional', exclusions: { pub: 'allow-egress' } } },
    flow: { ...fromInternet, dst: '198.51.100.10', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'bpa', component: 'igw:A' },
  },
  {
    name: 'BPA-9 hairpin from a NAT gateway under block-ingress',
    topology: 'T1',
    patch: { bpa: { mode: 'block-ingress' } },
    flow: { from: 'app', dst: '198.51.100.10', dport: 443 },
    expected: {
      verdict: 'forward_blocked',
      at: 'bpa',
      component: 'igw:A',
      seen: { src: '198.51.100.200', dst: '198.51.100.10', proto: 'tcp', sport: 20001, dport: 443 },
    },
  },
  {
    name: "IGW-7 an appliance may emit another interface's address, which the gateway then maps; the reply goes to its owner",
    topology: 'T1',
    patch: { enis: { bastion: { srcDstCheck: false } }, sgs: { 'sg-web': allowAll } },
    flow: { from: 'bastion', src: '10.0.0.10', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'return_blocked', at: 'misdelivered', component: 'web' },
  },
  {
    name: 'IGW-7 a foreign source',
    topology: 'T1',
    patch: { enis: { bastion: { srcDstCheck: false } } },
    flow: { from: 'bastion', src: '192.168.77.7', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'igw', component: 'igw:A', reason: 'foreign-source' },
  },
  {
    name: "ENI-7 a source that is not the sender's own",
    topology: 'T1',
    patch: {},
    flow: { from: 'bastion', src: '10.0.0.10', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'eni-src-dst-check', component: 'bastion' },
  },
  {
    name: 'IGW-17 an Elastic IP of a stopped instance still maps',
    topology: 'T1',
    patch: { enis: { web: { public: null, eips: { '10.0.0.10': '198.51.100.10' }, running: false } } },
    flow: { ...fromInternet, dst: '198.51.100.10', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'no-such-host', component: 'A' },
  },
  {
    name: 'IGW-6 a private source',
    topology: 'T1',
    patch: {},
    flow: { from: 'internet', src: '100.64.0.1', dst: '198.51.100.10', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'igw', component: 'igw:A', reason: 'private-source' },
  },
  {
    name: 'EVAL-5 two routers that send a packet to each other',
    topology: 'T4',
    patch: {
      routeTables: {
        'rt-m': { routes: { '10.0.2.0/24': 'eni:fw2' } },
        'rt-m2': { routes: { '10.0.2.0/24': 'eni:fw' } },
      },
      subnets: { mid2: { vpc: 'A', cidr: '10.0.4.0/24', rt: 'rt-m2' } },
      enis: {
        fw2: { subnet: 'mid2', ip: '10.0.4.5', sgs: ['sg-fw'], srcDstCheck: false, forward: 'router' },
      },
    },
    flow: { from: 'l', dst: '10.0.2.20', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'route-table', component: 'rt-m2', reason: 'routing-loop' },
  },
  {
    name: 'EVAL-9 limited broadcast is not carried',
    topology: 'T1',
    patch: {},
    flow: { from: 'app', dst: '255.255.255.255', proto: 'udp', dport: 9 },
    expected: { verdict: 'forward_blocked', at: 'no-such-host', component: 'A' },
  },
  {
    name: 'LOC-1 but DHCP is a local service',
    topology: 'T1',
    patch: { sgs: { 'sg-app': { out: [] } } },
    flow: { from: 'app', dst: '255.255.255.255', proto: 'udp', sport: 68, dport: 67 },
    expected: { verdict: 'reachable', at: 'local-service' },
  },
  {
    name: 'LOC-6 another port of the metadata address',
    topology: 'T1',
    patch: {},
    flow: { from: 'app', dst: '169.254.169.254', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'local-service', reason: 'port' },
  },
  {
    name: 'LOC-6 RT-13 the rest of the link-local service range',
    topology: 'T1',
    patch: {},
    flow: { from: 'web', dst: '169.254.169.1', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'route-table', component: 'rt-pub', reason: 'no-route' },
  },
  {
    name: 'RT-9 two prefix lists of equal length: partial when the verdicts differ',
    topology: 'T1',
    patch: {
      routeTables: {
        'rt-priv': { routes: { 'pl-1{203.0.113.0/24}': 'nat-1', 'pl-2{203.0.113.0/24}': 'pcx-dead' } },
      },
    },
    flow: { from: 'app', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'partial' },
  },
  {
    name: 'RT-7 a CIDR beats a prefix list of equal length',
    topology: 'T1',
    patch: {
      routeTables: {
        'rt-priv': { routes: { 'pl-1{203.0.113.0/24}': 'pcx-dead', '203.0.113.0/24': 'nat-1' } },
      },
    },
    flow: { from: 'app', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'reachable' },
  },
  {
    name: "NACL-18 next hop in the sender's own subnet: both crossings of its ACL",
    topology: 'T5',
    patch: {
      subnets: { pub: { nacl: 'n' } },
      nacls: {
        n: {
          in: [[100, 'allow', 'tcp', '443', '203.0.113.0/24']],
          out: [[100, 'allow', '-1', '*', '0.0.0.0/0']],
        },
      },
      enis: { w: { subnet: 'pub', ip: '10.0.0.60', sgs: ['sg-app'] } },
      routeTables: { 'rt-pub': { routes: { '0.0.0.0/0': 'eni:n' } } },
    },
    flow: { from: 'w', dst: '203.0.113.5', dport: 443 },
    expected: { verdict: 'forward_blocked', at: 'nacl-ingress', component: 'n(pub)#*' },
  },
];

describe('the reference evaluator on rules without a vector', () => {
  test.each(cases)('$name', ({ topology, patch, flow, expected }) => {
    expect(evaluate(prepare(mergePatch(vectorTopology(topology), patch)), flow)).toMatchObject(expected);
  });

  test('hops list the checks of both halves in order', () => {
    const { hops } = evaluate(
      prepare(vectorTopology('T1')),
      { from: 'app', dst: '10.0.2.20', dport: 5432 },
      { hops: true },
    );
    expect(hops?.map(({ half, step, component }) => `${half} ${step} ${component}`)).toEqual([
      'forward sg-egress app',
      'forward nacl-egress open(priv)#100',
      'forward route-table rt-priv local',
      'forward nacl-ingress open(iso)#100',
      'forward sg-ingress db',
      'return sg-egress db',
      'return nacl-egress open(iso)#100',
      'return route-table rt-iso local',
      'return nacl-ingress open(priv)#100',
      'return sg-ingress app',
    ]);
  });
});
