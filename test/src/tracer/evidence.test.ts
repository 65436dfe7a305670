import { describe, expect, test } from 'vitest';
import { columnsOf, decisionsOf } from '../../../src/layout/column.ts';
import { evidenceOf } from '../../../src/tracer/evidence.ts';
import { entry, neverCameHome, packet, step } from '../fixtures/never-came-home.ts';

const columns = columnsOf(neverCameHome);
const decisions = decisionsOf(columns);
const border = columns[1];

function tableOf(at: number) {
  const decision = decisions[at];
  if (decision === undefined || border === undefined) throw new Error('no such step');
  return evidenceOf(decision, border, at < 9 ? 'forward' : 'return');
}

describe('the entries of the ACL that drops the reply', () => {
  const table = tableOf(15);

  test('stand under the fields of the packet', () => {
    expect(table.headings).toEqual(['Entry', 'Action', 'Protocol', 'Port', 'Source']);
    expect(table.packet).toEqual(['', 'tcp', '40000', '203.0.113.80']);
  });

  test('are marked up to the first field that failed', () => {
    expect(table.rows.slice(0, 2).map(({ fields }) => fields.map(({ state }) => state))).toEqual([
      ['plain', 'plain', 'matched', 'failed', 'unread'],
      ['plain', 'plain', 'matched', 'matched', 'failed'],
    ]);
    expect(table.rows[1]).toMatchObject({ field: 'Source', why: '203.0.113.80 is outside 10.0.0.0/16' });
  });

  test('end with the one that decides', () => {
    expect(table.rows.at(-1)).toMatchObject({ hit: true, why: 'Matches: the reply is dropped here' });
    expect(table.ending).toBe('dropped');
  });
});

test('routes are told by length, destination and target', () => {
  const table = tableOf(2);
  expect(table.headings).toEqual(['Length', 'Destination', 'Target']);
  expect(table.rows[0]?.fields.map(({ text }) => text)).toEqual(['/16', '10.0.0.0/16', 'local']);
  expect(table.rows.at(-1)?.why).toBe('Longest match: the request goes on');
});

test('a list in which nothing matches ends with a row that says so', () => {
  if (border === undefined) throw new Error('no border');
  const none = step({
    at: 'sg-ingress',
    label: 'Group in',
    outcome: 'denied',
    packet: packet('10.0.0.10', 40000, '10.0.2.20', 22),
    passedOver: [entry('sg-db', ['sgr-1', 'allow', 'tcp', '5432', '10.0.0.0/16'], 'port', '22 is not 5432')],
  });
  const table = evidenceOf(
    { index: 0, step: none, side: 'at', tone: 'blocked', decides: true },
    border,
    'forward',
  );
  expect(table.rows.at(-1)).toMatchObject({ hit: true, why: 'No rule matches: the request is dropped here' });
  expect(table.packet).toEqual(['', 'tcp', '22', '10.0.0.10']);
});

test('ICMP has a type where others have a port', () => {
  if (border === undefined) throw new Error('no border');
  const ping = step({
    at: 'nacl-ingress',
    label: 'ACL in',
    packet: {
      ...packet('10.0.0.10', 0, '10.0.2.20', 0),
      protocol: 'icmp',
      srcPort: null,
      dstPort: null,
      icmpType: 8,
      icmpCode: 0,
    },
    matched: entry('acl', ['100', 'allow', 'icmp', '8/0', '0.0.0.0/0']),
  });
  const table = evidenceOf(
    { index: 0, step: ping, side: 'at', tone: 'reachable', decides: false },
    border,
    'forward',
  );
  expect([table.headings[3], table.packet?.[2]]).toEqual(['Type', '8/0']);
});
