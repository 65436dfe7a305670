import type { Cidr } from '../../ip/index.ts';
import type { VpcId } from '../../model/id.ts';

/** A VPC. Its own CIDR blocks are the addresses that `local` serves (RT-21). */
export interface Vpc {
  readonly kind: 'vpc';
  readonly id: VpcId;
  readonly name: string | undefined;
  /** IPv4 blocks in use (VPC-9: state `associated`); the first is the primary one (VPC-1). May be empty in a partial model. */
  readonly cidrBlocks: readonly Cidr[];
  readonly ipv6CidrBlocks: readonly Cidr[];
  readonly region: string | undefined;
  readonly ownerId: string | undefined;
  readonly isDefault: boolean;
  /** Whether its instances run on hardware of their own (LAM-7). */
  readonly instanceTenancy: 'default' | 'dedicated';
  /** DNS-1: the Amazon resolver answers. */
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
}
