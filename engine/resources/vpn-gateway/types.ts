import type { VpcId } from '../../model/id.ts';

/** A virtual private gateway: the VPC's side of VPN connections and private virtual interfaces (VPN-1 to VPN-13). */
export interface VpnGateway {
  readonly kind: 'vpn-gateway';
  readonly id: string;
  readonly name: string | undefined;
  /** `undefined` while it is attached to no VPC, which CloudHub does not need (VPN-13). */
  readonly vpc: VpcId | undefined;
  readonly asn: number | undefined;
  readonly state: string | undefined;
}
