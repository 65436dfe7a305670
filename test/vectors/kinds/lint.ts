/** Kind `lint`: how the rules of a group count against its quota (SG-18, LIM-11). */
import { quotas } from '../../../engine/lint/quotas.ts';
import { countRules } from '../../../engine/resources/security-group/constraints.ts';
import type { CountedPeer } from '../../../engine/resources/security-group/constraints.ts';
import { brief, listAt, membersAt, textsAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';

export const solveLint: Solver = ({ members }, { asked }) => {
  const given = membersAt(members, 'given');
  // The entries a list has at present are given to mislead: its maximum counts.
  const count = countRules([
    ...repeated('cidr', numberAt(given, 'cidrRules')),
    ...repeated('group', numberAt(given, 'groupRules')),
    ...listAt(given, 'prefixListMaxEntries').map((maxEntries): CountedPeer => ({
      kind: 'prefix-list',
      maxEntries: wholeNumber(maxEntries, 'prefixListMaxEntries'),
    })),
    ...textsAt(given, 'awsPrefixLists').map((name): CountedPeer => ({
      kind: 'prefix-list',
      name: name.startsWith('com.amazonaws.') ? name : `com.amazonaws.region.${name}`,
    })),
  ]);
  const limit = given['limit'] === undefined ? quotas['LIM-11'].initial : numberAt(given, 'limit');
  const answers: Members = { verdict: 'value', count, limit, ok: count <= limit };
  return Object.fromEntries(
    asked.map((key) => [
      key,
      Object.hasOwn(answers, key) ? answers[key] : unreadable(`the runner computes no \`${key}\` of a lint`),
    ]),
  );
};

function repeated(kind: 'cidr' | 'group', times: number): CountedPeer[] {
  return new Array<CountedPeer>(times).fill({ kind });
}

function numberAt(given: Members, key: string): number {
  return given[key] === undefined ? 0 : wholeNumber(given[key], key);
}

const MOST = 100_000;

function wholeNumber(value: unknown, key: string): number {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST;
  return isCount ? value : unreadable(`\`${key}\` is not a count: ${brief(value)}`);
}
