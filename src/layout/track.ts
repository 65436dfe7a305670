/** Where the dots of the step timeline stand: the request's, a gap, the reply's, and a hollow one where the way was cut off. */

export interface Track {
  /** x of each step's dot. */
  readonly dots: readonly number[];
  /** x of the hollow dot at the end; `null` when the way was gone to its end. */
  readonly beyond: number | null;
  /** The dots stand so close that they have to be small. */
  readonly dense: boolean;
}

const widest = 36;
const margin = 14;
/** The gap between the two halves, as a share of the distance between two dots. */
const turn = 0.6;

/**
 * @param forward - how many steps the request has
 * @param back - how many steps the reply has
 */
export function trackOf(forward: number, back: number, cutOff: boolean, width: number): Track {
  const count = forward + back;
  const slots = count + (back > 0 ? turn : 0) + (cutOff ? 1 : 0);
  const gap = Math.min(widest, (width - 2 * margin) / Math.max(slots - 1, 1));
  const start = Math.max((width - gap * (slots - 1)) / 2, margin);
  const x = (step: number) => start + (step + (step >= forward && back > 0 ? turn : 0)) * gap;
  return {
    dots: Array.from({ length: count }, (_, step) => x(step)),
    beyond: cutOff ? x(count) : null,
    dense: gap < margin,
  };
}

/** The step whose dot is nearest to `x`. */
export function nearestDot({ dots }: Track, x: number): number {
  return dots.reduce(
    (best, dot, step) => (Math.abs(dot - x) < Math.abs((dots[best] ?? 0) - x) ? step : best),
    0,
  );
}
