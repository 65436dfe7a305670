import { describe, expect, test } from 'vitest';
import type { LegCostReport } from '../../../engine/index.ts';
import {
  costWords,
  dollars,
  legWords,
  payerWords,
  priceWords,
  sourcesOf,
} from '../../../src/tracer/cost-words.ts';
import { noCost } from '../fixtures/no-cost.ts';

const leg = (usdPerGb: number | null, part: Partial<LegCostReport> = {}): LegCostReport => ({
  ...noCost.request,
  usdPerGb,
  usdPerGbText: usdPerGb === null ? 'not known' : String(usdPerGb),
  atLeastUsdPerGb: usdPerGb,
  atMostUsdPerGb: usdPerGb,
  ...part,
});

describe('a GB in words', () => {
  test.each([
    [leg(0.155), leg(0.045), '$0.155 there, $0.045 back'],
    [leg(0.02), leg(0.02), '$0.02 each way'],
    [leg(0.045), null, '$0.045 there'],
    [leg(null), leg(null), 'not known'],
    [leg(null), leg(0), 'not known there, $0 back'],
    [leg(null, { atLeastUsdPerGb: 0, atMostUsdPerGb: 0.02 }), leg(0), '$0 to $0.02 there, $0 back'],
  ])('%#', (request, reply, words) => {
    expect(costWords({ ...noCost, request, reply })).toBe(words);
  });

  test('a sum within bounds is a range', () => {
    expect(legWords(leg(null, { atLeastUsdPerGb: 0.09, atMostUsdPerGb: 0.11 }))).toBe('$0.09 to $0.11');
  });

  test('only amounts get a dollar sign', () => {
    expect(['0.5', 'not known'].map(dollars)).toEqual(['$0.5', 'not known']);
  });
});

test('who pays: an account, the owner of a VPC, or nobody who is known', () => {
  const payers = [
    { account: '111122223333', vpc: 'vpc-a' },
    { account: null, vpc: 'vpc-a' },
    { account: null, vpc: null },
  ];
  expect(payers.map(payerWords)).toEqual([
    'account 111122223333',
    'the owner of vpc-a',
    'an owner not known',
  ]);
});

test('a price has its key, rule, date and the number of its source; sources are told once', () => {
  const nat = { key: 'nat', rule: 'COST-7', asOf: '2026-11', source: 'list B', confidence: 'high' as const };
  const out = { ...nat, key: 'dt.internet.out', rule: 'COST-6', source: 'list A' };
  const port = { ...nat, key: 'dx.port.10g', rule: 'COST-18', confidence: 'low' as const };
  const none = { key: null, rule: null, asOf: null, source: null, confidence: null };
  const sources = sourcesOf([out, nat, none, port]);
  expect(sources).toEqual(['list A', 'list B']);
  expect([out, nat, port, none].map((item) => priceWords(item, sources))).toEqual([
    'dt.internet.out · COST-6 · 2026-11, source 1',
    'nat · COST-7 · 2026-11, source 2',
    'dx.port.10g · COST-18 · 2026-11, source 2 · a price that is not sure',
    '',
  ]);
});
