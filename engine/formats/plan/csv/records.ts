/**
 * CSV as text (RFC 4180), and the small ways in which spreadsheets differ: semicolons or tabs between cells, a line
 * `sep=;` before the first row, a byte-order mark, line feeds alone.
 *
 * Own code, since a reader of the whole of RFC 4180 is one loop, and the lines of rows are needed for diagnostics.
 */

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Of its first character, from 1. */
  readonly line: number;
}

export interface CsvReading {
  readonly records: readonly CsvRecord[];
  /** Line of a quoted cell that is never closed; its row is left out. */
  readonly unclosed: number | undefined;
}

/** Reads all rows; blank lines are left out. */
export function readRecords(text: string, delimiter: string, most: number): CsvReading {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let line = 1;
  let first = 1;
  let at = 0;
  const endRecord = () => {
    if (cells.some((cell) => cell !== '')) records.push({ cells, line: first });
    cells = [];
    first = line;
  };
  while (at < text.length && records.length < most) {
    if (text[at] === '"') {
      const start = line;
      const quoted = readQuoted(text, at);
      if (quoted === undefined) return { records, unclosed: start };
      line += lineBreaks(quoted.value);
      // What stands between the closing quote and the delimiter belongs to the cell, as spreadsheets read it.
      const end = endOfCell(text, quoted.end, delimiter);
      cells.push(quoted.value + text.slice(quoted.end, end));
      at = end;
    } else {
      const end = endOfCell(text, at, delimiter);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the very end opens one more cell, which is empty.
      if (at === text.length) cells.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    endRecord();
  }
  if (cells.length > 0) endRecord();
  return { records, unclosed: undefined };
}

/** Cells as one line of text, quoted where they must be, without a line break at the end. */
export function writeRecord(cells: readonly string[]): string {
  return cells
    .map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

/** The text without what spreadsheets put before the first row, and the delimiter they name there. */
export function withoutPreamble(text: string): {
  readonly text: string;
  readonly delimiter: string | undefined;
} {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const named = /^"?sep=([,;|\t])"?\r?\n/i.exec(plain);
  return named === null
    ? { text: plain, delimiter: undefined }
    : { text: `\n${plain.slice(named[0].length)}`, delimiter: named[1] };
}

function readQuoted(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } | undefined {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return undefined;
    if (text[quote + 1] !== '"')
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
