import { excludeCidr } from 'cidr-tools';
import { exclude as fastExclude } from 'fast-cidr-tools';

import { aggregateIpv4, formatIpv4Cidr, subtract, subtractIpv4 } from '../../engine/ip/index.ts';
import {
  asAnswer,
  blocksOf,
  numbersOf,
  readAll,
  shuffledParts,
  textsOf,
  textsOfNumbers,
} from '../inputs/blocks.ts';
import type { BenchItem, Growth, Work } from '../item.ts';
import { randomFrom } from '../random.ts';
import { referenceSubtract } from '../ref/block-sums.ts';

/** e, a few holes. */
export const subtractFewItem: BenchItem = {
  id: 'e-10',
  title: '10.0.0.0/16 without ten /24',
  unit: 'difference',
  prepare: () => prepare('10.0.0.0/16', shuffledLists('10.0.0.0/16', 10, 64)),
};

/** e, many holes. */
export const subtractManyItem: BenchItem = {
  id: 'e-1000',
  title: '10.0.0.0/8 without a thousand /24',
  unit: 'difference',
  prepare: () => ({ ...prepare('10.0.0.0/8', shuffledLists('10.0.0.0/8', 1000, 1)), growth: [growth()] }),
};

/** `count` lists of `length` random /24 of the block. */
function shuffledLists(block: string, length: number, count: number): string[][] {
  const random = randomFrom(41);
  return Array.from({ length: count }, () => shuffledParts(random, block, 24).slice(0, length));
}

function prepare(from: string, lists: readonly string[][]): Work {
  const texts = (i: number) => lists[i] ?? [];
  const number = numbersOf([from]);
  const numbers = lists.map(numbersOf);
  // INVARIANT: there is a list for each input.
  const holes = (i: number) => numbers[i] as Float64Array;
  return {
    count: lists.length,
    contenders: [
      {
        name: 'subtractIpv4, text',
        role: 'own',
        answer: (i) => asAnswer(textsOfList(without(numbersOf([from]), numbersOf(texts(i))))),
        work: (i) => readAll(textsOfList(without(numbersOf([from]), numbersOf(texts(i))))),
      },
      {
        name: 'subtract, text',
        role: 'own',
        answer: (i) => asAnswer(textsOf(subtract(blocksOf([from]), blocksOf(texts(i))))),
        work: (i) => readAll(textsOf(subtract(blocksOf([from]), blocksOf(texts(i))))),
      },
      {
        name: 'subtractIpv4, numbers',
        role: 'own',
        answer: (i) => asAnswer(textsOfList(without(number.slice(), holes(i).slice()))),
        work: (i) => without(number.slice(), holes(i).slice()).length,
      },
      {
        name: 'reference, numbers',
        role: 'reference',
        answer: (i) => asAnswer(textsOfNumbers(referenceSubtract(number[0] ?? NaN, holes(i)))),
        work: (i) => referenceSubtract(number[0] ?? NaN, holes(i)).length,
      },
      {
        name: 'cidr-tools excludeCidr',
        role: 'peer',
        package: 'cidr-tools',
        answer: (i) => asAnswer(excludeCidr(from, texts(i))),
        work: (i) => readAll(excludeCidr(from, texts(i))),
      },
      {
        name: 'fast-cidr-tools exclude',
        role: 'peer',
        package: 'fast-cidr-tools',
        answer: (i) => asAnswer(fastExclude([from], texts(i))),
        work: (i) => readAll(fastExclude([from], texts(i))),
      },
    ],
  };
}

function without(from: Float64Array, holes: Float64Array): number[] {
  return subtractIpv4(aggregateIpv4(from), aggregateIpv4(holes));
}

/** `textsOfNumbers` sees typed arrays; shared with lists, it would be slower for both. */
function textsOfList(numbers: readonly number[]): string[] {
  const texts: string[] = [];
  for (const number of numbers) texts.push(formatIpv4Cidr(number));
  return texts;
}

function growth(): Growth {
  const from = blocksOf(['10.0.0.0/8']);
  const doubled = blocksOf(shuffledParts(randomFrom(42), '10.0.0.0/8', 24).slice(0, 16_384));
  const once = doubled.slice(0, doubled.length / 2);
  return {
    name: 'subtract',
    once: () => subtract(from, once).length,
    doubled: () => subtract(from, doubled).length,
  };
}
