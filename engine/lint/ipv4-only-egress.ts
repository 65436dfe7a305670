/**
 * Groups by which everything may go out, in IPv4 only, on hosts that would use IPv6 (V6-3).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { isAnywhere } from '../resources/security-group/rules.ts';
import type { SecurityGroup } from '../resources/security-group/types.ts';
import { defaultRouteOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { hostName, listed, named } from './words.ts';

export const ipv4OnlyEgress: Check = (context) =>
  [...context.network.securityGroups.values()].flatMap((group) => {
    if (group.incomplete || !letsAllIpv4Out(group) || letsAnyIpv6Out(group)) return [];
    const members = context.membersOfGroup(group.id).filter((member) => usesIpv6(context, member));
    const stuck = members.filter(({ groups }) => groups.every((id) => isKnownWithoutIpv6(context, id)));
    if (stuck.length === 0) return [];
    return [
      diagnostic(
        'ipv4-only-egress',
        `Group ${named(group)} lets everything out to \`0.0.0.0/0\` and nothing to IPv6 destinations. ${listed(stuck.map(hostName))} ${stuck.length === 1 ? 'has an IPv6 address and a' : 'have IPv6 addresses and'} \`::/0\` route${stuck.length === 1 ? '' : 's'}, so programs that try IPv6 first hang. Add an egress rule for \`::/0\`.`,
        { resource: group.id, rule: 'V6-3' },
      ),
    ];
  });

function letsAllIpv4Out(group: SecurityGroup): boolean {
  return group.egress.some(({ match }) => match.protocol === 'any' && isAnywhere(match, 4));
}

function letsAnyIpv6Out(group: SecurityGroup): boolean {
  return group.egress.some(({ match }) => match.family !== 4);
}

function isKnownWithoutIpv6({ network }: LintContext, id: string): boolean {
  const group = network.securityGroups.get(id);
  return group !== undefined && !group.incomplete && !letsAnyIpv6Out(group);
}

/** It has an IPv6 address, and its subnet a way out for it; without one `ipv6-without-default-route` speaks. */
function usesIpv6(
  { network, tableOfSubnet }: LintContext,
  { ipv6Addresses, subnet }: NetworkInterface,
): boolean {
  if (ipv6Addresses.length === 0) return false;
  const held = network.subnets.get(subnet);
  const effective = held === undefined ? undefined : tableOfSubnet(held);
  return effective !== undefined && defaultRouteOf(effective, 6) !== undefined;
}
