/**
 * Blocks of subnets that AWS would refuse (SUB-1 to SUB-3).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { refuseSubnetCidr } from '../plan/index.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import { blocksOf } from './check.ts';
import type { Check } from './check.ts';
import { enclosed } from './enclosing.ts';
import { named, refused } from './words.ts';

export const subnetCidrs: Check = ({ network }) =>
  [...network.vpcs.values()].flatMap((vpc) => {
    const placed = network.lookup
      .subnetsOf(vpc.id)
      .flatMap((subnet) => blocksOf(subnet).map((cidr): Placed => ({ subnet, cidr })));
    return enclosed(placed).flatMap(({ item, around: [around] }) => refusedBlock(vpc, item, around));
  });

interface Placed {
  readonly subnet: Subnet;
  readonly cidr: Cidr;
}

function refusedBlock(vpc: Vpc, { subnet, cidr }: Placed, around: Placed | undefined): Diagnostic[] {
  const vpcCidrs = cidr.family === 4 ? vpc.cidrBlocks : vpc.ipv6CidrBlocks;
  const refusals = refuseSubnetCidr(cidr, {
    // EVAL-8: a VPC without blocks of any family is one that the input says little of.
    vpcCidrs: vpc.cidrBlocks.length === 0 && vpc.ipv6CidrBlocks.length === 0 ? [cidr] : vpcCidrs,
    existingSubnets: around === undefined ? [] : [around.cidr],
  });
  const subject = `AWS would not give \`${formatCidr(cidr)}\` to subnet ${named(subnet)}`;
  const beside = around === undefined ? '' : ` beside subnet ${named(around.subnet)}`;
  return refusals.flatMap((refusal) =>
    refused('subnet-cidr-refused', subnet.id, refusal.rule === 'SUB-2' ? subject + beside : subject, [
      refusal,
    ]),
  );
}
