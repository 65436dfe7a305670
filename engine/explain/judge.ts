/** Holds a trace against what was expected of it. */
import type { Expectation } from '../model/index.ts';
import type { TraceReport } from './report.ts';

export interface Judgement {
  readonly holds: boolean;
  /** What differs, in one sentence; null when all holds. */
  readonly difference: string | null;
}

/** Compares the stated members of an expectation; the component may be named by id or by name. */
export function judge(report: TraceReport, expected: Expectation): Judgement {
  const wanted = typeof expected === 'string' ? { verdict: expected } : expected;
  const differences = [
    compare('verdict', wanted.verdict, [report.verdict]),
    compare('at', wanted.at, [report.at]),
    compare('component', wanted.component, [report.component, report.componentName]),
    compare('entry', wanted.entry, [report.entry]),
    compare('code', wanted.code, [report.code, ...report.codes]),
    compare('alsoBlockedBy', wanted.alsoBlockedBy?.join(', '), [
      report.alsoBlockedBy.map(({ at }) => at).join(', '),
    ]),
  ].flatMap((difference) => difference ?? []);
  return {
    holds: differences.length === 0,
    difference: differences.length === 0 ? null : `${differences.join('; ')}.`,
  };
}

function compare(
  what: string,
  wanted: string | undefined,
  got: readonly (string | null)[],
): string | undefined {
  if (wanted === undefined || got.includes(wanted)) return undefined;
  return `${what} is ${got[0] ?? 'none'}, expected ${wanted}`;
}
