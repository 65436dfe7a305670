/**
 * The picture of a path: frames of VPCs and subnets, a shape for each place, a diamond where a border is crossed, the
 * request's line, the reply's, and where one of them stops.
 *
 * Everything is derived from the columns, left to right; one column, one x. Nothing here knows how it is painted.
 */
import type { TraceReport } from '../../../engine/index.ts';
import { decisionsOf } from '../column.ts';
import type { Column } from '../column.ts';
import type { Measures } from '../measures.ts';
import { crossingsOf, diamondsOf } from './crossings.ts';
import { framesOf } from './frames.ts';
import { chevronsOf, linesOf, spotsOf, stopOf } from './path.ts';
import { placeColumns } from './placing.ts';
import { symbolsOf } from './symbols.ts';
import type { LaneHeights, Picture } from './types.ts';

export { packedWidth } from './placing.ts';
export type * from './types.ts';

/** @param width - of the whole picture, in px */
export function pictureOf(
  report: TraceReport,
  columns: readonly Column[],
  width: number,
  measures: Measures,
): Picture {
  const placed = placeColumns(columns, width, measures);
  const y = laneHeights(report, measures);
  const frames = framesOf(placed, width, measures);
  const crossings = crossingsOf(placed, frames, y, measures);
  const stop = stopOf(report, crossings, measures);
  return {
    width,
    height: measures.height,
    frames,
    symbols: symbolsOf(placed, y, measures),
    diamonds: diamondsOf(crossings, measures),
    lines: linesOf(placed, crossings, report, stop, y, measures),
    chevrons: chevronsOf(placed, crossings, stop, y),
    stop,
    spots: spotsOf(decisionsOf(columns), crossings, stop, measures),
  };
}

/** Without a reply the request runs through the middle. */
function laneHeights(report: TraceReport, { middle, lane }: Measures): LaneHeights {
  const apart = report.return === null ? 0 : lane;
  return { forward: middle - apart, return: middle + apart };
}
