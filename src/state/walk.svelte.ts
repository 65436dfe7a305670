/** Where the reader stands on a trace: one step chosen, by hand or by a clock that walks on. */

export interface WalkStep {
  /** The packet is dropped here, or nobody knows. */
  readonly stops: boolean;
}

/** Starts a clock and returns how to stop it. */
export type Clock = (tick: () => void, milliseconds: number) => () => void;

const pageClock: Clock = (tick, milliseconds) => {
  const timer = setTimeout(tick, milliseconds);
  return () => clearTimeout(timer);
};

export const slowest = 1500;
export const quickest = 150;

export class Walk {
  #steps: readonly WalkStep[] = $state.raw([]);
  #cursor = $state(0);
  #playing = $state(false);
  #pace = $state(600);
  #clock: Clock;
  #stop: () => void = () => undefined;
  /** Told when the reader goes to a step by hand; not while the clock walks. */
  chosen: () => void = () => undefined;

  constructor(clock: Clock = pageClock) {
    this.#clock = clock;
  }

  get cursor(): number {
    return this.#cursor;
  }

  get length(): number {
    return this.#steps.length;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Milliseconds a step. */
  get pace(): number {
    return this.#pace;
  }

  set pace(milliseconds: number) {
    this.#pace = Math.min(slowest, Math.max(quickest, milliseconds));
  }

  get atEnd(): boolean {
    return this.#cursor >= this.#steps.length - 1;
  }

  /** A new trace: stands where it stops, or at its last step. */
  start(steps: readonly WalkStep[]): void {
    this.pause();
    this.#steps = steps;
    const stop = steps.findIndex((step) => step.stops);
    this.#cursor = Math.max(stop === -1 ? steps.length - 1 : stop, 0);
  }

  goTo(step: number): void {
    this.pause();
    this.#move(step);
    this.chosen();
  }

  back(): void {
    this.goTo(this.#cursor - 1);
  }

  on(): void {
    this.goTo(this.#cursor + 1);
  }

  /** To the next step that stops the packet, from the front again after the last. */
  nextBlocker(): void {
    const after = this.#steps.findIndex((step, at) => step.stops && at > this.#cursor);
    const first = this.#steps.findIndex((step) => step.stops);
    if (first !== -1) this.goTo(after === -1 ? first : after);
  }

  togglePlay(): void {
    if (this.#playing) this.pause();
    else this.#play();
  }

  pause(): void {
    this.#stop();
    this.#playing = false;
  }

  #play(): void {
    if (this.#steps.length === 0) return;
    if (this.atEnd) this.#move(0);
    this.#playing = true;
    this.#wait();
  }

  #wait(): void {
    this.#stop = this.#clock(() => {
      this.#move(this.#cursor + 1);
      if (this.atEnd) this.#playing = false;
      else this.#wait();
    }, this.#pace);
  }

  #move(step: number): void {
    this.#cursor = Math.min(Math.max(step, 0), Math.max(this.#steps.length - 1, 0));
  }
}
