import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { nodeId, parseLoadBalancer } from './parse.ts';
import { loadBalancerSchema } from './schema.ts';

export const loadBalancer: ResourceType<'load-balancer', v.InferOutput<typeof loadBalancerSchema>> = {
  kind: 'load-balancer',
  section: 'loadBalancers',
  label: 'Load balancer',
  cloudFormationType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  schema: loadBalancerSchema,
  editing,
  implied: (document) =>
    document.nodes.map(({ subnet, networkInterface }) => ({
      kind: 'network-interface' as const,
      id: networkInterface ?? nodeId(document.id, subnet),
    })),
  parse: parseLoadBalancer,
};
