/** A Lambda function with VPC settings: an interface in each of its subnets, any of which it may use (LAM-1 to LAM-8). */
export interface LambdaFunction {
  readonly kind: 'lambda-function';
  readonly id: string;
  readonly name: string | undefined;
  /** Empty for a function without VPC settings (LAM-1). */
  readonly interfaces: readonly string[];
}
