import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inSlices } from '../../../src/designer/slices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Steps, each of which takes so long. */
function* steps(count: number, ms: number): Generator<undefined, string> {
  for (let at = 0; at < count; at++) {
    vi.advanceTimersByTime(ms);
    yield;
  }
  return 'all';
}

test.each([
  ['quick', 200, 0.01],
  ['few', 10, 20],
])('what is %s is done at once', (_, count, ms) => {
  const done = vi.fn();
  inSlices(steps(count, ms), done);
  expect(done).toHaveBeenCalledExactlyOnceWith('all');
});

test('what is long is done in pieces', () => {
  const done = vi.fn();
  inSlices(steps(60, 20), done);
  expect(done).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(done).toHaveBeenCalledExactlyOnceWith('all');
});

test('what is called off is never told', () => {
  const done = vi.fn();
  const callOff = inSlices(steps(60, 20), done);
  callOff();
  vi.runAllTimers();
  expect(done).not.toHaveBeenCalled();
});
