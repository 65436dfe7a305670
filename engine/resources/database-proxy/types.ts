/** An RDS Proxy in front of a database: two legs (RDS-3). */
export interface DatabaseProxy {
  readonly kind: 'database-proxy';
  readonly id: string;
  readonly name: string | undefined;
  /** The database behind it; `undefined` when no input says. */
  readonly database: string | undefined;
  readonly interfaces: readonly string[];
}
