/**
 * Text in columns: rows whose cells are wrapped inside their columns, paragraphs, numbered lists.
 *
 * INVARIANT: no line is wider than the page; no control character of a user's text gets through.
 */
import { isolated, printable } from '../model/unseen.ts';

/** What a piece of text is, for callers that colour it. */
export type TextRole = 'reachable' | 'blocked' | 'check' | 'strong' | 'dim';

export interface TextOptions {
  /** Columns that a line may take, at least 60; 100 when not given. */
  readonly width?: number;
  /** Dresses a piece of text for its role, without changing how wide it is; by default nothing is done. */
  readonly style?: (text: string, role: TextRole) => string;
}

const DEFAULT_WIDTH = 100;
const MIN_WIDTH = 60;
export interface Page {
  readonly width: number;
  readonly style: (text: string, role: TextRole) => string;
}

export interface Cell {
  readonly text: string;
  readonly role?: TextRole | undefined;
}

/** The page that the options ask for. */
export function pageOf({ width = DEFAULT_WIDTH, style = (text) => text }: TextOptions): Page {
  return { width: Math.max(MIN_WIDTH, width), style };
}

/** A numbered list: the first text of each item as it is, the others beneath it and dim. */
export function numbered(items: readonly (readonly string[])[], page: Page): string[] {
  return items.flatMap((texts, index) =>
    texts.flatMap((text, line) =>
      line === 0
        ? row([{ text: `${index + 1}.` }, { text }], [String(items.length).length + 1], 2, page)
        : paragraph(text, 5 + String(items.length).length, page, 'dim'),
    ),
  );
}

const GAP = 2;
const MIN_COLUMN = 6;
const MIN_LAST_COLUMN = 24;

/** Rows with equal columns, each cell wrapped inside its column. */
export function table(rows: readonly (readonly Cell[])[], indent: number, page: Page): string[] {
  const widths = fit(rows, indent, page, MIN_LAST_COLUMN);
  return rows.flatMap((cells) => row(cells, widths, indent, page));
}

/** Widths of all columns but the last, as wide as their widest cell; the widest give way until `last` columns are left. */
export function fit(
  rows: readonly (readonly Cell[])[],
  indent: number,
  page: Page,
  last: number,
): readonly number[] {
  const widths = widestCells(rows).slice(0, -1);
  while (columnsUsed(widths, indent) + last > page.width) {
    const widest = Math.max(...widths);
    if (widest <= MIN_COLUMN) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

/** Widths of all columns but the last, when every cell has room on one line; else `undefined`. */
export function naturalWidths(
  rows: readonly (readonly Cell[])[],
  indent: number,
  page: Page,
): readonly number[] | undefined {
  const all = widestCells(rows);
  return columnsUsed(all, indent) - GAP <= page.width ? all.slice(0, -1) : undefined;
}

function widestCells(rows: readonly (readonly Cell[])[]): number[] {
  const count = Math.max(0, ...rows.map((cells) => cells.length));
  return Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((cells) => widthOf(cells[column]?.text ?? ''))),
  );
}

function columnsUsed(widths: readonly number[], indent: number): number {
  return widths.reduce((sum, width) => sum + (width === 0 ? 0 : width + GAP), indent);
}

/** One row: cells padded to `widths`, the last one as wide as the page allows, further lines hanging in their columns. */
export function row(cells: readonly Cell[], widths: readonly number[], indent: number, page: Page): string[] {
  let start = indent;
  const columns = cells.map((cell, index) => {
    const isLast = index === cells.length - 1;
    const width = isLast ? Math.max(MIN_COLUMN, page.width - start) : (widths[index] ?? 0);
    const column = { start, lines: width === 0 ? [] : wrap(cell.text, width), role: cell.role };
    if (width > 0) start += width + GAP;
    return column;
  });
  const height = Math.max(1, ...columns.map((column) => column.lines.length));
  return Array.from({ length: height }, (_, index) => {
    let line = '';
    let width = 0;
    for (const column of columns) {
      const text = column.lines[index] ?? '';
      if (text === '') continue;
      line += ' '.repeat(Math.max(0, column.start - width));
      const apart = isolated(text);
      line += column.role === undefined || text.trim() === '' ? apart : page.style(apart, column.role);
      width = Math.max(width, column.start) + widthOf(text);
    }
    return line.trimEnd();
  });
}

export function paragraph(text: string, indent: number, page: Page, role?: TextRole): string[] {
  return row([{ text, role }], [], indent, page);
}

/** Lines of at most `width` characters, broken at spaces, or inside a word that is longer than a line. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/(?<=\S) (?=\S)/)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    const characters = Array.from(word);
    while (characters.length > width) lines.push(characters.splice(0, width).join(''));
    line = characters.join('');
  }
  return [...lines, line];
}

/** Columns; a joiner between letters takes none. */
export function widthOf(text: string): number {
  return Array.from(text.replace(/[\u200c\u200d]/g, '')).length;
}
