import type { Address, Cidr } from '../../ip/index.ts';
import type { InstanceId, NetworkInterfaceId, SecurityGroupId, SubnetId, VpcId } from '../../model/id.ts';

export interface PrivateIpv4 {
  readonly address: Address;
  /** The public IPv4 address mapped to it 1:1 at the internet gateway (IGW-3, IGW-17). */
  readonly publicIp: Address | undefined;
  /** An Elastic IP outlives a stop; an auto-assigned address does not (ENI-4, IGW-17). */
  readonly publicIpIsElastic: boolean;
}

/** What the guest behind the interface does with packets that are not for it (I5, NATI-9). */
export type Forwarding = 'none' | 'router' | 'nat';

export interface NetworkInterface {
  readonly kind: 'network-interface';
  readonly id: NetworkInterfaceId;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly vpc: VpcId;
  readonly subnet: SubnetId;
  /** The first is the primary one (ENI-1). Empty for an interface of an IPv6-only subnet. */
  readonly privateIpv4: readonly PrivateIpv4[];
  /** True when no input shows its address, and one stands for it (LAM-8, RDS-4). */
  readonly addressIsSupposed: boolean;
  readonly ipv6Addresses: readonly Address[];
  /** Delegated prefixes: every address in them is the interface's own (ENI-12). */
  readonly prefixes: readonly Cidr[];
  readonly groups: readonly SecurityGroupId[];
  readonly sourceDestCheck: boolean;
  /** As EC2 spells it (`interface`, `natGateway`, `lambda` …; ENI-11). */
  readonly interfaceType: string;
  /** What it serves in words, for managed interfaces: `NAT gateway`, `load balancer`; `undefined` for ordinary ones. */
  readonly managedBy: string | undefined;
  /** False for an unattached interface: it reserves its addresses and answers nothing (ENI-13). */
  readonly attached: boolean;
  readonly instance: InstanceId | undefined;
  /** Of a branch interface: the trunk interface of the node it is on (CNT-5). */
  readonly trunk: string | undefined;
  /** Place among the instance's interfaces; 0 is the primary one. `undefined` when no input says. */
  readonly deviceIndex: number | undefined;
  /** `undefined` when no input says; the walk then guesses and says so (NATI-9). */
  readonly forwarding: Forwarding | undefined;
}
