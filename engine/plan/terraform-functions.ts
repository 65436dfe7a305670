/**
 * Terraform's functions for addresses: text and numbers in, and the text that Terraform gives, or why it gives none.
 *
 * Sources: the functions' pages in https://developer.hashicorp.com/terraform/language/functions, and
 * github.com/apparentlymart/go-cidr, which computes them.
 */

import {
  type Address,
  type Cidr,
  addressCount,
  addressFromBigInt,
  addressToBigInt,
  addressWidth,
  cidrOf,
  explainMalformedAddress,
  formatAddress,
  formatCidr,
  netmask,
  parseCidr,
} from '../ip/index.ts';
import { splitUnevenly } from './split.ts';

/** What a function of a template language gives; `error` is one sentence or two, values in backticks. */
export type FunctionResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** `cidrsubnet("172.16.0.0/12", 4, 2)` is `172.18.0.0/16`: part number `netnum`, from 0, of prefixes longer by `newbits`. */
export function cidrsubnet(prefix: string, newbits: number, netnum: number | bigint): FunctionResult<string> {
  return withPrefix(prefix, (cidr) => {
    const width = addressWidth(cidr.family);
    const prefixLength = cidr.prefixLength + newbits;
    if (!isWhole(newbits)) return failed(`\`newbits\` must be a whole number and not below 0.`);
    if (prefixLength > width) return failed(tooLong(newbits, prefixLength, width));
    if (!isWhole(netnum)) return failed(`\`netnum\` must be a whole number and not below 0.`);
    if (BigInt(netnum) >> BigInt(newbits) !== 0n) {
      return failed(
        `\`newbits\` of ${newbits} number the subnets 0 to ${(1n << BigInt(newbits)) - 1n}; ${netnum} is not among them.`,
      );
    }
    const offset = BigInt(netnum) << BigInt(width - prefixLength);
    return done(formatCidr(cidrOf(addressIn(cidr, offset), prefixLength)));
  });
}

/** `cidrsubnets("10.1.0.0/16", 4, 8)` is `10.1.0.0/20` and `10.1.16.0/24`: consecutive parts, each by its new bits. */
export function cidrsubnets(
  prefix: string,
  ...newbits: readonly number[]
): FunctionResult<readonly string[]> {
  return withPrefix(prefix, (cidr) => {
    const width = addressWidth(cidr.family);
    for (const bits of newbits) {
      const prefixLength = cidr.prefixLength + bits;
      if (!isWhole(bits) || bits < 1) return failed('Each of the new bits must be a whole number from 1.');
      if (bits > 32) return failed(`One call adds at most 32 bits to a prefix; ${bits} are more.`);
      if (prefixLength > width) return failed(tooLong(bits, prefixLength, width));
    }
    // It looks for the first part after the address before the prefix, and takes address 0 there for a roll-over.
    if (newbits.length > 0 && addressToBigInt(cidr) === 0n) {
      return failed(`Terraform finds no subnets in \`${formatCidr(cidr)}\`, because it begins at address 0.`);
    }
    const split = splitUnevenly(
      cidr,
      newbits.map((bits) => cidr.prefixLength + bits),
    );
    if (split.ok) return done(split.blocks.map(formatCidr));
    const last = split.blocks.at(-1);
    const wanted = `/${cidr.prefixLength + (newbits[split.place] ?? 0)}`;
    return failed(
      `No ${wanted} is left in \`${formatCidr(cidr)}\`${last === undefined ? '' : ` after \`${formatCidr(last)}\``}: it would be subnet number ${split.place + 1}.`,
    );
  });
}

/** `cidrhost("10.12.112.0/20", 268)` is `10.12.113.12`; a negative number counts from the end, -1 being the last address. */
export function cidrhost(prefix: string, hostnum: number | bigint): FunctionResult<string> {
  return withPrefix(prefix, (cidr) => {
    if (typeof hostnum === 'number' && !Number.isInteger(hostnum))
      return failed('`hostnum` must be a whole number.');
    const count = addressCount(cidr);
    const number = BigInt(hostnum);
    const offset = number < 0n ? count + number : number;
    if (offset < 0n || offset >= count) {
      return failed(
        `\`${formatCidr(cidr)}\` has the host numbers 0 to ${count - 1n}, or -1 to ${-count} from the end; ${hostnum} is not among them.`,
      );
    }
    return done(formatAddress(addressIn(cidr, offset)));
  });
}

/** `cidrnetmask("172.16.0.0/12")` is `255.240.0.0`; IPv6 prefixes have none in Terraform. */
export function cidrnetmask(prefix: string): FunctionResult<string> {
  return withPrefix(prefix, (cidr) =>
    cidr.family === 4
      ? done(formatAddress(netmask(cidr)))
      : failed(`\`${prefix}\` is IPv6, which has no netmask in Terraform.`),
  );
}

function withPrefix<T>(prefix: string, compute: (cidr: Cidr) => FunctionResult<T>): FunctionResult<T> {
  // Terraform reads octets with leading zeros as decimal numbers.
  const cidr = parseCidr(prefix.replace(/(^|[./])0+(?=\d)/g, '$1'));
  return cidr === undefined ? failed(explainMalformedAddress(prefix)) : compute(asIpv4(cidr));
}

/** Terraform takes an IPv4-mapped prefix, such as ::ffff:192.168.0.0/112, for the IPv4 one. */
function asIpv4(cidr: Cidr): Cidr {
  if (cidr.family === 4 || cidr.prefixLength < 96) return cidr;
  const isMapped = cidr.w0 === 0 && cidr.w1 === 0 && cidr.w2 === 0xffff;
  return isMapped ? cidrOf({ family: 4, bits: cidr.w3 }, cidr.prefixLength - 96) : cidr;
}

function addressIn(cidr: Cidr, offset: bigint): Address {
  const address = addressFromBigInt(cidr.family, addressToBigInt(cidr) + offset);
  // INVARIANT: callers keep `offset` below the number of addresses.
  if (address === undefined) throw new RangeError('an offset beyond its block');
  return address;
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' ? value >= 0n : Number.isInteger(value) && value >= 0;
}

function tooLong(newbits: number, prefixLength: number, width: number): string {
  return `${newbits} more bits make a prefix of ${prefixLength}; IPv${width === 32 ? 4 : 6} has ${width}.`;
}

function done<T>(value: T): FunctionResult<T> {
  return { ok: true, value };
}

function failed(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
