import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading price lists. */
export const priceCodes = {
  'unknown-price-format': {
    severity: 'error',
    summary: 'The file is no price list that can be used.',
    explanation:
      'A price list is a file of format hoplight-prices/1 that says its Region and has prices in US dollars by key, per GB and per hour. `hoplight cost --show-prices --json` writes the built-in one, to be changed.',
  },
  'price-left-out': {
    severity: 'warning',
    summary: 'A price was left out.',
    explanation:
      'The row holds no price: an amount of 0 or more, steps that rise, or the key of another price. What it would have priced is unknown; all other rows are used.',
  },
  'unknown-price-key': {
    severity: 'warning',
    summary: 'A key of the price list is not known.',
    explanation: 'No cost is worked out by that key, so the row has no effect. It may be mistyped.',
  },
  'price-missing': {
    severity: 'info',
    summary: 'The price list does not have every price.',
    explanation: 'What a missing row would price is said to be unknown. Built-in prices do not fill in.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
