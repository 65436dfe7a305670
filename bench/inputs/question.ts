import { traceReport } from '../../engine/index.ts';
import type { LoadResult, Question } from '../../engine/index.ts';

/** The first question whose answer is no, and which the first change found for it turns into yes: an edit to be timed. */
export function mendable(network: LoadResult['network'], questions: Iterable<Question>): Question {
  for (const question of questions) {
    const blocked = traceReport(network, question, { suggest: false });
    if (!blocked.ok || blocked.report.verdict !== 'forward_blocked') continue;
    const answer = traceReport(network, question, { suggest: true });
    if (answer.ok && answer.report.suggestions[0]?.verdict === 'reachable') return question;
  }
  throw new Error('No question of this network has the answer that is wanted.');
}
