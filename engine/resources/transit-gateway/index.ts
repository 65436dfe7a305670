import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { sendToTransitGateway } from './forward.ts';
import { parseTransitGateway } from './parse.ts';
import { transitGatewaySchema } from './schema.ts';
import { stateFromVpc } from './state.ts';

export const transitGateway: ResourceType<'transit-gateway', v.InferOutput<typeof transitGatewaySchema>> = {
  kind: 'transit-gateway',
  section: 'transitGateways',
  label: 'Transit gateway',
  cloudFormationType: 'AWS::EC2::TransitGateway',
  schema: transitGatewaySchema,
  editing,
  parse: parseTransitGateway,
  routeTarget: { state: stateFromVpc, findsLoops: true, forward: sendToTransitGateway },
};
