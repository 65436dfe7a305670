import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseVpc } from './parse.ts';
import { vpcSchema } from './schema.ts';

export const vpc: ResourceType<'vpc', v.InferOutput<typeof vpcSchema>> = {
  kind: 'vpc',
  section: 'vpcs',
  label: 'VPC',
  cloudFormationType: 'AWS::EC2::VPC',
  schema: vpcSchema,
  editing,
  implied: (document) => [
    ...(document.internetGateway === undefined
      ? []
      : [{ kind: 'internet-gateway' as const, id: document.internetGateway }]),
    ...(document.egressOnlyInternetGateway === undefined
      ? []
      : [{ kind: 'egress-only-internet-gateway' as const, id: document.egressOnlyInternetGateway }]),
  ],
  parse: parseVpc,
};
