/** One field for a block, in the ways people write one: prefix length, mask, range, a single address. */
import {
  type Address,
  type Cidr,
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
import { smallestBlockAround } from './smallest-block.ts';

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
  if (written.length > LONGEST) {
    return { ok: false, message: `\`${written.slice(0, 40)}…\` is too long to be a block.` };
  }
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

/** Two IPv6 addresses with what stands between them are shorter. Longer text would take long to be told apart. */
const LONGEST = 200;

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
  const [head = hostCidr(first)] = cidrs;
  if (cidrs.length === 1) return { ok: true, cidr: head };
  const around = smallestBlockAround(cidrs) ?? head;
  return {
    ok: false,
    message: `\`${written}\` is ${cidrs.length} blocks and not one, the first \`${formatCidr(head)}\`. The smallest block around it is \`${formatCidr(around)}\`.`,
  };
}
