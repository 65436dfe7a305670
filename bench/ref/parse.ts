/** Plain parsers that only count on flat ASCII text, to compare the project's with. */

/** `address * 64 + prefixLength` of an IPv4 CIDR, read in one pass; -1 for text that is none. */
export function referenceIpv4Cidr(text: string): number {
  let bits = 0;
  let at = 0;
  for (let octet = 0; octet < 4; octet++) {
    let value = text.charCodeAt(at++) - 48;
    if (value < 0 || value > 9) return -1;
    let code = text.charCodeAt(at++);
    if (code >= 48 && code <= 57) {
      if (value === 0) return -1;
      value = value * 10 + code - 48;
      code = text.charCodeAt(at++);
      if (code >= 48 && code <= 57) {
        value = value * 10 + code - 48;
        code = text.charCodeAt(at++);
        if (value > 255) return -1;
      }
    }
    if (code !== (octet === 3 ? 47 : 46)) return -1;
    bits = (bits << 8) | value;
  }
  let prefixLength = text.charCodeAt(at) - 48;
  if (prefixLength < 0 || prefixLength > 9) return -1;
  if (++at < text.length) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || prefixLength === 0) return -1;
    prefixLength = prefixLength * 10 + digit;
    if (at + 1 < text.length || prefixLength > 32) return -1;
  }
  return (bits >>> 0) * 64 + prefixLength;
}

/** The prefix length of an IPv6 CIDR without embedded IPv4, its address in `words[0…3]`. */
export function referenceIpv6Cidr(text: string, words: Uint32Array): number {
  words.fill(0);
  const groups = referenceGroups;
  let count = 0;
  let gap = -1;
  let group = 0;
  let digits = 0;
  let at = 0;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 58 || code === 47) {
      if (digits > 0) groups[count++] = group;
      else if (code === 58) gap = count;
      if (code === 47) break;
      if (text.charCodeAt(at + 1) === 58) gap = count;
      group = digits = 0;
    } else {
      group = (group << 4) | (code < 58 ? code - 48 : (code | 32) - 87);
      digits++;
    }
  }
  for (let i = 0; i < count; i++) {
    const place = gap >= 0 && i >= gap ? 8 - count + i : i;
    const shifted = (groups[i] as number) << (place & 1 ? 0 : 16);
    words[place >> 1] = (words[place >> 1] as number) | shifted;
  }
  let prefixLength = 0;
  for (at++; at < text.length; at++) prefixLength = prefixLength * 10 + text.charCodeAt(at) - 48;
  return prefixLength;
}

const referenceGroups = new Uint16Array(8);
