/** Plain rule lists over typed arrays, with tables as large as speed asks for: 192 KiB a list, and the bits. */

import { ipv4Mask } from '../../engine/ip/index.ts';
import type { Rule } from '../inputs/rules.ts';

/** Position of the first rule that matches, or -1. */
export function referenceFirstMatch(
  rules: readonly Rule[],
): (address: number, protocol: number, port: number) => number {
  const { addressAtom, portAtom, words, addressRows, portRows } = bitVectors(rules);
  return (address, protocol, port) => {
    const a = addressAtom(address) * words;
    const p = portAtom(protocol, port) * words;
    for (let word = 0; word < words; word++) {
      const common = (addressRows[a + word] as number) & (portRows[p + word] as number);
      if (common !== 0) return 32 * word + 31 - Math.clz32(common & -common);
    }
    return -1;
  };
}

/** Whether any rule matches. */
export function referenceUnion(
  rules: readonly Rule[],
): (address: number, protocol: number, port: number) => boolean {
  const { addressAtom, portAtom, words, addressRows, portRows } = bitVectors(rules);
  const addressAtoms = addressRows.length / words;
  const portAtoms = portRows.length / words;
  const width = (portAtoms + 31) >>> 5;
  const table = new Int32Array(addressAtoms * width);
  for (let a = 0; a < addressAtoms; a++) {
    for (let p = 0; p < portAtoms; p++) {
      for (let word = 0; word < words; word++) {
        if (((addressRows[a * words + word] as number) & (portRows[p * words + word] as number)) === 0)
          continue;
        table[a * width + (p >>> 5)] = (table[a * width + (p >>> 5)] as number) | (1 << (p & 31));
        break;
      }
    }
  }
  return (address, protocol, port) => {
    const p = portAtom(protocol, port);
    return (((table[addressAtom(address) * width + (p >>> 5)] as number) >>> (p & 31)) & 1) === 1;
  };
}

function bitVectors(rules: readonly Rule[]) {
  const words = (rules.length + 31) >>> 5;
  const cuts = (values: number[], limit: number) =>
    [...new Set([0, ...values])].filter((v) => v < limit).sort((x, y) => x - y);
  const starts = cuts(
    rules.flatMap(({ cidr }) => [cidr.bits, cidr.bits + 2 ** (32 - cidr.prefixLength)]),
    2 ** 32,
  );
  const ports = cuts(
    rules.flatMap(({ from, to }) => [from, to + 1]),
    65536,
  );
  const protocols = [...new Set(rules.map(({ protocol }) => protocol))].filter((protocol) => protocol >= 0);
  const slots = new Uint8Array(256);
  protocols.forEach((protocol, i) => (slots[protocol] = i + 1));

  const addressRows = new Int32Array(starts.length * words);
  const portRows = new Int32Array((protocols.length + 1) * ports.length * words);
  const set = (rows: Int32Array, row: number, rule: number) => {
    const at = row * words + (rule >>> 5);
    rows[at] = (rows[at] as number) | (1 << (rule & 31));
  };
  rules.forEach(({ cidr, protocol, from, to }, rule) => {
    starts.forEach((start, row) => {
      if (((start ^ cidr.bits) & ipv4Mask(cidr.prefixLength)) === 0) set(addressRows, row, rule);
    });
    for (let slot = 0; slot <= protocols.length; slot++) {
      if (protocol !== -1 && protocol !== protocols[slot - 1]) continue;
      ports.forEach((port, row) => {
        if (port >= from && port <= to) set(portRows, slot * ports.length + row, rule);
      });
    }
  });

  const firsts = Uint32Array.from(starts);
  const places = new Uint16Array(65537).fill(starts.length - 1);
  for (let upper = 0, i = 0; upper < 65536; upper++) {
    while (i + 1 < starts.length && (starts[i + 1] as number) <= upper * 65536) i++;
    places[upper] = i;
  }
  const atoms = new Uint16Array(65536);
  for (let port = 0, i = 0; port < 65536; port++) {
    if (i + 1 < ports.length && ports[i + 1] === port) i++;
    atoms[port] = i;
  }
  const portCount = ports.length;
  return {
    words,
    addressRows,
    portRows,
    addressAtom: (address: number) => {
      let low = places[address >>> 16] as number;
      let size = (places[(address >>> 16) + 1] as number) - low + 1;
      while (size > 1) {
        const half = size >>> 1;
        low += (firsts[low + half] as number) <= address ? half : 0;
        size -= half;
      }
      return low;
    },
    portAtom: (protocol: number, port: number) =>
      (slots[protocol] as number) * portCount + (atoms[port] as number),
  };
}
