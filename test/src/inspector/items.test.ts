import { describe, expect, test } from 'vitest';

import {
  freshItem,
  freshRoute,
  inserted,
  merged,
  moved,
  numbersWith,
  remoteText,
  remoteValue,
  removed,
  rowsOf,
} from '../../../src/inspector/rules/items.ts';
import type { RuleItem } from '../../../src/inspector/rules/items.ts';
import type { DiagramNode } from '../../../engine/index.ts';
import type { RuleRow } from '../../../src/worker/protocol.ts';

const entry = (ruleNumber: number, cidrBlock: string): RuleItem => ({
  ruleNumber,
  ruleAction: 'allow',
  cidrBlock,
});
const three = [entry(100, 'a'), entry(110, 'b'), entry(120, 'c')];
const shown = (items: readonly RuleItem[]) =>
  items.map((item) => `${String(item['ruleNumber'])} ${String(item['cidrBlock'])}`);

const line = (more: Partial<RuleRow>): RuleRow => ({
  list: 'ingress',
  item: 0,
  entry: '',
  action: 'allow',
  protocol: 'tcp',
  ports: '443',
  remote: '10.0.0.0/8',
  finding: null,
  ...more,
});

describe('numbersWith', () => {
  test.each([
    [[], 0, [100]],
    [[100, 110], 2, [100, 110, 120]],
    [[100, 110], 1, [100, 105, 110]],
    [[100, 200], 1, [100, 150, 200]],
    [[100], 0, [50, 100]],
    [[1, 2], 0, [100, 110, 120]],
    [[100, 101], 1, [100, 110, 120]],
    [[32766], 1, [100, 110]],
  ])('%j with one more at %i', (numbers, at, expected) => {
    expect(numbersWith(numbers, at)).toEqual(expected);
  });

  test('NACL-2: a list as full as can be still gets distinct, ascending numbers in range', () => {
    const full = Array.from({ length: 5000 }, (_, index) => index + 1);
    const numbers = numbersWith(full, 0);
    expect(numbers).toHaveLength(5001);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(32766);
    expect(numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))).toBe(true);
  });
});

describe('edits of a list', () => {
  test('an entry between two others gets a number between theirs', () => {
    expect(shown(inserted('network-acl', three, 1, entry(0, 'new')))).toEqual([
      '100 a',
      '105 new',
      '110 b',
      '120 c',
    ]);
  });

  test('a moved entry takes the number of its place, and the others follow', () => {
    expect(shown(moved('network-acl', three, 0, 2))).toEqual(['100 b', '110 c', '120 a']);
    expect(shown(moved('network-acl', three, 2, 0))).toEqual(['100 c', '110 a', '120 b']);
    expect(moved('network-acl', three, 0, -1)).toBe(three);
  });

  test('items of other lists have no numbers', () => {
    const routes = [{ destination: 'a' }, { destination: 'b' }];
    expect(moved('route-table', routes, 0, 1)).toEqual([{ destination: 'b' }, { destination: 'a' }]);
    expect(inserted('route-table', routes, 2, { destination: 'c' })).toHaveLength(3);
    expect(removed(routes, 0)).toEqual([{ destination: 'b' }]);
  });

  test('pasted entries take the place of those with the same number', () => {
    expect(shown(merged('network-acl', three, [entry(110, 'x'), entry(105, 'y')]))).toEqual([
      '100 a',
      '105 y',
      '110 x',
      '120 c',
    ]);
    expect(merged('security-group', [{}], [{}])).toHaveLength(2);
  });
});

describe('rowsOf', () => {
  test('stated items keep their place in the document, and stand by their numbers', () => {
    const stated = { ingress: [entry(200, 'b'), entry(100, 'a')] };
    const rows = rowsOf('network-acl', 'ingress', stated, [
      line({ item: 1, entry: '100' }),
      line({ entry: '200' }),
    ]);
    expect(rows.map(({ place, lines }) => [place, lines[0]?.entry])).toEqual([
      [1, '100'],
      [0, '200'],
    ]);
  });

  test('what AWS fills in is written as a document would, and has no place yet', () => {
    const lines = [line({ list: 'egress', item: -1, protocol: 'all', ports: 'all', remote: '0.0.0.0/0' })];
    expect(rowsOf('security-group', 'egress', {}, lines)).toMatchObject([
      { item: { protocol: '-1', to: ['0.0.0.0/0'] }, place: null },
    ]);
    expect(rowsOf('security-group', 'egress', { egress: [] }, lines)).toEqual([]);
  });
});

test('the other end as text and back: several peers of a group, one block of an entry', () => {
  expect(remoteText({ from: ['10.0.0.0/8', 'sg-1'] }, 'from')).toBe('10.0.0.0/8, sg-1');
  expect(remoteText({ from: 'sg-1' }, 'from')).toBe('sg-1');
  expect(remoteValue(' 10.0.0.0/8 , sg-1,', 'from')).toEqual(['10.0.0.0/8', 'sg-1']);
  expect(remoteValue(' 10.0.0.0/8 ', 'cidrBlock')).toBe('10.0.0.0/8');
  expect(freshItem('security-group', 'egress', '10.0.0.0/16')).toEqual({
    protocol: 'tcp',
    ports: '443',
    to: ['10.0.0.0/16'],
  });
});

test('a new route leads what has no route yet to the way out of its own VPC', () => {
  const node = (id: string, kind: DiagramNode['kind'], parent: string | null) =>
    ({ id, kind, parent, name: id }) as DiagramNode;
  const diagram = {
    nodes: [
      node('vpc-1', 'vpc', null),
      node('vpc-2', 'vpc', null),
      node('subnet-2', 'subnet', 'vpc-2'),
      node('igw-1', 'internet-gateway', 'vpc-1'),
      node('nat-2', 'nat-gateway', 'subnet-2'),
    ],
    links: [],
  };
  expect(freshRoute([], diagram, 'vpc-1')).toEqual({ destination: '0.0.0.0/0', target: 'igw-1' });
  expect(freshRoute([{ destination: '0.0.0.0/0' }], diagram, 'vpc-2')).toEqual({
    destination: '10.0.0.0/8',
    target: 'nat-2',
  });
  expect(freshRoute([], { nodes: [], links: [] }, 'vpc-1')).toEqual({
    destination: '0.0.0.0/0',
    target: 'local',
  });
});
