/** A table of subnets: our own export, or any table with a column of CIDR blocks. */
import { type Cidr, containsCidr, compareCidrs, sameCidr } from '../../../ip/index.ts';
import {
  type Cloud,
  type Label,
  TINT_COUNT,
  clouds,
  fitsSubnet,
  isBlank,
  readBlock,
  subnetKinds,
} from '../../../plan/index.ts';
import { shortText } from '../../hoplight/check.ts';
import type { InputFile, ReadCount } from '../../source.ts';
import { type DraftNetwork, type DraftRow, MOST_ROWS, type Report } from '../draft.ts';
import { cutText, labelFrom } from '../label.ts';
import { type Columns, type Field, columnsByContent, findColumns } from './columns.ts';
import { unguardFormulas } from './formulas.ts';
import { type CsvRecord, readRecords, withoutPreamble } from './records.ts';

export interface TableReading {
  readonly networks: readonly DraftNetwork[];
  /** As the table says; else of what its subnets could be. */
  readonly cloud: Cloud;
  readonly counts: readonly ReadCount[];
}

/** What a file begins with, once it is known to be a table. */
export interface Table {
  readonly columns: Columns;
  readonly unknown: readonly string[];
  readonly records: readonly CsvRecord[];
  readonly unclosed: number | undefined;
}

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE_ROWS = 20;

