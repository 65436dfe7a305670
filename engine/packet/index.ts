export { TCP, UDP, ICMP, ICMPV6, parseProtocol, protocolName, hasPorts, hasIcmpType } from './protocol.ts';
export type { Packet } from './packet.ts';
export { selectorOf, replyTo, isReplyTo, samePacket } from './packet.ts';
export type { PacketMatch, SelectorRange, RemoteMatch, RemoteEnd, MatchField } from './match.ts';
export { matches, firstFailedField } from './matches.ts';
export type { FirstMatch } from './first-match.ts';
export { firstMatchOf } from './first-match.ts';
