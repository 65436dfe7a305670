import { describe, expect, test } from 'vitest';
import { explainRecord, formatRecord, parseFlowLogRecord } from '../../../engine/flow-log/index.ts';
import type { RecordExplanation } from '../../../engine/flow-log/index.ts';
import type { Network } from '../../../engine/model/index.ts';
import { appToDb, appToInternet, clientToWeb, DENY_ALL, network, recordsFor } from './networks.ts';

const WITH_PACKET = 'interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol action';

/** A version 2 record of an interface: source, destination, ports, action. */
function line(networkInterface: string, ends: string, ports: string, action: string, protocol = 6): string {
  return `2 123456789010 ${networkInterface} ${ends} ${ports} ${protocol} 1 40 1700000000 1700000060 ${action} OK`;
}

function explain(net: Network, text: string, header?: string): RecordExplanation {
  const parsed = parseFlowLogRecord(text, header?.split(' '));
  return explainRecord(net, parsed.ok ? parsed.record : expect.fail(parsed.error));
}

const text = ({ sentences }: RecordExplanation) => sentences.join(' ');

describe('FLOW-3 why a record says what it says', () => {
  test('FLOW-3 ACCEPT: the group rule and the ACL entry that let it through', () => {
    const told = explain(network(), line('db', '10.0.1.10 10.0.2.20', '40000 5432', 'ACCEPT'));
    expect(told).toMatchObject({ direction: 'ingress', leg: 'forward', legBy: 'ports', agrees: true });
    expect(told.networkInterface?.id).toBe('db');
    expect(told.trace?.verdict).toBe('reachable');
    expect(text(told)).toContain(
      'security group `sg-db` allows it inbound by its rule tcp 5432 from `sg-app`',
    );
    expect(text(told)).toContain('network ACL `default:A` of subnet `data`, inbound, allows it by rule 100');
  });

  test('FLOW-3 REJECT: the group that has no rule for it', () => {
    const told = explain(network(), line('db', '10.0.0.10 10.0.2.20', '40000 5432', 'REJECT'));
    expect(told).toMatchObject({
      leg: 'forward',
      agrees: true,
      decidedBy: { at: 'sg-ingress', outcome: 'denied' },
    });
    expect(text(told)).toContain(
      'no inbound rule of security group `sg-db` lets tcp 10.0.0.10:40000 → 10.0.2.20:5432 through',
    );
  });

  test('FLOW-3 REJECT: groups without any rule are told apart', () => {
    const net = network({ sgs: { 'sg-db': { in: [] } } });
    expect(text(explain(net, line('db', '10.0.1.10 10.0.2.20', '40000 5432', 'REJECT')))).toContain(
      'security group `sg-db` has no inbound rules',
    );
  });

  test('FLOW-3 the network as loaded would answer otherwise', () => {
    const told = explain(network(), line('db', '10.0.1.10 10.0.2.20', '40000 5432', 'REJECT'));
    expect(told.agrees).toBe(false);
    expect(text(told)).toContain('The network as loaded would answer otherwise, ACCEPT:');
    expect(text(told)).toContain('after the connection had closed');
  });

  test('FLOW-3 the network as loaded would not bring the packet there', () => {
    const net = network({
      routeTables: { 'rt-pub': { routes: { '0.0.0.0/0': null } } },
      vpcs: { A: { igw: false } },
    });
    const told = explain(net, line('web', '203.0.113.7 10.0.0.10', '51000 443', 'ACCEPT'));
    expect(told).toMatchObject({ agrees: false, predicted: undefined });
    expect(text(told)).toContain('the flow is dropped before, at `igw` of `igw:A`');
  });

  test('FLOW-3 what the model does not hold is said', () => {
    const net = network({ enis: { db: { sgs: ['sg-elsewhere'] } } });
    const told = explain(net, line('db', '10.0.1.10 10.0.2.20', '40000 5432', 'REJECT'));
    expect(told.agrees).toBeUndefined();
    expect(text(told)).toContain('does not hold what would tell');
  });

  test('FLOW-3 from the internet: asked by its public address', () => {
    const told = explain(network(), line('web', '203.0.113.7 10.0.0.10', '51000 443', 'ACCEPT'));
    expect(told.flow?.source.kind).toBe('internet');
    expect(told.agrees).toBe(true);
  });

  test('FLOW-3 a neighbour that came by its public address', () => {
    const net = network({
      enis: { other: { subnet: 'pub', ip: '10.0.0.11', public: '198.51.100.11', sgs: ['sg-web'] } },
    });
    const told = explain(net, line('web', '198.51.100.11 10.0.0.10', '51000 443', 'ACCEPT'));
    expect(told.flow?.source).toMatchObject({ kind: 'interface', networkInterface: { id: 'other' } });
    expect(told.agrees).toBe(true);
  });

  test('FLOW-3 a neighbour behind a NAT gateway', () => {
    const told = explain(network(), line('web', '198.51.100.200 10.0.0.10', '51000 443', 'ACCEPT'));
    expect(told.flow?.source).toMatchObject({ kind: 'interface', networkInterface: { id: 'app' } });
    expect(told.agrees).toBe(true);
  });

  test('FLOW-3 an address that nobody has', () => {
    const told = explain(network(), line('db', '10.0.1.99 10.0.2.20', '40000 5432', 'REJECT'));
    expect(told.flow?.source.kind).toBe('unowned');
    expect(told.agrees).toBe(true);
  });

  test('FLOW-3 an end outside every loaded VPC', () => {
    const told = explain(network(), line('db', '192.168.7.7 10.0.2.20', '40000 5432', 'REJECT'));
    expect(told).toMatchObject({ flow: undefined, agrees: undefined });
    expect(text(told)).toContain('in no VPC of the loaded network');
  });

  test('FLOW-3 a host of the internet that has no address to ask', () => {
    const told = explain(network(), line('app', '203.0.113.5 10.0.1.10', '40000 443', 'REJECT'));
    expect(told).toMatchObject({ agrees: false, flow: undefined });
    expect(text(told)).toContain('`10.0.1.10` has no public address');
  });

  test('FLOW-3 a record that gives its own reason', () => {
    const header = `${WITH_PACKET} reject-reason`;
    const told = explain(
      network(),
      'web 203.0.113.7 10.0.0.10 203.0.113.7 10.0.0.10 51000 443 6 REJECT BPA',
      header,
    );
    expect(text(told)).toContain('VPC Block Public Access refused the traffic');
  });
});

