/** Copies what a source interface sends and receives to a target, as far as a filter accepts it (MIR-1). */
export interface TrafficMirrorSession {
  readonly kind: 'traffic-mirror-session';
  readonly id: string;
  readonly name: string | undefined;
  /** The source. */
  readonly networkInterface: string;
  readonly target: string;
  readonly filter: string;
  /** 1–32766; of several sessions on one source the lowest whose filter accepts a packet has it (MIR-3). */
  readonly sessionNumber: number;
  /** The VXLAN network identifier, 24 bits; `undefined`: AWS picks one. */
  readonly virtualNetworkId: number | undefined;
  /** Bytes of each packet that are copied; `undefined`: all of it. */
  readonly packetLength: number | undefined;
}
