/** What a site announces over a virtual interface (DX-1). */
import type { Cidr } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { VirtualInterface } from './types.ts';

/** DX-1: it carries traffic while it is available and its BGP session is up. */
export function isInterfaceUp({ state, bgpUp }: VirtualInterface): boolean {
  return bgpUp && lifecycleOf(state) !== 'unusable';
}

export function announcedBy(
  virtual: VirtualInterface,
  network: Network,
): { readonly blocks: readonly Cidr[]; readonly known: boolean } {
  if (!isInterfaceUp(virtual)) return { blocks: [], known: true };
  const blocks =
    virtual.announces ?? network.onPremisesNetworks.get(virtual.onPremisesNetwork)?.cidrBlocks ?? [];
  return { blocks, known: blocks.length > 0 };
}
