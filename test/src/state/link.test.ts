import { describe, expect, test } from 'vitest';
import { emptyAsk } from '../../../src/state/ask.ts';
import { linkOf, readLink } from '../../../src/state/link.ts';
import type { Place } from '../../../src/state/link.ts';

const places: readonly Place[] = [
  { view: 'plan', scenario: null, ask: null },
  { view: 'plan', scenario: 'two-networks-one-range', ask: null },
  { view: 'plan', scenario: null, ask: null, plan: '1q1Y-_K' },
  { view: 'learn', scenario: null, ask: null },
  { view: 'trace', scenario: 'reply-never-came-home', ask: null },
  {
    view: 'trace',
    scenario: null,
    ask: { ...emptyAsk, from: 'a b/c?&#', to: 'internet', protocol: 'tcp', port: '443' },
  },
  {
    view: 'trace',
    scenario: 'odd slug/é',
    ask: { ...emptyAsk, from: '2001:db8::1', to: 'db-1', family: '6' },
  },
];

describe('links', () => {
  test.each(places)('lead back to where they were made: $view $scenario', (place) => {
    expect(readLink(linkOf(place))).toEqual(place);
  });

  test('the gallery has one address', () => {
    expect(linkOf({ view: 'learn', scenario: 'x', ask: null })).toBe('#/learn');
  });

  test.each(['', '#', '#/', '#/nowhere', '#nonsense?%'])('%s says nothing', (hash) => {
    expect(readLink(hash)).toBeUndefined();
  });

  test('what is broken in a link is left out, the rest stands', () => {
    expect(readLink('#/trace/%E0%A4%A?from=a')).toEqual({ view: 'trace', scenario: null, ask: null });
  });
});
