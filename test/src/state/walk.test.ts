import { describe, expect, test } from 'vitest';
import { Walk } from '../../../src/state/walk.svelte.ts';
import type { Clock } from '../../../src/state/walk.svelte.ts';

/** A clock that ticks when told. */
function handClock() {
  let next: (() => void) | undefined;
  const clock: Clock = (tick) => {
    next = tick;
    return () => (next = undefined);
  };
  return { clock, tick: () => next?.(), running: () => next !== undefined };
}

const steps = (...stops: number[]) => Array.from({ length: 5 }, (_, at) => ({ stops: stops.includes(at) }));

describe('walking a trace', () => {
  test('starts where the packet stops', () => {
    const walk = new Walk();
    walk.start(steps(3));
    expect(walk.cursor).toBe(3);
  });

  test('starts at the end when nothing stops it', () => {
    const walk = new Walk();
    walk.start(steps());
    expect([walk.cursor, walk.atEnd]).toEqual([4, true]);
  });

  test('an empty trace has one place to stand', () => {
    const walk = new Walk();
    walk.start([]);
    walk.on();
    walk.back();
    walk.togglePlay();
    expect([walk.cursor, walk.playing]).toEqual([0, false]);
  });

  test('keeps within the trace', () => {
    const walk = new Walk();
    walk.start(steps());
    walk.on();
    expect(walk.cursor).toBe(4);
    walk.goTo(-3);
    expect(walk.cursor).toBe(0);
  });

  test('the next blocker after the last is the first again', () => {
    const walk = new Walk();
    walk.start(steps(1, 3));
    expect(walk.cursor).toBe(1);
    walk.nextBlocker();
    expect(walk.cursor).toBe(3);
    walk.nextBlocker();
    expect(walk.cursor).toBe(1);
  });

  test('plays from the front once it stands at the end, and stops there', () => {
    const hand = handClock();
    const walk = new Walk(hand.clock);
    walk.start(steps());
    walk.togglePlay();
    expect([walk.cursor, walk.playing]).toEqual([0, true]);
    for (let tick = 0; tick < 4; tick++) hand.tick();
    expect([walk.cursor, walk.playing, hand.running()]).toEqual([4, false, true]);
  });

  test('a step by hand ends the play', () => {
    const hand = handClock();
    const walk = new Walk(hand.clock);
    walk.start(steps());
    walk.togglePlay();
    hand.tick();
    walk.back();
    expect([walk.cursor, walk.playing, hand.running()]).toEqual([0, false, false]);
  });

  test('its pace has bounds', () => {
    const walk = new Walk();
    walk.pace = 1;
    expect(walk.pace).toBe(150);
    walk.pace = 99_999;
    expect(walk.pace).toBe(1500);
  });
});
