/** A plan as plain data: what is saved, linked to, and written as `hoplight-plan/1`. */
import { type Cidr, formatCidr, halvesOf } from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import type { Need, Strategy } from './needs.ts';
import { type Label, type Plan, type PlanNode, isBlank, sameLabel } from './plan.ts';

export const PLAN_FORMAT = 'hoplight-plan/1';

export interface PlainPlan extends PlanMember {
  readonly format: typeof PLAN_FORMAT;
}

/** The `plan` member of a hoplight/1 document. */
export interface PlanMember {
  readonly name?: string;
  readonly cloud: Cloud;
  readonly blocks: readonly PlainBlock[];
  readonly strategy?: Strategy;
  readonly needs?: readonly Need[];
}

export interface PlainBlock {
  readonly cidr: string;
  readonly vpc?: string;
  /** Absent: the whole block is one unnamed subnet. What no row covers is free. */
  readonly rows?: readonly PlainRow[];
}

export interface PlainRow extends Label {
  readonly cidr: string;
  /** All parts of this prefix length, instead of a row for each. */
  readonly into?: number;
  readonly free?: true;
}

/** A whole plan file. */
export function plainPlan(plan: Plan): PlainPlan {
  return { format: PLAN_FORMAT, ...planMember(plan) };
}

/** Equal subnets without differences between them are one row, so that a plan of a rule stays as short as the rule. */
export function planMember(plan: Plan): PlanMember {
  return {
    ...(plan.name && { name: plan.name }),
    cloud: plan.cloud,
    blocks: plan.blocks.map(({ cidr, vpc, root }) => {
      const rows: PlainRow[] = [];
      collect(root, cidr, rows);
      if (rows.length === 0) rows.push({ cidr: formatCidr(cidr), free: true });
      const isWhole = root.kind === 'leaf' && !root.free && isBlank(root.label);
      return { cidr: formatCidr(cidr), ...(vpc && { vpc }), ...(!isWhole && { rows }) };
    }),
    ...(plan.needs.length > 0 && { strategy: plan.strategy, needs: plan.needs }),
  };
}

/** Adds the rows of a node; none for free space about which nothing is said. */
function collect(node: PlanNode, cidr: Cidr, rows: PlainRow[]): void {
  const uniform = uniformOf(node);
  if (node.kind === 'branch' && !isBlank(node.label)) rows.push({ cidr: formatCidr(cidr), ...node.label });
  if (uniform !== undefined) {
    const { bits, label, free } = uniform;
    if (bits === 0 && free && isBlank(label)) return;
    rows.push({
      cidr: formatCidr(cidr),
      ...(bits > 0 && { into: cidr.prefixLength + bits }),
      ...label,
      ...(free && { free }),
    });
  } else if (node.kind === 'branch') {
    const [lower, upper] = halvesOf(cidr);
    collect(node.halves[0], lower, rows);
    collect(node.halves[1], upper, rows);
  }
}

interface Uniform {
  /** How many times the block is halved. */
  readonly bits: number;
  readonly label: Label;
  readonly free: boolean;
}

/** What all leaves of a node are, when they are alike and no group lies below it. */
function uniformOf(node: PlanNode): Uniform | undefined {
  if (node.kind === 'leaf') return { bits: 0, label: node.label, free: node.free };
  const [lower, upper] = node.halves;
  const first = partOf(lower);
  const second = lower === upper ? first : partOf(upper);
  if (first === undefined || second === undefined) return undefined;
  const same =
    first.bits === second.bits && first.free === second.free && sameLabel(first.label, second.label);
  return same ? { ...first, bits: first.bits + 1 } : undefined;
}

function partOf(half: PlanNode): Uniform | undefined {
  return half.kind === 'branch' && !isBlank(half.label) ? undefined : uniformOf(half);
}
