/**
 * Files and links of visualsubnetcalc (config versions 1 and 2): a tree of blocks, each with a note and a colour or with
 * the two halves it was split into.
 *
 * A file has full blocks as keys, `_note` and `_color` beside them. A link holds the same as compressed JSON with short
 * names: version 1 keeps the blocks and writes `_n` and `_c`; version 2 writes a block as its number among the blocks of
 * its size in the base network, then the size as one digit to base 36 (`7k`: number 7 of the /20), and `n` and `c`.
 */
import type { Path } from '../../../diagnostics/index.ts';
import {
  type Cidr,
  addressFromBigInt,
  addressToBigInt,
  cidrOf,
  formatCidr,
  parseCidr,
} from '../../../ip/index.ts';
import { type Cloud, clouds } from '../../../plan/index.ts';
import { isObject, shortText } from '../../hoplight/check.ts';
import type { ReadCount, SourceFile } from '../../source.ts';
import { type DraftNetwork, type DraftRow, MOST_ROWS, type Report } from '../draft.ts';
import { labelFrom } from '../label.ts';
import { type CalculatorConfig, either } from './config.ts';
import { Tints } from './tints.ts';

export interface CalculatorReading {
  readonly network: DraftNetwork;
  readonly cloud: Cloud;
  readonly counts: readonly ReadCount[];
}

/** Reads a configuration. Never throws on any value. */
export function readCalculator(
  file: SourceFile & { readonly value: CalculatorConfig },
  report: Report,
): CalculatorReading {
  const { value } = file;
  const placeOf = (path: Path) => ({ file: file.path, path, line: file.lineOf(path) });
  const mode = either(value, 'operating_mode', 'm') ?? 'Standard';
  // Its modes go by the names of our clouds: `Standard`, `AWS`, `AZURE`, `OCI`.
  const cloud = clouds.find((each) => typeof mode === 'string' && each === mode.toLowerCase());
  if (cloud === undefined) {
    report(
      'plan-value-left-out',
      `The mode \`${shortText(mode)}\` is not known. The plan was read as one of no cloud.`,
      placeOf([]),
    );
  }
  const section = Object.hasOwn(value, 'subnets') ? 'subnets' : 's';
  const base = either(value, 'base_network', 'b');
  const reader = new TreeReader(typeof base === 'string' ? parseCidr(base) : undefined, placeOf, report);
  reader.read(value[section], [section], 0);
  const { rows, outer, skipped } = reader;
  return {
    network: { name: '', cidrs: outer, rows, undivided: true },
    cloud: cloud ?? 'standard',
    counts: [
      {
        kind: 'subnets',
        read: rows.length,
        inPart: 0,
        skipped,
        why: skipped === 0 ? undefined : 'Their blocks cannot be read.',
      },
    ],
  };
}

/** What the calculator shows as no colour. */
const WHITE = /^#f{3}(f{3}|f{5})?$/i;

/** Deepest nesting that is followed: more than an address has bits. */
const MOST_NESTED = 130;

class TreeReader {
  readonly rows: DraftRow[] = [];
  /** The outermost blocks. */
  readonly outer: Cidr[] = [];
  skipped = 0;
  #base: Cidr | undefined;
  #placeOf: (path: Path) => DraftRow['place'];
  #report: Report;
  #tints = new Tints();

  constructor(base: Cidr | undefined, placeOf: (path: Path) => DraftRow['place'], report: Report) {
    this.#base = base;
    this.#placeOf = placeOf;
    this.#report = report;
  }

  read(tree: unknown, path: Path, depth: number): void {
    if (!isObject(tree) || depth > MOST_NESTED) return;
    for (const key of Object.keys(tree).filter(isBlockKey)) {
      const at = [...path, key];
      const cidr = this.#blockOf(key);
      if (cidr === undefined) {
        this.skipped += 1;
        this.#report(
          'invalid-value',
          `\`${shortText(key)}\` is no block. It was left out with all in it.`,
          this.#placeOf(at),
        );
        continue;
      }
      if (depth === 0) this.outer.push(cidr);
      if (this.rows.length === MOST_ROWS) return;
      const inner = tree[key];
      if (isObject(inner) && Object.keys(inner).some(isBlockKey)) this.read(inner, at, depth + 1);
      else this.#addRow(cidr, inner, at);
    }
  }

  #addRow(cidr: Cidr, said: unknown, path: Path): void {
    const place = this.#placeOf(path);
    const text = (...keys: string[]) => {
      const found = keys.map((key) => (isObject(said) && Object.hasOwn(said, key) ? said[key] : undefined));
      return found.find((value): value is string => typeof value === 'string' && value.trim() !== '');
    };
    const colour = text('_color', '_c', 'c');
    const tint = colour === undefined ? undefined : this.#tints.of(colour);
    if (colour !== undefined && tint === undefined && !WHITE.test(colour)) {
      this.#report(
        'plan-value-left-out',
        `No tint is near the colour \`${shortText(colour)}\` of \`${formatCidr(cidr)}\`. The row has none.`,
        place,
      );
    }
    const label = labelFrom({ note: text('_note', '_n', 'n'), tint }, (member) =>
      this.#report('plan-text-cut', `\`${formatCidr(cidr)}\`: the ${member} was cut.`, place),
    );
    this.rows.push({ cidr, label, free: false, place });
  }

  /** `10.0.96.0/20`, or `6k` in 10.0.0.0/16. */
  #blockOf(key: string): Cidr | undefined {
    if (key.includes('/')) return parseCidr(key);
    const short = /^(\d{1,10})([0-9a-w])$/.exec(key);
    if (short === null || this.#base?.family !== 4) return undefined;
    const prefixLength = parseInt(short[2] ?? '', 36);
    const offset = BigInt(short[1] ?? '') << BigInt(32 - prefixLength);
    const address = addressFromBigInt(4, addressToBigInt(this.#base) + offset);
    return address && cidrOf(address, prefixLength);
  }
}

/** A key that stands for a block, and not for a note or a colour. */
function isBlockKey(key: string): boolean {
  return !key.startsWith('_') && key !== 'n' && key !== 'c';
}
