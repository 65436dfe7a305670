/**
 * NAT gateways that AWS would refuse (NAT-2, NAT-17, LIM-14).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { refuseNatGateway } from '../resources/nat-gateway/constraints.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import { grouped } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { natGatewaysInUse } from './nat-clients.ts';
import { named, refused } from './words.ts';

export const natGateways: Check = (context) =>
  natGatewaysInUse(context).flatMap((gateway) => refusedGateway(context, gateway));

function refusedGateway({ network }: LintContext, gateway: NatGateway): Diagnostic[] {
  const elasticIps = gateway.addresses.filter(({ publicIp }) => publicIp !== undefined);
  const perZone = grouped(elasticIps, ({ availabilityZone }) => [availabilityZone ?? '']);
  const knowsGateways = network.vpcs.has(gateway.vpc) && !network.notHeld.has('internet-gateway');
  const refusals = refuseNatGateway({
    connectivityType: gateway.connectivityType,
    availabilityMode: gateway.availabilityMode,
    elasticIps:
      gateway.availabilityMode === 'zonal'
        ? elasticIps.length
        : Math.max(
            0,
            ...[...perZone].filter(([zone]) => zone !== '').map(([, addresses]) => addresses.length),
          ),
    hasInternetGateway: knowsGateways
      ? network.lookup.internetGatewayOf(gateway.vpc) !== undefined
      : undefined,
  });
  return refused(
    'nat-gateway-refused',
    gateway.id,
    `AWS would not make NAT gateway ${named(gateway)}`,
    refusals,
  );
}
