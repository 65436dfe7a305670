/** The facts that drawings and trees of a network show. */
export { diagramOf } from './diagram.ts';
export { mermaidText } from './mermaid.ts';
export type { Diagram, DiagramLink, DiagramNode, DiagramShape, Tier } from './types.ts';
