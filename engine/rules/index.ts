/** The rule list as data: what code, tests, diagnostics and explanations cite by id. */
import { coreRules } from './core.ts';
import { costRules } from './cost.ts';
import { edgeRules } from './edge.ts';
import type { Rule, Source } from './rule.ts';
import { pages } from './sources.ts';

export type { Refusal } from './refusal.ts';
export type { Certainty, Rule, Source } from './rule.ts';

/** Every rule by id, in the order of the groups. */
export const rules = { ...coreRules, ...edgeRules, ...costRules } as const;

export type RuleId = keyof typeof rules;

/** Whether `text` is the id of a rule. */
export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(rules, text);
}

/**
 * Where a rule is from, in full: page titles as AWS prints them, API names, codes of Reachability Analyzer.
 *
 * @returns one text per source, in the rule's order; empty for a rule that follows from others alone
 */
export function ruleSource(id: RuleId): readonly string[] {
  const { sources }: Rule = rules[id];
  return sources.map(expand);
}

function expand(source: Source): string {
  const colon = source.indexOf(': ');
  const name = source.slice(colon + 2);
  switch (source.slice(0, colon)) {
    case 'doc':
      return `AWS documentation, “${pages.get(name) ?? name}”`;
    case 'api':
      return `EC2 API reference, ${name}`;
    case 'RA':
      return `Reachability Analyzer explanation code ${name}`;
    default:
      return `Rule ${name}`;
  }
}
