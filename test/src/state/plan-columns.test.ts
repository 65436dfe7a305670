import { describe, expect, test } from 'vitest';
import { addBlock, clouds, outlineOf } from '../../../engine/addresses.ts';
import type { Cloud, PlanRow } from '../../../engine/addresses.ts';
import {
  columns,
  countText,
  grouped,
  rangeText,
  usableText,
  usualColumns,
} from '../../../src/state/plan-columns.ts';
import type { ColumnContext, ColumnId } from '../../../src/state/plan-columns.ts';
import { cidr, planOf } from '../../properties/plan-arbitraries.ts';

const context = (cloud: Cloud = 'aws', used = 0): ColumnContext => ({ cloud, inUse: () => used });

function columnOf(id: ColumnId) {
  return columns.find((column) => column.id === id) ?? expect.fail(id);
}

/** The first row of a plan of one block and one row, written as `planOf` reads it. */
function rowOf(text: string, cloud: Cloud = 'aws'): PlanRow {
  const [block = ''] = text.split(' ');
  return outlineOf(planOf(block, [text], cloud)).rows[0] ?? expect.fail(text);
}

const textsOf = (row: PlanRow, { cloud, inUse }: ColumnContext) =>
  Object.fromEntries(columns.map(({ id, text }) => [id, text(row, { cloud, inUse })]));

describe('what each column says', () => {
  test('of a subnet', () => {
    const row = rowOf('10.0.4.0/22 app zone=us-east-1a kind=private note="two words"');
    expect(textsOf(row, context('aws', 12))).toEqual({
      name: 'app',
      cidr: '10.0.4.0/22',
      range: '10.0.4.4 – 10.0.7.254',
      usable: '1,019',
      zone: 'us-east-1a',
      kind: 'private',
      note: 'two words',
      mask: '255.255.252.0',
      wildcard: '0.0.3.255',
      network: '10.0.4.0',
      broadcast: '10.0.7.255',
      gateway: '10.0.4.1',
      reserved: '10.0.4.0 .1 .2 .3 .7.255',
      hex: '0x0a000400',
      used: '12 · 1 %',
    });
  });

  test('of an IPv6 subnet, which has neither mask nor broadcast', () => {
    expect(textsOf(rowOf('2001:db8::/64'), context())).toEqual({
      name: '',
      cidr: '2001:db8::/64',
      range: '2001:db8::4 – 2001:db8::ffff:ffff:ffff:fffe',
      usable: '2^64',
      zone: '',
      kind: '',
      note: '',
      mask: '',
      wildcard: '',
      network: '2001:db8::',
      broadcast: '',
      gateway: '',
      reserved: '2001:db8:: 2001:db8::1 2001:db8::2 2001:db8::3 2001:db8::ffff:ffff:ffff:ffff',
      hex: '',
      used: '0',
    });
  });

  test('of free space: all of its addresses, and nothing that a cloud keeps', () => {
    const { name, range, usable, gateway, reserved, used } = textsOf(
      rowOf('10.0.0.0/24 free'),
      context('aws', 3),
    );
    expect([name, range, usable, gateway, reserved, used]).toEqual([
      'free',
      '10.0.0.0 – 10.0.0.255',
      '256',
      '',
      '',
      '',
    ]);
  });

  test('of a group: the sum of its subnets, and no range', () => {
    const [group = expect.fail()] = outlineOf(
      planOf('10.0.0.0/24', ['10.0.0.0/24 Paris', '10.0.0.0/26']),
    ).rows;
    const { name, range, usable, used } = textsOf(group, context());
    expect([name, range, usable, used]).toEqual(['Paris', '', '59', '']);
  });

  test.each<[string, Cloud, string, string]>([
    ['10.0.0.0/16', 'aws', '10.0.0.1', '10.0.0.0 .1 .2 .3 .255.255'],
    ['10.0.0.0/7', 'standard', '', '10.0.0.0 11.255.255.255'],
    ['10.0.0.0/24', 'azure', '10.0.0.1', '10.0.0.0 .1 .2 .3 .255'],
    ['10.0.0.0/24', 'gcp', '10.0.0.1', '10.0.0.0 .1 .254 .255'],
    ['10.0.0.0/24', 'oci', '10.0.0.1', '10.0.0.0 .1 .255'],
    ['10.0.0.0/31', 'standard', '', ''],
    ['10.0.0.0/31', 'aws', '', ''],
  ])('%s on %s: gateway “%s”, reserved “%s”', (block, cloud, gateway, reserved) => {
    const texts = textsOf(rowOf(block, cloud), context(cloud));
    expect([texts['gateway'], texts['reserved']]).toEqual([gateway, reserved]);
  });

  test.each<[string, Cloud, string]>([
    ['10.0.0.0/24', 'standard', '10.0.0.1 – 10.0.0.254'],
    ['10.0.0.0/31', 'standard', '10.0.0.0 – 10.0.0.1'],
    ['10.0.0.0/30', 'aws', 'none'],
  ])('usable of %s on %s: %s', (block, cloud, text) => {
    expect(rangeText(rowOf(block, cloud), cloud)).toBe(text);
  });

  test.each([
    [0, '0'],
    [1, '1 · <1 %'],
    [100, '100 · 40 %'],
    [251, '251 · 100 %'],
  ])('%d in use of a /24: %s', (used, text) => {
    expect(columnOf('used').text(rowOf('10.0.0.0/24'), context('aws', used))).toBe(text);
  });

  test('addresses in use where none can be are counted against all', () => {
    expect(columnOf('used').text(rowOf('10.0.0.0/30'), context('aws', 1))).toBe('1 · 25 %');
  });
});

