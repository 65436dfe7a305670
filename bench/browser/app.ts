/** The built app in a real browser: opened anew for every measurement, its main thread's time told by the browser itself. */
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import type { Browser, CDPSession, Page } from '@playwright/test';
import sirv from 'sirv';
import type { InputFile } from '../../engine/index.ts';
import { fastest } from './item.ts';
import { longestTaskIn, recordTasks } from './tasks.ts';
import { watchPage } from './watch.ts';
import type { Traffic } from './watch.ts';

const APP = 'dist/app';

/** What the main thread of a page did, in ms of a core: what a neighbour took meanwhile does not count. */
export interface Busy {
  readonly task: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

/** Per painting of a canvas. */
export interface DrawCalls {
  /** Fills, strokes and texts. */
  readonly calls: number;
  /** Frames and shapes among them: what is left after culling. */
  readonly objects: number;
}

export interface Opening {
  /** Files to open the app with, as its own server hands them over. */
  readonly input?: readonly InputFile[];
  /** Lets the page take markup of this benchmark. */
  readonly open?: boolean;
  /** Has the page's tasks recorded from the start: see {@link OpenApp.longestTaskYet}. */
  readonly recorded?: boolean;
}

export class OpenApp {
  readonly page: Page;
  #session: CDPSession;
  #browser: Browser;

  private constructor(page: Page, session: CDPSession, browser: Browser) {
    this.page = page;
    this.#session = session;
    this.#browser = browser;
  }

  static async in(page: Page, browser: Browser): Promise<OpenApp> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new OpenApp(page, session, browser);
  }

  /** Time of the main thread from the start of `step` until the next frame after it is painted. */
  async busy(step: () => Promise<unknown>): Promise<Busy> {
    const before = await this.#metrics();
    await step();
    const after = await this.#metrics();
    const spent = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000;
    return {
      task: spent('TaskDuration'),
      script: spent('ScriptDuration'),
      style: spent('RecalcStyleDuration'),
      layout: spent('LayoutDuration'),
    };
  }

  /**
   * Time of all of the browser's processes during `step`, in ms of a core: what the threads that fill in the pixels did, too.
   */
  async allBusy(step: () => Promise<unknown>): Promise<number> {
    const session = await this.#browser.newBrowserCDPSession();
    const spent = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
    };
    const before = await spent();
    await step();
    const after = await spent();
    await session.detach();
    return after - before;
  }

  /** The longest that the page did not answer during `step`, in ms of a core. */
  async longestTask(step: () => Promise<unknown>): Promise<number> {
    await recordTasks(this.#browser, this.page);
    await step();
    return this.longestTaskYet();
  }

  /** The same since the page was opened, where it was opened to be recorded. */
  async longestTaskYet(): Promise<number> {
    return longestTaskIn(await this.#browser.stopTracing());
  }

  /** What has been sent to the engine's worker and back since {@link watch}. */
  traffic(): Promise<Traffic> {
    return this.page.evaluate(() => window.watched.read());
  }

  /** Forgets what was watched until now. */
  async watch(): Promise<void> {
    await this.page.evaluate(() => window.watched.start());
  }

  /** Until the engine's worker has had nothing to do for a while: what it does in its own time is done. */
  async idle(): Promise<void> {
    await this.page.evaluate(() => window.watched.idle());
  }

  /** Calls of the canvas in one step. */
  async drawCalls(step: () => Promise<unknown>): Promise<DrawCalls> {
    await this.page.evaluate(() => window.watched.countDrawing());
    await step();
    const { calls, objects, frames } = await this.page.evaluate(() => window.watched.stopCounting());
    return { calls: calls / Math.max(frames, 1), objects: objects / Math.max(frames, 1) };
  }

  /** Elements in the document. */
  nodes(): Promise<number> {
    return this.page.evaluate(() => document.querySelectorAll('*').length);
  }

  /**
   * Milliseconds of a fixed piece of work in this page, the quickest of several: what times are compared with, so that
   * a slower machine is no slower program.
   */
  calibrate(): Promise<number> {
    return fastest(
      12,
      async () => (await this.busy(() => this.page.evaluate(() => window.watched.work()))).task,
    );
  }

  async #metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}

export class Bench {
  #browser: Browser;
  #server: Server;
  /** What the server hands over as its input. */
  #input = '';

  private constructor(browser: Browser, app: RequestListener) {
    this.#browser = browser;
    this.#server = createServer((request, response) => {
      if (request.url?.startsWith('/hoplight-input.json') !== true) return app(request, response);
      response.setHeader('Content-Type', 'application/json');
      response.end(this.#input);
    });
  }

  /** @param chromiumPath - the browser's program */
  static async start(chromiumPath: string): Promise<Bench> {
    const serve = sirv(APP);
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const bench = new Bench(browser, (request, response) =>
      serve(request, response, () => {
        response.statusCode = 404;
        response.end();
      }),
    );
    await new Promise<void>((ready) => bench.#server.listen(0, '127.0.0.1', ready));
    return bench;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Opens the app in a browser profile of its own and hands it over, until `use` is done. */
  async withApp<Result>(
    place: string,
    use: (app: OpenApp) => Promise<Result>,
    { input, open = false, recorded = false }: Opening = {},
  ): Promise<Result> {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      bypassCSP: open,
    });
    try {
      const page = await context.newPage();
      await page.addInitScript(watchPage);
      this.#input = JSON.stringify({ files: input ?? [] });
      if (recorded) await recordTasks(this.#browser, page);
      await page.goto(`${this.origin}/${input === undefined ? '' : '?input'}${place}`);
      await page.locator('main > *').first().waitFor();
      return await use(await OpenApp.in(page, this.#browser));
    } finally {
      await context.close();
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
