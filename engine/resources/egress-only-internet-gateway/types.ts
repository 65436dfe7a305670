import type { EgressOnlyInternetGatewayId, VpcId } from '../../model/id.ts';

export interface EgressOnlyInternetGateway {
  readonly kind: 'egress-only-internet-gateway';
  readonly id: EgressOnlyInternetGatewayId;
  readonly name: string | undefined;
  readonly vpc: VpcId | undefined;
}
