/** The built app in a real browser: opened anew for every measurement, its main thread's time told by the browser itself. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import type { Browser, CDPSession, Page } from '@playwright/test';
import sirv from 'sirv';

const APP = 'dist/app';

/** What the main thread of a page did, in ms. */
export interface Busy {
  readonly task: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

export class OpenApp {
  readonly page: Page;
  #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async in(page: Page): Promise<OpenApp> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new OpenApp(page, session);
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

  /** Elements in the document. */
  nodes(): Promise<number> {
    return this.page.evaluate(() => document.querySelectorAll('*').length);
  }

  /**
   * Milliseconds of a fixed piece of work in this page, the quickest of several: what times are compared with, so that
   * a slower machine is no slower program.
   */
  calibrate(): Promise<number> {
    return this.page.evaluate(() => {
      const values = new Float64Array(4096);
      let quickest = Infinity;
      for (let round = 0; round < 12; round++) {
        const start = performance.now();
        for (let pass = 0; pass < 2600; pass++)
          for (let at = 0; at < values.length; at++) values[at] = Math.imul(at ^ pass, 2654435761) >>> 3;
        values.sort();
        quickest = Math.min(quickest, performance.now() - start);
      }
      return quickest;
    });
  }

  async #metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}

export class Bench {
  #browser: Browser;
  #server: Server;

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
  }

  /** @param chromiumPath - the browser's program */
  static async start(chromiumPath: string): Promise<Bench> {
    const serve = sirv(APP);
    const server = createServer((request, response) =>
      serve(request, response, () => {
        response.statusCode = 404;
        response.end();
      }),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    return new Bench(browser, server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Opens the app in a browser profile of its own and hands it over, until `use` is done. */
  async withApp<Result>(place: string, use: (app: OpenApp) => Promise<Result>): Promise<Result> {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    try {
      const page = await context.newPage();
      await page.goto(`${this.origin}/${place}`);
      await page.locator('main > *').first().waitFor();
      return await use(await OpenApp.in(page));
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
