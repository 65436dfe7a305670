/**
 * Every command that has a key, in one table: the list that `?` shows, the palette and the handler all read it. A key is
 * written as `S`, `Shift+S`, `Mod+Shift+S` (Mod is Ctrl or Cmd), `Space`, `?`.
 */
import type { View } from './link.ts';

export type Command =
  | 'palette'
  | 'keys'
  | 'view-plan'
  | 'view-design'
  | 'view-trace'
  | 'view-learn'
  | 'search'
  | 'new-trace'
  | 'open'
  | 'problems'
  | 'next-problem'
  | 'previous-problem'
  | 'drawer'
  | 'rail'
  | 'inspector'
  | 'download'
  | 'copy-link'
  | 'undo'
  | 'redo'
  | 'back'
  | 'on'
  | 'play'
  | 'blocker'
  | 'swap'
  | 'pin-trace'
  | 'copy-text'
  | 'add'
  | 'note'
  | 'connect'
  | 'group'
  | 'align'
  | 'rename'
  | 'fit'
  | 'tidy'
  | 'outline'
  | 'duplicate'
  | 'delete'
  | 'split'
  | 'split-into'
  | 'join'
  | 'bulk-split'
  | 'allocate'
  | 'pin'
  | 'export'
  | 'import';

export type KeyGroup = 'Everywhere' | 'In a plan' | 'In the design' | 'In a trace';

export interface KeyBinding {
  readonly command: Command;
  /** Usual keys; any of them runs it. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly group: KeyGroup;
  /** Views besides the group's own in which it counts. */
  readonly alsoIn?: readonly View[];
  /** Also while a field has the focus. */
  readonly whileTyping?: boolean;
}

/** Where the keys of a group count; everywhere when it is not here. */
const groupViews: Partial<Record<KeyGroup, View>> = {
  'In a plan': 'plan',
  'In the design': 'design',
  'In a trace': 'trace',
};

