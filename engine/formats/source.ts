/**
 * What a format reader gets and gives: files already turned from text to values, and a hoplight/1 document as a plain
 * value, section by section, with the place each resource came from.
 */
import type { Diagnostic, Path } from '../diagnostics/index.ts';

/** A file as the user named it, with its text decoded. */
export interface InputFile {
  /** Relative path, `/` between parts; `-` for standard input, a made-up name for pasted text. */
  readonly path: string;
  readonly text: string;
}

/** A file parsed as JSON or YAML. */
export interface SourceFile {
  readonly path: string;
  readonly value: unknown;
  /** The line, from 1, at which the value at `path` starts; the nearest known ancestor's when it is absent. */
  readonly lineOf: (path: Path) => number | undefined;
}

/** Where a resource of a converted document stood in its source. */
export interface Origin {
  readonly file: SourceFile;
  readonly path: Path;
}

/** A hoplight/1 document as plain values, not yet checked: section name → list of resources. */
export type PlainDocument = { readonly [key: string]: unknown };

/** What a reader of a foreign format returns. */
export interface ConvertedDocument {
  readonly document: PlainDocument;
  /** The source of each resource object in `document`, for diagnostics. */
  readonly origins: ReadonlyMap<object, Origin>;
  readonly diagnostics: readonly Diagnostic[];
  /** What was read, in part or not at all: one row for each kind of thing the source holds. */
  readonly counts: readonly ReadCount[];
}

export interface ReadCount {
  /** The source's own word, such as `NatGateways` or `aws_nat_gateway`. */
  readonly kind: string;
  readonly read: number;
  readonly inPart: number;
  readonly skipped: number;
  /** Why something was read in part or skipped: one sentence; `undefined` when all was read. */
  readonly why: string | undefined;
}
