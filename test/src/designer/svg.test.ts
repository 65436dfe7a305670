/** The drawing as a file, with the trace that is on it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagramOf, load, traceReport } from '../../../engine/index.ts';
import { inkNames, sceneSvg, sizeOf } from '../../../src/designer/export/svg.ts';
import type { TracedPath } from '../../../src/designer/export/svg.ts';
import { placedNotes } from '../../../src/layout/canvas/notes.ts';
import { arrange, sceneOf } from '../../../src/layout/canvas/scene.ts';
import { trafficOf } from '../../../src/layout/canvas/traffic.ts';
import { columnsOf, decisionsOf } from '../../../src/layout/column.ts';

const scenario = new URL('../../../scenarios/reply-never-came-home/scenario.yaml', import.meta.url);
const { network } = load([{ path: 'scenario.yaml', text: readFileSync(scenario, 'utf8') }]);
const diagram = diagramOf(network);
const arrangement = arrange(diagram, { places: {}, opened: new Set() });
const scene = sceneOf(diagram, arrangement, { wires: [], sparse: false, notes: [] }); // without the network's own wires
const ink = Object.fromEntries(inkNames.map((name) => [name, '#123456'])) as Record<
  (typeof inkNames)[number],
  string
>;

function tracedTo(to: string, port: number, caption = ''): TracedPath {
  const answer = traceReport(network, { from: 'api-1', to, protocol: 'tcp', port });
  if (!answer.ok) throw new Error('the question can be asked');
  const traffic = trafficOf(answer.report, decisionsOf(columnsOf(answer.report)), diagram, arrangement);
  if (traffic === null) throw new Error('both ends are drawn');
  return { traffic, caption };
}

const svg = (trace?: TracedPath) =>
  sceneSvg(scene, {
    inks: { light: ink, dark: ink },
    name: 'shop',
    project: '{}',
    ...(trace && { trace }),
  });
const count = (text: string, part: string) => text.split(part).length - 1;

describe('notes', () => {
  const withNotes = (...notes: Parameters<typeof placedNotes>[0]) => {
    const { shapes } = arrangement.around;
    const placed = placedNotes(notes, (id) => shapes.get(id));
    return sceneOf(diagram, arrangement, { wires: [], sparse: false, notes: placed });
  };
  const svgWith = (...notes: Parameters<typeof placedNotes>[0]) =>
    sceneSvg(withNotes(...notes), { inks: { light: ink, dark: ink }, name: 'shop', project: '{}' });

  test('are text in the picture, line by line, with a line to the symbol they are about', () => {
    const about = scene.shapes[0]?.id ?? null;
    const text = svgWith({ id: 'note:1', text: 'Ask Priya\nfirst', on: about, x: 300, y: 0 });
    expect(text).toContain('>Ask Priya</text>');
    expect(text).toContain('>first</text>');
    expect(count(text, 'class="tether"')).toBe(1);
    expect(count(svgWith({ id: 'note:1', text: 'a', on: null, x: 0, y: 0 }), 'class="tether"')).toBe(0);
    expect(count(svg(), 'class="note"')).toBe(0);
  });

  test('bring no markup, and what does not show is shown', () => {
    const text = svgWith({ id: 'note:1', text: '</text><script>\na\u202e\0', on: null, x: 0, y: 0 });
    expect(text).toContain('>&lt;/text&gt;&lt;script&gt;</text>');
    expect(text).toContain('>a‹U+202E›‹U+0000›</text>');
    expect(text).not.toContain('<script');
  });
});

describe('the traced path', () => {
  test('is there and back, with the checkpoint that stopped it and the bar before it', () => {
    const text = svg(tracedTo('203.0.113.80', 443));
    expect(count(text, 'class="traffic forward"')).toBe(1);
    expect(count(text, 'class="traffic return"')).toBe(2);
    expect(count(text, ' decides"')).toBe(1);
    expect(count(text, 'class="traffic halt"')).toBe(1);
  });

  test('that arrives has no bar', () => {
    const text = svg(tracedTo('api-2', 8080));
    expect(count(text, 'class="traffic forward"')).toBe(1);
    expect(count(text, 'class="traffic halt"')).toBe(0);
  });

  test('has its question under the drawing, as text', () => {
    const trace = tracedTo('api-2', 8080, 'a & <b> → c: Reachable');
    expect(svg(trace)).toContain('a &amp; &lt;b&gt; → c: Reachable</text>');
    expect(sizeOf(scene, trace).height).toBeGreaterThan(sizeOf(scene).height);
  });

  test('is left out where none is on the drawing', () => {
    expect(count(svg(), 'class="traffic')).toBe(0);
    expect(sizeOf(scene)).toEqual({ width: scene.bounds.width, height: scene.bounds.height });
  });
});
