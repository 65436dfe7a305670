/** A network as facts to draw: its things with their places, and the links between them. */
import type { Network } from '../model/index.ts';
import { linksOf } from './links.ts';
import { nodesOf } from './nodes.ts';
import type { Diagram } from './types.ts';

/** Nodes and links in document order, so that the same document gives the same diagram. */
export function diagramOf(network: Network): Diagram {
  const nodes = nodesOf(network);
  return { nodes, links: linksOf(network, nodes) };
}
