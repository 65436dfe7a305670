/**
 * Interfaces with groups of another VPC (SG-1).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { refuseGroupsOfInterface } from '../resources/security-group/constraints.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const groupsOfOtherVpcs: Check = ({ network }) =>
  [...network.networkInterfaces.values()].flatMap((networkInterface) => {
    const { vpc } = networkInterface;
    const carried = networkInterface.groups.flatMap((id) => network.securityGroups.get(id) ?? []);
    if (vpc === '' || carried.every((group) => group.vpc === undefined || group.vpc === vpc)) return [];
    const subject = `AWS would not give interface ${named(networkInterface)} of \`${vpc}\` these groups`;
    return [
      ...refused(
        'default-group-of-other-vpc',
        networkInterface.id,
        subject,
        refuseGroupsOfInterface(carried, vpc),
      ),
      ...carried
        .filter((group) => !group.isDefault && group.vpc !== undefined && group.vpc !== vpc)
        .map((group) =>
          diagnostic(
            'group-of-other-vpc',
            `Interface ${named(networkInterface)} is in \`${vpc}\` and carries group ${named(group)} of \`${group.vpc}\`. AWS accepts that only if the group is associated with \`${vpc}\` as well, which the network does not say. Associate it, or use a group of \`${vpc}\`.`,
            { resource: networkInterface.id, rule: 'SG-1' },
          ),
        ),
    ];
  });
