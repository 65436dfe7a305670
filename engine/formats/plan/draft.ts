/**
 * From what a source says of networks and their subnets to the blocks of a plan. Every reader ends here, so that the
 * limits and the diagnostics are the same for all.
 */
import type { DiagnosticCollector, DiagnosticPlace } from '../../diagnostics/index.ts';
import {
  type Cidr,
  type Family,
  allMatches,
  compareCidrs,
  containsCidr,
  firstAddress,
  formatCidr,
  overlaps,
  prefixTable,
  sameCidr,
} from '../../ip/index.ts';
import {
  BLANK_SUBNET,
  FREE_LEAF,
  type GrownRow,
  MAX_LEAVES,
  type PlanBlock,
  type PlanNode,
  type RowRefusal,
  grow,
  leafCount,
  smallestBlockAround,
} from '../../plan/index.ts';
import { shortText } from '../hoplight/check.ts';

export type Report = DiagnosticCollector['report'];

/** A network of a source: a VPC, a virtual network, or the blocks of a table that name no network. */
export interface DraftNetwork {
  /** Empty when the source has no name for it. */
  readonly name: string;
  /** The blocks that the source states, the primary one first. */
  readonly cidrs: readonly Cidr[];
  readonly rows: readonly DraftRow[];
  /** A stated block without any row is one subnet still to be divided, and not free. */
  readonly undivided?: boolean;
}

export interface DraftRow extends GrownRow {
  readonly place: DiagnosticPlace;
}

/** What a row inside another is: something that the source means, or two subnets that overlap. */
export type Nesting = 'group' | 'overlap';

/** Most base blocks of a plan. */
export const MOST_BLOCKS = 1024;

/** Most rows that are read: as many as a plan of `MAX_LEAVES` leaves can have, each branch having a name. */
export const MOST_ROWS = 2 * MAX_LEAVES;

/** The blocks that networks come to, network by network; stated blocks before supposed ones. */
export function blocksOf(networks: readonly DraftNetwork[], nesting: Nesting, report: Report): PlanBlock[] {
  return networks.flatMap((network) =>
    filledBlocks(network, report).map(({ cidr, rows }): PlanBlock => {
      const isWhole = network.undivided === true && rows.length === 0;
      if (nesting === 'overlap') reportOverlaps(rows, report);
      return { cidr, vpc: network.name, root: isWhole ? BLANK_SUBNET : rootOf(cidr, rows, report) };
    }),
  );
}

/** As many of the blocks as a plan may have; a block whose rows are too many is kept without them. */
export function withinLimits(blocks: readonly PlanBlock[], report: Report): PlanBlock[] {
  const kept: PlanBlock[] = [];
  let room = MAX_LEAVES;
  for (const block of blocks) {
    if (kept.length === MOST_BLOCKS || room === 0) {
      report(
        'plan-too-large',
        `A plan has at most ${MOST_BLOCKS} base blocks and ${MAX_LEAVES} subnets and free blocks in all. \`${formatCidr(block.cidr)}\` and the blocks after it were left out.`,
      );
      break;
    }
    const fits = leafCount(block.root) <= room;
    if (!fits) {
      report(
        'plan-too-large',
        `With the rows of \`${formatCidr(block.cidr)}\` the plan would have more than ${MAX_LEAVES} subnets and free blocks. The block was read without them.`,
      );
    }
    const next = fits ? block : { ...block, root: FREE_LEAF };
    room -= leafCount(next.root);
    kept.push(next);
  }
  return kept;
}

interface FilledBlock {
  readonly cidr: Cidr;
  readonly rows: readonly DraftRow[];
}

/** Each stated block with the rows in it; then supposed blocks around the rows that lie in none. */
function filledBlocks({ name, cidrs, rows }: DraftNetwork, report: Report): FilledBlock[] {
  const stated = withoutRepeats(cidrs, name, report);
  const filled = sortInto(stated, rows);
  const supposed = sortInto(supposedBlocks(filled.strays, stated), filled.strays);
  for (const { cidr, rows: inside } of supposed.blocks) {
    const of = name === '' ? '' : ` of \`${shortText(name)}\``;
    report(
      'plan-block-supposed',
      `${inside.length === 1 ? 'A subnet' : `${inside.length} subnets`}${of} ${inside.length === 1 ? 'lies' : 'lie'} in no block that the source states. \`${formatCidr(cidr)}\` was taken as ${inside.length === 1 ? 'its' : 'their'} base block.`,
      inside[0]?.place,
    );
  }
  return [...filled.blocks, ...supposed.blocks];
}

