/** Heights and widths that the table's drawing and its style agree on, in pixels. */
import type { BracketMeasures } from '../layout/plan/brackets.ts';

export const BRACKETS: BracketMeasures = { rowHeight: 32, detailHeight: 168, pitch: 27 };

/** The row of headings, which stays at the top. */
export const HEADING = 28;
