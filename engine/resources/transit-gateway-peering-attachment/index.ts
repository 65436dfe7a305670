import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTransitGatewayPeeringAttachment } from './parse.ts';
import { transitGatewayPeeringAttachmentSchema } from './schema.ts';

export const transitGatewayPeeringAttachment: ResourceType<
  'transit-gateway-peering-attachment',
  v.InferOutput<typeof transitGatewayPeeringAttachmentSchema>
> = {
  kind: 'transit-gateway-peering-attachment',
  section: 'transitGatewayPeeringAttachments',
  label: 'Transit gateway peering',
  cloudFormationType: 'AWS::EC2::TransitGatewayPeeringAttachment',
  schema: transitGatewayPeeringAttachmentSchema,
  editing,
  parse: parseTransitGatewayPeeringAttachment,
};
