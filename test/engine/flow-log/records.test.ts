import { describe, expect, test } from 'vitest';
import { formatRecord, isTaken } from '../../../engine/flow-log/index.ts';
import type { FlowLogScope } from '../../../engine/flow-log/index.ts';
import { appToDb, appToInternet, clientToWeb, DENY_ALL, linesFor, network, recordsFor } from './networks.ts';

const BOTH_WAYS = [[100, 'allow', '-1', '*', '0.0.0.0/0']];

test('FLOW-2 request and reply are records of their own, at each interface', () => {
  expect(
    linesFor(network(), appToDb, undefined, 'interface-id', 'flow-direction', 'srcport', 'dstport'),
  ).toEqual([
    'app egress 40000 5432',
    'db ingress 40000 5432',
    'db egress 5432 40000',
    'app ingress 5432 40000',
  ]);
});

test('FLOW-2 a host that calls its own public address writes each direction once for each half', () => {
  const flow = { from: 'web', dst: '198.51.100.10', dport: 443 };
  expect(linesFor(network(), flow, 'web', 'flow-direction', 'srcaddr', 'dstaddr', 'action')).toEqual([
    'egress 10.0.0.10 198.51.100.10 ACCEPT',
    'ingress 198.51.100.10 10.0.0.10 ACCEPT',
    'egress 10.0.0.10 198.51.100.10 ACCEPT',
    'ingress 198.51.100.10 10.0.0.10 ACCEPT',
  ]);
});

describe('FLOW-3 the action is what groups and ACLs of the interface say', () => {
  test('FLOW-3 ACCEPT when both let the packet through, with what let it through', () => {
    const [sent] = recordsFor(network(), appToDb, 'app');
    expect(sent?.record.action).toBe('ACCEPT');
    expect(sent?.filters.map(({ at, outcome }) => `${at} ${outcome}`)).toEqual([
      'sg-egress allowed',
      'nacl-egress allowed',
    ]);
  });

  test('FLOW-3 REJECT does not tell whether the group or the ACL refused', () => {
    const byGroup = network({ sgs: { 'sg-db': { in: [] } } });
    const byAcl = network({ subnets: { data: { nacl: 'none' } }, nacls: { none: DENY_ALL } });
    const fields = ['interface-id', 'srcaddr', 'dstaddr', 'action', 'log-status'];
    expect(linesFor(byGroup, appToDb, 'db', ...fields)).toEqual(linesFor(byAcl, appToDb, 'db', ...fields));
  });

  test('FLOW-3 a group that the model does not hold leaves the action open', () => {
    const net = network({ enis: { db: { sgs: ['sg-elsewhere'] } } });
    expect(recordsFor(net, appToDb, 'db')[0]?.record.action).toBeUndefined();
  });
});

describe('FLOW-4 records at the destination of a request', () => {
  const deny = (direction: string) => ({
    subnets: { pub: { nacl: 'acl' } },
    nacls: { acl: { in: BOTH_WAYS, out: BOTH_WAYS, [direction]: [] } },
  });

  test.each([
    ['FLOW-4 both let it in, the ACL lets the reply out', {}, ['ACCEPT', 'ACCEPT']],
    ['FLOW-4 the ACL refuses the reply', deny('out'), ['ACCEPT', 'REJECT']],
    ['FLOW-4 the group refuses the request', { sgs: { 'sg-web': { in: [] } } }, ['REJECT']],
    ['FLOW-4 the ACL refuses the request', deny('in'), ['REJECT']],
  ])('%s', (_, patch, actions) => {
    expect(linesFor(network(patch), clientToWeb, 'web', 'action')).toEqual(actions);
  });

  test('FLOW-4 no group without outbound rules refuses a reply', () => {
    expect(linesFor(network({ sgs: { 'sg-web': { out: [] } } }), clientToWeb, 'web', 'action')).toEqual([
      'ACCEPT',
      'ACCEPT',
    ]);
  });
});

