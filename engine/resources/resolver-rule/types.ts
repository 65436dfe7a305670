import type { Address } from '../../ip/index.ts';

/** Whom queries for a domain are sent to: other resolvers, or the VPC's own after all (edge:DNS-8, edge:DNS-11). */
export type ResolverRuleType = 'forward' | 'system' | 'recursive';

export interface ResolverTarget {
  readonly address: Address;
  readonly port: number;
}

/** A Route 53 Resolver rule. */
export interface ResolverRule {
  readonly kind: 'resolver-rule';
  readonly id: string;
  readonly name: string | undefined;
  readonly domainName: string;
  readonly type: ResolverRuleType;
  /** Of a forward rule: the resolvers that are asked, in order. */
  readonly targets: readonly ResolverTarget[];
  /** Of a forward rule: the outbound endpoint that queries leave by. */
  readonly resolverEndpoint: string | undefined;
  /** The VPCs it is associated with; `undefined` when the input does not say. */
  readonly vpcs: readonly string[] | undefined;
}
