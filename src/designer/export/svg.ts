/**
 * A drawing as an SVG file: real text, both themes by media query, and the project in its metadata. What stands in the
 * document is written as text only.
 */
import { showUnseen } from '../../../engine/addresses.ts';
import { svgProject } from '../../../engine/editing.ts';
import { roundedPath } from '../../layout/canvas/path.ts';
import { noteShape, tetherOf } from '../../layout/canvas/notes.ts';
import { note as noteSizes } from '../../layout/canvas/sizes.ts';
import { inTheWayOf, titleOf } from '../../layout/canvas/titles.ts';
import type { InTheWay } from '../../layout/canvas/titles.ts';
import type { Scene, SceneFrame, SceneNote, SceneShape, Wire } from '../../layout/canvas/types.ts';
import type { Traffic } from '../../layout/canvas/traffic.ts';
import { fit, textWidth } from '../../layout/measure.ts';
import { trafficStyle, trafficSvg } from './traffic-svg.ts';

/** Colours by the name of their token, for each theme. */
export type ThemeInks = Readonly<Record<'light' | 'dark', Readonly<Record<InkName, string>>>>;

export const inkNames = [
  'bg-1',
  'bg-2',
  'fg-1',
  'fg-2',
  'fg-3',
  'stroke',
  'border',
  'verdict-reachable',
  'verdict-blocked',
  'verdict-check-fill',
  'verdict-return',
  'verdict-none',
  'on-check',
  'tint-1',
  'tint-2',
  'tint-5',
  'edge-1',
  'edge-2',
  'edge-5',
] as const;

export type InkName = (typeof inkNames)[number];

export interface SvgOptions {
  readonly inks: ThemeInks;
  readonly name: string;
  /** The project as JSON. */
  readonly project: string;
  /** Only this theme, for a picture that cannot change; both when absent. */
  readonly theme?: 'light' | 'dark';
  /** The trace that is drawn. */
  readonly trace?: TracedPath;
}

export interface TracedPath {
  readonly traffic: Traffic;
  /** The question and its verdict, as one line under the drawing. */
  readonly caption: string;
}

/** Room for the caption. */
const captionHeight = 40;

/** The size of the picture in px. */
export function sizeOf(
  { bounds }: Scene,
  trace?: TracedPath,
): { readonly width: number; readonly height: number } {
  return { width: bounds.width, height: bounds.height + (trace === undefined ? 0 : captionHeight) };
}

