/**
 * A price list: what is charged per GB, hour, month and million queries, each price with its date and where it is from. Prices are data;
 * no other file of the engine holds one.
 */
import { NOTHING, readUsd, usdNumber } from './money.ts';
import type { Usd } from './money.ts';

export const PRICES_FORMAT = 'hoplight-prices/1';

/** What a price is for one of; `perMillion` counts DNS queries. */
export type PriceUnit = 'perGb' | 'perHour' | 'perMonth' | 'perMillion';
export const PRICE_UNITS: readonly PriceUnit[] = ['perGb', 'perHour', 'perMonth', 'perMillion'];

/** The member in which a file ends a step: GB of the month, hosted zones, or million queries of the month. */
export const STEP_END = {
  perGb: 'upToGb',
  perHour: 'upToGb',
  perMonth: 'upTo',
  perMillion: 'upToMillion',
} as const satisfies Readonly<Record<PriceUnit, keyof WrittenTier>>;
export type Confidence = 'high' | 'low';

/** A price up to a volume, which counts from the first of the month; the last step has no end. */
export interface Tier {
  readonly upTo: number | undefined;
  readonly usd: Usd;
}

/** One row. */
export interface PriceRow {
  readonly key: string;
  readonly unit: PriceUnit;
  /** Of one step for a flat price; empty when `sameAs` says another row's price holds. */
  readonly tiers: readonly Tier[];
  readonly sameAs: string | undefined;
  /** Year and month, or day, at which it was checked. */
  readonly asOf: string;
  /** Where it is from, in words. */
  readonly source: string;
  readonly confidence: Confidence;
}

export interface PriceList {
  /** Prices of other Regions are not known by it. */
  readonly region: string;
  readonly currency: 'USD';
  readonly asOf: string;
  readonly hoursPerMonth: number;
  readonly perGb: ReadonlyMap<string, PriceRow>;
  readonly perHour: ReadonlyMap<string, PriceRow>;
  readonly perMonth: ReadonlyMap<string, PriceRow>;
  readonly perMillion: ReadonlyMap<string, PriceRow>;
}

/** By which prices costs are told. */
export interface Pricing {
  readonly list: PriceList;
  /** GB that the account sends in a month, for prices in steps; the tracer's own supposition when absent (COST-6). */
  readonly monthlyGb?: number | undefined;
  /** Takes the prices for other Regions than the list's too, where they are only about right; false when absent. */
  readonly anyRegion?: boolean | undefined;
}

/** A row as a file writes it: the price alone, its steps, another row's key, or an object with date and source. */
export type WrittenPrice = number | string | readonly WrittenTier[] | WrittenRow;
export interface WrittenTier {
  readonly upToGb?: number;
  readonly upTo?: number;
  readonly upToMillion?: number;
  readonly usd: number | string;
}
export interface WrittenRow {
  readonly usd?: number | string;
  readonly tiers?: readonly WrittenTier[];
  readonly sameAs?: string;
  readonly asOf?: string;
  readonly source?: string;
  readonly confidence?: Confidence;
  /** The rule of the semantics that applies it; for readers. */
  readonly rule?: string;
}

/** A price list as a file writes it. */
export interface WrittenPrices {
  readonly format: typeof PRICES_FORMAT;
  readonly region: string;
  readonly currency: 'USD';
  readonly asOf: string;
  /** 730, as AWS's own calculator counts, when absent. */
  readonly hoursPerMonth?: number;
  readonly perGb: Readonly<Record<string, WrittenPrice>>;
  readonly perHour: Readonly<Record<string, WrittenPrice>>;
  readonly perMonth?: Readonly<Record<string, WrittenPrice>>;
  readonly perMillion?: Readonly<Record<string, WrittenPrice>>;
  /** Keys of which the price is less sure. */
  readonly lowConfidence?: readonly string[];
}

