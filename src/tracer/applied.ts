/** An edit that was made from the verdict, as long as it is the last one. */
import type { PlainDocument } from '../../engine/editing.ts';

export interface Applied {
  /** What was done: one sentence. */
  readonly text: string;
  /** The document right after it: once there is another one, there is nothing to take back here. */
  readonly document: PlainDocument | null;
}