function withoutRepeats(cidrs: readonly Cidr[], name: string, report: Report): Cidr[] {
  const seen = new Set<string>();
  return cidrs.filter((cidr) => {
    const text = formatCidr(cidr);
    if (seen.has(text)) {
      report(
        'plan-row-refused',
        `The block \`${text}\` is listed twice${name === '' ? '' : ` for \`${shortText(name)}\``}. It was read once.`,
      );
      return false;
    }
    seen.add(text);
    return true;
  });
}

/** Puts each row into the smallest of the blocks that holds it. */
function sortInto(
  cidrs: readonly Cidr[],
  rows: readonly DraftRow[],
): { blocks: FilledBlock[]; strays: DraftRow[] } {
  const blocks = cidrs.map((cidr) => ({ cidr, rows: [] as DraftRow[] }));
  const table = prefixTable(blocks.map((block) => ({ cidr: block.cidr, value: block })));
  const strays: DraftRow[] = [];
  for (const row of rows) {
    const around = allMatches(table, firstAddress(row.cidr)).find(({ cidr }) => containsCidr(cidr, row.cidr));
    (around?.values[0]?.rows ?? strays).push(row);
  }
  return { blocks, strays };
}

/** Shortest prefix of a supposed block: the largest that a VPC can have (VPC-1, VPC-10). */
const SHORTEST_SUPPOSED: Readonly<Record<Family, number>> = { 4: 16, 6: 44 };

/** The fewest blocks around rows that are neighbours enough to have been cut from one block; none overlaps a stated one. */
function supposedBlocks(strays: readonly DraftRow[], stated: readonly Cidr[]): Cidr[] {
  const blocks: Cidr[] = [];
  // What a plan has no room for stands in nobody's way.
  const kept = stated.slice(0, MOST_BLOCKS);
  for (const cidr of strays.map((row) => row.cidr).sort(compareCidrs)) {
    const last = blocks.at(-1);
    if (last !== undefined && containsCidr(last, cidr)) continue;
    const joined = last && smallestBlockAround([last, cidr]);
    const isNear = joined !== undefined && joined.prefixLength >= SHORTEST_SUPPOSED[cidr.family];
    if (isNear && !kept.some((block) => overlaps(block, joined))) blocks[blocks.length - 1] = joined;
    else blocks.push(cidr);
  }
  return blocks;
}

function rootOf(cidr: Cidr, rows: readonly DraftRow[], report: Report): PlanNode {
  const { root, refused } = grow(cidr, rows);
  for (const { row, reason } of refused) {
    const left = rows[row];
    if (left !== undefined) report('plan-row-refused', refusalText(left, reason), left.place);
  }
  return root;
}

function refusalText(draft: DraftRow, reason: RowRefusal): string {
  const row = subnetText(draft);
  switch (reason) {
    case 'outside':
      return `${row} was left out: it does not lie in its block.`;
    case 'repeated':
      return `${row} was left out: another row has this block already. Keep one of the two.`;
    case 'too-many':
      return `${row} was left out: with it, the plan would have more than ${MAX_LEAVES} subnets and free blocks.`;
    case 'no-parts':
      return `${row} was left out: it has no parts of /${draft.into ?? ''}. Write a prefix length that its parts can have.`;
    default:
      return reason satisfies never;
  }
}

/** Rows that lie in another row, each with the smallest around it. */
function reportOverlaps(rows: readonly DraftRow[], report: Report): void {
  const open: DraftRow[] = [];
  for (const row of [...rows].sort((a, b) => compareCidrs(a.cidr, b.cidr))) {
    let around = open.at(-1);
    while (around !== undefined && !containsCidr(around.cidr, row.cidr)) {
      open.pop();
      around = open.at(-1);
    }
    if (around !== undefined && !sameCidr(around.cidr, row.cidr)) {
      report(
        'plan-subnets-overlap',
        `${subnetText(row)} lies inside ${subnetText(around)}. The larger one is shown as a group around the smaller; give one of them another block.`,
        row.place,
      );
    }
    open.push(row);
  }
}

function subnetText({ cidr, label }: DraftRow): string {
  return `\`${formatCidr(cidr)}\`${label.name === undefined ? '' : ` (\`${shortText(label.name)}\`)`}`;
}
