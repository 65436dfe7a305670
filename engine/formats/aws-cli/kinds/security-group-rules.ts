import type { Dump, FactKey, Outcome } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import {
  accountId,
  child,
  cidr,
  fault,
  flag,
  has,
  idOf,
  lean,
  remark,
  requiredText,
  text,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import type { Scope } from '../scope.ts';
import { groupPeer, permissionMembers, readCondition, ruleKey, rulesOfGroups } from './security-groups.ts';
import type { GroupRule } from './security-groups.ts';

interface ListedRules {
  readonly fields: Fields;
  readonly scope: Scope;
  readonly ownerId: string | undefined;
  readonly ingress: GroupRule[];
  readonly egress: GroupRule[];
  /** True when a rule of the group could not be read. */
  incomplete: boolean;
}

const listedRules: FactKey<Map<string, ListedRules>> = { empty: () => new Map() };

/** The same rules as in `SecurityGroups`, one a row, with their ids. */
export const securityGroupRules: AnswerKind = {
  key: 'SecurityGroupRules',
  label: 'Security group rule',
  command: 'aws ec2 describe-security-group-rules',
  section: 'securityGroups',
  marks: [['SecurityGroupRuleId', 'GroupId']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'SecurityGroupRuleId');
    const group = requiredText(fields, 'GroupId');
    if (group === undefined) return NOT_UNDERSTOOD;
    const listed = listedIn(dump, group, fields, scope);
    const isEgress = flag(fields, 'IsEgress');
    const rule = readRule(fields, id);
    if (isEgress === undefined && !has(fields, 'IsEgress'))
      fault(fields, 'IsEgress', 'is missing. The rule was left out.', 'missing-value');
    if (rule === undefined || isEgress === undefined) {
      listed.incomplete = true;
      return NOT_UNDERSTOOD;
    }
    const rules = isEgress ? listed.egress : listed.ingress;
    if (rules.some((each) => each.id === rule.id && ruleKey(each) === ruleKey(rule))) {
      return { kind: 'skipped', why: 'the same object stands in another answer too' };
    }
    rules.push(rule);
    return READ;
  },
};

function listedIn(dump: Dump, group: string, fields: Fields, scope: Scope): ListedRules {
  const all = factsOf(dump, listedRules);
  const known = all.get(group);
  if (known !== undefined) return known;
  const ownerId = accountId(fields, 'GroupOwnerId');
  const listed: ListedRules = { fields, scope, ownerId, ingress: [], egress: [], incomplete: false };
  all.set(group, listed);
  return listed;
}

function readRule(fields: Fields, id: string | undefined): GroupRule | undefined {
  const before = fields.item.faults;
  const condition = readCondition(fields);
  const referenced = child(fields, 'ReferencedGroupInfo');
  const peer =
    cidr(fields, 'CidrIpv4', 4) ??
    cidr(fields, 'CidrIpv6', 6) ??
    text(fields, 'PrefixListId') ??
    (referenced === undefined ? undefined : groupPeer(referenced));
  if (fields.item.faults > before || condition === undefined) return undefined;
  if (peer === undefined)
    return fault(
      fields,
      undefined,
      'it names no block, group or prefix list. The rule was left out.',
      'missing-value',
    );
  return lean({ ...condition, id, description: text(fields, 'Description'), peer });
}

/**
 * Gives the rules of listed groups their ids. Groups that only `SecurityGroupRules` knows get its rules: a direction
 * without any row has no rules, as the answer holds all rules of a group.
 */
export function applySecurityGroupRules(dump: Dump): void {
  const held = factsOf(dump, rulesOfGroups);
  for (const [group, listed] of factsOf(dump, listedRules)) {
    const draft = dump.drafts.securityGroups.get(group);
    const rules = held.get(group);
    if (draft !== undefined && rules !== undefined) {
      const named = {
        ingress: withIds(rules.ingress, listed.ingress),
        egress: withIds(rules.egress, listed.egress),
      };
      Object.assign(draft.value, permissionMembers(named));
      const differs = hasOthers(listed.ingress, rules.ingress) || hasOthers(listed.egress, rules.egress);
      if (differs && draft.value.incomplete !== true) {
        remark(
          draft.fields,
          'conflicting-answers',
          'the answer of `aws ec2 describe-security-group-rules` holds rules that the group itself does not show. The rules of the group were used; leave the older answer out.',
        );
      }
      continue;
    }
    const { fields, scope, ownerId, incomplete } = listed;
    const value = lean({
      id: group,
      ownerId,
      ...permissionMembers(listed),
      incomplete: incomplete || undefined,
    });
    dump.drafts.securityGroups.set(group, { value, fields, scope });
  }
}

function withIds(rules: readonly GroupRule[], listed: readonly GroupRule[]): GroupRule[] {
  const ids = new Map(listed.map((rule) => [ruleKey(rule), rule.id]));
  return rules.map((rule) => lean({ ...rule, id: ids.get(ruleKey(rule)) }));
}

function hasOthers(listed: readonly GroupRule[], rules: readonly GroupRule[]): boolean {
  const known = new Set(rules.map(ruleKey));
  return listed.some((rule) => !known.has(ruleKey(rule)));
}
