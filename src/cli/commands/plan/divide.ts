/** Finding the row of a plan that a user names, dividing it, and saying why that cannot be. */
import {
  MAX_LEAVES,
  addressWidth,
  bulkSplit,
  canSplit,
  cidrOf,
  containsCidr,
  formatCidr,
  leafCount,
  nodeAt,
  split,
} from '../../../../engine/index.ts';
import type { Cidr, NodeRef, Plan } from '../../../../engine/index.ts';
import { UsageError } from '../../exit-status.ts';
import { grouped } from '../../output/terminal.ts';

/** Blocks of a plan that a message names before it only counts them. */
const MOST_NAMED = 4;

/**
 * The node of a plan that stands for a block.
 *
 * @throws UsageError when the plan has no such node
 */
export function findRow(plan: Plan, cidr: Cidr): NodeRef {
  const places = plan.blocks.flatMap((base, block) => (containsCidr(base.cidr, cidr) ? [block] : []));
  const found = places.find((block) => nodeAt(plan, { block, cidr }) !== undefined);
  if (found !== undefined) return { block: found, cidr };
  const text = `\`${formatCidr(cidr)}\``;
  const [inside] = places;
  if (inside === undefined) {
    const named = plan.blocks.slice(0, MOST_NAMED).map((block) => `\`${formatCidr(block.cidr)}\``);
    const more = plan.blocks.length - named.length;
    throw new UsageError(
      `${text} lies in no block of the plan, which has ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    );
  }
  const row = formatCidr(rowAround(plan, inside, cidr));
  throw new UsageError(
    `${text} is no row of the plan: it lies in \`${row}\`, which is not divided. Split that into /${cidr.prefixLength} first.`,
  );
}

/**
 * The plan with a row divided into blocks of `prefixLength`.
 *
 * @throws UsageError when the row is divided already, or has no such parts
 */
export function splitOne(plan: Plan, row: NodeRef, prefixLength: number): Plan {
  if (canSplit(plan, row, prefixLength)) return split(plan, row, prefixLength);
  const text = `\`${formatCidr(row.cidr)}\``;
  const node = nodeAt(plan, row);
  if (node?.kind === 'branch') {
    throw new UsageError(
      `${text} is divided already, into ${grouped(leafCount(node))} rows. \`--all ${prefixLength}\` divides those that are larger than /${prefixLength}.`,
    );
  }
  if (prefixLength > row.cidr.prefixLength && prefixLength <= addressWidth(row.cidr.family))
    throw new UsageError(tooManyRows(prefixLength));
  throw new UsageError(
    `${text} has no parts of /${prefixLength}. Take a prefix length from ${row.cidr.prefixLength + 1} to ${addressWidth(row.cidr.family)}.`,
  );
}

/**
 * The plan with every row that is larger than `prefixLength` divided into blocks of it.
 *
 * @param within - whose rows are meant; those of the whole plan when absent
 * @throws UsageError when there is no such row, or the plan would have too many
 */
export function splitAll(plan: Plan, prefixLength: number, within?: NodeRef): Plan {
  const { before, plan: next } = bulkSplit(plan, prefixLength, within && [within]);
  if (before.length === 0)
    throw new UsageError(`No row is larger than /${prefixLength}, so there is nothing to split.`);
  if (next === undefined) throw new UsageError(tooManyRows(prefixLength));
  return next;
}

function tooManyRows(prefixLength: number): string {
  return `With all blocks of /${prefixLength} the plan would have more than ${grouped(MAX_LEAVES)} rows. Take a shorter prefix length, or split a part of the plan.`;
}

/** The leaf that a block is a part of. */
function rowAround(plan: Plan, block: number, cidr: Cidr): Cidr {
  let around = cidr;
  while (nodeAt(plan, { block, cidr: around }) === undefined)
    around = cidrOf(around, around.prefixLength - 1);
  return around;
}
