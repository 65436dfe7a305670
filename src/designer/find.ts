/** Objects by what somebody types: a name, an id, a block; an address finds what holds it. */
import { containsAddress, parseAddress, parseCidr } from '../../engine/addresses.ts';
import type { DiagramNode } from '../../engine/index.ts';

const mostFound = 12;

/** Best first: what begins with the text, then what has it in its name, id or block, then what an address lies in. */
export function findIn(nodes: readonly DiagramNode[], typed: string): readonly DiagramNode[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return [];
  const address = parseAddress(text);
  const rank = (node: DiagramNode): number => {
    const [name, id, detail] = [node.name, node.id, node.detail].map((each) => each.toLowerCase());
    if (name === text || id === text || detail === text) return 0;
    if (name?.startsWith(text) === true) return 1;
    if (detail?.startsWith(text) === true || id?.startsWith(text) === true) return 2;
    if (name?.includes(text) === true || id?.includes(text) === true || detail?.includes(text) === true)
      return 3;
    if (address !== undefined && holds(node, address)) return node.kind === 'subnet' ? 4 : 5;
    return 9;
  };
  return nodes
    .map((node, at) => ({ node, at, rank: rank(node) }))
    .filter((found) => found.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, mostFound)
    .map(({ node }) => node);
}

function holds({ detail }: DiagramNode, address: NonNullable<ReturnType<typeof parseAddress>>): boolean {
  return detail.split(', ').some((block) => {
    const cidr = block.includes('/') ? parseCidr(block) : undefined;
    return cidr !== undefined && containsAddress(cidr, address);
  });
}
