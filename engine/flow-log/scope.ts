/** What a flow log is made for, and which records it takes (FLOW-11). */
import type { FlowLogAction } from './fields.ts';
import type { PredictedRecord } from './records.ts';

/** A flow log; neither member can be changed once it is made. */
export interface FlowLogScope {
  /** Id of the VPC, subnet or interface it watches. */
  readonly resourceId: string;
  readonly trafficType: FlowLogAction | 'ALL';
}

/** Whether a flow log takes a record: of an interface in its scope, with an action that it was made for (FLOW-11). */
export function isTaken({ record, networkInterface }: PredictedRecord, scope: FlowLogScope): boolean {
  const { id, subnet, vpc } = networkInterface;
  if (![id, subnet, vpc].some((resource) => resource === scope.resourceId)) return false;
  return scope.trafficType === 'ALL' || record.action === scope.trafficType;
}
