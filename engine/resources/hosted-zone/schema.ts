import * as v from 'valibot';
import { domainName, flag, identity, oneOrMany, reference, text } from '../../model/fields.ts';
import { RECORD_TYPES } from './types.ts';

const record = v.object({
  /** In full: `db.corp.example`, `*.corp.example`. */
  name: domainName,
  type: v.picklist(RECORD_TYPES),
  /** Addresses of A and AAAA, the one name of CNAME. Those of other types are not looked at. */
  values: v.optional(oneOrMany(text), []),
  /** What an alias record answers with: a load balancer, an endpoint, or a name. */
  aliasTarget: v.optional(reference),
});

export const hostedZoneSchema = v.object({
  ...identity,
  domainName,
  /** True for one that names VPCs, too. */
  privateZone: v.optional(flag, false),
  /** The VPCs that a private zone answers in. */
  vpcs: v.optional(oneOrMany(reference)),
  /** Absent: the input does not hold them, so that no name of the zone is known to be missing. */
  records: v.optional(v.array(record)),
});
