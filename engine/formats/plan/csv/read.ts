/** A table of subnets: our own export, or any table with a column of CIDR blocks. */
import type { Cloud } from '../../../plan/index.ts';
import { shortText } from '../../hoplight/check.ts';
import type { ReadCount } from '../../source.ts';
import { type DraftNetwork, MOST_ROWS, type Report } from '../draft.ts';
import { type Columns, columnsByContent, findColumns } from './columns.ts';
import { likelyCloud, networksOf } from './nesting.ts';
import { type CsvRecord, readRecords, withoutPreamble } from './records.ts';
import { RowReader } from './rows.ts';

/** A text that is known to be a table. */
export interface Table {
  readonly columns: Columns;
  /** Headings that mean nothing here. */
  readonly unknown: readonly string[];
  /** Without the headings. */
  readonly records: readonly CsvRecord[];
  /** Line of a quoted cell that is never closed. */
  readonly unclosed: number | undefined;
}

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE_ROWS = 20;
const SAMPLE_CHARACTERS = 100_000;

/** The table that a text is, with any of the usual delimiters; `undefined` when it is none. */
export function tableIn(text: string): Table | undefined {
  const { text: plain, delimiter: named } = withoutPreamble(text);
  if (/^\s*[[{]/.test(plain)) return undefined;
  const sample = plain.slice(0, SAMPLE_CHARACTERS);
  for (const delimiter of named === undefined ? DELIMITERS : [named]) {
    const [heading, ...rows] = readRecords(sample, delimiter, SAMPLE_ROWS).records;
    if (heading === undefined) continue;
    const found = findColumns(
      heading.cells,
      rows.map(({ cells }) => cells),
    );
    const columns = found?.columns ?? columnsByContent(heading.cells);
    if (columns === undefined) continue;
    const { records, unclosed } = readRecords(plain, delimiter, MOST_ROWS + 2);
    const first = found === undefined ? 0 : 1;
    return { columns, unknown: found?.unknown ?? [], records: records.slice(first), unclosed };
  }
  return undefined;
}

export interface TableReading {
  readonly networks: readonly DraftNetwork[];
  /** As the table says; else one that its subnets fit. */
  readonly cloud: Cloud;
  readonly counts: readonly ReadCount[];
}

/** Reads the rows of a table. */
export function readTable(path: string, table: Table, report: Report): TableReading {
  const { records, columns, unknown, unclosed } = table;
  if (unknown.length > 0) {
    const headings = unknown.slice(0, 10).map((heading) => `\`${shortText(heading)}\``);
    report('plan-column-left-out', `Not read: ${headings.join(', ')}.`, { file: path, line: 1 });
  }
  if (unclosed !== undefined) {
    const detail = `In line ${unclosed} a quoted cell begins that is never closed. What stands before was read; add the closing quote.`;
    report('unreadable-table', detail, { file: path, line: unclosed });
  }
  if (records.length > MOST_ROWS)
    report('plan-too-large', `Only the first ${MOST_ROWS} rows of \`${path}\` were read.`, { file: path });
  const reader = new RowReader(path, columns, report);
  const rows = records.slice(0, MOST_ROWS).flatMap((record) => reader.read(record) ?? []);
  const skipped = records.length - rows.length;
  return {
    networks: networksOf(rows),
    cloud: rows.find(({ cloud }) => cloud !== undefined)?.cloud ?? likelyCloud(rows),
    counts: [
      {
        kind: 'rows',
        read: rows.length,
        inPart: 0,
        skipped,
        why: skipped === 0 ? undefined : 'They have no block that can be read, or are too many.',
      },
    ],
  };
}
