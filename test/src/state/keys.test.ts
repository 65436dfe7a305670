import { describe, expect, test } from 'vitest';
import { commandOf, keyBindings } from '../../../src/state/keys.ts';
import { views } from '../../../src/state/link.ts';
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
  test.each(views)('each key does one thing in %s', (view) => {
    const elsewhere = view === 'plan' ? 'In a trace' : 'In a plan';
    const all = keyBindings
      .filter(({ group }) => group !== elsewhere)
      .flatMap(({ keys, control = false, shift = false }) => keys.map((key) => `${control} ${shift} ${key}`));
    expect(new Set(all).size).toBe(all.length);
  });

  test('the same letter acts on what is on screen', () => {
    expect(commandOf(press('b'), 'trace', false, false)).toBe('blocker');
    expect(commandOf(press('b'), 'plan', false, false)).toBe('bulk-split');
    expect(commandOf(press('b'), 'learn', false, false)).toBeUndefined();
  });

  test('undo is a combination, and rests in a field, which has its own', () => {
    expect(commandOf(press('z', { ctrlKey: true }), 'plan', false, false)).toBe('undo');
    expect(commandOf(press('Z', { metaKey: true, shiftKey: true }), 'plan', false, false)).toBe('redo');
    expect(commandOf(press('Z', { ctrlKey: true }), 'plan', false, false), 'caps lock').toBe('undo');
    expect(commandOf(press('z'), 'plan', false, false)).toBeUndefined();
  });

  test('single letters rest while someone types', () => {
    expect(commandOf(press('r'), 'trace', false, false)).toBe('swap');
    expect(commandOf(press('r'), 'trace', true, false)).toBeUndefined();
  });

  test('the space bar belongs to a button that has the focus', () => {
    expect(commandOf(press(' '), 'trace', false, false)).toBe('play');
    expect(commandOf(press(' '), 'trace', false, true)).toBeUndefined();
    expect(commandOf(press(']'), 'trace', false, true)).toBe('on');
  });

  test('the browser keeps its own combinations', () => {
    expect(commandOf(press('r', { ctrlKey: true }), 'trace', false, false)).toBeUndefined();
    expect(commandOf(press('s', { ctrlKey: true }), 'trace', false, false)).toBeUndefined();
    expect(commandOf(press('S', { metaKey: true, shiftKey: true }), 'trace', false, false)).toBe('copy-link');
  });
});
