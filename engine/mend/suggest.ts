/**
 * The smallest changes that would let a flow through, found by search over real edits: each is a patch of the document,
 * and what is said of it comes from applying that patch, reading the document and tracing the flow again. Where no change
 * alone does, those that get the packet furthest are taken on, up to three together.
 */
import { difference } from '../edit/difference.ts';
import type { PlainDocument } from '../edit/document.ts';
import type { Patch } from '../edit/patch.ts';
import type { SuggestionReport } from '../explain/report.ts';
import type { Network } from '../model/index.ts';
import { samePacket } from '../packet/index.ts';
import { allBlockers, verdict } from '../trace/index.ts';
import type { Blocker, Flow, Verdict } from '../trace/index.ts';
import { candidatesFor } from './candidates.ts';
import type { Change } from './change.ts';
import { Baseline } from './flips.ts';
import { affordable, outcomeOf } from './trial.ts';

/** The most changes that are offered. */
const MOST = 3;
/** Of how many it is found out what else they turn round. */
const MOST_PRICED = 4;
/** The most that are put together to one. */
const DEEPEST = 3;
/** How many of those that do not suffice are taken on. */
const BREADTH = 3;

/** How far a verdict lets a flow. */
const RANK: Readonly<Record<Verdict, number>> = {
  forward_blocked: 0,
  return_blocked: 1,
  unknown: 1,
  partial: 2,
  reachable: 3,
};

/** One or more edits, tried out. */
interface Trial {
  readonly changes: readonly Change[];
  readonly patch: Patch;
  readonly network: Network;
  readonly flow: Flow;
  readonly verdict: Verdict;
  /** What blocks after the edits; `undefined` where nothing does. */
  readonly next: Blocker | undefined;
}

/**
 * Changes that let the flow through: those that open much more come last, of the others those with fewest edits and
 * least else opened first. Where none is found, what gets the packet to a better verdict. Empty for a network that no
 * document holds.
 */
export function suggestionsFor(
  network: Network,
  flow: Flow,
  blocker: Blocker | undefined,
): readonly SuggestionReport[] {
  const { document } = network;
  if (blocker === undefined || document === undefined) return [];
  const trials = searched(network, document, flow, blocker);
  const mending = trials.filter((trial) => trial.verdict === 'reachable');
  const rank = RANK[verdict(network, flow)];
  const offered = mending.length > 0 ? mending : trials.filter((trial) => RANK[trial.verdict] > rank);
  const baseline = new Baseline(network, flow);
  const priced = [...offered]
    .sort(bySize)
    .slice(0, MOST_PRICED)
    .map((trial) => ({ trial, flips: baseline.flipsTo(trial.network) }));
  priced.sort(
    (a, b) => bySize(a.trial, b.trial) || a.flips.breaks - b.flips.breaks || a.flips.opens - b.flips.opens,
  );
  return priced.slice(0, MOST).map(({ trial, flips }) => ({
    title: trial.changes.map(({ title }, at) => (at === 0 ? title : lowerFirst(title))).join('; '),
    change: trial.changes.map(({ change }) => change).join('; '),
    verdict: trial.verdict,
    broad: isBroad(trial),
    edits: trial.changes.length,
    flips,
    patch: trial.patch,
  }));
}

/** What opens much more comes last; of the rest, what takes the fewest edits and touches the least first. */
function bySize(a: Trial, b: Trial): number {
  return (
    Number(isBroad(a)) - Number(isBroad(b)) ||
    a.changes.length - b.changes.length ||
    a.patch.length - b.patch.length
  );
}

function isBroad({ changes }: Trial): boolean {
  return changes.some(({ broad }) => broad);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Every change that was tried, those of fewer edits first; no more edits than it takes without opening much more. */
function searched(network: Network, document: PlainDocument, flow: Flow, blocker: Blocker): readonly Trial[] {
  let budget = Math.max(3, Math.min(24, affordable(document)));
  const trials: Trial[] = [];
  const seen = new Set<string>();
  let front: readonly (Trial & { readonly blocker: Blocker })[] = [
    { changes: [], patch: [], network, flow, verdict: 'forward_blocked', next: blocker, blocker },
  ];
  for (let depth = 1; depth <= DEEPEST && front.length > 0; depth += 1) {
    const found: Trial[] = [];
    for (const before of front) {
      const scene = { document: before.network.document ?? document, network: before.network };
      for (const change of candidatesFor(scene, before.flow, before.blocker.step)) {
        const patch = difference(document, change.document);
        const key = JSON.stringify(patch);
        if (patch.length === 0 || seen.has(key) || budget === 0) continue;
        seen.add(key);
        budget -= 1;
        const trial = tried(document, flow, patch, [...before.changes, change]);
        // A change that leaves its own blocker standing is of no use, alone or together with others.
        if (trial !== undefined && !stands(trial, before.blocker)) found.push(trial);
      }
    }
    trials.push(...found);
    if (found.some((trial) => trial.verdict === 'reachable' && !isBroad(trial))) break;
    front = found
      .flatMap((trial) => {
        const { next } = trial;
        return next === undefined || trial.verdict === 'reachable' || trial.verdict === 'unknown'
          ? []
          : [{ ...trial, blocker: next }];
      })
      .sort((a, b) => Number(isBroad(a)) - Number(isBroad(b)))
      .slice(0, BREADTH);
  }
  return trials;
}

/** Whether the blocker that a change was meant for still comes first. */
function stands({ next, verdict: reached }: Trial, { leg, step }: Blocker): boolean {
  return (
    (reached === 'forward_blocked' || reached === 'return_blocked') &&
    next?.leg === leg &&
    next.step.at === step.at &&
    next.step.component.id === step.component.id &&
    samePacket(next.step.packet, step.packet)
  );
}

/** What the patch does; `undefined` when the flow cannot be asked any more. */
function tried(
  document: PlainDocument,
  flow: Flow,
  patch: Patch,
  changes: readonly Change[],
): Trial | undefined {
  const outcome = outcomeOf(document, flow, patch);
  if (outcome === undefined) return undefined;
  const [next] = outcome.verdict === 'reachable' ? [] : allBlockers(outcome.network, outcome.flow);
  return { ...outcome, changes, patch, next };
}