describe('counts', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [16_777_216n, '16,777,216'],
  ])('%s is grouped %s', (count, text) => {
    expect(grouped(count)).toBe(text);
  });

  test.each([
    [65_531n, '65,531'],
    [10n ** 12n - 1n, '999,999,999,999'],
    [2n ** 40n, '2^40'],
    [2n ** 128n, '2^128'],
    [2n ** 64n - 5n, '≈ 2^64'],
    [2n ** 64n + 1n, '≈ 2^64'],
    [5n * 2n ** 62n, '≈ 2^64'],
    [3n * 2n ** 63n, '≈ 2^65'],
  ])('%d is written %s', (count, text) => {
    expect(countText(count)).toBe(text);
  });

  test.each([
    ['2001:db8::/64', '2^64'],
    ['2001:db8::/60', '16 /64'],
    ['2001:db8::/32', '4,294,967,296 /64'],
    ['2001:db8::/80', '≈ 2^48'],
    ['2001:db8::/120', '251'],
    ['2001:db8::/60 free', '16 /64'],
    ['10.0.0.0/16', '65,531'],
  ])('usable of %s: %s', (row, text) => {
    expect(usableText(rowOf(row))).toBe(text);
  });

  test('a large IPv6 group with little in it is counted in addresses', () => {
    const rows = outlineOf(planOf('2001:db8::/60', ['2001:db8::/60 lab', '2001:db8::/120'])).rows;
    expect(usableText(rows[0] ?? expect.fail())).toBe('251');
  });
});

describe('ordering', () => {
  const sorted = (id: ColumnId, rows: readonly PlanRow[], of: ColumnContext = context()) => {
    const { text, order = text } = columnOf(id);
    return [...rows]
      .sort((a, b) => (order(a, of) < order(b, of) ? -1 : order(a, of) > order(b, of) ? 1 : 0))
      .map((row) => text(row, of));
  };
  const blocks = ['10.0.16.0/20', '10.0.2.0/24', '9.0.0.0/16', '192.0.2.128/25'].map((text) => rowOf(text));

  test.each<[ColumnId, readonly string[]]>([
    ['network', ['9.0.0.0', '10.0.2.0', '10.0.16.0', '192.0.2.128']],
    ['broadcast', ['9.0.255.255', '10.0.2.255', '10.0.31.255', '192.0.2.255']],
    ['gateway', ['9.0.0.1', '10.0.2.1', '10.0.16.1', '192.0.2.129']],
    ['mask', ['255.255.0.0', '255.255.240.0', '255.255.255.0', '255.255.255.128']],
    ['wildcard', ['0.0.0.127', '0.0.0.255', '0.0.15.255', '0.0.255.255']],
    ['usable', ['123', '251', '4,091', '65,531']],
    ['hex', ['0x09000000', '0x0a000200', '0x0a001000', '0xc0000280']],
  ])('by %s goes by size, not by digits', (id, texts) => {
    expect(sorted(id, blocks)).toEqual(texts);
  });

  test('by range goes by address, IPv4 before IPv6, subnets without any before both', () => {
    const rows = ['2001:db8::/64', '10.0.0.0/24', '2001:db8:0:10::/64 free', '9.0.0.0/30'];
    expect(
      sorted(
        'range',
        rows.map((text) => rowOf(text)),
      ).map((text) => text.split(' ')[0]),
    ).toEqual(['none', '10.0.0.4', '2001:db8::4', '2001:db8:0:10::']);
  });

  test('by use goes by how many, the text may say less', () => {
    const of: ColumnContext = { cloud: 'aws', inUse: ({ prefixLength }) => 128 - prefixLength };
    expect(sorted('used', blocks, of).map((text) => text.split(' ')[0])).toEqual([
      '103',
      '104',
      '108',
      '112',
    ]);
  });
});

test('every column is there once, and the usual ones stand in the same order', () => {
  const ids = columns.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => usualColumns.includes(id))).toEqual(usualColumns);
});

test.each(clouds)('on %s every column has a text for every kind of row', (cloud) => {
  const plan = planOf('10.0.0.0/24', ['10.0.0.0/24 all', '10.0.0.0/32', '10.0.0.128/25 x'], cloud);
  const { rows } = outlineOf(addBlock(plan, cidr('2001:db8::/56'), 'edge'));
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['block', 'group', 'subnet', 'free']));
  for (const row of rows)
    for (const { text } of columns) expect(text(row, context(cloud))).not.toMatch(/undefined|NaN/);
});
