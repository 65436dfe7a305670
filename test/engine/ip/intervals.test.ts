import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Address,
  compareAddresses,
  intervalAt,
  intervalCounts,
  intervalsFrom,
  parseAddress,
} from '../../../engine/ip/index.ts';
import { anyAddress, crowdedAddress, fixed } from './arbitraries.ts';

/** The obvious version: how many distinct starts of the family, besides its first address, are at or below the probe. */
function intervalByCount(starts: readonly Address[], probe: Address): number {
  const below = starts.filter(
    (start) => start.family === probe.family && compareAddresses(start, probe) <= 0,
  );
  const texts = below.map((start) => JSON.stringify(start)).filter((text) => !isFirst(text));
  return new Set(texts).size;
}

function isFirst(text: string): boolean {
  return text === '{"family":4,"bits":0}' || text === '{"family":6,"w0":0,"w1":0,"w2":0,"w3":0}';
}

describe('intervals', () => {
  test('without starts each family is one interval', () => {
    const none = intervalsFrom([]);
    expect(intervalCounts(none)).toEqual({ ipv4: 1, ipv6: 1 });
    for (const text of ['0.0.0.0', '255.255.255.255', '::', 'ffff::']) {
      expect(intervalAt(none, parseAddress(text) ?? expect.fail(text))).toBe(0);
    }
  });

  test.each([0, 5, 40, 400])('agree with a count of the starts below, for up to %d more starts', (size) => {
    const start = fc.oneof(anyAddress, crowdedAddress);
    const starts = fc.array(start, { minLength: size, maxLength: size + 10 });
    const probes = fc.array(start, { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(starts, probes, (given, others) => {
        const intervals = intervalsFrom(given);
        for (const probe of [...given.slice(0, 20), ...others]) {
          expect(intervalAt(intervals, probe)).toBe(intervalByCount(given, probe));
        }
      }),
      { ...fixed, numRuns: 60 },
    );
  });

  test('cuts at the edges of a /8 and of a /16 fall into the right interval', () => {
    const texts = [
      '9.0.0.0',
      '10.0.0.0',
      '10.0.255.255',
      '10.1.0.0',
      '10.255.255.255',
      '11.0.0.0',
      '11.0.0.1',
      '12.0.0.0',
    ];
    const starts = [...texts, '200.0.0.0', '255.255.255.255'].map(
      (text) => parseAddress(text) ?? expect.fail(text),
    );
    const intervals = intervalsFrom(starts);
    starts.forEach((start, i) => {
      expect(intervalAt(intervals, start)).toBe(i + 1);
    });
    expect(intervalAt(intervals, parseAddress('10.0.255.254') ?? expect.fail())).toBe(2);
    expect(intervalAt(intervals, parseAddress('255.255.255.254') ?? expect.fail())).toBe(9);
  });
});
