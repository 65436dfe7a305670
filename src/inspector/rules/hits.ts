/** What the current trace found at each row of a rule list: it matched and decided, or it was passed over. */
import type { EntryReport, StepReport, TraceReport } from '../../../engine/index.ts';
import type { RuleRow } from '../../worker/protocol.ts';
import type { RuleListName } from './items.ts';

export interface RowHit {
  /** `decides` drops the packet for good; the others were met on the way. */
  readonly state: 'allowed' | 'denied' | 'decides' | 'passed';
  /** A full sentence for each half of the conversation that came by. */
  readonly words: string;
}

interface Visit {
  readonly step: StepReport;
  readonly leg: 'forward' | 'return';
  readonly entry: EntryReport;
  readonly matched: boolean;
}

/** The lists that a step reads. */
function listOf({ at }: StepReport): RuleListName | undefined {
  if (at === 'nacl-ingress' || at === 'sg-ingress') return 'ingress';
  if (at === 'nacl-egress' || at === 'sg-egress') return 'egress';
  return at === 'route-table' || at === 'gateway-route-table' ? 'routes' : undefined;
}

/** Everything that a trace read in one list of a resource. */
export function visitsOf(report: TraceReport, resource: string, list: RuleListName): readonly Visit[] {
  const legs = [
    { leg: 'forward' as const, hops: report.forward.hops },
    { leg: 'return' as const, hops: report.return?.hops ?? [] },
  ];
  return legs.flatMap(({ leg, hops }) =>
    hops
      .flatMap(({ steps }) => steps)
      .filter((step) => listOf(step) === list)
      .flatMap((step) => [
        ...(step.matched === null ? [] : [{ step, leg, entry: step.matched, matched: true }]),
        ...step.passedOver.map((entry) => ({ step, leg, entry, matched: false })),
      ])
      .filter(({ entry }) => entry.owner === resource),
  );
}

/** What happened at a row, given by its lines; `null` when the trace never read it. */
export function hitOf(lines: readonly RuleRow[], visits: readonly Visit[]): RowHit | null {
  return summary(visits.filter(({ entry }) => lines.some((line) => isSame(line, entry))));
}

/** The other ends of the packets that a trace showed to a list, as blocks of one address. */
export function tracedBlocks(report: TraceReport, resource: string, list: RuleListName): readonly string[] {
  const remotes = visitsOf(report, resource, list).map(({ step: { packet } }) =>
    list === 'ingress' ? packet.src : packet.dst,
  );
  return [...new Set(remotes)].map((address) => `${address}/${address.includes(':') ? 128 : 32}`);
}

/** NACL-2: what happened at the final deny of a list. */
export function finalHit(visits: readonly Visit[]): RowHit | null {
  return summary(visits.filter(({ entry }) => entry.entry === '*'));
}

/** Rules of groups have no names of their own in a trace: what they say tells them apart. */
function isSame(line: RuleRow, entry: EntryReport): boolean {
  if (line.list === 'routes')
    return line.remote === entry.remote && (entry.action === line.action || line.action === '');
  if (line.entry !== '') return line.entry === entry.entry;
  return line.protocol === entry.protocol && line.ports === entry.ports && line.remote === entry.remote;
}

function summary(visits: readonly Visit[]): RowHit | null {
  if (visits.length === 0) return null;
  const words = [...new Set(visits.map(wordsOf))].join(' ');
  const matched = visits.filter((visit) => visit.matched);
  if (matched.length === 0) return { state: 'passed', words };
  if (matched.some(({ step }) => step.outcome === 'denied')) return { state: 'decides', words };
  return { state: matched.some(({ entry }) => entry.action === 'deny') ? 'denied' : 'allowed', words };
}

function wordsOf({ leg, entry, matched, step }: Visit): string {
  const packet = leg === 'forward' ? 'The request' : 'The reply';
  if (!matched) return `${packet} passes it: ${entry.why}.`;
  if (step.outcome === 'denied') return `${packet} matches and is dropped.`;
  return `${packet} matches and goes on.`;
}
