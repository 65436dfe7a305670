import { describe, expect, test } from 'vitest';
import type { PlainDocument } from '../../../engine/editing.ts';
import { compareDocuments } from '../../../src/state/document-diff.ts';
import { Editor } from '../../../src/state/editor.svelte.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { MOST_SNAPSHOTS } from '../../../src/state/snapshot-store.ts';
import type { NamedSnapshot } from '../../../src/state/snapshot-store.ts';
import { Snapshots } from '../../../src/state/snapshots.svelte.ts';
import { loaded } from '../fixtures/loaded.ts';
import { handPort } from '../fixtures/ports.ts';

const before: PlainDocument = {
  format: 'hoplight/1',
  name: 'shop',
  vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlocks: ['10.0.0.0/16'] }],
  subnets: [
    { id: 's-1', name: 'a', vpc: 'vpc-1', cidrBlock: '10.0.1.0/24' },
    { id: 's-2', vpc: 'vpc-1' },
  ],
};
const after: PlainDocument = {
  ...before,
  name: 'bazaar',
  subnets: [
    { id: 's-1', name: 'b', vpc: 'vpc-1', cidrBlock: '10.0.9.0/24' },
    { id: 's-3', name: 'c', vpc: 'vpc-1' },
  ],
};

describe('what differs between two versions', () => {
  test('by object: gone, come, and which members changed', () => {
    expect(
      compareDocuments(before, after).map(({ kind, id, name, fields }) => [kind, id, name, ...fields]),
    ).toEqual([
      ['removed', 's-2', 's-2'],
      ['changed', 's-1', 'b', 'name', 'cidrBlock'],
      ['added', 's-3', 'c'],
      ['changed', 'name', 'Name of the project'],
    ]);
  });

  test('notes one by one, by their first lines, and apart from places in the drawing', () => {
    const note = (text: string, x = 0) => ({ text, x, y: 0 });
    const withNotes = (notes: object, places = {}): PlainDocument => ({
      ...before,
      drawing: { places, notes },
    });
    const from = withNotes({
      1: note('Ask Priya\nfirst'),
      2: note('moves'),
      3: note('stays'),
      4: note('goes'),
    });
    const to = withNotes({
      1: note('Ask Ana'),
      2: note('moves', 8),
      3: note('stays'),
      5: note('comes'),
    });
    expect(
      compareDocuments(from, to).map(({ kind, section, id, name, fields }) => [
        kind,
        section,
        id,
        name,
        ...fields,
      ]),
    ).toEqual([
      ['changed', 'notes', 'note:1', 'Ask Ana', 'text'],
      ['changed', 'notes', 'note:2', 'moves', 'place'],
      ['removed', 'notes', 'note:4', 'goes'],
      ['added', 'notes', 'note:5', 'comes'],
    ]);
    const placed = withNotes({ 1: note('a') }, { 'vpc-1': { x: 8, y: 8 } });
    expect(compareDocuments(withNotes({ 1: note('a') }), placed).map(({ name }) => name)).toEqual([
      'Places in the drawing',
    ]);
    const onlyNotes: PlainDocument = { ...before, drawing: { notes: { 1: note('a') } } };
    expect(compareDocuments(before, onlyNotes).map(({ name }) => name)).toEqual(['a']);
  });

  test('nothing between equal versions, whether they share anything or not', () => {
    expect(compareDocuments(before, before)).toEqual([]);
    expect(compareDocuments(before, JSON.parse(JSON.stringify(before)) as PlainDocument)).toEqual([]);
  });

  test('names of an object’s prototype are names', () => {
    const odd = JSON.parse('{"vpcs":[{"id":"__proto__","name":"constructor"}]}') as PlainDocument;
    expect(compareDocuments({}, odd)).toMatchObject([{ kind: 'added', id: '__proto__' }]);
  });
});

function snapshots(document: PlainDocument, works = true, kept: readonly NamedSnapshot[] = []) {
  const store = {
    read: () => Promise.resolve(kept),
    write: (list: readonly NamedSnapshot[]) => {
      if (works) kept = list;
      return Promise.resolve(works);
    },
  };
  const nothing = () => undefined;
  const engine = new EngineClient(handPort().port);
  const editor = new Editor({ engine, changed: nothing, renewed: nothing, say: nothing });
  editor.open(loaded({ document }));
  let time = 0;
  return { snapshots: new Snapshots(store, editor, () => ++time), editor };
}

describe('snapshots', () => {
  test('restoring is one step, and what it changes is known before', async () => {
    const { snapshots: all, editor } = snapshots(before);
    await all.take('first', 'shop');
    editor.apply('Rename', [{ op: 'replace', path: '/name', value: 'bazaar' }]);
    const [first] = all.all;
    if (first === undefined) throw new Error('nothing was kept');
    expect(all.changes(first).map(({ id }) => id)).toEqual(['name']);
    all.restore(first);
    expect(editor.document).toEqual(before);
    expect(editor.steps).toEqual(['Restore first', 'Rename']);
    editor.undo();
    expect(editor.document?.['name']).toBe('bazaar');
  });

  test('the oldest makes room, and a removed one can be put back where it was', async () => {
    const { snapshots: all } = snapshots(before);
    for (let count = 0; count <= MOST_SNAPSHOTS; count++) await all.take(`v${count}`, 'shop');
    expect(all.all).toHaveLength(MOST_SNAPSHOTS);
    const [, second] = all.all;
    if (second === undefined) throw new Error('nothing was kept');
    await all.remove(second);
    await all.putBack();
    expect(all.all[1]).toBe(second);
    expect(all.removed).toBeNull();
  });

  test('one that is taken while those kept before are still being read joins them', async () => {
    const early = { name: 'early', project: 'shop', takenAt: 0, document: '{}' };
    const { snapshots: all } = snapshots(before, true, [early]);
    await Promise.all([all.open(), all.take('now', 'shop')]);
    expect(all.all.map(({ name }) => name)).toEqual(['now', 'early']);
  });

  test('what the browser spoiled restores nothing, and what it refuses is said', async () => {
    const { snapshots: all, editor } = snapshots(before, false);
    await all.take('first', 'shop');
    expect(all.refused).toBe(true);
    all.restore({ name: 'x', project: 'y', takenAt: 1, document: '{"cut' });
    expect(editor.document).toBe(before);
  });
});
