/** The rows of an outline: objects with a place by where they stand, those without after them. */
import type { DiagramNode } from '../../engine/index.ts';

export interface OutlineRow {
  readonly node: DiagramNode;
  /** From 1. */
  readonly level: number;
  readonly children: number;
  /** From 1, among its siblings, of which there are `count`. */
  readonly place: number;
  readonly count: number;
}

/** @param closed - ids of objects whose contents are not shown */
export function outlineRows(
  nodes: readonly DiagramNode[],
  closed: ReadonlySet<string>,
): readonly OutlineRow[] {
  const children = new Map<string | null, DiagramNode[]>();
  for (const node of nodes) {
    const siblings = children.get(node.parent);
    if (siblings === undefined) children.set(node.parent, [node]);
    else siblings.push(node);
  }
  const rows: OutlineRow[] = [];
  const add = (parent: string | null, level: number) => {
    const siblings = [...(children.get(parent) ?? [])].sort((a, b) => rank(a) - rank(b));
    siblings.forEach((node, at) => {
      const inside = children.get(node.id)?.length ?? 0;
      rows.push({ node, level, children: inside, place: at + 1, count: siblings.length });
      if (inside > 0 && !closed.has(node.id)) add(node.id, level + 1);
    });
  };
  add(null, 1);
  return rows;
}

const shapeRanks = { frame: 0, endpoint: 1, hop: 2, diamond: 3, none: 4 } as const;

function rank({ shape }: DiagramNode): number {
  return shapeRanks[shape];
}