/** Something of a file that is not used, and why. */
export interface PriceProblem {
  readonly kind: 'row' | 'unknown-key' | 'head';
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

export interface ReadPriceList {
  /** `undefined` when the value is no price list at all, or one that cannot be applied. */
  readonly list: PriceList | undefined;
  readonly problems: readonly PriceProblem[];
}

const HOURS_PER_MONTH = 730;

/**
 * Checks a price list. Rows that cannot be used are told and left out: what they would have priced is then unknown.
 *
 * @param isKnownKey - whether a row of that key is ever asked for
 */
export function readPriceList(
  value: unknown,
  isKnownKey: (unit: PriceUnit, key: string) => boolean,
): ReadPriceList {
  const problems: PriceProblem[] = [];
  const refuse = (kind: PriceProblem['kind'], path: readonly (string | number)[], detail: string) =>
    void problems.push({ kind, path, detail });
  if (!isObject(value)) {
    refuse('head', [], 'A price list is an object with `format`, `region`, `perGb` and `perHour`.');
    return { list: undefined, problems };
  }
  const { format, region, currency = 'USD', asOf, hoursPerMonth = HOURS_PER_MONTH } = value;
  if (format !== PRICES_FORMAT) {
    refuse('head', ['format'], `A price list says \`format: ${PRICES_FORMAT}\`.`);
  }
  if (typeof region !== 'string' || region === '') {
    refuse(
      'head',
      ['region'],
      'A price list says which `region` it is of, such as `us-east-1`: other Regions have other prices.',
    );
  }
  if (currency !== 'USD') {
    refuse('head', ['currency'], `Prices are in \`USD\`; \`${brief(currency)}\` cannot be used.`);
  }
  if (problems.length > 0 || typeof region !== 'string') return { list: undefined, problems };
  const isMonth = typeof hoursPerMonth === 'number' && Number.isInteger(hoursPerMonth) && hoursPerMonth > 0;
  if (!isMonth || hoursPerMonth > 744) {
    refuse('row', ['hoursPerMonth'], `A month has from 1 to 744 hours; ${HOURS_PER_MONTH} are supposed.`);
  }
  const date = typeof asOf === 'string' ? asOf : 'no date given';
  const low = new Set(Array.isArray(value['lowConfidence']) ? value['lowConfidence'] : []);
  const rowsOf = (unit: PriceUnit): ReadonlyMap<string, PriceRow> => {
    const section = value[unit];
    const rows = new Map<string, PriceRow>();
    if (section === undefined) return rows;
    if (!isObject(section)) {
      refuse('row', [unit], `\`${unit}\` is an object of prices by key.`);
      return rows;
    }
    for (const [key, written] of Object.entries(section)) {
      if (!isKnownKey(unit, key)) {
        refuse('unknown-key', [unit, key], `No price is asked for by the key \`${key}\` of \`${unit}\`.`);
        continue;
      }
      const row = readRow(written, unit, section);
      if (typeof row === 'string') {
        refuse('row', [unit, key], `The price \`${key}\` cannot be used: ${row}`);
        continue;
      }
      const about = isObject(written) ? written : {};
      rows.set(key, {
        key,
        unit,
        ...row,
        asOf: textOr(about['asOf'], date),
        source: textOr(about['source'], 'not stated'),
        confidence: about['confidence'] === 'low' || low.has(key) ? 'low' : 'high',
      });
    }
    return rows;
  };
  const list: PriceList = {
    region,
    currency: 'USD',
    asOf: date,
    hoursPerMonth: isMonth && hoursPerMonth <= 744 ? hoursPerMonth : HOURS_PER_MONTH,
    perGb: rowsOf('perGb'),
    perHour: rowsOf('perHour'),
    perMonth: rowsOf('perMonth'),
    perMillion: rowsOf('perMillion'),
  };
  return { list, problems };
}

/**
 * What a key costs: of stepped prices that of the step that a volume comes to.
 *
 * COST-6: as long as no volume is told, the first step that costs anything is taken, not the free one before it.
 *
 * @returns `undefined` when the list does not hold the price
 */
export function priceOf(
  list: PriceList,
  unit: PriceUnit,
  key: string,
  volume?: number,
): { readonly usd: Usd; readonly row: PriceRow } | undefined {
  const row = list[unit].get(key);
  let tiers = row?.tiers;
  for (let other = row; other?.sameAs !== undefined;) {
    other = list[unit].get(other.sameAs);
    tiers = other?.tiers;
    // INVARIANT: `readRow` lets a row name only one that has a price of its own.
  }
  if (row === undefined || tiers === undefined) return undefined;
  const tier =
    volume === undefined
      ? (tiers.find(({ usd }) => usd > NOTHING) ?? tiers.at(-1))
      : tiers.find(({ upTo }) => upTo === undefined || volume <= upTo);
  return tier === undefined ? undefined : { usd: tier.usd, row };
}

/** A price list as a file writes it, to be changed and read again. */
export function writtenPriceList(list: PriceList): WrittenPrices {
  const section = (unit: PriceUnit): Record<string, WrittenRow> =>
    Object.fromEntries(
      [...list[unit].values()].map(({ key, tiers, sameAs, asOf, source, confidence }) => {
        const about = { asOf, source, confidence };
        if (sameAs !== undefined) return [key, { sameAs, ...about }];
        const [only, another] = tiers;
        if (only !== undefined && another === undefined) return [key, { usd: usdNumber(only.usd), ...about }];
        const steps = tiers.map(({ upTo, usd }) => ({
          ...(upTo === undefined ? {} : { [STEP_END[unit]]: upTo }),
          usd: usdNumber(usd),
        }));
        return [key, { tiers: steps, ...about }];
      }),
    );
  const { region, currency, asOf, hoursPerMonth } = list;
  const head = { format: PRICES_FORMAT, region, currency, asOf, hoursPerMonth } as const;
  return {
    ...head,
    perGb: section('perGb'),
    perHour: section('perHour'),
    perMonth: section('perMonth'),
    perMillion: section('perMillion'),
  };
}

function readRow(
  written: unknown,
  unit: PriceUnit,
  section: Readonly<Record<string, unknown>>,
): Pick<PriceRow, 'tiers' | 'sameAs'> | string {
  const price = isObject(written) ? (written['usd'] ?? written['tiers'] ?? written['sameAs']) : written;
  if (Array.isArray(price)) {
    const tiers = readTiers(price, STEP_END[unit]);
    return typeof tiers === 'string' ? tiers : { tiers, sameAs: undefined };
  }
  const usd = readUsd(price);
  if (usd !== undefined) return { tiers: [{ upTo: undefined, usd }], sameAs: undefined };
  if (typeof price !== 'string' || !Object.hasOwn(section, price)) {
    return `\`${brief(price)}\` is neither an amount in dollars of 0 or more, nor steps, nor the key of another price of \`${unit}\`.`;
  }
  const other = readRow(section[price], unit, {});
  return typeof other === 'string'
    ? `it is the same as \`${price}\`, which has no price of its own.`
    : { tiers: [], sameAs: price };
}

function readTiers(written: readonly unknown[], end: keyof WrittenTier): readonly Tier[] | string {
  const tiers: Tier[] = [];
  for (const [index, step] of written.entries()) {
    const isLast = index === written.length - 1;
    const usd = isObject(step) ? readUsd(step['usd']) : undefined;
    const upTo = isObject(step) ? step[end] : undefined;
    if (usd === undefined) return `step ${index + 1} has no amount \`usd\` of 0 or more.`;
    const isAfter = typeof upTo === 'number' && upTo > (tiers.at(-1)?.upTo ?? 0);
    if (isLast ? upTo !== undefined : !isAfter) {
      return `step ${index + 1} must ${isLast ? 'have no' : 'have a larger'} \`${end}\`: steps rise, and the last has no end.`;
    }
    tiers.push({ upTo: typeof upTo === 'number' ? upTo : undefined, usd });
  }
  return tiers.length === 0 ? 'it has no step.' : tiers;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

const BRIEF = 40;

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > BRIEF ? `${text.slice(0, BRIEF)}…` : text;
}
