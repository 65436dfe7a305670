import type { VpcId } from '../../model/id.ts';

/** A Route 53 Resolver endpoint: interfaces by which queries come into a VPC or leave it (edge:DNS-10, edge:DNS-11). */
export interface ResolverEndpoint {
  readonly kind: 'resolver-endpoint';
  readonly id: string;
  readonly name: string | undefined;
  readonly vpc: VpcId;
  readonly direction: 'inbound' | 'outbound';
  readonly interfaces: readonly string[];
  readonly status: string | undefined;
}
