/** Work that is longer than a frame, done in pieces between which the page answers. */

/** What may be done at once, in ms. */
const SLICE_MS = 8;

/** Steps that are done now, however long they take: what is small is there at once on any machine. */
const AT_ONCE = 24;

/**
 * Does the steps of `work`, the first of them now; what is small is done when this returns.
 *
 * @param done - told the result, unless it was called off before
 * @returns calls it off
 */
export function inSlices<Result>(
  work: Iterator<unknown, Result>,
  done: (result: Result) => void,
): () => void {
  let next: ReturnType<typeof setTimeout> | undefined;
  const slice = (least: number) => {
    const end = performance.now() + SLICE_MS;
    for (let at = 0; at < least || performance.now() < end; at++) {
      const step = work.next();
      if (step.done === true) return done(step.value);
    }
    next = setTimeout(slice, 0, 1);
  };
  slice(AT_ONCE);
  return () => clearTimeout(next);
}
