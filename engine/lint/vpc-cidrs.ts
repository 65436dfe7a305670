/**
 * Blocks of VPCs that AWS would refuse (VPC-1 to VPC-5, VPC-10).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr, overlaps, parseCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { doubtsOfCidrAssociation, refuseCidrAssociation, refuseVpcCidr } from '../plan/index.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const vpcCidrs: Check = ({ network }) =>
  [...network.vpcs.values()].flatMap((vpc) => [
    ...refusedBlocks(vpc, vpc.cidrBlocks),
    ...refusedBlocks(vpc, vpc.ipv6CidrBlocks),
  ]);

/** Far above the ceiling of LIM-2; a list beyond it is reported as such and not compared pair by pair. */
const MOST_COMPARED = 100;

function refusedBlocks(vpc: Vpc, blocks: readonly Cidr[]): Diagnostic[] {
  const [primary, ...others] = blocks.slice(0, MOST_COMPARED);
  if (primary === undefined) return [];
  const refusals = (block: Cidr, found: ReturnType<typeof refuseVpcCidr>) =>
    refused(
      'vpc-cidr-refused',
      vpc.id,
      `AWS would not give \`${formatCidr(block)}\` to VPC ${named(vpc)}`,
      found,
    );
  const existing = [primary];
  const diagnostics = refusals(primary, refuseVpcCidr(primary));
  for (const block of inBestOrder(others)) {
    diagnostics.push(...refusals(block, refuseCidrAssociation(block, { existing })));
    for (const { rule, reason } of doubtsOfCidrAssociation(block, existing)) {
      diagnostics.push(
        diagnostic('vpc-cidr-doubtful', `VPC ${named(vpc)}: ${reason}`, { resource: vpc.id, rule }),
      );
    }
    existing.push(block);
  }
  return diagnostics;
}

const LOWEST_RANGE = parseCidr('10.0.0.0/16');
const FIRST_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'].flatMap(
  (text) => parseCidr(text) ?? [],
);

/**
 * The order in which AWS is most likely to take them: an input does not say in which order they were added, and a
 * network is not wrong as long as there is one that works (VPC-4, VPC-5).
 */
function inBestOrder(blocks: readonly Cidr[]): Cidr[] {
  const place = (block: Cidr) =>
    LOWEST_RANGE !== undefined && overlaps(LOWEST_RANGE, block)
      ? 0
      : FIRST_RANGES.some((range) => overlaps(range, block))
        ? 1
        : 2;
  return [...blocks].sort((a, b) => place(a) - place(b));
}
