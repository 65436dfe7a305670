/** Packets and their replies (EVAL-1 to EVAL-4). */

import type { Address } from './address.ts';

export interface Packet {
  readonly src: Address;
  readonly dst: Address;
  /** IANA number. */
  readonly proto: number;
  /** tcp and udp only, as is `dport`. */
  readonly sport?: number;
  readonly dport?: number;
  /** icmp and icmpv6 only, as is `icmpCode`. */
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** `sgTag` of SG-12: the groups of the interface that sent it; absent once they are lost (SG-13). */
  readonly tag?: readonly string[];
}

/** A packet in the notation of the vectors; absent fields mean nothing for its protocol. */
export interface PacketText {
  readonly src: string;
  readonly dst: string;
  readonly proto: string;
  readonly sport?: number;
  readonly dport?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMPV6 = 58;

const protocolNumbers: Readonly<Record<string, number>> = {
  icmp: ICMP,
  igmp: 2,
  tcp: TCP,
  udp: UDP,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: ICMPV6,
  sctp: 132,
};

/** Reads a protocol name or number; `-1` stands for all protocols, as in rules. */
export function parseProtocol(text: string): number {
  const number = protocolNumbers[text] ?? Number(text);
  if (!Number.isInteger(number) || number < -1 || number > 255) throw new Error(`not a protocol: ${text}`);
  return number;
}

/** The reply of a packet: addresses and ports swapped, an echo request answered (EVAL-3, EVAL-4). */
export function replyTo(packet: Packet): Packet {
  const { src, dst, proto, sport, dport, icmpType, icmpCode } = packet;
  return {
    src: dst,
    dst: src,
    proto,
    ...(dport === undefined ? {} : { sport: dport }),
    ...(sport === undefined ? {} : { dport: sport }),
    ...(icmpType === undefined ? {} : { icmpType: answeringType(proto, icmpType) }),
    ...(icmpCode === undefined ? {} : { icmpCode }),
  };
}

function answeringType(proto: number, type: number): number {
  if (proto === ICMP && type === 8) return 0;
  if (proto === ICMPV6 && type === 128) return 129;
  return type; // core.md names no other answering pair
}

/** Two packets with equal headers have the same key; the hidden tag is no part of it. */
export function headerKey(packet: Packet): string {
  const { src, dst, proto, sport, dport, icmpType, icmpCode } = packet;
  return `${src.text}|${dst.text}|${String(proto)}|${[sport, dport, icmpType, icmpCode].join('|')}`;
}

/** Writes a packet in the notation of the vectors. */
export function packetText(packet: Packet): PacketText {
  const { src, dst, proto, sport, dport, icmpType, icmpCode } = packet;
  const name = Object.keys(protocolNumbers).find((key) => protocolNumbers[key] === proto);
  return {
    src: src.text,
    dst: dst.text,
    proto: name ?? String(proto),
    ...(sport === undefined ? {} : { sport }),
    ...(dport === undefined ? {} : { dport }),
    ...(icmpType === undefined ? {} : { icmpType }),
    ...(icmpCode === undefined ? {} : { icmpCode }),
  };
}
