/**
 * Questions that were pinned: asked again after every edit, so that they tell what it has turned round. Those of the
 * project that was open last are kept in this browser; what was kept is checked, since anyone may have written it.
 */
import type { QuestionError, TraceReport } from '../../engine/index.ts';
import type { Loaded } from '../worker/protocol.ts';
import { sameAsk, toAsk, toQuestion } from './ask.ts';
import type { Ask } from './ask.ts';
import type { EngineClient } from './engine-client.ts';
import { Persisted } from './persisted.svelte.ts';

export interface Pin {
  readonly ask: Ask;
  /** The verdict when it was pinned. */
  readonly was: TraceReport['verdict'];
  /** As it is now; `null` when the question can no longer be asked. */
  readonly report: TraceReport | null;
  /** Why not. */
  readonly errors: readonly QuestionError[];
}

/** No more are kept: each is asked again after every edit. */
const MOST = 12;

export class Pins {
  #engine: EngineClient;
  #list: readonly Pin[] = $state.raw([]);
  #ticket = 0;
  #store = new Persisted<string>('pins', '', (text): text is string => text !== '');
  /** The project whose questions these are. */
  #of: string | null = null;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** In the order in which they were pinned. */
  get list(): readonly Pin[] {
    return this.#list;
  }

  has(ask: Ask): boolean {
    return this.#list.some((pin) => sameAsk(pin.ask, ask));
  }

  /** Pins an answered question, or takes the pin out. @returns whether it is pinned now */
  toggle(ask: Ask, report: TraceReport): boolean {
    if (this.has(ask)) {
      this.unpin(ask);
      return false;
    }
    this.#put([...this.#list, { ask, was: report.verdict, report, errors: [] }].slice(-MOST));
    return true;
  }

  unpin(ask: Ask): void {
    this.#put(this.#list.filter((pin) => !sameAsk(pin.ask, ask)));
  }

  /** Takes the verdicts as they are now for those to compare with. */
  accept(ask: Ask): void {
    this.#put(
      this.#list.map((pin) =>
        sameAsk(pin.ask, ask) && pin.report !== null ? { ...pin, was: pin.report.verdict } : pin,
      ),
    );
  }

  /**
   * Another project: its own questions, which are there once they have been asked.
   *
   * @param of - tells the project from others, at the next visit too
   */
  async open(of: string, { project }: Loaded): Promise<void> {
    const ticket = ++this.#ticket;
    this.#list = [];
    this.#of = of;
    const asked: Pin[] = [];
    for (const { ask, was } of this.#keptFor(of)) {
      const answer = await this.#answer(project, ask);
      if (answer === undefined || ticket !== this.#ticket) return;
      asked.push({ ask, was, ...answer });
    }
    if (asked.length > 0) this.#put([...asked, ...this.#list].slice(-MOST));
  }

  /** The open project goes by another name from now on: an example became the user's own. */
  belongTo(of: string): void {
    this.#of = of;
    this.#put(this.#list);
  }

  /** The project has changed: every pinned question is asked anew. Only the last call counts. */
  async refresh({ project }: Loaded): Promise<void> {
    const ticket = ++this.#ticket;
    for (const { ask } of this.#list) {
      const now = await this.#answer(project, ask);
      if (now === undefined || ticket !== this.#ticket) return;
      this.#list = this.#list.map((pin) => (sameAsk(pin.ask, ask) ? { ...pin, ...now } : pin));
    }
  }

  /** @returns `undefined` for a fault of the engine: the trace on screen says so */
  async #answer(project: number, ask: Ask): Promise<Pick<Pin, 'report' | 'errors'> | undefined> {
    try {
      const traced = await this.#engine.ask({ kind: 'trace', project, question: toQuestion(ask) });
      return traced.ok ? { report: traced.report, errors: [] } : { report: null, errors: traced.errors };
    } catch {
      return undefined;
    }
  }

  #put(list: readonly Pin[]): void {
    this.#list = list;
    const pins = list.map(({ ask, was }) => ({ ask, was }));
    if (this.#of !== null) this.#store.current = JSON.stringify({ of: this.#of, pins });
  }

  #keptFor(of: string): readonly Pick<Pin, 'ask' | 'was'>[] {
    const kept = membersOf(parsed(this.#store.current));
    const pins: unknown = kept['pins'];
    if (kept['of'] !== of || !Array.isArray(pins)) return [];
    return pins.slice(-MOST).flatMap((pin: unknown) => {
      const { ask, was } = membersOf(pin);
      const verdict = verdicts.find((known) => known === was);
      return verdict === undefined ? [] : [{ ask: toAsk(membersOf(ask)), was: verdict }];
    });
  }
}

const verdicts: readonly TraceReport['verdict'][] = [
  'reachable',
  'forward_blocked',
  'return_blocked',
  'partial',
  'unknown',
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // nothing kept, or not by this app
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
