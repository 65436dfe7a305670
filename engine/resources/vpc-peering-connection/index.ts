import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { crossPeering } from './forward.ts';
import { parseVpcPeeringConnection } from './parse.ts';
import { vpcPeeringConnectionSchema } from './schema.ts';

export const vpcPeeringConnection: ResourceType<
  'vpc-peering-connection',
  v.InferOutput<typeof vpcPeeringConnectionSchema>
> = {
  kind: 'vpc-peering-connection',
  section: 'vpcPeeringConnections',
  label: 'VPC peering connection',
  cloudFormationType: 'AWS::EC2::VPCPeeringConnection',
  schema: vpcPeeringConnectionSchema,
  editing,
  parse: parseVpcPeeringConnection,
  routeTarget: {
    state: (id, vpc, network) => {
      const peering = network.vpcPeeringConnections.get(id);
      if (peering === undefined) return 'not-held';
      const isSide = peering.requester.vpc === vpc || peering.accepter.vpc === vpc;
      // PEER-1, PEER-12: traffic only while active.
      return isSide && peering.status === 'active' ? 'alive' : 'dead';
    },
    forward: crossPeering,
  },
};
