import { describe, expect, test } from 'vitest';
import { emptyAsk } from '../../../src/state/ask.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { Tracer } from '../../../src/state/tracer.svelte.ts';
import type { Traced } from '../../../src/worker/protocol.ts';
import { loaded } from '../fixtures/loaded.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import { handPort } from '../fixtures/ports.ts';

/** A worker whose answers are given by hand, in any order. */
function handWorker() {
  const { port, sent, reply } = handPort();
  // What is searched for beside the answers is asked on the side.
  const traces = () => sent.filter(({ message }) => message.request.kind === 'trace');
  const idOf = (at: number) => traces()[at]?.message.id ?? 0;
  const give = (at: number, answer: Traced) => reply({ id: idOf(at), kind: 'answer', answer });
  const fail = (at: number, message: string) => reply({ id: idOf(at), kind: 'failed', message });
  return { engine: new EngineClient(port), asked: sent, give, fail };
}

const ask = (to: string) => ({ ...emptyAsk, from: 'api-1', to });
const answered: Traced = { ok: true, report: neverCameHome, text: 'as text', milliseconds: 2 };

function tracing() {
  const worker = handWorker();
  const tracer = new Tracer(worker.engine);
  tracer.open(loaded());
  return { ...worker, tracer };
}

describe('asking', () => {
  test('an answer comes with its columns and stands where the packet stops', async () => {
    const { tracer, give } = tracing();
    const running = tracer.run(ask('internet'));
    expect(tracer.pending).toBe(true);
    give(0, answered);
    await running;
    expect(tracer.pending).toBe(false);
    expect(tracer.columns.map(({ name }) => name)).toEqual([
      'api-1',
      'app-a',
      'nat-a',
      'igw-main',
      '203.0.113.80',
    ]);
    expect(tracer.current?.step.at).toBe('nacl-ingress');
    expect(tracer.outdated).toBe(false);
  });

  test('an answer that comes after a later question is dropped', async () => {
    const { tracer, give } = tracing();
    const first = tracer.run(ask('web-1'));
    const second = tracer.run(ask('internet'));
    give(1, answered);
    await second;
    give(0, { ok: false, errors: [{ part: 'to', message: 'no', nearest: [] }], milliseconds: 0 });
    await first;
    expect(tracer.errors).toEqual([]);
    expect(tracer.answer?.ask.to).toBe('internet');
  });

  test('a question that is not understood keeps the answer on screen', async () => {
    const { tracer, give } = tracing();
    const good = tracer.run(ask('internet'));
    give(0, answered);
    await good;
    const bad = tracer.run(ask('nowhere'));
    give(1, {
      ok: false,
      errors: [{ part: 'to', message: 'Nothing is called so.', nearest: ['web-1'] }],
      milliseconds: 0,
    });
    await bad;
    expect(tracer.answer?.ask.to).toBe('internet');
    expect(tracer.outdated).toBe(true);
    expect(tracer.errors.map(({ part }) => part)).toEqual(['to']);
  });

  test('typing in a part takes its error away', async () => {
    const { tracer, give } = tracing();
    const bad = tracer.run(ask('nowhere'));
    give(0, { ok: false, errors: [{ part: 'to', message: 'No.', nearest: [] }], milliseconds: 0 });
    await bad;
    tracer.edit({ to: 'web-1' });
    expect(tracer.errors).toEqual([]);
  });

  test('a half-written question is not asked', async () => {
    const { tracer, asked } = tracing();
    await tracer.run(ask(' '));
    expect(asked).toEqual([]);
  });

  test('a fault of the engine is said in its words', async () => {
    const { tracer, fail } = tracing();
    const running = tracer.run(ask('internet'));
    fail(0, 'invariant broken');
    await running;
    expect(tracer.failure).toBe('invariant broken');
    expect(tracer.pending).toBe(false);
  });

  test('another project takes everything of the last one away', async () => {
    const { tracer, give } = tracing();
    const running = tracer.run(ask('internet'));
    give(0, answered);
    await running;
    tracer.open(loaded());
    expect([tracer.answer, tracer.recent, tracer.decisions]).toEqual([null, [], []]);
  });

  test('the same question asked twice is remembered once', async () => {
    const { tracer, give } = tracing();
    for (const at of [0, 1]) {
      const running = tracer.run(ask('internet'));
      give(at, answered);
      await running;
    }
    expect(tracer.recent).toHaveLength(1);
  });
});
