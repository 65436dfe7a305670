import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { SecurityGroupId, VpcId } from '../../model/id.ts';
import type { Path } from '../../diagnostics/index.ts';
import { explainMalformedAddress } from '../../ip/index.ts';
import { isMalformedAddress } from '../../model/fields.ts';
import { allowAllOut, securityGroupRules } from './rules.ts';
import type { Permission } from './rules.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { securityGroupSchema } from './schema.ts';

export function parseSecurityGroup(
  document: v.InferOutput<typeof securityGroupSchema>,
  context: ParseContext,
): readonly Resource[] {
  const path = (direction: string, index: number, key: string) => [direction, index, key];
  let unreadPeers = 0;
  // A block that is malformed is no group's name: taken for one it would match nothing, where it ought to be unknown.
  const readable = (peers: readonly string[], at: Path) =>
    peers.filter((peer) => {
      if (!isMalformedAddress(peer) || context.find(peer, 'security-group', 'prefix-list') !== undefined)
        return true;
      unreadPeers += 1;
      const detail = `Security group \`${document.id}\` at \`${at.join('.')}\`: ${explainMalformedAddress(peer)} The peer was left out.`;
      context.report('invalid-value', detail, at);
      return false;
    });
  const rules = (permission: Permission, peers: readonly string[], at: Path) =>
    securityGroupRules(permission, readable(peers, at), context, at);
  const ingress = document.ingress.flatMap((permission, index) =>
    rules(permission, permission.from, path('ingress', index, 'from')),
  );
  // SG-4 fills in what is absent, not what could not be read.
  const unstated = context.isUnread('egress') ? [] : allowAllOut;
  const egress =
    document.egress?.flatMap((permission, index) =>
      rules(permission, permission.to, path('egress', index, 'to')),
    ) ?? unstated;
  return [
    {
      kind: 'security-group',
      id: asId<SecurityGroupId>(document.id),
      name: document.name,
      vpc: document.vpc === undefined ? undefined : asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      ownerId: document.ownerId,
      isDefault: document.isDefault,
      ingress,
      egress,
      incomplete: document.incomplete || context.incomplete || unreadPeers > 0,
    },
  ];
}
