import { describe, expect, test } from 'vitest';
import {
  escapeUnseen,
  hasUnseen,
  isolated,
  printable,
  readable,
  showUnseen,
} from '../../../engine/model/unseen.ts';

describe('characters that do not show', () => {
  test.each([
    ['an override', 'a\u202Eb', 'a‹U+202E›b', 'a\\u202eb'],
    ['isolates', '\u2066x\u2069', '‹U+2066›x‹U+2069›', '\\u2066x\\u2069'],
    ['NUL and escape', '\0\u001b[2J', '‹U+0000›‹U+001B›[2J', '\\u0000\\u001b[2J'],
    ['zero width', 'we\u200Bb\uFEFF', 'we‹U+200B›b‹U+FEFF›', 'we\\u200bb\\ufeff'],
    ['a separator', 'a\u2028b', 'a‹U+2028›b', 'a\\u2028b'],
    ['beyond the first 65,536', 'a\u{1D173}b', 'a‹U+1D173›b', 'a\u{1D173}b'],
  ])('%s', (_, text, shown, escaped) => {
    expect(hasUnseen(text)).toBe(true);
    expect(showUnseen(text)).toBe(shown);
    expect(escapeUnseen(text)).toBe(escaped);
    expect(hasUnseen(shown)).toBe(false);
  });

  test.each(['app-a', 'two\nlines\tand tabs', '👩‍👩‍👧 at home', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'می‌خواهم', 'שלום', '‹U+202E›'])(
    '%j stays as it is',
    (text) => {
      expect(hasUnseen(text)).toBe(false);
      expect(showUnseen(text)).toBe(text);
      expect(escapeUnseen(text)).toBe(text);
    },
  );
});

describe('letters that are read from right to left', () => {
  test.each([
    ['two names with an arrow', 'אתר → שרת tcp/443', '\u2068אתר\u2069 → \u2068שרת\u2069 tcp/443'],
    ['a number behind a name', 'rule 110 of קיר, 10.0.0.1', 'rule 110 of \u2068קיר\u2069, 10.0.0.1'],
    ['a name of two words', 'of שרת ראשי: dropped', 'of \u2068שרת ראשי\u2069: dropped'],
    ['a word with a joiner', 'subnet می\u200cخواهم is', 'subnet \u2068می\u200cخواهم\u2069 is'],
    ['a name in both directions', 'subnet api-שרת-1 is', 'subnet api-\u2068שרת\u2069-1 is'],
  ])('%s: only the name is set apart', (_, text, expected) => {
    expect(isolated(text)).toBe(expected);
    expect(readable(text)).toBe(expected);
    expect(isolated(expected)).toBe(expected);
    expect(readable(expected)).toBe(expected);
  });

  test.each(['שרת', 'שרת ראשי', 'web-1 → db-1 tcp/5432', 'größe', '数据库'])('%j needs nothing', (text) => {
    expect(isolated(text)).toBe(text);
    expect(readable(text)).toBe(text);
  });

  test('a mark beside them is still shown, and a terminal is given neither it nor a broken word', () => {
    expect(readable('a\u202e שרת 1')).toBe('a‹U+202E› \u2068שרת\u2069 1');
    expect(readable('\u2068x\u2069')).toBe('‹U+2068›x‹U+2069›');
    expect(printable('a\u202eb\u061c می\u200cخواهم')).toBe('a\ufffdb\ufffd می\u200cخواهم');
  });
});
