/** Tables of text: aligned columns that fit the page, with what gives way first when it is too narrow. */
import { isolated, printable } from '../../../engine/index.ts';
import type { Role, Style } from './terminal.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

export interface TableRow {
  /** One for each column; text of users' files is made printable here. */
  readonly cells: readonly string[];
  readonly role?: Role;
}

export interface TableLayout {
  readonly width: number;
  readonly style: Style;
  /**
   * What gives way when the page is too narrow, one after the other: the place of a column and the width that it may be
   * cut down to, 0 to leave it out.
   */
  readonly concessions?: readonly (readonly [column: number, width: number])[];
}

const GAP = '  ';

/** The lines of a table, titles first; columns that are empty in every row are left out. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly TableRow[],
  { width, style, concessions = [] }: TableLayout,
): string[] {
  const shown = rows.map(({ cells, role }) => ({ cells: cells.map(printable), role }));
  const natural = columns.map(({ title }, place) => {
    const widest = shown.reduce((most, { cells }) => Math.max(most, columnsOf(cells[place] ?? '')), 0);
    return widest === 0 ? 0 : Math.max(widest, title.length);
  });
  const widths = fitted(natural, width, concessions);
  const line = (cells: readonly string[]): string =>
    columns
      .flatMap(({ align }, place) => {
        const wide = widths[place] ?? 0;
        return wide === 0 ? [] : [isolated(padded(cutTo(cells[place] ?? '', wide), wide, align))];
      })
      .join(GAP)
      .trimEnd();
  const titles = line(columns.map(({ title }) => title));
  return [
    style(titles, 'dim'),
    ...shown.map(({ cells, role }) => (role === undefined ? line(cells) : style(line(cells), role))),
  ];
}

/** The widths within `page`: as many concessions as are needed, and what they leave over given back. */
function fitted(
  natural: readonly number[],
  page: number,
  concessions: readonly (readonly [column: number, width: number])[],
): number[] {
  const widths = [...natural];
  const excess = (): number => {
    const used = widths.filter((width) => width > 0);
    return used.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, used.length - 1) - page;
  };
  for (const [column, least] of concessions) {
    const width = widths[column] ?? 0;
    if (excess() > 0 && width > least) widths[column] = least === 0 ? 0 : Math.max(least, width - excess());
  }
  for (const [column] of concessions) {
    const width = widths[column] ?? 0;
    if (width > 0 && excess() < 0) widths[column] = Math.min(natural[column] ?? 0, width - excess());
  }
  return widths;
}

function padded(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** The text, or as much of it as fits into `width` columns and an ellipsis. */
export function cutTo(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (columnsOf(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]/u;
const NO_WIDTH = /\p{M}/u;

/** Columns that a terminal gives to a text. */
function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}
