/** Work that is longer than a frame, done in pieces between which the page answers. */

/** What may be done at once, in ms. */
const SLICE_MS = 8;

/**
 * Does the steps of `work` piece by piece, the first when the page has shown what it is about to show.
 *
 * @param done - told the result, unless it was called off before
 * @returns calls it off
 */
export function inSlices<Result>(
  work: Iterator<unknown, Result>,
  done: (result: Result) => void,
): () => void {
  const slice = () => {
    const end = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done === true) return done(step.value);
    } while (performance.now() < end);
    next = setTimeout(slice, 0);
  };
  let next = setTimeout(slice, 0);
  return () => clearTimeout(next);
}

/** Does all steps now. */
export function atOnce<Result>(work: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
