import { describe, expect, test } from 'vitest';
import { emptyAsk } from '../../../src/state/ask.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { Library, scenarioFlow } from '../../../src/state/library.svelte.ts';
import type { ScenarioEntry } from '../../../src/state/library.svelte.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import { readyPort } from '../fixtures/ports.ts';

const entry = (slug: string, part: Partial<ScenarioEntry> = {}): ScenarioEntry => ({
  slug,
  title: slug,
  question: 'Why?',
  level: 'starter',
  topics: ['Route'],
  flows: [],
  ...part,
});

const withFlow = entry('a', {
  flows: [{ name: '', ask: { ...emptyAsk, from: 'a', to: 'b' }, expect: null }],
});

function notLoaded(...entries: ScenarioEntry[]) {
  let asked = 0;
  const port = readyPort(({ id, request }) => {
    asked++;
    if (request.kind === 'glimpse' && request.question === null) return { id, kind: 'answer', answer: null };
    return { id, kind: 'answer', answer: neverCameHome };
  });
  const engine = new EngineClient(port);
  const source = {
    entries: () => Promise.resolve(entries),
    files: () => Promise.resolve([]),
    story: () => Promise.resolve(''),
  };
  return { shelf: new Library(source, engine, 'featured'), asked: () => asked };
}

async function library(...entries: ScenarioEntry[]) {
  const made = notLoaded(...entries);
  await made.shelf.load();
  return made;
}

const slugs = (shelf: Library) => shelf.shown.map(({ slug }) => slug);

describe('the gallery', () => {
  test('starts with the featured one, then goes by level', async () => {
    const { shelf } = await library(
      entry('hard', { level: 'hard' }),
      entry('easy'),
      entry('featured', { level: 'medium' }),
    );
    expect(slugs(shelf)).toEqual(['featured', 'easy', 'hard']);
  });

  test('is narrowed by topic and by words, and widened again', async () => {
    const { shelf } = await library(
      entry('a', { topics: ['NAT', 'ACL'] }),
      entry('b'),
      entry('c', { question: 'NAT again?' }),
    );
    shelf.choose('NAT');
    expect(slugs(shelf)).toEqual(['a']);
    shelf.choose('NAT');
    shelf.search = 'nat AGAIN';
    expect(slugs(shelf)).toEqual(['c']);
    shelf.search = 'nothing like this';
    expect(slugs(shelf)).toEqual([]);
    shelf.clear();
    expect(slugs(shelf)).toHaveLength(3);
  });

  test('counts topics, most first', async () => {
    const { shelf } = await library(entry('a', { topics: ['NAT', 'ACL'] }), entry('b', { topics: ['NAT'] }));
    expect(shelf.topics).toEqual([
      { name: 'NAT', count: 2 },
      { name: 'ACL', count: 1 },
    ]);
  });

  test('a picture is traced once', async () => {
    const { shelf, asked } = await library(withFlow);
    await Promise.all([shelf.wantPicture('a'), shelf.wantPicture('a')]);
    expect(shelf.picture('a')).toBe(neverCameHome);
    expect(asked()).toBe(1);
  });

  test('a picture that is wanted before the index is there comes with it', async () => {
    const { shelf } = notLoaded(withFlow);
    await shelf.wantPicture('a');
    expect(shelf.picture('a')).toBe(neverCameHome);
  });
});

test('a flow of the index keeps its question and what is expected', async () => {
  expect(scenarioFlow({ name: 'f', from: 'a', to: 'b', port: 22, expect: 'reachable' })).toMatchObject({
    name: 'f',
    ask: { from: 'a', port: '22' },
    expect: 'reachable',
  });
});
