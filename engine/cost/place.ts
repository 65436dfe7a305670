/**
 * Where things stand as far as prices care: zone, Region, and who pays.
 */
import type { Network } from '../model/index.ts';
import { peeringSideOf, regionOfVpc } from '../model/region.ts';
import type { Subnet } from '../resources/subnet/types.ts';

export { regionOfVpc } from '../model/region.ts';

/** Who is billed: the account where the input tells one, else whoever owns the VPC. */
export interface Payer {
  readonly account: string | undefined;
  readonly vpc: string | undefined;
}

/** The owner of a VPC; a peering may know it of a VPC that the model does not hold. */
export function ownerOfVpc(network: Network, vpc: string | undefined): Payer {
  if (vpc === undefined) return { account: undefined, vpc };
  return { account: network.vpcs.get(vpc)?.ownerId ?? peeringSideOf(network, vpc)?.ownerId, vpc };
}

/** The Regions that the network tells of, each once. */
export function regionsOf(network: Network): ReadonlySet<string> {
  const regions = [...network.vpcs.keys()].map((vpc) => regionOfVpc(network, vpc));
  return new Set(regions.filter((region) => region !== undefined));
}

/**
 * Whether two subnets are in one zone, compared by id where both have one (SUB-10).
 *
 * @returns `undefined` where the input does not tell: no zone stated, or names of two accounts, which differ between them
 */
export function isSameZone(network: Network, a: Subnet, b: Subnet): boolean | undefined {
  if (a.id === b.id) return true;
  if (a.availabilityZoneId !== undefined && b.availabilityZoneId !== undefined)
    return a.availabilityZoneId === b.availabilityZoneId;
  if (a.availabilityZone === undefined || b.availabilityZone === undefined) return undefined;
  const accountA = ownerOfVpc(network, a.vpc).account;
  const accountB = ownerOfVpc(network, b.vpc).account;
  const mayDiffer = accountA !== accountB && accountA !== undefined && accountB !== undefined;
  return mayDiffer ? undefined : a.availabilityZone === b.availabilityZone;
}

/** Name or id of a subnet's zone. */
export function zoneOf({ availabilityZone, availabilityZoneId }: Subnet): string | undefined {
  return availabilityZone ?? availabilityZoneId;
}
