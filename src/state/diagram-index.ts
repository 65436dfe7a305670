/** The nodes of a diagram by id. */
import type { Diagram, DiagramNode } from '../../engine/index.ts';

export function nodesById({ nodes }: Diagram): ReadonlyMap<string, DiagramNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}
