import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { sendOutByInternetGateway } from './forward.ts';
import { parseInternetGateway } from './parse.ts';
import { internetGatewaySchema } from './schema.ts';

export const internetGateway: ResourceType<
  'internet-gateway',
  v.InferOutput<typeof internetGatewaySchema>
> = {
  kind: 'internet-gateway',
  section: 'internetGateways',
  label: 'Internet gateway',
  cloudFormationType: 'AWS::EC2::InternetGateway',
  schema: internetGatewaySchema,
  editing,
  parse: parseInternetGateway,
  routeTarget: {
    state: (id, vpc, network) => {
      const gateway = network.internetGateways.get(id);
      // IGW-10: detached, or attached to another VPC.
      return gateway === undefined ? 'not-held' : gateway.vpc === vpc ? 'alive' : 'dead';
    },
    forward: sendOutByInternetGateway,
  },
};
