import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseOnPremisesNetwork } from './parse.ts';
import { onPremisesNetworkSchema } from './schema.ts';

export const onPremisesNetwork: ResourceType<
  'on-premises-network',
  v.InferOutput<typeof onPremisesNetworkSchema>
> = {
  kind: 'on-premises-network',
  section: 'onPremisesNetworks',
  label: 'On-premises network',
  cloudFormationType: undefined,
  schema: onPremisesNetworkSchema,
  editing,
  parse: parseOnPremisesNetwork,
};
