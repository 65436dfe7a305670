import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading files and documents of any format. */
export const loadCodes = {
  'unreadable-text': {
    severity: 'error',
    summary: 'The file is not readable as JSON or YAML.',
  },
  'unknown-format': {
    severity: 'error',
    summary: 'The file is in no format that Hoplight reads.',
  },
  'input-too-large': {
    severity: 'error',
    summary: 'The input is too large.',
  },
  'nested-too-deeply': {
    severity: 'error',
    summary: 'A value is nested too deeply.',
  },
  'unknown-key': {
    severity: 'warning',
    summary: 'A key is not known.',
  },
  'invalid-value': {
    severity: 'error',
    summary: 'A value is not valid.',
  },
  'missing-value': {
    severity: 'error',
    summary: 'A required value is missing.',
  },
  'duplicate-id': {
    severity: 'error',
    summary: 'Two resources have the same id.',
  },
  'ambiguous-name': {
    severity: 'error',
    summary: 'A name stands for several resources.',
  },
  'unresolved-reference': {
    severity: 'warning',
    summary: 'A resource names another that the input does not hold.',
  },
  'record-outside-zone': {
    severity: 'error',
    summary: 'A record is of a name outside its zone.',
  },
  'unreadable-record': {
    severity: 'error',
    summary: 'A value of a record is not what its type needs.',
  },
  'host-bits-cleared': {
    severity: 'info',
    summary: 'A CIDR block had host bits set.',
  },
  'not-modelled': {
    severity: 'info',
    summary: 'A resource is of a kind that traces do not walk through.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
