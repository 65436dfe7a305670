import { describe, expect, test } from 'vitest';

import { type Family, cidrOf, wholeFamily } from '../../../engine/ip/index.ts';
import {
  type Cloud,
  MAX_WANTED,
  type Need,
  clouds,
  hostsWanted,
  subnetLimits,
  usableAddressCount,
  wantedSubnets,
} from '../../../engine/plan/index.ts';

/** The names that needs come to, or the reason why they come to none. */
function namesOf(...needs: Partial<Need>[]): readonly string[] | string {
  const wanted = wantedSubnets(
    needs.map((need) => ({ name: 'app', prefixLength: 24, ...need })),
    'aws',
  );
  return wanted.ok ? wanted.subnets.map(({ label }) => label.name) : `${wanted.need} ${wanted.reason}`;
}

/** The prefix length that a need comes to, or the reason why it comes to none. */
function sizeOf(need: Omit<Need, 'name'>, cloud: Cloud = 'aws'): number | string | undefined {
  const wanted = wantedSubnets([{ name: 'app', ...need }], cloud);
  return wanted.ok ? wanted.subnets[0]?.prefixLength : wanted.reason;
}

describe('names', () => {
  const zones = ['us-east-1a', 'us-east-1b'];

  test.each<[claim: string, needs: Partial<Need>[], names: string[]]>([
    ['the need alone', [{}], ['app']],
    ['and the letter of the zone', [{ zones }], ['app-a', 'app-b']],
    [
      'and a number for several in a zone',
      [{ zones, count: 2 }],
      ['app-a-1', 'app-a-2', 'app-b-1', 'app-b-2'],
    ],
    ['without a zone the number alone', [{ count: 2 }], ['app-1', 'app-2']],
    [
      'zones that end alike stand whole',
      [{ zones: ['us-east-1a', 'eu-west-1a'] }],
      ['app-us-east-1a', 'app-eu-west-1a'],
    ],
    ['so do zones without a letter', [{ zones: ['eastus-1', 'eastus-2'] }], ['app-eastus-1', 'app-eastus-2']],
    ['a letter alone is a zone too', [{ zones: ['a', 'us-east-1a'] }], ['app-a', 'app-us-east-1a']],
    [
      'space around words is dropped, and empty zones',
      [{ name: ' app ', zones: [' us-east-1a ', ' '] }],
      ['app-a'],
    ],
    ['without any', [{ name: ' ' }, { name: '', zones }], ['subnet', 'subnet-a', 'subnet-b']],
    [
      'in the order of the list',
      [{ name: 'b' }, { name: 'a', zones }, { name: 'c' }],
      ['b', 'a-a', 'a-b', 'c'],
    ],
  ])('%s', (_claim, needs, names) => {
    expect(namesOf(...needs)).toEqual(names);
  });

  test.each<[claim: string, needs: Partial<Need>[], names: string[]]>([
    ['two needs of one name', [{}, {}, {}], ['app', 'app-2', 'app-3']],
    ['a zone and a name', [{ zones }, { name: 'app-a' }], ['app-a', 'app-b', 'app-a-2']],
    ['a number and a name', [{ name: 'app-2' }, { count: 2 }], ['app-2', 'app-1', 'app-2-2']],
    ['a zone twice', [{ zones: ['us-east-1a', 'us-east-1a'] }], ['app-a', 'app-a-2']],
    ['a name that a number made', [{}, {}, { name: 'app-2' }], ['app', 'app-2', 'app-2-2']],
    ['a number that is taken', [{}, { name: 'app-2' }, {}], ['app', 'app-2', 'app-3']],
  ])('of a family are never alike: %s', (_claim, needs, names) => {
    expect(namesOf(...needs)).toEqual(names);
  });

  test('the families of a dual-stack subnet share one', () => {
    expect(namesOf({}, { family: 6, prefixLength: 64 })).toEqual(['app', 'app']);
  });

  test('a need more renames nothing before it', () => {
    const needs = [{ zones }, { name: 'app-a' }, {}, { count: 2 }];
    for (let count = 1; count < needs.length; count++)
      expect(namesOf(...needs).slice(0, count)).toEqual(namesOf(...needs.slice(0, count)).slice(0, count));
  });
});

test('what is said of a need is said of its subnets', () => {
  const need: Need = { name: 'app', prefixLength: 24, zones: ['us-east-1a'], kind: 'private', count: 1 };
  expect(wantedSubnets([need], 'aws')).toEqual({
    ok: true,
    subnets: [
      { need: 0, label: { name: 'app-a', zone: 'us-east-1a', kind: 'private' }, family: 4, prefixLength: 24 },
    ],
  });
});

