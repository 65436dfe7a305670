/** A Lambda function with VPC settings: an interface in each of its subnets, any of which it may use (LAM-1 to LAM-8). */
export interface LambdaFunction {
  readonly kind: 'lambda-function';
  readonly id: string;
  readonly name: string | undefined;
  /** False for a function without VPC settings: it runs in a network of Lambda's own (LAM-1). */
  readonly inVpc: boolean;
  /** LAM-8: one interface may serve several functions. */
  readonly interfaces: readonly string[];
}
