/** The `drawing` member of a document: what hands have moved on the drawing, and what it does not show. No trace reads it. */
import * as v from 'valibot';
import type { Path } from '../../diagnostics/index.ts';
import { text } from '../../model/fields.ts';
import { MOST_LETTERS } from '../../model/notes.ts';
import { checkEntry } from './check.ts';
import type { Problem } from './check.ts';

const FARTHEST = 100_000;

const length = v.pipe(
  v.number('A place is a number of px.'),
  v.minValue(-FARTHEST, 'A place is at most 100000 px away.'),
  v.maxValue(FARTHEST, 'A place is at most 100000 px away.'),
);

const placeSchema = v.object({
  /** From the corner of the frame that the object stands in. */
  x: length,
  y: length,
  /** Of a frame that was made larger than what is in it. */
  width: v.optional(length),
  height: v.optional(length),
});

const noteSchema = v.object({
  /** May be longer than a name. */
  text: v.pipe(v.string(), v.maxLength(MOST_LETTERS, `A note has at most ${MOST_LETTERS} characters.`)),
  /** The id of the object that the note belongs to, and goes with. */
  on: v.optional(text),
  /** From the corner of that object; without one, from the corner of the drawing. */
  x: length,
  y: length,
});

export const drawingSchema = v.object({
  /** By id: a resource, `zone:vpc-1/us-east-1a`, `internet`, `on-premises`. */
  places: v.optional(v.record(text, placeSchema)),
  /** By any name: text that people have put on the drawing. */
  notes: v.optional(v.record(text, noteSchema)),
  /** Layers that are not shown. */
  hidden: v.optional(v.array(v.picklist(['routes', 'acls', 'traffic', 'addresses', 'names', 'groups']))),
});

/** What is wrong with a drawing; none of it changes the network. */
export function checkDrawing(
  document: Readonly<Record<string, unknown>>,
  onProblem: (problem: Problem, path: Path) => void,
): void {
  const { drawing } = document;
  if (drawing === undefined || drawing === null) return;
  for (const problem of checkEntry(drawingSchema, drawing).problems) onProblem(problem, problem.path);
}
