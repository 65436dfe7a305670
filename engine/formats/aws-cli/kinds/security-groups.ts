import { formatCidr, parseCidr } from '../../../ip/index.ts';
import { hasIcmpType, hasPorts, parseProtocol } from '../../../packet/index.ts';
import type { FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import {
  accountId,
  cidr,
  fault,
  has,
  idOf,
  integer,
  lean,
  list,
  nameTag,
  requiredText,
  text,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionVpc } from '../named.ts';
import { icmpOf, portsOf, protocolOf } from '../rules.ts';

/** A security group as the document writes it. */
export type Group = Sections['securityGroups'];

/** One rule with one peer; AWS bundles rules of the same protocol and ports into one permission. */
export interface GroupRule {
  readonly id?: string | undefined;
  readonly protocol: string;
  readonly ports?: string | undefined;
  readonly icmpType?: number | undefined;
  readonly icmpCode?: number | undefined;
  readonly description?: string | undefined;
  readonly peer: string;
}

/** The rules of a group, both directions. */
export interface GroupRules {
  readonly ingress: readonly GroupRule[];
  readonly egress: readonly GroupRule[];
}

/** The rules of each group that `describe-security-groups` listed. */
export const rulesOfGroups: FactKey<Map<string, GroupRules>> = { empty: () => new Map() };

/** Security groups with their rules. */
export const securityGroups: AnswerKind = {
  key: 'SecurityGroups',
  label: 'Security group',
  command: 'aws ec2 describe-security-groups',
  section: 'securityGroups',
  marks: [
    ['GroupId', 'IpPermissions'],
    ['GroupId', 'IpPermissionsEgress'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'GroupId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const before = fields.item.faults;
    const rules: GroupRules = {
      ingress: readPermissions(fields, 'IpPermissions'),
      egress: readPermissions(fields, 'IpPermissionsEgress'),
    };
    const incomplete = fields.item.faults > before;
    const vpc = text(fields, 'VpcId');
    const groupName = text(fields, 'GroupName');
    const value: Group = lean({
      id,
      name: nameTag(fields) ?? groupName,
      vpc,
      ownerId: accountId(fields, 'OwnerId'),
      isDefault: groupName === 'default' || undefined,
      ...permissionMembers(rules),
      incomplete: incomplete || undefined,
    });
    if (vpc !== undefined) mentionVpc(dump, vpc, fields, scope);
    const outcome = put(dump, 'securityGroups', id, { value, fields, scope });
    if (outcome.kind === 'read') factsOf(dump, rulesOfGroups).set(id, rules);
    return outcome;
  },
};

function readPermissions(fields: Fields, key: string): GroupRule[] {
  const before = fields.item.faults;
  const permissions = list(fields, key);
  if (permissions === undefined && fields.item.faults === before) {
    fault(
      fields,
      key,
      'is missing, so the rules of that direction are not known. Write the dump anew.',
      'missing-value',
    );
  }
  return (permissions ?? []).flatMap(readPermission);
}

function readPermission(permission: Fields): GroupRule[] {
  const condition = readCondition(permission);
  if (condition === undefined) return [];
  return peerLists.flatMap(({ key, peer }) =>
    (list(permission, key) ?? []).flatMap((element): GroupRule[] => {
      const found = peer(element);
      if (found === undefined) return [];
      return [lean({ ...condition, description: text(element, 'Description'), peer: found })];
    }),
  );
}

const peerLists: readonly { readonly key: string; readonly peer: (element: Fields) => string | undefined }[] =
  [
    { key: 'IpRanges', peer: (element) => requiredBlock(element, 'CidrIp', 4) },
    { key: 'Ipv6Ranges', peer: (element) => requiredBlock(element, 'CidrIpv6', 6) },
    { key: 'PrefixListIds', peer: (element) => requiredText(element, 'PrefixListId') },
    { key: 'UserIdGroupPairs', peer: (element) => groupPeer(element) },
  ];

function requiredBlock(element: Fields, key: string, family: 4 | 6): string | undefined {
  return requiredText(element, key) === undefined ? undefined : cidr(element, key, family);
}

/** A group by its id. EC2-Classic named groups by name and owner, which can't be looked up. */
export function groupPeer(element: Fields): string | undefined {
  return requiredText(element, 'GroupId');
}

/** The traffic that a permission or rule speaks of; `undefined` when it can't be read, which is reported. */
export function readCondition(fields: Fields): Omit<GroupRule, 'peer' | 'description' | 'id'> | undefined {
  const before = fields.item.faults;
  if (requiredText(fields, 'IpProtocol') === undefined) return undefined;
  const protocol = protocolOf(fields, 'IpProtocol');
  if (protocol === undefined) return undefined;
  const number = parseProtocol(protocol);
  const from = integer(fields, 'FromPort');
  const to = integer(fields, 'ToPort');
  // SG-8: ports count for TCP and UDP; FromPort and ToPort are type and code for ICMP; with others all match.
  const ports = number !== undefined && hasPorts(number) ? portsOf(fields, from, to) : undefined;
  const hasType =
    number !== undefined && hasIcmpType(number) && !(protocol === 'icmpv6' && !has(fields, 'FromPort'));
  const icmp = hasType ? icmpOf(fields, from, to) : {};
  if (fields.item.faults > before) return undefined;
  return lean({ protocol, ports, ...icmp });
}

/** Rules as the document writes them: those that differ in nothing but the peer as one permission. */
export function permissionMembers({
  ingress,
  egress,
}: GroupRules): Required<Pick<Group, 'ingress' | 'egress'>> {
  return {
    ingress: bundles(ingress).map(({ rule, peers }) => ({ ...rule, from: peers })),
    egress: bundles(egress).map(({ rule, peers }) => ({ ...rule, to: peers })),
  };
}

function bundles(rules: readonly GroupRule[]): { rule: Omit<GroupRule, 'peer'>; peers: string[] }[] {
  const byCondition = new Map<string, { rule: Omit<GroupRule, 'peer'>; peers: string[] }>();
  for (const { peer, ...rule } of rules) {
    const key = JSON.stringify([
      rule.id,
      rule.protocol,
      rule.ports,
      rule.icmpType,
      rule.icmpCode,
      rule.description,
    ]);
    const bundle = byCondition.get(key);
    if (bundle === undefined) byCondition.set(key, { rule, peers: [peer] });
    else bundle.peers.push(peer);
  }
  return [...byCondition.values()];
}

/** Equal for rules that let the same traffic through, whatever they are called. */
export function ruleKey({ protocol, ports, icmpType, icmpCode, peer }: GroupRule): string {
  const block = parseCidr(peer);
  return JSON.stringify([
    protocol,
    ports,
    icmpType,
    icmpCode,
    block === undefined ? peer : formatCidr(block),
  ]);
}
