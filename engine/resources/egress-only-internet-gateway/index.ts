import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { sendOutByEgressOnlyGateway } from './forward.ts';
import { parseEgressOnlyInternetGateway } from './parse.ts';
import { egressOnlyInternetGatewaySchema } from './schema.ts';

export const egressOnlyInternetGateway: ResourceType<
  'egress-only-internet-gateway',
  v.InferOutput<typeof egressOnlyInternetGatewaySchema>
> = {
  kind: 'egress-only-internet-gateway',
  section: 'egressOnlyInternetGateways',
  label: 'Egress-only internet gateway',
  cloudFormationType: 'AWS::EC2::EgressOnlyInternetGateway',
  schema: egressOnlyInternetGatewaySchema,
  editing,
  parse: parseEgressOnlyInternetGateway,
  routeTarget: {
    state: (id, vpc, network) => {
      const gateway = network.egressOnlyInternetGateways.get(id);
      return gateway === undefined ? 'not-held' : gateway.vpc === vpc ? 'alive' : 'dead';
    },
    forward: sendOutByEgressOnlyGateway,
  },
};
