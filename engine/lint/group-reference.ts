/**
 * The groups that rules of other groups name.
 */
import type { SecurityGroup } from '../resources/security-group/types.ts';

export interface GroupReference {
  readonly group: SecurityGroup;
  readonly direction: 'ingress' | 'egress';
  /** Id of the group that the rule names. */
  readonly named: string;
}

/** Each group that another one's rules name, once for a direction. */
export function referencesOf(group: SecurityGroup): GroupReference[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const ids = group[direction].flatMap(({ match: { remote } }) =>
      remote.kind === 'group' ? [remote.group] : [],
    );
    return [...new Set(ids)].filter((id) => id !== group.id).map((id) => ({ group, direction, named: id }));
  });
}
