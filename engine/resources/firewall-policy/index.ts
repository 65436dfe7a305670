import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseFirewallPolicy } from './parse.ts';
import { firewallPolicySchema } from './schema.ts';

export const firewallPolicy: ResourceType<'firewall-policy', v.InferOutput<typeof firewallPolicySchema>> = {
  kind: 'firewall-policy',
  section: 'firewallPolicies',
  label: 'Firewall policy',
  cloudFormationType: 'AWS::NetworkFirewall::FirewallPolicy',
  schema: firewallPolicySchema,
  editing,
  parse: parseFirewallPolicy,
};
