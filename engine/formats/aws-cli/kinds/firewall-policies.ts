/** Firewall policies and rule groups of Network Firewall, as rules that a document can hold (NFW-2 to NFW-22). */
import { parseAddress, parseCidr } from '../../../ip/index.ts';
import { parseSuricataRule } from '../../../resources/firewall-policy/suricata.ts';
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import {
  child,
  fault,
  idOf,
  integer,
  lean,
  lines,
  list,
  named,
  remark,
  text,
  texts,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { listedRules, withVariables } from '../suricata-text.ts';
import type { Variables } from '../suricata-text.ts';

type Policy = Sections['firewallPolicies'];
type StatelessGroup = NonNullable<Policy['statelessRuleGroups']>[number];
type StatelessRule = StatelessGroup['rules'][number];
type StatefulGroup = NonNullable<Policy['statefulRuleGroups']>[number];
type StatelessAction = StatelessRule['action'];

interface Reference {
  readonly arn: string;
  readonly priority: number | undefined;
  readonly dropToAlert: boolean;
}

interface References {
  readonly stateless: readonly Reference[];
  readonly stateful: readonly Reference[];
  readonly homeNet: readonly string[] | undefined;
  /** True when the answer breaks off, so that it may name more groups. */
  readonly isCut: boolean;
}

/** The rules of a group, by what they are written in. */
type RuleGroup =
  | { readonly kind: 'stateless'; readonly rules: readonly StatelessRule[]; readonly incomplete: boolean }
  | {
      readonly kind: 'stateful';
      readonly rules: readonly string[];
      readonly homeNet: readonly string[] | undefined;
      readonly domainList: StatefulGroup['domainList'];
      readonly incomplete: boolean;
    };

interface PolicyFacts {
  readonly references: Map<string, References>;
  readonly groups: Map<string, { readonly name: string | undefined; readonly group: RuleGroup }>;
}

const facts: FactKey<PolicyFacts> = { empty: () => ({ references: new Map(), groups: new Map() }) };

/** `describe-firewall-policy`: the policy stands under one key, its ARN under another. */
export const firewallPolicies: AnswerKind = {
  key: 'FirewallPolicy',
  label: 'Firewall policy',
  command: 'aws network-firewall describe-firewall-policy',
  section: 'firewallPolicies',
  read: (fields, dump, scope): Outcome => {
    const response = fields.parent === undefined ? undefined : child(fields.parent, 'FirewallPolicyResponse');
    const id = response === undefined ? undefined : idOf(response, 'FirewallPolicyArn');
    if (response === undefined || id === undefined) {
      if (response === undefined)
        fault(
          fields,
          undefined,
          'it stands without its `FirewallPolicyResponse`, which says whose it is. It was left out.',
          'missing-value',
        );
      return NOT_UNDERSTOOD;
    }
    const options = child(fields, 'StatefulEngineOptions');
    const order = options === undefined ? undefined : text(options, 'RuleOrder');
    const value: Policy = lean({
      id,
      name: text(response, 'FirewallPolicyName'),
      statelessDefaultAction: actionOf(texts(fields, 'StatelessDefaultActions') ?? []),
      ruleOrder: orderOf(order),
      statefulDefaultActions: texts(fields, 'StatefulDefaultActions'),
      streamExceptionPolicy: options === undefined ? undefined : streamExceptionOf(options),
    });
    const variables = child(fields, 'PolicyVariables');
    factsOf(dump, facts).references.set(id, {
      stateless: referencesOf(fields, 'StatelessRuleGroupReferences'),
      stateful: referencesOf(fields, 'StatefulRuleGroupReferences'),
      homeNet: variables === undefined ? undefined : setsOf(variables, 'RuleVariables').get('HOME_NET'),
      isCut: fields.item.isCut,
    });
    return put(dump, 'firewallPolicies', id, { value, fields, scope });
  },
};

/** NFW-18: what becomes of a flow that is first seen midway; AWS drops it unless told otherwise. */
function streamExceptionOf(options: Fields): Policy['streamExceptionPolicy'] {
  const stated = word(options, 'StreamExceptionPolicy', ['DROP', 'CONTINUE', 'REJECT']);
  if (stated === undefined || stated === 'DROP') return undefined;
  return stated === 'CONTINUE' ? 'continue' : 'reject';
}

/** NFW-19: where the answer leaves the order out it is action order. */
function orderOf(order: string | undefined): Policy['ruleOrder'] {
  return order === 'STRICT_ORDER' ? 'strict' : 'action';
}

/** NFW-3: custom actions beside the one that counts only publish metrics. */
function actionOf(actions: readonly string[]): StatelessAction | undefined {
  if (actions.includes('aws:drop')) return 'drop';
  if (actions.includes('aws:pass')) return 'pass';
  return actions.includes('aws:forward_to_sfe') ? 'forward' : undefined;
}

function referencesOf(fields: Fields, key: string): Reference[] {
  return (list(fields, key) ?? []).flatMap((each) => {
    const arn = text(each, 'ResourceArn');
    const override = child(each, 'Override');
    const dropToAlert = override !== undefined && text(override, 'Action') === 'DROP_TO_ALERT';
    return arn === undefined ? [] : [{ arn, priority: integer(each, 'Priority', 0), dropToAlert }];
  });
}

/** Variables by name, as `{"HOME_NET": {"Definition": [...]}}`. */
function setsOf(fields: Fields, key: string): Map<string, readonly string[]> {
  return new Map(
    named(fields, key).map(({ name, fields: set }) => [name, texts(set, 'Definition') ?? []] as const),
  );
}

/** `describe-rule-group`, of either engine. */
export const ruleGroups: AnswerKind = {
  key: 'RuleGroup',
  label: 'Rule group',
  command: 'aws network-firewall describe-rule-group',
  read: (fields, dump): Outcome => {
    const response = fields.parent === undefined ? undefined : child(fields.parent, 'RuleGroupResponse');
    const arn = response === undefined ? undefined : idOf(response, 'RuleGroupArn');
    const source = child(fields, 'RulesSource');
    if (response === undefined || arn === undefined || source === undefined) {
      if (arn === undefined || source === undefined)
        fault(
          fields,
          undefined,
          'it stands without its `RuleGroupResponse` or its `RulesSource`. It was left out.',
          'missing-value',
        );
      return NOT_UNDERSTOOD;
    }
    const stateless = child(source, 'StatelessRulesAndCustomActions');
    const group = stateless === undefined ? statefulGroup(fields, source) : statelessGroup(stateless);
    factsOf(dump, facts).groups.set(arn, { name: text(response, 'RuleGroupName'), group });
    return READ;
  },
};

function statelessGroup(fields: Fields): RuleGroup {
  const before = fields.item.faults;
  const rules = (list(fields, 'StatelessRules') ?? []).flatMap((each) => statelessRule(each) ?? []);
  return { kind: 'stateless', rules, incomplete: fields.item.isCut || fields.item.faults > before };
}

function statelessRule(fields: Fields): StatelessRule | undefined {
  const definition = child(fields, 'RuleDefinition');
  const action = definition === undefined ? undefined : actionOf(texts(definition, 'Actions') ?? []);
  if (definition === undefined || action === undefined)
    return fault(fields, undefined, 'a stateless rule has no action that is known. It was left out.');
  const before = fields.item.faults;
  const match = child(definition, 'MatchAttributes');
  const read: StatelessRule = lean({
    priority: integer(fields, 'Priority', 0) ?? 0,
    action,
    protocols: match === undefined ? undefined : protocolsOf(match),
    sources: match === undefined ? undefined : addressesOf(match, 'Sources'),
    destinations: match === undefined ? undefined : addressesOf(match, 'Destinations'),
    sourcePorts: match === undefined ? undefined : portsOf(match, 'SourcePorts'),
    destinationPorts: match === undefined ? undefined : portsOf(match, 'DestinationPorts'),
    tcpFlags: match !== undefined && (list(match, 'TCPFlags') ?? []).length > 0 ? true : undefined,
  });
  return fields.item.faults > before ? undefined : read;
}

function protocolsOf(match: Fields): string[] | undefined {
  const value = match.members['Protocols'];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.flatMap((number: unknown) => {
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 255)
      return [String(number)];
    fault(match, 'Protocols', 'must hold numbers of protocols from 0 to 255. The rule was left out.');
    return [];
  });
}

