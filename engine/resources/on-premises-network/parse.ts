import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { securityGroupRules } from '../security-group/rules.ts';
import type { onPremisesNetworkSchema } from './schema.ts';

export function parseOnPremisesNetwork(
  document: v.InferOutput<typeof onPremisesNetworkSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { ingress, egress } = document;
  return [
    {
      kind: 'on-premises-network',
      id: document.id,
      name: document.name,
      cidrBlocks: document.cidrBlocks,
      hosts: document.hosts,
      routes: document.routes?.map(({ destination, target }, index) => ({
        destination,
        link: context.idOf(target, ['routes', index, 'target'], 'vpn-connection', 'virtual-interface'),
      })),
      dnsForwarders: document.dnsForwarders.map(({ domainName, targetIps }) => ({
        domainName,
        targets: targetIps,
      })),
      ingress: ingress?.flatMap((permission, index) =>
        securityGroupRules(permission, permission.from, context, ['ingress', index, 'from']),
      ),
      egress: egress?.flatMap((permission, index) =>
        securityGroupRules(permission, permission.to, context, ['egress', index, 'to']),
      ),
    },
  ];
}