describe('FLOW-4 REJECT on a reply is a network ACL’s', () => {
  const replyDenied = network({
    subnets: { data: { nacl: 'acl' } },
    nacls: {
      acl: {
        in: [[100, 'allow', '-1', '*', '0.0.0.0/0']],
        out: [[100, 'allow', 'tcp', '5432', '0.0.0.0/0']],
      },
    },
  });

  test('FLOW-4 the entry of the loaded ACL that does it', () => {
    const told = explain(replyDenied, line('db', '10.0.2.20 10.0.1.10', '5432 40000', 'REJECT'));
    expect(told).toMatchObject({
      direction: 'egress',
      leg: 'return',
      agrees: true,
      decidedBy: { at: 'nacl-egress' },
    });
    expect(text(told)).toContain(
      'network ACL `acl` of subnet `data`, outbound, denies tcp 10.0.2.20:5432 → 10.0.1.10:40000 by its final rule `*`',
    );
    expect(text(told)).toContain('A security group never refuses the reply');
    expect(told.rules).toContain('FLOW-4');
  });

  test('FLOW-4 where to look when the loaded ACL lets it through', () => {
    const told = explain(network(), line('db', '10.0.2.20 10.0.1.10', '5432 40000', 'REJECT'));
    expect(told.agrees).toBe(false);
    expect(text(told)).toContain(
      'Look at the outbound entries of network ACL `default:A` (subnet `data`) for tcp to 10.0.1.10 to port 40000.',
    );
  });

  test('FLOW-4 a reply refused on its way in', () => {
    const net = network({
      subnets: { priv: { nacl: 'acl' } },
      nacls: { acl: { in: [], out: [[100, 'allow', '-1', '*', '0.0.0.0/0']] } },
    });
    const told = explain(net, line('app', '10.0.2.20 10.0.1.10', '5432 40000', 'REJECT'));
    expect(told).toMatchObject({
      direction: 'ingress',
      leg: 'return',
      agrees: true,
      decidedBy: { at: 'nacl-ingress' },
    });
  });

  test('FLOW-4 ping: the record has no ports, and what the filters would do tells request from reply', () => {
    const net = network({
      sgs: { 'sg-db': { in: [['icmp', '8/-1', '10.0.0.0/16']] } },
      subnets: { data: { nacl: 'acl' } },
      nacls: { acl: { in: [[100, 'allow', '-1', '*', '0.0.0.0/0']], out: [] } },
    });
    const told = explain(net, line('db', '10.0.2.20 10.0.1.10', '0 0', 'REJECT', 1));
    expect(told).toMatchObject({ legBy: 'filters', agrees: true, direction: 'egress' });
    expect(explain(net, line('db', '10.0.1.10 10.0.2.20', '0 0', 'ACCEPT', 1))).toMatchObject({
      leg: 'forward',
      agrees: true,
    });
  });
});

