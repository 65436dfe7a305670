/** How long a tracked flow may be idle before its entry is gone (SG-20, SG-23), as data. */
import { TCP, UDP } from '../packet/index.ts';

/** Named as the EC2 API's ConnectionTrackingConfiguration names them; `other` is fixed. */
export type IdleTimeoutKind = 'tcpEstablishedTimeout' | 'udpTimeout' | 'udpStreamTimeout' | 'other';

export interface IdleTimeout {
  readonly kind: IdleTimeoutKind;
  /** What the timeout is for, in a few words. */
  readonly appliesTo: string;
  readonly defaultSeconds: number;
  /** The default on Nitro v6 instance types, where it differs. */
  readonly nitroV6DefaultSeconds: number | undefined;
  /** Range an interface may be set to, inclusive; `undefined` when it can't be set. */
  readonly settableSeconds: { readonly from: number; readonly to: number } | undefined;
}

export const idleTimeouts: Readonly<Record<IdleTimeoutKind, IdleTimeout>> = {
  tcpEstablishedTimeout: {
    kind: 'tcpEstablishedTimeout',
    appliesTo: 'established TCP connections',
    defaultSeconds: 432_000,
    nitroV6DefaultSeconds: 350,
    settableSeconds: { from: 60, to: 432_000 },
  },
  udpTimeout: {
    kind: 'udpTimeout',
    appliesTo: 'UDP flows seen one way only, or with a single request and response',
    defaultSeconds: 30,
    nitroV6DefaultSeconds: undefined,
    settableSeconds: { from: 30, to: 60 },
  },
  udpStreamTimeout: {
    kind: 'udpStreamTimeout',
    appliesTo: 'UDP flows with more than one request and response',
    defaultSeconds: 180,
    nitroV6DefaultSeconds: undefined,
    settableSeconds: { from: 60, to: 180 },
  },
  other: {
    kind: 'other',
    appliesTo: 'protocols other than TCP, UDP and ICMP, of which only the address pair is kept',
    defaultSeconds: 600,
    nitroV6DefaultSeconds: undefined,
    settableSeconds: undefined,
  },
};

/**
 * The timeouts that a flow of this protocol is under, the shortest first.
 *
 * @param protocol - IANA number
 * @returns empty for ICMP, of which AWS publishes none
 */
export function idleTimeoutsOf(protocol: number): readonly IdleTimeout[] {
  if (protocol === TCP) return [idleTimeouts.tcpEstablishedTimeout];
  if (protocol === UDP) return [idleTimeouts.udpTimeout, idleTimeouts.udpStreamTimeout];
  return protocol === 1 || protocol === 58 ? [] : [idleTimeouts.other];
}
