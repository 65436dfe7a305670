import { readFile } from 'node:fs/promises';
import { generatedProject } from '../../inputs/project.ts';
import type { Bench, OpenApp } from '../app.ts';
import { fastest, timed } from '../item.ts';
import type { BrowserItem, Measured } from '../item.ts';
import { firstVerdict, frames, pan, showDesign, zoom, zoomTo } from '../steps.ts';

/** At this scale every object is drawn for itself, and as many are in sight as can be. */
const DETAIL = 0.42;
/** At this one VPCs show their subnets, on a large screen so many that they are painted. */
const CROWDED = 0.13;
const LARGE_SCREEN = { width: 1920, height: 1200 };
const STEPS = 24;
const ROUNDS = 4;
/** Px after which a painted drawing has to be painted anew, because its edge would come into sight. */
const FAR = 150;

/** A frame of 60 a second. */
const FRAME_MS = 1000 / 60;

/** The drawing of generated networks, moved by hand. */
export const canvasItem: BrowserItem = {
  id: 'canvas',
  title: 'the Design view of 1,000 and of 10,000 interfaces',
  async measure(bench) {
    const small = await drawing(bench, 1_000);
    const large = await drawing(bench, 10_000);
    const cost = (figure: (of: Drawing) => number, of: Drawing) => figure(of) / of.calibration;
    const against = (what: string, figure: (of: Drawing) => number): Measured => ({
      what: `${what}, 10,000 interfaces against 1,000`,
      value: cost(figure, large) / cost(figure, small),
      unit: '×',
      limit: 2,
    });
    return [
      ...(['1,000', '10,000'] as const).flatMap((name) => {
        const of = name === '1,000' ? small : large;
        return [
          timed(`${name}: a frame while panning, all in sight`, of.panAll, of.calibration, FRAME_MS),
          timed(`${name}: a frame while panning, in detail`, of.panDetail, of.calibration, FRAME_MS),
          timed(`${name}: a frame while panning, painted`, of.panCrowded, of.calibration, FRAME_MS),
          timed(`${name}: a frame while zooming`, of.zoom, of.calibration, FRAME_MS),
          timed(`${name}: longest task while moving`, of.longestMoving, of.calibration, 50),
          counted(`${name}: elements in the page`, of.elements, 'elements', 2500),
          counted(`${name}: objects painted after culling`, of.objects, 'objects', 600),
          counted(`${name}: draw calls a frame`, of.calls, 'calls', 1500),
        ];
      }),
      against('a frame while panning in detail', ({ panDetail }) => panDetail),
      against('a painted frame while panning', ({ panCrowded }) => panCrowded),
      against('a frame while zooming', ({ zoom: each }) => each),
      {
        what: '10,000: a painted frame against one of the same drawing as SVG',
        value: large.painted / large.asSvg,
        unit: '×',
        limit: 0.6,
      },
    ];
  },
};

/** Times in ms of the main thread, the fastest of some rounds. */
interface Drawing {
  readonly calibration: number;
  readonly panAll: number;
  readonly panDetail: number;
  readonly panCrowded: number;
  readonly zoom: number;
  /** Of all threads, so many frames of the same part of the drawing: painted, and as elements. */
  readonly painted: number;
  readonly asSvg: number;
  readonly longestMoving: number;
  readonly elements: number;
  readonly objects: number;
  readonly calls: number;
}

async function drawing(bench: Bench, interfaces: number): Promise<Drawing> {
  const { file } = generatedProject(interfaces);
  return bench.withApp(
    '',
    async (app) => {
      const { page } = app;
      await firstVerdict(page);
      await app.idle();
      const calibration = await app.calibrate();
      await showDesign(page);
      await app.idle();
      const each = async (move: () => Promise<void>) =>
        (await fastest(ROUNDS, async () => (await app.busy(move)).task)) / STEPS;
      const elements = [await app.nodes()];
      const panAll = await each(() => pan(page, STEPS));
      await zoomTo(page, DETAIL);
      elements.push(await app.nodes());
      const panDetail = await each(() => pan(page, STEPS));
      await page.setViewportSize(LARGE_SCREEN);
      await zoomTo(page, CROWDED);
      elements.push(await app.nodes());
      const panCrowded = await each(() => pan(page, STEPS));
      const { calls, objects } = await app.drawCalls(() => pan(page, 4, { by: FAR }));
      if (objects === 0) throw new Error(`Of ${interfaces} interfaces nothing is painted at this scale.`);
      const zooming = await each(() => zoom(page, STEPS));
      const longestMoving = await fastest(ROUNDS, () =>
        app.longestTask(async () => {
          await zoom(page, STEPS);
          await pan(page, STEPS);
          await app.idle();
        }),
      );
      await zoomTo(page, CROWDED);
      const whole = (move: () => Promise<void>) => fastest(ROUNDS, () => app.allBusy(move));
      const painted = await whole(() => pan(page, STEPS));
      const asSvg = await asElements(app, () => whole(() => pan(page, STEPS, { element: '#picture' })));
      return {
        calibration: Math.min(calibration, await app.calibrate()),
        panAll,
        panDetail,
        panCrowded,
        zoom: zooming,
        painted,
        asSvg,
        longestMoving,
        elements: Math.max(...elements),
        objects,
        calls,
      };
    },
    { input: [file], open: true },
  );
}

/** Puts the drawing's own SVG file into the page in place of the app, in the same window and scale. */
async function asElements(app: OpenApp, measure: () => Promise<number>): Promise<number> {
  const { page } = app;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: 'Export…' })
      .click()
      .then(() => page.getByRole('menuitem', { name: /^SVG/ }).click()),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  await page.evaluate(
    ([markup, scale]) => {
      const box = document.querySelector('main')?.getBoundingClientRect();
      document.body.innerHTML = '<div id="picture"></div>';
      const frame = document.querySelector<HTMLElement>('#picture');
      if (frame === null || box === undefined) return;
      Object.assign(frame.style, {
        position: 'fixed',
        left: `${box.left}px`,
        top: `${box.top}px`,
        width: `${box.width}px`,
        height: `${box.height}px`,
        overflow: 'hidden',
      });
      frame.innerHTML = markup.slice(markup.indexOf('<svg'));
      const drawing = frame.querySelector('svg');
      if (drawing === null) return;
      drawing.querySelector('metadata')?.remove();
      const { width, height } = drawing.viewBox.baseVal;
      const moved = document.createElementNS('http://www.w3.org/2000/svg', 'g');
      moved.append(...drawing.childNodes);
      drawing.append(moved);
      drawing.removeAttribute('viewBox');
      drawing.setAttribute('width', '100%');
      drawing.setAttribute('height', '100%');
      const [x, y] = [box.width / 2 - (width / 2) * scale, box.height / 2 - (height / 2) * scale];
      const moveBy = (dx: number, dy: number) =>
        moved.setAttribute('transform', `translate(${x + dx} ${y + dy}) scale(${scale})`);
      moveBy(0, 0);
      frame.addEventListener('pointermove', ({ clientX, clientY, buttons }) => {
        if (buttons !== 0) moveBy(clientX - innerWidth / 2, clientY - innerHeight / 2);
      });
    },
    [text, CROWDED] as const,
  );
  await frames(page, 3);
  return measure();
}

function counted(what: string, value: number, unit: Measured['unit'], limit: number): Measured {
  return { what, value, unit, limit };
}
