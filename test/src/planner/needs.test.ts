import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, strategies, subnetKinds } from '../../../engine/addresses.ts';
import type { Need } from '../../../engine/addresses.ts';
import { draftOf, emptyDraft, needOf, strategyTexts } from '../../../src/planner/needs.ts';
import type { NeedDraft } from '../../../src/planner/needs.ts';
import { fixed, planOf } from '../../properties/plan-arbitraries.ts';

const typed = (part: Partial<NeedDraft>) => needOf({ ...emptyDraft(''), name: 'app', size: '200', ...part });

describe('a need as it is typed', () => {
  test.each<[string, Partial<NeedDraft>, Partial<Need>]>([
    ['hosts', { size: ' 200 ' }, { hosts: 200 }],
    ['hosts with groups', { size: '1,000 000' }, { hosts: 1_000_000 }],
    ['a prefix length', { size: '/24' }, { prefixLength: 24 }],
    ['a prefix length of IPv6', { size: '/64', rest: { family: 6 } }, { prefixLength: 64, family: 6 }],
    ['the usual size of IPv6', { size: '', rest: { family: 6 } }, { family: 6 }],
    ['growth', { growth: '20' }, { hosts: 200, growth: 20 }],
    ['growth with its sign', { growth: ' 12.5 %' }, { hosts: 200, growth: 12.5 }],
    ['no growth', { growth: '0' }, { hosts: 200 }],
    ['several in each zone', { count: '3' }, { hosts: 200, count: 3 }],
    ['one in each zone', { count: '1' }, { hosts: 200 }],
    ['zones, each once', { zones: 'a, b;Zone 3, a,' }, { hosts: 200, zones: ['a', 'b', 'Zone 3'] }],
    ['a kind', { kind: 'public' }, { hosts: 200, kind: 'public' }],
    ['a name with space around it', { name: ' app ' }, { hosts: 200 }],
  ])('%s', (_what, part, need) => {
    expect(typed(part)).toEqual({ name: 'app', ...need });
  });

  test('an empty line is none', () => {
    expect(needOf(emptyDraft('a, b'))).toBe('');
    expect(typed({ name: ' ', size: ' ' })).toBe('');
  });
});

describe('what is wrong is said in a sentence', () => {
  const size = 'How large “app” is to be: write hosts such as 200, or a prefix length such as /24.';
  const growth = 'Growth of “app”: write percent from 0 to 1000.';
  const count = 'How many “app” in each zone: write a number from 1 to 4096.';

  test.each<[Partial<NeedDraft>, string]>([
    [{ name: '' }, 'Give each need a name.'],
    ...['', '0', ',', 'many', '-5', '1.5', '4294967297', '24/', '/33', '/', '/2 4'].map(
      (text): [Partial<NeedDraft>, string] => [{ size: text }, size],
    ),
    [{ size: '/129', rest: { family: 6 } }, size],
    ...['-1', '1001', 'much', '%%'].map((text): [Partial<NeedDraft>, string] => [{ growth: text }, growth]),
    ...['0', '4097', '1.5', 'few'].map((text): [Partial<NeedDraft>, string] => [{ count: text }, count]),
  ])('%o', (part, sentence) => {
    expect(typed(part)).toBe(sentence);
  });
});

test('a need is the same after it was shown in the form', () => {
  const whole = fc.record(
    {
      name: fc.constantFrom('app', 'two words'),
      hosts: fc.integer({ min: 1, max: 2 ** 32 }),
      growth: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(12.5)),
      count: fc.integer({ min: 2, max: 4096 }),
      zones: fc.uniqueArray(fc.constantFrom('us-east-1a', 'us-east-1b', '1'), { minLength: 1 }),
      kind: fc.constantFrom(...subnetKinds),
      note: fc.constant('said elsewhere'),
    },
    { requiredKeys: ['name', 'hosts'] },
  );
  const sized = fc.record({
    name: fc.constant('lab'),
    prefixLength: fc.integer({ min: 0, max: 128 }),
    family: fc.constant<6>(6),
  });
  const usual = fc.record({ name: fc.constant('lab'), family: fc.constant<6>(6) });
  fc.assert(
    fc.property(fc.oneof(whole, sized, usual), (need: Need) => {
      expect(needOf(draftOf(need))).toEqual(need);
    }),
    fixed,
  );
});

test('every strategy has words, and every need that can be typed can be allocated', () => {
  expect(Object.keys(strategyTexts).sort()).toEqual([...strategies].sort());
  const need = typed({ zones: 'a, b', count: '2' });
  if (typeof need === 'string') return expect.fail(need);
  for (const strategy of strategies)
    expect(allocate(planOf('10.0.0.0/16', []), [need], strategy)).toMatchObject({ ok: true });
});
