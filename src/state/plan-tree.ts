/** The subnets of a plan by VPC and zone, as the rail lists them, narrowed by what is searched for. */
import {
  containsAddress,
  containsCidr,
  eachLeaf,
  formatCidr,
  parseAddress,
  parseBlock,
} from '../../engine/addresses.ts';
import type { Cidr, Label, NodeRef, Plan } from '../../engine/addresses.ts';

export interface TreeSubnet {
  readonly ref: NodeRef;
  readonly name: string;
  readonly cidr: string;
}

export interface TreeZone {
  /** Empty for subnets without a zone. */
  readonly zone: string;
  readonly subnets: readonly TreeSubnet[];
}

export interface TreeVpc {
  /** The VPC's name, or the block of one that has none. */
  readonly name: string;
  readonly zones: readonly TreeZone[];
}

export interface PlanTree {
  readonly vpcs: readonly TreeVpc[];
  /** Subnets found but not listed, since the list is long. */
  readonly more: number;
}

/** The most subnets that are listed. */
const MOST = 200;

/**
 * Named subnets, or, with a search, all that it finds: words in name, note, zone and kind, a block or part of one, an
 * address for the subnet that holds it.
 */
export function planTree(plan: Plan, search: string): PlanTree {
  const matches = matcher(search.trim());
  const vpcs = new Map<string, Map<string, TreeSubnet[]>>();
  let listed = 0;
  let more = 0;
  plan.blocks.forEach(({ root, cidr: base, vpc }, block) =>
    eachLeaf(root, base, ({ label, free }, cidr) => {
      if (free || !matches(label, cidr)) return;
      if (listed === MOST) {
        more++;
        return;
      }
      listed++;
      const zones = entry(vpcs, vpc || formatCidr(base), () => new Map<string, TreeSubnet[]>());
      const text = formatCidr(cidr);
      entry(zones, label.zone ?? '', () => []).push({
        ref: { block, cidr },
        name: label.name ?? text,
        cidr: text,
      });
    }),
  );
  return {
    vpcs: [...vpcs].map(([name, zones]) => ({
      name,
      zones: [...zones]
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([zone, subnets]) => ({ zone, subnets })),
    })),
    more,
  };
}

function matcher(search: string): (label: Label, cidr: Cidr) => boolean {
  if (search === '') return ({ name }) => name !== undefined;
  const address = parseAddress(search);
  if (address !== undefined) return (_, cidr) => containsAddress(cidr, address);
  const block = parseBlock(search);
  if (block.ok) return (_, cidr) => containsCidr(block.cidr, cidr) || containsCidr(cidr, block.cidr);
  const words = search.toLowerCase().split(/\s+/);
  return ({ name = '', note = '', zone = '', kind = '' }, cidr) => {
    const text = `${name} ${note} ${zone} ${kind} ${formatCidr(cidr)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
