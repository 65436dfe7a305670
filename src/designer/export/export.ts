/** The drawing handed over as a file. */
import { mermaidText, notesIn, pngWithProject } from '../../../engine/editing.ts';
import { download, fileName } from '../../ui/download.ts';
import type { Board } from '../board.svelte.ts';
import { questionLine, verdictWord } from '../../tracer/words.ts';
import { inkNames, sceneSvg, sizeOf } from './svg.ts';
import type { ThemeInks, TracedPath } from './svg.ts';

/** The largest side of a picture that browsers draw. */
const largestSide = 16_000;

export function exportSvg(board: Board, name: string): void {
  const file = `${fileName(name)}.svg`;
  download(file, new Blob([svgOf(board, name)], { type: 'image/svg+xml' }));
  board.app.say(`${file} is downloaded, with the project in it.`);
}

export function exportMermaid(board: Board, name: string): void {
  const file = `${fileName(name)}.mmd`;
  const { diagram, document } = board.app.editor;
  download(file, mermaidText(diagram, document === null ? [] : notesIn(document)));
  board.app.say(`${file} is downloaded.`);
}

/** @param times - px of the picture for one of the drawing; fewer where the picture would be too large */
export async function exportPng(board: Board, name: string, times: number): Promise<void> {
  const { width, height } = sizeOf(board.scene, tracedPath(board));
  const scale = Math.min(times, largestSide / width, largestSide / height);
  const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(board, name, dark ? 'dark' : 'light'))}`;
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob === null) throw new Error('no picture');
    const file = `${fileName(name)}.png`;
    const project = new TextEncoder().encode(projectText(board));
    const png = pngWithProject(new Uint8Array(await blob.arrayBuffer()), project);
    download(file, new Blob([png], { type: 'image/png' }));
    board.app.say(`${file} is downloaded, with the project in it.`);
  } catch {
    board.app.say('This browser cannot make a picture of this drawing. The SVG holds the same.');
  }
}

function svgOf(board: Board, name: string, theme?: 'light' | 'dark'): string {
  const trace = tracedPath(board);
  return sceneSvg(board.scene, {
    inks: themeInks(),
    name,
    project: theme === undefined ? projectText(board) : '',
    ...(theme && { theme }),
    ...(trace && { trace }),
  });
}

function projectText({ app }: Board): string {
  return JSON.stringify(app.editor.document ?? {});
}

/** The trace that is on the drawing, in the words of the chip over it. */
function tracedPath({ app, traffic }: Board): TracedPath | undefined {
  const report = app.tracer.answer?.report;
  if (report === undefined || traffic === null) return undefined;
  return { traffic, caption: `${questionLine(report)}: ${verdictWord(report)}` };
}

/** Both colours of each token, as its `light-dark()` has them. */
function themeInks(): ThemeInks {
  const style = getComputedStyle(document.documentElement);
  const pairs = inkNames.map((name) => {
    const text = style.getPropertyValue(`--${name}`).trim();
    const [, light = text, dark = text] =
      /^light-dark\(\s*(#\w+|\w+\([^)]*\))\s*,\s*(#\w+|\w+\([^)]*\))\s*\)$/.exec(text) ?? [];
    return { name, light, dark };
  });
  const of = (theme: 'light' | 'dark') => Object.fromEntries(pairs.map((pair) => [pair.name, pair[theme]]));
  // INVARIANT: `pairs` has every name.
  return { light: of('light'), dark: of('dark') } as ThemeInks;
}
