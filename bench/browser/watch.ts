/**
 * Runs in the page before the app does: tells what goes to the engine's worker and back, and what is painted on a canvas.
 * Written as one function, because the browser is given its text.
 */

export interface Traffic {
  readonly messages: number;
  /** As text: near to what is copied. */
  readonly bytes: number;
}

export interface Counted {
  readonly calls: number;
  readonly objects: number;
  /** Paintings: each begins by clearing the canvas. */
  readonly frames: number;
}

export interface Watcher {
  start(): void;
  read(): Traffic;
  idle(): Promise<void>;
  /** Always the same work: what it takes tells how fast this machine is now. */
  work(): void;
  countDrawing(): void;
  stopCounting(): Counted;
}

declare global {
  interface Window {
    watched: Watcher;
  }
}

export function watchPage(): void {
  const IDLE_MS = 400;
  let messages: unknown[] = [];
  let underWay = 0;
  let lastMessage = performance.now();
  const values = new Float64Array(4096);
  let counted = { calls: 0, objects: 0, frames: 0 };
  let uncount: (() => void)[] = [];

  const note = (message: unknown) => {
    lastMessage = performance.now();
    messages.push(message);
  };
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ readonly kind: string }>) => {
        note(data);
        if (data.kind === 'answer' || data.kind === 'failed') underWay--;
      });
    }
    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions) {
      note(message);
      underWay++;
      super.postMessage(message, options as StructuredSerializeOptions);
    }
  };

  /** Has every call of a method counted, until it is uncounted. */
  function count(
    name: 'fill' | 'stroke' | 'fillText' | 'clearRect' | 'roundRect' | 'closePath',
    as: keyof Counted,
  ) {
    const canvas = CanvasRenderingContext2D.prototype as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    const own = canvas[name];
    if (own === undefined) return;
    canvas[name] = function (...args) {
      counted[as]++;
      return own.apply(this, args);
    };
    uncount.push(() => (canvas[name] = own));
  }

  window.watched = {
    start() {
      messages = [];
    },
    read: () => ({
      messages: messages.length,
      bytes: messages.reduce<number>((sum, message) => sum + JSON.stringify(message).length, 0),
    }),
    idle: () =>
      new Promise((done) => {
        const look = () => {
          if (underWay === 0 && performance.now() - lastMessage > IDLE_MS) done();
          else setTimeout(look, 50);
        };
        look();
      }),
    work() {
      for (let pass = 0; pass < 2600; pass++)
        for (let at = 0; at < values.length; at++) values[at] = Math.imul(at ^ pass, 2654435761) >>> 3;
      values.sort();
    },
    countDrawing() {
      counted = { calls: 0, objects: 0, frames: 0 };
      for (const name of ['fill', 'stroke', 'fillText'] as const) count(name, 'calls');
      for (const name of ['roundRect', 'closePath'] as const) count(name, 'objects');
      count('clearRect', 'frames');
    },
    stopCounting() {
      for (const undo of uncount) undo();
      uncount = [];
      return counted;
    },
  };
}
