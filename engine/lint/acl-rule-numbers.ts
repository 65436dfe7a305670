/**
 * Rule numbers that AWS would refuse (NACL-2, NACL-14).
 */
import { refuseRuleNumbers } from '../resources/network-acl/constraints.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const aclRuleNumbers: Check = ({ network }) =>
  [...network.networkAcls.values()].flatMap((acl) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      refused(
        'acl-entry-refused',
        acl.id,
        `AWS would not accept the ${direction} entries of network ACL ${named(acl)}`,
        refuseRuleNumbers(acl[direction].map(({ ruleNumber }) => ruleNumber)),
      ),
    ),
  );
