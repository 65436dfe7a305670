/** What is being dragged from the palette: a drop target may not read that from the drag itself before the drop. */
import type { TypeDescription } from '../../engine/editing.ts';

class PaletteDrag {
  type: TypeDescription | null = $state.raw(null);
}

/** One hand, one drag. */
export const paletteDrag = new PaletteDrag();

/** Marks a drag as one of ours. */
export const dragFormat = 'application/x-hoplight-part';
