/** Whether a virtual interface carries traffic, and what a site announces over it (DX-1, DX-15, DX-19). */
import type { Cidr } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { RuleId } from '../../rules/index.ts';
import type { VirtualInterface } from './types.ts';

/** DX-1: it carries traffic while it is available, its links are up and so is its BGP session. */
export function isInterfaceUp(virtual: VirtualInterface, network: Network): boolean {
  return whyDown(virtual, network).length === 0;
}

/** The rules by which it is down; none while it is up. */
export function whyDown(virtual: VirtualInterface, network: Network): RuleId[] {
  const { state, bgpUp, connection } = virtual;
  const lag = connection?.lag;
  const isShort = lag !== undefined && (lag.linksUp === 0 || lag.linksUp < lag.minimumLinks);
  return [
    ...(isShort ? (['DX-15'] as const) : []),
    ...(announcesTooMuch(virtual, network) ? (['DX-19'] as const) : []),
    ...(!bgpUp || lifecycleOf(state) === 'unusable' ? (['DX-1'] as const) : []),
  ];
}

/** Prefixes of a family that AWS takes over a session of a private or transit interface (DX-19). */
export const MOST_PREFIXES = 100;

/** DX-19: one prefix more, and AWS takes the session down. */
function announcesTooMuch(virtual: VirtualInterface, network: Network): boolean {
  if (virtual.type === 'public') return false;
  const blocks = blocksOver(virtual, network);
  return ([4, 6] as const).some(
    (family) => blocks.filter((block) => block.family === family).length > MOST_PREFIXES,
  );
}

export function announcedBy(
  virtual: VirtualInterface,
  network: Network,
): { readonly blocks: readonly Cidr[]; readonly known: boolean } {
  if (!isInterfaceUp(virtual, network)) return { blocks: [], known: true };
  const blocks = blocksOver(virtual, network);
  return { blocks, known: blocks.length > 0 };
}

function blocksOver({ announces, onPremisesNetwork }: VirtualInterface, network: Network): readonly Cidr[] {
  return announces ?? network.onPremisesNetworks.get(onPremisesNetwork)?.cidrBlocks ?? [];
}
