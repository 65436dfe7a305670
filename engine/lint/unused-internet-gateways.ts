/**
 * Internet gateways that are attached for nothing (IGW-2).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { named } from './words.ts';

export const unusedInternetGateways: Check = ({ network }) => {
  const tables = grouped([...network.routeTables.values()], ({ vpc }) => [vpc]);
  return [...network.internetGateways.values()].flatMap((gateway) => {
    const vpc = gateway.vpc === undefined ? undefined : network.vpcs.get(gateway.vpc);
    if (vpc === undefined || network.notHeld.has('route-table')) return [];
    const mayBeUsed = (tables.get(vpc.id) ?? []).some(
      // EVAL-8: a table that is not wholly held may have the route.
      ({ incomplete, gateway: edge, routes }) =>
        incomplete || edge === gateway.id || routes.some(({ target }) => target.id === gateway.id),
    );
    if (mayBeUsed) return [];
    return [
      diagnostic(
        'unused-internet-gateway',
        `Internet gateway ${named(gateway)} is attached to VPC ${named(vpc)}, but no route table of the VPC leads to it, so no subnet reaches the internet through it. Add a route such as \`0.0.0.0/0\` to \`${gateway.id}\` in the table of the subnets that should be public, or detach the gateway.`,
        { resource: gateway.id, rule: 'IGW-2' },
      ),
    ];
  });
};
