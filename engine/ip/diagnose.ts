/** Says in a sentence what is wrong with text that is not an address or a CIDR, and what was probably meant. */

import ipaddr from 'ipaddr.js';

import { type Address, addressWidth, formatAddress, parseAddress } from './address.ts';
import { formatCidr, hostCidr, parseCidr, prefixLengthOf } from './cidr.ts';
import { cidrsOfRange } from './prefix-set.ts';

/**
 * Explains text that `parseAddress` or `parseCidr` refused.
 *
 * Text that is one of the two gets the explanation of a reader who wanted the other: an address lacks its prefix
 * length, a block is not one address.
 *
 * @returns one or two full sentences, the user's text and the proposals in backticks
 */
export function explainMalformedAddress(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '')
    return 'The address is empty; write one such as `10.0.0.1`, or a block such as `10.0.0.0/16`.';
  if (trimmed !== text) return `\`${text}\` has spaces around it.${propose(trimmed)}`;
  const address = parseAddress(text);
  if (address !== undefined) {
    return `\`${text}\` has no prefix length; write \`${formatCidr(hostCidr(address))}\` for this one address.`;
  }
  const cidr = parseCidr(text);
  if (cidr !== undefined) return `\`${text}\` is a block of addresses; write one address without the \`/\`.`;
  return explainNotation(text) ?? explainParts(text);
}

/** Notations that are something other than an address or a CIDR as a whole. */
function explainNotation(text: string): string | undefined {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text);
  if (scheme !== null) return `\`${text}\` is a URL; write only the address of its host.`;
  const bracketed = /^\[([^\]]*)\](?::\d+)?(\/\d+)?$/.exec(text);
  if (bracketed !== null) {
    return `\`${text}\` has brackets, which belong in URLs.${propose(`${bracketed[1]}${bracketed[2] ?? ''}`)}`;
  }
  const zone = /^([^%]*)%[^/]*(\/\d+)?$/.exec(text);
  if (zone !== null) {
    return `\`${text}\` has a zone id, which only means something on one host.${propose(`${zone[1]}${zone[2] ?? ''}`)}`;
  }
  const withPort = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text);
  if (withPort !== null) return `\`${text}\` ends with a port.${propose(withPort[1] ?? '')}`;
  return explainRange(text) ?? explainStars(text);
}

function explainRange(text: string): string | undefined {
  const [left, right, ...rest] = text.split('-').map((part) => part.trim());
  if (left === undefined || right === undefined || rest.length > 0) return undefined;
  const first = parseAddress(left);
  const last = parseAddress(right);
  if (first === undefined || last === undefined || first.family !== last.family) return undefined;
  const blocks = cidrsOfRange({ first, last }).map((block) => `\`${formatCidr(block)}\``);
  if (blocks.length === 0) return `\`${text}\` is a range that ends before it begins.`;
  const written = blocks.length <= 4 ? blocks.join(', ') : `${blocks.length} blocks, the first ${blocks[0]}`;
  return `\`${text}\` is a range of addresses, where a CIDR is needed; the same addresses are ${written}.`;
}

function explainStars(text: string): string | undefined {
  if (!/^(\d+\.){0,3}(\*\.){0,3}\*$/.test(text)) return undefined;
  const fixed = text.split('.').filter((part) => part !== '*');
  if (text === '*')
    return '`*` is not a CIDR; write `0.0.0.0/0` for every IPv4 address or `::/0` for every IPv6 one.';
  const block = `${[...fixed, '0', '0', '0'].slice(0, 4).join('.')}/${8 * fixed.length}`;
  return `\`${text}\` has \`*\` for the parts left open, where a CIDR gives a prefix length.${propose(block)}`;
}

/** The address before the slash, then what stands after it. */
function explainParts(text: string): string {
  const [addressText = '', suffix, ...rest] = text.split('/');
  if (rest.length > 0)
    return `\`${text}\` has more than one \`/\`; a CIDR is one address, \`/\` and a prefix length.`;
  const address = parseAddress(addressText);
  if (address !== undefined && suffix !== undefined) return explainSuffix(text, address, suffix);
  const looksLikeIpv6 = addressText.includes(':');
  const fault = looksLikeIpv6 ? ipv6Fault(addressText) : ipv4Fault(addressText);
  return `\`${text}\` ${fault}${looksLikeIpv6 ? '' : lenientReading(addressText, suffix)}`;
}

