import { largestOfCorpus } from '../../inputs/corpus.ts';
import { generatedProject } from '../../inputs/project.ts';
import type { InputFile } from '../../../engine/index.ts';
import type { Bench } from '../app.ts';
import { fastest, timed } from '../item.ts';
import type { BrowserItem, Measured } from '../item.ts';
import { applyFirstChange, editToVerdict, firstVerdict, showDesign } from '../steps.ts';

const ROUNDS = 3;

/** From the request for the page, with files to open, to the verdict and to the drawing. */
export const openItem: BrowserItem = {
  id: 'open',
  title: 'opening generated networks',
  async measure(bench) {
    const [small, large] = [
      await opening(bench, [generatedProject(1_000).file]),
      await opening(bench, [generatedProject(10_000).file]),
    ];
    return [
      ...told('1,000 interfaces', small),
      ...told('10,000 interfaces', large),
      {
        what: 'first verdict, 10,000 interfaces against 1,000',
        value: large.verdict / large.calibration / (small.verdict / small.calibration),
        unit: '×',
        limit: 10,
      },
    ];
  },
};

/** A dump of a real account. */
export const corpusItem: BrowserItem = {
  id: 'corpus',
  title: "the corpus's largest network",
  async measure(bench) {
    const network = largestOfCorpus();
    if (network === undefined) {
      console.log('  The corpus is not beside the checkout: nothing was measured of it.');
      return [];
    }
    const name = `${network.name}, ${network.resources} resources`;
    return told(name, await opening(bench, network.files), { verdict: 600, edit: 50 });
  },
};

/** Times in ms. */
interface Opened {
  readonly calibration: number;
  readonly verdict: number;
  /** From a change to the verdict after it. */
  readonly edit: number;
  readonly design: number;
  readonly elements: number;
}

/** The fastest of some rounds. */
interface Openings extends Opened {
  readonly longestTask: number;
}

function told(
  name: string,
  of: Openings,
  budgets: { readonly verdict?: number; readonly edit?: number } = {},
): Measured[] {
  return [
    timed(`${name}: first verdict on screen`, of.verdict, of.calibration, budgets.verdict),
    timed(`${name}: change to new verdict`, of.edit, of.calibration, budgets.edit),
    timed(`${name}: the Design view, work of the page until it is drawn`, of.design, of.calibration),
    timed(`${name}: longest task of the page`, of.longestTask, of.calibration, 50),
    { what: `${name}: elements in the page`, value: of.elements, unit: 'elements', limit: 2500 },
  ];
}

async function opening(bench: Bench, input: readonly InputFile[]): Promise<Openings> {
  const rows: Opened[] = [];
  for (let round = 0; round < ROUNDS; round++) rows.push(await openOnce(bench, input));
  const least = (figure: (row: Opened) => number) => Math.min(...rows.map(figure));
  return {
    calibration: least(({ calibration }) => calibration),
    verdict: least(({ verdict }) => verdict),
    edit: least(({ edit }) => edit),
    design: least(({ design }) => design),
    elements: least(({ elements }) => elements),
    longestTask: await fastest(ROUNDS, () => longestTaskOf(bench, input)),
  };
}

function openOnce(bench: Bench, input: readonly InputFile[]): Promise<Opened> {
  return bench.withApp(
    '',
    async (app) => {
      const verdict = await firstVerdict(app.page);
      await app.idle();
      await applyFirstChange(app);
      let edit = Infinity;
      for (const step of ['undo', 'redo'] as const) {
        edit = Math.min(edit, await editToVerdict(app, step));
        await app.idle();
      }
      const design = (await app.busy(() => showDesign(app.page))).task;
      await app.idle();
      const elements = await app.nodes();
      return { calibration: await app.calibrate(), verdict, edit, design, elements };
    },
    { input },
  );
}

/** From the request for the page until the drawing is there. */
function longestTaskOf(bench: Bench, input: readonly InputFile[]): Promise<number> {
  return bench.withApp(
    '',
    async (app) => {
      await firstVerdict(app.page);
      await app.idle();
      await showDesign(app.page);
      await app.idle();
      return app.longestTaskYet();
    },
    { input, recorded: true },
  );
}
