/** Notes on the drawing: made, changed, copied and taken away with what they are on; nothing that a document says breaks that. */
import { describe, expect, test } from 'vitest';
import { copyText, duplicate, paste } from '../../../engine/edit/copy.ts';
import { catalogue as describeAll } from '../../../engine/edit/describe.ts';
import type { PlainDocument } from '../../../engine/edit/document.ts';
import { freshNoteIds, notesIn, writeNotes } from '../../../engine/edit/notes.ts';
import { applyPatch } from '../../../engine/edit/patch.ts';
import { removeResources } from '../../../engine/edit/remove.ts';
import { setField } from '../../../engine/edit/set-field.ts';
import { MOST_LETTERS, noteTitle } from '../../../engine/model/notes.ts';

const catalogue = describeAll();
const place = { x: 8, y: 16 };
const shop: PlainDocument = {
  format: 'hoplight/1',
  vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlock: '10.0.0.0/16' }],
  subnets: [{ id: 's-1', name: 'web', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24' }],
  instances: [{ id: 'i-1', name: 'web-1', subnet: 's-1', privateIp: '10.0.0.10' }],
  drawing: {
    places: { 'i-1': { x: 30, y: 60 } },
    notes: {
      1: { text: 'about web-1', on: 'i-1', ...place },
      2: { text: 'alone', ...place },
      3: { text: 'about the VPC', on: 'vpc-1', ...place },
    },
  },
};
const texts = (document: PlainDocument) => notesIn(document).map(({ text }) => text);
const removed = (...ids: string[]) => texts(applyPatch(shop, removeResources(shop, catalogue, ids)));

describe('writing', () => {
  test('the first note of a document', () => {
    const empty: PlainDocument = { format: 'hoplight/1' };
    const id = freshNoteIds(empty)();
    const written = applyPatch(empty, writeNotes(empty, new Map([[id, { text: 'a', on: null, ...place }]])));
    expect(written).toEqual({ format: 'hoplight/1', drawing: { notes: { 1: { text: 'a', ...place } } } });
  });

  test('another text in place of one, which leaves the others and the places as they are', () => {
    const note = { text: 'b', on: 'vpc-1', x: 1, y: 2 };
    const patch = writeNotes(shop, new Map([['note:2', note]]));
    expect(patch).toEqual([{ op: 'replace', path: '/drawing/notes/2', value: note }]);
    const written = applyPatch(shop, patch);
    expect(texts(written)).toEqual(['about web-1', 'b', 'about the VPC']);
    expect(written['drawing']).toMatchObject({ places: { 'i-1': { x: 30, y: 60 } } });
  });

  test('nothing changes nothing', () => {
    expect(writeNotes(shop, new Map())).toEqual([]);
  });

  test('ids that no note has yet', () => {
    const fresh = freshNoteIds({ ...shop, drawing: { notes: { 1: {}, 3: {}, a: {} } } });
    expect([fresh(), fresh()]).toEqual(['note:2', 'note:4']);
  });
});

describe('a note goes', () => {
  test('by its id', () => expect(removed('note:2')).toEqual(['about web-1', 'about the VPC']));
  test('with the object that it is on', () => expect(removed('i-1')).toEqual(['alone', 'about the VPC']));
  test('with the VPC whose zone it is on', () => {
    const zoned = {
      ...shop,
      drawing: { notes: { 1: { text: 'zone', on: 'zone:vpc-1/us-east-1a', ...place } } },
    };
    expect(texts(applyPatch(zoned, removeResources(zoned, catalogue, ['s-1'])))).toEqual(['zone']);
    expect(texts(applyPatch(zoned, removeResources(zoned, catalogue, ['vpc-1'])))).toEqual([]);
  });
  test('with the frame that holds that', () => expect(removed('vpc-1')).toEqual(['alone']));
});

describe('a copy', () => {
  test('of an object has notes of its own', () => {
    const made = duplicate(shop, catalogue, ['i-1']);
    const copied = applyPatch(shop, made.patch);
    expect(made.ids).toHaveLength(1);
    expect(notesIn(copied).filter(({ text }) => text === 'about web-1')).toEqual([
      { id: 'note:1', text: 'about web-1', on: 'i-1', ...place },
      { id: 'note:4', text: 'about web-1', on: made.ids[0], ...place },
    ]);
  });

  test('of a VPC has the notes of its zones', () => {
    const zoned = {
      ...shop,
      drawing: { notes: { 1: { text: 'zone', on: 'zone:vpc-1/us-east-1a', ...place } } },
    };
    const made = duplicate(zoned, catalogue, ['vpc-1']);
    const copy = notesIn(applyPatch(zoned, made.patch)).at(-1);
    expect(copy).toMatchObject({ id: 'note:2', on: `zone:${made.ids[0]}/us-east-1a` });
  });

  test('of a note stands beside it, on the same object', () => {
    const made = duplicate(shop, catalogue, ['note:3']);
    expect(made.ids).toEqual(['note:4']);
    const copy = notesIn(applyPatch(shop, made.patch)).at(-1);
    expect(copy).toMatchObject({ text: 'about the VPC', on: 'vpc-1' });
    expect(copy).not.toMatchObject(place);
  });

  test('through the clipboard into a project without the object stands for itself', () => {
    const empty: PlainDocument = { format: 'hoplight/1' };
    const pasted = paste(empty, catalogue, copyText(shop, catalogue, ['note:1', 'note:2']));
    if ('refused' in pasted) throw new Error(pasted.refused);
    const notes = notesIn(applyPatch(empty, pasted.patch));
    expect(notes.map(({ text, on }) => [text, on])).toEqual([
      ['about web-1', null],
      ['alone', null],
    ]);
  });
});

test('an object with a new id keeps its place and its notes', () => {
  const renamed = applyPatch(shop, setField(shop, catalogue, 'i-1', ['id'], 'i-2'));
  expect(notesIn(renamed)[0]).toMatchObject({ text: 'about web-1', on: 'i-2' });
  expect(renamed['drawing']).toMatchObject({ places: { 'i-2': { x: 30, y: 60 } } });
});

describe('what a document says is read with care', () => {
  const read = (notes: unknown) => notesIn({ format: 'hoplight/1', drawing: { notes } });

  test.each([
    ['no object', ['a']],
    ['a text', 'note'],
    ['nothing', null],
  ])('%s is no notes', (_, notes) => expect(read(notes)).toEqual([]));

  test.each([
    ['without text', { text: ' \n', ...place }],
    ['whose text is none', { text: 7, ...place }],
    ['without a place', { text: 'a' }],
    ['too far away', { text: 'a', x: 1e9, y: 0 }],
    ['that is none', 'a'],
  ])('a note %s is passed over', (_, note) => expect(read({ 1: note })).toEqual([]));

  test('a long text is cut, many notes are, and what a note is on is a text or nothing', () => {
    const long = read({ 1: { text: 'a'.repeat(MOST_LETTERS + 1), on: 7, ...place } });
    expect(long).toEqual([{ id: 'note:1', text: 'a'.repeat(MOST_LETTERS), on: null, ...place }]);
    const note = { text: 'a', ...place };
    expect(read(Object.fromEntries(Array.from({ length: 1_500 }, (_, at) => [at, note])))).toHaveLength(
      1_000,
    );
  });

  test('names of prototypes are names', () => {
    const document = JSON.parse(
      '{"drawing":{"notes":{"__proto__":{"text":"a","x":0,"y":0},"constructor":{"text":"b","x":0,"y":0}}}}',
    ) as PlainDocument;
    expect(notesIn(document).map(({ id }) => id)).toEqual(['note:__proto__', 'note:constructor']);
    const without = applyPatch(document, writeNotes(document, new Map([['note:__proto__', null]])));
    expect(notesIn(without).map(({ id }) => id)).toEqual(['note:constructor']);
  });
});

test('a note is called by its first line, shortened', () => {
  expect(noteTitle('\n Ask Priya\nbefore')).toBe('Ask Priya');
  expect([...noteTitle('\u{1f600}'.repeat(70))]).toHaveLength(60);
});
