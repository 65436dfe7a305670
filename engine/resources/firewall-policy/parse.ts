import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { firewallPolicySchema } from './schema.ts';
import { domainRules } from './domain-list.ts';
import { parseSuricataRule } from './suricata.ts';
import type { StatelessRule } from './types.ts';

/** EVAL-8: stands for the rules of a group that the input does not list. */
const UNLISTED: StatelessRule = {
  priority: Infinity,
  action: 'unknown',
  protocols: [],
  sources: [],
  destinations: [],
  sourcePorts: [],
  destinationPorts: [],
};

export function parseFirewallPolicy(
  document: v.InferOutput<typeof firewallPolicySchema>,
  context: ParseContext,
): readonly Resource[] {
  // NFW-2: groups by priority, in each the rules by priority.
  const groups = [...document.statelessRuleGroups].sort((a, b) => a.priority - b.priority);
  const stateless = groups.flatMap(({ rules, incomplete }): StatelessRule[] => [
    ...[...rules]
      .sort((a, b) => a.priority - b.priority)
      .map(({ priority, action, tcpFlags, protocols, ...ends }) => ({
        ...ends,
        priority,
        action: tcpFlags ? ('unknown' as const) : action,
        protocols: protocols.includes('any')
          ? []
          : protocols.flatMap((each) => (each === 'any' ? [] : [each])),
      })),
    ...(incomplete ? [UNLISTED] : []),
  ]);
  return [
    {
      kind: 'firewall-policy',
      id: document.id,
      name: document.name,
      statelessDefault: document.statelessDefaultAction,
      stateless,
      ruleOrder: document.ruleOrder ?? 'action',
      ruleOrderStated: document.ruleOrder !== undefined,
      statefulDefaults: document.statefulDefaultActions,
      stateful: [...document.statefulRuleGroups]
        .sort((a, b) => a.priority - b.priority)
        .map((group, index) => ({
          name: group.name,
          priority: group.priority,
          managed: group.managed,
          alertsOnly: group.dropToAlert,
          incomplete: group.incomplete,
          rules: group.rules
            .flatMap((text, position) => {
              const rule = parseSuricataRule(text, group.homeNet);
              if (rule === undefined) {
                const path = ['statefulRuleGroups', index, 'rules', position];
                context.report(
                  'invalid-value',
                  `Firewall policy \`${document.id}\` at \`${path.join('.')}\`: \`${text.slice(0, 60)}\` is no rule such as \`pass tcp any any -> any 443\`. It was left out.`,
                  path,
                );
              }
              return rule ?? [];
            })
            .concat(group.domainList === undefined ? [] : domainRules(group.domainList, group.homeNet)),
        })),
      streamException: document.streamExceptionPolicy,
    },
  ];
}
