/**
 * Path-MTU discovery: the messages that tell a sender to send smaller packets (SG-10, NACL-13, IGW-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { wholeFamily } from '../ip/index.ts';
import { ICMP } from '../packet/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { isAnywhere } from '../resources/security-group/rules.ts';
import type { SecurityGroup } from '../resources/security-group/types.ts';
import { allowedCount, decisionsFor, letsNothing } from './acl-decisions.ts';
import { grouped, isOrdinary, routesToInternetGateway } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { hostName, listed, named } from './words.ts';

export const pathMtu: Check = (context) => [...closedGroups(context), ...closedAcls(context)];

/** ICMP type 3 code 4, as a selector (SG-9). */
const FRAGMENTATION_NEEDED = 3 * 256 + 4;

/** SG-10: one hint for a VPC, since most groups are like this. */
function closedGroups(context: LintContext): Diagnostic[] {
  const exposed = [...context.network.networkInterfaces.values()].filter((each) => isExposed(context, each));
  const deaf = exposed.filter(
    ({ groups }) => groups.length > 0 && groups.every((id) => isDeaf(context.network.securityGroups.get(id))),
  );
  return [...grouped(deaf, ({ vpc }) => [vpc])].map(([vpc, members]) =>
    diagnostic(
      'path-mtu-messages-blocked',
      `${listed(members.map(hostName))} in \`${vpc}\` ${members.length === 1 ? 'talks' : 'talk'} to the internet, where packets are at most 1500 bytes over an internet gateway and may have to be smaller, and ${members.length === 1 ? 'its' : 'their'} groups let no ICMP type 3 code 4 (fragmentation needed) in. Connections then hang when they carry much data. Allow inbound \`icmp\` type 3 code 4 from \`0.0.0.0/0\`.`,
      { resource: vpc, rule: 'SG-10' },
    ),
  );
}

function isExposed({ network, tableOfSubnet }: LintContext, networkInterface: NetworkInterface): boolean {
  if (
    !isOrdinary(networkInterface) ||
    networkInterface.privateIpv4.every(({ publicIp }) => publicIp === undefined)
  )
    return false;
  const subnet = network.subnets.get(networkInterface.subnet);
  const table = subnet === undefined ? undefined : tableOfSubnet(subnet);
  return table !== undefined && routesToInternetGateway(table, 4);
}

function isDeaf(group: SecurityGroup | undefined): boolean {
  if (group === undefined || group.incomplete) return false;
  return !group.ingress.some(({ match }) => {
    const isIcmp = match.protocol === 'any' || match.protocol === ICMP;
    const { range } = match;
    const isMessage =
      range === undefined || (range.from <= FRAGMENTATION_NEEDED && FRAGMENTATION_NEEDED <= range.to);
    return isIcmp && isMessage && isAnywhere(match, 4);
  });
}

/** NACL-13. */
function closedAcls(context: LintContext): Diagnostic[] {
  const box = {
    protocol: ICMP,
    remote: wholeFamily(4),
    range: { from: FRAGMENTATION_NEEDED, to: FRAGMENTATION_NEEDED },
  };
  return [...context.network.networkAcls.values()].flatMap((acl) => {
    const subnets = context
      .subnetsOfAcl(acl.id)
      .filter(({ id }) => context.interfacesOfSubnet(id).length > 0);
    if (acl.isDefault || acl.incomplete || subnets.length === 0) return [];
    // An ACL that lets nothing through one way is told of as such.
    if (letsNothing(acl.ingress) || letsNothing(acl.egress)) return [];
    const closed = (['ingress', 'egress'] as const).filter((direction) =>
      decisionsFor(acl[direction], box).every((part) => allowedCount(part) === 0),
    );
    if (closed.length === 0) return [];
    const way = closed.length === 2 ? 'in or out' : closed[0] === 'ingress' ? 'in' : 'out';
    return [
      diagnostic(
        'path-mtu-messages-blocked',
        `Network ACL ${named(acl)} lets no ICMP type 3 code 4 (fragmentation needed) ${way}. Hosts behind it cannot learn that their packets are too large for the path, and connections hang when they carry much data. Allow \`icmp\` type 3 code 4 both ways; for traceroute, type 11 code 0 as well.`,
        { resource: acl.id, rule: 'NACL-13' },
      ),
    ];
  });
}
