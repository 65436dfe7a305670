import { describe, expect, test } from 'vitest';
import { escapeUnseen, hasUnseen, showUnseen } from '../../../engine/model/unseen.ts';

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