function addressesOf(match: Fields, key: string): string[] | undefined {
  const all = (list(match, key) ?? []).flatMap((each) => {
    const block = text(each, 'AddressDefinition');
    const host = block === undefined ? undefined : parseAddress(block);
    const cidr = host === undefined ? block : `${block ?? ''}/${host.family === 4 ? 32 : 128}`;
    if (cidr !== undefined && parseCidr(cidr) !== undefined) return [cidr];
    fault(each, 'AddressDefinition', 'is no address or block. The rule was left out.');
    return [];
  });
  return all.length === 0 ? undefined : all;
}

function portsOf(match: Fields, key: string): string[] | undefined {
  const all = (list(match, key) ?? []).flatMap((each) => {
    const [from, to] = [integer(each, 'FromPort', 0), integer(each, 'ToPort', 0)];
    if (from !== undefined && to !== undefined && from <= to && to <= 65535)
      return [from === to ? String(from) : `${from}-${to}`];
    fault(each, undefined, 'a range of ports has wrong bounds. The rule was left out.');
    return [];
  });
  return all.length === 0 ? undefined : all;
}

function statefulGroup(fields: Fields, source: Fields): RuleGroup {
  const before = fields.item.faults;
  const own = child(fields, 'RuleVariables');
  const ipSets = own === undefined ? new Map<string, readonly string[]>() : setsOf(own, 'IPSets');
  const portSets = own === undefined ? new Map<string, readonly string[]>() : setsOf(own, 'PortSets');
  const variables: Variables = { ipSets, portSets };
  const homeNet = ipSets.get('HOME_NET');
  const written = rulesOf(source).map((rule) => withVariables(rule, variables));
  const readable = written.filter((rule) => rule.length <= MOST_CHARACTERS && isReadable(rule));
  const unread = written.length - readable.length;
  if (unread > 0) {
    remark(
      fields,
      'firewall-rules-unread',
      `${unread === 1 ? 'one of its rules' : `${unread} of its ${written.length} rules`} could not be read, such as those that name an IP set reference. What no other rule decides before them ends as \`unknown\`.`,
    );
  }
  const domains = child(source, 'RulesSourceList');
  const listed = domains === undefined ? undefined : domainListOf(domains);
  const incomplete =
    unread > 0 || listed?.incomplete === true || fields.item.isCut || fields.item.faults > before;
  return { kind: 'stateful', rules: readable, homeNet, domainList: listed?.domainList, incomplete };
}

