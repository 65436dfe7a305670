/**
 * IP protocol numbers (IANA "Protocol Numbers") and the names people use for them.
 */

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMPV6 = 58;

const numberByName: ReadonlyMap<string, number> = new Map([
  ['icmp', ICMP],
  ['igmp', 2],
  ['ipip', 4],
  ['tcp', TCP],
  ['udp', UDP],
  ['ipv6', 41],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['icmpv6', ICMPV6],
  ['ospf', 89],
  ['vrrp', 112],
  ['sctp', 132],
]);

const nameByNumber: ReadonlyMap<number, string> = new Map(
  [...numberByName].map(([name, number]) => [number, name]),
);

/**
 * Reads a protocol as AWS and people write it: a name (`tcp`, any case) or a number 0–255.
 *
 * @returns the IANA number, or `undefined` when it is neither; `-1` and `all` are not one protocol
 */
export function parseProtocol(text: string): number | undefined {
  const named = numberByName.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 255 ? number : undefined;
}

/** The common name of a protocol number (`6` → `tcp`), or the number as text when it has none here. */
export function protocolName(protocol: number): string {
  return nameByNumber.get(protocol) ?? String(protocol);
}

/** Whether packets of this protocol carry ports (TCP and UDP; no AWS filter reads SCTP's). */
export function hasPorts(protocol: number): boolean {
  return protocol === TCP || protocol === UDP;
}

/** Whether packets of this protocol carry an ICMP type and code. */
export function hasIcmpType(protocol: number): boolean {
  return protocol === ICMP || protocol === ICMPV6;
}
