/**
 * Which entries AWS accepts in a network ACL (NACL-2, NACL-14).
 */
import type { Refusal } from '../../rules/index.ts';

/** The numbers that entries may have; the final `*` entries come after (NACL-2). */
export const LOWEST_RULE_NUMBER = 1;
export const HIGHEST_RULE_NUMBER = 32766;

/**
 * Whether AWS accepts these rule numbers in one direction of an ACL: 1 to 32766 (NACL-2), each once whatever the family
 * (NACL-14). Empty when accepted.
 */
export function refuseRuleNumbers(ruleNumbers: readonly number[]): Refusal[] {
  const counts = new Map<number, number>();
  for (const ruleNumber of ruleNumbers) counts.set(ruleNumber, (counts.get(ruleNumber) ?? 0) + 1);
  return [...counts].flatMap(([ruleNumber, count]) => {
    const refusals: Refusal[] = [];
    if (
      !Number.isInteger(ruleNumber) ||
      ruleNumber < LOWEST_RULE_NUMBER ||
      ruleNumber > HIGHEST_RULE_NUMBER
    ) {
      refusals.push({
        rule: 'NACL-2',
        reason: `\`${ruleNumber}\` is no rule number: they go from ${LOWEST_RULE_NUMBER} to ${HIGHEST_RULE_NUMBER}.`,
      });
    }
    if (count > 1) {
      refusals.push({
        rule: 'NACL-14',
        reason: `Number \`${ruleNumber}\` stands ${count} times in one direction. Each number is used once; give the others numbers of their own.`,
      });
    }
    return refusals;
  });
}
