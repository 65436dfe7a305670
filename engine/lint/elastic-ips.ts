/**
 * Elastic IPs: associations that AWS would refuse (ENI-1, ENI-5), and addresses that lead nowhere (IGW-17).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { addressKey, formatAddress } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { refuseElasticIps } from '../resources/eip/constraints.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const elasticIps: Check = ({ network }) => [...refusedMappings(network), ...unassociated(network)];

function refusedMappings(network: Network): Diagnostic[] {
  return refuseElasticIps([...network.eips.values()]).flatMap((refusal) =>
    refused('elastic-ip-refused', refusal.eip, `AWS would not accept Elastic IP \`${refusal.eip}\``, [refusal]),
  );
}

function unassociated(network: Network): Diagnostic[] {
  const atNatGateways = new Set(
    [...network.natGateways.values()].flatMap(({ addresses }) =>
      addresses.flatMap(({ publicIp }) => (publicIp === undefined ? [] : [addressKey(publicIp)])),
    ),
  );
  return [...network.eips.values()]
    .filter(({ networkInterface, publicIp }) => {
      const isMapped = network.lookup.publicOwnerOf(publicIp) !== undefined || atNatGateways.has(addressKey(publicIp));
      return networkInterface === undefined && !isMapped;
    })
    .map((eip) =>
      diagnostic(
        'unassociated-elastic-ip',
        `Elastic IP ${named(eip)} (\`${formatAddress(eip.publicIp)}\`) is mapped to no private address. Packets to it go nowhere, and AWS charges for it. Associate it or release it.`,
        { resource: eip.id, rule: 'IGW-17' },
      ),
    );
}
