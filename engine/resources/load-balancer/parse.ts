import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { networkInterfaceOf } from '../network-interface/parse.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import type { loadBalancerSchema } from './schema.ts';

type Document = v.InferOutput<typeof loadBalancerSchema>;

export function parseLoadBalancer(document: Document, context: ParseContext): readonly Resource[] {
  const made = document.nodes.map((_, index) => nodeOf(document, index, context));
  return [
    {
      kind: 'load-balancer',
      id: document.id,
      name: document.name,
      ownerId: document.ownerId,
      vpc: asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      type: document.type,
      internal: document.scheme === 'internal',
      nodes: [
        ...made.map(({ id }) => id),
        ...document.networkInterfaces.map((id) => context.idOrText(id, 'network-interface')),
      ],
      // ELB-8.
      crossZone: document.crossZone ?? document.type === 'application',
      listeners: document.listeners.map(({ protocol, port, targetGroup, forward, answer }, index) => ({
        protocol,
        port,
        forwards: [...(targetGroup === undefined ? [] : [{ targetGroup, weight: 1 }]), ...forward].map(
          (each) => ({
            targetGroup: context.idOf(each.targetGroup, ['listeners', index, 'targetGroup'], 'target-group'),
            weight: each.weight,
          }),
        ),
        answersItself: answer !== undefined,
      })),
      deniesInternetIpv6: document.ipv6DenyAllIgwTraffic ?? document.scheme === 'internal',
      filtersPrivateLink: document.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic,
      incomplete: document.incomplete || context.isUnread('listeners'),
    },
    ...made,
  ];
}

/** Id of the interface of a node that a load balancer implies in a subnet. */
export function nodeId(balancer: string, subnet: string): string {
  return `eni:${balancer}:${subnet}`;
}

const INTERFACE_TYPES: Readonly<Record<Document['type'], string>> = {
  application: 'interface',
  classic: 'interface',
  network: 'network_load_balancer',
  gateway: 'gateway_load_balancer',
};

function nodeOf(document: Document, index: number, context: ParseContext): NetworkInterface {
  const own = document.nodes[index];
  const subnet = context.idOf(own?.subnet ?? '', ['nodes', index, 'subnet'], 'subnet');
  // ELB-23: a network load balancer without groups filters nothing.
  const isBare = document.type === 'network' || document.type === 'gateway';
  const members = {
    privateIp: own?.privateIp,
    publicIp: own?.publicIp,
    ipv6Addresses: own?.ipv6Addresses ?? [],
    securityGroups: document.securityGroups ?? (isBare ? [] : undefined),
    sourceDestCheck: true,
  };
  const id = own?.networkInterface ?? nodeId(document.id, own?.subnet ?? '');
  return networkInterfaceOf(members, { id, subnet, name: document.name ?? document.id }, context, {
    secondary: [],
    prefixes: [],
    interfaceType: INTERFACE_TYPES[document.type],
    managedBy: 'load balancer',
    description: undefined,
    attached: true,
    instance: undefined,
    deviceIndex: undefined,
  });
}
