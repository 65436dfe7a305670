import * as v from 'valibot';
import { identity, oneOrMany, reference } from '../../model/fields.ts';
import { managedInterface } from '../network-interface/managed.ts';

export const databaseProxySchema = v.object({
  ...identity,
  database: v.optional(reference),
  /** One in each of its subnets. */
  interfaces: v.optional(v.array(managedInterface), []),
  /** Interfaces that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  securityGroups: v.optional(oneOrMany(reference)),
});
