/**
 * Questions and expectations as people write them, in documents, on the command line and in the query bar.
 */
import type { Family } from '../ip/index.ts';

export interface Question {
  /** A resource's id or name, an address, `subnet-id:address`, `internet` or `internet:203.0.113.7`. */
  readonly from: string;
  readonly to: string;
  /** Name or number; `tcp` when absent. */
  readonly protocol?: string | number | undefined;
  /** Destination port; required for TCP and UDP. */
  readonly port?: number | undefined;
  readonly srcPort?: number | undefined;
  /** Source address, where `from` has several or is the internet. */
  readonly fromIp?: string | undefined;
  readonly icmpType?: number | undefined;
  readonly icmpCode?: number | undefined;
  readonly family?: Family | undefined;
  /** Bytes of each packet, there and back; without it sizes are not checked (GEN-5). */
  readonly packetSize?: number | undefined;
  readonly name?: string | undefined;
  /** What if: `acls`, `groups`, or rules as traces name them, such as `acl-app ingress 110`. */
  readonly ignore?: readonly string[] | undefined;
}

/** What a flow is expected to give: a verdict alone, or one with what decides it. Only stated members are compared. */
export type Expectation =
  | string
  | {
      readonly verdict: string;
      readonly at?: string | undefined;
      readonly component?: string | undefined;
      readonly entry?: string | undefined;
      readonly code?: string | undefined;
      /** Check points of everything else that blocks, in path order. */
      readonly alsoBlockedBy?: readonly string[] | undefined;
    };

/** A flow that a document carries along. */
export interface WrittenFlow {
  readonly name: string;
  readonly question: Question;
  readonly expect: Expectation | undefined;
}
