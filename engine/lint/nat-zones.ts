/**
 * NAT gateways that serve other zones (NAT-13).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import { zoneOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { clientsOf, natGatewaysInUse } from './nat-clients.ts';
import { listed, named } from './words.ts';

export const natZones: Check = (context) =>
  natGatewaysInUse(context).flatMap((gateway) => otherZones(context, gateway));

function otherZones(context: LintContext, gateway: NatGateway): Diagnostic[] {
  const home = gateway.subnet === undefined ? undefined : context.network.subnets.get(gateway.subnet);
  const zone = home === undefined ? undefined : zoneOf(home);
  if (zone === undefined) return [];
  const elsewhere = clientsOf(context, gateway)
    .map(({ subnet }) => subnet)
    .filter((subnet) => zoneOf(subnet) !== undefined && zoneOf(subnet) !== zone);
  if (elsewhere.length === 0) return [];
  return [
    diagnostic(
      'nat-gateway-in-other-zone',
      `NAT gateway ${named(gateway)} in zone \`${zone}\` serves subnets of other zones: ${listed(elsewhere.map(({ id }) => id))}. Their traffic crosses zones, which AWS charges for, and they lose the internet when \`${zone}\` fails. Use a NAT gateway in each zone, or a regional one, where that matters.`,
      { resource: gateway.id, rule: 'NAT-13' },
    ),
  ];
}
