/** Lists of blocks for sums. */

import {
  type Cidr,
  formatCidr,
  formatIpv4Cidr,
  parseCidr,
  parseIpv4Cidr,
  splitCidr,
} from '../../engine/ip/index.ts';
import { type Random, flatTexts } from '../random.ts';

/** The parts of a block, in random order, as text. */
export function shuffledParts(random: Random, block: string, prefixLength: number): string[] {
  const cidr = parseCidr(block);
  const parts = (cidr && splitCidr(cidr, prefixLength)) ?? [];
  for (let i = parts.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    // INVARIANT: both are places of the list.
    [parts[i], parts[j]] = [parts[j] as Cidr, parts[i] as Cidr];
  }
  return flatTexts(parts.map(formatCidr));
}

/** Reads texts one by one; what is no block is left out. */
export function blocksOf(texts: readonly string[]): Cidr[] {
  const blocks: Cidr[] = [];
  for (const text of texts) {
    const cidr = parseCidr(text);
    if (cidr !== undefined) blocks.push(cidr);
  }
  return blocks;
}

/** IPv4 blocks as numbers: `address * 64 + prefixLength`. */
export function numbersOf(texts: readonly string[]): Float64Array {
  const numbers = new Float64Array(texts.length);
  for (let i = 0; i < texts.length; i++) numbers[i] = parseIpv4Cidr(texts[i] ?? '');
  return numbers;
}

export function textsOf(cidrs: readonly Cidr[]): string[] {
  return cidrs.map(formatCidr);
}

export function textsOfNumbers(numbers: Float64Array): string[] {
  const texts: string[] = [];
  for (let i = 0; i < numbers.length; i++) texts.push(formatIpv4Cidr(numbers[i] ?? 0));
  return texts;
}

/** Lists as one text for comparison; peers give the same blocks in orders of their own. */
export function asAnswer(texts: readonly string[]): string {
  return [...texts].sort().join(' ');
}

/** Reads something of each text, so that it has to be made: one joined of others is a tree of them until then. */
export function readAll(texts: readonly string[]): number {
  let sum = 0;
  for (const text of texts) sum += text.charCodeAt(text.length - 1) + text.charCodeAt(0);
  return sum;
}