export function sceneSvg(scene: Scene, { inks, name, project, theme, trace }: SvgOptions): string {
  const { x, y } = scene.bounds;
  const { width, height } = sizeOf(scene, trace);
  const inTheWay = inTheWayOf(scene, trace?.traffic ?? null);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(showUnseen(name))}</title>`,
    `<metadata>${svgProject(escaped(project))}</metadata>`,
    `<style>${styleOf(inks, theme)}</style>`,
    `<rect class="paper" x="${x}" y="${y}" width="${width}" height="${height}"/>`,
    ...scene.frames.map((frame) => frameSvg(frame, inTheWay)),
    ...scene.wires.map(wireSvg),
    ...scene.gates.map((gate) => `<path class="shape" d="M${gate.x} ${gate.y - 7}l7 7-7 7-7-7z"/>`),
    ...scene.shapes.map(shapeSvg),
    ...(trace === undefined
      ? []
      : [
          ...trafficSvg(trace.traffic),
          `<text x="${x + 24}" y="${y + height - 20}">${escaped(fit(trace.caption, width - 48, (text) => textWidth(text, 12)))}</text>`,
        ]),
    ...notesSvg(scene),
    '</svg>',
    '',
  ].join('\n');
}

function styleOf(inks: ThemeInks, theme: 'light' | 'dark' | undefined): string {
  const of = (each: 'light' | 'dark') =>
    `:root{${inkNames.map((ink) => `--${ink}:${inks[each][ink].replace(/[<>&;{}]/g, '')}`).join(';')}}`;
  const themes =
    theme === undefined ? `${of('light')}@media (prefers-color-scheme:dark){${of('dark')}}` : of(theme);
  const tints = (['public', 'private', 'isolated'] as const).map((tier) => {
    const tint = { public: 1, private: 2, isolated: 5 }[tier];
    return `.${tier}{fill:var(--tint-${tint});stroke:var(--edge-${tint})}`;
  });
  return [
    themes,
    '.paper{fill:var(--bg-1)}.frame{fill:var(--bg-1);stroke:var(--stroke)}.zone,.region{stroke:var(--border)}',
    ...tints,
    '.wire{fill:none;stroke:var(--stroke);stroke-width:1.25}.dead{stroke-dasharray:6 3}.bar{stroke:var(--verdict-blocked);stroke-width:3}',
    '.shape{fill:var(--bg-1);stroke:var(--stroke);stroke-width:1.5;stroke-linejoin:round}',
    'text{font:500 12px system-ui,sans-serif;fill:var(--fg-1)}.name{font-weight:600;text-anchor:middle}',
    trafficStyle,
    '.note{fill:var(--bg-2);stroke:var(--border);stroke-linejoin:round}.fold{fill:var(--bg-1)}.words{font-weight:400;fill:var(--fg-2);white-space:pre}.tether{fill:none;stroke:var(--stroke);stroke-dasharray:1 3;stroke-linecap:round}',
    '.mono{font:11px ui-monospace,monospace;fill:var(--fg-3)}.middle{text-anchor:middle;fill:var(--fg-2)}',
  ].join('');
}

function frameSvg(frame: SceneFrame, inTheWay: InTheWay): string {
  const { x, y, width, height, kind, tier } = frame;
  const title = titleOf(frame, inTheWay, true);
  return [
    `<rect class="frame ${kind} ${tier ?? ''}" x="${x + 0.5}" y="${y + 0.5}" width="${width}" height="${height}" rx="6"/>`,
    ...(kind === 'zone'
      ? [
          `<rect class="paper" x="${title.x - 4}" y="${y - 1}" width="${title.detailX - title.x}" height="3"/>`,
        ]
      : []),
    `<text x="${title.x}" y="${title.y}">${escaped(title.name)}</text>`,
    ...(title.detail === ''
      ? []
      : [`<text class="mono" x="${title.detailX}" y="${title.y}">${escaped(title.detail)}</text>`]),
  ].join('');
}

function wireSvg({ points, state, leadsNowhere, label }: Wire): string {
  const end = points.at(-1);
  const isDead = state === 'blackhole' || leadsNowhere;
  return [
    `<path class="wire${isDead ? ' dead' : ''}" d="${roundedPath(points)}"/>`,
    ...(isDead && end !== undefined ? [`<path class="bar" d="M${end.x} ${end.y - 11}v22"/>`] : []),
    ...(label === null
      ? []
      : [`<text class="mono" x="${label.x}" y="${label.y}">${escaped(showUnseen(label.text))}</text>`]),
  ].join('');
}

function shapeSvg({ x, y, width, height, shape, name, detail }: SceneShape): string {
  const slope = Math.min(height * 0.36, width * 0.25);
  const isEnd = shape === 'endpoint';
  const title = fit(name, width - 18, (text) => textWidth(text, 12));
  const middle = x + width / 2;
  const outline = isEnd
    ? `<path class="shape" d="M${x + slope} ${y}H${x + width - slope}L${x + width} ${y + height / 2}L${x + width - slope} ${y + height}H${x + slope}L${x} ${y + height / 2}Z"/>`
    : `<rect class="shape" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`;
  const line = y + height / 2 + (isEnd || detail === '' ? 4.5 : -2);
  const under = isEnd ? y + height + 14 : y + height / 2 + 13;
  return [
    outline,
    `<text class="name" x="${middle}" y="${line}">${escaped(title)}</text>`,
    ...(detail === ''
      ? []
      : [`<text class="mono middle" x="${middle}" y="${under}">${escaped(detail)}</text>`]),
  ].join('');
}

function notesSvg({ notes, shapes }: Scene): readonly string[] {
  const grounds = new Map(notes.length === 0 ? [] : shapes.map((shape) => [shape.id, shape]));
  return notes.flatMap((note) => [
    ...tetherSvg(note, grounds.get(note.parent ?? '')),
    ...sheetSvg(note),
    ...note.lines.map(
      (line, at) =>
        `<text class="words" x="${note.x + noteSizes.side}" y="${note.y + noteSizes.head + at * noteSizes.line + 12}">${escaped(line)}</text>`,
    ),
  ]);
}

function tetherSvg(note: SceneNote, about: SceneShape | undefined): readonly string[] {
  const ends = tetherOf(note, about);
  return ends === null
    ? []
    : [`<path class="tether" d="M${ends[0].x} ${ends[0].y}L${ends[1].x} ${ends[1].y}"/>`];
}

function sheetSvg(note: SceneNote): readonly string[] {
  const { sheet, fold } = noteShape(note);
  return [`<path class="note" d="${sheet}"/>`, `<path class="note fold" d="${fold}"/>`];
}

/** As text of an XML file, without the characters that XML does not allow at all. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
