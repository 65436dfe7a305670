/** The question in the bar, its answer, and where the reader stands in it. */
import type { QuestionError, TraceReport } from '../../engine/index.ts';
import { columnsOf, decisionsOf } from '../layout/column.ts';
import type { Column, Decision } from '../layout/column.ts';
import { destinationOf } from '../layout/whereabouts.ts';
import type { Loaded } from '../worker/protocol.ts';
import { emptyAsk, isComplete, sameAsk, toQuestion } from './ask.ts';
import type { Ask } from './ask.ts';
import type { EngineClient } from './engine-client.ts';
import { Walk } from './walk.svelte.ts';

export interface Answer {
  readonly ask: Ask;
  readonly report: TraceReport;
  readonly text: string;
  readonly milliseconds: number;
}

const remembered = 12;

export class Tracer {
  readonly walk = new Walk();
  #engine: EngineClient;
  #project: Loaded | null = $state.raw(null);
  #draft: Ask = $state.raw(emptyAsk);
  #answer: Answer | null = $state.raw(null);
  #errors: readonly QuestionError[] = $state.raw([]);
  #failure: string | null = $state(null);
  #pending = $state(false);
  #recent: readonly Ask[] = $state.raw([]);
  #ticket = 0;

  readonly columns: readonly Column[] = $derived.by(() => {
    if (this.#answer === null) return [];
    const { report } = this.#answer;
    return columnsOf(report, destinationOf(report, this.#project?.endpoints ?? []));
  });
  readonly decisions: readonly Decision[] = $derived(decisionsOf(this.columns));
  readonly current: Decision | undefined = $derived(this.decisions[this.walk.cursor]);

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  get project(): Loaded | null {
    return this.#project;
  }

  /** What stands in the bar: the question answered last, until someone types. */
  get draft(): Ask {
    return this.#draft;
  }

  get answer(): Answer | null {
    return this.#answer;
  }

  /** What of the draft was not understood. */
  get errors(): readonly QuestionError[] {
    return this.#errors;
  }

  /** The engine itself failed: a bug, said in its words. */
  get failure(): string | null {
    return this.#failure;
  }

  get pending(): boolean {
    return this.#pending;
  }

  /** The answer on screen belongs to an earlier question than the one in the bar. */
  get outdated(): boolean {
    return this.#answer !== null && !sameAsk(this.#answer.ask, this.#draft);
  }

  get recent(): readonly Ask[] {
    return this.#recent;
  }

  /** Turns to another project; nothing of the one before stays. */
  open(project: Loaded | null): void {
    this.#ticket++;
    this.#project = project;
    this.#draft = emptyAsk;
    this.#answer = null;
    this.#errors = [];
    this.#failure = null;
    this.#pending = false;
    this.#recent = [];
    this.walk.start([]);
  }

  edit(change: Partial<Ask>): void {
    this.#draft = { ...this.#draft, ...change };
    this.#errors = this.#errors.filter((error) => !(error.part in change));
  }

  /** Asks the draft, or `ask`, which then becomes the draft. Only the answer to the last question asked is kept. */
  async run(ask: Ask = this.#draft): Promise<void> {
    this.#draft = ask;
    const project = this.#project;
    if (project === null || !isComplete(ask)) return;
    const ticket = ++this.#ticket;
    this.#pending = true;
    try {
      const traced = await this.#engine.ask({
        kind: 'trace',
        project: project.project,
        question: toQuestion(ask),
      });
      if (ticket !== this.#ticket) return;
      this.#failure = null;
      if (!traced.ok) {
        this.#errors = traced.errors;
        return;
      }
      this.#errors = [];
      this.#answer = { ask, report: traced.report, text: traced.text, milliseconds: traced.milliseconds };
      this.#recent = [ask, ...this.#recent.filter((other) => !sameAsk(other, ask))].slice(0, remembered);
      this.walk.start(this.decisions.map((decision) => ({ stops: decision.decides })));
    } catch (error) {
      if (ticket === this.#ticket) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (ticket === this.#ticket) this.#pending = false;
    }
  }
}
