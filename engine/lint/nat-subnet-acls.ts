/**
 * ACLs of NAT gateway subnets that lack one of the four crossings (NACL-11).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr, formatPortRange, wholeFamily } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { TCP } from '../packet/index.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import { allowedCount, ALL_SELECTORS, decisionsFor, letsNothing, MOST_ENTRIES } from './acl-decisions.ts';
import type { Check, LintContext } from './check.ts';
import { EPHEMERAL_PORTS, usualCoverage } from './ephemeral-ports.ts';
import { clientsOf, natGatewaysInUse } from './nat-clients.ts';
import { listed, named } from './words.ts';

export const natSubnetAcls: Check = (context) =>
  natGatewaysInUse(context).flatMap((gateway) => lackingCrossings(context, gateway));

function lackingCrossings(context: LintContext, gateway: NatGateway): Diagnostic[] {
  const subnet = gateway.subnet === undefined ? undefined : context.network.subnets.get(gateway.subnet);
  const acl = subnet === undefined ? undefined : context.aclOfSubnet(subnet);
  const clients = clientsOf(context, gateway).flatMap(({ subnet: { cidrBlock } }) => cidrBlock ?? []);
  if (
    subnet === undefined ||
    acl === undefined ||
    gateway.connectivityType === 'private' ||
    clients.length === 0
  )
    return [];
  if (Math.max(acl.ingress.length, acl.egress.length) > MOST_ENTRIES) return [];
  // An ACL that lets nothing through one way is told of as such.
  if (letsNothing(acl.ingress) || letsNothing(acl.egress)) return [];
  const lacking = crossings(acl, clients);
  if (lacking.length === 0) return [];
  return [
    diagnostic(
      'nat-subnet-acl-lacks-crossing',
      `Each exchange through NAT gateway ${named(gateway)} crosses network ACL ${named(acl)} of its subnet ${named(subnet)} four times, and the ACL does not let through ${lacking.join('; nor ')}. Add the missing entries; the gateway itself picks its ports from ${formatPortRange(NAT_PORTS)}.`,
      { resource: acl.id, rule: 'NACL-11' },
    ),
  ];
}

const INTERNET = wholeFamily(4);
const NAT_PORTS = EPHEMERAL_PORTS['nat-gateway'];

/** What of the four crossings is missing: in from the clients, out to the internet, in from it, out to the clients. */
function crossings(acl: NetworkAcl, clients: readonly Cidr[]): string[] {
  const notIn = clients.filter((remote) => letsNoTcp(acl, 'ingress', remote)).map(formatCidr);
  const notBack = clients
    .filter((remote) => usualCoverage(acl, 'egress', 'linux', { remote }) !== 'full')
    .map(formatCidr);
  const repliesIn = usualCoverage(acl, 'ingress', 'nat-gateway', { remote: INTERNET });
  return [
    ...(notIn.length > 0 ? [`the requests in from ${listed(notIn)}`] : []),
    ...(letsNoTcp(acl, 'egress', INTERNET) ? ['the translated requests out to `0.0.0.0/0`'] : []),
    ...(repliesIn !== 'full'
      ? [`all the replies in from \`0.0.0.0/0\` to tcp ${formatPortRange(NAT_PORTS)}`]
      : []),
    ...(notBack.length > 0 ? [`all the replies out to the ephemeral ports of ${listed(notBack)}`] : []),
  ];
}

/** Whether most addresses of a block get no tcp at all through. */
function letsNoTcp(acl: NetworkAcl, direction: 'ingress' | 'egress', remote: Cidr): boolean {
  const parts = decisionsFor(acl[direction], { protocol: TCP, remote, range: ALL_SELECTORS });
  return parts.reduce((share, part) => (allowedCount(part) === 0 ? share + part.share : share), 0) > 0.5;
}
