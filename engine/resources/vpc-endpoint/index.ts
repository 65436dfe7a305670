import type * as v from 'valibot';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { sendToEndpoint } from './forward.ts';
import { endpointInterfaceId, parseVpcEndpoint } from './parse.ts';
import { vpcEndpointSchema } from './schema.ts';

export const vpcEndpoint: ResourceType<'vpc-endpoint', v.InferOutput<typeof vpcEndpointSchema>> = {
  kind: 'vpc-endpoint',
  section: 'vpcEndpoints',
  label: 'VPC endpoint',
  cloudFormationType: 'AWS::EC2::VPCEndpoint',
  schema: vpcEndpointSchema,
  editing,
  implied: (document) =>
    document.interfaces.map(({ subnet, networkInterface }) => ({
      kind: 'network-interface' as const,
      id: networkInterface ?? endpointInterfaceId(document.id, subnet),
    })),
  parse: parseVpcEndpoint,
  routeTarget: {
    state: (id, vpc, network) => {
      const endpoint = network.vpcEndpoints.get(id);
      if (endpoint === undefined) return 'not-held';
      // VPCE-20, GEN-10.
      return endpoint.vpc === vpc && lifecycleOf(endpoint.state) !== 'unusable' ? 'alive' : 'dead';
    },
    forward: sendToEndpoint,
  },
};
