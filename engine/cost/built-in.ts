/**
 * The built-in price list, and which keys a price list may have.
 */
import { readPriceList } from './price-list.ts';
import type { PriceList, PriceUnit } from './price-list.ts';
import { writtenPrices } from './prices.ts';

/** Whether a row of that key is ever asked for. A price to another Region names it: `dt.interRegion.eu-west-1.out`. */
export function isPriceKey(unit: PriceUnit, key: string): boolean {
  return (
    Object.hasOwn(writtenPrices[unit], key) ||
    NOT_LISTED[unit].includes(key) ||
    (unit === 'perGb' && /^dt\.interRegion\.[a-z]+(?:-[a-z]+){1,2}-\d\.out$/.test(key))
  );
}

/** What is asked for and the built-in list has no checked price of: a list of the reader's own may. */
const NOT_LISTED: Readonly<Record<PriceUnit, readonly string[]>> = {
  perGb: ['dx.siteLink', 'vpn.accelerated', 'vpce.resource.processed', 'vpce.service-network.processed'],
  perHour: ['vpn.accelerated'],
  perMonth: [],
  perMillion: [],
};

/** Every key of the built-in list. */
export function priceKeys(unit: PriceUnit): readonly string[] {
  return Object.keys(writtenPrices[unit]);
}

/** The prices that hold where the user gives none. */
export const builtInPrices: PriceList = builtIn();

function builtIn(): PriceList {
  const { list, problems } = readPriceList(writtenPrices, isPriceKey);
  // INVARIANT: the project's own list has no fault; a test reads it too.
  if (list === undefined || problems.length > 0)
    throw new Error(problems.map(({ detail }) => detail).join(' '));
  return list;
}
