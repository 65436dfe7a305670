/** A plan held against what there is already: the VPCs of a network and their peers, or a list of blocks. */
import { formatCidr, overlaps } from '../../../../engine/index.ts';
import type { Cidr, Network, Plan, PlanBlock } from '../../../../engine/index.ts';
import { loadReadAndTell } from '../../input/load-network.ts';
import { isBlockFile, readBlockFile, tellCorrections } from '../../input/read-blocks.ts';
import { readInputs } from '../../input/read-inputs.ts';
import { counted } from '../../output/terminal.ts';
import { clashesWithNetwork } from './against-network.ts';
import { namesOf } from './clash.ts';
import type { Clash } from './clash.ts';

/** What a plan is to be held against. */
export type Against =
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'list'; readonly name: string; readonly cidrs: readonly Cidr[] };

/**
 * Reads a network of any known format, or lists of blocks, one a line.
 *
 * @throws UsageError when an input does not exist, or is neither
 */
export async function readAgainst(inputs: readonly string[], verbose: boolean): Promise<Against> {
  const read = await readInputs(inputs);
  if (!read.files.every(isBlockFile))
    return { kind: 'network', network: loadReadAndTell(read, { verbose }).network };
  const blocks = read.files.flatMap(readBlockFile);
  tellCorrections(blocks);
  const name = read.files.map(({ path }) => `\`${path}\``).join(', ');
  return { kind: 'list', name, cidrs: blocks.map(({ cidr }) => cidr) };
}

/** Blocks of the plan in its order, each with everything that stands in its way. */
export function clashesWith(plan: Plan, against: Against): Clash[] {
  return against.kind === 'list'
    ? plan.blocks.flatMap((block) => clashesWithList(block, against.cidrs, against.name))
    : plan.blocks.flatMap((block, place) =>
        clashesWithNetwork(block, plan.blocks.slice(0, place), against.network),
      );
}

function clashesWithList({ cidr }: PlanBlock, cidrs: readonly Cidr[], name: string): Clash[] {
  const others = cidrs.filter((other) => overlaps(cidr, other));
  if (others.length === 0) return [];
  const sentence = `\`${formatCidr(cidr)}\` overlaps ${counted(others.length, 'block')} of ${name}: ${namesOf(others)}.`;
  return [{ severity: 'error', cidr, others, sentence }];
}
