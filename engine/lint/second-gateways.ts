/**
 * More gateways than a VPC takes (IGW-1, V6-6).
 */
import { refuseEgressOnlyInternetGateways } from '../resources/egress-only-internet-gateway/constraints.ts';
import { refuseInternetGateways } from '../resources/internet-gateway/constraints.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const secondGateways: Check = ({ network }) => {
  const internet = byVpc(network.internetGateways.values());
  const egressOnly = byVpc(network.egressOnlyInternetGateways.values());
  return [...network.vpcs.values()].flatMap((vpc) => {
    const subject = `AWS would not accept the gateways of VPC ${named(vpc)}`;
    const refusals = [
      ...refuseInternetGateways((internet.get(vpc.id) ?? []).map(({ id }) => id)),
      ...refuseEgressOnlyInternetGateways((egressOnly.get(vpc.id) ?? []).map(({ id }) => id)),
    ];
    return refused('second-gateway-refused', vpc.id, subject, refusals);
  });
};

function byVpc<T extends { readonly vpc: string | undefined }>(gateways: Iterable<T>): Map<string, T[]> {
  return grouped([...gateways], ({ vpc }) => (vpc === undefined ? [] : [vpc]));
}