describe('FLOW-5 ACCEPT does not mean that it arrives', () => {
  test('FLOW-5 the request is refused at the other end', () => {
    const net = network({ sgs: { 'sg-db': { in: [] } } });
    const told = explain(net, line('app', '10.0.1.10 10.0.2.20', '40000 5432', 'ACCEPT'));
    expect(told.agrees).toBe(true);
    expect(text(told)).toContain(
      'the request is dropped at `sg-ingress` of `db`, and the interface there writes REJECT',
    );
  });

  test('FLOW-6 the request is dropped where nothing writes REJECT', () => {
    const net = network({ nats: { nat: { state: 'deleted' } } });
    const told = explain(net, line('app', '10.0.1.10 203.0.113.5', '40000 443', 'ACCEPT'));
    expect(text(told)).toContain(
      'dropped at `route-table` of `rt-priv` (blackhole), and no record says REJECT for that',
    );
  });
});

describe('FLOW-2 which interface and which half', () => {
  test('FLOW-2 an interface that is not named is found by its address', () => {
    const told = explain(network(), line('-', '10.0.1.10 10.0.2.20', '40000 5432', 'ACCEPT'));
    expect(told.networkInterface?.id).toBe('db');
    expect(text(told)).toContain('found by its address');
  });

  test('FLOW-2 of two interfaces that fit, the one whose answer agrees', () => {
    const net = network({ sgs: { 'sg-app': { out: [] } } });
    const told = explain(net, line('-', '10.0.1.10 10.0.2.20', '40000 5432', 'REJECT'));
    expect(told).toMatchObject({ networkInterface: { id: 'app' }, direction: 'egress', agrees: true });
  });

  test('FLOW-2 no interface fits', () => {
    const told = explain(network(), line('eni-unknown', '192.0.2.1 192.0.2.2', '40000 5432', 'ACCEPT'));
    expect(told.networkInterface).toBeUndefined();
    expect(text(told)).toBe(
      'Interface `eni-unknown` is not in the loaded network, and neither address of the record belongs to another one.',
    );
  });

  test('FLOW-2 the addresses are another interface’s', () => {
    expect(text(explain(network(), line('web', '192.0.2.1 192.0.2.2', '40000 5432', 'ACCEPT')))).toContain(
      'Neither address of the record belongs to interface `web`',
    );
  });

  test('FLOW-2 TCP flags tell where the ports do not', () => {
    const header = 'interface-id srcaddr dstaddr srcport dstport protocol tcp-flags action';
    const net = network({ sgs: { 'sg-db': { in: [['tcp', '40000-60000', '10.0.0.0/16']] } } });
    expect(explain(net, 'db 10.0.1.10 10.0.2.20 50000 50001 6 2 ACCEPT', header)).toMatchObject({
      leg: 'forward',
      legBy: 'tcp-flags',
    });
    expect(explain(net, 'db 10.0.2.20 10.0.1.10 50001 50000 6 18 ACCEPT', header)).toMatchObject({
      leg: 'return',
      legBy: 'tcp-flags',
    });
  });

  test('FLOW-2 two high ports: the half that the filters explain', () => {
    const net = network({ sgs: { 'sg-db': { in: [['tcp', '50001', '10.0.0.0/16']] } } });
    expect(explain(net, line('db', '10.0.2.20 10.0.1.10', '50001 50000', 'ACCEPT'))).toMatchObject({
      leg: 'return',
      legBy: 'filters',
      agrees: true,
    });
  });

  test('FLOW-2 ports that only hint give way to the filters', () => {
    // 8080 looks like a service's port, and yet app is the one that asks.
    const net = network({ sgs: { 'sg-db': { in: [['tcp', '50000', '10.0.0.0/16']] } } });
    const told = explain(net, line('db', '10.0.1.10 10.0.2.20', '8080 50000', 'ACCEPT'));
    expect(told).toMatchObject({ leg: 'forward', legBy: 'filters', agrees: true });
  });

  test('FLOW-2 the reply to a ping is told from a ping', () => {
    const net = network({
      sgs: { 'sg-app': { in: [] }, 'sg-db': { in: [['icmp', '8/-1', '10.0.0.0/16']] } },
    });
    expect(explain(net, line('app', '10.0.2.20 10.0.1.10', '0 0', 'ACCEPT', 1))).toMatchObject({
      leg: 'return',
      legBy: 'filters',
      agrees: true,
    });
  });

  test('FLOW-7 a forged source is the interface’s own doing', () => {
    const record = 'web 10.0.0.10 203.0.113.5 10.0.1.10 203.0.113.5 40000 443 6 ACCEPT';
    expect(explain(network({ enis: { web: { srcDstCheck: false } } }), record, WITH_PACKET)).toMatchObject({
      agrees: true,
      flow: { source: { networkInterface: { id: 'web' } } },
    });
  });

  test('FLOW-2 a record without addresses', () => {
    expect(text(explain(network(), 'db 6', 'interface-id protocol'))).toContain(
      'The record has no `srcaddr` and `dstaddr`',
    );
  });
});

