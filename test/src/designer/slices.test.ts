import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atOnce, inSlices } from '../../../src/designer/slices.ts';

let now = 0;

beforeEach(() => {
  now = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Three steps, each of which takes so long. */
function* steps(ms: number): Generator<undefined, string> {
  for (let at = 0; at < 3; at++) {
    now += ms;
    yield;
  }
  return 'all';
}

test('what is short is done in one piece, after what is shown now', () => {
  const done = vi.fn();
  inSlices(steps(0.1), done);
  expect(done).not.toHaveBeenCalled();
  vi.runOnlyPendingTimers();
  expect(done).toHaveBeenCalledExactlyOnceWith('all');
});

test('what is long is done in several', () => {
  const done = vi.fn();
  inSlices(steps(20), done);
  vi.runOnlyPendingTimers();
  expect(done).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(done).toHaveBeenCalledExactlyOnceWith('all');
});

test('what is called off is never told', () => {
  const done = vi.fn();
  const callOff = inSlices(steps(20), done);
  vi.runOnlyPendingTimers();
  callOff();
  vi.runAllTimers();
  expect(done).not.toHaveBeenCalled();
});

test('what must be there at once is', () => {
  expect(atOnce(steps(20))).toBe('all');
});
