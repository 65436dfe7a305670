import { expect, test } from 'vitest';
import type { Catalogue, TypeDescription } from '../../../engine/editing.ts';
import { bestPart, paletteGroups } from '../../../src/designer/palette.ts';

const type = (kind: string, group: TypeDescription['group'], label: string, help: string) =>
  ({ kind, group, label, help }) as unknown as TypeDescription;
const catalogue = {
  types: [
    type('vpc', 'containers', 'VPC', 'Holds subnets; a destination of routes'),
    type('network-interface', 'compute', 'Network interface', 'An address in a subnet'),
    type('internet-gateway', 'paths', 'Internet gateway', 'To the internet'),
    type('nat-gateway', 'paths', 'NAT gateway', 'Out, and replies back'),
    type('network-acl', 'filters', 'Network ACL', 'Filters a subnet'),
  ],
} as unknown as Catalogue;
const best = (typed: string) => bestPart(paletteGroups(catalogue, typed), typed)?.label;

test('Enter adds the part whose name is most like what was typed, whatever group it is in', () => {
  expect(best('nat')).toBe('NAT gateway');
  expect(best('gateway')).toBe('Internet gateway');
  expect(best('acl')).toBe('Network ACL');
  expect(best('replies')).toBe('NAT gateway');
});

test('nothing typed, or nothing found, adds nothing', () => {
  expect(best(' ')).toBeUndefined();
  expect(best('teapot')).toBeUndefined();
});

test('a note is a part, in a group of its own behind the resources, and found by what people call it', () => {
  expect(paletteGroups(catalogue, '').at(-1)).toMatchObject({
    name: 'On the drawing',
    parts: [{ label: 'Note' }],
  });
  expect(['note', 'comment', 'text'].map(best)).toEqual(['Note', 'Note', 'Note']);
  expect(paletteGroups(null, '')).toEqual([]);
});
