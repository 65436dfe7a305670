import IPRouter from 'ip-router';

import {
  type Address,
  type PrefixTable,
  formatAddress,
  formatCidr,
  longestMatch,
  longestNodeIpv4,
  longestNodeIpv6,
  parseAddress,
  parseIpv4,
  parseIpv6,
  prefixTable,
} from '../../engine/ip/index.ts';
import { type RouteInputs, ipv4Routes, ipv6Routes } from '../inputs/routes.ts';
import type { BenchItem, Contender, Work } from '../item.ts';
import { nativeTrie } from '../peers/native-trie.ts';
import { randomFrom } from '../random.ts';
import { referenceIpv4Table, referenceIpv6Table } from '../ref/prefix-tables.ts';

/** g4 and g6: the answer is the position of the route that wins, or -1. */
export const longestPrefixMatchItems: readonly BenchItem[] = [
  ...[50, 1_000, 100_000].map((count) => ({
    id: `g4-${count}`,
    title: `longest-prefix match, ${count} IPv4 routes`,
    unit: 'look-up',
    prepare: () => prepareIpv4(ipv4Routes(randomFrom(count), count)),
  })),
  {
    id: 'g6-10000',
    title: 'longest-prefix match, 10000 IPv6 routes',
    unit: 'look-up',
    prepare: () => prepareIpv6(ipv6Routes(randomFrom(66), 10_000)),
  },
];

function prepareIpv4(inputs: RouteInputs): Work {
  const table = tableOf(inputs);
  const reference = referenceIpv4Table(inputs.routes);
  const queries = Uint32Array.from(inputs.queries, (query) => (query.family === 4 ? query.bits : 0));
  const query = (i: number) => queries[i] ?? 0;
  return {
    count: inputs.queries.length,
    counters: { 'table bytes': bytesOf(table) },
    contenders: [
      positionContender('parseIpv4 and longestNodeIpv4, text', table, (i) =>
        longestNodeIpv4(table, parseIpv4(inputs.queryTexts[i] ?? '')),
      ),
      objectContender(inputs, table),
      positionContender('longestNodeIpv4, numbers', table, (i) => longestNodeIpv4(table, query(i))),
      looking('reference, numbers', 'reference', (i) => reference(query(i))),
      nativeContender(inputs),
      routerContender(inputs),
    ],
  };
}

function prepareIpv6(inputs: RouteInputs): Work {
  const table = tableOf(inputs);
  const reference = referenceIpv6Table(inputs.routes);
  const words = Uint32Array.from(
    inputs.queries.flatMap((query) => (query.family === 6 ? wordsOf(query) : [])),
  );
  const word = (at: number) => words[at] ?? 0;
  const parsed = new Uint32Array(4);
  return {
    count: inputs.queries.length,
    counters: { 'table bytes': bytesOf(table) },
    contenders: [
      positionContender('parseIpv6 and longestNodeIpv6, text', table, (i) => {
        if (!parseIpv6(inputs.queryTexts[i] ?? '', parsed)) return -1;
        const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = parsed;
        return longestNodeIpv6(table, w0, w1, w2, w3);
      }),
      objectContender(inputs, table),
      positionContender('longestNodeIpv6, numbers', table, (i) => {
        const at = 4 * i;
        return longestNodeIpv6(table, word(at), word(at + 1), word(at + 2), word(at + 3));
      }),
      looking('reference, numbers', 'reference', (i) => reference(words, 4 * i)),
      nativeContender(inputs),
      routerContender(inputs),
    ],
  };
}

function tableOf({ routes }: RouteInputs): PrefixTable<number> {
  return prefixTable(routes.map((cidr, value) => ({ cidr, value })));
}

/** Bytes of the typed arrays; the nodes and values are the caller's, and a pointer each. */
function bytesOf({ intervals, ipv4, ipv6 }: PrefixTable<number>): number {
  const arrays = [intervals.ipv4.table, intervals.ipv6.tops, intervals.ipv6.words, ipv4.nodes, ipv6.nodes];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function wordsOf(address: Extract<Address, { family: 6 }>): number[] {
  return [address.w0, address.w1, address.w2, address.w3];
}

/** The way most callers take: objects for addresses, and the values of the route. */
function objectContender({ queryTexts }: RouteInputs, table: PrefixTable<number>): Contender {
  return looking('longestMatch of parseAddress, text', 'own', (i) => {
    const address = parseAddress(queryTexts[i] ?? '');
    return address === undefined ? -1 : (longestMatch(table, address)?.[0] ?? -1);
  });
}

/** Answers with the node's position when timed, as the reference does with the route's. */
function positionContender(
  name: string,
  table: PrefixTable<number>,
  work: (input: number) => number,
): Contender {
  return { name, role: 'own', answer: (i) => table.nodes[work(i)]?.values[0] ?? -1, work };
}

function nativeContender({ routes, queryTexts }: RouteInputs): Contender {
  const named = { name: 'arkime-iptrie, text', role: 'peer', package: 'arkime-iptrie' } as const;
  try {
    const trie = nativeTrie();
    routes.forEach((cidr, value) => {
      trie.add(formatAddress(cidr), cidr.prefixLength, value);
    });
    const find = (i: number) => trie.find(queryTexts[i] ?? '') ?? -1;
    return { ...named, answer: find, work: find };
  } catch {
    const missing = () => {
      throw new Error('not installed; npm install --prefix bench/native');
    };
    return { ...named, answer: missing, work: missing };
  }
}

function routerContender({ routes, queryTexts }: RouteInputs): Contender {
  const router = new IPRouter<number>();
  routes.forEach((cidr, value) => {
    router.insert(formatCidr(cidr), value);
  });
  const route = (i: number) => router.route(queryTexts[i] ?? '') ?? -1;
  return { name: 'ip-router, text', role: 'peer', package: 'ip-router', answer: route, work: route };
}

function looking(name: string, role: Contender['role'], work: (input: number) => number): Contender {
  return { name, role, answer: work, work };
}
