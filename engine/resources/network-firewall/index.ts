import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { firewallEndpointId, parseNetworkFirewall } from './parse.ts';
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
  editing,
  implied: (document) =>
    document.subnetMappings.map((mapping) => ({
      kind: 'vpc-endpoint' as const,
      id: firewallEndpointId(document.id, mapping),
    })),
  parse: parseNetworkFirewall,
};
