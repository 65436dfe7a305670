/** The nodes of a diagram that are drawn, as a tree; heaps stand for what would be too many. */
import type { Diagram, DiagramNode } from '../../../engine/index.ts';
import { mostEndpoints } from './sizes.ts';

export interface Item {
  readonly node: DiagramNode;
  readonly children: readonly Item[];
  /** Ids of the things that a heap stands for. */
  readonly stands: readonly string[];
}

/**
 * @param opened - subnets that show every endpoint, however many
 * @returns what stands in no frame, each with what stands in it
 */
export function drawnTree(diagram: Diagram, opened: ReadonlySet<string>): readonly Item[] {
  const byParent = new Map<string | null, DiagramNode[]>();
  for (const node of diagram.nodes) {
    if (node.shape === 'none' || node.shape === 'diamond') continue;
    const siblings = byParent.get(node.parent);
    if (siblings === undefined) byParent.set(node.parent, [node]);
    else siblings.push(node);
  }
  const itemOf = (node: DiagramNode): Item => {
    const inside = byParent.get(node.id) ?? [];
    const heaped = node.kind === 'subnet' && !opened.has(node.id) ? heap(node, inside) : inside.map(single);
    return {
      node,
      children: heaped.map((item) => ({ ...itemOf(item.node), stands: item.stands })),
      stands: [],
    };
  };
  return (byParent.get(null) ?? []).map(itemOf);
}

const heapWords: Readonly<Record<string, string>> = {
  instance: 'instances',
  'network-interface': 'interfaces',
  'lambda-function': 'functions',
  database: 'databases',
};

interface Heaped {
  readonly node: DiagramNode;
  readonly stands: readonly string[];
}

function single(node: DiagramNode): Heaped {
  return { node, stands: [] };
}

/** Endpoints too many to draw become one heap a kind; what forwards stays, for wires lead to it. */
function heap(subnet: DiagramNode, inside: readonly DiagramNode[]): readonly Heaped[] {
  const ends = inside.filter(({ shape }) => shape === 'endpoint');
  if (ends.length <= mostEndpoints) return inside.map(single);
  const kinds = [...new Set(ends.map(({ kind }) => kind))];
  return [
    ...kinds.map((kind): Heaped => {
      const all = ends.filter((node) => node.kind === kind);
      return {
        node: {
          ...(all[0] as DiagramNode), // INVARIANT: a kind that is listed has at least one node
          id: `heap:${subnet.id}/${kind}`,
          name: `${all.length} ${heapWords[kind] ?? 'endpoints'}`,
          detail: '',
          uses: [],
        },
        stands: all.map(({ id }) => id),
      };
    }),
    ...inside.filter(({ shape }) => shape !== 'endpoint').map(single),
  ];
}