/** Longest rule that a document holds. */
const MOST_CHARACTERS = 1024;

function isReadable(rule: string): boolean {
  return parseSuricataRule(rule, undefined) !== undefined;
}

/** NFW-13: a list of domains, as the document holds it; an alert list drops nothing. */
function domainListOf(fields: Fields): {
  readonly domainList: StatefulGroup['domainList'];
  readonly incomplete: boolean;
} {
  const action = LIST_ACTIONS[text(fields, 'GeneratedRulesType') ?? ''];
  if (action === 'alert') return { domainList: undefined, incomplete: false };
  const targets = texts(fields, 'Targets');
  const types = texts(fields, 'TargetTypes') ?? [];
  if (action === undefined || targets === undefined || types.length === 0)
    return { domainList: undefined, incomplete: true };
  const protocols = types.map((type) => (type === 'TLS_SNI' ? ('tls' as const) : ('http' as const)));
  return { domainList: { action, targets: [...targets], protocols }, incomplete: false };
}

const LIST_ACTIONS: Readonly<Record<string, 'allow' | 'deny' | 'alert'>> = {
  ALLOWLIST: 'allow',
  DENYLIST: 'deny',
  REJECTLIST: 'deny',
  ALERTLIST: 'alert',
};

/** NFW-9: the rules as Suricata text, written as such or part by part. */
function rulesOf(source: Fields): string[] {
  const written = lines(source, 'RulesString');
  if (written !== undefined) return listedRules(written);
  return (list(source, 'StatefulRules') ?? []).map(ruleOf);
}

