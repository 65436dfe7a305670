/** Flow log records: read, written, foretold from a trace, and explained. */

export type { FlowDirection, FlowLogAction, FlowLogField, FlowLogRecord, FlowLogStatus } from './fields.ts';
export { defaultFields, flowLogFields, isFlowLogField } from './fields.ts';
export type { FlowLogLine, ParsedRecord } from './parse.ts';
export { parseFlowLog, parseFlowLogHeader, parseFlowLogRecord } from './parse.ts';
export { formatField, formatRecord } from './format.ts';
export { isLogged, unloggedService } from './logged.ts';
export type { PredictedRecord } from './records.ts';
export { recordsOf } from './records.ts';
export type { RecordExplanation } from './explain.ts';
export { explainRecord } from './explain.ts';
export type { LegReason } from './question.ts';
export type { FlowLogScope } from './scope.ts';
export { isTaken } from './scope.ts';
