/** What a rule lets through or stops, as one short text: `tcp 443`, `https`, `icmp 8/0`, `all`. Read and written here. */
import { services } from '../../state/services.ts';

/** The members of a rule that say so. */
export interface Traffic {
  readonly protocol: string;
  readonly ports?: string;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

export type TrafficReading = { readonly traffic: Traffic } | { readonly problem: string };

const ALL: Traffic = { protocol: '-1' };

/** A rule's traffic in one way of writing it. */
export function trafficText(rule: Readonly<Record<string, unknown>>): string {
  const protocol = String(rule['protocol'] ?? '-1').toLowerCase();
  if (protocol === '-1' || protocol === 'all') return 'all';
  const type = rule['icmpType'];
  if (protocol.startsWith('icmp')) {
    if (typeof type !== 'number' || type === -1) return protocol;
    const code = rule['icmpCode'];
    return `${protocol} ${type}${typeof code === 'number' && code !== -1 ? `/${code}` : ''}`;
  }
  const ports = rule['ports'];
  const isAll = ports === undefined || ports === null || ports === '*' || ports === '0-65535';
  return isAll ? protocol : `${protocol} ${String(ports as string | number)}`;
}

/** What people call the traffic of a rule; empty when it has no such name. */
export function trafficName(rule: Readonly<Record<string, unknown>>): string {
  const text = trafficText(rule).replace(' ', '/');
  return services.find(({ value }) => value === text)?.name ?? '';
}

/** Reads `tcp 443`, `443`, `https`, `tcp http-https`, `udp 1024-65535`, `icmp 8/0`, `ping`, `all`, `protocol 50`. */
export function readTraffic(text: string): TrafficReading {
  const said = text.trim().toLowerCase().replace(/[–—]/g, '-').replace(/\s+/g, ' ');
  if (['', 'all', 'any', '*', '-1', 'all traffic'].includes(said)) return { traffic: ALL };
  const named = services.find(({ name, value }) => name === said || value === said);
  if (named !== undefined) return readParts(named.value.split('/'));
  if (/^[\d-]+$/.test(said)) return readParts(['tcp', said]);
  const numbered = /^protocol (\d+)$/.exec(said);
  if (numbered?.[1] !== undefined) return { traffic: { protocol: numbered[1] } };
  const words = said
    .replace(/\b(?:ports?|type|code)\b/g, ' ')
    .replace(/\s*-\s*/g, '-')
    .split(/[\s/:]+/)
    .filter((word) => word !== '');
  return readParts(words);
}

/** A rule with other traffic: nothing of the traffic before stays. */
export function withTraffic(
  rule: Readonly<Record<string, unknown>>,
  traffic: Traffic,
): Readonly<Record<string, unknown>> {
  const members = ['protocol', 'ports', 'icmpType', 'icmpCode'];
  const rest = Object.entries(rule).filter(([member]) => !members.includes(member));
  return { ...Object.fromEntries(rest), ...traffic };
}

function readParts([protocol = '', second, third, ...more]: readonly string[]): TrafficReading {
  if (more.length > 0 || (third !== undefined && !protocol.startsWith('icmp')))
    return { problem: 'Write a protocol and its ports, such as tcp 443 or udp 1024-65535.' };
  if (protocol.startsWith('icmp')) return readIcmp(protocol, second, third);
  if (second === undefined || ['all', '*', 'any'].includes(second)) return { traffic: { protocol } };
  const ports = second.split('-').map((part) => portOf(protocol, part));
  const [from, to] = ports;
  if (from === undefined || ports.length > 2 || ports.includes(undefined))
    return {
      problem: `“${second}” is no port, range or service known here. Write 443, 1024-65535 or https.`,
    };
  return { traffic: { protocol, ports: to === undefined ? String(from) : `${from}-${to}` } };
}

function readIcmp(protocol: string, type: string | undefined, code: string | undefined): TrafficReading {
  const isNumber = (text: string | undefined) => text === undefined || /^\d+$/.test(text);
  if (type === 'all') return { traffic: { protocol } };
  if (!isNumber(type) || !isNumber(code))
    return { problem: 'Write the type of ICMP messages as a number, and its code if need be: icmp 8/0.' };
  return {
    traffic: {
      protocol,
      ...(type !== undefined && { icmpType: Number(type) }),
      ...(code !== undefined && { icmpCode: Number(code) }),
    },
  };
}

/** A port by number or by the name of its service. */
function portOf(protocol: string, text: string): number | undefined {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const named = services.find(({ name, value }) => name === text && value.startsWith(`${protocol}/`));
  return named === undefined ? undefined : Number(named.value.split('/')[1]);
}
