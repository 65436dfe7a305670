import { expect, test } from 'vitest';
import { Selection } from '../../../src/state/selection.svelte.ts';

test('the last one chosen is in front', () => {
  const selection = new Selection();
  expect([selection.ids, selection.primary]).toEqual([[], null]);
  selection.select('a');
  selection.toggle('b');
  expect([selection.ids, selection.primary, selection.has('a')]).toEqual([['a', 'b'], 'b', true]);
  selection.toggle('b');
  expect(selection.primary).toBe('a');
});

test('what is sought is selected at once and waits until a view has found it', () => {
  const selection = new Selection();
  selection.seek('a', { keyboard: true, done: 'Add' });
  expect([selection.primary, selection.sought]).toEqual(['a', { id: 'a', keyboard: true, done: 'Add' }]);
  selection.found();
  expect([selection.primary, selection.sought]).toEqual(['a', null]);
  selection.seek('b');
  selection.clear();
  expect([selection.primary, selection.sought]).toEqual([null, null]);
});

test('choosing anew lets go of what was chosen, and takes each once', () => {
  const selection = new Selection();
  selection.select('a');
  selection.select(['b', 'c', 'b']);
  expect(selection.ids).toEqual(['b', 'c']);
  selection.clear();
  expect(selection.ids).toEqual([]);
});