describe('FLOW-5 records at the source of a request', () => {
  const acl = (rules: object) => ({
    subnets: { priv: { nacl: 'acl' } },
    nacls: { acl: { in: BOTH_WAYS, out: BOTH_WAYS, ...rules } },
  });

  test.each([
    ['FLOW-5 its group refuses the request', { sgs: { 'sg-app': { out: [] } } }, ['egress REJECT']],
    ['FLOW-5 its ACL refuses the request', acl({ out: [] }), ['egress REJECT']],
    ['FLOW-5 the destination refuses the request', { sgs: { 'sg-db': { in: [] } } }, ['egress ACCEPT']],
    ['FLOW-5 its ACL refuses the reply', acl({ in: [] }), ['egress ACCEPT', 'ingress REJECT']],
  ])('%s', (_, patch, lines) => {
    expect(linesFor(network(patch), appToDb, 'app', 'flow-direction', 'action')).toEqual(lines);
  });
});

describe('FLOW-6 what is no group and no ACL leaves an accepting record at the source, and no more', () => {
  test.each([
    ['FLOW-6 no route', { routeTables: { 'rt-priv': { routes: { '0.0.0.0/0': null } } } }],
    ['FLOW-6 a blackhole', { nats: { nat: { state: 'deleted' } } }],
    [
      'FLOW-6 an internet gateway without a public address to map',
      { routeTables: { 'rt-priv': { routes: { '0.0.0.0/0': 'igw' } } } },
    ],
    ['FLOW-6 Block Public Access', { bpa: { mode: 'block-bidirectional' } }],
  ])('%s', (_, patch) => {
    expect(linesFor(network(patch), appToInternet, 'app', 'flow-direction', 'action')).toEqual([
      'egress ACCEPT',
    ]);
  });

  test('FLOW-6 the source check', () => {
    const flow = { ...appToDb, src: '192.0.2.1' };
    expect(linesFor(network(), flow, undefined, 'interface-id', 'action')).toEqual(['app ACCEPT']);
  });

  test('FLOW-6 the destination check: nothing at the interface that fails it', () => {
    const net = network({ routeTables: { 'rt-priv': { routes: { '0.0.0.0/0': 'eni:web' } } } });
    expect(linesFor(net, appToInternet, undefined, 'interface-id', 'action')).toEqual(['app ACCEPT']);
  });

  test('FLOW-6 a NAT gateway asked from outside accepts and then drops', () => {
    const flow = { ...clientToWeb, dst: '198.51.100.200' };
    expect(linesFor(network(), flow, undefined, 'interface-id', 'flow-direction', 'action')).toEqual([
      'eni:nat ingress ACCEPT',
    ]);
  });

  test('FLOW-6 a packet that never leaves the machine is not seen at all', () => {
    const net = network({
      enis: {
        app: { instance: 'i-1' },
        other: { subnet: 'data', ip: '10.0.2.30', sgs: ['sg-db'], instance: 'i-1' },
      },
    });
    expect(recordsFor(net, { from: 'app', dst: '10.0.2.30', dport: 22 })).toEqual([]);
  });
});

