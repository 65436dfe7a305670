/** Names: which address they give, by who asks. */

export type { Asker, DnsAttributes, NameAnswer, NamedHost } from './resolve.ts';
export { answersPrivateZones, resolvePrivateHostname, resolvePublicHostname } from './resolve.ts';
export { lookUp } from './ask.ts';
export type { NameQuestion } from './ask.ts';
export { balancerNamed, databaseNamed, readInstanceName } from './hostnames.ts';
export { rulesOf } from './lookup.ts';
export type {
  Decision,
  DnsQuery,
  Lookup,
  LookupOutcome,
  NameAsker,
  NoAddress,
  Probe,
  ZoneOutcome,
} from './lookup.ts';
export { notesOfLookup } from './sentences.ts';
export type { NamesOf } from './in-network.ts';
export { resolveNamesOf } from './in-network.ts';
