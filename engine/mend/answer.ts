/** Answers a question over a network: the trace told, under what it supposes, and the smallest changes that would help. */
import { describeTrace } from '../explain/trace-report.ts';
import type { Answer, Telling } from '../explain/trace-report.ts';
import type { SuggestionReport } from '../explain/report.ts';
import type { Network, Question } from '../model/index.ts';
import { allBlockers, resolveQuestion, verdict } from '../trace/index.ts';
import { suggestionsFor } from './suggest.ts';
import { suppose, told } from './what-if.ts';

export interface AnswerOptions extends Telling {
  /** Searches for changes that would let the flow through: true when not said. Takes longer than the trace itself. */
  readonly suggest?: boolean;
}

/**
 * Answers a question, complete and ready to show.
 *
 * @throws RangeError when there is no path as asked for
 */
export function traceReport(network: Network, question: Question, options: AnswerOptions = {}): Answer {
  const supposed = suppose(network, question.ignore ?? []);
  if (!supposed.ok) return { ok: false, errors: [supposed.error] };
  const answer = describeTrace(supposed.network, question, options);
  if (!answer.ok) return answer;
  const report = told(answer.report, supposed.whatIf);
  const suggests = options.suggest !== false && supposed.whatIf.length === 0;
  return {
    ok: true,
    report: suggests ? { ...report, suggestions: suggestionsOf(network, question) } : report,
  };
}

/** Changes that would let a question's flow through; none for one that gets through, or that cannot be asked. */
export function suggestionsOf(network: Network, question: Question): readonly SuggestionReport[] {
  const resolved = resolveQuestion(network, question);
  if (!resolved.ok) return [];
  const { flow } = resolved;
  const given = verdict(network, flow);
  if (given !== 'forward_blocked' && given !== 'return_blocked') return [];
  return suggestionsFor(network, flow, allBlockers(network, flow)[0]);
}
