/** Notes on a drawing: how their text is set, where they stand, and the line to what they are about. */
import { showUnseen } from '../../../engine/addresses.ts';
import { textWidth } from '../measure.ts';
import { bottom, centre, grow, overlap, right } from './boxes.ts';
import * as sizes from './sizes.ts';
import { withAddress } from './surroundings.ts';
import type { Box, Point, SceneFrame, SceneNote, SceneShape } from './types.ts';

/** A note as it is written: its place is from the corner of what it is on, or else of the drawing. */
export interface WrittenNote extends Point {
  readonly id: string;
  readonly text: string;
  readonly on: string | null;
}

/** What a note can stand on. */
export type NoteGround = SceneFrame | SceneShape;

/** @param groundOf - what is drawn for the object that a note is on; `undefined` when nothing is */
export function placedNotes(
  notes: readonly WrittenNote[],
  groundOf: (id: string) => NoteGround | undefined,
): readonly SceneNote[] {
  return notes.map(({ id, text, on, x, y }): SceneNote => {
    const ground = on === null ? undefined : groundOf(on);
    const set = setNote(text);
    return {
      id,
      kind: 'note',
      name: set.lines[0] ?? '',
      parent: ground?.id ?? null,
      x: Math.round((ground?.x ?? 0) + x),
      y: Math.round((ground?.y ?? 0) + y),
      ...set,
    };
  });
}

/** The lines of a text and the size of the note around them. */
export function setNote(text: string): Pick<SceneNote, 'lines' | 'width' | 'height'> {
  const { side, head, line, least } = sizes.note;
  const lines = linesOf(text);
  const widest = Math.max(...lines.map(measure));
  return {
    lines,
    width: Math.max(least, Math.ceil(widest) + 2 * side + slack),
    height: lines.length * line + 2 * head,
  };
}

/** Widths are told to a few per cent only, and for the weight of names: plain text is narrower. */
const slack = 4;
const plain = 0.95;
const room = sizes.note.widest - 2 * sizes.note.side - slack;

function measure(text: string): number {
  return textWidth(text, sizes.note.text) * plain;
}

/** Each a line of its own on the drawing; of a long text the last that is shown ends in `…`. */
function linesOf(text: string): readonly string[] {
  const seen = showUnseen(text.trim().replace(/\r\n?/g, '\n').replaceAll('\t', '    '));
  const lines = seen.split('\n').flatMap(wrapped);
  const most = sizes.note.mostLines;
  const last = lines[most - 1];
  if (lines.length <= most || last === undefined) return lines;
  return [...lines.slice(0, most - 1), ended(last)];
}

function ended(line: string): string {
  const letters = [...line];
  while (measure(`${letters.join('')}…`) > room) letters.pop();
  return `${letters.join('')}…`;
}

/** Broken between words, and in a word that is wider than a note. */
function wrapped(paragraph: string): readonly string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const word of paragraph.split(' ').flatMap(pieces)) {
    const longer: string = line === null ? word : `${line} ${word}`;
    if (line === null || measure(longer) <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line ?? ''];
}

function pieces(word: string): readonly string[] {
  if (measure(word) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measure(piece + letter) > room) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...found, piece];
}

/** Where a new note stands that is about an object: inside or beside it, where it covers nothing else if there is such a place. */
export function placeFor(
  ground: NoteGround,
  note: Pick<Box, 'width' | 'height'>,
  taken: readonly Box[],
): Point {
  const { gap } = sizes.note;
  const [left, top] = [ground.x, ground.y];
  const beside: readonly Point[] = [
    { x: right(ground) + gap, y: top },
    { x: left, y: bottom(ground) + gap + ('stands' in ground ? sizes.endpoint.under : 0) },
    { x: left - gap - note.width, y: top },
    { x: left, y: top - gap - note.height },
  ];
  const inside: readonly Point[] = [
    { x: right(ground) - gap - note.width, y: bottom(ground) - gap - note.height },
    { x: left + gap, y: bottom(ground) - gap - note.height },
    { x: right(ground) - gap - note.width, y: top + gap },
  ];
  const isRoomy = note.width + 2 * gap <= ground.width && note.height + 2 * gap <= ground.height;
  const places = 'stands' in ground || !isRoomy ? beside : [...inside, ...beside];
  const isFree = (place: Point) => !taken.some((box) => overlap(grow(box, 4), { ...place, ...note }));
  return places.find(isFree) ?? places[0] ?? ground;
}

/** The line from a note to the symbol that it is about, straight where it can be; `null` for a frame, and where the two touch. */
export function tetherOf(note: Box, ground: NoteGround | undefined): readonly [Point, Point] | null {
  if (ground === undefined || !('stands' in ground)) return null;
  const address = withAddress(ground);
  const shape = address.height === ground.height ? address : { ...address, height: address.height + 4 };
  if (overlap(grow(note, 4), shape)) return null;
  const middle = centre(ground);
  const x = Math.min(Math.max(middle.x, note.x), right(note));
  const y = Math.min(Math.max(middle.y, note.y), bottom(note));
  if (y >= shape.y && y <= bottom(shape) && (right(note) < shape.x || note.x > right(shape)))
    return right(note) < shape.x
      ? [
          { x: right(note), y },
          { x: shape.x, y },
        ]
      : [
          { x: note.x, y },
          { x: right(shape), y },
        ];
  const isAbove = bottom(note) < shape.y;
  return [
    { x, y: isAbove ? bottom(note) : note.y },
    { x: middle.x, y: isAbove ? shape.y : bottom(shape) },
  ];
}

/** The outlines of a note and of its folded corner. */
export function noteShape({ x, y, width, height }: Box): { readonly sheet: string; readonly fold: string } {
  const { fold } = sizes.note;
  return {
    sheet: `M${x + 3} ${y}H${x + width - fold}l${fold} ${fold}V${y + height - 3}q0 3-3 3H${x + 3}q-3 0-3-3V${y + 3}q0-3 3-3z`,
    fold: `M${x + width - fold} ${y}v${fold}h${fold}z`,
  };
}
