/** Load balancers and target groups as AWS would not make them (ELB-5, ELB-9, ELB-19, ELB-32, ELB-35, GWLB-10). */
import type { Diagnostic } from '../diagnostics/index.ts';
import { zoneOf } from '../model/zone.ts';
import {
  refuseApplicationSubnets,
  refuseClassicTargets,
  refuseInstanceTarget,
  refuseListener,
  refuseNetworkSubnets,
  refuseSharedSubnets,
} from '../resources/load-balancer/constraints.ts';
import type { LoadBalancer } from '../resources/load-balancer/types.ts';
import type { Check, LintContext } from './check.ts';
import { named, refused } from './words.ts';

export const loadBalancers: Check = (context) => [
  ...[...context.network.loadBalancers.values()].flatMap((balancer) => [
    ...subnetDiagnostics(context, balancer),
    ...sharedSubnetDiagnostics(context, balancer),
    ...listenerDiagnostics(context, balancer),
  ]),
  ...targetDiagnostics(context),
];

function subnetDiagnostics({ network }: LintContext, balancer: LoadBalancer): Diagnostic[] {
  const { type } = balancer;
  if ((type !== 'application' && type !== 'network') || balancer.nodes.length === 0 || balancer.incomplete)
    return [];
  const subnets = balancer.nodes.flatMap((id) => {
    const subnet = network.subnets.get(network.networkInterfaces.get(id)?.subnet ?? '');
    if (subnet === undefined) return [];
    const { zoneType, cidrBlock } = subnet;
    return [{ id: subnet.id, zone: zoneOf(subnet), zoneType, prefixLength: cidrBlock?.prefixLength }];
  });
  const subject = `AWS would not make ${type} load balancer ${named(balancer)} in these subnets`;
  const refusals = type === 'network' ? refuseNetworkSubnets(subnets) : refuseApplicationSubnets(subnets);
  return refused('load-balancer-refused', balancer.id, subject, refusals);
}

function sharedSubnetDiagnostics({ network }: LintContext, balancer: LoadBalancer): Diagnostic[] {
  if (balancer.type !== 'gateway') return [];
  const subnets = balancer.nodes.flatMap((id) => {
    const subnet = network.subnets.get(network.networkInterfaces.get(id)?.subnet ?? '');
    if (subnet === undefined) return [];
    return [{ id: subnet.id, ownerId: subnet.ownerId ?? network.vpcs.get(subnet.vpc)?.ownerId }];
  });
  const subject = `AWS would not make Gateway Load Balancer ${named(balancer)} in these subnets`;
  return refused(
    'load-balancer-refused',
    balancer.id,
    subject,
    refuseSharedSubnets(balancer.ownerId, subnets),
  );
}

function listenerDiagnostics({ network }: LintContext, balancer: LoadBalancer): Diagnostic[] {
  const { type } = balancer;
  if (type !== 'network' && type !== 'classic') return [];
  return balancer.listeners.flatMap(({ protocol, port, forwards }) => {
    const refusals = forwards.flatMap(({ targetGroup }) => {
      const group = network.targetGroups.get(targetGroup);
      if (group === undefined) return [];
      return type === 'classic'
        ? refuseClassicTargets(group.type)
        : refuseListener(protocol, group.protocol, group.type);
    });
    const subject = `AWS would not accept the listener on port ${port} of ${named(balancer)}`;
    return refused('load-balancer-refused', balancer.id, subject, refusals);
  });
}

function targetDiagnostics({ network }: LintContext): Diagnostic[] {
  return [...network.targetGroups.values()].flatMap((group) => {
    if (group.type !== 'instance') return [];
    const refusals = group.targets.flatMap(({ id }) =>
      refuseInstanceTarget(id, network.lookup.interfacesOfInstance(id)[0]?.vpc, group.vpc),
    );
    const subject = `AWS would not register these targets in group ${named(group)}`;
    return refused('load-balancer-refused', group.id, subject, refusals);
  });
}
