import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Commands } from '../../../src/state/commands.svelte.ts';
import { KeyChoicesState } from '../../../src/state/key-choices.svelte.ts';
import { chordOf, commandOf, countsIn, keyBindings, shownKey, takenBy } from '../../../src/state/keys.ts';
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
  test.each(views)('within a group each key does one thing in %s', (view) => {
    const all = keyBindings
      .filter((binding) => countsIn(binding, view))
      .flatMap(({ keys, group }) => keys.map((key) => `${group} ${key}`));
    expect(new Set(all).size).toBe(all.length);
  });

  test('the same letter acts on what is on screen', () => {
    expect(commandOf(press('b'), 'trace', false, false)).toBe('blocker');
    expect(commandOf(press('b'), 'plan', false, false)).toBe('bulk-split');
    expect(commandOf(press('b'), 'learn', false, false)).toBeUndefined();
    expect(commandOf(press('c'), 'design', false, false)).toBe('connect');
    expect(commandOf(press('c'), 'trace', false, false)).toBe('copy-text');
    expect(commandOf(press('p'), 'plan', false, false), 'a view goes before everywhere').toBe('pin');
    expect(commandOf(press('p'), 'design', false, false)).toBe('previous-problem');
    expect(commandOf(press(']'), 'design', false, false), 'the packet is on the canvas too').toBe('on');
  });

  test('undo is a combination, and rests in a field, which has its own', () => {
    expect(commandOf(press('z', { ctrlKey: true }), 'plan', false, false)).toBe('undo');
    expect(commandOf(press('Z', { metaKey: true, shiftKey: true }), 'design', false, false)).toBe('redo');
    expect(commandOf(press('y', { ctrlKey: true }), 'trace', false, false)).toBe('redo');
    expect(commandOf(press('Z', { ctrlKey: true }), 'plan', false, false), 'caps lock').toBe('undo');
    expect(commandOf(press('z', { ctrlKey: true }), 'plan', true, false)).toBeUndefined();
    expect(commandOf(press('z'), 'plan', false, false)).toBeUndefined();
  });

  test('single letters rest while someone types, the palette does not', () => {
    expect(commandOf(press('r'), 'trace', false, false)).toBe('swap');
    expect(commandOf(press('r'), 'trace', true, false)).toBeUndefined();
    expect(commandOf(press('k', { metaKey: true }), 'trace', true, false)).toBe('palette');
  });

  test('the space bar belongs to a button that has the focus', () => {
    expect(commandOf(press(' '), 'trace', false, false)).toBe('play');
    expect(commandOf(press(' '), 'trace', false, true)).toBeUndefined();
    expect(commandOf(press(']'), 'trace', false, true)).toBe('on');
  });

  test('the browser keeps its own combinations', () => {
    expect(commandOf(press('r', { ctrlKey: true }), 'trace', false, false)).toBeUndefined();
    expect(commandOf(press('s', { altKey: true }), 'plan', false, false)).toBeUndefined();
    expect(commandOf(press('S', { metaKey: true, shiftKey: true }), 'trace', false, false)).toBe('copy-link');
    expect(commandOf(press('s', { ctrlKey: true }), 'trace', false, false)).toBe('download');
  });

  test('Shift is part of a sign, and held beside a letter', () => {
    expect(chordOf(press('?', { shiftKey: true }))).toBe('?');
    expect(chordOf(press('s', { shiftKey: true }))).toBe('Shift+S');
    expect(chordOf(press('F10', { shiftKey: true }))).toBe('Shift+F10');
    expect(chordOf(press('Shift', { shiftKey: true }))).toBeUndefined();
  });

  test('keys are written as people write them', () => {
    expect(shownKey('Mod+Shift+S')).toBe('Ctrl Shift S');
    expect(shownKey('Mod+Shift+S', true)).toBe('⌘ ⇧ S');
    expect(shownKey('+')).toBe('+');
    expect(shownKey('Mod++')).toBe('Ctrl +');
  });
});

describe('keys that their reader changed', () => {
  let kept: Record<string, string>;
  beforeEach(() => {
    kept = {};
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => void (kept[key] = value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('count, stay for the next visit, and can be given back', () => {
    const choices = new KeyChoicesState();
    choices.set('swap', ['X']);
    choices.set('blocker', []);
    const next = new KeyChoicesState().current;
    expect(commandOf(press('x'), 'trace', false, false, next)).toBe('swap');
    expect(commandOf(press('r'), 'trace', false, false, next)).toBeUndefined();
    expect(commandOf(press('b'), 'trace', false, false, next), 'turned off').toBeUndefined();
    choices.reset('swap');
    expect(commandOf(press('r'), 'trace', false, false, choices.current)).toBe('swap');
    choices.reset();
    expect(choices.current).toEqual({});
  });

  test.each(['[1]', 'null', '{', '{"swap":"X","__proto__":["A"],"fly":["F"],"back":[1,""]}'])(
    'what makes no sense is left out: %s',
    (text) => {
      kept['hoplight.keys'] = text;
      const { current } = new KeyChoicesState();
      expect(Object.keys(current).filter((name) => name !== 'back')).toEqual([]);
      expect(current.back ?? []).toEqual([]);
    },
  );

  test('a key that is taken is known with what has it', () => {
    expect(takenBy('C', 'swap', {})?.command).toBe('copy-text');
    expect(takenBy('C', 'connect', {})).toBeUndefined();
    expect(takenBy('C', 'swap', { 'copy-text': [] })).toBeUndefined();
  });
});

describe('commands', () => {
  test('what is offered last goes first, and goes away with who offered it', () => {
    const commands = new Commands();
    const done: string[] = [];
    commands.provide({ fit: () => done.push('all') });
    const leave = commands.provide({ fit: () => done.push('some') });
    expect(commands.run('fit')).toBe(true);
    leave();
    commands.run('fit');
    expect(done).toEqual(['some', 'all']);
    expect(commands.has('tidy')).toBe(false);
    expect(commands.run('tidy')).toBe(false);
  });
});
