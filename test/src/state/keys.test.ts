import { describe, expect, test } from 'vitest';
import { commandOf, keyBindings } from '../../../src/state/keys.ts';
import type { Press } from '../../../src/state/keys.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  test('each key does one thing', () => {
    const all = keyBindings.flatMap(({ keys, control = false }) => keys.map((key) => `${control} ${key}`));
    expect(new Set(all).size).toBe(all.length);
  });

  test('single letters rest while someone types', () => {
    expect(commandOf(press('r'), false, false)).toBe('swap');
    expect(commandOf(press('r'), true, false)).toBeUndefined();
  });

  test('the space bar belongs to a button that has the focus', () => {
    expect(commandOf(press(' '), false, false)).toBe('play');
    expect(commandOf(press(' '), false, true)).toBeUndefined();
    expect(commandOf(press(']'), false, true)).toBe('on');
  });

  test('the browser keeps its own combinations', () => {
    expect(commandOf(press('r', { ctrlKey: true }), false, false)).toBeUndefined();
    expect(commandOf(press('s', { ctrlKey: true }), false, false)).toBeUndefined();
    expect(commandOf(press('S', { metaKey: true, shiftKey: true }), false, false)).toBe('copy-link');
  });
});
