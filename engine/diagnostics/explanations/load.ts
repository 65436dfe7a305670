import type { loadCodes } from '../load-codes.ts';

/** What the codes of reading networks mean at length. */
export const loadExplanations: Readonly<Record<keyof typeof loadCodes, string>> = {
  'unreadable-text':
    'The text breaks the rules of JSON and YAML at the line given. What stands before the break was read where possible.',
  'unknown-format':
    'The file was read, but its top-level keys are those of no known format. Hoplight reads hoplight/1 documents and the output of AWS CLI describe commands.',
  'input-too-large':
    'The file or one of its lists is larger than Hoplight loads. Split it, or leave out what the question does not need.',
  'nested-too-deeply':
    'No file that Hoplight reads has more than a dozen levels of lists and keys in one another. What stands deeper than 200 levels was left out, and the rest was read.',
  'unknown-key':
    'The key means nothing to Hoplight and was ignored. A near-miss names the key that was probably meant.',
  'invalid-value':
    'The value does not have the form its key needs. The entry it stands in was left out; the rest of the resource was kept and is marked as incomplete.',
  'missing-value': 'The resource cannot be understood without the value, so the resource was left out.',
  'duplicate-id': 'The first resource was kept and the second left out.',
  'ambiguous-name': 'A name may be used in place of an id only when one resource of the kind bears it.',
  'unresolved-reference':
    'The reference was kept as it is. A trace whose verdict hangs on the missing resource answers `unknown`, or drops the packet where a route of a design leads to something undefined.',
  'record-outside-zone':
    'A hosted zone holds records for its own domain name and for names below it, written in full. The record was left out.',
  'unreadable-record':
    'A records hold IPv4 addresses, AAAA records IPv6 addresses, CNAME records one name. The value was left out.',
  'host-bits-cleared':
    'AWS clears the host bits of a CIDR block instead of refusing it, and so does Hoplight.',
  'not-modelled': 'The resource was counted and kept by name. A packet handed to it ends as `unknown`.',
};
