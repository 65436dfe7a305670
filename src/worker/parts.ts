/**
 * Long lists of an answer travel in parts before it: a message is taken in whole, and one of ten thousand interfaces
 * would hold the page for longer than a frame or two.
 */

/** Some items of a list in an answer. */
export interface ListPart {
  /** The names that lead from the answer to the list. */
  readonly path: readonly string[];
  readonly items: readonly unknown[];
}

/** Lists deeper than this go with what holds them: `document.networkInterfaces`, `diagram.nodes`. */
const DEPTH = 2;
/** Items in one part. */
const PART = 2000;

/**
 * @param answer - plain data, as an engine's answer is
 * @returns the answer with its long lists empty, and what was in them, in order; a short answer is given back as it is
 */
export function inParts<T>(answer: T): { readonly answer: T; readonly parts: readonly ListPart[] } {
  const parts: ListPart[] = [];
  const emptied = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) {
      if (value.length <= PART) return value;
      for (let from = 0; from < value.length; from += PART)
        parts.push({ path, items: value.slice(from, from + PART) });
      return [];
    }
    if (typeof value !== 'object' || value === null || path.length === DEPTH) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, emptied(inner, [...path, name])]),
    );
  };
  const rest = emptied(answer, []);
  // INVARIANT: lists were emptied, and nothing else was changed.
  return parts.length === 0 ? { answer, parts } : { answer: rest as T, parts };
}

/** Puts back what `inParts` took out: fills the empty lists of `answer` itself. */
export function joined<T>(answer: T, parts: readonly ListPart[]): T {
  for (const { path, items } of parts) listAt(answer, path).push(...items);
  return answer;
}

function listAt(answer: unknown, path: readonly string[]): unknown[] {
  let found = answer;
  for (const name of path) found = (found as Record<string, unknown>)[name]; // INVARIANT: `inParts` came this way
  return found as unknown[];
}