describe('sizes', () => {
  const cases = clouds.flatMap((cloud) =>
    ([4, 6] as const).map((family): [Cloud, Family] => [cloud, family]),
  );

  test.each(cases)('ADDR-8 %s IPv%d: the largest subnet, and one host more', (cloud, family) => {
    const { shortest, longest } = subnetLimits(cloud, family);
    const most = usableAddressCount(cidrOf(wholeFamily(family), shortest), cloud);
    // A float holds no exact count of IPv6 hosts: three quarters surely need the largest, and twice as many do not fit.
    const [fits, tooMany] = family === 4 ? [most, most + 1n] : [(most / 4n) * 3n, most * 2n];
    expect(sizeOf({ hosts: Number(fits), family }, cloud)).toBe(shortest);
    expect(sizeOf({ hosts: Number(tooMany), family }, cloud)).toBe('too-large');
    expect(sizeOf({ hosts: 0, family }, cloud)).toBe(longest);
    expect(sizeOf({ hosts: -5, family }, cloud)).toBe(longest);
  });

  test.each<[string, Omit<Need, 'name'>, number | string]>([
    ['ADDR-8 11 hosts', { hosts: 11 }, 28],
    ['ADDR-8 12 hosts', { hosts: 12 }, 27],
    ['ADDR-8 10 hosts and 10 %, which is 11', { hosts: 10, growth: 10 }, 28],
    ['ADDR-8 10 hosts and 11 %, which is more than 11', { hosts: 10, growth: 11 }, 27],
    ['ADDR-8 all hosts that fit, and growth', { hosts: 65531, growth: 0.001 }, 'too-large'],
    ['half the hosts', { hosts: 502, growth: -50 }, 24],
    ['a size before hosts', { hosts: 5000, prefixLength: 26 }, 26],
    ['neither', {}, 'no-size'],
    ['neither, for IPv6', { family: 6 }, 64],
    ['SUB-3 hosts, for IPv6', { hosts: 1e6, family: 6 }, 64],
    ['no number', { hosts: Number.NaN }, 'no-size'],
    ['no number of percent', { hosts: 10, growth: Number.NaN }, 'no-size'],
    ['no end', { hosts: Number.POSITIVE_INFINITY }, 'too-large'],
    ['more than there are', { hosts: 1e300, growth: 1e300 }, 'too-large'],
    ['the whole family', { prefixLength: 0 }, 0],
    ['longer than the family has', { prefixLength: 33 }, 'no-size'],
    ['longer than IPv6 has', { prefixLength: 129, family: 6 }, 'no-size'],
    ['negative', { prefixLength: -1 }, 'no-size'],
    ['a fraction', { prefixLength: 24.5 }, 'no-size'],
    ['no prefix length', { prefixLength: Number.NaN }, 'no-size'],
  ])('%s', (_claim, need, size) => {
    expect(sizeOf(need)).toBe(size);
  });

  test.each([
    [100, 10, 110],
    [251, undefined, 251],
    [3, 50, 5],
    [0.5, 0, 1],
    [10, -200, -10],
    [undefined, 10, undefined],
  ])('%s hosts with growth of %s percent: %s', (hosts, growth, wanted) => {
    const need = {
      name: 'app',
      ...(hosts !== undefined && { hosts }),
      ...(growth !== undefined && { growth }),
    };
    expect(hostsWanted(need)).toBe(wanted);
  });
});

describe('counts', () => {
  const zones = Array.from({ length: 4 }, (_, place) => `zone-${place}`);

  test.each<[claim: string, needs: Partial<Need>[], subnets: number | string]>([
    ['none', [{ count: 0 }], 0],
    ['fewer than none', [{ count: -1 }], 0],
    ['no number', [{ count: Number.NaN, zones }], 0],
    ['a fraction counts in full', [{ count: 2.5, zones }], 8],
    ['as many as may be', [{ count: MAX_WANTED / 4, zones }], MAX_WANTED],
    ['one more', [{ count: MAX_WANTED / 4, zones }, {}], '1 too-many'],
    ['without end', [{ count: Number.POSITIVE_INFINITY }], '0 too-many'],
    ['as many needs of one name', Array.from({ length: MAX_WANTED }, () => ({})), MAX_WANTED],
  ])('%s', (_claim, needs, subnets) => {
    const names = namesOf(...needs);
    expect(typeof names === 'string' ? names : new Set(names).size).toBe(subnets);
  });

  test('the first need that cannot be read is told', () => {
    expect(namesOf({}, { name: 'b', prefixLength: 99 }, { name: 'c', prefixLength: -1 })).toBe('1 no-size');
  });
});
