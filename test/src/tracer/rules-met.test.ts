import { expect, test } from 'vitest';
import { rulesMet } from '../../../src/tracer/rules-met.ts';
import { flipsWords } from '../../../src/tracer/words.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';

test('the rules that decided are named once each; the final deny cannot be left out', () => {
  const met = rulesMet(neverCameHome);
  expect(met.length).toBeGreaterThan(2);
  expect(new Set(met.map(({ ref }) => ref)).size).toBe(met.length);
  expect(met.some(({ ref }) => ref.endsWith('*'))).toBe(false);
});

const none = { opens: 0, breaks: 0, pairs: 11, isCut: false, opened: [], broken: [] };

test.each([
  [none, 'nothing else', ''],
  [
    { ...none, opens: 1, opened: [{ from: 'a', to: 'b' }] },
    '1 pair',
    'Of 11 other pairs, it also opens 1: a → b.',
  ],
  [
    {
      ...none,
      opens: 3,
      breaks: 1,
      isCut: true,
      opened: [{ from: 'a', to: 'b' }],
      broken: [{ from: 'c', to: 'd' }],
    },
    '4+ pairs',
    'Of the 11 other pairs that were tried, it also opens 3: a → b, …; breaks 1: c → d.',
  ],
])('what a change turns round, in words', (flips, short, long) => {
  expect(flipsWords(flips)).toEqual({ short, long });
});
