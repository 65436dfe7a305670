/**
 * Blocks of subnets that AWS would refuse (SUB-1 to SUB-3).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { compareCidrs, containsCidr, formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { refuseSubnetCidr } from '../resources/subnet/constraints.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const subnetCidrs: Check = ({ network }) =>
  [...network.vpcs.values()].flatMap((vpc) => refusedSubnets(vpc, network.lookup.subnetsOf(vpc.id)));

interface Placed {
  readonly subnet: Subnet;
  readonly cidr: Cidr;
}

/** Sorted, a block that overlaps another comes right after one that holds it, so that one pass finds all. */
function refusedSubnets(vpc: Vpc, subnets: readonly Subnet[]): Diagnostic[] {
  const placed = subnets.flatMap((subnet) => blocksOf(subnet).map((cidr): Placed => ({ subnet, cidr })));
  placed.sort((a, b) => compareCidrs(a.cidr, b.cidr));
  const open: Placed[] = [];
  return placed.flatMap((candidate) => {
    while (open.length > 0 && !holds(open.at(-1), candidate)) open.pop();
    const around = open.at(-1);
    open.push(candidate);
    const vpcCidrs = candidate.cidr.family === 4 ? vpc.cidrBlocks : vpc.ipv6CidrBlocks;
    const refusals = refuseSubnetCidr(candidate.cidr, {
      // EVAL-8: a VPC without blocks is one that the input says little of.
      vpcCidrs: vpcCidrs.length === 0 ? [candidate.cidr] : vpcCidrs,
      existingSubnets: around === undefined ? [] : [around.cidr],
    });
    const subject = `AWS would not give \`${formatCidr(candidate.cidr)}\` to subnet ${named(candidate.subnet)}`;
    const other = around === undefined ? '' : ` beside subnet ${named(around.subnet)}`;
    return refusals.flatMap((refusal) =>
      refused('subnet-cidr-refused', candidate.subnet.id, subject + (refusal.rule === 'SUB-2' ? other : ''), [refusal]),
    );
  });
}

function blocksOf(subnet: Subnet): readonly Cidr[] {
  return subnet.cidrBlock === undefined ? subnet.ipv6CidrBlocks : [subnet.cidrBlock, ...subnet.ipv6CidrBlocks];
}

function holds(outer: Placed | undefined, inner: Placed): boolean {
  return outer !== undefined && containsCidr(outer.cidr, inner.cidr);
}
