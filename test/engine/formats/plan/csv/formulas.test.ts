import { describe, expect, test } from 'vitest';
import { guardFormulas, unguardFormulas } from '../../../../../engine/formats/plan/csv/formulas.ts';

describe('text that a spreadsheet would run', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ["'=1", "''=1"],
    ['web; =1', 'web; =1'],
    ['web;=cmd', "web;'=cmd"],
    ['two\n-lines', "two\n'-lines"],
    ['＝1+1', "'＝1+1"],
    ['a-b', 'a-b'],
    ["it's", "it's"],
    ["'quoted'", "'quoted'"],
  ])('%j is written %j and read back', (text, written) => {
    expect(guardFormulas(text)).toBe(written);
    expect(unguardFormulas(written)).toBe(text);
  });

  test('every short text of the characters that matter comes back', () => {
    const letters = ["'", '=', '-', ',', '\t', '\r', '\n', 'a'];
    const wrong: string[] = [];
    const visit = (text: string, left: number) => {
      const written = guardFormulas(text);
      if (unguardFormulas(written) !== text || /^[=+\-@\t\r]/.test(written)) wrong.push(text);
      if (left > 0) for (const letter of letters) visit(text + letter, left - 1);
    };
    visit('', 5);
    expect(wrong).toEqual([]);
  });
});
