/**
 * How deep values may be nested. What reads, compares, copies and writes documents calls itself for each level, and so
 * does the browser when a value goes to another thread: ten million brackets would overflow the stack of each of them.
 */

/** Deepest nesting of a value that is kept; the deepest documents have about a dozen levels. */
export const MOST_LEVELS = 200;

/** Most cuts that are told. */
const MOST_TOLD = 20;

/** Most parts of a path that are told: they lead to the entry concerned and to its member. */
const MOST_PARTS = 4;

/** What a value came to. */
export interface Flattened {
  readonly value: unknown;
  /** The first parts of the paths to what was taken out, each once, the first twenty; empty when nothing was. */
  readonly cut: readonly (readonly (string | number)[])[];
  /** Characters of all texts and keys, and one for each value; what is shared counts wherever it stands. */
  readonly size: number;
}

/**
 * Takes out, in place, what is nested deeper than `MOST_LEVELS`: `null` stands there afterwards.
 *
 * @param value - plain data that nobody else holds
 * @param mostSize - the walk ends when the size is beyond this
 */
export function flatten(value: unknown, mostSize = Infinity): Flattened {
  const cut = new Map<string, readonly (string | number)[]>();
  const path: (string | number)[] = [];
  let size = 0;
  const visit = (container: Record<string | number, unknown>, part: string | number): void => {
    const member = container[part];
    size += 1;
    if (typeof member === 'string') size += member.length;
    if (typeof member !== 'object' || member === null || size > mostSize) return;
    path.push(part);
    if (path.length > MOST_LEVELS) {
      // Of `__proto__`, too, only the own member: assigning to it would change the prototype.
      Object.defineProperty(container, part, {
        value: null,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      const told = path.slice(1, MOST_PARTS + 1);
      if (cut.size < MOST_TOLD) cut.set(told.join('\n'), told);
    } else if (Array.isArray(member)) {
      const list = member as unknown[] as Record<number, unknown>;
      for (let at = 0; at < member.length; at += 1) visit(list, at);
    } else {
      const object = member as Record<string, unknown>;
      for (const key of Object.keys(member)) {
        size += key.length;
        visit(object, key);
      }
    }
    path.pop();
  };
  const root = { value };
  visit(root, 'value');
  return { value: root.value, cut: [...cut.values()], size };
}
