import * as v from 'valibot';
import { identity, oneOrMany, port, reference } from '../../model/fields.ts';
import { managedInterface } from '../network-interface/managed.ts';

export const databaseSchema = v.object({
  ...identity,
  port: v.optional(port),
  /** One in each of its subnets. */
  interfaces: v.optional(v.array(managedInterface), []),
  /** Interfaces that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  securityGroups: v.optional(oneOrMany(reference)),
});
