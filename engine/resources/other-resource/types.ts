/** Something the input holds and the engine does not walk through: a packet handed to it ends as `unknown` (EVAL-8). */
export interface OtherResource {
  readonly kind: 'other-resource';
  readonly id: string;
  readonly name: string | undefined;
  /** Its CloudFormation type, such as `AWS::EC2::TransitGateway`. */
  readonly type: string;
  readonly vpc: string | undefined;
}
