import { expect, test } from 'vitest';
import { Draft } from '../../../src/inspector/draft.svelte.ts';

test('a text is handed over once, although leaving its field asks again', async () => {
  const draft = new Draft();
  const taken: string[] = [];
  const take = (text: string) => {
    taken.push(text);
    return Promise.resolve(null);
  };
  draft.typed = 'sg-1';
  await Promise.all([draft.commit(take, ''), draft.commit(take, '')]);
  expect(taken).toEqual(['sg-1']);
  expect(draft.typed).toBeNull();
});

test('what was refused stays, and can be handed over again', async () => {
  const draft = new Draft();
  draft.typed = 'nobody';
  await draft.commit(() => Promise.resolve('Nothing is called that.'), '');
  expect([draft.typed, draft.problem]).toEqual(['nobody', 'Nothing is called that.']);
  await draft.commit(() => Promise.resolve(null), '');
  expect([draft.typed, draft.problem]).toEqual([null, null]);
});
