/**
 * Gathers the diagnostics of one load, so that a thousand equal problems do not bury the others.
 */
import { diagnostic } from './diagnostic.ts';
import type { Diagnostic, DiagnosticPlace } from './diagnostic.ts';
import type { DiagnosticCode } from './codes.ts';

/** How many diagnostics of one code are kept for one file; the rest are counted. */
export const MOST_PER_CODE = 20;

export interface DiagnosticCollector {
  readonly report: (code: DiagnosticCode, detail: string, place?: DiagnosticPlace) => void;
  /** Those kept, in order, and for each code that had more one that says how many. */
  readonly all: () => Diagnostic[];
}

export function collectDiagnostics(): DiagnosticCollector {
  const kept: Diagnostic[] = [];
  const counts = new Map<string, { code: DiagnosticCode; file: string | undefined; count: number }>();
  return {
    report: (code, detail, place = {}) => {
      const key = `${code} ${place.file ?? ''}`;
      const seen = counts.get(key) ?? { code, file: place.file, count: 0 };
      counts.set(key, { ...seen, count: seen.count + 1 });
      if (seen.count < MOST_PER_CODE) kept.push(diagnostic(code, detail, place));
    },
    all: () => [
      ...kept,
      ...[...counts.values()]
        .filter(({ count }) => count > MOST_PER_CODE)
        .map(({ code, file, count }) =>
          diagnostic(
            code,
            `And ${count - MOST_PER_CODE} more of the same${file === undefined ? '' : ` in \`${file}\``}.`,
            {
              file,
            },
          ),
        ),
    ],
  };
}
