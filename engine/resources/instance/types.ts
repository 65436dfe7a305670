import type { InstanceId } from '../../model/id.ts';

export type InstanceState = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';

export interface Instance {
  readonly kind: 'instance';
  readonly id: InstanceId;
  readonly name: string | undefined;
  readonly state: InstanceState;
  /** False when the instance metadata service was turned off (LOC-2). */
  readonly metadataEnabled: boolean;
}
