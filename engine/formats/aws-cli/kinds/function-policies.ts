/**
 * Resource-based policies of Lambda functions: whether a load balancer may call the function that a target group has as
 * its target (ELB-18, ELB-39). Nothing else of a policy is looked at.
 */
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { child, fault, jsonChild, list, memberOf, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

/** `undefined`: a condition that cannot be judged, or a value that could not be read. */
type Judged = boolean | undefined;

interface Statement {
  readonly isDeny: boolean;
  /** Whether it speaks of calls that load balancers make for a target group, by its ARN. */
  readonly covers: (targetGroup: string) => Judged;
}

/** The statements about each function, by its ARN: with the qualifier, where it has one. */
const policies: FactKey<Map<string, Statement[]>> = { empty: () => new Map() };

/** `get-policy`: the policy is JSON in a text, and its statements name the function. */
export const functionPolicies: AnswerKind = {
  key: 'FunctionPolicy',
  label: 'Policy of a Lambda function',
  command: 'aws lambda get-policy',
  marks: [['Policy', 'RevisionId']],
  read: (fields, dump): Outcome => {
    const before = fields.item.faults;
    const policy = jsonChild(fields, 'Policy');
    const stated = policy === undefined ? undefined : statementsOf(policy);
    if (policy === undefined || stated === undefined) return NOT_UNDERSTOOD;
    const about = new Set(stated.flatMap((each) => stringsOf(each, 'Resource')).filter(isFunction));
    for (const id of about) {
      fields.item.id ??= id;
      const own = stated.flatMap((each) => statementAbout(each, id) ?? []);
      // What could not be read may allow the call.
      if (fields.item.faults > before) own.push({ isDeny: false, covers: () => undefined });
      const known = factsOf(dump, policies);
      known.set(id, [...(known.get(id) ?? []), ...own]);
    }
    return READ;
  },
};

/** One statement may stand without a list. */
function statementsOf(policy: Fields): Fields[] | undefined {
  const stated = memberOf(policy.members, 'Statement');
  if (stated === undefined)
    return fault(policy, 'Statement', 'is missing. The policy was left out.', 'missing-value');
  if (Array.isArray(stated)) return list(policy, 'Statement');
  const only = child(policy, 'Statement');
  return only === undefined ? undefined : [only];
}

/** A function as a policy that `add-permission` wrote names it; that of a layer names no function. */
function isFunction(resource: string): boolean {
  return /^arn:[^:]+:lambda:[^:]*:\d*:function:[^*?]+$/.test(resource);
}

function statementAbout(fields: Fields, id: string): Statement | undefined {
  const effect = text(fields, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny')
    return fault(fields, 'Effect', 'must be `Allow` or `Deny`. The statement was left out.');
  const parts = [
    holds(fields, 'Action', 'NotAction', (action) => fits(action.toLowerCase(), 'lambda:invokefunction')),
    holds(fields, 'Resource', 'NotResource', (resource) => fits(resource, id)),
    isForBalancers(fields),
  ];
  const conditions = conditionsOf(fields);
  return {
    isDeny: effect === 'Deny',
    covers: (targetGroup) => allOf([...parts, ...conditions.map((condition) => condition(targetGroup))]),
  };
}

/** Whether one of the values of a member is meant; of its opposite that is not judged. */
function holds(fields: Fields, key: string, opposite: string, isMeant: (value: string) => boolean): Judged {
  return memberOf(fields.members, opposite) === undefined ? stringsOf(fields, key).some(isMeant) : undefined;
}

function isForBalancers(fields: Fields): Judged {
  if (memberOf(fields.members, 'NotPrincipal') !== undefined) return undefined;
  const principal = memberOf(fields.members, 'Principal');
  if (principal === undefined || typeof principal === 'string') return principal === '*';
  const named = child(fields, 'Principal');
  if (named === undefined) return undefined;
  const services = stringsOf(named, 'Service');
  return (
    services.some((service) => service === '*' || BALANCERS.test(service)) ||
    stringsOf(named, 'AWS').includes('*')
  );
}

const BALANCERS = /^elasticloadbalancing\.amazonaws\.com(?:\.cn)?$/;

/** What each condition says of a call for a target group: all of them must hold, and one of the values of each. */
function conditionsOf(fields: Fields): ((targetGroup: string) => Judged)[] {
  const condition = child(fields, 'Condition');
  if (condition === undefined)
    return memberOf(fields.members, 'Condition') === undefined ? [] : [() => undefined];
  return Object.keys(condition.members).flatMap((operator) => {
    const tested = child(condition, operator);
    if (tested === undefined) return [() => undefined];
    return Object.keys(tested.members).map((key) => {
      const values = stringsOf(tested, key);
      return (targetGroup: string): Judged => {
        const asked = ASKED.get(key.toLowerCase())?.(targetGroup);
        if (asked === undefined || !OPERATORS.has(operator)) return undefined;
        const isPattern = operator !== 'StringEquals';
        return values.some((value) => (isPattern ? fits(value, asked) : value === asked));
      };
    });
  });
}

/** What a load balancer's call brings along, by the keys of conditions. */
const ASKED: ReadonlyMap<string, (targetGroup: string) => string | undefined> = new Map([
  ['aws:sourcearn', (targetGroup) => targetGroup],
  ['aws:sourceaccount', (targetGroup) => targetGroup.split(':')[4]],
]);

/** Both operators for ARNs take patterns. */
const OPERATORS: ReadonlySet<string> = new Set(['ArnLike', 'ArnEquals', 'StringLike', 'StringEquals']);

function allOf(parts: readonly Judged[]): Judged {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** A text or a list of texts. */
function stringsOf(fields: Fields, key: string): string[] {
  const value = memberOf(fields.members, key);
  const values: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.flatMap((each): string[] => {
    if (typeof each === 'string') return [each];
    fault(fields, key, 'must be a text or a list of texts. What is not was left out.');
    return [];
  });
}

/** Whether a text fits a pattern with `*` for any characters and `?` for one, in time of the one by the other. */
function fits(pattern: string, value: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let read = 0; read < value.length;) {
    if (pattern[at] === '*') {
      star = at++;
      resume = read;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === value[read])) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      // The last `*` takes one more.
      at = star + 1;
      read = ++resume;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Says of each target group whose targets are functions whether they may be called. */
export function applyFunctionPolicies(dump: Dump): void {
  const known = factsOf(dump, policies);
  const without: string[] = [];
  for (const { value } of dump.drafts.targetGroups.values()) {
    if (value.targetType !== 'lambda' || value.targets === undefined || value.targets.length === 0) continue;
    const judged = value.targets.map(({ id }) => {
      const statements = known.get(id);
      return statements === undefined ? undefined : mayCall(statements, value.id);
    });
    const [first] = judged;
    if (first !== undefined && judged.every((each) => each === first)) value.lambdaPermission = first;
    if (value.targets.some(({ id }) => !known.has(id))) without.push(value.name ?? value.id);
  }
  reportLacking(dump, {
    names: without,
    kind: 'Target group',
    consequence: 'no answer shows whether its function may be called, so traffic to it ends as `unknown`',
    command: 'aws lambda get-policy --function-name …',
  });
}

/** An explicit deny decides over any allow, and without an allow nothing may. */
function mayCall(statements: readonly Statement[], targetGroup: string): Judged {
  const covering = (isDeny: boolean) =>
    statements.filter((each) => each.isDeny === isDeny).map(({ covers }) => covers(targetGroup));
  const denies = covering(true);
  const allows = covering(false);
  if (denies.includes(true) || allows.every((each) => each === false)) return false;
  return !denies.includes(undefined) && allows.includes(true) ? true : undefined;
}
