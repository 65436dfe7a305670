/**
 * Rules that name groups which AWS would refuse or which match nothing (SG-11, SG-17, PEER-8, PEER-9).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { VpcId } from '../model/index.ts';
import { refuseGroupReference } from '../resources/security-group/constraints.ts';
import type { SecurityGroup } from '../resources/security-group/types.ts';
import type { VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';
import type { Check, LintContext } from './check.ts';
import { referencesOf } from './group-reference.ts';
import type { GroupReference } from './group-reference.ts';
import { hostName, listed, named, refused } from './words.ts';

export const groupReferences: Check = (context) =>
  [...context.network.securityGroups.values()].flatMap((group) =>
    referencesOf(group).flatMap((reference) => referenceDiagnostics(context, reference)),
  );

function referenceDiagnostics(context: LintContext, reference: GroupReference): Diagnostic[] {
  const { network } = context;
  const { group } = reference;
  const other = network.securityGroups.get(reference.named);
  if (other === undefined) return deletedGroup(context, reference);
  if (group.vpc === undefined || other.vpc === undefined || group.vpc === other.vpc) return [];
  const between = peeringsBetween(context, group.vpc, other.vpc);
  const live = between.find(({ status }) => status === 'active') ?? between[0];
  if (live === undefined) return unconnectedGroup(context, reference, other);
  const refusals = refuseGroupReference({
    peering: live.status,
    regions: [live.requester.region, live.accepter.region],
    accounts: [live.requester.ownerId, live.accepter.ownerId],
  });
  if (refusals.length === 0) return publicNames(context, reference, other, live);
  const subject = `AWS would not accept the ${reference.direction} rule of group ${named(group)} that names group ${named(other)} over peering connection ${named(live)}`;
  return refused('group-reference-refused', group.id, subject, refusals);
}

function peeringsBetween({ peeringsOfVpc }: LintContext, a: VpcId, b: VpcId): VpcPeeringConnection[] {
  return peeringsOfVpc(a).filter(({ requester, accepter }) => requester.vpc === b || accepter.vpc === b);
}

/** SG-17. A group that interfaces carry is there, even if the input does not define it (SG-27). */
function deletedGroup(context: LintContext, { group, direction, named: id }: GroupReference): Diagnostic[] {
  const { network } = context;
  if (context.membersOfGroup(id).length > 0 || network.notHeld.has('security-group')) return [];
  // EVAL-8: a group of a peer, or of another account in a shared VPC, may exist outside the input.
  const mayBeElsewhere =
    group.vpc !== undefined && context.peeringsOfVpc(group.vpc).some(({ status }) => status === 'active');
  if (mayBeElsewhere || group.incomplete) return [];
  return [
    diagnostic(
      'stale-group-reference',
      `A rule for ${direction} of group ${named(group)} names group \`${id}\`, which no VPC of the network has and no interface carries. It matches nothing. Remove the rule, or name the group that is meant.`,
      { resource: group.id, rule: 'SG-17' },
    ),
  ];
}

/** SG-17: the peering by which the reference was made is gone; over any other way it is not kept (SG-13). */
function unconnectedGroup(
  context: LintContext,
  { group, direction }: GroupReference,
  other: SecurityGroup,
): Diagnostic[] {
  const { network } = context;
  const mayCrossTransitGateway =
    network.transitGateways.size > 0 ||
    [...network.otherResources.values()].some(({ type }) => type.startsWith('AWS::EC2::TransitGateway'));
  // SG-15: over a transit gateway inbound rules may name groups of other VPCs.
  if (network.notHeld.has('vpc-peering-connection') || (mayCrossTransitGateway && direction === 'ingress'))
    return [];
  return [
    diagnostic(
      'stale-group-reference',
      `A rule for ${direction} of group ${named(group)} in \`${group.vpc}\` names group ${named(other)} of \`${other.vpc}\`, and no peering connection joins the two VPCs. It matches nothing: by public address a packet loses the groups of its sender. Peer the VPCs, or name CIDR blocks.`,
      { resource: group.id, rule: 'SG-17' },
    ),
  ];
}

/** PEER-9: without DNS resolution over the peering a public name leads out by the internet gateway (SG-13). */
function publicNames(
  context: LintContext,
  { group, direction }: GroupReference,
  other: SecurityGroup,
  peering: VpcPeeringConnection,
): Diagnostic[] {
  // Callers look up the name of the called: for ingress the other group calls, for egress this one does.
  const called = direction === 'ingress' ? group : other;
  const calledSide = peering.requester.vpc === called.vpc ? peering.requester : peering.accepter;
  // DNS-1: without DNS hostnames there are no public names.
  const hasNames = context.network.vpcs.get(calledSide.vpc)?.enableDnsHostnames ?? false;
  if (calledSide.allowDnsResolutionFromRemoteVpc || !hasNames) return [];
  const exposed = context
    .membersOfGroup(called.id)
    .filter(({ privateIpv4 }) => privateIpv4.some(({ publicIp }) => publicIp !== undefined));
  if (exposed.length === 0) return [];
  return [
    diagnostic(
      'group-reference-by-public-name',
      `A rule for ${direction} of group ${named(group)} names group ${named(other)} over peering connection ${named(peering)}. Members of ${named(called)} have public addresses (${listed(exposed.map(hostName))}), and the peering does not let the other VPC resolve names of \`${calledSide.vpc}\` to private addresses. By name they are reached over the internet, where the reference matches nothing. Turn DNS resolution on for that side of the peering, or call the private addresses.`,
      { resource: group.id, rule: 'PEER-9' },
    ),
  ];
}
