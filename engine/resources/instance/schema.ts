import * as v from 'valibot';
import { identity, reference } from '../../model/fields.ts';
import { interfaceMembers } from '../network-interface/schema.ts';

export const instanceSchema = v.object({
  ...identity,
  ...interfaceMembers,
  /** Shorthand: gives the instance one interface in this subnet, with the members beside it. */
  subnet: v.optional(reference),
  state: v.optional(
    v.picklist(['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated']),
    'running',
  ),
  metadataHttpEndpoint: v.optional(v.picklist(['enabled', 'disabled']), 'enabled'),
});
