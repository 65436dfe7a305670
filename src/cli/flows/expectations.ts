/** Flows with an `expect`, asked and judged. */
import { flowsOf, judge, traceReport } from '../../../engine/index.ts';
import type { InputFile, Network, TraceReport } from '../../../engine/index.ts';
import { errorPart } from './ask.ts';
import type { Flow } from './flow.ts';
import { readFlows } from './read-flows.ts';

/** A flow to judge, or why it cannot be read. */
export interface Expected {
  readonly name: string;
  readonly flow: Flow | undefined;
  readonly error: string | undefined;
}

export interface Judged {
  readonly name: string;
  readonly flow: Flow | undefined;
  readonly report: TraceReport | undefined;
  readonly holds: boolean;
  /** What differs from the expectation; `null` when it holds or could not be asked. */
  readonly difference: string | null;
  /** Why it could not be asked. */
  readonly error: string | undefined;
  /** True when the flow itself could not be read. */
  readonly unreadable: boolean;
  readonly seconds: number;
}

/** The flows of the document that have an `expect`. */
export function expectedOf(network: Network): Expected[] {
  return flowsOf(network).flatMap(({ name, question, expect }) =>
    expect === undefined ? [] : [{ name, flow: { question, expect, warnings: [] }, error: undefined }],
  );
}

/** The flows of a flows file that have an `expect`, and those that cannot be read. */
export function expectedIn(file: InputFile): { expected: Expected[]; withoutExpect: number } {
  let withoutExpect = 0;
  const expected = readFlows(file).flatMap(({ at, read }): Expected[] => {
    const place = 'line' in at ? `${file.path}:${at.line}` : `${file.path}, flow ${at.index}`;
    if (!read.ok) return [{ name: place, flow: undefined, error: read.error }];
    if (read.flow.expect === undefined && read.flow.warnings.length > 0) {
      // A misspelled `expect` must not pass for a flow that expects nothing.
      return [{ name: place, flow: undefined, error: `No \`expect\`. ${read.flow.warnings.join('; ')}.` }];
    }
    if (read.flow.expect === undefined) {
      withoutExpect += 1;
      return [];
    }
    return [
      { name: read.flow.question.name ?? flowWords(read.flow.question), flow: read.flow, error: undefined },
    ];
  });
  return { expected, withoutExpect };
}

/** Asks and judges one flow. */
export function judgeFlow(network: Network, { name, flow, error }: Expected): Judged {
  const base = { name, flow, report: undefined, holds: false, difference: null, seconds: 0 };
  if (flow?.expect === undefined) return { ...base, error, unreadable: true };
  const start = performance.now();
  // No one reads what would help here: it is not searched for.
  const answer = traceReport(network, flow.question, { suggest: false });
  const seconds = (performance.now() - start) / 1000;
  if (!answer.ok) {
    const messages = answer.errors.map((each) => errorPart(each).message);
    return { ...base, error: messages.join(' '), unreadable: false, seconds };
  }
  const { report } = answer;
  return { name, flow, report, ...judge(report, flow.expect), error: undefined, unreadable: false, seconds };
}

/** `web-1 → db-1 tcp/5432` */
function flowWords({ from, to, protocol = 'tcp', port }: Flow['question']): string {
  return `${from} → ${to} ${protocol}${port === undefined ? '' : `/${port}`}`;
}
