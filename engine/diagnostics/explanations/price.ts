import type { priceCodes } from '../price-codes.ts';

/** What the codes of reading price lists mean at length. */
export const priceExplanations: Readonly<Record<keyof typeof priceCodes, string>> = {
  'unknown-price-format':
    'A price list is a file of format hoplight-prices/1 that says its Region and has prices in US dollars by key, per GB and per hour. `hoplight cost --show-prices --json` writes the built-in one, to be changed.',
  'price-left-out':
    'The row holds no price: an amount of 0 or more, steps that rise, or the key of another price. What it would have priced is unknown; all other rows are used.',
  'unknown-price-key': 'No cost is worked out by that key, so the row has no effect. It may be mistyped.',
  'price-missing': 'What a missing row would price is said to be unknown. Built-in prices do not fill in.',
};