export const keyBindings: readonly KeyBinding[] = [
  {
    command: 'palette',
    keys: ['Mod+K'],
    does: 'Search objects, scenarios and commands',
    group: 'Everywhere',
    whileTyping: true,
  },
  { command: 'view-plan', keys: ['1'], does: 'Plan: the addresses', group: 'Everywhere' },
  { command: 'view-design', keys: ['2'], does: 'Design: the network, drawn', group: 'Everywhere' },
  { command: 'view-trace', keys: ['3'], does: 'Trace: a question answered', group: 'Everywhere' },
  { command: 'view-learn', keys: ['5'], does: 'Learn: the scenarios', group: 'Everywhere' },
  { command: 'search', keys: ['/'], does: 'Go to the search or the question', group: 'Everywhere' },
  { command: 'new-trace', keys: ['T'], does: 'New trace from what is selected', group: 'Everywhere' },
  { command: 'undo', keys: ['Mod+Z'], does: 'Undo', group: 'Everywhere' },
  { command: 'redo', keys: ['Mod+Shift+Z', 'Mod+Y'], does: 'Redo', group: 'Everywhere' },
  { command: 'next-problem', keys: ['N'], does: 'Next problem', group: 'Everywhere' },
  { command: 'previous-problem', keys: ['P'], does: 'Previous problem', group: 'Everywhere' },
  { command: 'problems', keys: ['Shift+N'], does: 'List of problems', group: 'Everywhere' },
  { command: 'drawer', keys: ['Mod+J'], does: 'Open or shut the drawer', group: 'Everywhere' },
  { command: 'rail', keys: ['Mod+B'], does: 'Fold or unfold the rail', group: 'Everywhere' },
  { command: 'inspector', keys: ['I'], does: 'Show or hide the inspector', group: 'Everywhere' },
  { command: 'open', keys: ['O'], does: 'Open or paste a project', group: 'Everywhere' },
  {
    command: 'download',
    keys: ['Mod+S'],
    does: 'Download the project',
    group: 'Everywhere',
    whileTyping: true,
  },
  {
    command: 'copy-link',
    keys: ['Mod+Shift+S'],
    does: 'Copy a link to what is on screen',
    group: 'Everywhere',
    whileTyping: true,
  },
  { command: 'keys', keys: ['?'], does: 'This list of keys', group: 'Everywhere' },
  { command: 'add', keys: ['A'], does: 'Add an object', group: 'In the design' },
  { command: 'note', keys: ['M'], does: 'Write a note', group: 'In the design' },
  { command: 'connect', keys: ['C'], does: 'Connect the selection to…', group: 'In the design' },
  { command: 'group', keys: ['G'], does: 'Change what it stands in…', group: 'In the design' },
  { command: 'align', keys: ['Shift+A'], does: 'Align or distribute the selection…', group: 'In the design' },
  { command: 'rename', keys: ['F2'], does: 'Rename; of a note, its text', group: 'In the design' },
  { command: 'fit', keys: ['F'], does: 'Fit all; twice: fit the selection', group: 'In the design' },
  { command: 'tidy', keys: ['Shift+T'], does: 'Tidy: lay everything out again', group: 'In the design' },
  { command: 'outline', keys: ['Shift+O'], does: 'Outline or drawing', group: 'In the design' },
  { command: 'duplicate', keys: ['Mod+D'], does: 'Duplicate with fresh addresses', group: 'In the design' },
  { command: 'delete', keys: ['Delete', 'Backspace'], does: 'Delete', group: 'In the design' },
  { command: 'split', keys: ['S'], does: 'Halve the chosen rows', group: 'In a plan' },
  { command: 'split-into', keys: ['Shift+S'], does: 'Split the row into…', group: 'In a plan' },
  { command: 'join', keys: ['J'], does: 'Join the row with its other half', group: 'In a plan' },
  { command: 'bulk-split', keys: ['B'], does: 'Bulk split…', group: 'In a plan' },
  { command: 'allocate', keys: ['L'], does: 'Allocate…', group: 'In a plan' },
  { command: 'pin', keys: ['P'], does: 'Pin or unpin the row', group: 'In a plan' },
  { command: 'export', keys: ['E'], does: 'Export', group: 'In a plan' },
  { command: 'import', keys: ['I'], does: 'Import a plan…', group: 'In a plan' },
  { command: 'back', keys: ['['], does: 'Previous step', group: 'In a trace', alsoIn: ['design'] },
  { command: 'on', keys: [']'], does: 'Next step', group: 'In a trace', alsoIn: ['design'] },
  {
    command: 'play',
    keys: ['Space'],
    does: 'Play or pause the packet',
    group: 'In a trace',
    alsoIn: ['design'],
  },
  { command: 'blocker', keys: ['B'], does: 'Next blocker', group: 'In a trace', alsoIn: ['design'] },
  { command: 'swap', keys: ['R'], does: 'Swap the two ends', group: 'In a trace', alsoIn: ['design'] },
  { command: 'pin-trace', keys: ['Shift+P'], does: 'Pin or unpin the trace', group: 'In a trace' },
  { command: 'copy-text', keys: ['C'], does: 'Copy the trace as text', group: 'In a trace' },
];

export interface FixedKey {
  readonly shown: string;
  readonly does: string;
  readonly group: KeyGroup;
}

