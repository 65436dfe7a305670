/** Every key in one table: the list that `?` shows and the handler both read it. */

import type { View } from './link.ts';

export type Command =
  | 'keys'
  | 'view-plan'
  | 'view-trace'
  | 'view-learn'
  | 'search'
  | 'new-trace'
  | 'open'
  | 'problems'
  | 'back'
  | 'on'
  | 'play'
  | 'blocker'
  | 'swap'
  | 'copy-text'
  | 'copy-link'
  | 'undo'
  | 'redo'
  | 'split'
  | 'split-into'
  | 'join'
  | 'bulk-split'
  | 'allocate'
  | 'pin'
  | 'export'
  | 'import';

export interface KeyBinding {
  readonly command: Command;
  /** `KeyboardEvent.key` values that run it. */
  readonly keys: readonly string[];
  /** As it is printed, when that is not the key itself. */
  readonly shown?: string;
  readonly does: string;
  readonly group: 'Everywhere' | 'In a plan' | 'In a trace';
  /** Needs Ctrl or Cmd, and Shift when said so. */
  readonly control?: boolean;
  readonly shift?: boolean;
}

/** Where the keys of a group count; everywhere when it is not here. */
const groupViews: Partial<Record<KeyBinding['group'], View>> = { 'In a plan': 'plan', 'In a trace': 'trace' };

export const keyBindings: readonly KeyBinding[] = [
  { command: 'view-plan', keys: ['1'], does: 'Plan: the addresses', group: 'Everywhere' },
  { command: 'view-trace', keys: ['2'], does: 'Trace', group: 'Everywhere' },
  { command: 'view-learn', keys: ['3'], does: 'Learn: the scenarios', group: 'Everywhere' },
  {
    command: 'search',
    keys: ['/'],
    does: 'Go to the question, or search the scenarios',
    group: 'Everywhere',
  },
  { command: 'open', keys: ['o', 'O'], shown: 'O', does: 'Open or paste a project', group: 'Everywhere' },
  { command: 'problems', keys: ['n', 'N'], shown: 'N', does: 'Problem list', group: 'Everywhere' },
  {
    command: 'copy-link',
    keys: ['s'],
    shown: 'Ctrl Shift S',
    does: 'Copy a link to what is on screen',
    group: 'Everywhere',
    control: true,
    shift: true,
  },
  { command: 'keys', keys: ['?'], does: 'This list', group: 'Everywhere' },
  { command: 'split', keys: ['s'], shown: 'S', does: 'Halve the chosen rows', group: 'In a plan' },
  {
    command: 'split-into',
    keys: ['S'],
    shown: 'Shift S',
    does: 'Split the row into…',
    group: 'In a plan',
    shift: true,
  },
  {
    command: 'join',
    keys: ['j', 'J'],
    shown: 'J',
    does: 'Join the row with its other half',
    group: 'In a plan',
  },
  { command: 'bulk-split', keys: ['b', 'B'], shown: 'B', does: 'Bulk split…', group: 'In a plan' },
  { command: 'allocate', keys: ['l', 'L'], shown: 'L', does: 'Allocate…', group: 'In a plan' },
  { command: 'pin', keys: ['p', 'P'], shown: 'P', does: 'Pin or unpin the row', group: 'In a plan' },
  { command: 'export', keys: ['e', 'E'], shown: 'E', does: 'Export', group: 'In a plan' },
  { command: 'import', keys: ['i', 'I'], shown: 'I', does: 'Import a plan…', group: 'In a plan' },
  {
    command: 'undo',
    keys: ['z'],
    shown: 'Ctrl Z',
    does: 'Undo',
    group: 'In a plan',
    control: true,
  },
  {
    command: 'redo',
    keys: ['z'],
    shown: 'Ctrl Shift Z',
    does: 'Redo',
    group: 'In a plan',
    control: true,
    shift: true,
  },
  { command: 'redo', keys: ['y'], shown: 'Ctrl Y', does: 'Redo', group: 'In a plan', control: true },
  { command: 'new-trace', keys: ['t', 'T'], shown: 'T', does: 'New question', group: 'In a trace' },
  { command: 'back', keys: ['['], does: 'Previous step', group: 'In a trace' },
  { command: 'on', keys: [']'], does: 'Next step', group: 'In a trace' },
  { command: 'play', keys: [' '], shown: 'Space', does: 'Play or pause the packet', group: 'In a trace' },
  { command: 'blocker', keys: ['b', 'B'], shown: 'B', does: 'Next blocker', group: 'In a trace' },
  { command: 'swap', keys: ['r', 'R'], shown: 'R', does: 'Swap the two ends', group: 'In a trace' },
  { command: 'copy-text', keys: ['c', 'C'], shown: 'C', does: 'Copy the trace as text', group: 'In a trace' },
];

/** Keys of the plan's table itself, which it takes while it has the keyboard. */
export const tableKeys: readonly { readonly shown: string; readonly does: string }[] = [
  { shown: '↑ ↓', does: 'Move; with Shift choose all between' },
  { shown: '← →', does: 'Close or open the row; with Shift all groups' },
  { shown: 'Enter', does: 'Reserved addresses, or fold a group' },
  { shown: 'Space', does: 'Choose one more row, or one less' },
  { shown: 'F2', does: 'Name the row; Tab goes on to zone, kind and note' },
  { shown: 'G', does: 'Name a block around the row: a group' },
  { shown: 'Del', does: 'Give the chosen rows back as free space' },
  { shown: 'Shift F10', does: 'Everything that can be done with the row' },
];

/** What was pressed, as far as it matters. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
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
): Command | undefined {
  const control = press.ctrlKey || press.metaKey;
  if (press.altKey || (typing && !control) || (pressable && press.key === ' ')) return undefined;
  const binding = keyBindings.find(({ keys, group, control: needsControl = false, shift = false }) => {
    if ((groupViews[group] ?? view) !== view || needsControl !== control) return false;
    // Letters with Ctrl are the same letters whatever the caps lock says; without it Shift is part of the key.
    const key = control ? press.key.toLowerCase() : press.key;
    return keys.includes(key) && (control ? shift === press.shiftKey : !shift || press.shiftKey);
  });
  return binding?.command;
}
