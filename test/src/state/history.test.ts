import { expect, test } from 'vitest';
import { NO_HISTORY, advance, back, forth } from '../../../src/state/history.ts';
import type { History } from '../../../src/state/history.ts';

/** The history that leads from the first letter to the last. */
const after = (letters: string): History<string> =>
  [...letters]
    .slice(0, -1)
    .reduce<History<string>>((history, letter) => advance(history, letter, `from ${letter}`), NO_HISTORY);

test('there is nothing to go to before the first step, nor after the last', () => {
  expect(back(NO_HISTORY, 'a')).toBeUndefined();
  expect(forth(after('abc'), 'c')).toBeUndefined();
});

test('each way back says what led away, and the way forth the same', () => {
  const undone = back(after('abc'), 'c') ?? expect.fail();
  expect([undone.value, undone.step]).toEqual(['b', 'from b']);
  const redone = forth(undone.history, 'b') ?? expect.fail();
  expect([redone.value, redone.step]).toEqual(['c', 'from b']);
  expect(redone.history).toEqual(after('abc'));
});

test('back to the beginning and forth again passes everything', () => {
  const letters = 'abcdefgh';
  let [present, history, seen] = ['h', after(letters), 'h'];
  for (let way = back(history, present); way !== undefined; way = back(history, present)) {
    ({ value: present, history } = way);
    seen += present;
  }
  expect(seen).toBe('hgfedcba');
  for (let way = forth(history, present); way !== undefined; way = forth(history, present))
    ({ value: present, history } = way);
  expect([present, history]).toEqual(['h', after(letters)]);
});

test('a new step takes what was undone away', () => {
  const undone = back(after('abc'), 'c') ?? expect.fail();
  const { past, future } = advance(undone.history, undone.value, 'another way');
  expect([past.map(({ value }) => value), future]).toEqual([['a', 'b'], []]);
});
