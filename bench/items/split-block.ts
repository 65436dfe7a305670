import cidrSplit from 'cidr-split';
import { IPv4CidrRange, IPv4Prefix } from 'ip-num';
import { Netmask } from 'netmask';
import netparser from 'netparser';

import { formatCidr, parseCidr, splitCidr } from '../../engine/ip/index.ts';
import { readAll } from '../inputs/blocks.ts';
import type { BenchItem, Contender, Work } from '../item.ts';
import { referenceSplit } from '../ref/block-sums.ts';

/** c: all texts are read. The slowest peers make the first part of the list, which costs them no more a text than all of it. */
export const splitBlockItem: BenchItem = {
  id: 'c',
  title: 'split 10.0.0.0/8 into 65,536 texts of a /24',
  unit: 'text',
  prepare,
};

function prepare(): Work {
  return {
    count: 1,
    contenders: [
      making('parseCidr, splitCidr and formatCidr', 'own', 65_536, () => ours('10.0.0.0/8')),
      making('reference', 'reference', 65_536, () => referenceSplit(0x0a000000, 8, 24)),
      { ...making('netmask next', 'peer', 65_536, netmaskTexts), package: 'netmask' },
      { ...making('netparser nextNetwork', 'peer', 65_536, netparserTexts), package: 'netparser' },
      { ...making('cidr-split split', 'peer', 32_768, cidrSplitTexts), package: 'cidr-split' },
      { ...making('ip-num splitInto', 'peer', FEWEST, ipNumTexts), package: 'ip-num' },
    ],
    growth: [
      {
        name: 'splitCidr',
        once: () => readAll(ours('10.0.0.0/13')),
        doubled: () => readAll(ours('10.0.0.0/12')),
      },
    ],
  };
}

/** Texts that every contender makes, and that are compared. */
const FEWEST = 4096;

function making(name: string, role: Contender['role'], units: number, make: () => string[]): Contender {
  return {
    name,
    role,
    units,
    answer: () => make().slice(0, FEWEST).join(' '),
    work: () => readAll(make()),
  };
}

function ours(block: string): string[] {
  const cidr = parseCidr(block);
  return ((cidr && splitCidr(cidr, 24)) ?? []).map(formatCidr);
}

function netmaskTexts(): string[] {
  const texts: string[] = [];
  for (let block = new Netmask('10.0.0.0/24'); texts.length < 65_536; block = block.next()) {
    texts.push(block.toString());
  }
  return texts;
}

function netparserTexts(): string[] {
  const texts: string[] = [];
  for (let text: string | null = '10.0.0.0/24'; text !== null && texts.length < 65_536;) {
    texts.push(text);
    text = netparser.nextNetwork(text);
  }
  return texts;
}

function cidrSplitTexts(): string[] {
  let blocks = [cidrSplit.fromString('10.0.0.0/9')];
  for (let prefixLength = 9; prefixLength < 24; prefixLength++)
    blocks = blocks.flatMap((block) => block.split());
  return blocks.map((block) => block.toString());
}

function ipNumTexts(): string[] {
  const blocks = IPv4CidrRange.fromCidr('10.0.0.0/12').splitInto(IPv4Prefix.fromNumber(24n));
  return blocks.map((block) => block.toCidrString());
}
