/** Every key in one table: the list that `?` shows and the handler both read it. */

export type Command =
  | 'keys'
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
  | 'copy-link';

export interface KeyBinding {
  readonly command: Command;
  /** `KeyboardEvent.key` values that run it. */
  readonly keys: readonly string[];
  /** As it is printed, when that is not the key itself. */
  readonly shown?: string;
  readonly does: string;
  readonly group: 'Everywhere' | 'In a trace';
  /** Needs Ctrl or Cmd, and Shift when said so. */
  readonly control?: boolean;
  readonly shift?: boolean;
}

export const keyBindings: readonly KeyBinding[] = [
  { command: 'view-trace', keys: ['1'], does: 'Trace', group: 'Everywhere' },
  { command: 'view-learn', keys: ['2'], does: 'Learn: the scenarios', group: 'Everywhere' },
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
    keys: ['s', 'S'],
    shown: 'Ctrl Shift S',
    does: 'Copy a link to this question',
    group: 'Everywhere',
    control: true,
    shift: true,
  },
  { command: 'keys', keys: ['?'], does: 'This list', group: 'Everywhere' },
  { command: 'new-trace', keys: ['t', 'T'], shown: 'T', does: 'New question', group: 'In a trace' },
  { command: 'back', keys: ['['], does: 'Previous step', group: 'In a trace' },
  { command: 'on', keys: [']'], does: 'Next step', group: 'In a trace' },
  { command: 'play', keys: [' '], shown: 'Space', does: 'Play or pause the packet', group: 'In a trace' },
  { command: 'blocker', keys: ['b', 'B'], shown: 'B', does: 'Next blocker', group: 'In a trace' },
  { command: 'swap', keys: ['r', 'R'], shown: 'R', does: 'Swap the two ends', group: 'In a trace' },
  { command: 'copy-text', keys: ['c', 'C'], shown: 'C', does: 'Copy the trace as text', group: 'In a trace' },
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
export function commandOf(press: Press, typing: boolean, pressable: boolean): Command | undefined {
  const control = press.ctrlKey || press.metaKey;
  if (press.altKey || (typing && !control) || (pressable && press.key === ' ')) return undefined;
  const binding = keyBindings.find(
    ({ keys, control: needsControl = false, shift = false }) =>
      keys.includes(press.key) && needsControl === control && (!shift || press.shiftKey),
  );
  return binding?.command;
}
