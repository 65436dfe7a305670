import { describe, expect, test } from 'vitest';
import { Tabs } from '../../../src/state/tabs.ts';
import type { Channel, Locks } from '../../../src/state/tabs.ts';

/** A browser with one lock and one channel, for as many tabs as are wanted. */
function browser() {
  let held: { readonly lose: (reason: Error) => void } | null = null;
  const waiting: (() => void)[] = [];
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  const locks: Locks = {
    request: (_, { ifAvailable, steal, signal }, callback) =>
      new Promise((resolve, reject) => {
        const grant = () => {
          const done = callback({});
          if (done === undefined) return resolve(undefined);
          const mine = { lose: reject };
          held = mine;
          void done.then(() => {
            if (held === mine) held = null;
            resolve(undefined);
            waiting.shift()?.();
          });
        };
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
        if (held !== null && steal === true) {
          held.lose(new Error('stolen'));
          grant();
        } else if (held === null) grant();
        else if (ifAvailable === true) {
          void callback(null);
          resolve(undefined);
        } else if (signal?.aborted !== true) waiting.push(() => signal?.aborted !== true && grant());
      }),
  };
  const channel = (): Channel => {
    const own: ((event: { readonly data: unknown }) => void)[] = [];
    return {
      postMessage: (data) =>
        listeners.filter((listener) => !own.includes(listener)).forEach((tell) => tell({ data })),
      addEventListener: (_, listener) => {
        own.push(listener);
        listeners.push(listener);
      },
    };
  };
  const tab = ({ deaf = false } = {}) => {
    const told: string[] = [];
    const tabs = new Tabs({
      locks,
      channel: deaf ? null : channel(),
      settle: () => {
        told.push('settled');
        return Promise.resolve();
      },
      changed: (elsewhere) => told.push(elsewhere ? 'shows' : 'edits'),
      patience: 20,
    });
    return { tabs, told };
  };
  return { tab };
}

describe('tabs of one browser', () => {
  test('the first that asks edits, the second shows', async () => {
    const { tab } = browser();
    const [first, second] = [tab(), tab()];
    await first.tabs.ask();
    await second.tabs.ask();
    expect([first.told, second.told]).toEqual([['edits'], ['shows']]);
  });

  test('who takes over waits until the other has written what it had', async () => {
    const { tab } = browser();
    const [first, second] = [tab(), tab()];
    await first.tabs.ask();
    await second.tabs.ask();
    await second.tabs.take();
    expect(first.told).toEqual(['edits', 'settled', 'shows']);
    expect(second.told).toEqual(['shows', 'edits']);
    await first.tabs.take();
    expect(first.told.at(-1)).toBe('edits');
    expect(second.told.at(-1)).toBe('shows');
  });

  test('from a tab that does not answer the lock is taken', async () => {
    const { tab } = browser();
    const [first, second] = [tab({ deaf: true }), tab()];
    await first.tabs.ask();
    await second.tabs.take();
    expect(second.told).toEqual(['edits']);
    expect(first.told).toEqual(['edits', 'shows']);
  });

  test('who opens an example leaves the project to others', async () => {
    const { tab } = browser();
    const [first, second] = [tab(), tab()];
    await first.tabs.ask();
    first.tabs.leave();
    await Promise.resolve();
    await second.tabs.ask();
    expect(second.told).toEqual(['edits']);
  });

  test('a browser without locks lets every tab edit', async () => {
    const told: boolean[] = [];
    const parts = { channel: null, settle: () => Promise.resolve(), patience: 5 };
    const tabs = new Tabs({ ...parts, locks: null, changed: (elsewhere) => told.push(elsewhere) });
    await tabs.ask();
    await tabs.take();
    expect(told).toEqual([false, false]);
  });
});
