/**
 * How AWS lets Elastic IPs be associated (ENI-1, ENI-5, IGW-14).
 */
import { addressKey, formatAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import type { Refusal } from '../../rules/index.ts';

/** An Elastic IP and where it is to be mapped. */
export interface ElasticIpMapping {
  readonly id: string;
  readonly publicIp: Address;
  /** `undefined` for an unassociated one. */
  readonly networkInterface: string | undefined;
  /** `undefined` for the primary private address. */
  readonly privateIp: Address | undefined;
}

export interface ElasticIpRefusal extends Refusal {
  /** Id of the later of the two that do not go together. */
  readonly eip: string;
}

/**
 * Whether AWS accepts these mappings together: a public address once (ENI-5), and one for each private address (ENI-1,
 * IGW-14). Empty when accepted.
 */
export function refuseElasticIps(mappings: readonly ElasticIpMapping[]): ElasticIpRefusal[] {
  const byPublicIp = new Map<number | string, ElasticIpMapping>();
  const byPrivateIp = new Map<string, ElasticIpMapping>();
  return mappings.flatMap((mapping) => {
    const refusals: ElasticIpRefusal[] = [];
    const publicKey = addressKey(mapping.publicIp);
    const samePublic = byPublicIp.get(publicKey);
    if (samePublic === undefined) byPublicIp.set(publicKey, mapping);
    else {
      refusals.push({
        eip: mapping.id,
        rule: 'ENI-5',
        reason: `\`${samePublic.id}\` and \`${mapping.id}\` are both \`${formatAddress(mapping.publicIp)}\`. An Elastic IP is allocated once and has one private address at a time.`,
      });
    }
    if (mapping.networkInterface === undefined) return refusals;
    const place = mapping.privateIp === undefined ? 'primary' : formatAddress(mapping.privateIp);
    const privateKey = `${mapping.networkInterface} ${place}`;
    const samePrivate = byPrivateIp.get(privateKey);
    if (samePrivate === undefined) byPrivateIp.set(privateKey, mapping);
    else {
      refusals.push({
        eip: mapping.id,
        rule: 'ENI-1',
        reason: `\`${samePrivate.id}\` and \`${mapping.id}\` are both mapped to ${place === 'primary' ? 'the primary address' : `\`${place}\``} of \`${mapping.networkInterface}\`. A private address has one public mapping; give one of them another private address.`,
      });
    }
    return refusals;
  });
}
