/**
 * The packet as one hop sees it (EVAL-1, EVAL-2), and the two packets that every trace needs:
 * the reply to one, and a rewritten copy.
 *
 *   10.0.1.10:40000 → 10.0.2.20:5432 tcp        its reply: 10.0.2.20:5432 → 10.0.1.10:40000
 */
import type { Address } from '../ip/index.ts';
import { sameAddress } from '../ip/index.ts';
import { hasIcmpType, hasPorts, ICMP, ICMPV6 } from './protocol.ts';

/** An IP packet's header fields. Ports are 0–65535 and 0 when the protocol has none; type and code 0–255. */
export interface Packet {
  readonly src: Address;
  readonly dst: Address;
  /** IANA protocol number. */
  readonly protocol: number;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly icmpType: number;
  readonly icmpCode: number;
}

/** Answering types of ICMP (RFC 792, 950, 1256) and ICMPv6 (RFC 4443, 4861) queries. */
const ANSWER_OF: Readonly<Record<number, ReadonlyMap<number, number>>> = {
  [ICMP]: new Map([
    [8, 0],
    [10, 9],
    [13, 14],
    [15, 16],
    [17, 18],
  ]),
  [ICMPV6]: new Map([
    [128, 129],
    [133, 134],
    [135, 136],
  ]),
};

/** The type that answers `type`; a type that has no answer stands for itself. */
function answerTo(protocol: number, type: number): number {
  return ANSWER_OF[protocol]?.get(type) ?? type;
}

/**
 * The number that filters compare with a port range: the destination port of TCP and UDP, type · 256 + code of
 * ICMP and ICMPv6, and 0 for all else (whose ranges are never read: SG-8, NACL-9).
 */
export function selectorOf(packet: Packet): number {
  if (hasPorts(packet.protocol)) return packet.dstPort;
  if (hasIcmpType(packet.protocol)) return packet.icmpType * 256 + packet.icmpCode;
  return 0;
}

/** The reply of a packet (EVAL-3, EVAL-4): ends and ports swapped; an ICMP query is answered by its answering type. */
export function replyTo(packet: Packet): Packet {
  return {
    src: packet.dst,
    dst: packet.src,
    protocol: packet.protocol,
    srcPort: packet.dstPort,
    dstPort: packet.srcPort,
    icmpType: answerTo(packet.protocol, packet.icmpType),
    icmpCode: 0,
  };
}

/** Whether `packet` answers `earlier`, the reverse tuple of EVAL-4. */
export function isReplyTo(packet: Packet, earlier: Packet): boolean {
  if (packet.protocol !== earlier.protocol) return false;
  if (!sameAddress(packet.src, earlier.dst) || !sameAddress(packet.dst, earlier.src)) return false;
  if (packet.protocol === ICMP || packet.protocol === ICMPV6) {
    return packet.icmpType === answerTo(earlier.protocol, earlier.icmpType);
  }
  return packet.srcPort === earlier.dstPort && packet.dstPort === earlier.srcPort;
}

/** Whether two packets have the same header (EVAL-5). */
export function samePacket(a: Packet, b: Packet): boolean {
  return (
    a.protocol === b.protocol &&
    a.srcPort === b.srcPort &&
    a.dstPort === b.dstPort &&
    a.icmpType === b.icmpType &&
    a.icmpCode === b.icmpCode &&
    sameAddress(a.src, b.src) &&
    sameAddress(a.dst, b.dst)
  );
}
