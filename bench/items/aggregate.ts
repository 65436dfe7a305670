import { mergeCidr } from 'cidr-tools';
import { merge as fastMerge } from 'fast-cidr-tools';
import netparser from 'netparser';

import { type Cidr, aggregate, aggregateIpv4, cidrOf } from '../../engine/ip/index.ts';
import {
  asAnswer,
  blocksOf,
  numbersOf,
  readAll,
  shuffledParts,
  textsOf,
  textsOfNumbers,
} from '../inputs/blocks.ts';
import type { BenchItem, Contender, Work } from '../item.ts';
import { type Random, randomFrom } from '../random.ts';
import { referenceAggregate } from '../ref/block-sums.ts';

/** d, where all becomes one block. */
export const aggregateFullItem: BenchItem = {
  id: 'd-full',
  title: 'aggregate 65,536 shuffled /24 that make up a /8',
  unit: 'list',
  prepare: prepareFull,
};

/** d, where most remains; only against the peer that comes close, as the others take most of a second. */
export const aggregateHalfItem: BenchItem = {
  id: 'd-half',
  title: 'aggregate 65,536 shuffled /24, a random half of a /7',
  unit: 'list',
  prepare: prepareHalf,
};

function prepareFull(): Work {
  const texts = shuffledParts(randomFrom(31), '10.0.0.0/8', 24);
  return {
    count: 1,
    contenders: [
      ...commonContenders(texts),
      {
        name: 'netparser summarize',
        role: 'peer',
        package: 'netparser',
        answer: () => asAnswer(netparser.summarize([...texts]) ?? []),
        work: () => readAll(netparser.summarize([...texts]) ?? []),
      },
      {
        name: 'fast-cidr-tools merge',
        role: 'peer',
        package: 'fast-cidr-tools',
        answer: () => asAnswer(fastMerge([...texts])),
        work: () => readAll(fastMerge([...texts])),
      },
    ],
    growth: [ipv4Growth(texts), ipv6Growth(randomFrom(33))],
  };
}

function prepareHalf(): Work {
  const texts = shuffledParts(randomFrom(32), '10.0.0.0/7', 24).slice(0, 65_536);
  return { count: 1, contenders: commonContenders(texts) };
}

function commonContenders(texts: readonly string[]): Contender[] {
  const numbers = numbersOf(texts);
  return [
    {
      name: 'aggregateIpv4, text',
      role: 'own',
      answer: () => asAnswer(textsOfNumbers(aggregateIpv4(numbersOf(texts)))),
      work: () => readAll(textsOfNumbers(aggregateIpv4(numbersOf(texts)))),
    },
    {
      name: 'aggregate, text',
      role: 'own',
      answer: () => asAnswer(textsOf(aggregate(blocksOf(texts)))),
      work: () => readAll(textsOf(aggregate(blocksOf(texts)))),
    },
    {
      name: 'aggregateIpv4, numbers',
      role: 'own',
      answer: () => asAnswer(textsOfNumbers(aggregateIpv4(numbers.slice()))),
      work: () => aggregateIpv4(numbers.slice()).length,
    },
    {
      name: 'reference, numbers',
      role: 'reference',
      answer: () => asAnswer(textsOfNumbers(referenceAggregate(numbers))),
      work: () => referenceAggregate(numbers).length,
    },
    {
      name: 'cidr-tools mergeCidr',
      role: 'peer',
      package: 'cidr-tools',
      answer: () => asAnswer(mergeCidr([...texts])),
      work: () => readAll(mergeCidr([...texts])),
    },
  ];
}

function ipv4Growth(texts: readonly string[]) {
  const doubled = blocksOf(texts);
  const once = doubled.slice(0, texts.length / 2);
  return { name: 'aggregate', once: () => aggregate(once).length, doubled: () => aggregate(doubled).length };
}

function ipv6Growth(random: Random) {
  const doubled = Array.from({ length: 4096 }, (): Cidr => {
    const w1 = random.integer(2 ** 32);
    return cidrOf({ family: 6, w0: 0x20010db8, w1, w2: 0, w3: 0 }, 56);
  });
  const once = doubled.slice(0, doubled.length / 2);
  return {
    name: 'aggregate of IPv6',
    once: () => aggregate(once).length,
    doubled: () => aggregate(doubled).length,
  };
}
