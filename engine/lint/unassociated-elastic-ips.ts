/**
 * Elastic IPs that lead nowhere (IGW-17).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { addressKey, formatAddress } from '../ip/index.ts';
import type { Check } from './check.ts';
import { named } from './words.ts';

export const unassociatedElasticIps: Check = ({ network }) => {
  const atNatGateways = new Set(
    [...network.natGateways.values()].flatMap(({ addresses }) =>
      addresses.flatMap(({ publicIp }) => (publicIp === undefined ? [] : [addressKey(publicIp)])),
    ),
  );
  return [...network.eips.values()]
    .filter(({ networkInterface, publicIp }) => {
      const isMapped =
        network.lookup.publicOwnerOf(publicIp) !== undefined || atNatGateways.has(addressKey(publicIp));
      return networkInterface === undefined && !isMapped;
    })
    .map((eip) =>
      diagnostic(
        'unassociated-elastic-ip',
        `Elastic IP ${named(eip)} (\`${formatAddress(eip.publicIp)}\`) is mapped to no private address. Packets to it go nowhere, and AWS charges for it. Associate it or release it.`,
        { resource: eip.id, rule: 'IGW-17' },
      ),
    );
};
