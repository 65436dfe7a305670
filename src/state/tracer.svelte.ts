/** The question in the bar, its answer, and where the reader stands in it. */
import type { QuestionError, TraceReport } from '../../engine/index.ts';
import { columnsOf, decisionsOf } from '../layout/column.ts';
import type { Column, Decision } from '../layout/column.ts';
import { destinationOf } from '../layout/whereabouts.ts';
import type { Loaded, Traced } from '../worker/protocol.ts';
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

/** One of the ways that AWS may take, told. */
type Way = Pick<Answer, 'report' | 'text'>;

const remembered = 12;
/** How long an answer must stand before changes are looked for. */
const PAUSE_MS = 120;

export class Tracer {
  readonly walk = new Walk();
  /** The field of the question that is to have the keyboard as soon as it is there. */
  wantedField: 'from' | 'to' | null = $state(null);
  #engine: EngineClient;
  #project: Loaded | null = $state.raw(null);
  #draft: Ask = $state.raw(emptyAsk);
  #answer: Answer | null = $state.raw(null);
  /** Another of the ways that AWS may take than the answer tells by itself. */
  #way: Way | null = $state.raw(null);
  #errors: readonly QuestionError[] = $state.raw([]);
  #failure: string | null = $state(null);
  #pending = $state(false);
  #recent: readonly Ask[] = $state.raw([]);
  /** Changes that would let the packet through: searched for once the answer is there. */
  #found: { readonly report: TraceReport; readonly text: string } | null = $state.raw(null);
  #searching = $state(false);
  /** The last question that was asked, whatever came of it. */
  #asked: Ask | null = null;
  #ticket = 0;
  #wayTicket = 0;

  readonly columns: readonly Column[] = $derived.by(() => {
    const report = this.told;
    return report === null ? [] : columnsOf(report, destinationOf(report, this.#project?.endpoints ?? []));
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
    if (this.#answer === null || this.#found === null) return this.#answer;
    const { report, text } = this.#found;
    return { ...this.#answer, report: { ...this.#answer.report, suggestions: report.suggestions }, text };
  }

  /** The trace that is drawn and walked: the answer's, or that of the way that was chosen. */
  get told(): TraceReport | null {
    return this.#way?.report ?? this.#answer?.report ?? null;
  }

  /** The same with the changes that were found for it, and as text: what a reader takes along. */
  get shown(): Way | null {
    return this.#way ?? this.answer;
  }

  /** Changes that would let the packet through are being looked for. */
  get searching(): boolean {
    return this.#searching;
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
    this.#asked = null;
    this.#answer = null;
    this.#way = null;
    this.#found = null;
    this.#searching = false;
    this.#errors = [];
    this.#failure = null;
    this.#pending = false;
    this.#recent = [];
    this.walk.start([]);
  }

  /**
   * The project has changed: its question is answered anew, and what is typed in the bar stays, as does the way that
   * was chosen. A question that can no longer be asked has no answer any more.
   */
  async refresh(project: Loaded): Promise<void> {
    this.#project = project;
    const ask = this.#pending ? this.#asked : (this.#answer?.ask ?? this.#asked);
    if (ask === null) return;
    const ticket = ++this.#ticket;
    const path = this.#way?.report.path ?? null;
    try {
      const traced = await this.#engine.ask({
        kind: 'trace',
        project: project.project,
        question: toQuestion(ask),
      });
      if (ticket !== this.#ticket) return;
      this.#failure = null;
      const isInBar = sameAsk(ask, this.#draft);
      if (isInBar) this.#errors = traced.ok ? [] : traced.errors;
      if (traced.ok) {
        this.#show(ask, traced);
        if (path !== null && path < traced.report.paths.length) await this.take(path);
      } else {
        this.#answer = null;
        this.#way = null;
      }
    } catch (error) {
      if (ticket === this.#ticket) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (ticket === this.#ticket) this.#pending = false;
    }
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
    this.#asked = ask;
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
      this.#show(ask, traced);
      this.#recent = [ask, ...this.#recent.filter((other) => !sameAsk(other, ask))].slice(0, remembered);
    } catch (error) {
      if (ticket === this.#ticket) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (ticket === this.#ticket) this.#pending = false;
    }
  }

  /** Tells of another of the answer's ways, counted from 0; the verdict is over all of them and stays. */
  async take(path: number): Promise<void> {
    const answer = this.#answer;
    if (answer === null || this.#project === null) return;
    const { project } = this.#project;
    const wayTicket = ++this.#wayTicket;
    const isStale = () => this.#answer !== answer || wayTicket !== this.#wayTicket;
    try {
      const way =
        path === answer.report.path
          ? null
          : await this.#engine.ask({ kind: 'trace', project, question: toQuestion(answer.ask), path });
      if (isStale() || way?.ok === false) return;
      this.#way = way;
      this.#start();
    } catch (error) {
      if (!isStale()) this.#failure = error instanceof Error ? error.message : String(error);
    }
  }

  #start(): void {
    this.walk.start(this.decisions.map((decision) => ({ stops: decision.decides })));
  }

  #show(ask: Ask, { report, text, milliseconds }: Traced & { readonly ok: true }): void {
    this.#answer = { ask, report, text, milliseconds };
    this.#way = null;
    this.#found = null;
    this.#start();
    void this.#search(ask, report);
  }

  /** Looks for changes that would let the packet through. Apart from the answer, which should not wait for it. */
  async #search(ask: Ask, { verdict, whatIf }: TraceReport): Promise<void> {
    const project = this.#project;
    const ticket = this.#ticket;
    const isBlocked = verdict === 'forward_blocked' || verdict === 'return_blocked';
    this.#searching = isBlocked && whatIf.length === 0 && project !== null;
    if (!this.#searching || project === null) return;
    // While edits follow each other, their answers go before the search.
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    if (ticket !== this.#ticket) return;
    try {
      const question = toQuestion(ask);
      const found = await this.#engine.ask({ kind: 'suggest', project: project.project, question });
      if (ticket === this.#ticket && found.ok) this.#found = found;
    } catch (error) {
      if (ticket === this.#ticket) this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      if (ticket === this.#ticket) this.#searching = false;
    }
  }
}
