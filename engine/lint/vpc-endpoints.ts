/**
 * VPC endpoints as AWS would not make them (VPCE-10, VPCE-12, VPCE-18, VPCE-19, VPCE-26).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import { regionOfVpc } from '../model/region.ts';
import { zoneOf } from '../model/zone.ts';
import {
  refuseEndpointsOfTable,
  refuseEndpointSubnets,
  refusePrivateDnsOption,
  refuseResourceGateway,
  refuseServiceRegion,
} from '../resources/vpc-endpoint/constraints.ts';
import type { VpcEndpoint } from '../resources/vpc-endpoint/types.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const vpcEndpoints: Check = ({ network }): Diagnostic[] => {
  const live = [...network.vpcEndpoints.values()].filter(({ state }) => lifecycleOf(state) !== 'unusable');
  const subnetsOf = ({ interfaces }: VpcEndpoint) =>
    interfaces.flatMap((id) => {
      const subnet = network.subnets.get(network.networkInterfaces.get(id)?.subnet ?? '');
      return subnet === undefined ? [] : [{ id: subnet.id, zone: zoneOf(subnet) }];
    });
  return [
    ...[...grouped(live, ({ routeTables }) => routeTables)].flatMap(([table, endpoints]) =>
      refused(
        'vpc-endpoint-refused',
        table,
        `AWS would not associate route table \`${table}\` with these endpoints`,
        refuseEndpointsOfTable(endpoints),
      ),
    ),
    ...live.flatMap((endpoint) =>
      refused(
        'vpc-endpoint-refused',
        endpoint.id,
        `AWS would not make VPC endpoint ${named(endpoint)} like this`,
        [
          ...refuseEndpointSubnets(subnetsOf(endpoint)),
          ...refuseServiceRegion(endpoint, regionOfVpc(network, endpoint.vpc)),
          ...refuseResourceGateway(
            endpoint.vpc,
            endpoint.resourceGateways.flatMap((id) => network.networkInterfaces.get(id)?.vpc ?? []),
          ),
          ...refusePrivateDnsOption(
            {
              serviceName: endpoint.serviceName,
              onlyForInbound: endpoint.privateDns && endpoint.privateDnsOnlyForInboundResolverEndpoint,
            },
            live
              .filter(({ type, vpc }) => type === 'gateway' && vpc === endpoint.vpc)
              .map(({ serviceName }) => serviceName),
          ),
        ],
      ),
    ),
  ];
};
