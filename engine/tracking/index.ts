/** Connection tracking: which flows the groups remember, and what a removed rule does to those that run. */

export type {
  AlwaysTrackedService,
  Direction,
  FlowAtInterface,
  GroupsRules,
  RemovedRule,
  Tracking,
  TrackingReason,
} from './tracked.ts';
export { isTracked, survivesRemoval, trackingOf } from './tracked.ts';
export type { IdleTimeout, IdleTimeoutKind } from './idle-timeouts.ts';
export { idleTimeouts, idleTimeoutsOf } from './idle-timeouts.ts';
export type { InterfaceTracking } from './along-path.ts';
export { trackingAlong } from './along-path.ts';
