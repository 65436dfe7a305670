import { expect, test } from 'vitest';
import { fit, monoWidth } from '../../../src/layout/measure.ts';

const measure = (text: string) => monoWidth(text, 10);

test('what fits is left alone', () => {
  expect(fit('db-1', 100, measure)).toBe('db-1');
});

test('what does not is shortened in the middle', () => {
  const short = fit('subnet-0123456789abcdef', 66, measure);
  expect(short).toBe('subne…cdef');
  expect(measure(short)).toBeLessThanOrEqual(66);
});

test('with no room at all a mark is left', () => {
  expect(fit('web-1', 3, measure)).toBe('…');
});
