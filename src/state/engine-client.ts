/** The page's end of the engine's worker: a promise for each request. Whoever asks drops answers that came too late. */
import { joined } from '../worker/parts.ts';
import type { ListPart } from '../worker/parts.ts';
import type { Answers, Envelope, Progress, Reply, Request } from '../worker/protocol.ts';

/** The part of a `Worker` that is used, so that a test can stand in for it. */
export interface Port {
  postMessage(message: Envelope, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Reply }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((progress: Progress) => void) | undefined;
  /** What came of the answer's long lists before the answer. */
  readonly parts: ListPart[];
}

export class EngineClient {
  #port: Port;
  #lastId = 0;
  #waiting = new Map<number, Waiting>();

  constructor(port: Port) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#receive(data));
    port.addEventListener('error', ({ message }) =>
      this.#fail(message ?? 'The engine could not be started.'),
    );
  }

  /**
   * @param progress - called while a long request runs
   * @returns the answer; rejects when the engine itself failed, never for a bad input or question
   */
  ask<R extends Request>(request: R, progress?: (progress: Progress) => void): Promise<Answers[R['kind']]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress, parts: [] });
      this.#port.postMessage({ id, request }, transfers(request));
    });
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if (reply.kind === 'progress') {
      waiting.progress?.(reply.progress);
      return;
    }
    if (reply.kind === 'part') {
      waiting.parts.push(reply.part);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === 'answer')
      waiting.resolve(joined(reply.answer, waiting.parts) as never); // INVARIANT: the desk answers by kind
    else waiting.reject(new Error(reply.message));
  }

  #fail(message: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }
}

/** Bytes are handed over, not copied. */
function transfers(request: Request): Transferable[] {
  const files =
    request.kind === 'load'
      ? request.files
      : request.kind === 'pricing' && request.file
        ? [request.file]
        : [];
  return files.flatMap((file) => ('bytes' in file ? [file.bytes] : []));
}
