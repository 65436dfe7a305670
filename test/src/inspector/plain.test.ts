import { describe, expect, test } from 'vitest';

import { catalogue } from '../../../engine/edit/describe.ts';
import type { FieldDescription } from '../../../engine/editing.ts';
import {
  defaultText,
  fieldText,
  freshItem,
  itemsIn,
  membersIn,
  readField,
} from '../../../src/inspector/settings/plain.ts';

const all = catalogue().types.flatMap(({ fields }) => fields);
const of = (type: FieldDescription['type']): FieldDescription => {
  const found = all.find((field) => field.type === type) ?? all[0];
  if (found === undefined) throw new Error(`no field is a ${type}`);
  return { ...found, type };
};

describe('values as text and back', () => {
  test.each([
    ['number', '42', 42],
    ['number', '-1', -1],
    ['number', 'many', 'many'],
    ['cidr', ' 10.0.0.5/24 ', '10.0.0.0/24'],
    ['cidr', '10.0.0.0/33', '10.0.0.0/33'],
    ['text', ' web ', 'web'],
    ['text', '  ', undefined],
  ] as const)('%s %j', (type, text, value) => {
    expect(readField(text, of(type))).toEqual(value);
  });

  test('absent is empty, and everything else is shown as it is written', () => {
    expect([undefined, null, 0, false, 'a'].map(fieldText)).toEqual(['', '', '0', 'false', 'a']);
  });

  test('a list may be written as its one item, an object as its one member', () => {
    expect([itemsIn(undefined), itemsIn('a'), itemsIn(['a'])]).toEqual([[], ['a'], ['a']]);
    const field = { ...of('object'), shorthand: 'vpc' };
    expect([membersIn('vpc-1', field), membersIn({ vpc: 'x' }, field), membersIn(undefined, field)]).toEqual([
      { vpc: 'vpc-1' },
      { vpc: 'x' },
      {},
    ]);
  });

  test('every field of the resource list has a default that can be said, and lists something to begin with', () => {
    for (const field of all) {
      expect(defaultText(field), field.name).not.toMatch(/undefined|null|object/);
      if (field.item !== null) expect(() => freshItem(field.item ?? field)).not.toThrow();
    }
  });
});
