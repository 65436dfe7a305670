/** Progress lines on standard error for jobs that take over a second. */
import { printMessage } from './terminal.ts';

const FIRST_AFTER_MS = 1000;
/** Between lines: a terminal is read along, a log file is not. */
const NEXT_AFTER_MS = process.stderr.isTTY ? 1000 : 10_000;

/** Says how far a job is when it has taken over a second, and not too often after that. */
export class Progress {
  #next = performance.now() + FIRST_AFTER_MS;

  /** Tells the state of the job, if it is time to; `text` is asked for only then. */
  tell(text: () => string): void {
    if (performance.now() < this.#next) return;
    printMessage(text());
    this.#next = performance.now() + NEXT_AFTER_MS;
  }
}
