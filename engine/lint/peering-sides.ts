/**
 * Peering connections that are routed on one side only, or on none (PEER-4).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { EffectiveTable } from '../resources/route-table/effective.ts';
import type { PeeringSide, VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';
import { leadsTo } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { blocks, named } from './words.ts';

export const peeringSides: Check = (context) =>
  [...context.network.vpcPeeringConnections.values()]
    .filter(({ status }) => status === 'active')
    .flatMap((peering) => oneSided(context, peering));

/** The tables that serve subnets of a side; `undefined` when the model does not hold all of them (EVAL-8). */
function tablesOf({ network, tableOfSubnet }: LintContext, side: PeeringSide): EffectiveTable[] | undefined {
  const subnets = network.lookup.subnetsOf(side.vpc);
  if (!network.vpcs.has(side.vpc) || subnets.length === 0 || network.notHeld.has('route-table'))
    return undefined;
  const tables = new Set(subnets.map(tableOfSubnet));
  const known = [...tables].filter((table) => table !== undefined);
  return known.length < tables.size ? undefined : known;
}

/** PEER-4: the reply needs a route of its own. */
function oneSided(context: LintContext, peering: VpcPeeringConnection): Diagnostic[] {
  const { requester, accepter } = peering;
  const near = tablesOf(context, requester);
  const far = tablesOf(context, accepter);
  if (near === undefined || far === undefined) return [];
  const fromRequester = near.some((table) => leadsTo(table, peering.id));
  const fromAccepter = far.some((table) => leadsTo(table, peering.id));
  if (fromRequester && fromAccepter) return [];
  if (!fromRequester && !fromAccepter) {
    return [
      diagnostic(
        'peering-without-routes',
        `Peering connection ${named(peering)} is active, and no subnet of \`${requester.vpc}\` or \`${accepter.vpc}\` has a route over it. It carries nothing. Add routes on both sides, or delete it.`,
        { resource: peering.id, rule: 'PEER-4' },
      ),
    ];
  }
  const [routed, unrouted] = fromRequester ? [requester, accepter] : [accepter, requester];
  return [
    diagnostic(
      'peering-routed-on-one-side',
      `Subnets of \`${routed.vpc}\` route over peering connection ${named(peering)}, but no table in use by subnets of \`${unrouted.vpc}\` leads back, so requests arrive and their replies are dropped. Add a route to ${blocks(routed.cidrBlocks)} by \`${peering.id}\` to every table in use in \`${unrouted.vpc}\`.`,
      { resource: peering.id, rule: 'PEER-4' },
    ),
  ];
}
