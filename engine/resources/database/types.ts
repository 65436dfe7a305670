/**
 * A database instance: an interface in one of the subnets of its group (RDS-1). Several interfaces: it may be at any of
 * them (RDS-4).
 */
export interface Database {
  readonly kind: 'database';
  readonly id: string;
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly interfaces: readonly string[];
  /** Of its subnet group, those of its interfaces among them. */
  readonly subnets: readonly string[];
}
