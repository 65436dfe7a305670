import type { InternetGatewayId, VpcId } from '../../model/id.ts';

export interface InternetGateway {
  readonly kind: 'internet-gateway';
  readonly id: InternetGatewayId;
  readonly name: string | undefined;
  /** The VPC it is attached to; `undefined` when detached (IGW-10). */
  readonly vpc: VpcId | undefined;
}
