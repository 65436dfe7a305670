/** How a node of a diagram is begun: what is not said of it is plain. */
import type { DiagramNode } from './types.ts';

export type Draft = Pick<DiagramNode, 'id' | 'kind' | 'name'> & Partial<DiagramNode>;

/** The first draft of an id stands. */
export type Add = (draft: Draft) => void;
