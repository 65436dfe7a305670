import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addressAt, addressCount, cidrOf, firstAddress, parseCidr } from '../../../engine/ip/index.ts';
import { allowedCount, decisionsFor, entriesInUse, letsNothing } from '../../../engine/lint/acl-decisions.ts';
import { matches } from '../../../engine/packet/index.ts';
import type { NetworkAclEntry } from '../../../engine/resources/network-acl/types.ts';

const cidr = (text: string) => parseCidr(text) ?? expect.fail(text);

/** Entries over eight addresses, six ports and two protocols, so that packets can be counted one by one. */
const anyEntries = fc
  .array(
    fc.record({
      ruleAction: fc.constantFrom('allow' as const, 'deny' as const),
      protocol: fc.constantFrom<6 | 17 | 'any'>(6, 17, 'any'),
      range: fc.option(fc.tuple(fc.nat(5), fc.nat(5)), { nil: undefined }),
      offset: fc.nat(7),
      prefixLength: fc.integer({ min: 28, max: 32 }),
    }),
    { maxLength: 6 },
  )
  .map((drafts): NetworkAclEntry[] =>
    drafts.map(({ ruleAction, protocol, range, offset, prefixLength }, index) => ({
      ruleNumber: index + 1,
      ruleAction,
      match: {
        family: 4,
        protocol,
        range:
          range === undefined || protocol === 'any'
            ? undefined
            : { from: Math.min(...range), to: Math.max(...range) },
        remote: {
          kind: 'cidr',
          cidr: cidrOf(addressAt(firstAddress(cidr('10.0.0.0/29')), offset) ?? expect.fail(), prefixLength),
        },
      },
    })),
  );

/** The entry that decides over a packet from an address to a port, asked one packet at a time. */
function decidedBy(entries: readonly NetworkAclEntry[], protocol: number, offset: number, port: number) {
  const src = addressAt(firstAddress(cidr('10.0.0.0/29')), offset) ?? expect.fail();
  const packet = { src, dst: src, protocol, srcPort: 1, dstPort: port, icmpType: 0, icmpCode: 0 };
  const matched = entries.findIndex(({ match }) => matches(match, packet, { address: src, groups: [] }));
  return { matched, action: entries[matched]?.ruleAction ?? 'deny' };
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('decisionsFor agrees with the entries asked packet by packet', () => {
  test('NACL-2: who decides, and how much is allowed', () => {
    fc.assert(
      fc.property(
        anyEntries,
        fc.constantFrom(6, 17, 50),
        fc.integer({ min: 29, max: 32 }),
        (entries, protocol, prefixLength) => {
          const remote = cidrOf(firstAddress(cidr('10.0.0.0/29')), prefixLength);
          const parts = decisionsFor(entries, { protocol, remote, range: { from: 0, to: 5 } });
          const addresses = Number(addressCount(remote));
          // Protocols without ports have the one selector 0.
          const ports = protocol === 50 ? 1 : 6;
          const expected = range(addresses).flatMap((offset) =>
            range(ports).map((port) => decidedBy(entries, protocol, offset, port)),
          );
          const used = new Set(
            parts.flatMap(({ decisions }) =>
              decisions.filter((d) => d.range.from < ports).map(({ entry }) => entry),
            ),
          );
          expect([...used].sort()).toEqual([...new Set(expected.map(({ matched }) => matched))].sort());
          expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
          if (ports === 1) return;
          const allowed = parts.reduce((sum, part) => sum + part.share * addresses * allowedCount(part), 0);
          expect(allowed).toBeCloseTo(expected.filter(({ action }) => action === 'allow').length);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  test('NACL-2: an entry is in use if some packet is decided by it', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const seen = new Set<number>();
        for (const protocol of [6, 17, 50]) {
          // Entries reach beyond the eight addresses by one prefix bit, and beyond the six ports with all ports.
          for (const offset of range(16))
            for (const port of [...range(6), 9]) seen.add(decidedBy(entries, protocol, offset, port).matched);
        }
        const used = entriesInUse(entries);
        expect(entries.filter((_, index) => used.has(index))).toEqual(
          entries.filter((_, index) => seen.has(index)),
        );
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

test('NACL-6: an ACL whose allow entries are never reached lets nothing through', () => {
  const entry = (ruleAction: 'allow' | 'deny'): NetworkAclEntry => ({
    ruleNumber: 1,
    ruleAction,
    match: {
      family: 4,
      protocol: 'any',
      range: undefined,
      remote: { kind: 'cidr', cidr: cidr('0.0.0.0/0') },
    },
  });
  expect(letsNothing([])).toBe(true);
  expect(letsNothing([entry('deny'), entry('allow')])).toBe(true);
  expect(letsNothing([entry('allow'), entry('deny')])).toBe(false);
});
