/** Questions that were pinned: asked again after every edit, so that they tell what it has turned round. */
import type { QuestionError, TraceReport } from '../../engine/index.ts';
import type { Loaded } from '../worker/protocol.ts';
import { sameAsk, toQuestion } from './ask.ts';
import type { Ask } from './ask.ts';
import type { EngineClient } from './engine-client.ts';

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
    this.#list = [...this.#list, { ask, was: report.verdict, report, errors: [] }].slice(-MOST);
    return true;
  }

  unpin(ask: Ask): void {
    this.#list = this.#list.filter((pin) => !sameAsk(pin.ask, ask));
  }

  /** Takes the verdicts as they are now for those to compare with. */
  accept(ask: Ask): void {
    this.#list = this.#list.map((pin) =>
      sameAsk(pin.ask, ask) && pin.report !== null ? { ...pin, was: pin.report.verdict } : pin,
    );
  }

  /** Another project: its questions are its own. */
  clear(): void {
    this.#ticket++;
    this.#list = [];
  }

  /** The project has changed: every pinned question is asked anew. Only the last call counts. */
  async refresh({ project }: Loaded): Promise<void> {
    const ticket = ++this.#ticket;
    for (const { ask } of this.#list) {
      try {
        const traced = await this.#engine.ask({ kind: 'trace', project, question: toQuestion(ask) });
        if (ticket !== this.#ticket) return;
        const now = traced.ok
          ? { report: traced.report, errors: [] }
          : { report: null, errors: traced.errors };
        this.#list = this.#list.map((pin) => (sameAsk(pin.ask, ask) ? { ...pin, ...now } : pin));
      } catch {
        return; // a fault of the engine: the trace on screen says so
      }
    }
  }
}
