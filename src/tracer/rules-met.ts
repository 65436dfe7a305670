/** The rules that decided something on the way: those whose absence could change the answer. */
import type { EntryReport, TraceReport } from '../../engine/index.ts';

export interface RuleMet {
  /** As a question names it. */
  readonly ref: string;
  /** What it says, on one line. */
  readonly text: string;
}

/** Each once, in the order of the walk. */
export function rulesMet(report: TraceReport): readonly RuleMet[] {
  const steps = [...report.forward.hops, ...(report.return?.hops ?? [])].flatMap((hop) => hop.steps);
  const met = steps.flatMap(({ matched }) =>
    matched === null || matched.ref === null ? [] : [{ ref: matched.ref, text: ruleText(matched) }],
  );
  return [...new Map(met.map((rule) => [rule.ref, rule])).values()];
}

function ruleText({ action, protocol, ports, remote, entry }: EntryReport): string {
  if (protocol === '') return `${entry} → ${action}`;
  const traffic = protocol === 'all' ? 'all' : `${protocol} ${ports}`;
  return `${action} ${traffic} · ${remote}`;
}
