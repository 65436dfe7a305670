import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading AWS CLI output. */
export const awsCliCodes = {
  'unknown-answer': {
    severity: 'warning',
    summary: 'Part of the input is no known answer of an AWS command.',
  },
  'failed-call': {
    severity: 'warning',
    summary: 'A recorded call failed.',
  },
  'answer-cut-short': {
    severity: 'warning',
    summary: 'An answer is not complete.',
  },
  'section-not-held': {
    severity: 'warning',
    summary: 'The dump lacks a kind of resource that traces need.',
  },
  'setting-assumed': {
    severity: 'info',
    summary: 'The dump lacks a setting, and its default is assumed.',
  },
  'named-not-listed': {
    severity: 'warning',
    summary: 'Objects of the dump name a resource that no answer lists.',
  },
  'gateway-inferred': {
    severity: 'info',
    summary: 'A gateway was inferred from an active route.',
  },
  'conflicting-answers': {
    severity: 'warning',
    summary: 'Two answers describe the same object differently.',
  },
  'block-not-associated': {
    severity: 'info',
    summary: 'An address block is not in use.',
  },
  'association-not-in-force': {
    severity: 'info',
    summary: 'A route table association is not in force.',
  },
  'no-public-mapping': {
    severity: 'info',
    summary: 'An address is not a public mapping.',
  },
  'groups-not-shown': {
    severity: 'warning',
    summary: 'An interface shows no security group.',
  },
  'interface-id-repeated': {
    severity: 'warning',
    summary: 'Two instances show an interface of the same id.',
  },
  'prefix-list-not-held': {
    severity: 'warning',
    summary: 'The blocks of a prefix list are not known.',
  },
  'records-without-zone': {
    severity: 'warning',
    summary: 'Records belong to an unknown hosted zone.',
  },
  'entries-without-list': {
    severity: 'warning',
    summary: 'Prefix list entries do not say which list they belong to.',
  },
  'companion-missing': {
    severity: 'warning',
    summary: 'Resources lack what another command would tell of them.',
  },
  'subject-not-told': {
    severity: 'warning',
    summary: 'An answer does not say what it is about.',
  },
  'subject-inferred': {
    severity: 'info',
    summary: 'An answer was brought to the only resource that it can be about.',
  },
  'owner-not-told': {
    severity: 'info',
    summary: 'An interface may belong to one of several databases.',
  },
  'listener-rules-merged': {
    severity: 'info',
    summary: 'The rules of a listener look at what a trace does not name.',
  },
  'firewall-rules-unread': {
    severity: 'warning',
    summary: 'Rules of a firewall could not be read.',
  },
  'carrier-down': {
    severity: 'warning',
    summary: 'What carries a virtual interface is down.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
