/**
 * Keeps an edited plan: in the browser's database once nothing has changed for a moment, and, when the page goes before
 * that, in a journal that the next visit finds.
 */
import { planMember } from '../../engine/addresses.ts';
import type { Plan } from '../../engine/addresses.ts';

const IDLE_MS = 300;

/** One text that outlives the page; writing it is done before the page is gone. */
export interface Journal {
  read(): string | null;
  write(text: string | null): void;
}

export class PlanKeeper {
  #journal: Journal;
  #keep: (plan: Plan) => Promise<void>;
  #pending: Plan | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(journal: Journal, keep: (plan: Plan) => Promise<void>) {
    this.#journal = journal;
    this.#keep = keep;
  }

  /** The plan has changed. */
  note(plan: Plan): void {
    this.#pending = plan;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), IDLE_MS);
  }

  /** Keeps what is not kept yet, now; one plan after the other, so that the last one stays. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    const before = this.#keeping.catch(() => undefined);
    this.#keeping = before.then(() => this.#keepPending());
    return this.#keeping;
  }

  async #keepPending(): Promise<void> {
    const plan = this.#pending;
    if (plan === null) return;
    await this.#keep(plan);
    if (this.#pending !== plan) return;
    this.#pending = null;
    this.#journal.write(null);
  }

  /** The page may go at once: what is not kept goes to the journal, as a document with nothing but the plan. */
  leave(name: string): void {
    if (this.#pending === null) return;
    const plan = planMember(this.#pending);
    this.#journal.write(JSON.stringify({ format: 'hoplight/1', name, plan }));
  }

  /** What the last visit could not keep; it is there only once. */
  found(): string | null {
    const text = this.#journal.read();
    this.#journal.write(null);
    return text;
  }
}
