/** Price lists: the built-in one, those of users, and amounts. */
import { describe, expect, test } from 'vitest';
import {
  PRICE_UNITS,
  builtInPrices,
  isPriceKey,
  priceOf,
  readPriceList,
  readUsd,
  sumOf,
  usdNumber,
  usdText,
  writtenPriceList,
} from '../../../engine/cost/index.ts';
import { readPrices } from '../../../engine/index.ts';
import { isRuleId } from '../../../engine/rules/index.ts';
import { writtenPrices } from '../../../engine/cost/prices.ts';
import { networkOf, reportOf } from './network.ts';

const rows = PRICE_UNITS.flatMap((unit) => [...builtInPrices[unit].values()]);

test('every built-in price has a date, a source and how sure it is', () => {
  for (const { key, asOf, source } of rows) {
    expect(asOf, key).toMatch(/^\d{4}-\d{2}/);
    expect(source, key).toContain('AWS price list');
  }
  expect(rows.filter(({ confidence }) => confidence === 'low').map(({ key }) => key)).toEqual([
    's3.accelerated',
    'gwlb.lcuBytes',
    'dx.port.10g',
    'dx.port.100g',
  ]);
});

test('every built-in price names the rule that applies it', () => {
  const named = PRICE_UNITS.flatMap((unit): { readonly rule: string }[] =>
    Object.values(writtenPrices[unit]),
  );
  expect(named.filter(({ rule }) => !/^COST-\d+$/.test(rule))).toEqual([]);
  expect(isRuleId('COST-7')).toBe(true);
});

test('a price list that is written is read again as it was', () => {
  expect(readPriceList(writtenPriceList(builtInPrices), isPriceKey)).toEqual({
    list: builtInPrices,
    problems: [],
  });
});

test('COST-17 data out by a VPN costs what the internet costs', () => {
  expect(usdNumber(priceOf(builtInPrices, 'perGb', 'vpn.out')?.usd ?? 0n)).toBe(0.09);
  expect(usdNumber(priceOf(builtInPrices, 'perGb', 'vpn.out', 20_000)?.usd ?? 0n)).toBe(0.085);
});

describe('a price list of the user', () => {
  const file = (text: string) => readPrices({ path: 'prices.yaml', text });
  const head = 'format: hoplight-prices/1\nregion: eu-west-1\nasOf: 2026-10-01\n';

  test('replaces the built-in one: what it lacks is not known', () => {
    const { prices, diagnostics } = file(
      `${head}perGb: { nat.processed: 0.048, dt.internet.out: '0.09' }\nperHour: {}\n`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['price-missing']);
    if (prices === undefined) throw new Error('no prices');
    expect([prices.region, prices.asOf, prices.perGb.size]).toEqual(['eu-west-1', '2026-10-01', 2]);
    const { cost } = reportOf(networkOf(elsewhere), 'app', 'internet', { list: prices });
    expect(cost.request.lines.map(({ key, usdPerGb }) => [key, usdPerGb])).toEqual([
      ['dt.crossAz.out', null],
      ['dt.crossAz.in', null],
      ['nat.processed', 0.048],
      ['dt.internet.out', 0.09],
    ]);
    expect(cost.request.usdPerGb).toBeNull();
    expect(cost.request.lines[0]?.text).toContain('the price list has no row `dt.crossAz.out`');
  });

  test.each([
    ['a negative amount', 'nat.processed: -1', 'neither an amount'],
    ['words', 'nat.processed: cheap', 'neither an amount'],
    ['a row without a price', 'nat.processed: { source: mine }', 'neither an amount'],
    [
      'a row that names another without a price',
      'vpn.out: vpn.in\n  vpn.in: vpn.out',
      'has no price of its own',
    ],
    [
      'steps that fall',
      'nat.processed: [{ upToGb: 9, usd: 1 }, { upToGb: 3, usd: 1 }, { usd: 2 }]',
      'larger',
    ],
    ['steps that end', 'nat.processed: [{ upToGb: 9, usd: 1 }]', 'no end'],
    ['no steps', 'nat.processed: []', 'no step'],
  ])('%s is told with its line and left out, the rest is used', (_, row, detail) => {
    const { prices, diagnostics } = file(`${head}perGb:\n  tgw.processed: 0.02\n  ${row}\n`);
    const [told] = diagnostics.filter(({ code }) => code === 'price-left-out');
    expect(told?.detail).toContain(detail);
    expect(told?.line).toBeGreaterThanOrEqual(6);
    expect(prices?.perGb.has('tgw.processed')).toBe(true);
    expect(prices?.perGb.has('nat.processed')).toBe(false);
  });

  test('a key that nothing asks for is told with the nearest one', () => {
    const { diagnostics } = file(`${head}perHour: { nats: 0.05, nat: 0.048 }`);
    expect(diagnostics.find(({ code }) => code === 'unknown-price-key')?.detail).toBe(
      'No price is asked for by the key `nats` of `perHour`. Did you mean `nat`?',
    );
  });

  test('may name further Regions', () => {
    const { prices } = file(`${head}perGb: { dt.interRegion.eu-central-1.out: 0.015 }`);
    expect(prices?.perGb.has('dt.interRegion.eu-central-1.out')).toBe(true);
  });

  test.each([
    ['another format', 'format: hoplight/1\nregion: x'],
    ['no Region', 'format: hoplight-prices/1'],
    ['another currency', `${head}currency: EUR`],
    ['a list', '[1, 2]'],
    ['words', 'just words'],
    ['nothing', ''],
    ['binary data', '\0\x01'],
  ])('%s is no price list, and said so', (_, text) => {
    const { prices, diagnostics } = file(text);
    expect(prices).toBeUndefined();
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });

  test('takes the shape of the table that the prices are from: amounts, steps, names and a list of the less sure', () => {
    const { prices, diagnostics } = file(
      JSON.stringify({
        format: 'hoplight-prices/1',
        region: 'us-east-1',
        currency: 'USD',
        asOf: '2026-11',
        perGb: { 'vpn.out': 'dt.internet.out', 'dt.internet.out': [{ upToGb: 100, usd: 0 }, { usd: 0.09 }] },
        perHour: { 'dx.port.10g': 2.25 },
        lowConfidence: ['dx.port.10g'],
      }),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['price-missing']);
    expect(prices?.perHour.get('dx.port.10g')?.confidence).toBe('low');
  });
});

const elsewhere = {
  vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw', region: 'eu-west-1' }],
};

describe('amounts', () => {
  test.each([
    [0.1, '0.1'],
    ['0.045', '0.045'],
    [1e-7, '0.0000001'],
    [0, '0'],
    ['007.50', '7.5'],
  ])('%s is %s', (written, text) => {
    expect(usdText(readUsd(written) ?? -1n)).toBe(text);
  });

  test.each([[-1], ['1,5'], [NaN], [Infinity], ['1e9'], [1e21], ['0.0000000000001'], [null], [true], ['']])(
    '%s is none',
    (written) => {
      expect(readUsd(written)).toBeUndefined();
    },
  );

  test('sums have no noise', () => {
    const amounts = [0.1, 0.2].map((amount) => readUsd(amount) ?? 0n);
    expect(usdNumber(sumOf(amounts))).toBe(0.3);
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(usdText(-(amounts[0] ?? 0n), 2)).toBe('-0.10');
  });
});
