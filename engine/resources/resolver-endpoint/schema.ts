import * as v from 'valibot';
import { identity, oneOrMany, reference, text } from '../../model/fields.ts';
import { managedInterface } from '../network-interface/managed.ts';

export const resolverEndpointSchema = v.object({
  ...identity,
  vpc: reference,
  direction: v.picklist(['INBOUND', 'OUTBOUND']),
  /** One for each of its addresses. */
  interfaces: v.optional(v.array(managedInterface), []),
  /** Interfaces that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  securityGroups: v.optional(oneOrMany(reference)),
  status: v.optional(text),
});
