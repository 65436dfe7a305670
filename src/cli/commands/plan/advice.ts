/** What would make needs fit that do not: another strategy, a larger block, a further one. Each is tried out first. */
import {
  addBlock,
  addressWidth,
  allocate,
  cidrOf,
  fitsVpc,
  formatCidr,
  rebase,
  strategies,
  wholeFamily,
} from '../../../../engine/index.ts';
import type {
  AllocationChange,
  Cidr,
  Family,
  Need,
  Plan,
  Shortfall,
  Strategy,
} from '../../../../engine/index.ts';
import { counted } from '../../output/terminal.ts';

/** Blocks are powers of two and aligned, so none that is placed before a smaller one wastes a space between them. */
const PROOF = 'No other order would find places for all: largest first wastes nothing.';

/** How often a block is doubled in search of one that is large enough. */
const MOST_DOUBLINGS = 8;

/**
 * Sentences, the cheapest change first; none when only the pins or the list itself can change.
 *
 * With `largest-first` they begin with the proof that no other order would do.
 */
export function adviceFor(
  plan: Plan,
  needs: readonly Need[],
  strategy: Strategy,
  shortfalls: readonly Shortfall[],
): string[] {
  const lacking = shortfalls.filter(({ reason }) => reason === 'no-space' || reason === 'fragmented');
  if (lacking.length < shortfalls.length || lacking.length === 0) return [];
  const other = anotherStrategy(plan, needs, strategy);
  if (other !== undefined) return [other];
  const families = new Set(lacking.map(({ family }) => family));
  const larger = [...families].flatMap((family) => {
    const ofFamily = lacking.filter((each) => each.family === family);
    return moreSpace(plan, needs, strategy, family, ofFamily);
  });
  return strategy === 'largest-first' ? [PROOF, ...larger] : larger;
}

function anotherStrategy(plan: Plan, needs: readonly Need[], strategy: Strategy): string | undefined {
  for (const other of strategies) {
    const changes = other === strategy ? undefined : changesThatFit(plan, needs, other);
    if (changes === undefined) continue;
    const moved = changes.filter(({ kind }) => kind === 'moved').length;
    const price = moved === 0 ? 'and moves nothing' : `but moves ${counted(moved, 'subnet')}`;
    return `\`--strategy ${other}\` finds a place for all of them, ${price}.`;
  }
  return undefined;
}

/** Blocks that would hold everything of a family: the one there is, doubled, or another one beside it. */
function moreSpace(
  plan: Plan,
  needs: readonly Need[],
  strategy: Strategy,
  family: Family,
  lacking: readonly Shortfall[],
): string[] {
  const isEnough = (larger: Plan): boolean => {
    const result = allocate(larger, needs, strategy);
    return result.ok && result.allocation.shortfalls.every((each) => each.family !== family);
  };
  const grown = grownBlocks(plan, family).find(({ plan: larger }) => isEnough(larger));
  const further = furtherBlocks(family, lacking).find(
    (cidr) => isBlockSize(plan, cidr) && isEnough(addBlock(plan, cidr)),
  );
  const ways = [
    ...(grown === undefined ? [] : [`if the block were \`${formatCidr(grown.cidr)}\``]),
    ...(further === undefined ? [] : [`with a further block of /${further.prefixLength}`]),
  ];
  return ways.length === 0 ? [] : [`All IPv${family} subnets would fit ${ways.join(', or ')}.`];
}

/** The plan with its only block of a family doubled once, twice …, as far as the cloud and other blocks let it. */
function grownBlocks(plan: Plan, family: Family): { readonly cidr: Cidr; readonly plan: Plan }[] {
  const places = plan.blocks.flatMap(({ cidr }, place) => (cidr.family === family ? [place] : []));
  const [place, another] = places;
  const base = place === undefined ? undefined : plan.blocks[place]?.cidr;
  if (place === undefined || base === undefined || another !== undefined) return [];
  return doublings(base)
    .filter((cidr) => isBlockSize(plan, cidr))
    .map((cidr) => ({ cidr, plan: rebase(plan, place, cidr).plan }));
}

/** Blocks to add, from the size that the missing subnets have together; where they lie does not matter yet. */
function furtherBlocks(family: Family, lacking: readonly Shortfall[]): Cidr[] {
  const wanted = lacking.reduce((sum, each) => sum + each.wanted, 0n);
  const bits = (wanted - 1n).toString(2).length;
  const least = cidrOf(wholeFamily(family), Math.max(0, addressWidth(family) - bits));
  return [least, ...doublings(least)];
}

function doublings(cidr: Cidr): Cidr[] {
  const count = Math.min(MOST_DOUBLINGS, cidr.prefixLength);
  return Array.from({ length: count }, (_, at) => cidrOf(cidr, cidr.prefixLength - 1 - at));
}

/** Whether a VPC may have a block of this size; of other clouds only the sizes of subnets are known. */
function isBlockSize({ cloud }: Plan, cidr: Cidr): boolean {
  const fit = fitsVpc(cidr);
  return cloud !== 'aws' || fit.fits || fit.reason === 'refused-range';
}

function changesThatFit(
  plan: Plan,
  needs: readonly Need[],
  strategy: Strategy,
): readonly AllocationChange[] | undefined {
  const result = allocate(plan, needs, strategy);
  return result.ok && result.allocation.shortfalls.length === 0 ? result.allocation.changes : undefined;
}
