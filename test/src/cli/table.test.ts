import { describe, expect, test } from 'vitest';
import { tableLines } from '../../../src/cli/output/table.ts';

const plain = (text: string): string => text;
const columns = [{ title: 'Name' }, { title: 'Count', align: 'right' }, { title: 'Note' }] as const;
const rows = [
  { cells: ['web', '12', 'in front of everything'] },
  { cells: ['a longer name', '1,024', ''], role: 'dim' as const },
];

describe('a table', () => {
  test('aligns its columns and leaves no space at the ends of lines', () => {
    expect(tableLines(columns, rows, { width: 100, style: plain })).toEqual([
      'Name           Count  Note',
      'web               12  in front of everything',
      'a longer name  1,024',
    ]);
  });

  test('leaves out a column without a word', () => {
    const empty = rows.map(({ cells: [name = '', count = ''] }) => ({ cells: [name, count, ''] }));
    expect(tableLines(columns, empty, { width: 100, style: plain })[0]).toBe('Name           Count');
  });

  test('gives way in the order asked for, and no further than needed', () => {
    const concessions = [
      [2, 8],
      [0, 6],
      [2, 0],
    ] as const;
    const at = (width: number) => tableLines(columns, rows, { width, style: plain, concessions });
    expect(at(40)[1]).toBe('web               12  in front of every…');
    expect(at(26)).toEqual(['Name       Count  Note', 'web           12  in fron…', 'a longer…  1,024']);
    expect(at(16)).toEqual(['Name       Count', 'web           12', 'a longer…  1,024']);
  });

  test('hands the style whole lines, after they were cut', () => {
    const style = (text: string, role: string): string => `<${role}>${text}</>`;
    expect(tableLines(columns, rows, { width: 100, style })).toEqual([
      '<dim>Name           Count  Note</>',
      'web               12  in front of everything',
      '<dim>a longer name  1,024</>',
    ]);
  });

  test('counts the columns that a terminal gives to a character', () => {
    const wide = [
      { cells: ['東京', '1', 'x'] },
      { cells: ['e\u0301te\u0301', '2', 'y'] },
      { cells: ['\u001b[2J', '3', 'z'] },
    ];
    expect(tableLines(columns, wide, { width: 100, style: plain }).slice(1)).toEqual([
      '東京      1  x',
      'e\u0301te\u0301       2  y',
      '\u{FFFD}[2J      3  z',
    ]);
  });
});
