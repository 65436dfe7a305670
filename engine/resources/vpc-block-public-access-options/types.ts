/** The account's and Region's Block Public Access setting (BPA-1). */
export interface VpcBlockPublicAccessOptions {
  readonly kind: 'vpc-block-public-access-options';
  readonly id: string;
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly ownerId: string | undefined;
  readonly internetGatewayBlockMode: 'off' | 'block-bidirectional' | 'block-ingress';
  /** False when the organization allows no exclusions (BPA-8). */
  readonly exclusionsAllowed: boolean;
}
