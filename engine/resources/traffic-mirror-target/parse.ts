import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource, ResourceKind } from '../index.ts';
import type { trafficMirrorTargetSchema } from './schema.ts';

type Document = v.InferOutput<typeof trafficMirrorTargetSchema>;

export function parseTrafficMirrorTarget(document: Document, context: ParseContext): readonly Resource[] {
  const named = (
    field: 'networkInterface' | 'networkLoadBalancer' | 'gatewayLoadBalancerEndpoint',
    kind: ResourceKind,
  ) => {
    const text = document[field];
    return text === undefined ? undefined : context.idOf(text, [field], kind);
  };
  return [
    {
      kind: 'traffic-mirror-target',
      id: document.id,
      name: document.name,
      networkInterface: named('networkInterface', 'network-interface'),
      networkLoadBalancer: named('networkLoadBalancer', 'load-balancer'),
      gatewayLoadBalancerEndpoint: named('gatewayLoadBalancerEndpoint', 'vpc-endpoint'),
    },
  ];
}
