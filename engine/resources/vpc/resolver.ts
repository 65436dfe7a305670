/** The addresses at which the Amazon resolver of a VPC answers (edge:DNS-1). */
import { addressAt, firstAddress, parseAddress, sameAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import type { Network } from '../../model/network.ts';

const EVERYWHERE = ['169.254.169.253', 'fd00:ec2::253'].flatMap((text) => parseAddress(text) ?? []);

/** Whether an address is that of the Amazon resolver of any VPC of the network: its base plus two, or one that all have. */
export function isVpcResolver(network: Network, address: Address): boolean {
  if (EVERYWHERE.some((own) => sameAddress(own, address))) return true;
  return [...network.vpcs.values()].some(({ cidrBlocks: [primary] }) => {
    const own = primary === undefined ? undefined : addressAt(firstAddress(primary), 2);
    return own !== undefined && sameAddress(own, address);
  });
}
