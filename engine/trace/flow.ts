/**
 * A flow: the question that a trace answers, with everything in it resolved against a network.
 */
import type { Address } from '../ip/index.ts';
import type { SubnetId } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import type { OnPremisesNetwork } from '../resources/on-premises-network/types.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { Note } from './note.ts';
import type { StepResource } from './types.ts';

export type Source =
  | { readonly kind: 'interface'; readonly networkInterface: NetworkInterface }
  /** An address of a subnet that no interface of the model has: it has no groups and no checks of its own. */
  | { readonly kind: 'unowned'; readonly subnet: SubnetId; readonly address: Address }
  | { readonly kind: 'on-premises'; readonly network: OnPremisesNetwork }
  | {
      readonly kind: 'internet';
      /** What starts there, where it is no host of the internet at large. */
      readonly note?: Note;
    };

/** A service and its interfaces. */
export interface AnyInterface {
  readonly id: string;
  readonly interfaces: readonly NetworkInterface[];
  /** True when its name gives the public IPv4 addresses of the interfaces, whoever asks (ELB-1). */
  readonly namedInPublic?: boolean;
}

export interface Flow {
  readonly source: Source;
  /** Interfaces of which AWS may take any as the source (LAM-2), or as the destination (VPCE-29). */
  readonly anyOf?: {
    readonly source?: AnyInterface | undefined;
    readonly destination?: AnyInterface | undefined;
  };
  /** The request as the source sends it. */
  readonly packet: Packet;
  /** Bytes of each packet, there and back; `undefined` when sizes are not asked about (GEN-5). */
  readonly packetSize?: number | undefined;
  /** The interface that was asked for by name, if one was: arriving elsewhere is a misdelivery. */
  readonly destination: NetworkInterface | undefined;
  /** The name that was asked and what it gave; `undefined` when an address or a resource was asked. */
  readonly named?: NamedDestination | undefined;
  /** True for a mirrored packet, which AWS itself sends (MIR-5). */
  readonly isCopy?: boolean;
  /** An end of the question that the walk cannot stand on yet, such as a VPN gateway: the answer is `unknown`. */
  readonly beyond: { readonly kind: string; readonly id: string; readonly why: string } | undefined;
}

/** A name, and whose address its resolver gave. */
export interface NamedDestination {
  readonly component: StepResource;
  readonly rules: readonly RuleId[];
  readonly note: Note;
}

/** The port that a walk supposes where a NAT instance picks one from 1024–65535 (NAT-5). */
export const NAT_INSTANCE_PORT = 30001;

/** The client port that is supposed when a question names none. */
export const CLIENT_PORT = 40000;
