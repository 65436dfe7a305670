import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rename } from '../../../engine/addresses.ts';
import type { Plan } from '../../../engine/addresses.ts';
import { Keeper } from '../../../src/state/keeper.ts';
import { planOf } from '../../properties/plan-arbitraries.ts';

const plan = planOf('10.0.0.0/24', ['10.0.0.0/25 app']);
const [first, second, third] = ['first', 'second', 'third'].map((name) => rename(plan, name)) as [
  Plan,
  Plan,
  Plan,
];

/** A keeper whose keeping is ended by hand, `null` ends it well. */
function keeping(found: string | null = null) {
  const journal = { text: found, writes: 0 };
  const begun: { name: string; end: (fault: Error | null) => void }[] = [];
  const keeper = new Keeper<Plan>({
    journal: {
      read: () => journal.text,
      write: (text) => {
        journal.text = text;
        journal.writes++;
      },
    },
    keep: ({ name }) =>
      new Promise((resolve, reject) => {
        begun.push({ name, end: (fault) => (fault === null ? resolve() : reject(fault)) });
      }),
    text: ({ name }) => `as text: ${name}`,
  });
  return { keeper, journal, begun, names: () => begun.map(({ name }) => name) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('what is edited is kept', () => {
  test('once nothing has changed for a moment, as it is then', async () => {
    const { keeper, names } = keeping();
    keeper.note(first);
    await vi.advanceTimersByTimeAsync(299);
    keeper.note(second);
    await vi.advanceTimersByTimeAsync(299);
    expect(names()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(names()).toEqual(['second']);
  });

  test('at once when that is asked for, and not again', async () => {
    const { keeper, begun, names } = keeping();
    keeper.note(first);
    const settled = keeper.settle();
    await vi.advanceTimersByTimeAsync(0);
    begun[0]?.end(null);
    await settled;
    await vi.advanceTimersByTimeAsync(1000);
    await keeper.settle();
    expect(names()).toEqual(['first']);
  });

  test('after the one before it, however long that takes, and the last of several alone', async () => {
    const { keeper, begun, names } = keeping();
    for (const each of [first, second, third]) {
      keeper.note(each);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(names()).toEqual(['first']);
    begun[0]?.end(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(names()).toEqual(['first', 'third']);
  });

  test('before settling is done, also when it was on its way already', async () => {
    const { keeper, begun } = keeping();
    keeper.note(first);
    await vi.advanceTimersByTimeAsync(300);
    const done = vi.fn();
    const settled = keeper.settle().then(done);
    await vi.advanceTimersByTimeAsync(0);
    expect([begun.length, done.mock.calls.length]).toEqual([1, 0]);
    begun[0]?.end(null);
    await settled;
    expect(begun).toHaveLength(1);
  });

  test('never when nothing has changed', async () => {
    const { keeper, names } = keeping();
    await keeper.settle();
    expect(names()).toEqual([]);
  });

  test('again after it could not be', async () => {
    const { keeper, begun, names } = keeping();
    keeper.note(first);
    const failed = expect(keeper.settle()).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(0);
    begun[0]?.end(new Error('gone'));
    await failed;
    const settled = keeper.settle();
    await vi.advanceTimersByTimeAsync(0);
    begun[1]?.end(null);
    await settled;
    expect(names()).toEqual(['first', 'first']);
  });
});

describe('when the page goes', () => {
  test('what is not kept is written down', () => {
    const { keeper, journal } = keeping();
    keeper.note(first);
    keeper.leave();
    expect(journal.text).toBe('as text: first');
  });

  test('nothing is written when all is kept', async () => {
    const { keeper, journal, begun } = keeping();
    keeper.leave();
    keeper.note(first);
    const settled = keeper.settle();
    await vi.advanceTimersByTimeAsync(0);
    begun[0]?.end(null);
    await settled;
    const { writes } = journal;
    keeper.leave();
    expect([journal.text, journal.writes]).toEqual([null, writes]);
  });

  test('what is being kept is written down too, and crossed out when the page stays and it was kept', async () => {
    const { keeper, journal, begun } = keeping();
    keeper.note(first);
    await vi.advanceTimersByTimeAsync(300);
    keeper.leave();
    expect(journal.text).toContain('first');
    begun[0]?.end(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(journal.text).toBeNull();
  });

  test('a change that came while another was being kept stays written down', async () => {
    const { keeper, journal, begun } = keeping();
    keeper.note(first);
    await vi.advanceTimersByTimeAsync(300);
    keeper.note(second);
    keeper.leave();
    begun[0]?.end(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(journal.text).toContain('second');
  });
});

test('what the last visit wrote down is found once', () => {
  const { keeper } = keeping('a document');
  expect([keeper.found(), keeper.found()]).toEqual(['a document', null]);
});
