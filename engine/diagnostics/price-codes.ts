import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading price lists. */
export const priceCodes = {
  'unknown-price-format': {
    severity: 'error',
    summary: 'The file is no price list that can be used.',
  },
  'price-left-out': {
    severity: 'warning',
    summary: 'A price was left out.',
  },
  'unknown-price-key': {
    severity: 'warning',
    summary: 'A key of the price list is not known.',
  },
  'price-missing': {
    severity: 'info',
    summary: 'The price list does not have every price.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