describe('FLOW-7 records of a NAT gateway', () => {
  const told = (record: string, net = network()) => explain(net, record, WITH_PACKET);

  test('FLOW-7 from the client: traced', () => {
    expect(told('eni:nat 10.0.1.10 10.0.0.200 10.0.1.10 203.0.113.5 40000 443 6 ACCEPT')).toMatchObject({
      leg: 'forward',
      agrees: true,
      flow: { source: { networkInterface: { id: 'app' } } },
    });
  });

  test('FLOW-7 to the server: the client is not told, and the ACL alone decides', () => {
    const accepted = told('eni:nat 10.0.0.200 203.0.113.5 10.0.0.200 203.0.113.5 20055 443 6 ACCEPT');
    expect(accepted).toMatchObject({ flow: undefined, agrees: true });
    expect(text(accepted)).toContain('the client behind it is not told');
    const net = network({ subnets: { pub: { nacl: 'none' } }, nacls: { none: DENY_ALL } });
    const refused = told('eni:nat 203.0.113.5 10.0.0.200 203.0.113.5 10.0.0.200 443 20055 6 REJECT', net);
    expect(refused).toMatchObject({ leg: 'return', agrees: true });
    expect(text(refused)).toContain('network ACL `none` of subnet `pub` denies it inbound');
  });
});

test('FLOW-8 a record that should not exist', () => {
  const told = explain(network(), line('app', '10.0.1.10 10.0.0.2', '40000 53', 'ACCEPT', 17));
  expect(text(told)).toContain('Flow logs leave out traffic of this kind (Amazon DNS)');
});

test('FLOW-9 lines without data explain themselves', () => {
  const nodata = explain(network(), '2 1 app - - - - - - - 1431280876 1431280934 - NODATA');
  expect(nodata).toMatchObject({
    networkInterface: { id: 'app' },
    sentences: ['The interface had no traffic in this window.'],
  });
  expect(text(explain(network(), '2 1 app - - - - - - - 1431280876 1431280934 - SKIPDATA'))).toContain(
    'left out of the log',
  );
});

test('FLOW-3 every record that a network foretells is explained by it', () => {
  for (const flow of [appToDb, appToInternet, clientToWeb]) {
    for (const { record, networkInterface, leg } of recordsFor(network(), flow)) {
      const told = explain(network(), formatRecord(record, WITH_PACKET.split(' ')), WITH_PACKET);
      expect([told.networkInterface?.id, told.leg, told.agrees]).toEqual([networkInterface.id, leg, true]);
    }
  }
});
