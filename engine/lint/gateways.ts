/**
 * Internet gateways: more than a VPC takes (IGW-1, V6-6), and attached for nothing (IGW-2).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { refuseEgressOnlyInternetGateways } from '../resources/egress-only-internet-gateway/constraints.ts';
import { refuseInternetGateways } from '../resources/internet-gateway/constraints.ts';
import type { RouteTable } from '../resources/route-table/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const gateways: Check = ({ network }) => {
  const internet = grouped([...network.internetGateways.values()], ({ vpc }) => (vpc === undefined ? [] : [vpc]));
  const egressOnly = grouped([...network.egressOnlyInternetGateways.values()], ({ vpc }) => (vpc === undefined ? [] : [vpc]));
  const tables = grouped([...network.routeTables.values()], ({ vpc }) => [vpc]);
  return [...network.vpcs.values()].flatMap((vpc) => {
    const ids = (group: readonly { readonly id: string }[] | undefined) => (group ?? []).map(({ id }) => id);
    const subject = `AWS would not accept the gateways of VPC ${named(vpc)}`;
    return [
      ...refused('second-gateway-refused', vpc.id, subject, refuseInternetGateways(ids(internet.get(vpc.id)))),
      ...refused('second-gateway-refused', vpc.id, subject, refuseEgressOnlyInternetGateways(ids(egressOnly.get(vpc.id)))),
      ...(internet.get(vpc.id) ?? []).flatMap((gateway) => unused(vpc, gateway, tables.get(vpc.id) ?? [])),
    ];
  });
};

function unused(
  vpc: Vpc,
  gateway: { readonly id: string; readonly name: string | undefined },
  tables: readonly RouteTable[],
): Diagnostic[] {
  // EVAL-8: a table that is not wholly held may have the route.
  const mayBeUsed = tables.some(
    ({ incomplete, routes, gateway: edge }) => incomplete || edge === gateway.id || routes.some(({ target }) => target.id === gateway.id),
  );
  if (mayBeUsed) return [];
  return [
    diagnostic(
      'unused-internet-gateway',
      `Internet gateway ${named(gateway)} is attached to VPC ${named(vpc)}, but no route table of the VPC leads to it, so no subnet reaches the internet through it. Add a route such as \`0.0.0.0/0\` to \`${gateway.id}\` in the table of the subnets that should be public, or detach the gateway.`,
      { resource: gateway.id, rule: 'IGW-2' },
    ),
  ];
}
