import { expect, test } from 'vitest';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { handPort } from '../fixtures/ports.ts';

function client() {
  const hand = handPort();
  return { ...hand, engine: new EngineClient(hand.port) };
}

test('each answer finds its question, in whatever order they come', async () => {
  const { engine, reply } = client();
  const first = engine.ask({ kind: 'document', project: 1, format: 'json' });
  const second = engine.ask({ kind: 'document', project: 2, format: 'json' });
  reply({ id: 2, kind: 'answer', answer: 'two' });
  reply({ id: 1, kind: 'answer', answer: 'one' });
  expect(await Promise.all([first, second])).toEqual(['one', 'two']);
});

test('progress is told while a request runs', async () => {
  const { engine, reply } = client();
  const told: number[] = [];
  const asking = engine.ask({ kind: 'drop', project: 1 }, ({ done }) => told.push(done));
  reply({ id: 1, kind: 'progress', progress: { done: 1, total: 2, path: 'a' } });
  reply({ id: 1, kind: 'answer', answer: null });
  await asking;
  expect(told).toEqual([1]);
});

test('a worker that cannot start fails all that wait', async () => {
  const { engine, crash } = client();
  const asking = engine.ask({ kind: 'drop', project: 1 });
  crash('no such file');
  await expect(asking).rejects.toThrow('no such file');
});

test('bytes are handed over, not copied', () => {
  const { engine, sent } = client();
  const bytes = new ArrayBuffer(8);
  void engine.ask({
    kind: 'load',
    files: [
      { path: 'a.json', bytes },
      { path: 'b', text: '' },
    ],
  });
  expect(sent[0]?.transfer).toEqual([bytes]);
});
