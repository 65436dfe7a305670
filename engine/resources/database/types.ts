/** A database instance: an interface in one of the subnets of its group (RDS-1). */
export interface Database {
  readonly kind: 'database';
  readonly id: string;
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly interfaces: readonly string[];
}
