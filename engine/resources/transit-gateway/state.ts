import { lifecycleOf } from '../../model/lifecycle.ts';
import type { VpcId } from '../../model/id.ts';
import type { Network } from '../../model/network.ts';
import type { TransitGatewayAttachment } from '../transit-gateway-attachment/types.ts';

/** The attachment of a VPC to a transit gateway, a usable one first: there is at most one in use (TGW-1). */
export function attachmentOfVpc(
  network: Network,
  gateway: string,
  vpc: VpcId,
): TransitGatewayAttachment | undefined {
  const own = network.lookup
    .attachmentsOf(gateway)
    .filter(({ attached }) => attached.kind === 'vpc' && attached.vpc === vpc);
  return own.find(({ state }) => lifecycleOf(state) !== 'unusable') ?? own[0];
}

/** TGW-38, RT-10: a route to a transit gateway is a blackhole where the VPC has no usable attachment to it. */
export function stateFromVpc(id: string, vpc: VpcId, network: Network): 'alive' | 'dead' | 'not-held' {
  const attachment = attachmentOfVpc(network, id, vpc);
  if (attachment !== undefined) return lifecycleOf(attachment.state) === 'unusable' ? 'dead' : 'alive';
  const gateway = network.transitGateways.get(id);
  if (gateway === undefined) return 'not-held';
  // EVAL-8: without the attachments of a dump there may be one.
  return network.notHeld.has('transit-gateway-attachment') ? 'alive' : 'dead';
}
