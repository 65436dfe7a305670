/**
 * Interfaces that were given no group of their own (SG-5).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { isOrdinary } from './check.ts';
import type { Check } from './check.ts';
import { counted, hostName, listed, named } from './words.ts';

export const defaultGroupsInUse: Check = (context) =>
  [...context.network.securityGroups.values()].flatMap((group) => {
    const members = group.isDefault ? context.membersOfGroup(group.id).filter(isOrdinary) : [];
    if (members.length === 0) return [];
    return [
      diagnostic(
        'default-group-in-use',
        `${counted(members.length, 'interface')} (${listed(members.map(hostName))}) ${members.length === 1 ? 'is' : 'are'} in the default group ${named(group)}, which interfaces get when none is named. Its members reach each other on every port${members.length === 1 ? '' : ', and these do'}. Give each role a group of its own.`,
        { resource: group.id, rule: 'SG-5' },
      ),
    ];
  });
