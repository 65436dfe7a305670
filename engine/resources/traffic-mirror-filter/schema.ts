import * as v from 'valibot';
import { cidr, flag, identity, ports, protocol } from '../../model/fields.ts';

const rule = v.object({
  ruleNumber: v.pipe(
    v.number('A rule number is a number from 1 to 32766.'),
    v.integer('A rule number is a whole number.'),
    v.minValue(1, 'Rule numbers start at 1.'),
    v.maxValue(32766, 'Rule numbers end at 32766.'),
  ),
  ruleAction: v.picklist(['accept', 'reject'], 'A rule of a traffic mirror filter accepts or rejects.'),
  protocol: v.optional(protocol, '-1'),
  sourceCidrBlock: v.optional(cidr, '0.0.0.0/0'),
  sourcePorts: v.optional(ports),
  destinationCidrBlock: v.optional(cidr, '0.0.0.0/0'),
  destinationPorts: v.optional(ports),
});

export const trafficMirrorFilterSchema = v.object({
  ...identity,
  /** Of packets that the source receives. */
  ingress: v.optional(v.array(rule), []),
  /** Of packets that the source sends. */
  egress: v.optional(v.array(rule), []),
  incomplete: v.optional(flag, false),
});
