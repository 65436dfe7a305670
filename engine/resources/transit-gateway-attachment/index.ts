import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTransitGatewayAttachment } from './parse.ts';
import { transitGatewayAttachmentSchema } from './schema.ts';

export const transitGatewayAttachment: ResourceType<
  'transit-gateway-attachment',
  v.InferOutput<typeof transitGatewayAttachmentSchema>
> = {
  kind: 'transit-gateway-attachment',
  section: 'transitGatewayAttachments',
  label: 'Transit gateway attachment',
  cloudFormationType: 'AWS::EC2::TransitGatewayAttachment',
  schema: transitGatewayAttachmentSchema,
  editing,
  parse: parseTransitGatewayAttachment,
};
