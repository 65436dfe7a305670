/** The palette as the drawing sees it: what is dragged from it, and the way to its field. */
import type { Part } from './palette.ts';

class PaletteDrag {
  /** What is being dragged: a drop target may not read that from the drag itself before the drop. */
  part: Part | null = $state.raw(null);
  /** The field for parts is to have the keyboard as soon as it is there. */
  wanted = $state(false);
}

/** One hand, one drag. */
export const paletteDrag = new PaletteDrag();

/** Marks a drag as one of ours. */
export const dragFormat = 'application/x-hoplight-part';
