/** Look-ups made of a plan and its rows when these change: plain values, with nothing to observe inside. */
import { eachLeaf, rowKey } from '../../engine/addresses.ts';
import type { Plan, PlanFinding, PlanRow } from '../../engine/addresses.ts';

/** Places of rows in their list, by key. */
export function placesOf(rows: readonly PlanRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ key }, place) => [key, place]));
}

/** `next`, with each row that says the same as one of `before` replaced by that, so that nothing is drawn anew for it. */
export function withKnownRows(before: readonly PlanRow[], next: readonly PlanRow[]): readonly PlanRow[] {
  const known = new Map(before.map((row) => [row.key, row]));
  return next.map((row) => {
    const same = known.get(row.key);
    return same !== undefined && saysTheSame(same, row) ? same : row;
  });
}

function saysTheSame(a: PlanRow, b: PlanRow): boolean {
  return (
    a.label === b.label &&
    a.kind === b.kind &&
    a.depth === b.depth &&
    a.folded === b.folded &&
    a.subnets === b.subnets &&
    a.usable === b.usable
  );
}

/** Keys to look up among. */
export function keySet(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys);
}

const rank = { error: 0, warning: 1, info: 2 } as const;

/** The gravest finding of each row, by key; what is wrong with a base block is found at its own row too. */
export function findingsByRow(findings: readonly PlanFinding[]): ReadonlyMap<string, PlanFinding> {
  const byRow = new Map<string, PlanFinding>();
  for (const finding of [...findings].sort((a, b) => rank[a.severity] - rank[b.severity])) {
    const ofBlock = finding.code === 'vpc-block' || finding.code === 'overlap';
    for (const { block, cidr } of finding.refs)
      for (const key of [rowKey(block, cidr), ...(ofBlock ? [`${block} block`] : [])])
        if (!byRow.has(key)) byRow.set(key, finding);
  }
  return byRow;
}

/** Zones that a plan names, in order. */
export function zonesOf(plan: Plan): readonly string[] {
  const zones = new Set<string>();
  for (const { root, cidr } of plan.blocks)
    eachLeaf(root, cidr, ({ label }) => {
      if (label.zone !== undefined) zones.add(label.zone);
    });
  return [...zones].sort();
}
