/**
 * IPv6 left out where IPv4 is open (RT-22, V6-3).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { SecurityGroup } from '../resources/security-group/types.ts';
import { isAnywhere } from '../resources/security-group/rules.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { defaultRouteOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { listed, named } from './words.ts';

export const ipv6: Check = (context) => [...missingRoutes(context), ...ipv4OnlyEgress(context)];

function missingRoutes(context: LintContext): Diagnostic[] {
  return [...context.network.subnets.values()].flatMap((subnet) => {
    const effective = context.tableOfSubnet(subnet);
    if (effective === undefined || effective.opaque.length > 0) return [];
    if (defaultRouteOf(effective, 4) === undefined || defaultRouteOf(effective, 6) !== undefined) return [];
    const hosts = context.interfacesOfSubnet(subnet.id).filter(({ ipv6Addresses }) => ipv6Addresses.length > 0);
    if (hosts.length === 0) return [];
    return [
      diagnostic(
        'ipv6-without-default-route',
        `${listed(hosts.map(({ id }) => id))} in subnet ${named(subnet)} ${hosts.length === 1 ? 'has an IPv6 address' : 'have IPv6 addresses'}, and route table ${named(effective.table)} has \`0.0.0.0/0\` but no \`::/0\`. The IPv4 route says nothing about IPv6: programs that try IPv6 first hang. Add \`::/0\` to an internet gateway, or to an egress-only one for outbound connections only.`,
        { resource: subnet.id, rule: 'RT-22' },
      ),
    ];
  });
}

/** A group by which everything may go out, in IPv4 only, on hosts that would use IPv6. */
function ipv4OnlyEgress(context: LintContext): Diagnostic[] {
  return [...context.network.securityGroups.values()].flatMap((group) => {
    if (group.incomplete || !letsAllOut(group, 4) || letsAnyIpv6Out(group)) return [];
    const members = context.membersOfGroup(group.id).filter((member) => usesIpv6(context, member));
    const stuck = members.filter(({ groups }) => groups.every((id) => isKnownWithoutIpv6(context, id)));
    if (stuck.length === 0) return [];
    return [
      diagnostic(
        'ipv4-only-egress',
        `Group ${named(group)} lets everything out to \`0.0.0.0/0\` and nothing to IPv6 destinations. ${listed(stuck.map(({ id }) => id))} ${stuck.length === 1 ? 'has an IPv6 address and a' : 'have IPv6 addresses and'} \`::/0\` route${stuck.length === 1 ? '' : 's'}, so programs that try IPv6 first hang. Add an egress rule for \`::/0\`.`,
        { resource: group.id, rule: 'V6-3' },
      ),
    ];
  });
}

function letsAllOut(group: SecurityGroup, family: 4 | 6): boolean {
  return group.egress.some(({ match }) => match.protocol === 'any' && isAnywhere(match, family));
}

function letsAnyIpv6Out(group: SecurityGroup): boolean {
  return group.egress.some(({ match }) => match.family !== 4);
}

function isKnownWithoutIpv6({ network }: LintContext, id: string): boolean {
  const group = network.securityGroups.get(id);
  return group !== undefined && !group.incomplete && !letsAnyIpv6Out(group);
}

/** It has an IPv6 address, and its subnet a way out for it; without one `ipv6-without-default-route` speaks. */
function usesIpv6({ network, tableOfSubnet }: LintContext, { ipv6Addresses, subnet }: NetworkInterface): boolean {
  if (ipv6Addresses.length === 0) return false;
  const held: Subnet | undefined = network.subnets.get(subnet);
  const effective = held === undefined ? undefined : tableOfSubnet(held);
  return effective !== undefined && defaultRouteOf(effective, 6) !== undefined;
}