describe('FLOW-7 addresses', () => {
  const fields = ['srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr'];

  test('FLOW-7 the interface of a NAT gateway shows itself on its own side of all four', () => {
    expect(linesFor(network(), appToInternet, 'eni:nat', ...fields)).toEqual([
      '10.0.1.10 10.0.0.200 10.0.1.10 203.0.113.5',
      '10.0.0.200 203.0.113.5 10.0.0.200 203.0.113.5',
      '203.0.113.5 10.0.0.200 203.0.113.5 10.0.0.200',
      '10.0.0.200 10.0.1.10 203.0.113.5 10.0.1.10',
    ]);
  });

  test('FLOW-7 the client behind it sees the server', () => {
    expect(linesFor(network(), appToInternet, 'app', 'srcaddr', 'dstaddr')).toEqual([
      '10.0.1.10 203.0.113.5',
      '203.0.113.5 10.0.1.10',
    ]);
  });

  test('FLOW-7 a public address of an own interface never appears', () => {
    expect(linesFor(network(), clientToWeb, 'web', ...fields)).toEqual([
      '203.0.113.7 10.0.0.10 203.0.113.7 10.0.0.10',
      '10.0.0.10 203.0.113.7 10.0.0.10 203.0.113.7',
    ]);
  });

  test('FLOW-7 a secondary address shows in the packet fields only', () => {
    const net = network({
      enis: { web: { secondary: ['10.0.0.77'], eips: { '10.0.0.77': '198.51.100.77' } } },
    });
    expect(linesFor(net, { ...clientToWeb, dst: '198.51.100.77' }, 'web', ...fields)).toEqual([
      '203.0.113.7 10.0.0.10 203.0.113.7 10.0.0.77',
      '10.0.0.10 203.0.113.7 10.0.0.77 203.0.113.7',
    ]);
  });

  test('FLOW-7 an appliance in the way shows itself too', () => {
    const net = network({
      routeTables: {
        'rt-priv': { routes: { '10.0.2.0/24': 'eni:fw' } },
        'rt-data': { routes: { '10.0.1.0/24': 'eni:fw' } },
      },
      sgs: {
        'sg-db': { in: [['tcp', '5432', '10.0.1.0/24']] },
        'sg-fw': { in: [['-1', '*', '10.0.0.0/16']], out: [['-1', '*', '0.0.0.0/0']] },
      },
      enis: { fw: { subnet: 'pub', ip: '10.0.0.5', sgs: ['sg-fw'], srcDstCheck: false, forward: 'router' } },
    });
    expect(linesFor(net, appToDb, 'fw', ...fields, 'action')).toEqual([
      '10.0.1.10 10.0.0.5 10.0.1.10 10.0.2.20 ACCEPT',
      '10.0.0.5 10.0.2.20 10.0.1.10 10.0.2.20 ACCEPT',
      '10.0.2.20 10.0.0.5 10.0.2.20 10.0.1.10 ACCEPT',
      '10.0.0.5 10.0.1.10 10.0.2.20 10.0.1.10 ACCEPT',
    ]);
  });

  test('FLOW-7 IPv6 interfaces show the address that was used', () => {
    const net = network({
      vpcs: { A: { ipv6: ['2001:db8:a::/56'] } },
      subnets: { pub: { ipv6: '2001:db8:a::/64' } },
      routeTables: { 'rt-pub': { routes: { '::/0': 'igw' } } },
      sgs: { 'sg-web': { in: [['tcp', '443', '::/0']] } },
      enis: { web: { ip6: '2001:db8:a::10' } },
    });
    const flow = { from: 'internet', src: '2001:db8:ff::1', dst: '2001:db8:a::10', dport: 443 };
    expect(linesFor(net, flow, 'web', 'srcaddr', 'dstaddr', 'type')).toEqual([
      '2001:db8:ff::1 2001:db8:a::10 IPv6',
      '2001:db8:a::10 2001:db8:ff::1 IPv6',
    ]);
  });
});

describe('FLOW-8 traffic that is left out', () => {
  test.each([
    ['FLOW-8 the Amazon DNS server', { from: 'app', dst: '10.0.0.2', proto: 'udp', dport: 53 }],
    ['FLOW-8 its link-local address', { from: 'app', dst: '169.254.169.253', proto: 'udp', dport: 53 }],
    ['FLOW-8 instance metadata', { from: 'app', dst: '169.254.169.254', dport: 80 }],
    ['FLOW-8 time', { from: 'app', dst: '169.254.169.123', proto: 'udp', dport: 123 }],
    ['FLOW-8 Windows licence activation', { from: 'app', dst: '169.254.169.250', dport: 1688 }],
    ['FLOW-8 the default router', { from: 'app', dst: '10.0.1.1', proto: 'icmp' }],
  ])('%s', (_, flow) => {
    expect(recordsFor(network(), flow)).toEqual([]);
  });

  test('FLOW-8 a DNS server of one’s own is ordinary traffic', () => {
    const net = network({ sgs: { 'sg-db': { in: [['udp', '53', '10.0.0.0/16']] } } });
    expect(linesFor(net, { from: 'app', dst: '10.0.2.20', proto: 'udp', dport: 53 }, 'db', 'action')).toEqual(
      ['ACCEPT', 'ACCEPT'],
    );
  });
});

