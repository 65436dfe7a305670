/** The keys as their reader has set them, kept in this browser. What was kept is checked: anyone may have written it. */
import { keyBindings } from './keys.ts';
import type { Command, KeyChoices } from './keys.ts';
import { Persisted } from './persisted.svelte.ts';

const mostKeys = 4;
const longestKey = 24;

export class KeyChoicesState {
  #kept = new Persisted<string>('keys', '', (text): text is string => text !== '');
  #choices: KeyChoices = $state.raw({});

  constructor() {
    this.#choices = readChoices(this.#kept.current);
  }

  get current(): KeyChoices {
    return this.#choices;
  }

  /** Gives a command these keys; none turns it off. */
  set(command: Command, keys: readonly string[]): void {
    this.#keep({ ...this.#choices, [command]: keys });
  }

  /** Back to the usual keys: of one command, or of all. */
  reset(command?: Command): void {
    if (command === undefined) return this.#keep({});
    const others = Object.entries(this.#choices).filter(([name]) => name !== command);
    this.#keep(Object.fromEntries(others));
  }

  #keep(choices: KeyChoices): void {
    this.#choices = choices;
    this.#kept.current = JSON.stringify(choices);
  }
}

function readChoices(text: string): KeyChoices {
  const kept = parsed(text);
  const entries = keyBindings.flatMap(({ command }) => {
    const keys: unknown = Object.hasOwn(kept, command) ? kept[command] : undefined;
    if (!Array.isArray(keys)) return [];
    const known = keys.filter((key) => typeof key === 'string' && key !== '' && key.length <= longestKey);
    return [[command, known.slice(0, mostKeys)] as const];
  });
  return Object.fromEntries(entries);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // nothing kept, or not by this app
  }
}
