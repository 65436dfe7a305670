/** Which interfaces on a traced path track the flow (SG-24): read off the trace, for the reader to see. */
import type { Network } from '../model/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Hop, TracePath } from '../trace/types.ts';
import { trackingOf } from './tracked.ts';
import type { AlwaysTrackedService, Direction, Tracking } from './tracked.ts';

export interface InterfaceTracking {
  readonly networkInterface: NetworkInterface;
  /** Way of the flow's first packet there. */
  readonly direction: Direction;
  readonly tracking: Tracking;
}

/**
 * How each interface that the request passes tracks the flow, in path order. Interfaces without groups are left out:
 * they track nothing (SG-25), and so are those whose groups did not let it through.
 */
export function trackingAlong(
  network: Network,
  path: Pick<TracePath, 'forward' | 'return'>,
): readonly InterfaceTracking[] {
  const through = servicesOn(network, [...path.forward, ...(path.return ?? [])]);
  return path.forward
    .flatMap(({ steps }) => steps)
    .flatMap(({ at, outcome, component, packet, evidence }): InterfaceTracking[] => {
      const direction = at === 'sg-egress' ? 'egress' : at === 'sg-ingress' ? 'ingress' : undefined;
      const networkInterface = network.networkInterfaces.get(component.id);
      if (direction === undefined || outcome !== 'allowed' || networkInterface === undefined) return [];
      const groups = networkInterface.groups.flatMap((id) => network.securityGroups.get(id) ?? []);
      const rules = {
        ingress: groups.flatMap(({ ingress }) => ingress),
        egress: groups.flatMap(({ egress }) => egress),
      };
      const remoteGroups = evidence?.kind === 'security-groups' ? evidence.remoteGroups : [];
      const tracking = trackingOf(rules, { direction, packet, remoteGroups }, through);
      return [{ networkInterface, direction, tracking }];
    });
}

/** Interfaces whose service makes flows tracked, by the type EC2 gives them (SG-21). */
const SERVICE_OF_INTERFACE: Readonly<Record<string, AlwaysTrackedService>> = {
  lambda: 'lambda',
  vpc_endpoint: 'interface-endpoint',
  network_load_balancer: 'network-load-balancer',
  gateway_load_balancer: 'gateway-load-balancer',
  transit_gateway: 'transit-gateway-attachment',
};

function servicesOn(network: Network, hops: readonly Hop[]): readonly AlwaysTrackedService[] {
  const services = hops.flatMap(({ kind, id }): AlwaysTrackedService[] => {
    if (kind === 'nat-gateway' || kind === 'egress-only-internet-gateway') return [kind];
    if (kind !== 'network-interface') return [];
    const type = network.networkInterfaces.get(id)?.interfaceType ?? '';
    const service = Object.hasOwn(SERVICE_OF_INTERFACE, type) ? SERVICE_OF_INTERFACE[type] : undefined;
    return service === undefined ? [] : [service];
  });
  return [...new Set(services)];
}
