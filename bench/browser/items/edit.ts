import { generatedProject } from '../../inputs/project.ts';
import type { Bench } from '../app.ts';
import { timed } from '../item.ts';
import type { BrowserItem, Measured } from '../item.ts';
import { applyFirstChange, editToVerdict, firstVerdict } from '../steps.ts';

/** Two VPCs and sixty interfaces come to about two hundred objects, as the budget has it. */
const SMALL = { interfaces: 60, vpcs: 2 };
const MIDDLE = { interfaces: 1_000, vpcs: 20 };
const LARGE = { interfaces: 10_000, vpcs: 20 };

/** From an edit of the network to the new verdict on screen: through the worker, and back. */
export const editItem: BrowserItem = {
  id: 'edit',
  title: 'change to new verdict',
  async measure(bench) {
    const small = await editing(bench, SMALL, 10);
    const middle = await editing(bench, MIDDLE, 6);
    const large = await editing(bench, LARGE, 4);
    return [
      timed(`${small.resources} objects, change to new verdict`, small.edit, small.calibration, 50),
      timed('1,000 interfaces', middle.edit, middle.calibration),
      timed('10,000 interfaces', large.edit, large.calibration),
      {
        what: '10,000 interfaces against 1,000',
        value: large.edit / large.calibration / (middle.edit / middle.calibration),
        unit: '×',
        limit: 10,
      },
      counted('messages of an edit, 10,000 interfaces', large.messages, 'messages', 10),
      counted('bytes of an edit, 10,000 interfaces', large.kilobytes, 'KB', 64),
      timed('longest task of the page meanwhile', large.longestTask, large.calibration, 50),
    ];
  },
};

interface Edits {
  readonly resources: number;
  readonly calibration: number;
  /** ms of the fastest */
  readonly edit: number;
  readonly messages: number;
  readonly kilobytes: number;
  readonly longestTask: number;
}

async function editing(
  bench: Bench,
  { interfaces, vpcs }: { readonly interfaces: number; readonly vpcs: number },
  rounds: number,
): Promise<Edits> {
  const { file, resources } = generatedProject(interfaces, vpcs);
  return bench.withApp(
    '',
    async (app) => {
      await firstVerdict(app.page);
      await app.idle();
      const calibration = await app.calibrate();
      await applyFirstChange(app);
      const rows: Edits[] = [];
      for (let round = 0; round < rounds; round++) {
        await app.watch();
        const edit = await editToVerdict(app, round % 2 === 0 ? 'undo' : 'redo');
        const { messages, bytes } = await app.traffic();
        await app.idle();
        const longestTask = await app.longestTask(async () => {
          for (const step of ['redo', 'undo'] as const) {
            await editToVerdict(app, round % 2 === 0 ? step : other(step));
            await app.idle();
          }
        });
        rows.push({ resources, calibration, edit, messages, kilobytes: bytes / 1024, longestTask });
      }
      const least = (figure: (row: Edits) => number) => Math.min(...rows.map(figure));
      const most = (figure: (row: Edits) => number) => Math.max(...rows.map(figure));
      return {
        resources,
        calibration: Math.min(calibration, await app.calibrate()),
        edit: least(({ edit }) => edit),
        messages: most(({ messages }) => messages),
        kilobytes: most(({ kilobytes }) => kilobytes),
        longestTask: least(({ longestTask }) => longestTask),
      };
    },
    { input: [file] },
  );
}

function other(step: 'undo' | 'redo'): 'undo' | 'redo' {
  return step === 'undo' ? 'redo' : 'undo';
}

function counted(what: string, value: number, unit: Measured['unit'], limit: number): Measured {
  return { what, value, unit, limit };
}
