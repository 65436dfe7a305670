/** Every item, in the order in which they run. */

import type { BenchItem } from '../item.ts';
import { aggregateFullItem, aggregateHalfItem } from './aggregate.ts';
import { containsPreparedItem, containsTextItem } from './contains-address.ts';
import { longestPrefixMatchItems } from './longest-prefix-match.ts';
import { overlappingPairsItem } from './overlapping-pairs.ts';
import { parseIpv4CidrItem } from './parse-ipv4-cidr.ts';
import { parseIpv6CidrItem } from './parse-ipv6-cidr.ts';
import { networkAclItem, securityGroupsItem } from './rule-lists.ts';
import { splitBlockItem } from './split-block.ts';
import { subtractFewItem, subtractManyItem } from './subtract.ts';
import { compileItem, traceItem } from './trace.ts';

export const items: readonly BenchItem[] = [
  parseIpv4CidrItem,
  parseIpv6CidrItem,
  containsTextItem,
  containsPreparedItem,
  splitBlockItem,
  aggregateFullItem,
  aggregateHalfItem,
  subtractFewItem,
  subtractManyItem,
  overlappingPairsItem,
  ...longestPrefixMatchItems,
  networkAclItem,
  securityGroupsItem,
  traceItem,
  compileItem,
];
