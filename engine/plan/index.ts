/** Planning of addresses: what a block is, and what AWS leaves of it. */

export type { Allocation, AllocationChange, AllocationResult, Shortfall } from './allocate.ts';
export { allocate, prefixLengthForAll } from './allocate.ts';
export type { PlanFinding } from './check.ts';
export { checkPlan, overlapping, rowsThatBreak } from './check.ts';
export type { Cloud, CloudRules, Reservation, ReservedPurpose, SubnetLimits } from './clouds.ts';
export { cloudRules, clouds, purposeText, subnetLimits } from './clouds.ts';
export { fnCidr } from './cloudformation-cidr.ts';
export type {
  AwsView,
  BinaryView,
  BlockDescription,
  DigitView,
  Ipv4BlockDescription,
  Ipv6BlockDescription,
  SubnetView,
} from './describe-block.ts';
export { describeBlock } from './describe-block.ts';
export type { BulkSplit, Joined, Rebased } from './edit.ts';
export {
  addBlock,
  assignVpc,
  bulkSplit,
  canSplit,
  carve,
  join,
  parentOf,
  rebase,
  relabel,
  release,
  removeBlock,
  rename,
  setCloud,
  split,
  tidy,
} from './edit.ts';
export { explainShortfall, explainUnreadableNeed } from './explain-shortfall.ts';
export { freeBlocks, largestBlockBetween, nextFree } from './free-space.ts';
export type { Grown, GrownRow, RowRefusal } from './grow.ts';
export { grow } from './grow.ts';
export type { Need, Strategy, Wanted, WantedSubnet } from './needs.ts';
export { MAX_WANTED, hostsWanted, strategies, wantedSubnets } from './needs.ts';
export type { Outline, PlanBracket, PlanRow, Totals } from './outline.ts';
export { Outliner, foldableFrom, outlineOf, placeIn, rowKey } from './outline.ts';
export type { PlainBlock, PlainPlan, PlainRow, PlanMember } from './plain.ts';
export { PLAN_FORMAT, plainPlan, planMember } from './plain.ts';
export type {
  Branch,
  Label,
  LabelChange,
  Leaf,
  NodeRef,
  Plan,
  PlanBlock,
  PlanNode,
  SubnetKind,
} from './plan.ts';
export {
  BLANK_SUBNET,
  FREE_LEAF,
  MAX_LEAVES,
  TINT_COUNT,
  createPlan,
  eachLeaf,
  isBlank,
  isSpare,
  leafCount,
  leavesOf,
  nodeAt,
  subnetKinds,
} from './plan.ts';
export type { BlockParsing } from './parse-block.ts';
export { parseBlock } from './parse-block.ts';
export type { BlockReading } from './read-block.ts';
export { readBlock } from './read-block.ts';
export type { Fit, Misfit } from './size.ts';
export { fitsSubnet, fitsVpc } from './size.ts';
export { smallestBlockAround } from './smallest-block.ts';
export type { UnevenSplit } from './split.ts';
export { splitIntoParts, splitUnevenly } from './split.ts';
export type { ReservedAddress } from './subnet-addresses.ts';
export {
  reservedAddresses,
  smallestSubnetPrefix,
  subnetRouterAnycast,
  usableAddressCount,
  usableRange,
} from './subnet-addresses.ts';
export type { FunctionResult } from './terraform-functions.ts';
export { cidrhost, cidrnetmask, cidrsubnet, cidrsubnets } from './terraform-functions.ts';
export type { AmazonResolver } from './vpc-services.ts';
export { ROUTER_IPV6, amazonResolver } from './vpc-services.ts';
export type { CidrAssociation, PeeringOfVpc } from './vpc-placement.ts';
export {
  doubtsOfCidrAssociation,
  refuseCidrAssociation,
  refuseVpcCidr,
  refuseVpcPrefixLength,
} from './vpc-placement.ts';
export type { SubnetPlacement } from './subnet-placement.ts';
export { refuseSubnetCidr, refuseSubnetPrefixLength } from './subnet-placement.ts';
