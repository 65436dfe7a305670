import * as v from 'valibot';
import { identity, ipv4Address, reference } from '../../model/fields.ts';

export const eipSchema = v.object({
  ...identity,
  publicIp: ipv4Address,
  networkInterface: v.optional(reference),
  instance: v.optional(reference),
  privateIp: v.optional(ipv4Address),
});
