import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { parseNetworkFirewall } from './parse.ts';
import { networkFirewallSchema } from './schema.ts';

export const networkFirewall: ResourceType<
  'network-firewall',
  v.InferOutput<typeof networkFirewallSchema>
> = {
  kind: 'network-firewall',
  section: 'networkFirewalls',
  label: 'Network firewall',
  cloudFormationType: 'AWS::NetworkFirewall::Firewall',
  schema: networkFirewallSchema,
  implied: (document) =>
    document.subnetMappings.map(({ endpoint }) => ({ kind: 'vpc-endpoint' as const, id: endpoint })),
  parse: parseNetworkFirewall,
};
