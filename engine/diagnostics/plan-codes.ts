import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading address plans, and for making a network of one. */
export const planCodes = {
  'unknown-plan-format': {
    severity: 'error',
    summary: 'The file holds no address plan that Hoplight reads.',
  },
  'plan-without-blocks': {
    severity: 'warning',
    summary: 'The file holds no block and no subnet.',
  },
  'plan-row-refused': {
    severity: 'warning',
    summary: 'A row of the plan has no place.',
  },
  'plan-too-large': {
    severity: 'error',
    summary: 'The plan is too large.',
  },
  'plan-block-supposed': {
    severity: 'info',
    summary: 'The base block was worked out from the subnets.',
  },
  'plan-subnets-overlap': {
    severity: 'warning',
    summary: 'Two subnets of the source overlap.',
  },
  'plan-text-cut': {
    severity: 'warning',
    summary: 'A text is too long and was cut.',
  },
  'plan-value-left-out': {
    severity: 'warning',
    summary: 'A value was left out.',
  },
  'plan-column-left-out': {
    severity: 'info',
    summary: 'A column of the table was not read.',
  },
  'unreadable-table': {
    severity: 'error',
    summary: 'The table is not faultless CSV.',
  },
  'unreadable-link': {
    severity: 'error',
    summary: 'The link cannot be read.',
  },
  'plan-value-unknown': {
    severity: 'info',
    summary: 'A block is known only after the change is applied.',
  },
  'need-left-out': {
    severity: 'error',
    summary: 'A need cannot be allocated as it stands.',
  },
  'plan-of-another-cloud': {
    severity: 'info',
    summary: 'The plan is made for another cloud.',
  },
  'subnets-without-way-out': {
    severity: 'info',
    summary: 'Private subnets have no NAT gateway yet.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
