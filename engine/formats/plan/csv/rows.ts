/** A row of a table as what it says: its block, its label, and what it stands for. */
import type { Cidr } from '../../../ip/index.ts';
import { type Cloud, type Label, TINT_COUNT, clouds, readBlock, subnetKinds } from '../../../plan/index.ts';
import { shortText } from '../../hoplight/check.ts';
import type { DraftRow, Report } from '../draft.ts';
import { cutText, labelFrom } from '../label.ts';
import type { Columns, Field } from './columns.ts';
import { unguardFormulas } from './formulas.ts';
import type { CsvRecord } from './records.ts';

export interface TableRow extends DraftRow {
  readonly vpc: string;
  readonly status: Status;
  /** As the row says. */
  readonly cloud: Cloud | undefined;
}

export type Status = 'block' | 'group' | 'subnet' | 'free';

/** What tables call the things that rows stand for; any other word is a subnet. */
const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['block', 'block'],
  ['base', 'block'],
  ['vpc', 'block'],
  ['supernet', 'block'],
  ['group', 'group'],
  ['container', 'group'],
  ['aggregate', 'group'],
  ['free', 'free'],
  ['available', 'free'],
  ['unused', 'free'],
  ['unallocated', 'free'],
]);

const TINTS = Array.from({ length: TINT_COUNT }, (_, index) => index + 1);

export class RowReader {
  #path: string;
  #columns: Columns;
  #report: Report;

  constructor(path: string, columns: Columns, report: Report) {
    this.#path = path;
    this.#columns = columns;
    this.#report = report;
  }

  /** @returns `undefined` for a row without a block, which is reported */
  read({ cells, line }: CsvRecord): TableRow | undefined {
    const cell = (field: Field) => {
      const place = this.#columns[field];
      return place === undefined ? '' : unguardFormulas((cells[place] ?? '').trim()).trim();
    };
    const cidr = this.#block(cell('cidr'), cell('mask'), line);
    if (cidr === undefined) return undefined;
    const status = STATUSES.get(cell('status').toLowerCase()) ?? 'subnet';
    return {
      cidr,
      label: this.#label(cell, line),
      free: status === 'free',
      vpc: cutText(cell('vpc')),
      status,
      cloud: clouds.find((each) => each === cell('cloud').toLowerCase()),
      place: { file: this.#path, line },
    };
  }

  #block(written: string, mask: string, line: number): Cidr | undefined {
    const text = mask === '' || written.includes('/') ? written : `${written}/${mask.replace(/^\//, '')}`;
    const block = readBlock(text);
    const place = { file: this.#path, line };
    if (!block.ok) {
      this.#report('invalid-value', `Line ${line}: ${block.message} The row was left out.`, place);
      return undefined;
    }
    if (block.corrected !== undefined)
      this.#report('host-bits-cleared', `Line ${line}: \`${block.corrected}\`.`, place);
    return block.cidr;
  }

  #label(cell: (field: Field) => string, line: number): Label {
    const said = {
      name: cell('name'),
      note: cell('note'),
      zone: cell('zone'),
      kind: this.#known('kind', cell('kind'), subnetKinds, line),
      tint: this.#known('tint', cell('tint'), TINTS, line),
      pinned: /^(true|yes|1|x)$/i.test(cell('pinned')) || undefined,
    };
    return labelFrom(said, (member) =>
      this.#report('plan-text-cut', `Line ${line}: the ${member} was cut.`, { file: this.#path, line }),
    );
  }

  #known<T>(field: Field, written: string, values: readonly T[], line: number): T | undefined {
    const value = values.find((each) => String(each) === written.toLowerCase());
    if (written !== '' && value === undefined) {
      const some = values.slice(0, 3).map((each) => `\`${String(each)}\``);
      this.#report(
        'plan-value-left-out',
        `Line ${line}: \`${shortText(written)}\` is no ${field}. Write ${some.join(', ')}${values.length > some.length ? ' …' : ''}, or nothing.`,
        { file: this.#path, line },
      );
    }
    return value;
  }
}
