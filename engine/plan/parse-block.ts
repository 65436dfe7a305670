/** One field for a block, in the ways people write one: prefix length, mask, range, a single address. */
import {
  type Address,
  type Cidr,
  addressWidth,
  cidrOf,
  cidrsOfRange,
  compareAddresses,
  formatAddress,
  formatCidr,
  hasHostBits,
  hostCidr,
  parseAddress,
  parseCidr,
  prefixLengthOf,
} from '../ip/index.ts';

export type BlockParsing =
  | {
      readonly ok: true;
      readonly cidr: Cidr;
      /** What was changed on the way, such as `10.0.0.5/24 → 10.0.0.0/24`; absent when it stands as written (ADDR-6). */
      readonly corrected?: string;
    }
  | {
      readonly ok: false;
      /** What is wrong, and what to write; `undefined` for text that has none of these forms. */
      readonly message: string | undefined;
    };

/**
 * Reads `10.0.0.0/16`, `10.0.0.0/255.255.0.0`, `10.0.0.0 255.255.0.0`, `10.0.0.0-10.0.255.255` or a single address.
 *
 * A range must be exactly one block. Bits after the prefix are cleared and said so (ADDR-6).
 */
export function parseBlock(text: string): BlockParsing {
  const written = text.trim();
  const cidr = parseCidr(written);
  if (cidr !== undefined) {
    return hasHostBits(written)
      ? { ok: true, cidr, corrected: `${written} → ${formatCidr(cidr)}` }
      : { ok: true, cidr };
  }
  const address = parseAddress(written);
  if (address !== undefined) return { ok: true, cidr: hostCidr(address) };
  const range = /^(\S+?)\s*[-–]\s*(\S+)$/.exec(written);
  const [first, last] = [parseAddress(range?.[1] ?? ''), parseAddress(range?.[2] ?? '')];
  if (first !== undefined && last !== undefined) return readRange(written, first, last);
  const masked = /^(\S+?)(?:\s*\/\s*|\s+)(\d+\.\d+\.\d+\.\d+)$/.exec(written);
  const [base, mask] = [parseAddress(masked?.[1] ?? ''), parseAddress(masked?.[2] ?? '')];
  if (base?.family === 4 && mask?.family === 4) {
    const prefixLength = prefixLengthOf(mask);
    if (prefixLength === undefined) {
      return {
        ok: false,
        message: `\`${formatAddress(mask)}\` is not a mask: its ones do not all come first. Write a prefix length such as \`/24\`.`,
      };
    }
    return { ok: true, ...clearing(base, prefixLength) };
  }
  return { ok: false, message: undefined };
}

function clearing(address: Address, prefixLength: number): { cidr: Cidr; corrected?: string } {
  const cidr = cidrOf(address, prefixLength);
  const written = `${formatAddress(address)}/${prefixLength}`;
  return written === formatCidr(cidr) ? { cidr } : { cidr, corrected: `${written} → ${formatCidr(cidr)}` };
}

function readRange(written: string, first: Address, last: Address): BlockParsing {
  if (first.family !== last.family || compareAddresses(first, last) > 0) {
    return { ok: false, message: `\`${written}\` is no range: it must run upwards within one family.` };
  }
  const cidrs = cidrsOfRange({ first, last });
  const [only] = cidrs;
  if (only !== undefined && cidrs.length === 1) return { ok: true, cidr: only };
  const around = smallestAround(first, last);
  return {
    ok: false,
    message: `\`${written}\` is ${cidrs.length} blocks and not one, the first \`${formatCidr(only ?? around)}\`. The smallest block around it is \`${formatCidr(around)}\`.`,
  };
}

function smallestAround(first: Address, last: Address): Cidr {
  let prefixLength: number = addressWidth(first.family);
  while (prefixLength > 0 && compareAddresses(cidrOf(first, prefixLength), cidrOf(last, prefixLength)) !== 0)
    prefixLength--;
  return cidrOf(first, prefixLength);
}
