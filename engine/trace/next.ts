/**
 * Where a packet goes next. Each function of the walk takes it one stretch further and says what follows, so that the
 * walk is a loop and no resource needs to know another.
 */
import type { Packet } from '../packet/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { VpcId } from '../model/index.ts';

/** Who puts a packet into a subnet: an interface, a NAT gateway, or an address that nobody in the model has. */
export interface Emitter {
  /** Id for loops (EVAL-5): the interface or the NAT gateway. */
  readonly device: string;
  readonly kind:
    'network-interface' | 'nat-gateway' | 'unowned' | 'transit-gateway' | 'endpoint' | 'load-balancer';
  readonly networkInterface: NetworkInterface | undefined;
  readonly subnet: Subnet;
  /** The ACL of the subnet counts for a receiver in the same subnet too (ELB-32). */
  readonly meetsOwnAcl?: boolean;
}

/** Groups that a packet's sender carries, as far as they are still known (SG-12, SG-13). */
export type SgTag = readonly string[];

export interface Arriving {
  readonly packet: Packet;
  readonly tag: SgTag;
}

export type Next =
  /** E1 to E3, then E4: an interface sends a packet of its own or passes one on. */
  | ({
      readonly step: 'send';
      readonly networkInterface: NetworkInterface;
      /** A load balancer sends with the client's address: no source check, and its groups go along (ELB-24). */
      readonly asOwn?: boolean;
      /** The ACL of the subnet counts for a receiver in the same subnet too (ELB-32). */
      readonly meetsOwnAcl?: boolean;
    } & Arriving)
  /** E4 to E7: a packet leaves a device inside a subnet. */
  | ({ readonly step: 'route'; readonly emitter: Emitter } & Arriving)
  /** Delivery by destination inside a VPC. */
  | ({ readonly step: 'deliver'; readonly vpc: VpcId; readonly sameSubnet: Subnet | undefined } & Arriving)
  /** Delivery to an interface that a route names; `from` is the subnet of that route's table, absent for a gateway's. */
  | ({
      readonly step: 'hand-over';
      readonly networkInterface: NetworkInterface;
      readonly from?: Subnet;
    } & Arriving)
  /** The packet has come into a transit gateway by one of its attachments. */
  | ({ readonly step: 'transit-gateway' } & ThroughTransitGateway)
  /** The packet comes into a virtual private gateway by one of its links. */
  | {
      readonly step: 'vpn-gateway';
      readonly gateway: string;
      readonly link: string;
      readonly packet: Packet;
    }
  /** The packet comes to an on-premises network over a VPN connection or virtual interface. */
  | {
      readonly step: 'to-site';
      readonly network: string;
      readonly link: string;
      readonly packet: Packet;
    }
  /** The packet is on the internet, coming from `from` (a VPC, or outside). */
  | { readonly step: 'internet'; readonly packet: Packet; readonly from: VpcId | undefined }
  | { readonly step: 'arrived'; readonly arrival: Arrival }
  /** Dropped, or left undecided with nothing further to walk. */
  | { readonly step: 'ended' };

/** A packet inside a transit gateway. */
export interface ThroughTransitGateway extends Arriving {
  readonly gateway: string;
  /** The attachment it came in by. */
  readonly attachment: string;
  /** The zone it came from; `undefined` when it came from no VPC, or no input says (TGW-16). */
  readonly zone: string | undefined;
}

export type Arrival =
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface; readonly packet: Packet }
  | { readonly kind: 'internet'; readonly packet: Packet }
  | { readonly kind: 'unowned'; readonly packet: Packet }
  /** A service behind a gateway endpoint: it answers into the endpoint's VPC. */
  | { readonly kind: 'service'; readonly endpoint: string; readonly vpc: VpcId; readonly packet: Packet }
  /** A host outside AWS, and the link that the packet came by: its answer goes back over that. */
  | {
      readonly kind: 'on-premises';
      readonly network: OnPremisesNetwork;
      readonly link: string;
      readonly packet: Packet;
    }
  /** Answered inside the sending machine or by a service of the host: there is no reply to walk. */
  | { readonly kind: 'local'; readonly packet: Packet };

/** A packet that a route hands to its target (E7). */
export interface Handed extends Arriving {
  readonly id: string;
  readonly emitter: Emitter;
}
