import * as v from 'valibot';
import { cidr, flag, icmpNumber, identity, ports, protocol, reference } from '../../model/fields.ts';

const entry = v.object({
  ruleNumber: v.pipe(
    v.number('A rule number is a number from 1 to 32766.'),
    v.integer('A rule number is a whole number.'),
    v.minValue(1, 'Rule numbers start at 1.'),
    v.maxValue(32766, 'Rule numbers end at 32766; the final `*` rule is implied.'),
  ),
  ruleAction: v.picklist(['allow', 'deny'], 'A network ACL entry allows or denies.'),
  protocol: v.optional(protocol, '-1'),
  ports: v.optional(ports),
  icmpType: v.optional(icmpNumber, -1),
  icmpCode: v.optional(icmpNumber, -1),
  cidrBlock: cidr,
});

export const networkAclSchema = v.object({
  ...identity,
  vpc: reference,
  isDefault: v.optional(flag, false),
  /** Absent in a default ACL: allow all (NACL-5). Absent or empty elsewhere: only the final deny (NACL-6). */
  ingress: v.optional(v.array(entry)),
  egress: v.optional(v.array(entry)),
  incomplete: v.optional(flag, false),
});
