/** From inputs on the command line to a network, with everything that was read, read in part or not at all said. */
import { load } from '../../../engine/index.ts';
import type { Diagnostic, LoadResult, ReadCount } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import { counted, printMessage } from '../output/terminal.ts';
import { printDiagnostics } from '../output/diagnostics.ts';
import { readInputs } from './read-inputs.ts';
import type { Inputs } from './read-inputs.ts';
import type { Skipped } from './walk.ts';

export interface LoadOptions {
  readonly as?: 'hoplight' | 'aws-cli';
  readonly verbose?: boolean;
}

/** What is to be told of inputs that were read. */
export interface Told {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: readonly ReadCount[];
  readonly skipped: readonly Skipped[];
  /** True when a file that was named itself could not be read at all: the answer stands on the rest. */
  readonly unreadable: boolean;
}

export type Loaded = LoadResult & Told;

/** Text of this many characters takes about a second to load. */
const LONG_TEXT = 20_000_000;

/**
 * Reads and loads the inputs; says nothing yet but progress.
 *
 * @throws UsageError when an input does not exist
 */
export async function loadInputs(inputs: readonly string[], options: LoadOptions): Promise<Loaded> {
  return loadRead(await readInputs(inputs), options);
}

/** {@link loadInputs}, and the diagnostics and counts told on standard error. */
export async function loadAndTell(inputs: readonly string[], options: LoadOptions): Promise<Loaded> {
  return loadReadAndTell(await readInputs(inputs), options);
}

/**
 * Loads what was read already, and tells the diagnostics and counts on standard error.
 *
 * @throws UsageError when nothing in it is a network
 */
export function loadReadAndTell(read: Inputs, options: LoadOptions): Loaded {
  const loaded = loadRead(read, options);
  tell(loaded, options.verbose ?? false);
  if (isNothing(loaded)) throw new UsageError(nothingToRead(loaded));
  return loaded;
}

function loadRead(read: Inputs, options: LoadOptions): Loaded {
  const size = read.files.reduce((sum, { text }) => sum + text.length, 0);
  if (size > LONG_TEXT) {
    printMessage(
      `Loading ${counted(read.files.length, 'file')}, ${Math.round(size / 1e6)} million characters …`,
    );
  }
  const result = load(read.files, options.as === undefined ? {} : { as: options.as });
  return { ...result, ...toTell(read, result) };
}

/** Tells the diagnostics and counts on standard error. */
export function tell(told: Told, verbose: boolean): void {
  printDiagnostics(told.diagnostics, verbose);
  tellCounts(told, verbose);
}

/** True when no file held anything to make a network of, and that is an error and not an empty document. */
export function isNothing(loaded: Loaded): boolean {
  const unread = loaded.diagnostics.some(isUnread) || loaded.skipped.some(({ why }) => why === OTHER_FORMAT);
  return unread && loaded.network.byId.size === 0;
}

function nothingToRead(loaded: Loaded): string {
  return loaded.skipped.length === 0
    ? 'The input holds no network.'
    : 'The input holds no network: no file in it is in a format that Hoplight reads.';
}

/** Says what was read in part, skipped or passed by; with `verbose` also what was read whole. */
export function tellCounts(loaded: Told, verbose: boolean): void {
  const told = loaded.counts.filter(({ inPart, skipped }) => verbose || inPart > 0 || skipped > 0);
  for (const { kind, read, inPart, skipped, why } of told) {
    const parts = [
      `${read} read`,
      inPart > 0 ? `${inPart} in part` : '',
      skipped > 0 ? `${skipped} skipped` : '',
    ];
    printMessage(
      `${kind}: ${parts.filter(Boolean).join(', ')}${why === undefined ? '' : ` (${why.replace(/\.$/, '')})`}`,
    );
  }
  if (loaded.skipped.length === 0) return;
  if (verbose) {
    for (const { path, why } of loaded.skipped) printMessage(`Passed by \`${path}\`: ${why}.`);
    return;
  }
  const reasons = [...new Set(loaded.skipped.map(({ why }) => why))];
  const sums = reasons.map(
    (reason) => `${loaded.skipped.filter(({ why }) => why === reason).length} ${reason}`,
  );
  const entries = counted(loaded.skipped.length, 'entry', 'entries');
  printMessage(`Passed by ${entries} of the folder: ${sums.join('; ')}. --verbose lists them.`);
}

const FOREIGN_CODES: ReadonlySet<string> = new Set(['unknown-format', 'unknown-plan-format']);
const UNREAD_CODES: ReadonlySet<string> = new Set([
  ...FOREIGN_CODES,
  'unreadable-text',
  'unreadable-link',
  'input-too-large',
]);
const OTHER_FORMAT = 'in no format that Hoplight reads';

function isUnread(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error' && UNREAD_CODES.has(diagnostic.code);
}

/** A foreign file found in a folder is no error, one that was named is. */
export function toTell(read: Inputs, { diagnostics, counts }: Pick<Told, 'diagnostics' | 'counts'>): Told {
  const isForeign = ({ code, file }: Diagnostic): boolean =>
    FOREIGN_CODES.has(code) && file !== undefined && !read.named.has(file);
  const foreign = diagnostics.filter(isForeign);
  return {
    diagnostics: diagnostics.filter((diagnostic) => !isForeign(diagnostic)),
    counts,
    skipped: [...read.skipped, ...foreign.map(({ file = '' }) => ({ path: file, why: OTHER_FORMAT }))],
    unreadable: diagnostics.some(
      (diagnostic) =>
        isUnread(diagnostic) && (diagnostic.file === undefined || read.named.has(diagnostic.file)),
    ),
  };
}
