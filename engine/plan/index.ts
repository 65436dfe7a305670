/** Planning of addresses: what a block is, and what AWS leaves of it. */

export type { BinaryOctets } from './binary-view.ts';
export { binaryOctets } from './binary-view.ts';
export type {
  AwsView,
  BinaryView,
  BlockDescription,
  Ipv4BlockDescription,
  Ipv6BlockDescription,
} from './describe-block.ts';
export { describeBlock } from './describe-block.ts';
export type { Fit, Misfit } from './size.ts';
export { fitsSubnet, fitsVpc } from './size.ts';
export { splitIntoParts } from './split.ts';
export type { ReservedAddress, ReservedPurpose } from './subnet-addresses.ts';
export { reservedAddresses, smallestSubnetPrefix, usableAddressCount } from './subnet-addresses.ts';
export type { AmazonResolver } from './vpc-services.ts';
export { ROUTER_IPV6, amazonResolver } from './vpc-services.ts';
