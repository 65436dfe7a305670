import type { Address } from '../../ip/index.ts';

/** The customer's end of VPN connections. */
export interface CustomerGateway {
  readonly kind: 'customer-gateway';
  readonly id: string;
  readonly name: string | undefined;
  /** Of the device, or of the NAT in front of it (VPN-12); none with certificate authentication. */
  readonly ipAddress: Address | undefined;
  readonly asn: number | undefined;
  readonly state: string | undefined;
  /** The on-premises network behind it. */
  readonly onPremisesNetwork: string | undefined;
}
