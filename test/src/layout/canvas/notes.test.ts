/** Notes on a drawing: their lines, their places, and the line to what they are about. */
import { describe, expect, test } from 'vitest';
import { diagramOf, loadDocument } from '../../../../engine/index.ts';
import { holdsBox, overlap } from '../../../../src/layout/canvas/boxes.ts';
import { visibleIn } from '../../../../src/layout/canvas/detail.ts';
import { placeFor, placedNotes, setNote, tetherOf } from '../../../../src/layout/canvas/notes.ts';
import { pickerOf } from '../../../../src/layout/canvas/pick.ts';
import { arrange, sceneOf } from '../../../../src/layout/canvas/scene.ts';
import * as sizes from '../../../../src/layout/canvas/sizes.ts';
import type { Box } from '../../../../src/layout/canvas/types.ts';

const diagram = diagramOf(
  loadDocument({
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16' }],
    subnets: [{ id: 's-1', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24' }],
    instances: [{ id: 'i-1', subnet: 's-1', privateIp: '10.0.0.10' }],
  }).network,
);
const arrangement = arrange(diagram, { places: {}, opened: new Set() });
const { frames, shapes } = arrangement.around;
const groundOf = (id: string) => frames.get(id) ?? shapes.get(id);
const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not drawn');
  return value;
};
const [machine, vpc] = [found(shapes.get('i-1')), found(frames.get('vpc-1'))];
const drawn = (...notes: Parameters<typeof placedNotes>[0]) =>
  sceneOf(diagram, arrangement, { wires: [], sparse: false, notes: placedNotes(notes, groundOf) });

describe('the text', () => {
  test('is broken between words and at line ends, and the note is as wide as its widest line', () => {
    const { lines, width, height } = setNote('one\r\ntwo\n\nthree');
    expect(lines).toEqual(['one', 'two', '', 'three']);
    expect(height).toBe(4 * sizes.note.line + 2 * sizes.note.head);
    expect(width).toBeLessThan(sizes.note.widest);
    const long = setNote('Ask Priya before the subnet is resized: the partner has the same range');
    expect(long.lines.length).toBeGreaterThan(1);
    expect(long.lines.join(' ')).toBe(
      'Ask Priya before the subnet is resized: the partner has the same range',
    );
  });

  test('keeps what is set in', () => expect(setNote('a\n  - b').lines).toEqual(['a', '  - b']));

  test.each([
    ['one word without end', 'x'.repeat(2_000)],
    ['wide letters', 'W'.repeat(2_000)],
    ['emoji', '\u{1f469}\u200d\u{1f680}'.repeat(400)],
    ['line ends', '\n'.repeat(1_998) + 'ab'],
    ['words', 'word '.repeat(400)],
    ['what does not show', '\u202e'.repeat(2_000)],
  ])('of %s stays within bounds', (_, text) => {
    const { lines, width, height } = setNote(text);
    expect(lines.length).toBeLessThanOrEqual(sizes.note.mostLines);
    expect(width).toBeLessThanOrEqual(sizes.note.widest);
    expect(width).toBeGreaterThanOrEqual(sizes.note.least);
    expect(height).toBe(lines.length * sizes.note.line + 2 * sizes.note.head);
  });

  test('that is cut says so', () => expect(setNote('word '.repeat(400)).lines.at(-1)).toMatch(/…$/));

  test('shows what does not show', () => {
    expect(setNote('a\u202eb\0').lines).toEqual(['a‹U+202E›b‹U+0000›']);
  });
});

describe('a place', () => {
  test('is told from the corner of what the note is on; where that is not drawn, from the drawing’s', () => {
    const [tied, lost, free] = drawn(
      { id: 'note:1', text: 'a', on: 'i-1', x: 10, y: -20 },
      { id: 'note:2', text: 'b', on: 'gone', x: 10, y: -20 },
      { id: 'note:3', text: 'c', on: null, x: 10, y: -20 },
    ).notes;
    expect(tied).toMatchObject({ parent: 'i-1', x: machine.x + 10, y: machine.y - 20 });
    expect(lost).toMatchObject({ parent: null, x: 10, y: -20 });
    expect(free).toMatchObject({ parent: null, x: 10, y: -20 });
  });

  test('far off is part of the drawing, so that all of it can be brought into sight', () => {
    const { bounds, notes } = drawn({ id: 'note:1', text: 'a', on: null, x: 5_000, y: -3_000 });
    expect(holdsBox(bounds, found(notes[0]))).toBe(true);
  });

  test('for a new note is beside a symbol and inside a roomy frame, over nothing that is there', () => {
    const size = { width: 60, height: 32 };
    const taken: Box[] = [];
    for (let at = 0; at < 4; at++) {
      const place = { ...placeFor(machine, size, taken), ...size };
      expect([machine, ...taken].some((box) => overlap(box, place))).toBe(false);
      taken.push(place);
    }
    const large = { ...vpc, width: 600, height: 400 };
    expect(holdsBox(large, { ...placeFor(large, size, []), ...size })).toBe(true);
    const small = { ...vpc, width: 60, height: 40 };
    expect(overlap(small, { ...placeFor(small, size, []), ...size })).toBe(false);
  });

  test('for a new note is there even where everything is taken', () => {
    const everywhere = { x: -1e4, y: -1e4, width: 2e4, height: 2e4 };
    expect(placeFor(machine, { width: 60, height: 32 }, [everywhere]).x).toBeGreaterThan(machine.x);
  });
});

describe('the line to a symbol', () => {
  const size = { width: 80, height: 32 };
  const from = (x: number, y: number) => tetherOf({ ...size, x: machine.x + x, y: machine.y + y }, machine);

  test('is straight beside it, under it and over it', () => {
    for (const [x, y] of [
      [200, 4],
      [-200, 4],
    ] as const) {
      const ends = from(x, y);
      expect(ends?.[0].y).toBe(ends?.[1].y);
    }
    for (const [x, y] of [
      [0, 200],
      [0, -200],
    ] as const) {
      const ends = from(x, y);
      expect(ends?.[0].x).toBe(ends?.[1].x);
    }
  });

  test('ends under the address that stands under it', () => {
    expect(from(0, 200)?.[1].y).toBeGreaterThanOrEqual(machine.y + machine.height + sizes.endpoint.under);
  });

  test('is left out for a note on the symbol, and for one on a frame', () => {
    expect(from(10, 10)).toBeNull();
    expect(tetherOf({ ...size, x: vpc.x - 300, y: vpc.y }, vpc)).toBeNull();
    expect(tetherOf({ ...size, x: 0, y: 0 }, undefined)).toBeNull();
  });
});

test('a note is picked before what it covers, the last one first', () => {
  const scene = drawn(
    { id: 'note:1', text: 'a', on: 'i-1', x: 0, y: 0 },
    { id: 'note:2', text: 'b', on: 'i-1', x: 4, y: 4 },
  );
  const pick = pickerOf(scene);
  expect(pick({ x: machine.x + 10, y: machine.y + 10 })?.id).toBe('note:2');
  expect(pick({ x: machine.x + 2, y: machine.y + 2 })?.id).toBe('note:1');
  expect(pick({ x: machine.x + 90, y: machine.y + 21 })?.id).toBe('i-1');
});

test('notes out of sight are not drawn, and many are painted', () => {
  const scene = drawn(
    { id: 'note:1', text: 'a', on: null, x: 0, y: 0 },
    { id: 'note:2', text: 'b', on: null, x: 5_000, y: 0 },
  );
  const near = { x: -10, y: -10, width: 200, height: 200 };
  expect(visibleIn(scene, near, 1).notes.map(({ id }) => id)).toEqual(['note:1']);
  const many = drawn(
    ...Array.from({ length: 400 }, (_, at) => ({ id: `note:${at}`, text: 'a', on: null, x: at, y: at })),
  );
  expect(visibleIn(many, many.bounds, 1).many).toBe(true);
});
