/**
 * Groups that nothing uses (SG-1).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Check } from './check.ts';
import { referencesOf } from './group-reference.ts';
import { named } from './words.ts';

export const unusedGroups: Check = (context) => {
  const { network } = context;
  // EVAL-8: without interfaces every group would seem unused.
  if (network.notHeld.has('network-interface') || network.networkInterfaces.size === 0) return [];
  const all = [...network.securityGroups.values()];
  const namedByRules = new Set(
    all.flatMap((group) => referencesOf(group).map((reference) => reference.named)),
  );
  return all
    .filter(
      (group) =>
        !group.isDefault && !namedByRules.has(group.id) && context.membersOfGroup(group.id).length === 0,
    )
    .map((group) =>
      diagnostic(
        'unused-security-group',
        `No interface carries group ${named(group)}, and no rule names it. Its rules do nothing; attach it where it is meant, or delete it.`,
        { resource: group.id, rule: 'SG-1' },
      ),
    );
};
