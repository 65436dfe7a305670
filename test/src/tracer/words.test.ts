import { describe, expect, test } from 'vitest';
import { columnsOf, decisionsOf } from '../../../src/layout/column.ts';
import {
  columnPlace,
  columnTitle,
  differenceWords,
  legGlyph,
  pictureLabel,
  stepSentence,
  verdictWord,
} from '../../../src/tracer/words.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import { forwardBlocked } from '../fixtures/reports.ts';

const note = (kind: 'assumption' | 'hint' | 'uncertain') => ({ kind, rule: null, text: '' });

describe('verdicts in people’s words', () => {
  test.each([
    ['reachable', [], 'Reachable'],
    ['reachable', [note('hint')], 'Reachable'],
    ['reachable', [note('assumption'), note('uncertain')], 'Reachable, check 2'],
    ['forward_blocked', [note('assumption')], 'Blocked'],
    ['return_blocked', [], 'Reply blocked'],
    ['partial', [], 'Reachable on some paths'],
    ['unknown', [], 'Unknown'],
  ] as const)('%s %#', (verdict, notes, word) => {
    expect(verdictWord({ verdict, notes })).toBe(word);
  });
});

test('each step is a sentence', () => {
  const columns = columnsOf(neverCameHome);
  const decisions = decisionsOf(columns);
  const said = decisions.map((decision) => stepSentence(decision, decisions.length, columns));
  expect(said[0]).toBe('Step 1 of 16, forward: Group out at api-1, sg-app, entry all: allowed.');
  expect(said.at(-1)).toBe('Step 16 of 16, return: ACL in at app-a edge, acl-app, entry *: dropped.');
});

test('columns are named and placed', () => {
  const columns = columnsOf(neverCameHome);
  expect(columns.map((column) => `${columnTitle(column)}: ${columnPlace(column, column.back)}`)).toEqual([
    'api-1: not reached',
    'app-a edge: inbound',
    'nat-a: public-a',
    'igw-main: VPC edge',
    '203.0.113.80: internet',
  ]);
});

test('each half has its mark', () => {
  expect([legGlyph(neverCameHome, 'forward'), legGlyph(neverCameHome, 'return')]).toEqual([
    'reachable',
    'blocked',
  ]);
  expect([legGlyph(forwardBlocked, 'forward'), legGlyph(forwardBlocked, 'return')]).toEqual([
    'blocked',
    'none',
  ]);
});

test('a picture says what it shows', () => {
  expect(pictureLabel(neverCameHome)).toMatch(/^Path from api-1 to 203\.0\.113\.80: Reply blocked\. Rule \*/);
});

test('what differs from a saved test is told in the words of the verdict', () => {
  expect(differenceWords('verdict is forward_blocked, expected reachable.')).toBe(
    'verdict is Blocked, expected Reachable.',
  );
  expect(differenceWords('component is unknown-sg, expected reachable-acl.')).toBe(
    'component is unknown-sg, expected reachable-acl.',
  );
});
