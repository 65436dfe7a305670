/**
 * A diagnostic: something about the configuration or the input that the user should know. Not a verdict and not a bug.
 */
import type { RuleId } from '../rules/index.ts';
import { diagnosticCodes } from './codes.ts';
import type { DiagnosticCode } from './codes.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Where in an input something stands: keys and list positions from the top of the file. */
export type Path = readonly (string | number)[];

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Constant text for the code, without the user's values. */
  readonly summary: string;
  /** What is wrong with what, why, and what to do: full sentences, the user's values in backticks. */
  readonly detail: string;
  /** Id of the resource concerned. */
  readonly resource: string | undefined;
  readonly file: string | undefined;
  readonly path: Path | undefined;
  /** From 1; `undefined` when the input has no lines or the place is not known. */
  readonly line: number | undefined;
  readonly rule: RuleId | undefined;
}

/** What may be said beside a code and its detail. */
export interface DiagnosticPlace {
  readonly resource?: string | undefined;
  readonly file?: string | undefined;
  readonly path?: Path | undefined;
  readonly line?: number | undefined;
  readonly rule?: RuleId | undefined;
}

/** Makes a diagnostic of a code; severity and summary come from its definition. */
export function diagnostic(code: DiagnosticCode, detail: string, place: DiagnosticPlace = {}): Diagnostic {
  const { severity, summary } = diagnosticCodes[code];
  return {
    code,
    severity,
    summary,
    detail,
    resource: place.resource,
    file: place.file,
    path: place.path,
    line: place.line,
    rule: place.rule,
  };
}
