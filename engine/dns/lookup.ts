/** What asking for a name comes to, as data: who decided, one after the other, and what they gave. */
import type { Address, Family } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { AnyInterface } from '../trace/flow.ts';

/** Whose resolver is asked. */
export type NameAsker =
  /** The Amazon resolver of a VPC, from inside or through an inbound endpoint. */
  | { readonly kind: 'vpc'; readonly vpc: string; readonly inbound: boolean }
  | { readonly kind: 'site'; readonly network: OnPremisesNetwork }
  | { readonly kind: 'internet' };

/** A DNS query as a packet: from an interface of an outbound endpoint, or from a site's resolver. */
export interface DnsQuery {
  readonly from: NetworkInterface | OnPremisesNetwork;
  readonly to: Address;
  readonly port: number;
}

/** Whether a query gets to whom it is sent to, and the answer back. */
export type Probe = (query: DnsQuery) => 'answered' | 'blocked' | 'doubtful';

/** Why a name gives no address. */
export type NoAddress = 'nxdomain' | 'no-data' | 'no-answer' | 'dns-support-off';

export type LookupOutcome =
  | {
      readonly kind: 'addresses';
      /** Any of these may be used; never empty. */
      readonly addresses: readonly Address[];
      /** The endpoint whose interfaces have them, in their order; `undefined` for other addresses. */
      readonly endpoint: AnyInterface | undefined;
      /** The address stands for one that no input shows. */
      readonly supposed: boolean;
    }
  | { readonly kind: 'nothing'; readonly why: NoAddress }
  /** Something that the model does not hold decides. */
  | { readonly kind: 'unknown' };

/** What a zone says of a name. */
export type ZoneOutcome = 'record' | 'wildcard' | 'no-name' | 'no-data' | 'delegated' | 'unread';

/** One decision on the way to the answer. */
export type Decision =
  | { readonly by: 'support-off'; readonly vpc: string }
  | {
      readonly by: 'forward-rule';
      readonly rule: string;
      readonly vpc: string;
      readonly targets: readonly Address[];
      /** A zone for the same name that it goes before. */
      readonly over: string | undefined;
    }
  | { readonly by: 'system-rule'; readonly rule: string; readonly vpc: string }
  | {
      readonly by: 'forwarder';
      readonly network: string;
      readonly domainName: string;
      readonly targets: readonly Address[];
    }
  | { readonly by: 'endpoint-down'; readonly endpoint: string }
  | {
      readonly by: 'query';
      readonly from: string;
      readonly to: Address;
      readonly got: 'blocked' | 'doubtful';
    }
  | { readonly by: 'inbound'; readonly endpoint: string; readonly vpc: string }
  | { readonly by: 'foreign-resolver'; readonly address: Address }
  | { readonly by: 'site'; readonly network: string; readonly host: string | undefined }
  | { readonly by: 'outside-resolver'; readonly address: Address }
  | {
      readonly by: 'zone';
      readonly zone: string;
      readonly outcome: ZoneOutcome;
      /** What bears the name publicly while a private zone says that it does not exist. */
      readonly hides: string | undefined;
    }
  | { readonly by: 'elsewhere'; readonly zone: string }
  | { readonly by: 'attributes-off'; readonly zone: string; readonly vpc: string }
  | { readonly by: 'unsaid'; readonly kind: 'hosted-zone' | 'resolver-rule'; readonly id: string }
  | { readonly by: 'alias'; readonly to: string }
  | { readonly by: 'canonical-name'; readonly to: string }
  | {
      readonly by: 'load-balancer';
      readonly id: string;
      readonly internal: boolean;
      readonly isShown: boolean;
    }
  /** A name of an endpoint, of an instance or of a service, told where it was looked up. */
  | {
      readonly by: 'resource';
      readonly kind: string;
      readonly id: string;
      readonly rules: readonly RuleId[];
      readonly reason: string;
    }
  | { readonly by: 'public'; readonly outcome: 'host' | 'no-name' | 'no-data' | 'unknown' }
  | { readonly by: 'dns64'; readonly subnet: string }
  | { readonly by: 'circle' };

export interface Lookup {
  /** The name as it was asked. */
  readonly name: string;
  /** In order; the last one decided. */
  readonly decisions: readonly Decision[];
  readonly outcome: LookupOutcome;
}

/** A lookup under way: what is asked of, in which family, and what was decided so far. */
export interface Asking {
  readonly network: Network;
  readonly family: Family;
  readonly probe: Probe;
  readonly decisions: Decision[];
  /** How often the question was passed on. */
  passedOn: number;
}

export const UNKNOWN: LookupOutcome = { kind: 'unknown' };

export function nothing(why: NoAddress): LookupOutcome {
  return { kind: 'nothing', why };
}

/** The addresses of a family among some; nothing when there are none of it. */
export function addressesOf(asking: Asking, addresses: readonly Address[]): LookupOutcome {
  const own = addresses.filter(({ family }) => family === asking.family);
  return own.length === 0
    ? nothing('no-data')
    : { kind: 'addresses', addresses: own, endpoint: undefined, supposed: false };
}

/** The rules that decisions rest on. */
export function rulesOf(decision: Decision): readonly RuleId[] {
  switch (decision.by) {
    case 'support-off':
      return ['edge:DNS-1'];
    case 'forward-rule':
    case 'system-rule':
      return ['edge:DNS-8', 'edge:DNS-11'];
    case 'forwarder':
    case 'inbound':
      return ['edge:DNS-10'];
    case 'query':
    case 'endpoint-down':
    case 'site':
    case 'outside-resolver':
      return ['edge:DNS-11'];
    case 'foreign-resolver':
      return ['edge:DNS-9'];
    case 'zone':
      return ['edge:DNS-7'];
    case 'elsewhere':
    case 'attributes-off':
      return ['edge:DNS-6'];
    case 'load-balancer':
      return ['ELB-1'];
    case 'resource':
      return decision.rules;
    case 'dns64':
      return ['edge:DNS-13'];
    case 'unsaid':
      return ['EVAL-8'];
    case 'alias':
    case 'canonical-name':
    case 'public':
    case 'circle':
      return [];
    default:
      return decision satisfies never;
  }
}
