import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, reconcile } from '../../../engine/edit/difference.ts';
import type { PlainDocument } from '../../../engine/edit/document.ts';
import { PatchError, applyPatch, pointer } from '../../../engine/edit/patch.ts';

const document: PlainDocument = {
  format: 'hoplight/1',
  vpcs: [{ id: 'vpc-a', tags: { 'a/b': 'slash', 'm~n': 'tilde' } }],
  subnets: [{ id: 'subnet-a' }, { id: 'subnet-b' }],
};

describe('applying', () => {
  test('adds to an object and into a list, replaces and removes', () => {
    const after = applyPatch(document, [
      { op: 'add', path: '/name', value: 'shop' },
      { op: 'add', path: '/subnets/1', value: { id: 'between' } },
      { op: 'add', path: '/subnets/-', value: { id: 'last' } },
      { op: 'replace', path: '/vpcs/0/id', value: 'vpc-b' },
      { op: 'remove', path: '/subnets/0' },
    ]);
    expect(after).toMatchObject({
      name: 'shop',
      vpcs: [{ id: 'vpc-b' }],
      subnets: [{ id: 'between' }, { id: 'subnet-b' }, { id: 'last' }],
    });
  });

  test('shares what it does not change, and leaves the document before as it was', () => {
    const before = structuredClone(document);
    const after = applyPatch(document, [{ op: 'replace', path: '/subnets/0/id', value: 'x' }]);
    expect(document).toEqual(before);
    expect(after['vpcs']).toBe(document['vpcs']);
    expect((after['subnets'] as unknown[])[1]).toBe((document['subnets'] as unknown[])[1]);
  });

  test('reads slashes and tildes in names as they are escaped', () => {
    const path = pointer('vpcs', 0, 'tags', 'a/b');
    expect(path).toBe('/vpcs/0/tags/a~1b');
    const after = applyPatch(document, [
      { op: 'replace', path, value: 'new' },
      { op: 'remove', path: pointer('vpcs', 0, 'tags', 'm~n') },
    ]);
    expect(after['vpcs']).toEqual([{ id: 'vpc-a', tags: { 'a/b': 'new' } }]);
  });

  test('keeps the order of members', () => {
    const after = applyPatch(document, [{ op: 'replace', path: '/vpcs', value: [] }]);
    expect(Object.keys(after)).toEqual(['format', 'vpcs', 'subnets']);
  });

  test.each([
    ['no pointer', 'vpcs'],
    ['a member that is not there', '/nothing/0'],
    ['behind the end of a list', '/subnets/2'],
    ['a number written otherwise', '/subnets/01'],
    ['a number below zero', '/subnets/-1'],
    ['a member of a list', '/subnets/length'],
    ['the end of a list', '/subnets/-'],
    ['inside a text', '/format/0'],
    ['the prototype', '/__proto__/polluted'],
    ['the constructor', '/constructor/prototype/polluted'],
    ['a method', '/subnets/map'],
  ])('refuses a replacement of %s', (_, path) => {
    expect(() => applyPatch(document, [{ op: 'replace', path, value: true }])).toThrow(PatchError);
    expect(() => applyPatch(document, [{ op: 'remove', path }])).toThrow(PatchError);
    expect({}).not.toHaveProperty('polluted');
  });

  test('a member called as the prototype is one as any other', () => {
    const after = applyPatch(document, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]);
    expect(Object.keys(after)).toContain('__proto__');
    expect({}).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
    expect(applyPatch(after, [{ op: 'remove', path: '/__proto__' }])).toEqual(document);
  });

  test('refuses to make something else of a document', () => {
    expect(() => applyPatch(document, [{ op: 'remove', path: '' }])).toThrow(PatchError);
    expect(() => applyPatch(document, [{ op: 'replace', path: '', value: [] }])).toThrow(PatchError);
  });
});

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ maxLength: 4 }),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;
const documents = fc.dictionary(fc.string({ maxLength: 3 }), plain, {
  maxKeys: 5,
}) as fc.Arbitrary<PlainDocument>;

describe('the difference', () => {
  test('leads from any document to any other', () => {
    fc.assert(
      fc.property(documents, documents, (from, to) => {
        expect(applyPatch(from, difference(from, to))).toEqual(to);
        expect(applyPatch(to, difference(to, from))).toEqual(from);
      }),
    );
  });

  test('is nothing between a document and what was read of it again', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const again = JSON.parse(JSON.stringify(document)) as PlainDocument;
        expect(difference(document, reconcile(document, again))).toEqual([]);
      }),
    );
  });

  test('of a long list is the entries that have changed, wherever they stand', () => {
    const list = Array.from({ length: 1000 }, (_, index) => ({ id: `s-${index}` }));
    const from = { subnets: list };
    const without = { subnets: list.filter((_, index) => index !== 3 && index !== 700) };
    expect(difference(from, without)).toEqual([
      { op: 'remove', path: '/subnets/700' },
      { op: 'remove', path: '/subnets/3' },
    ]);
    expect(difference(without, from).map(({ op, path }) => `${op} ${path}`)).toEqual([
      'add /subnets/3',
      'add /subnets/700',
    ]);
    const changed = { subnets: list.map((each, index) => (index === 5 ? { ...each, name: 'x' } : each)) };
    expect(difference(from, changed)).toEqual([
      { op: 'replace', path: '/subnets/5', value: { id: 's-5', name: 'x' } },
    ]);
  });
});
