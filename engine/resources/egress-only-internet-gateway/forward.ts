/**
 * The egress-only internet gateway: IPv6 out, and replies back in (V6-6, V6-10).
 */
import { isUniqueLocal } from '../../ip/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Handed, Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import { passAccess } from '../internet-gateway/forward.ts';
import { evaluateBlockPublicAccess } from '../vpc-block-public-access-options/evaluate.ts';

const foreignNote: Note = {
  kind: 'uncertain',
  rule: 'edge:V6-10',
  text: 'An egress-only internet gateway is taken to serve addresses of its own VPC only, as an internet gateway does.',
};

export function sendOutByEgressOnlyGateway({ id, packet, emitter }: Handed, walk: Walk): Next {
  const { subnet } = emitter;
  const place = { kind: 'egress-only-internet-gateway', id, vpc: subnet.vpc };
  if (!walk.network.egressOnlyInternetGateways.has(id)) {
    // RT-24: the route is stated active and the model does not hold the gateway.
    walk.undecided(place, 'other-resource', packet, { detail: 'not-held', rules: ['RT-24', 'EVAL-8'] });
    return { step: 'ended' };
  }
  const access = evaluateBlockPublicAccess(walk.network, {
    subnet,
    byNatOrEgressOnly: true,
    openedFrom: walk.crossesGateway(subnet.vpc, 'out', packet),
  });
  if (!passAccess(walk, place, packet, access)) return { step: 'ended' };
  if (walk.leg === 'return') {
    // V6-10: a reply to a flow that came in by the internet gateway has no entry here.
    walk.drop(place, 'eigw', packet, {
      detail: 'no-state',
      rules: ['V6-10', 'V6-6'],
      notes: [
        {
          kind: 'uncertain',
          rule: 'V6-10',
          text: 'That the ends do not connect is certain; that the request arrives and its reply is lost is supposed.',
        },
      ],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const owner = walk.network.lookup.ownerOf(subnet.vpc, packet.src);
  if (owner === undefined || isUniqueLocal(packet.src) || packet.src.family === 4) {
    const detail = owner === undefined ? 'foreign-source' : 'no-public-address';
    const isForeign = owner === undefined && emitter.kind === 'transit-gateway';
    const rules: RuleId[] = ['IGW-11', 'V6-6', ...(isForeign ? (['edge:V6-10'] as const) : [])];
    const notes: Note[] = isForeign ? [foreignNote] : [];
    walk.drop(place, 'eigw', packet, { detail, rules, notes, mendable: false });
    return { step: 'ended' };
  }
  if (isUniqueLocal(packet.dst)) {
    // V6-5: private IPv6 never goes through an egress-only gateway either.
    walk.drop(place, 'eigw', packet, { detail: 'private-destination', rules: ['V6-5'], mendable: false });
    return { step: 'ended' };
  }
  walk.egressOnlyFlows.push({ gateway: id, packet });
  walk.record(place, 'eigw', 'passed', packet, { rules: ['V6-6'] });
  return { step: 'internet', packet, from: subnet.vpc };
}
