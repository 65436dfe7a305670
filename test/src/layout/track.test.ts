import { describe, expect, test } from 'vitest';
import { nearestDot, trackOf } from '../../../src/layout/track.ts';

describe('the timeline', () => {
  test('has a dot a step, a wider gap where the reply starts, and stands in the middle', () => {
    const { dots, beyond, dense } = trackOf(3, 2, false, 400);
    const gaps = dots.slice(1).map((dot, at) => Math.round(dot - (dots[at] ?? 0)));
    expect(gaps).toEqual([36, 36, 58, 36]);
    expect((dots[0] ?? 0) + (dots.at(-1) ?? 0)).toBeCloseTo(400);
    expect([beyond, dense]).toEqual([null, false]);
  });

  test('has one more where the way was cut off', () => {
    const { dots, beyond } = trackOf(4, 0, true, 400);
    expect(beyond).toBeCloseTo((dots.at(-1) ?? 0) + 36);
  });

  test('stays inside however many steps there are', () => {
    const { dots, dense } = trackOf(40, 40, true, 300);
    expect(dense).toBe(true);
    expect(Math.min(...dots)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...dots)).toBeLessThanOrEqual(300);
  });

  test('a press goes to the nearest dot', () => {
    const track = trackOf(3, 0, false, 200);
    expect(track.dots.map((dot) => nearestDot(track, dot + 10))).toEqual([0, 1, 2]);
    expect(nearestDot(track, 9999)).toBe(2);
    expect(nearestDot(trackOf(0, 0, false, 200), 10)).toBe(0);
  });
});
