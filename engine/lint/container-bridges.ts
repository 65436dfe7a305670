/**
 * VPCs in the range of container bridges (VPC-2).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { formatCidr, overlaps, parseCidr } from '../ip/index.ts';
import type { Check } from './check.ts';
import { named } from './words.ts';

const CONTAINER_BRIDGE = parseCidr('172.17.0.0/16');

/** AWS allows the range; it is the default network of container hosts, which then keep the traffic to themselves. */
export const containerBridges: Check = ({ network }) =>
  [...network.vpcs.values()].flatMap((vpc) =>
    vpc.cidrBlocks
      .filter((block) => CONTAINER_BRIDGE !== undefined && overlaps(CONTAINER_BRIDGE, block))
      .map((block) =>
        diagnostic(
          'container-bridge-range',
          `VPC ${named(vpc)} has \`${formatCidr(block)}\`. Container hosts, and AWS services built on them, use \`172.17.0.0/16\` for a bridge inside the machine, so traffic from them to these addresses never leaves it. Use another range for subnets that such hosts talk to.`,
          { resource: vpc.id, rule: 'VPC-2' },
        ),
      ),
  );
