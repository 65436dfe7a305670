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

describe('several ways', () => {
  const ways = ['nat-a', 'nat-b'].map((taken) => ({
    choices: [{ component: 'rtb-1', componentName: 'rt-app', taken, takenName: null }],
    verdict: 'reachable' as const,
    at: null,
    leg: null,
    component: null,
    reason: '',
  }));
  const way = (path: number, home: boolean): Traced => ({
    ok: true,
    report: { ...neverCameHome, paths: ways, path, ...(!home && { return: null }) },
    text: 'as text',
    milliseconds: 2,
  });
  const answeredWay = async () => {
    const made = tracing();
    const running = made.tracer.run(ask('internet'));
    made.give(0, way(0, true));
    await running;
    return made;
  };

  test('another way is drawn and walked, and the answer stays', async () => {
    const { tracer, give, asked } = await answeredWay();
    const { decisions, answer } = tracer;
    const taking = tracer.take(1);
    give(1, way(1, false));
    await taking;
    expect(asked.map(({ message }) => message.request)).toContainEqual(
      expect.objectContaining({ kind: 'trace', path: 1 }),
    );
    expect(tracer.told?.path).toBe(1);
    expect(tracer.decisions.length).toBeLessThan(decisions.length);
    expect(tracer.answer).toEqual(answer);
    await tracer.take(0);
    expect(tracer.told?.path).toBe(0);
    expect(tracer.decisions).toEqual(decisions);
  });

  test('the way chosen last is shown, and stays over an edit as long as there are so many', async () => {
    const { tracer, give } = await answeredWay();
    const first = tracer.take(1);
    const back = tracer.take(0);
    give(1, way(1, false));
    await Promise.all([first, back]);
    expect(tracer.told?.path).toBe(0);
    const again = tracer.take(1);
    give(2, way(1, false));
    await again;
    const refreshed = tracer.refresh(loaded());
    give(3, way(0, true));
    await expect.poll(() => tracer.told?.path).toBe(0);
    give(4, way(1, false));
    await refreshed;
    expect(tracer.told?.path).toBe(1);
    const fewer = tracer.refresh(loaded());
    give(5, answered);
    await fewer;
    expect(tracer.told?.path).toBeNull();
  });
});

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
