/**
 * Default routes for IPv4 only, where hosts have IPv6 (RT-22, V6-3).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { defaultRouteOf } from './check.ts';
import type { Check } from './check.ts';
import { hostName, listed, named } from './words.ts';

export const ipv6Routes: Check = (context) =>
  [...context.network.subnets.values()].flatMap((subnet) => {
    const effective = context.tableOfSubnet(subnet);
    if (effective === undefined) return [];
    if (defaultRouteOf(effective, 4) === undefined || defaultRouteOf(effective, 6) !== undefined) return [];
    const hosts = context
      .interfacesOfSubnet(subnet.id)
      .filter(({ ipv6Addresses }) => ipv6Addresses.length > 0);
    if (hosts.length === 0) return [];
    return [
      diagnostic(
        'ipv6-without-default-route',
        `${listed(hosts.map(hostName))} in subnet ${named(subnet)} ${hosts.length === 1 ? 'has an IPv6 address' : 'have IPv6 addresses'}, and route table ${named(effective.table)} has \`0.0.0.0/0\` but no \`::/0\`. The IPv4 route says nothing about IPv6: programs that try IPv6 first hang. Add \`::/0\` to an internet gateway, or to an egress-only one for outbound connections only.`,
        { resource: subnet.id, rule: 'RT-22' },
      ),
    ];
  });
