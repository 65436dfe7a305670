import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { containsPort, formatPortRange, parsePortRange } from '../../../engine/ip/index.ts';
import { fixed } from './arbitraries.ts';

describe('port ranges', () => {
  test.each([
    ['443', 443, 443],
    ['1000-2000', 1000, 2000],
    ['1000 - 2000', 1000, 2000],
    ['0', 0, 0],
    ['*', 0, 65535],
    ['all', 0, 65535],
    ['All', 0, 65535],
  ])('reads %j', (text, from, to) => {
    expect(parsePortRange(text)).toEqual({ from, to });
  });

  test.each(['', '-', '65536', '-1', '2000-1000', '080', '80-', '80,443', '8o', '1-2-3', ' 80', '100000'])(
    'refuses %j',
    (text) => {
      expect(parsePortRange(text)).toBeUndefined();
    },
  );

  test('formatPortRange is undone by parsePortRange', () => {
    const port = fc.integer({ min: 0, max: 65535 });
    fc.assert(
      fc.property(port, port, port, (a, b, probe) => {
        const range = { from: Math.min(a, b), to: Math.max(a, b) };
        expect(parsePortRange(formatPortRange(range))).toEqual(range);
        expect(containsPort(range, probe)).toBe(probe >= range.from && probe <= range.to);
      }),
      fixed,
    );
    expect(formatPortRange({ from: 0, to: 65535 })).toBe('all');
  });
});