function explainSuffix(text: string, address: Address, suffix: string): string {
  const width = addressWidth(address.family);
  const name = address.family === 4 ? 'IPv4' : 'IPv6';
  if (suffix === '') {
    return `\`${text}\` lacks the prefix length after \`/\`; write \`${formatCidr(hostCidr(address))}\` for this one address.`;
  }
  const mask = parseAddress(suffix);
  if (mask?.family === 4 && address.family === 4) {
    const prefixLength = prefixLengthOf(mask) ?? wildcardPrefixLength(mask.bits);
    if (prefixLength === undefined)
      return `\`${text}\` has a mask whose ones do not all come first, so it has no prefix length.`;
    return `\`${text}\` gives a mask, where a prefix length is needed.${propose(`${formatAddress(address)}/${prefixLength}`)}`;
  }
  if (/^\d+$/.test(suffix)) {
    const length = Number(suffix);
    if (length > width)
      return `\`${text}\` has the prefix length ${length}, but an ${name} address has only ${width} bits; use 0 to ${width}.`;
    return `\`${text}\` has a leading zero in its prefix length.${propose(`${formatAddress(address)}/${length}`)}`;
  }
  return `\`${text}\` has \`${suffix}\` after the \`/\`, where a prefix length from 0 to ${width} is needed.`;
}

function ipv4Fault(text: string): string {
  const parts = text.split('.');
  if (!/^[0-9a-fx.]+$/i.test(text) || !/\d/.test(text))
    return 'is not an IP address; write four decimal parts such as `10.0.0.1`, not a name.';
  if (parts.some((part) => /^0x/i.test(part)))
    return 'is written in hexadecimal; the parts of an IPv4 address are decimal.';
  if (parts.some((part) => /[a-fx]/i.test(part))) return 'has a part that is not a decimal number.';
  if (parts.length !== 4) return `has ${count(parts.length, 'part')}, where an IPv4 address has four.`;
  if (parts.includes('')) return 'has an empty part between its dots.';
  const large = parts.find((part) => Number(part) > 255);
  if (large !== undefined) return `has the part ${large}, but a part is at most 255.`;
  const padded = parts.find((part) => /^0\d/.test(part)) ?? '';
  return `has a leading zero in \`${padded}\`, which some programs read as octal; write ${Number(padded)} for the decimal number.`;
}

function ipv6Fault(text: string): string {
  const stray = /[^0-9a-f:.]/i.exec(text);
  if (stray !== null)
    return `has the character \`${stray[0]}\`, which no IPv6 address has; groups are hexadecimal digits.`;
  if (text.includes(':::')) return 'has three colons in a row; `::` stands for the zero groups left out.';
  if (text.indexOf('::') !== text.lastIndexOf('::'))
    return 'has `::` twice, which leaves open how many zero groups each stands for.';
  if (/^:[^:]|[^:]:$/.test(text)) return 'begins or ends with a single colon.';
  const groups = text.split(':').filter((group) => group !== '');
  const embedded = groups.findIndex((group) => group.includes('.'));
  if (embedded >= 0 && (embedded < groups.length - 1 || parseAddress(groups[embedded] ?? '') === undefined)) {
    return 'has an IPv4 part that is malformed or not at the end.';
  }
  const long = groups.find((group) => group.length > 4 && !group.includes('.'));
  if (long !== undefined)
    return `has the group \`${long}\`, but a group has at most four hexadecimal digits.`;
  const written = groups.length + (embedded >= 0 ? 1 : 0);
  if (text.includes('::')) return 'has eight groups already, so its `::` stands for none.';
  return `has ${count(written, 'group')}, where an IPv6 address has eight unless \`::\` stands for the missing ones.`;
}

/**
 * What was probably meant by an IPv4 text that lenient programs (octal, hexadecimal, short forms) read, as a second
 * sentence. `10/8` is a network with its zeros left out; they would read it as 0.0.0.10/8.
 */
function lenientReading(text: string, suffix: string | undefined): string {
  if (!ipaddr.IPv4.isValid(text)) return '';
  const parts = text.split('.');
  if (suffix !== undefined && parts.length < 4) {
    return propose(`${[...parts, '0', '0', '0'].slice(0, 4).join('.')}/${suffix}`);
  }
  const read = ipaddr.IPv4.parse(text).toString();
  return ` Programs that accept it read it as \`${read}${suffix === undefined ? '' : `/${suffix}`}\`.`;
}

function propose(text: string): string {
  return parseAddress(text) === undefined && parseCidr(text) === undefined ? '' : ` Write \`${text}\`.`;
}

/** The prefix length that an inverse mask such as 0.0.0.255 stands for. */
function wildcardPrefixLength(bits: number): number | undefined {
  return prefixLengthOf({ family: 4, bits: ~bits >>> 0 });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
