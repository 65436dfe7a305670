import { describe, expect, test } from 'vitest';
import {
  formatField,
  formatRecord,
  parseFlowLog,
  parseFlowLogHeader,
  parseFlowLogRecord,
} from '../../../engine/flow-log/index.ts';
import type { FlowLogRecord } from '../../../engine/flow-log/index.ts';

const LINE =
  '2 123456789010 eni-1235b8ca123456789 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK';

function read(line: string, header?: string): FlowLogRecord {
  const parsed = parseFlowLogRecord(line, header?.split(' '));
  return parsed.ok ? parsed.record : expect.fail(parsed.error);
}

function errorOf(line: string, header?: string): string {
  const parsed = parseFlowLogRecord(line, header?.split(' '));
  return parsed.ok ? expect.fail('the line was read') : parsed.error;
}

describe('FLOW-1 the default format', () => {
  test('FLOW-1 its 14 fields, numbers as numbers', () => {
    const record = read(LINE);
    expect(record).toMatchObject({
      version: 2,
      'account-id': '123456789010',
      'interface-id': 'eni-1235b8ca123456789',
      srcport: 49761,
      dstport: 3389,
      protocol: 6,
      packets: 20,
      bytes: 4249,
      start: 1418530010,
      end: 1418530070,
      action: 'REJECT',
      'log-status': 'OK',
    });
    expect([formatField(record, 'srcaddr'), formatField(record, 'dstaddr')]).toEqual([
      '172.31.9.69',
      '172.31.9.12',
    ]);
  });

  test('FLOW-1 a record is written as it was read', () => {
    expect(formatRecord(read(LINE))).toBe(LINE);
  });

  test('FLOW-1 IPv6 records too', () => {
    const line = LINE.replace('172.31.9.69', '2001:db8:1234:a100:8d6e:3477:df66:f105').replace(
      '172.31.9.12',
      '2001:db8::12',
    );
    expect(formatRecord(read(line))).toBe(line);
  });

  test('FLOW-1 spaces around a line, tabs between fields and the timestamp of an export do no harm', () => {
    const line = `  2026-01-02T03:04:05.000Z ${LINE.replaceAll(' ', '\t')} \r`;
    expect(formatRecord(read(line))).toBe(LINE);
  });

  test.each([
    ['FLOW-1 an empty line', '  ', 'The line is empty.'],
    [
      'FLOW-1 fields missing',
      '2 123456789010 eni-1',
      'The line has 3 fields; the default format has 14: version account-id',
    ],
    [
      'FLOW-1 an address that is none',
      LINE.replace('172.31.9.69', '172.31.9.690'),
      '`srcaddr`: `172.31.9.690`',
    ],
    [
      'FLOW-1 a port out of range',
      LINE.replace('49761', '65536'),
      '`srcport`: `65536` is not a port from 0 to 65535.',
    ],
    ['FLOW-1 a protocol by name', LINE.replace(' 6 ', ' tcp '), '`protocol`: `tcp` is not a protocol number'],
    [
      'FLOW-1 an action that is none',
      LINE.replace('REJECT', 'DROP'),
      '`action`: `DROP` is not ACCEPT or REJECT.',
    ],
    ['FLOW-1 a count that is none', LINE.replace('4249', '4.2'), '`bytes`: `4.2` is not a whole number.'],
    [
      'FLOW-1 a status that is none',
      LINE.replace(' OK', ' FINE'),
      '`log-status`: `FINE` is not OK or NODATA or SKIPDATA.',
    ],
    ['FLOW-1 an address that a line with data lacks', LINE.replace('172.31.9.12', '-'), '`dstaddr` is `-`'],
  ])('%s is told', (_, line, message) => {
    expect(errorOf(line)).toContain(message);
  });

  test('FLOW-1 a very long word is quoted in short', () => {
    expect(errorOf(LINE.replace('172.31.9.69', 'x'.repeat(10_000))).length).toBeLessThan(500);
  });
});

describe('FLOW-9 lines without data', () => {
  test.each(['NODATA', 'SKIPDATA'])('FLOW-9 %s', (status) => {
    const line = `2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - ${status}`;
    const record = read(line);
    expect(record).toEqual({
      version: 2,
      'account-id': '123456789010',
      'interface-id': 'eni-1235b8ca123456789',
      start: 1431280876,
      end: 1431280934,
      'log-status': status,
    });
    expect(formatRecord(record)).toBe(line);
  });
});

describe('FLOW-10 formats of their own', () => {
  const header =
    'version interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr tcp-flags flow-direction traffic-path action';
  const line = '5 eni-1 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5 2 egress 8 ACCEPT';

  test('FLOW-10 the further fields', () => {
    expect(read(line, header)).toMatchObject({
      'tcp-flags': 2,
      'flow-direction': 'egress',
      'traffic-path': 8,
    });
    expect(formatRecord(read(line, header), header.split(' '))).toBe(line);
  });

  test('FLOW-10 a field that is not known is kept as written', () => {
    const record = read('2 eni-1 some-value', 'version interface-id ecs-cluster-name');
    expect(record.further).toEqual({ 'ecs-cluster-name': 'some-value' });
    expect(formatField(record, 'ecs-cluster-name')).toBe('some-value');
  });

  test('FLOW-10 names of object members are no fields', () => {
    const record = read('2 x y', 'version constructor toString');
    expect(record.version).toBe(2);
    expect(Object.keys(record.further ?? {})).toEqual(['constructor', 'toString']);
    expect(formatField({}, 'constructor')).toBe('-');
  });

  test('FLOW-10 too many values for the header are told', () => {
    expect(errorOf(`${line} 7`, header)).toContain('The line has 11 fields; the header has 10');
  });

  test('FLOW-10 a direction that is none is told', () => {
    expect(errorOf(line.replace('egress', 'out'), header)).toContain(
      '`flow-direction`: `out` is not ingress or egress.',
    );
  });

  test('FLOW-10 headers as logs print them and as formats are written', () => {
    expect(parseFlowLogHeader(header)).toEqual(header.split(' '));
    expect(parseFlowLogHeader('${version} ${srcaddr} ${my-field}')).toEqual([
      'version',
      'srcaddr',
      'my-field',
    ]);
    expect(parseFlowLogHeader(LINE)).toBeUndefined();
    expect(parseFlowLogHeader('some words of text')).toBeUndefined();
  });

  test('FLOW-10 a pasted log: header, records, an empty line, a line that can not be read', () => {
    const lines = parseFlowLog(`${header}\n${line}\n\n${line.replace('ACCEPT', 'MAYBE')}\n`);
    expect(lines.map(({ line: number, parsed }) => [number, parsed.ok])).toEqual([
      [2, true],
      [4, false],
    ]);
  });

  test('FLOW-10 a pasted log without a header is in the default format', () => {
    expect(parseFlowLog(LINE)).toMatchObject([{ line: 1, parsed: { ok: true } }]);
  });
});
