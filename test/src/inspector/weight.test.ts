import { expect, test } from 'vitest';
import { weightOf } from '../../../src/inspector/rules/weight.ts';

const none = { opens: 0, breaks: 0, pairs: 12, isCut: false, opened: [], broken: [] };
const pair = { from: 'a', to: 'b' };

test('a suggestion that changes nothing has nothing beside it', () => {
  expect(weightOf({ verdict: 'forward_blocked', flips: none }, 'forward_blocked')).toBeNull();
});

test.each([
  [{ verdict: 'reachable', flips: none }, 'reachable', 'Reachable'],
  [{ verdict: 'reachable', flips: { ...none, opens: 5, opened: [pair] } }, 'reachable', 'Reachable, opens 5'],
  [
    { verdict: 'reachable', flips: { ...none, breaks: 6, isCut: true, broken: [pair] } },
    'check',
    'Reachable, breaks 6+',
  ],
  [
    { verdict: 'forward_blocked', flips: { ...none, opens: 1, breaks: 1, opened: [pair], broken: [pair] } },
    'blocked',
    'Blocked, opens 1, breaks 1',
  ],
] as const)('%o', (weighed, glyph, words) => {
  expect(weightOf(weighed, 'return_blocked')).toMatchObject({ glyph, words });
});
