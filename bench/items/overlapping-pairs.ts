import { overlapCidr } from 'cidr-tools';
import { overlap as fastOverlap } from 'fast-cidr-tools';
import ipaddr from 'ipaddr.js';

import { overlappingPairs } from '../../engine/ip/index.ts';
import { ipv4Cidrs } from '../inputs/addresses.ts';
import { blocksOf, numbersOf, shuffledParts } from '../inputs/blocks.ts';
import type { BenchItem, Contender, Growth, Work } from '../item.ts';
import { randomFrom } from '../random.ts';
import { referencePairs } from '../ref/block-sums.ts';

/** f: ours find all pairs in one go; the peers, which answer for one pair, are asked for every pair of a part. */
export const overlappingPairsItem: BenchItem = {
  id: 'f',
  title: 'overlapping pairs among 2,000 blocks',
  unit: 'pair',
  prepare,
};

const COUNT = 2000;

function prepare(): Work {
  const texts = ipv4Cidrs(randomFrom(51), COUNT);
  const blocks = blocksOf(texts);
  const numbers = numbersOf(texts);
  const parsed = texts.map((text) => ipaddr.IPv4.parseCIDR(text));
  return {
    count: 1,
    contenders: [
      {
        name: 'parseCidr and overlappingPairs',
        role: 'own',
        units: pairsAmong(COUNT),
        answer: () => partOf(overlappingPairs(blocksOf(texts))),
        work: () => overlappingPairs(blocksOf(texts)).length,
      },
      {
        name: 'overlappingPairs, blocks',
        role: 'own',
        units: pairsAmong(COUNT),
        answer: () => partOf(overlappingPairs(blocks)),
        work: () => overlappingPairs(blocks).length,
      },
      {
        name: 'reference, numbers',
        role: 'reference',
        units: pairsAmong(COUNT),
        answer: () =>
          partOf(Array.from(referencePairs(numbers), (pair) => [Math.floor(pair / COUNT), pair % COUNT])),
        work: () => referencePairs(numbers).length,
      },
      asking('cidr-tools overlapCidr', 'cidr-tools', (i, j) => overlapCidr(texts[i] ?? '', texts[j] ?? '')),
      asking('ipaddr.js objects', 'ipaddr.js', (i, j) => {
        // INVARIANT: there is one for each text.
        const [a, aLength] = parsed[i] as [ipaddr.IPv4, number];
        const [b, bLength] = parsed[j] as [ipaddr.IPv4, number];
        return a.match(b, Math.min(aLength, bLength));
      }),
      asking('fast-cidr-tools overlap', 'fast-cidr-tools', (i, j) =>
        fastOverlap([texts[i] ?? ''], [texts[j] ?? '']),
      ),
    ],
    growth: [growth()],
  };
}

/** The blocks among which the peers are asked, and whose pairs are compared. */
const PART = 150;

function pairsAmong(count: number): number {
  return (count * (count - 1)) / 2;
}

/** Pairs among the first blocks, as text. */
function partOf(pairs: readonly (readonly number[])[]): string {
  return pairs
    .filter(([, higher = 0]) => higher < PART)
    .map((pair) => pair.join('-'))
    .join(' ');
}

function asking(name: string, packageName: string, ask: (i: number, j: number) => boolean): Contender {
  return {
    name,
    role: 'peer',
    package: packageName,
    units: pairsAmong(PART),
    answer: () => {
      const pairs: [number, number][] = [];
      for (let i = 0; i < PART; i++) for (let j = i + 1; j < PART; j++) if (ask(i, j)) pairs.push([i, j]);
      return partOf(pairs);
    },
    work: () => {
      let found = 0;
      for (let i = 0; i < PART; i++) for (let j = i + 1; j < PART; j++) if (ask(i, j)) found++;
      return found;
    },
  };
}

/** Blocks that are apart, or the pairs themselves would grow fourfold. */
function growth(): Growth {
  const doubled = blocksOf(shuffledParts(randomFrom(52), '10.0.0.0/8', 24).slice(0, 8192));
  const once = doubled.slice(0, doubled.length / 2);
  return {
    name: 'overlappingPairs',
    once: () => overlappingPairs(once).length,
    doubled: () => overlappingPairs(doubled).length,
  };
}
