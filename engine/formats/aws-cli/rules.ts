/**
 * What the rules of security groups and network ACLs have in common: protocol, ports, ICMP type and code.
 */
import { parseProtocol, protocolName } from '../../packet/index.ts';
import { fault, short, text } from './fields.ts';
import type { Fields } from './fields.ts';

/** A protocol by its common name; `-1` for all. Dumps hold numbers as text. */
export function protocolOf(fields: Fields, key: string): string | undefined {
  const value = text(fields, key);
  if (value === undefined) return undefined;
  const written = value.toLowerCase();
  if (written === '-1' || written === 'all') return '-1';
  const number = parseProtocol(written);
  if (number !== undefined) return protocolName(number);
  return fault(
    fields,
    key,
    `is \`${short(value)}\`, which is no protocol name or number. The rule was left out.`,
  );
}

/** A port range as the document writes it; its absence or wrong bounds are reported. */
export function portsOf(
  fields: Fields,
  from: number | undefined,
  to: number | undefined,
): string | undefined {
  if (from === undefined || to === undefined) {
    return fault(fields, undefined, 'a TCP or UDP rule has no port range. It was left out.', 'missing-value');
  }
  if (from < 0 || to > 65535 || from > to) {
    return fault(
      fields,
      undefined,
      `\`${from}\` to \`${to}\` is no range of ports from 0 to 65535. The rule was left out.`,
    );
  }
  return from === to ? String(from) : `${from}-${to}`;
}

/** ICMP type and code as the document writes them: left out where they mean any. */
export function icmpOf(
  fields: Fields,
  type: number | undefined,
  code: number | undefined,
): { icmpType?: number; icmpCode?: number } {
  if (type === undefined) {
    fault(fields, undefined, 'an ICMP rule has no type. It was left out.', 'missing-value');
    return {};
  }
  const isOutside = (number: number) => number < -1 || number > 255;
  if (isOutside(type) || (code !== undefined && isOutside(code))) {
    fault(fields, undefined, `\`${type}\` and \`${code}\` are no ICMP type and code. The rule was left out.`);
    return {};
  }
  // SG-9: type −1 means any type, and then any code.
  if (type === -1) return {};
  return code === undefined || code === -1 ? { icmpType: type } : { icmpType: type, icmpCode: code };
}
