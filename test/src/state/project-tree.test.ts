import { describe, expect, test } from 'vitest';
import type { Diagram, DiagramNode } from '../../../engine/index.ts';
import { ancestorsOf, projectTree, treeRows } from '../../../src/state/project-tree.ts';
import type { TreeRow } from '../../../src/state/project-tree.ts';

const node = (id: string, kind: DiagramNode['kind'], more: Partial<DiagramNode> = {}): DiagramNode => ({
  id,
  kind,
  name: id,
  detail: '',
  shape: 'frame',
  parent: null,
  edge: false,
  tier: null,
  stated: true,
  uses: [],
  ...more,
});

const nodes: readonly DiagramNode[] = [
  node('internet', 'internet', { shape: 'endpoint', stated: false }),
  node('region:us-east-1', 'region', { stated: false }),
  node('vpc-a', 'vpc', { parent: 'region:us-east-1', detail: '10.0.0.0/16' }),
  node('zone:vpc-a/a', 'zone', { parent: 'vpc-a' }),
  node('subnet-app', 'subnet', { parent: 'zone:vpc-a/a', detail: '10.0.1.0/24' }),
  node('subnet-db', 'subnet', { parent: 'zone:vpc-a/a', detail: '10.0.2.0/24' }),
  node('web-1', 'instance', { parent: 'subnet-app', shape: 'endpoint', detail: '10.0.1.10' }),
  node('eni-web', 'network-interface', { parent: 'web-1', shape: 'none', stated: false }),
  node('eni-2', 'network-interface', { parent: 'web-1', shape: 'none' }),
  node('igw', 'internet-gateway', { parent: 'vpc-a', shape: 'hop', edge: true }),
  node('rt-a', 'route-table', { parent: 'vpc-a', shape: 'none' }),
  node('rt-b', 'route-table', { parent: 'vpc-a', shape: 'none' }),
  node('pl', 'prefix-list', { shape: 'none' }),
];
const diagram = (of: readonly DiagramNode[] = nodes): Diagram => ({ nodes: of, links: [] });
const tree = projectTree(diagram(), (kind) => `${kind}s`);

/** Rows as an indented list. */
const shown = (rows: readonly TreeRow[]) =>
  rows.map(({ item, level }) => `${'  '.repeat(level - 1)}${item.label}`);

describe('the tree of a project', () => {
  test('nests what stands in places, and puts the rest under headings', () => {
    expect(shown(treeRows(tree, () => true, ''))).toEqual([
      'vpc-a',
      '  zone:vpc-a/a',
      '    subnet-app',
      '      web-1',
      '        eni-2',
      '    subnet-db',
      'Route tables',
      '  rt-a',
      '  rt-b',
      'Gateways',
      '  igw',
      'prefix-lists',
      '  pl',
    ]);
  });

  test('notes have a heading, whatever they are on', () => {
    const notes = ['web-1', 'vpc-a', 'igw', null].map((parent, at) =>
      node(`note:${at}`, 'note', { parent, shape: 'none' }),
    );
    const rows = shown(treeRows(projectTree(diagram([...nodes, ...notes])), () => true, ''));
    expect(rows.slice(rows.indexOf('Notes'), rows.indexOf('Notes') + 5)).toEqual([
      'Notes',
      '  note:0',
      '  note:1',
      '  note:2',
      '  note:3',
    ]);
    expect(rows.filter((row) => row.includes('note:'))).toHaveLength(4);
  });

  test('two regions are a level', () => {
    const two = projectTree(diagram([...nodes, node('region:eu-west-1', 'region')]));
    expect(two.slice(0, 2).map(({ id }) => id)).toEqual(['region:us-east-1', 'region:eu-west-1']);
  });

  test('folded items hide what they hold', () => {
    expect(shown(treeRows(tree, (_, level) => level < 2, ''))).toContain('  zone:vpc-a/a');
    expect(shown(treeRows(tree, (_, level) => level < 2, ''))).not.toContain('    subnet-app');
  });

  test('a filter keeps ancestors, whatever is folded', () => {
    expect(shown(treeRows(tree, () => false, 'WEB'))).toEqual([
      'vpc-a',
      '  zone:vpc-a/a',
      '    subnet-app',
      '      web-1',
    ]);
  });

  test('an address finds the blocks that hold it, and nothing beside them', () => {
    const rows = treeRows(tree, () => false, '10.0.2.7');
    expect(shown(rows)).toEqual(['vpc-a', '  zone:vpc-a/a', '    subnet-db']);
    expect(rows.map(({ found }) => found)).toEqual([true, false, true]);
  });

  test('every row knows its place among those shown', () => {
    const rows = treeRows(tree, () => false, 'rt-');
    expect(rows.map(({ item, place, of }) => [item.id, place, of])).toEqual([
      ['group:route-table', 1, 1],
      ['rt-a', 1, 2],
      ['rt-b', 2, 2],
    ]);
  });

  test('what is around an object is known', () => {
    expect(ancestorsOf(tree, 'web-1')).toEqual(['vpc-a', 'zone:vpc-a/a', 'subnet-app']);
    expect(ancestorsOf(tree, 'rt-b')).toEqual(['group:route-table']);
    expect(ancestorsOf(tree, 'nothing')).toEqual([]);
  });
});
