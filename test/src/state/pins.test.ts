import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyAsk } from '../../../src/state/ask.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { Pins } from '../../../src/state/pins.svelte.ts';
import { pinWords } from '../../../src/tracer/words.ts';
import type { Traced } from '../../../src/worker/protocol.ts';
import { loaded } from '../fixtures/loaded.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import { handPort, readyPort } from '../fixtures/ports.ts';

const ask = { ...emptyAsk, from: 'api-1', to: 'internet', port: '443' };
const answering = (answer: Traced) =>
  new Pins(new EngineClient(readyPort(({ id }) => ({ id, kind: 'answer', answer }))));
const reachable: Traced = {
  ok: true,
  report: { ...neverCameHome, verdict: 'reachable' },
  text: '',
  milliseconds: 1,
};

describe('pinned questions', () => {
  test('a pin keeps the verdict of its time and takes the new one after an edit', async () => {
    const pins = answering(reachable);
    pins.toggle(ask, neverCameHome);
    expect(pins.list.map(pinWords)).toEqual(['Reply blocked']);
    await pins.refresh(loaded());
    expect(pins.list.map(pinWords)).toEqual(['was Reply blocked, now Reachable']);
    pins.accept(ask);
    expect(pins.list.map(({ was }) => was)).toEqual(['reachable']);
  });

  test('the same question again takes the pin out', () => {
    const pins = answering(reachable);
    expect(pins.toggle(ask, neverCameHome)).toBe(true);
    expect(pins.has({ ...ask })).toBe(true);
    expect(pins.toggle({ ...ask }, neverCameHome)).toBe(false);
    expect(pins.list).toEqual([]);
  });

  test('a question that can no longer be asked says so', async () => {
    const errors = [{ part: 'to' as const, message: 'Nothing is called so.', nearest: [] }];
    const pins = answering({ ok: false, errors, milliseconds: 1 });
    pins.toggle(ask, neverCameHome);
    await pins.refresh(loaded());
    expect(pins.list.map(pinWords)).toEqual(['was Reply blocked, can no longer be asked']);
  });

  test('what an earlier edit gave is dropped when a later one is asked about', async () => {
    const { port, sent, reply } = handPort();
    const pins = new Pins(new EngineClient(port));
    pins.toggle(ask, neverCameHome);
    const first = pins.refresh(loaded());
    const second = pins.refresh(loaded());
    const [early, late] = sent.map(({ message }) => message.id);
    reply({ id: late ?? 0, kind: 'answer', answer: { ...reachable, report: neverCameHome } });
    reply({ id: early ?? 0, kind: 'answer', answer: reachable });
    await Promise.all([first, second]);
    expect(pins.list.map(pinWords)).toEqual(['Reply blocked']);
  });
});

describe('at the next visit', () => {
  let kept: Record<string, string>;
  beforeEach(() => {
    kept = {};
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => void (kept[key] = value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('the questions of the same project are there, asked anew, with the verdicts of their time', async () => {
    const pins = answering(reachable);
    await pins.open('own 1', loaded());
    pins.toggle(ask, neverCameHome);
    const next = answering(reachable);
    await next.open('own 1', loaded());
    expect(next.list.map(pinWords)).toEqual(['was Reply blocked, now Reachable']);
    expect(next.has(ask)).toBe(true);
  });

  test('those of another project are not; an example that was edited keeps its own', async () => {
    const pins = answering(reachable);
    await pins.open('example a', loaded());
    pins.toggle(ask, neverCameHome);
    pins.belongTo('own 2');
    const next = answering(reachable);
    await next.open('example a', loaded());
    expect(next.list).toEqual([]);
    await next.open('own 2', loaded());
    expect(next.list).toHaveLength(1);
  });

  test('what somebody else wrote there is passed over', async () => {
    for (const text of ['', 'no JSON', '[]', '{"of":"own 1","pins":[1,{"ask":null,"was":"reachable2"}]}']) {
      kept['hoplight.pins'] = text;
      const pins = answering(reachable);
      await pins.open('own 1', loaded());
      expect(pins.list, text).toEqual([]);
    }
  });
});
