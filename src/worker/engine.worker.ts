/** The engine behind a Web Worker message, so that no question ever holds up a frame. */
import { Desk } from './desk.ts';
import type { Envelope, Reply } from './protocol.ts';

const desk = new Desk(() => performance.now());
const post = (reply: Reply) => self.postMessage(reply);

self.addEventListener('message', ({ data }: MessageEvent<Envelope>) => {
  const { id, request } = data;
  try {
    const answer = desk.answer(request, (progress) => post({ id, kind: 'progress', progress }));
    post({ id, kind: 'answer', answer });
  } catch (error) {
    post({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
