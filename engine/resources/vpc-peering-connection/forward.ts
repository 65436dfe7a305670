/**
 * A VPC peering connection: carries only packets whose destination lies in the VPC they enter (PEER-3), and delivers
 * them there without asking a route table. No translation, no transit, no reverse-path check (PEER-5 to PEER-7).
 */
import { containsAddress, formatAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { Handed, Next, SgTag } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import type { PeeringSide, VpcPeeringConnection } from './types.ts';

/** GEN-5, between Regions. */
const MOST_BYTES = 8500;
const OLDER = 'AWS pages from before 2025 say 1500 bytes for a peering between Regions.';

export function crossPeering({ id, packet, tag, emitter }: Handed, walk: Walk): Next {
  const peering = walk.network.vpcPeeringConnections.get(id);
  const place = { kind: 'vpc-peering-connection', id };
  if (peering === undefined) {
    // RT-24: the route is stated active and the model does not hold the peering.
    walk.undecided(place, 'other-resource', packet, { detail: 'not-held', rules: ['RT-24', 'EVAL-8'] });
    return { step: 'ended' };
  }
  const { near, far } = sidesOf(peering, emitter.subnet.vpc);
  if (far.cidrBlocks.length === 0 && far.ipv6CidrBlocks.length === 0) {
    // EVAL-8: blocks that no input states are not thereby none.
    const text = `The CIDR blocks of VPC ${far.vpc} on the far side of ${id} are not in the input.`;
    walk.undecided(place, 'pcx', packet, {
      detail: 'not-held',
      rules: ['PEER-15', 'EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'PEER-15', text }],
    });
    return { step: 'ended' };
  }
  if (!sideHolds(far, packet.dst)) {
    walk.drop(place, 'pcx', packet, {
      detail: 'outside-vpc',
      rules: ['PEER-3', 'PEER-5', 'PEER-6'],
      notes: walk.lostReplyNotes(near.vpc, packet),
      mendable: false,
    });
    return { step: 'ended' };
  }
  if (walk.flow.isCopy === true && !isWithinRegion(peering)) {
    walk.drop(place, 'pcx', packet, { detail: 'other-region', rules: ['MIR-5'], mendable: false });
    return { step: 'ended' };
  }
  if (!isWithinRegion(peering) && !walk.fits(place, 'pcx', packet, MOST_BYTES, OLDER))
    return { step: 'ended' };
  const notes = [...foreignSourceNotes(walk, near, packet.src), ...natNotes(emitter.kind)];
  walk.record(place, 'pcx', 'allowed', packet, { rules: ['PEER-3', 'PEER-4'], notes });
  if (!walk.network.vpcs.has(far.vpc)) {
    walk.undecided({ kind: 'vpc', id: far.vpc, vpc: far.vpc }, 'pcx', packet, {
      detail: 'not-held',
      rules: ['PEER-15', 'EVAL-8'],
      notes: [
        {
          kind: 'assumption',
          rule: 'PEER-15',
          text: `VPC ${far.vpc} on the far side of ${id} is not in the input.`,
        },
      ],
    });
    return { step: 'ended' };
  }
  walk.record({ kind: 'vpc', id: far.vpc, vpc: far.vpc }, 'router', 'passed', packet);
  // SG-13, PEER-8: the sender's groups are known on the other side only within one Region.
  const kept: SgTag = isWithinRegion(peering) && peering.status === 'active' ? tag : [];
  return { step: 'deliver', vpc: asId<VpcId>(far.vpc), sameSubnet: undefined, packet, tag: kept };
}

/** The side a VPC is, and the other one. */
export function sidesOf(peering: VpcPeeringConnection, vpc: string): { near: PeeringSide; far: PeeringSide } {
  const { requester, accepter } = peering;
  return requester.vpc === vpc ? { near: requester, far: accepter } : { near: accepter, far: requester };
}

/** PEER-8: whether both sides are in one Region, as far as the input says; an unstated Region is taken for the same. */
export function isWithinRegion({ requester, accepter }: VpcPeeringConnection): boolean {
  return (
    requester.region === undefined || accepter.region === undefined || requester.region === accepter.region
  );
}

/** Whether an address lies in a CIDR block of one side (PEER-3). */
export function sideHolds(side: PeeringSide, address: Address): boolean {
  const blocks = address.family === 4 ? side.cidrBlocks : side.ipv6CidrBlocks;
  return blocks.some((block) => containsAddress(block, address));
}

/** PEER-14. */
function foreignSourceNotes(walk: Walk, near: PeeringSide, source: Address): Note[] {
  if (walk.leg === 'return' || sideHolds(near, source)) return [];
  const text = `${formatAddress(source)} is not an address of ${near.vpc}: its packets are taken to pass the peering, and the replies not to find back.`;
  return [{ kind: 'uncertain', rule: 'PEER-14', text }];
}

/** NAT-16. */
function natNotes(emitter: string): Note[] {
  if (emitter !== 'nat-gateway') return [];
  const text =
    'AWS does not document a NAT gateway sending on over a peering connection; it is taken to work.';
  return [{ kind: 'uncertain', rule: 'NAT-16', text }];
}
