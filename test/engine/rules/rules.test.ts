import { describe, expect, test } from 'vitest';

import { isRuleId, ruleSource, rules } from '../../../engine/rules/index.ts';
import type { Rule } from '../../../engine/rules/index.ts';

/** Every id of the core semantics outside its summary of neighbours, by group. */
const numbersByGroup: Readonly<Record<string, string>> = {
  EVAL: '1 2 3 4 5 6 7 8 9',
  PATH: '1 2 3 4 5 6 7 7b 7c 8 9 10 11 12 13 14 15 16',
  ADDR: '1 2 3 4 5 6 7 8',
  VPC: '1 2 3 4 5 6 7 8 9 10 11 12',
  SUB: '1 2 3 4 5 6 7 8 9 10 11 12',
  RT: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25',
  SG: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 20 21 22 23 24 25 26 27 28',
  NACL: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18',
  LOC: '1 2 3 4 5 6 7',
  IGW: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17',
  NAT: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20',
  NATI: '1 2 3 4 5 6 7 8 9',
  V6: '1 2 3 4 5 6 7 8 9 10 11 12',
  ENI: '1 2 3 4 5 6 7 8 9 10 11 12 13',
  PEER: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15',
  DNS: '1 2 3 4 5',
  BPA: '1 2 3 4 5 6 7 8 9',
  BAST: '1 2',
  BLK: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20',
  FLOW: '1 2 3 4 5 6 7 8 9 10 11',
  LIM: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24',
};

/** The ids of the edge semantics that the engine upholds, by group. */
const edgeNumbersByGroup: Readonly<Record<string, string>> = {
  GEN: '1 2 3 4 5 6 7 8 9 10 11',
  TGW: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41',
  VPN: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20',
  DX: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19',
  VPCE: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32',
  GWLB: '1 2 3 4 5 6 7 8 9 10 11 12',
  NFW: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23',
  ELB: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39',
  LAM: '1 2 3 4 5 6 7 8',
  RDS: '1 2 3 4 5',
  EFS: '1',
  CNT: '1 2 3 4 5',
  MIR: '1 2 3 4 5 6 7 8',
  'edge:DNS': '1 2 3 4 5 6 7 8 9 10 11 12 13 14',
  'edge:V6': '1 2 3 4 5 6 7 8 9 10',
  COST: '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23',
};
/** Those that carry the mark of uncertainty. */
const EDGE_UNCERTAIN = [
  'GEN-5 GEN-10 TGW-14 TGW-18 TGW-25 VPN-13 VPN-20 DX-7 VPCE-7 VPCE-19 VPCE-27 VPCE-28 GWLB-9 NFW-8 NFW-10 NFW-13 NFW-21 ELB-22 ELB-25 ELB-27 ELB-29 ELB-36 CNT-4 CNT-5 MIR-3 MIR-6 edge:V6-10',
].flatMap((line) => line.split(' '));
// End of the edge.

const idsIn = (groups: Readonly<Record<string, string>>) =>
  Object.entries(groups).flatMap(([group, numbers]) =>
    numbers.split(' ').map((number) => `${group}-${number}`),
  );
const ids = [...idsIn(numbersByGroup), ...idsIn(edgeNumbersByGroup)];
/** The rules that carry the mark of uncertainty. */
const UNCERTAIN = [
  'PATH-16 VPC-4 RT-10 RT-11 RT-18 RT-19 SG-13 SG-14 SG-16 SG-21 NACL-18 LOC-1 LOC-6 IGW-9 NAT-1 NAT-10',
  'NAT-16 NAT-17 NATI-8 NATI-9 V6-10 ENI-10 PEER-14 BPA-2 BPA-3 BPA-8 FLOW-6 LIM-9',
].flatMap((line) => line.split(' '));

const entries: [string, Rule][] = Object.entries(rules);

describe('the rule list', () => {
  test('has every id of the core semantics and those of the edge that are upheld, in order', () => {
    expect(Object.keys(rules)).toEqual(ids);
  });

  test.each(entries)('%s has a title of a few words and no full stop', (_id, { title }) => {
    expect(title.split(' ').length).toBeLessThanOrEqual(12);
    expect(title).toMatch(/^[A-Z0-9].*[^.]$/);
  });

  test('no two rules have the same title', () => {
    const titles = entries.map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('a rule that AWS states names where', () => {
    const unsupported = entries.filter(
      ([, { certainty, sources }]) =>
        (certainty === 'documented' || certainty === 'api') && sources.length === 0,
    );
    expect(unsupported.map(([id]) => id)).toEqual([]);
  });

  test('the uncertain rules are those that the semantics mark', () => {
    const uncertain = entries.filter(([, { certainty }]) => certainty === 'uncertain').map(([id]) => id);
    expect(uncertain).toEqual([...UNCERTAIN, ...EDGE_UNCERTAIN]);
  });

  test('every rule that another one names exists', () => {
    const named = entries.flatMap(([, { sources }]) =>
      sources.filter((source) => source.startsWith('rule: ')),
    );
    expect(named.map((source) => source.slice('rule: '.length)).filter((id) => !isRuleId(id))).toEqual([]);
  });
});

describe('ruleSource', () => {
  test.each([
    ['NACL-3', ['AWS documentation, “Control traffic to subnets using network ACLs”']],
    ['SG-8', ['EC2 API reference, IpPermission']],
    ['BPA-7', ['Reachability Analyzer explanation code VPC_BLOCK_PUBLIC_ACCESS_ENABLED']],
    ['BLK-8', ['Rule RT-10', 'Rule RT-11']],
    ['PATH-1', []],
  ] as const)('writes the sources of %s in full', (id, sources) => {
    expect(ruleSource(id)).toEqual(sources);
  });

  test('no short name is left over', () => {
    const all = Object.keys(rules).flatMap((id) => (isRuleId(id) ? ruleSource(id) : []));
    expect(all.filter((source) => /“[A-Z0-9]+”/.test(source))).toEqual([]);
  });
});

test('isRuleId knows ids from other words', () => {
  expect(['NACL-3', 'PATH-7b', 'NACL-99', 'constructor', '__proto__', ''].filter(isRuleId)).toEqual([
    'NACL-3',
    'PATH-7b',
  ]);
});
