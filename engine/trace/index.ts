export type { AnyInterface, Flow, Source } from './flow.ts';
export type { Note, NoteKind } from './note.ts';
export type { OneWayPath, Trace } from './trace.ts';
export { allBlockers, trace, traceCopy, verdict } from './trace.ts';
export type { Sighting } from './sightings.ts';
export { sightingsOf } from './sightings.ts';
export type {
  Blocker,
  CheckPoint,
  Choice,
  Detail,
  Evidence,
  EventPoint,
  Hop,
  Leg,
  Outcome,
  Step,
  StepPoint,
  StepResource,
  TracePath,
  Verdict,
} from './types.ts';
export type { End, EndpointOption } from './endpoint.ts';
export { endpoints, nearestOf } from './endpoint.ts';
export type { QuestionError, ResolvedQuestion } from './question.ts';
export { resolveQuestion, withNameAsked } from './question.ts';
