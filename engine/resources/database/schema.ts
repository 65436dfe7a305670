import * as v from 'valibot';
import { identity, oneOrMany, port, reference } from '../../model/fields.ts';
import { managedInterface } from '../network-interface/managed.ts';

export const databaseSchema = v.object({
  ...identity,
  port: v.optional(port),
  /** One in each of its subnets. */
  interfaces: v.optional(v.array(managedInterface), []),
  /** Of its subnet group: where it may be after a failover. */
  subnets: v.optional(oneOrMany(reference), []),
  /** Interfaces that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  securityGroups: v.optional(oneOrMany(reference)),
});
