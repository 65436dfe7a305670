import { hasIcmpType, hasPorts, parseProtocol } from '../../../packet/index.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import {
  child,
  cidr,
  fault,
  flag,
  idOf,
  integer,
  lean,
  list,
  nameTag,
  requiredText,
  text,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet, mentionVpc } from '../named.ts';
import { icmpOf, portsOf, protocolOf } from '../rules.ts';

type Entry = NonNullable<Sections['networkAcls']['ingress']>[number];

/** NACL-2: the final deny of each family (32767, 32768) is implied. */
const FIRST_IMPLIED_RULE = 32767;

/** Network ACLs, and the subnets they are associated with. */
export const networkAcls: AnswerKind = {
  key: 'NetworkAcls',
  label: 'Network ACL',
  command: 'aws ec2 describe-network-acls',
  section: 'networkAcls',
  marks: [['NetworkAclId', 'Entries']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'NetworkAclId');
    const vpc = requiredText(fields, 'VpcId');
    if (id === undefined || vpc === undefined) return NOT_UNDERSTOOD;
    const { ingress, egress, incomplete } = readEntries(fields);
    const value: Sections['networkAcls'] = lean({
      id,
      name: nameTag(fields),
      vpc,
      isDefault: flag(fields, 'IsDefault'),
      ingress,
      egress,
      incomplete: incomplete || undefined,
    });
    mentionVpc(dump, vpc, fields, scope);
    const outcome = put(dump, 'networkAcls', id, { value, fields, scope });
    if (outcome.kind !== 'read') return outcome;
    for (const association of list(fields, 'Associations') ?? []) {
      const subnet = text(association, 'SubnetId');
      if (subnet === undefined) continue;
      factsOf(dump, subnetAcls).set(subnet, id);
      mentionSubnet(dump, subnet, { vpc }, association, scope);
    }
    return outcome;
  },
};

const subnetAcls: FactKey<Map<string, string>> = { empty: () => new Map() };

/** Gives each subnet the ACL that is associated with it. */
export function applyNetworkAclAssociations(dump: Dump): void {
  for (const [subnet, acl] of factsOf(dump, subnetAcls)) {
    const draft = dump.drafts.subnets.get(subnet);
    if (draft !== undefined) draft.value.networkAcl = acl;
  }
}

function readEntries(fields: Fields): { ingress: Entry[]; egress: Entry[]; incomplete: boolean } {
  const { item } = fields;
  const before = item.faults;
  const entries = list(fields, 'Entries');
  if (entries === undefined && item.faults === before) {
    fault(
      fields,
      'Entries',
      'is missing, so the rules of the ACL are not known. Write the dump anew.',
      'missing-value',
    );
  }
  const ingress: Entry[] = [];
  const egress: Entry[] = [];
  for (const entry of entries ?? []) {
    const isEgress = flag(entry, 'Egress');
    const ruleNumber = integer(entry, 'RuleNumber');
    if (ruleNumber !== undefined && ruleNumber >= FIRST_IMPLIED_RULE) continue;
    const read = readEntry(entry, ruleNumber);
    if (isEgress === undefined)
      fault(entry, 'Egress', 'is missing. The entry was left out.', 'missing-value');
    else if (read !== undefined) (isEgress ? egress : ingress).push(read);
  }
  return { ingress, egress, incomplete: item.faults > before };
}

function readEntry(entry: Fields, ruleNumber: number | undefined): Entry | undefined {
  const before = entry.item.faults;
  const cidrBlock = cidr(entry, 'CidrBlock', 4) ?? cidr(entry, 'Ipv6CidrBlock', 6);
  const ruleAction = word(entry, 'RuleAction', ['allow', 'deny']);
  const protocol = protocolOf(entry, 'Protocol');
  const selector = protocol === undefined ? {} : selectorOf(entry, protocol, cidrBlock);
  if (entry.item.faults > before) return undefined;
  if (
    ruleNumber === undefined ||
    ruleNumber < 1 ||
    cidrBlock === undefined ||
    ruleAction === undefined ||
    protocol === undefined
  ) {
    return fault(
      entry,
      undefined,
      'an entry lacks its number, action, protocol or block. It was left out.',
      'missing-value',
    );
  }
  return lean({ ruleNumber, ruleAction, protocol, ...selector, cidrBlock });
}

/** Ports, or ICMP type and code. NACL-9: with other protocols, and ICMP of the other family, they say nothing. */
function selectorOf(
  entry: Fields,
  protocol: string,
  cidrBlock: string | undefined,
): Pick<Entry, 'ports' | 'icmpType' | 'icmpCode'> {
  const number = parseProtocol(protocol);
  if (number === undefined) return {};
  if (hasPorts(number)) {
    const range = child(entry, 'PortRange');
    const from = range === undefined ? undefined : integer(range, 'From');
    const to = range === undefined ? undefined : integer(range, 'To');
    return { ports: portsOf(entry, from, to) };
  }
  if (!hasIcmpType(number) || (protocol === 'icmpv6') !== (cidrBlock?.includes(':') === true)) return {};
  const icmp = child(entry, 'IcmpTypeCode');
  const type = icmp === undefined ? undefined : integer(icmp, 'Type');
  const code = icmp === undefined ? undefined : integer(icmp, 'Code');
  return icmpOf(entry, type, code);
}
