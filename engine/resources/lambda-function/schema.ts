import * as v from 'valibot';
import { flag, identity, oneOrMany, reference } from '../../model/fields.ts';
import { managedInterface } from '../network-interface/managed.ts';

export const lambdaFunctionSchema = v.object({
  ...identity,
  /** One in each of its subnets. */
  interfaces: v.optional(v.array(managedInterface), []),
  /** Interfaces that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  /** `false`: it has no VPC settings and runs in a network of Lambda's own. */
  inVpc: v.optional(flag, true),
  securityGroups: v.optional(oneOrMany(reference)),
});
