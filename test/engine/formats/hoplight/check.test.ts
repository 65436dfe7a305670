/** Checking one entry: the good part is kept, and what was lost is known by member. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { documentJsonSchema } from '../../../../engine/index.ts';
import { checkEntry } from '../../../../engine/formats/hoplight/check.ts';
import { oneOrMany, ports, reference } from '../../../../engine/model/fields.ts';
import { allResourceTypes } from '../../../../engine/resources/index.ts';

const schema = v.object({
  id: reference,
  name: v.optional(reference),
  rules: v.optional(v.array(v.object({ ports: v.optional(ports), from: oneOrMany(reference) })), []),
  mode: v.optional(v.picklist(['on', 'off'])),
});

const said = (value: unknown) =>
  checkEntry(schema, value).problems.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('checkEntry', () => {
  test('a list item that is wrong costs itself, a member costs the member', () => {
    const { output, unread, incomplete } = checkEntry(schema, {
      id: 'a',
      name: 7,
      rules: [{ from: 'x' }, { from: 'y', ports: 'z' }, { from: ['w'] }],
    });
    expect(output).toMatchObject({ id: 'a', rules: [{ from: ['x'] }, { from: ['w'] }] });
    expect(output?.name).toBeUndefined();
    expect([...unread].sort()).toEqual(['name', 'rules']);
    expect(incomplete).toBe(true);
  });

  test('what is missing costs the entry', () => {
    expect(checkEntry(schema, { name: 'x' }).output).toBeUndefined();
    expect(said({ name: 'x' })).toEqual(['id: `id` is missing; add it.']);
  });

  test('null is absence, and an unknown key costs nothing', () => {
    const { output, incomplete, unread } = checkEntry(schema, { id: 'a', name: null, nmae: 'b' });
    expect([output?.id, incomplete, unread.size]).toEqual(['a', false, 0]);
    expect(said({ id: 'a', nmae: 'b' })).toEqual([
      'nmae: `nmae` is not a key here; the nearest is `name`. It was ignored.',
    ]);
  });

  test('a value that may stand alone or as a list is told in the form that it has', () => {
    expect(said({ id: 'a', rules: [{ from: ['x', 7] }] })).toEqual([
      'rules.0.from.1: Found `7`. Write text (in quotes, where it looks like a number).',
    ]);
    expect(said({ id: 'a', rules: [{ from: 7 }] })).toEqual([
      'rules.0.from: Found `7`. Write text (in quotes, where it looks like a number).',
    ]);
  });

  test('a word out of a list is told with the list', () => {
    expect(said({ id: 'a', mode: 'of' })).toEqual(['mode: Found `of`. Write one of `on`, `off`.']);
  });
});

test('the published JSON Schema knows the members of every section', () => {
  const { properties } = documentJsonSchema() as {
    properties: Record<string, { items?: { properties?: object } }>;
  };
  for (const { section } of allResourceTypes) {
    expect(Object.keys(properties[section]?.items?.properties ?? {}), section).toContain('id');
  }
});
