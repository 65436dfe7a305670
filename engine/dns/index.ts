/** Names of instances: which address they give, by who asks. */

export type { Asker, DnsAttributes, NameAnswer, NamedHost } from './resolve.ts';
export { answersPrivateZones, resolvePrivateHostname, resolvePublicHostname } from './resolve.ts';
export type { NamesOf } from './in-network.ts';
export { resolveNamesOf } from './in-network.ts';
