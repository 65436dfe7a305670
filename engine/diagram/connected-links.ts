/** What is attached to what, beyond the gateways of a VPC: each pair once. */
import { parseAddress } from '../ip/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import type { Network } from '../model/index.ts';
import type { ResourceOf } from '../resources/index.ts';
import { interfacesOf, isWholeService } from './connected-nodes.ts';

/** Two things that are joined, and whether traffic passes there. */
export interface Joined {
  readonly from: string;
  readonly to: string;
  readonly isLive: boolean;
}

export function joinedIn(network: Network): readonly Joined[] {
  const pairs = [
    ...transitPairs(network),
    ...hybridPairs(network),
    ...endpointPairs(network),
    ...servicePairs(network),
  ];
  return [...new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair])).values()];
}

function joined(from: string | undefined, to: string | undefined, state?: string): Joined[] {
  if (from === undefined || to === undefined) return [];
  return [{ from, to, isLive: lifecycleOf(state) !== 'unusable' }];
}

function transitPairs(network: Network): Joined[] {
  return [
    ...[...network.transitGatewayAttachments.values()].flatMap(({ transitGateway, attached, state }) =>
      joined(transitGateway, attachedId(attached), state),
    ),
    ...[...network.transitGatewayPeeringAttachments.values()].flatMap(({ requester, accepter, state }) =>
      joined(requester.transitGateway, accepter.transitGateway, state),
    ),
  ];
}

/** A Connect attachment runs inside another one. */
function attachedId(attached: ResourceOf<'transit-gateway-attachment'>['attached']): string | undefined {
  switch (attached.kind) {
    case 'vpc':
      return attached.vpc;
    case 'vpn':
      return attached.connection;
    case 'direct-connect-gateway':
      return attached.gateway;
    case 'firewall':
      return attached.firewall;
    case 'other':
      return attached.resource;
    case 'connect':
      return undefined;
    default:
      return attached satisfies never;
  }
}

function hybridPairs(network: Network): Joined[] {
  const { customerGateways } = network;
  return [
    ...[...network.vpnConnections.values()].flatMap((connection) => {
      const { id, vpnGateway, customerGateway, onPremisesNetwork, state } = connection;
      const router = customerGateway !== undefined && customerGateways.has(customerGateway);
      return [
        ...joined(vpnGateway, id, state),
        ...(router
          ? [...joined(id, customerGateway, state), ...joined(customerGateway, onPremisesNetwork)]
          : joined(id, onPremisesNetwork, state)),
      ];
    }),
    ...[...customerGateways.values()].flatMap(({ id, onPremisesNetwork }) => joined(id, onPremisesNetwork)),
    ...[...network.directConnectGateways.values()].flatMap(({ id, associations }) =>
      associations.flatMap(({ gateway, state }) => joined(gateway, id, state)),
    ),
    ...[...network.virtualInterfaces.values()].flatMap((each) => [
      ...joined(each.vpnGateway ?? each.directConnectGateway, each.id, each.state),
      ...joined(each.id, each.onPremisesNetwork, each.bgpUp ? each.state : 'down'),
    ]),
  ];
}

function endpointPairs(network: Network): Joined[] {
  const services = [...network.vpcEndpointServices.values()];
  return [
    ...[...network.vpcEndpoints.values()].flatMap(({ id, serviceName, firewall, state }) => [
      ...joined(firewall, id, state),
      ...(serviceName === undefined
        ? []
        : joined(id, services.find((each) => (each.serviceName ?? each.id) === serviceName)?.id, state)),
    ]),
    ...services.flatMap(({ id, loadBalancers, state }) =>
      loadBalancers.flatMap((balancer) => joined(id, balancer, state)),
    ),
  ];
}

function servicePairs(network: Network): Joined[] {
  const services = [
    ...network.loadBalancers.values(),
    ...network.vpcEndpoints.values(),
    ...network.lambdaFunctions.values(),
    ...network.databases.values(),
    ...network.databaseProxies.values(),
  ];
  return [
    ...services
      .filter((service) => !isWholeService(network, service))
      .flatMap((service) => interfacesOf(network, service).flatMap(({ id }) => joined(service.id, id))),
    ...[...network.loadBalancers.values()].flatMap(({ id, listeners }) =>
      listeners.flatMap(({ forwards }) =>
        forwards.flatMap(({ targetGroup }) =>
          targetsOf(network, targetGroup).flatMap((target) => joined(id, target)),
        ),
      ),
    ),
    ...[...network.databaseProxies.values()].flatMap(({ id, database }) => joined(id, database)),
  ];
}

/** Targets by what is drawn for them: of an address, what has it. */
function targetsOf(network: Network, id: string): readonly string[] {
  const group = network.targetGroups.get(id);
  if (group === undefined) return [];
  return group.targets.flatMap((target) => {
    const address = parseAddress(target.id);
    if (address === undefined) return [target.id];
    const owner = group.vpc === undefined ? undefined : network.lookup.ownerOf(group.vpc, address);
    if (owner === undefined) return [];
    return [owner.instance ?? network.lookup.componentOf(owner.id)?.id ?? owner.id];
  });
}