function ruleOf(fields: Fields): string {
  const header = child(fields, 'Header');
  const word = (key: string) => (header === undefined ? undefined : text(header, key)) ?? '';
  const options = (list(fields, 'RuleOptions') ?? []).map((option) => {
    const settings = texts(option, 'Settings') ?? [];
    const keyword = text(option, 'Keyword') ?? '';
    return settings.length === 0 ? `${keyword};` : `${keyword}:${settings.join(',')};`;
  });
  const arrow = word('Direction') === 'ANY' ? '<>' : '->';
  const ends = [word('Source'), word('SourcePort'), arrow, word('Destination'), word('DestinationPort')];
  const start = [text(fields, 'Action')?.toLowerCase() ?? '', word('Protocol').toLowerCase(), ...ends];
  // Ends in words of AWS: `ANY` for any.
  const plain = start.map((each) => (each.toUpperCase() === 'ANY' ? 'any' : each)).join(' ');
  return options.length === 0 ? plain : `${plain} (${options.join(' ')})`;
}

/** Puts rule groups into the policies that name them. NFW-21: those of AWS cannot be read. */
export function applyRuleGroups(dump: Dump): void {
  const { references, groups } = factsOf(dump, facts);
  const missing = new Set<string>();
  for (const [id, { stateless, stateful, homeNet, isCut }] of references) {
    const policy = dump.drafts.firewallPolicies.get(id)?.value;
    if (policy === undefined) continue;
    const statelessGroups = stateless.map(({ arn, priority }): StatelessGroup => {
      const group = groups.get(arn)?.group;
      if (group?.kind !== 'stateless') missing.add(arn);
      return group?.kind === 'stateless'
        ? lean({ priority, rules: [...group.rules], incomplete: group.incomplete || undefined })
        : lean({ priority, rules: [], incomplete: true });
    });
    const statefulGroups = stateful.map(({ arn, priority, dropToAlert }): StatefulGroup => {
      const known = groups.get(arn);
      const name = known?.name ?? arn.split('/').at(-1);
      const own = lean({ name, priority, dropToAlert: dropToAlert || undefined });
      if (arn.includes(':aws-managed:')) return { ...own, managed: true };
      if (known?.group.kind !== 'stateful') {
        missing.add(arn);
        return { ...own, incomplete: true };
      }
      const { rules, incomplete, domainList, homeNet: home } = known.group;
      const blocks = (home ?? homeNet)?.filter((block) => parseCidr(block) !== undefined);
      return lean({
        ...own,
        homeNet: blocks === undefined || blocks.length === 0 ? undefined : blocks,
        rules: rules.length === 0 && domainList !== undefined ? undefined : [...rules],
        domainList,
        incomplete: incomplete || undefined,
      });
    });
    // EVAL-8: groups that broke off may stand before all others.
    if (isCut) {
      statelessGroups.unshift({ rules: [], incomplete: true });
      statefulGroups.unshift({ incomplete: true });
    }
    if (statelessGroups.length > 0) policy.statelessRuleGroups = statelessGroups;
    if (statefulGroups.length > 0) policy.statefulRuleGroups = statefulGroups;
  }
  reportLacking(dump, {
    names: [...missing].map((arn) => arn.split('/').at(-1) ?? arn),
    kind: 'Rule group',
    consequence:
      'a firewall policy names it and no answer shows its rules, so what they may decide ends as `unknown`',
    command: 'aws network-firewall describe-rule-group --rule-group-arn …',
  });
}