describe('FLOW-9 protocols and status', () => {
  test('FLOW-9 ICMP has ports 0 and the IANA number', () => {
    const net = network({ sgs: { 'sg-db': { in: [['icmp', '8/-1', '10.0.0.0/16']] } } });
    expect(
      linesFor(
        net,
        { from: 'app', dst: '10.0.2.20', proto: 'icmp' },
        'db',
        'srcport',
        'dstport',
        'protocol',
        'log-status',
      ),
    ).toEqual(['0 0 1 OK', '0 0 1 OK']);
  });

  test('FLOW-9 so has a protocol without ports', () => {
    expect(
      linesFor(network(), { from: 'app', dst: '203.0.113.5', proto: 'esp' }, 'app', 'srcport', 'protocol'),
    ).toEqual(['0 50']);
  });
});

describe('FLOW-10 further fields', () => {
  test('FLOW-10 TCP flags: SYN of the request, SYN and ACK of the reply, none of UDP', () => {
    expect(linesFor(network(), appToDb, 'db', 'tcp-flags')).toEqual(['2', '18']);
    expect(linesFor(network(), { ...appToInternet, proto: 'udp' }, 'app', 'tcp-flags')).toEqual(['0', '0']);
  });

  test('FLOW-10 the path of what goes out, and none of what comes in', () => {
    expect(linesFor(network(), appToDb, 'app', 'flow-direction', 'traffic-path')).toEqual([
      'egress 1',
      'ingress -',
    ]);
    expect(linesFor(network(), clientToWeb, 'web', 'traffic-path')).toEqual(['-', '8']);
    // The NAT gateway is a resource of the VPC; its own packet goes to the internet.
    expect(linesFor(network(), appToInternet, 'app', 'traffic-path')).toEqual(['1', '-']);
    expect(linesFor(network(), appToInternet, 'eni:nat', 'flow-direction', 'traffic-path')).toEqual([
      'ingress -',
      'egress 8',
      'ingress -',
      'egress 1',
    ]);
  });

  test('FLOW-10 the path inside one subnet', () => {
    const net = network({ enis: { app2: { subnet: 'priv', ip: '10.0.1.11', sgs: ['sg-db'] } } });
    expect(linesFor(net, { from: 'app', dst: '10.0.1.11', dport: 5432 }, 'app', 'traffic-path')).toEqual([
      '1',
      '-',
    ]);
  });

  test.each([
    ['FLOW-10 a peer in the Region', 'r1', '4'],
    ['FLOW-10 a peer in another Region', 'r2', '5'],
  ])('%s', (_, region, number) => {
    const net = network({
      vpcs: { A: { region: 'r1' }, B: { cidrs: ['10.1.0.0/16'], region } },
      pcx: { pcx: { a: 'A', b: 'B', status: 'active' } },
      routeTables: { 'rt-priv': { routes: { '10.1.0.0/16': 'pcx' } } },
    });
    expect(linesFor(net, { from: 'app', dst: '10.1.1.1', dport: 443 }, 'app', 'traffic-path')).toEqual([
      number,
    ]);
  });

  test('FLOW-10 a refused packet takes no path', () => {
    const net = network({ sgs: { 'sg-app': { out: [] } } });
    expect(linesFor(net, appToDb, 'app', 'action', 'traffic-path')).toEqual(['REJECT -']);
  });
});

describe('FLOW-11 what a flow log takes', () => {
  const taken = (resourceId: string, trafficType: FlowLogScope['trafficType']) =>
    recordsFor(network({ sgs: { 'sg-db': { in: [] } } }), appToDb)
      .filter((record) => isTaken(record, { resourceId, trafficType }))
      .map(({ record }) => formatRecord(record, ['interface-id', 'action']));

  test.each([
    ['FLOW-11 all of a VPC', 'A', 'ALL', ['app ACCEPT', 'db REJECT']],
    ['FLOW-11 all of a subnet', 'data', 'ALL', ['db REJECT']],
    ['FLOW-11 all of an interface', 'app', 'ALL', ['app ACCEPT']],
    ['FLOW-11 what was refused in a VPC', 'A', 'REJECT', ['db REJECT']],
    ['FLOW-11 what was accepted in a subnet that refused it', 'data', 'ACCEPT', []],
  ] as const)('%s', (_, resourceId, trafficType, lines) => {
    expect(taken(resourceId, trafficType)).toEqual(lines);
  });
});
