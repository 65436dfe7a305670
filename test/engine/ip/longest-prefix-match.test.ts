import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Address,
  type Cidr,
  type PrefixEntry,
  allMatches,
  cidrOf,
  containsAddress,
  firstAddress,
  formatCidr,
  lastAddress,
  longestMatch,
  longestNode,
  longestNodeIpv4,
  longestNodeIpv6,
  parseAddress,
  parseCidr,
  prefixTable,
} from '../../../engine/ip/index.ts';
import { anyAddress, crowdedAddress, crowdedCidr, fixed } from './arbitraries.ts';

function entries(...rows: [string, string][]): PrefixEntry<string>[] {
  return rows.map(([text, value]) => ({ cidr: parseCidr(text) ?? expect.fail(text), value }));
}

function address(text: string): Address {
  return parseAddress(text) ?? expect.fail(text);
}

/** The obvious version: the longest of the covering blocks, and every value given for it. */
function longestByScan<T>(table: readonly PrefixEntry<T>[], probe: Address): T[] | undefined {
  const covering = table.filter(({ cidr }) => containsAddress(cidr, probe));
  const longest = Math.max(...covering.map(({ cidr }) => cidr.prefixLength));
  const values = covering.filter(({ cidr }) => cidr.prefixLength === longest).map(({ value }) => value);
  return values.length > 0 ? values : undefined;
}

describe('longest-prefix match', () => {
  const table = prefixTable(
    entries(
      ['0.0.0.0/0', 'internet gateway'],
      ['10.0.0.0/16', 'local'],
      ['10.0.1.0/24', 'firewall'],
      ['10.0.1.0/24', 'second firewall'],
      ['2001:db8::/56', 'local, IPv6'],
    ),
  );

  test.each([
    ['10.0.1.7', ['firewall', 'second firewall']],
    ['10.0.2.7', ['local']],
    ['203.0.113.5', ['internet gateway']],
    ['2001:db8::1', ['local, IPv6']],
    ['2001:db8:1::1', undefined],
  ])('%s is matched by %j', (text, values) => {
    expect(longestMatch(table, address(text))).toEqual(values);
  });

  test('allMatches lists what the winner beat, most specific first', () => {
    const matches = allMatches(table, address('10.0.1.7')).map(({ cidr, values }) => [
      formatCidr(cidr),
      ...values,
    ]);
    expect(matches).toEqual([
      ['10.0.1.0/24', 'firewall', 'second firewall'],
      ['10.0.0.0/16', 'local'],
      ['0.0.0.0/0', 'internet gateway'],
    ]);
  });

  test('an empty table matches nothing', () => {
    const empty = prefixTable([]);
    expect(longestMatch(empty, address('10.0.0.1'))).toBeUndefined();
    expect(allMatches(empty, address('::1'))).toEqual([]);
  });

  test('the last address of a family is covered like any other', () => {
    const ends = prefixTable(entries(['255.255.255.255/32', 'v4'], ['ffff::/16', 'v6']));
    expect(longestMatch(ends, address('255.255.255.255'))).toEqual(['v4']);
    expect(longestMatch(ends, address('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'))).toEqual(['v6']);
    expect(longestMatch(ends, address('255.255.255.254'))).toBeUndefined();
  });

  test('agrees with a scan of all entries', () => {
    const probes = fc.array(crowdedAddress, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(crowdedCidr, { maxLength: 30 }), probes, (blocks, addresses) => {
        expectSameAsScan(blocks, [...addresses, ...edgesOf(blocks)]);
      }),
      fixed,
    );
  });

  test('a large table agrees with a scan too', () => {
    const spreadCidr = fc
      .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 4, max: 32 }))
      .map(([bits, prefixLength]) => cidrOf({ family: 4, bits }, prefixLength));
    const blocks = fc.oneof(spreadCidr, crowdedCidr);
    const probes = fc.array(anyAddress, { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 400, maxLength: 900 }), probes, (given, addresses) => {
        expectSameAsScan(given, [...addresses, ...edgesOf(given.slice(0, 50))]);
      }),
      { ...fixed, numRuns: 30 },
    );
  });
});

function edgesOf(blocks: readonly Cidr[]): Address[] {
  return blocks.flatMap((cidr) => [firstAddress(cidr), lastAddress(cidr)]);
}

function expectSameAsScan(blocks: readonly Cidr[], probes: readonly Address[]): void {
  const given = blocks.map((cidr, value) => ({ cidr, value }));
  const compiled = prefixTable(given);
  for (const probe of probes) {
    const expected = longestByScan(given, probe);
    expect(longestMatch(compiled, probe)).toEqual(expected);
    const node = longestNode(compiled, probe);
    expect(compiled.nodes[node]?.values).toEqual(expected);
    if (probe.family === 4) expect(longestNodeIpv4(compiled, probe.bits)).toBe(node);
    else expect(longestNodeIpv6(compiled, probe.w0, probe.w1, probe.w2, probe.w3)).toBe(node);
    const matches = allMatches(compiled, probe);
    const covering = given.filter(({ cidr }) => containsAddress(cidr, probe)).map(({ value }) => value);
    expect(matches.flatMap(({ values }) => values).sort((a, b) => a - b)).toEqual(covering);
    matches.forEach(({ cidr }, i) => {
      expect(cidr.prefixLength).toBeLessThan(matches[i - 1]?.cidr.prefixLength ?? 129);
    });
  }
}
