import * as v from 'valibot';
import {
  flag,
  icmpNumber,
  identity,
  oneOrMany,
  ports,
  protocol,
  reference,
  text,
} from '../../model/fields.ts';

const permission = {
  id: v.optional(text),
  protocol: v.optional(protocol, '-1'),
  ports: v.optional(ports),
  icmpType: v.optional(icmpNumber, -1),
  icmpCode: v.optional(icmpNumber, -1),
  description: v.optional(text),
};

/** Peers are CIDR blocks, single addresses, and ids or names of security groups and prefix lists. */
const peers = oneOrMany(reference);

export const securityGroupSchema = v.object({
  ...identity,
  vpc: v.optional(reference),
  ownerId: v.optional(text),
  isDefault: v.optional(flag, false),
  ingress: v.optional(v.array(v.object({ ...permission, from: peers })), []),
  /** Absent: all traffic, as AWS makes a new group (SG-4). An empty list lets nothing new out. */
  egress: v.optional(v.array(v.object({ ...permission, to: peers }))),
  incomplete: v.optional(flag, false),
});
