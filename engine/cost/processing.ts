/**
 * What devices bill for the data that they work on.
 */
import type { Network } from '../model/index.ts';
import type { Hop } from '../trace/index.ts';
import type { Charge } from './line.ts';
import { ownerOfVpc, regionOfVpc } from './place.ts';
import type { Station } from './station.ts';

/** The charge of a station for passing it. */
export function processedAt(network: Network, { kind, hop, vpc }: Station): Charge[] {
  if (kind !== 'nat-gateway') return [];
  // COST-7: per GB processed, in both directions, whatever the transfer costs besides. What it refuses it bills to nobody.
  if (!hop.steps.some(({ at, outcome }) => at === 'nat-gateway' && outcome === 'translated')) return [];
  return [
    {
      key: 'nat.processed',
      payer: ownerOfVpc(network, vpc),
      region: regionOfVpc(network, vpc),
      component: { kind: 'nat-gateway', id: hop.id },
      processed: true,
      rule: 'COST-7',
    },
  ];
}

/**
 * The charges of transit gateways among the hops between two stations.
 *
 * COST-10: each gateway bills what is sent into it to the owner of the attachment that sends, and nothing for what comes
 * over a peering.
 */
export function processedInTransit(
  network: Network,
  crossed: readonly Hop[],
  sender: string | undefined,
): Charge[] {
  const charges: Charge[] = [];
  let inlet: Hop | undefined;
  for (const hop of crossed) {
    if (hop.kind.startsWith('transit-gateway-')) inlet = hop;
    if (hop.kind !== 'transit-gateway') continue;
    const isFromPeering = inlet?.kind === 'transit-gateway-peering-attachment';
    const vpc = isFromPeering ? undefined : (inlet?.vpc ?? sender);
    charges.push({
      key: isFromPeering ? 'tgw.peering.received' : 'tgw.processed',
      payer: ownerOfVpc(network, vpc),
      region: regionOfVpc(network, vpc),
      component: { kind: hop.kind, id: hop.id },
      processed: true,
      rule: 'COST-10',
    });
  }
  return charges;
}
