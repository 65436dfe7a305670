/**
 * Files and links of visualsubnetcalc (config versions 1 and 2): a tree of blocks, each with a note and a colour or with
 * the two halves it was split into.
 *
 * A file has full blocks as keys, `_note` and `_color` beside them. A link holds the same as compressed JSON with short
 * names: version 1 keeps the blocks and writes `_n` and `_c`; version 2 writes a block as its number among the blocks of
 * its size in the base network, then the size as one digit to base 36 (`7k`: number 7 of the /20), and `n` and `c`.
 */
import lzString from 'lz-string';
import type { Path } from '../../../diagnostics/index.ts';
import {
  type Cidr,
  addressFromBigInt,
  addressToBigInt,
  cidrOf,
  formatCidr,
  parseCidr,
} from '../../../ip/index.ts';
import type { Cloud } from '../../../plan/index.ts';
import { isObject, shortText } from '../../hoplight/check.ts';
import type { ReadCount, SourceFile } from '../../source.ts';
import { type DraftNetwork, type DraftRow, MOST_ROWS, type Report } from '../draft.ts';
import { labelFrom } from '../label.ts';
import { Tints } from './tints.ts';

export interface CalculatorReading {
  readonly network: DraftNetwork;
  readonly cloud: Cloud;
  readonly counts: readonly ReadCount[];
}

/** Whether a value is a configuration, in the long names of files or the short ones of links. */
export function isCalculatorConfig(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  return isObject(either(value, 'subnets', 's')) && typeof either(value, 'config_version', 'v') === 'string';
}

/** The compressed part of a link, its version first; `undefined` for text that is no link of the calculator. */
export function calculatorLinkIn(text: string): string | undefined {
  const link = /^\s*\S{0,500}?[?&]c=([^\s&#]+)\S*\s*$/.exec(text)?.[1];
  // Chat programs escape two of the characters that compressed text is made of.
  return link?.replace(/%2B/gi, '+').replace(/%24/g, '$');
}

/**
 * Longest compressed text that is read. Of the densest text there is, this much comes to fewer than 50 million
 * characters; a link of a thousand subnets with notes is shorter.
 */
const MOST_COMPRESSED = 20_000;

/** The configuration in a link; what is wrong is reported. */
export function configInLink(link: string, path: string, report: Report): unknown {
  const version = link[0];
  const fail = (why: string) => {
    report('unreadable-link', `The link in \`${path}\` cannot be read: ${why}`, { file: path });
    return undefined;
  };
  if (version !== '1')
    return fail(
      `it is of version \`${shortText(version)}\`, and only version \`1\` is known. Export the plan as JSON instead.`,
    );
  if (link.length > MOST_COMPRESSED)
    return fail(`it is longer than ${MOST_COMPRESSED} characters. Export the plan as JSON instead.`);
  try {
    const config: unknown = JSON.parse(lzString.decompressFromEncodedURIComponent(link.slice(1)));
    return isCalculatorConfig(config) ? config : fail('it holds no subnets. Copy it anew.');
  } catch {
    return fail('it is not whole. Copy all of it anew.');
  }
}

const MODES: Readonly<Record<string, Cloud>> = {
  standard: 'standard',
  aws: 'aws',
  azure: 'azure',
  oci: 'oci',
  gcp: 'gcp',
};

/** Reads a configuration. Never throws on any value. */
export function readCalculator(
  file: SourceFile & { readonly value: Readonly<Record<string, unknown>> },
  report: Report,
): CalculatorReading {
  const { value } = file;
  const placeOf = (path: Path) => ({ file: file.path, path, line: file.lineOf(path) });
  const mode = either(value, 'operating_mode', 'm') ?? 'Standard';
  const cloud = typeof mode === 'string' ? MODES[mode.toLowerCase()] : undefined;
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

function either(value: Readonly<Record<string, unknown>>, long: string, short: string): unknown {
  return Object.hasOwn(value, long) ? value[long] : Object.hasOwn(value, short) ? value[short] : undefined;
}
