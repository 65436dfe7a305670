/** The engine behind a Web Worker message, so that no question ever holds up a frame. */
import { Desk } from './desk.ts';
import { inParts } from './parts.ts';
import type { Envelope, Reply } from './protocol.ts';

const desk = new Desk(() => performance.now());
const post = (reply: Reply) => self.postMessage(reply);

self.addEventListener('message', ({ data }: MessageEvent<Envelope>) => {
  const { id, request } = data;
  try {
    const { answer, parts } = inParts(
      desk.answer(request, (progress) => post({ id, kind: 'progress', progress })),
    );
    for (const part of parts) post({ id, kind: 'part', part });
    post({ id, kind: 'answer', answer });
  } catch (error) {
    post({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
