/** Traffic mirror sessions and targets as AWS would not make them (MIR-1). */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Network } from '../model/index.ts';
import {
  refuseDestination,
  refuseSource,
  VXLAN_PORT,
} from '../resources/traffic-mirror-session/constraints.ts';
import type { MirrorDestination } from '../resources/traffic-mirror-session/constraints.ts';
import type { TrafficMirrorTarget } from '../resources/traffic-mirror-target/types.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const trafficMirroring: Check = ({ network }) => [...sources(network), ...targets(network)];

function sources(network: Network): Diagnostic[] {
  const inUse = [...network.trafficMirrorSessions.values()].flatMap(
    ({ target }) => network.trafficMirrorTargets.get(target)?.networkInterface ?? [],
  );
  return [...network.trafficMirrorSessions.values()].flatMap((session) => {
    const subject = `AWS would not make traffic mirror session ${named(session)}`;
    const refusals = refuseSource(session.networkInterface, inUse);
    return refused('traffic-mirror-refused', session.id, subject, refusals);
  });
}

function targets(network: Network): Diagnostic[] {
  return [...network.trafficMirrorTargets.values()].flatMap((target) => {
    const all = [target.networkInterface, target.networkLoadBalancer, target.gatewayLoadBalancerEndpoint];
    const count = all.filter((each) => each !== undefined).length;
    const subject = `AWS would not make traffic mirror target ${named(target)}`;
    const refusals = refuseDestination(count, destinationOf(network, target));
    return refused('traffic-mirror-refused', target.id, subject, refusals);
  });
}

/** `undefined` when the model does not hold it. */
function destinationOf(network: Network, target: TrafficMirrorTarget): MirrorDestination | undefined {
  const balancer = network.loadBalancers.get(target.networkLoadBalancer ?? '');
  if (balancer !== undefined) {
    const listensOnVxlan = balancer.listeners.some(
      ({ protocol, port }) => port === VXLAN_PORT && (protocol === 'udp' || protocol === 'tcp_udp'),
    );
    return { kind: balancer.kind, type: balancer.type, listensOnVxlan };
  }
  const endpoint = network.vpcEndpoints.get(target.gatewayLoadBalancerEndpoint ?? '');
  if (endpoint !== undefined) return { kind: endpoint.kind, type: endpoint.type };
  return network.networkInterfaces.has(target.networkInterface ?? '')
    ? { kind: 'network-interface' }
    : undefined;
}
