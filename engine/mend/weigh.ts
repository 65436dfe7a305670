/** Edits that are still being thought of: the verdict that each would give, and what else it would turn round. */
import type { Patch } from '../edit/patch.ts';
import type { FlipsReport } from '../explain/report.ts';
import type { Network, Question } from '../model/index.ts';
import { resolveQuestion } from '../trace/index.ts';
import type { Verdict } from '../trace/index.ts';
import { Baseline } from './flips.ts';
import { affordable, outcomeOf } from './trial.ts';
import { suppose } from './what-if.ts';

export interface WeighedReport {
  readonly verdict: Verdict;
  readonly flips: FlipsReport;
}

/** The most that are weighed at once. */
const MOST = 8;

/**
 * Tries patches of the network's document, each by itself.
 *
 * @returns one for each patch; `null` where the question cannot be asked after it, and for those of a document so large
 * that trying them would hold up the answer
 */
export function weigh(
  network: Network,
  question: Question,
  patches: readonly Patch[],
): readonly (WeighedReport | null)[] {
  const { document } = network;
  const resolved = resolveQuestion(network, question);
  const supposed = suppose(network, question.ignore ?? []);
  if (document === undefined || !resolved.ok || !supposed.ok || supposed.whatIf.length > 0)
    return patches.map(() => null);
  const { flow } = resolved;
  const most = Math.min(MOST, affordable(document));
  const baseline = new Baseline(network, flow);
  return patches.map((patch, at) => {
    const outcome = at < most ? outcomeOf(document, flow, patch) : undefined;
    if (outcome === undefined) return null;
    return { verdict: outcome.verdict, flips: baseline.flipsTo(outcome.network) };
  });
}
