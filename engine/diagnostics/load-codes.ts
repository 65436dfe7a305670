import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading files and documents of any format. */
export const loadCodes = {
  'unreadable-text': {
    severity: 'error',
    summary: 'The file is not readable as JSON or YAML.',
    explanation:
      'The text breaks the rules of JSON and YAML at the line given. What stands before the break was read where possible.',
  },
  'unknown-format': {
    severity: 'error',
    summary: 'The file is in no format that Hoplight reads.',
    explanation:
      'The file was read, but its top-level keys are those of no known format. Hoplight reads hoplight/1 documents and the output of AWS CLI describe commands.',
  },
  'input-too-large': {
    severity: 'error',
    summary: 'The input is too large.',
    explanation:
      'The file or one of its lists is larger than Hoplight loads. Split it, or leave out what the question does not need.',
  },
  'nested-too-deeply': {
    severity: 'error',
    summary: 'A value is nested too deeply.',
    explanation:
      'No file that Hoplight reads has more than a dozen levels of lists and keys in one another. What stands deeper than 200 levels was left out, and the rest was read.',
  },
  'unknown-key': {
    severity: 'warning',
    summary: 'A key is not known.',
    explanation:
      'The key means nothing to Hoplight and was ignored. A near-miss names the key that was probably meant.',
  },
  'invalid-value': {
    severity: 'error',
    summary: 'A value is not valid.',
    explanation:
      'The value does not have the form its key needs. The entry it stands in was left out; the rest of the resource was kept and is marked as incomplete.',
  },
  'missing-value': {
    severity: 'error',
    summary: 'A required value is missing.',
    explanation: 'The resource cannot be understood without the value, so the resource was left out.',
  },
  'duplicate-id': {
    severity: 'error',
    summary: 'Two resources have the same id.',
    explanation: 'The first resource was kept and the second left out.',
  },
  'ambiguous-name': {
    severity: 'error',
    summary: 'A name stands for several resources.',
    explanation: 'A name may be used in place of an id only when one resource of the kind bears it.',
  },
  'unresolved-reference': {
    severity: 'warning',
    summary: 'A resource names another that the input does not hold.',
    explanation:
      'The reference was kept as it is. A trace whose verdict hangs on the missing resource answers `unknown`, or drops the packet where a route of a design leads to something undefined.',
  },
  'record-outside-zone': {
    severity: 'error',
    summary: 'A record is of a name outside its zone.',
    explanation:
      'A hosted zone holds records for its own domain name and for names below it, written in full. The record was left out.',
  },
  'unreadable-record': {
    severity: 'error',
    summary: 'A value of a record is not what its type needs.',
    explanation:
      'A records hold IPv4 addresses, AAAA records IPv6 addresses, CNAME records one name. The value was left out.',
  },
  'host-bits-cleared': {
    severity: 'info',
    summary: 'A CIDR block had host bits set.',
    explanation: 'AWS clears the host bits of a CIDR block instead of refusing it, and so does Hoplight.',
  },
  'not-modelled': {
    severity: 'info',
    summary: 'A resource is of a kind that traces do not walk through.',
    explanation: 'The resource was counted and kept by name. A packet handed to it ends as `unknown`.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
