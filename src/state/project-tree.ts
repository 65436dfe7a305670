/**
 * The project as a tree: VPC, zone, subnet and what stands in it; then paths and filters by kind. Made of the diagram, so
 * that it shows what the canvas shows.
 */
import { containsAddress, parseAddress, parseCidr } from '../../engine/addresses.ts';
import type { Address } from '../../engine/addresses.ts';
import type { Diagram, DiagramNode } from '../../engine/index.ts';

export interface TreeItem {
  /** The object's id; `group:route-table` for a heading of what has no place. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** `null` for a heading. */
  readonly node: DiagramNode | null;
  readonly children: readonly TreeItem[];
}

/** A line of the tree as it is shown. */
export interface TreeRow {
  readonly item: TreeItem;
  /** 1 for the outermost. */
  readonly level: number;
  readonly open: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly of: number;
  readonly parent: string | null;
  /** It is what the filter asks for, and not only an ancestor of it. */
  readonly found: boolean;
}

/** Headings in their order, each with what stands under it. Any other kind has a heading of its own behind these. */
const headings: readonly { readonly label: string; readonly kinds: readonly string[] }[] = [
  { label: 'Route tables', kinds: ['route-table'] },
  { label: 'Security groups', kinds: ['security-group'] },
  { label: 'Network ACLs', kinds: ['network-acl'] },
  { label: 'Gateways', kinds: ['internet-gateway', 'egress-only-internet-gateway', 'nat-gateway'] },
  { label: 'Endpoints', kinds: ['vpc-endpoint', 'vpc-endpoint-service'] },
  {
    label: 'Transit gateways',
    kinds: [
      'transit-gateway',
      'transit-gateway-attachment',
      'transit-gateway-peering-attachment',
      'transit-gateway-route-table',
    ],
  },
  {
    label: 'VPN and Direct Connect',
    kinds: [
      'vpn-gateway',
      'customer-gateway',
      'vpn-connection',
      'direct-connect-gateway',
      'virtual-interface',
      'on-premises-network',
    ],
  },
  { label: 'Inspection', kinds: ['network-firewall', 'firewall-policy'] },
  { label: 'Load balancing', kinds: ['load-balancer', 'target-group'] },
  {
    label: 'Traffic mirroring',
    kinds: ['traffic-mirror-session', 'traffic-mirror-target', 'traffic-mirror-filter'],
  },
  { label: 'Names', kinds: ['hosted-zone', 'resolver-rule', 'resolver-endpoint'] },
  { label: 'Peering connections', kinds: ['vpc-peering-connection'] },
  { label: 'Notes', kinds: ['note'] },
];

const outside = new Set(['internet', 'on-premises']);

/** @param labelOf - what a kind is called, for kinds without a heading of their own */
export function projectTree(
  { nodes }: Diagram,
  labelOf: (kind: string) => string = (kind) => kind,
): readonly TreeItem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inside = new Map<string, DiagramNode[]>();
  const roots: DiagramNode[] = [];
  const rest = new Map<string, DiagramNode[]>();
  for (const node of nodes) {
    if (outside.has(node.kind)) continue;
    const parent = node.parent === null ? undefined : byId.get(node.parent);
    if (node.kind === 'note') push(rest, node.kind, node);
    else if (parent !== undefined && standsIn(node, parent)) push(inside, parent.id, node);
    else if (node.shape === 'frame') roots.push(node);
    else if (parent === undefined || parent.shape === 'frame') push(rest, node.kind, node);
  }
  const item = (node: DiagramNode): TreeItem => ({
    id: node.id,
    label: node.name,
    detail: node.detail,
    node,
    children: (inside.get(node.id) ?? []).map(item),
  });
  // One region is no level: it says nothing that the zones do not say.
  const [only] = roots;
  const outermost = roots.length === 1 && only?.kind === 'region' ? (inside.get(only.id) ?? []) : roots;
  return [...outermost.map(item), ...groupsOf(rest, labelOf)];
}

/** An interface stands in its machine when it is written down; the one that AWS fills in says nothing new. */
function standsIn(node: DiagramNode, parent: DiagramNode): boolean {
  if (node.edge) return false;
  if (parent.shape === 'frame') return node.shape !== 'none';
  return node.stated && parent.kind === 'instance';
}

function groupsOf(
  rest: ReadonlyMap<string, readonly DiagramNode[]>,
  labelOf: (kind: string) => string,
): readonly TreeItem[] {
  const known = new Set(headings.flatMap(({ kinds }) => kinds));
  const others = [...rest.keys()].filter((kind) => !known.has(kind));
  const all = [...headings, ...others.map((kind) => ({ label: labelOf(kind), kinds: [kind] }))];
  return all.flatMap(({ label, kinds }): TreeItem[] => {
    const nodes = kinds.flatMap((kind) => rest.get(kind) ?? []);
    if (nodes.length === 0) return [];
    const children = nodes.map((node): TreeItem => ({
      id: node.id,
      label: node.name,
      detail: node.detail,
      node,
      children: [],
    }));
    return [{ id: `group:${kinds[0] ?? ''}`, label, detail: String(nodes.length), node: null, children }];
  });
}

function push(map: Map<string, DiagramNode[]>, key: string, node: DiagramNode): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [node]);
  else list.push(node);
}

/**
 * The rows that show.
 *
 * @param isOpen - whether an item without a filter is unfolded
 * @param filter - words of name, id, address or kind; an address also finds the blocks that hold it. Ancestors of what is
 * found stay.
 */
export function treeRows(
  tree: readonly TreeItem[],
  isOpen: (item: TreeItem, level: number) => boolean,
  filter: string,
): readonly TreeRow[] {
  const matches = matcher(filter.trim());
  const rows: TreeRow[] = [];
  const add = (items: readonly TreeItem[], level: number, parent: string | null, taken: boolean): void => {
    const shown = matches === null || taken ? items : items.filter((item) => holds(item, matches));
    shown.forEach((item, at) => {
      const found = matches !== null && matches(item);
      const inner = item.children.some((child) => matches !== null && holds(child, matches));
      const open = item.children.length > 0 && (inner || isOpen(item, level));
      rows.push({ item, level, open, place: at + 1, of: shown.length, parent, found });
      // What is found is shown with all it holds, unless something in it is found itself.
      if (open) add(item.children, level + 1, item.id, taken || (found && !inner));
    });
  };
  add(tree, 1, null, false);
  return rows;
}

type Matches = (item: TreeItem) => boolean;

function holds(item: TreeItem, matches: Matches): boolean {
  return matches(item) || item.children.some((child) => holds(child, matches));
}

/** @returns `null` when everything matches */
function matcher(filter: string): Matches | null {
  if (filter === '') return null;
  const address = parseAddress(filter);
  const words = filter.toLowerCase().split(/\s+/);
  return ({ id, label, detail, node }) => {
    if (address !== undefined && holdsAddress(detail, address)) return true;
    const text = `${label} ${detail} ${id} ${node?.kind ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function holdsAddress(detail: string, address: Address): boolean {
  return detail.split(/[\s,]+/).some((part) => {
    const block = parseCidr(part);
    return block !== undefined && containsAddress(block, address);
  });
}

/** Ids of the items around one, outermost first; empty when it is not there. */
export function ancestorsOf(tree: readonly TreeItem[], id: string): readonly string[] {
  for (const item of tree) {
    if (item.children.some((child) => child.id === id)) return [item.id];
    const inner = ancestorsOf(item.children, id);
    if (inner.length > 0) return [item.id, ...inner];
  }
  return [];
}