/** Keys of tables, trees and the canvas, which these take while they have the keyboard. They stay as they are. */
export const fixedKeys: readonly FixedKey[] = [
  { shown: '↑ ↓', does: 'Move; with Shift choose all between', group: 'In a plan' },
  { shown: '← →', does: 'Close or open the row; with Shift all groups', group: 'In a plan' },
  { shown: 'Enter', does: 'Reserved addresses, or fold a group', group: 'In a plan' },
  { shown: 'Space', does: 'Choose one more row, or one less', group: 'In a plan' },
  { shown: 'F2', does: 'Name the row; Tab goes on to zone, kind and note', group: 'In a plan' },
  { shown: 'G', does: 'Name a block around the row: a group', group: 'In a plan' },
  { shown: 'Del', does: 'Give the chosen rows back as free space', group: 'In a plan' },
  { shown: 'Shift F10', does: 'Everything that can be done with the row', group: 'In a plan' },
  { shown: '↑ ↓ ← →', does: 'Move; nudge what is selected 8 px, with Shift 1 px', group: 'In the design' },
  { shown: 'Enter', does: 'Select, and open the inspector; of a note, its text', group: 'In the design' },
  { shown: 'Esc', does: 'Let go of the selection', group: 'In the design' },
  { shown: 'Ctrl C, X, V', does: 'Copy, cut, paste', group: 'In the design' },
  { shown: 'Shift F10', does: 'Everything that can be done with the selection', group: 'In the design' },
  { shown: '+ −', does: 'Zoom', group: 'In the design' },
];

/** Keys that a reader has changed: by command, none for one that is turned off. */
export type KeyChoices = Readonly<Partial<Record<Command, readonly string[]>>>;

/** What was pressed, as far as it matters. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** A press as keys are written; `undefined` for a held modifier alone, or what belongs to the browser or the keyboard. */
export function chordOf(press: Press): string | undefined {
  if (press.altKey || ['Control', 'Shift', 'Meta', 'Alt', 'Dead', 'Tab'].includes(press.key))
    return undefined;
  const isLetter = /^\p{L}$/u.test(press.key);
  const key = press.key === ' ' ? 'Space' : isLetter ? press.key.toUpperCase() : press.key;
  // Of a sign such as `?` Shift is a part, wherever the keyboard has it.
  const shift = press.shiftKey && (isLetter || key.length > 1);
  return [...(press.ctrlKey || press.metaKey ? ['Mod'] : []), ...(shift ? ['Shift'] : []), key].join('+');
}

/** A key as people write it: `Ctrl Shift S`. */
export function shownKey(chord: string, mac = false): string {
  const names: Readonly<Record<string, string>> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Shift: mac ? '⇧' : 'Shift',
    Delete: 'Del',
  };
  return chord
    .split(/\+(?=.)/)
    .map((part) => names[part] ?? part)
    .join(' ');
}

/** The keys of a command as they are now. */
export function keysOf(binding: KeyBinding, choices: KeyChoices = {}): readonly string[] {
  return choices[binding.command] ?? binding.keys;
}

export function countsIn({ group, alsoIn = [] }: KeyBinding, view: View): boolean {
  const own = groupViews[group];
  return own === undefined || own === view || alsoIn.includes(view);
}

/**
 * @param typing - a field has the focus: single letters are off
 * @param pressable - a button or link has the focus: it takes the space bar itself
 */
export function commandOf(
  press: Press,
  view: View,
  typing: boolean,
  pressable: boolean,
  choices: KeyChoices = {},
): Command | undefined {
  const chord = chordOf(press);
  if (chord === undefined || (pressable && (chord === 'Space' || chord === 'Enter'))) return undefined;
  const found = keyBindings.filter(
    (binding) =>
      countsIn(binding, view) &&
      keysOf(binding, choices).includes(chord) &&
      (!typing || (binding.whileTyping === true && chord.startsWith('Mod+'))),
  );
  // What the view itself means by a key goes before what it means everywhere.
  const own = found.find(({ group }) => groupViews[group] === view);
  return (own ?? found.find(({ group }) => group !== 'Everywhere') ?? found[0])?.command;
}

/** The binding that a new key would be taken from, where both count; `undefined` when it is free. */
export function takenBy(chord: string, command: Command, choices: KeyChoices): KeyBinding | undefined {
  const wanted = keyBindings.find((binding) => binding.command === command);
  const views: readonly View[] = ['plan', 'design', 'trace', 'learn'];
  return keyBindings.find(
    (binding) =>
      binding.command !== command &&
      binding.group === wanted?.group &&
      keysOf(binding, choices).includes(chord) &&
      views.some((view) => countsIn(binding, view) && countsIn(wanted, view)),
  );
}