/** The table that a text is; `undefined` when it is none. */
export function tableIn(text: string): Table | undefined {
  const { text: plain, delimiter } = withoutPreamble(text);
  if (/^\s*[[{]/.test(plain)) return undefined;
  for (const each of delimiter === undefined ? DELIMITERS : [delimiter]) {
    const [heading, ...rows] = readRecords(plain.slice(0, SAMPLE_CHARACTERS), each, SAMPLE_ROWS).records;
    if (heading === undefined) continue;
    const found = findColumns(
      heading.cells,
      rows.map(({ cells }) => cells),
    );
    const columns = found?.columns ?? columnsByContent(heading.cells);
    if (columns === undefined) continue;
    const { records, unclosed } = readRecords(plain, each, MOST_ROWS + 1);
    return {
      columns,
      unknown: found?.unknown ?? [],
      records: found === undefined ? records : records.slice(1),
      unclosed,
    };
  }
  return undefined;
}

const SAMPLE_CHARACTERS = 100_000;

/** Reads the rows of a table. */
export function readTable(file: InputFile, table: Table, report: Report): TableReading {
  const reader = new RowReader(file, table.columns, report);
  if (table.unknown.length > 0) {
    const headings = table.unknown.slice(0, 10).map((heading) => `\`${shortText(heading)}\``);
    report('plan-column-left-out', `Not read: ${headings.join(', ')}.`, { file: file.path, line: 1 });
  }
  if (table.unclosed !== undefined) {
    report(
      'unreadable-table',
      `In line ${table.unclosed} a quoted cell begins that is never closed. What stands before was read; add the closing quote.`,
      { file: file.path, line: table.unclosed },
    );
  }
  const rows = table.records.slice(0, MOST_ROWS).flatMap((record) => reader.row(record));
  if (table.records.length > MOST_ROWS)
    report('plan-too-large', `Only the first ${MOST_ROWS} rows of \`${file.path}\` were read.`, {
      file: file.path,
    });
  const skipped = table.records.length - rows.length;
  return {
    networks: networksOf(rows),
    cloud: reader.cloud ?? likelyCloud(rows),
    counts: [
      {
        kind: 'rows',
        read: rows.length,
        inPart: 0,
        skipped,
        why: skipped === 0 ? undefined : 'They have no block that can be read.',
      },
    ],
  };
}

/** What a row stands for, if the table says. */
type Status = 'block' | 'group' | 'subnet' | 'free';

const STATUSES: Readonly<Record<string, Status>> = {
  block: 'block',
  base: 'block',
  vpc: 'block',
  supernet: 'block',
  container: 'group',
  group: 'group',
  aggregate: 'group',
  free: 'free',
  available: 'free',
  unused: 'free',
  unallocated: 'free',
};

interface TableRow extends DraftRow {
  readonly vpc: string;
  readonly status: Status;
}

class RowReader {
  #file: InputFile;
  #columns: Columns;
  #report: Report;
  /** The first that a row names. */
  cloud: Cloud | undefined;

  constructor(file: InputFile, columns: Columns, report: Report) {
    this.#file = file;
    this.#columns = columns;
    this.#report = report;
  }

  row({ cells, line }: CsvRecord): TableRow[] {
    const cell = (field: Field) => {
      const place = this.#columns[field];
      return place === undefined ? '' : unguardFormulas((cells[place] ?? '').trim()).trim();
    };
    const cidr = this.#block(cell('cidr'), cell('mask'), line);
    if (cidr === undefined) return [];
    const place = { file: this.#file.path, line };
    this.cloud ??= clouds.find((each) => each === cell('cloud').toLowerCase());
    const status = STATUSES[cell('status').toLowerCase()];
    return [
      {
        cidr,
        label: this.#label(cell, line),
        free: status === 'free',
        vpc: cutText(cell('vpc')),
        status: status ?? 'subnet',
        place,
      },
    ];
  }

  #block(written: string, mask: string, line: number): Cidr | undefined {
    const text = mask === '' || written.includes('/') ? written : `${written}/${mask.replace(/^\//, '')}`;
    const block = readBlock(text);
    const place = { file: this.#file.path, line };
    if (!block.ok) {
      this.#report('invalid-value', `Line ${line}: ${block.message} The row was left out.`, place);
      return undefined;
    }
    if (block.corrected !== undefined)
      this.#report('host-bits-cleared', `Line ${line}: \`${block.corrected}\`.`, place);
    return block.cidr;
  }

  #label(cell: (field: Field) => string, line: number): Label {
    const place = { file: this.#file.path, line };
    const known = <T>(field: Field, values: readonly T[]): T | undefined => {
      const written = cell(field);
      const value = values.find((each) => String(each) === written.toLowerCase());
      if (written !== '' && value === undefined) {
        this.#report(
          'plan-value-left-out',
          `Line ${line}: \`${shortText(written)}\` is no ${field}. Write ${values
            .slice(0, 3)
            .map((each) => `\`${String(each)}\``)
            .join(', ')}${values.length > 3 ? ' …' : ''}, or nothing.`,
          place,
        );
      }
      return value;
    };
    return labelFrom(
      {
        name: cell('name'),
        note: cell('note'),
        zone: cell('zone'),
        kind: known('kind', subnetKinds),
        tint: known('tint', TINTS),
        pinned: /^(true|yes|1|x)$/i.test(cell('pinned')) || undefined,
      },
      (cut) => this.#report('plan-text-cut', `Line ${line}: the ${cut} was cut.`, place),
    );
  }
}

const TINTS = Array.from({ length: TINT_COUNT }, (_, index) => index + 1);

function networksOf(rows: readonly TableRow[]): DraftNetwork[] {
  return inOrder(rows) ?? byVpc(rows);
}

/** Blocks, each with the rows that follow it, as our own tables list them; `undefined` for a table in another order. */
function inOrder(rows: readonly TableRow[]): DraftNetwork[] | undefined {
  const networks: { name: string; cidrs: [Cidr]; rows: TableRow[] }[] = [];
  for (const row of rows) {
    const last = networks.at(-1);
    if (row.status === 'block') networks.push({ name: row.vpc, cidrs: [row.cidr], rows: spoken(row) });
    else if (last === undefined || !containsCidr(last.cidrs[0], row.cidr)) return undefined;
    else last.rows.push(row);
  }
  return networks;
}

/** Rows by the VPC they name; rows that the table calls blocks, or that hold others, are its blocks. */
function byVpc(rows: readonly TableRow[]): DraftNetwork[] {
  const vpcs = new Map<string, TableRow[]>();
  for (const row of rows) {
    const others = vpcs.get(row.vpc);
    if (others === undefined) vpcs.set(row.vpc, [row]);
    else others.push(row);
  }
  return [...vpcs].map(([name, ofVpc]) => {
    const stated = ofVpc.filter(({ status }) => status === 'block');
    const { holders, nested } = nestingOf(ofVpc);
    const outer = ofVpc.filter((row) => holders.has(row) && !nested.has(row));
    return {
      name,
      cidrs: (stated.length > 0 ? stated : outer).map(({ cidr }) => cidr),
      rows: ofVpc.flatMap((row) => (row.status === 'block' ? spoken(row) : [row])),
    };
  });
}

/** The row of a block about which something is said, which makes a group of all that is in it. */
function spoken(row: TableRow): TableRow[] {
  return isBlank(row.label) ? [] : [row];
}

/** Rows that hold another row, and rows that lie in another. */
function nestingOf(rows: readonly TableRow[]): { holders: Set<TableRow>; nested: Set<TableRow> } {
  const holders = new Set<TableRow>();
  const nested = new Set<TableRow>();
  const open: TableRow[] = [];
  for (const row of [...rows].sort((a, b) => compareCidrs(a.cidr, b.cidr))) {
    let around = open.at(-1);
    while (around !== undefined && !containsCidr(around.cidr, row.cidr)) {
      open.pop();
      around = open.at(-1);
    }
    if (around !== undefined && !sameCidr(around.cidr, row.cidr)) {
      holders.add(around);
      nested.add(row);
    }
    open.push(row);
  }
  return { holders, nested };
}

/** AWS, unless a subnet of the table is none that AWS has. */
function likelyCloud(rows: readonly TableRow[]): Cloud {
  const { holders } = nestingOf(rows);
  const subnets = rows.filter((row) => row.status === 'subnet' && !holders.has(row));
  return subnets.every(({ cidr }) => fitsSubnet(cidr, 'aws').fits) ? 'aws' : 'standard';
}
