/** Traffic mirroring: what the targets of mirror sessions receive of a traced conversation. */
export type { CopyFate, Mirrored, PassedOver } from './mirrored.ts';
export { mirroredOn } from './mirrored.ts';
