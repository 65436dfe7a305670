/**
 * Times the contenders of one item fairly on a noisy machine.
 *
 * Contenders are sampled in turn, round after round, so that a busy neighbour hits all of them. Noise only ever adds
 * time, so a contender's figure is its fastest sample; the median is kept beside it, because the fastest sample leaves
 * out garbage collection, which flatters those that allocate.
 */

import type { Answer, BenchItem, Contender, Growth, Work } from './item.ts';

export interface Budget {
  /** Time to spend on the samples of one contender; slow ones take more, to reach `fewestRounds`. */
  readonly msPerContender: number;
  readonly fewestRounds: number;
}

export interface ItemResult {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly contenders: readonly ContenderResult[];
  readonly counters: Readonly<Record<string, number>>;
  /** Times as long as own work takes on twice the input. */
  readonly growth: Readonly<Record<string, number>>;
}

export interface ContenderResult {
  readonly name: string;
  readonly role: Contender['role'];
  readonly package?: string;
  /** Per unit; absent when the contender was left out. */
  readonly ns?: number;
  readonly nsMedian?: number;
  readonly rounds?: number;
  /** Why the contender was left out. */
  readonly error?: string;
}

/** Checks that all contenders give equal answers, then times those that do. */
export function runItem(item: BenchItem, budget: Budget): ItemResult {
  const work = item.prepare();
  const racers = work.contenders.map((contender) => racerOf(contender, work));
  race(
    racers.filter(({ error }) => error === undefined),
    work.count,
    budget,
  );
  const { id, title, unit } = item;
  const growth = Object.fromEntries((work.growth ?? []).map((each) => [each.name, growthOf(each, budget)]));
  return { id, title, unit, contenders: racers.map(resultOf), counters: work.counters ?? {}, growth };
}

function growthOf({ name, once, doubled }: Growth, budget: Budget): number {
  const work: Work = {
    count: 1,
    contenders: [
      { name, role: 'own', answer: () => 0, work: once },
      { name: `${name}, twice the input`, role: 'own', answer: () => 0, work: doubled },
    ],
  };
  const racers = work.contenders.map((contender) => racerOf(contender, work));
  race(racers, work.count, budget);
  const [ns = NaN, doubledNs = NaN] = racers.map(({ samples }) => Math.min(...samples));
  return doubledNs / ns;
}

interface Racer {
  readonly contender: Contender;
  readonly error: string | undefined;
  readonly loop: Loop;
  /** A sample is this many passes over this many inputs, which follow those of the sample before. */
  inputs: number;
  passes: number;
  next: number;
  /** Nanoseconds per unit, one per round. */
  readonly samples: number[];
  spentMs: number;
}

type Loop = (from: number, to: number) => number;

const SAMPLE_MS = 1.5;
const WARM_UP_MS = 40;

/** Enough random inputs that one part of them takes about as long as another. */
const FEWEST_INPUTS = 512;

function racerOf(contender: Contender, work: Work): Racer {
  return {
    contender,
    error: faultOf(contender, work),
    loop: ownLoop(contender),
    inputs: work.count,
    passes: 1,
    next: 0,
    samples: [],
    spentMs: 0,
  };
}

/** Why a contender's answers disqualify it. */
function faultOf(contender: Contender, { contenders: [first], count }: Work): string | undefined {
  if (first === undefined || contender === first) return undefined;
  // A slow peer would take minutes over all inputs, which are random, so the first ones stand for them.
  const deadline = performance.now() + 2000;
  try {
    for (let input = 0; input < count && performance.now() < deadline; input++) {
      const expected: Answer = first.answer(input);
      const actual = contender.answer(input);
      if (actual !== expected)
        return `different answer for input ${input}: ${brief(actual)}, not ${brief(expected)}`;
    }
  } catch (error) {
    return `fails: ${error instanceof Error ? error.message : String(error)}`;
  }
  return undefined;
}

/** An answer in a sentence: a list of thousands of blocks is cut off. */
function brief(answer: Answer): string {
  const text = String(answer);
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

/**
 * A timing loop of the contender's own.
 *
 * One loop shared by all would see many functions at its call, which the engine then no longer inlines: the fast
 * contenders would be charged tens of nanoseconds that are the benchmark's. Equal source text would be shared too, hence
 * the number in it.
 */
function ownLoop(contender: Contender): Loop {
  const source = `return function loop${++loopCount}(from, to) {
    let sum = 0;
    for (let input = from; input < to; input++) sum = (sum + work(input)) | 0;
    return sum;
  };`;
  const make = new Function('work', source) as (work: Contender['work']) => Loop;
  return make(contender.work);
}

let loopCount = 0;

function race(racers: readonly Racer[], count: number, budget: Budget): void {
  racers.forEach((racer) => {
    calibrate(racer, count);
  });
  for (let round = 0; ; round++) {
    const running = racers.filter(
      ({ spentMs }) => round < budget.fewestRounds || spentMs < budget.msPerContender,
    );
    if (running.length === 0) return;
    for (const racer of running) sample(racer, count);
  }
}

/** Warms the contender up and chooses how much work makes a sample of about `SAMPLE_MS`. */
function calibrate(racer: Racer, count: number): void {
  const fewest = Math.min(count, FEWEST_INPUTS);
  const begin = performance.now();
  let inputs = fewest;
  let ms = timeOf(racer.loop, 0, inputs, 1);
  while (performance.now() - begin < WARM_UP_MS) {
    if (ms < SAMPLE_MS) inputs = Math.min(count, inputs * 2);
    ms = timeOf(racer.loop, 0, inputs, 1);
  }
  racer.inputs = inputs;
  racer.passes = Math.max(1, Math.round(SAMPLE_MS / Math.max(ms, 0.001)));
}

function sample(racer: Racer, count: number): void {
  // A slow contender gets through few inputs a sample. They change from sample to sample, or its part of a large table
  // would stay in the cache while the fast ones walk through all of theirs.
  if (racer.next + racer.inputs > count) racer.next = 0;
  const ms = timeOf(racer.loop, racer.next, racer.next + racer.inputs, racer.passes);
  racer.next += racer.inputs;
  racer.samples.push((ms * 1e6) / (racer.inputs * racer.passes * (racer.contender.units ?? 1)));
  racer.spentMs += ms;
}

/** What the loops returned; reported so that no result is unused. */
let checksum = 0;

function timeOf(loop: Loop, from: number, to: number, passes: number): number {
  const begin = performance.now();
  for (let pass = 0; pass < passes; pass++) checksum = (checksum + loop(from, to)) | 0;
  return performance.now() - begin;
}

/** A number that depends on every result so far. */
export function checksumOfAll(): number {
  return checksum;
}

function resultOf({ contender, error, samples }: Racer): ContenderResult {
  const { name, role } = contender;
  const common = { name, role, ...(contender.package === undefined ? {} : { package: contender.package }) };
  if (error !== undefined) return { ...common, error };
  const sorted = [...samples].sort((a, b) => a - b);
  const [ns = NaN] = sorted;
  return { ...common, ns, nsMedian: sorted[sorted.length >> 1] ?? NaN, rounds: sorted.length };
}
