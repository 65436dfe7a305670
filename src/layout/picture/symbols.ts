/** Endpoints and hops: a shape over both lines, or over the one that meets it. */
import { fit, textWidth } from '../measure.ts';
import type { Measures } from '../measures.ts';
import { labelOf } from './placing.ts';
import type { LaneHeights, Placed, Symbol } from './types.ts';

export function symbolsOf(placed: readonly Placed[], y: LaneHeights, measures: Measures): readonly Symbol[] {
  return placed
    .filter(({ column }) => column.shape !== 'checkpoint')
    .map((place) => symbolOf(place, y, measures));
}

function symbolOf({ column, x, right }: Placed, y: LaneHeights, measures: Measures): Symbol {
  const out = column.forward.reach !== 'elsewhere';
  const home = column.back.reach !== 'elsewhere';
  const onBoth = out && home;
  const apart = y.return - y.forward;
  // A place that only one half meets leaves the other's line free.
  const height = onBoth ? measures.shape : Math.min(measures.shape, apart + 6);
  const middle = onBoth ? measures.middle : out ? y.forward - 3 : y.return + 3;
  const sides = column.shape === 'endpoint' ? measures.shape * 0.56 : measures.roomy ? 14 : 6;
  const label = labelOf(column);
  return {
    key: column.key,
    shape: column.shape === 'endpoint' ? 'endpoint' : 'hop',
    x,
    y: middle - height / 2,
    width: right - x,
    height,
    name: measures.name === 0 ? '' : fit(label, right - x - sides, (text) => textWidth(text, measures.name)),
    full:
      column.address === null || column.address === column.name
        ? column.name
        : `${column.name}, ${column.address}`,
    address: measures.address === 0 || !onBoth ? '' : (column.address ?? ''),
    addressY: measures.middle + measures.shape / 2 + 14,
    reached: column.forward.reach !== 'not-reached',
  };
}
