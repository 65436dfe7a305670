import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { networkFirewallSchema } from './schema.ts';

/** NFW-1: its endpoints are Gateway Load Balancer endpoints, which routes name. */
export function parseNetworkFirewall(
  document: v.InferOutput<typeof networkFirewallSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { vpc, firewallPolicy } = document;
  const own = vpc === undefined ? undefined : asId<VpcId>(context.idOf(vpc, ['vpc'], 'vpc'));
  return [
    {
      kind: 'network-firewall',
      id: document.id,
      name: document.name,
      vpc: own,
      policy:
        firewallPolicy === undefined
          ? undefined
          : context.idOf(firewallPolicy, ['firewallPolicy'], 'firewall-policy'),
    },
    ...document.subnetMappings.map((mapping, index): Resource => ({
      kind: 'vpc-endpoint',
      id: firewallEndpointId(document.id, mapping),
      name: undefined,
      vpc: own ?? asId<VpcId>(''),
      type: 'gateway-load-balancer',
      serviceName: undefined,
      serviceRegion: undefined,
      resourceGateways: [],
      resourceAddress: undefined,
      state: undefined,
      routeTables: [],
      prefixList: undefined,
      interfaces: [],
      subnet: context.idOf(mapping.subnet, ['subnetMappings', index, 'subnet'], 'subnet'),
      privateDns: false,
      privateDnsOnlyForInboundResolverEndpoint: false,
      dnsNames: [],
      policy: 'full',
      ipTypes: ['ipv4', 'ipv6'],
      firewall: document.id,
    })),
  ];
}

/** Id of the endpoint of a firewall in a subnet. */
export function firewallEndpointId(
  firewall: string,
  { subnet, endpoint }: { readonly subnet: string; readonly endpoint?: string | undefined },
): string {
  return endpoint ?? `vpce:${firewall}:${subnet}`;
}
