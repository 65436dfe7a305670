/** Subnets of no cloud: a map from their names to their blocks, for modules that make them. */
import { formatCidr } from '../../../ip/index.ts';
import { type PlannedVpc, nameByBlock } from '../planned-vpcs.ts';
import { UniqueNames } from '../unique-names.ts';
import type { HclBlock, HclEntry } from './hcl.ts';

export function standardLocals(vpcs: readonly PlannedVpc[]): HclBlock[] {
  const names = new UniqueNames();
  const entries = vpcs.flatMap(({ subnets }) =>
    subnets.flatMap((subnet) =>
      [subnet.ipv4, subnet.ipv6].flatMap((at): HclEntry[] => {
        if (at === undefined) return [];
        const key = names.take(subnet.name ?? nameByBlock(subnet));
        return [{ key, value: formatCidr(at.cidr), comment: subnet.note }];
      }),
    ),
  );
  return [{ type: 'locals', labels: [], attributes: [['subnets', { fields: entries }]] }];
}
