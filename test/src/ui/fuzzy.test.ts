import { describe, expect, test } from 'vitest';
import { fuzzyMatch } from '../../../src/ui/fuzzy.ts';

const best = (typed: string, texts: readonly string[]) =>
  texts
    .flatMap((text) => {
      const match = fuzzyMatch(typed, text);
      return match === undefined ? [] : [{ text, score: match.score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text);

describe('finding by a few letters', () => {
  test('letters must occur in order', () => {
    expect(fuzzyMatch('abc', 'a big cat')).toBeDefined();
    expect(fuzzyMatch('cba', 'a big cat')).toBeUndefined();
    expect(fuzzyMatch('', 'anything')).toEqual({ score: 0, at: [] });
  });

  test('beginnings of words go before letters in the middle', () => {
    expect(best('ns', ['answers', 'new scenario'])).toEqual(['new scenario', 'answers']);
    expect(best('rt', ['start', 'rt-app'])).toEqual(['rt-app', 'start']);
  });

  test('what stands there as typed goes first, the shorter of two before the longer', () => {
    expect(best('app', ['a pretty plan', 'sg-app', 'app-a', 'app'])).toEqual([
      'app',
      'app-a',
      'sg-app',
      'a pretty plan',
    ]);
  });

  test('the places of the letters are known', () => {
    expect(fuzzyMatch('ns', 'new scenario')?.at).toEqual([0, 4]);
    expect(fuzzyMatch('SCEN', 'new scenario')?.at).toEqual([4, 5, 6, 7]);
  });

  test('capitals, spaces and signs of expressions are letters like any other', () => {
    expect(fuzzyMatch('N S', 'new scenario')).toBeDefined();
    expect(fuzzyMatch('.*', '10.0.0.0/16')).toBeUndefined();
    expect(fuzzyMatch('10.0', '10.0.0.0/16')?.at).toEqual([0, 1, 2, 3]);
  });
});
