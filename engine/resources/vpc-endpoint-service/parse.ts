import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { vpcEndpointServiceSchema } from './schema.ts';

export function parseVpcEndpointService(
  document: v.InferOutput<typeof vpcEndpointServiceSchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'vpc-endpoint-service',
      id: document.id,
      name: document.name,
      serviceName: document.serviceName,
      loadBalancers: document.loadBalancers.map((balancer, index) =>
        context.idOf(balancer, ['loadBalancers', index], 'load-balancer'),
      ),
      state: document.state,
    },
  ];
}
