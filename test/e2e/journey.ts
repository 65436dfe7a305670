/**
 * What every journey stands on: the built app served on loopback, and a watch that fails a test as soon as a request
 * leaves the origin or the page reports an error.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import sirv from 'sirv';

/** The build under test: the one in dist/, or another folder that is named. */
export const builtApp =
  process.env['HOPLIGHT_APP'] ?? fileURLToPath(new URL('../../dist/app', import.meta.url));
export const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

interface Worker {
  readonly origin: string;
}

interface Journey {
  /** Everything the page asked for, as addresses. */
  readonly requests: readonly string[];
}

export const test = base.extend<Journey, Worker>({
  origin: [
    // Playwright reads from the pattern that this fixture needs no other.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (!existsSync(builtApp)) throw new Error('The web app is not built: run `npm run build` first.');
      const serve = sirv(builtApp, { dev: true });
      const server = createServer((request, response) =>
        serve(request, response, () => {
          response.statusCode = 404;
          response.end();
        }),
      );
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ origin }, use) => use(`${origin}/`),
  requests: [
    async ({ page, origin }, use) => {
      const requests: string[] = [];
      const faults: string[] = [];
      page.context().on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        // A missing hoplight-input.json is how the page learns that there is none.
        if (message.type() === 'error' && !message.location().url.includes('hoplight-input'))
          faults.push(message.text());
      });
      await use(requests);
      const outside = requests.filter((url) => !url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url));
      expect(outside, 'requests that leave the origin').toEqual([]);
      expect(faults, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export const verdict = (page: Page) => page.locator('#verdict-word');
export const from = (page: Page) => page.getByRole('combobox', { name: 'From' });
export const to = (page: Page) => page.getByRole('combobox', { name: 'To', exact: true });
export const service = (page: Page) => page.getByRole('combobox', { name: 'Protocol and port' });

/** Asks a question in the bar, part by part. */
export async function ask(
  page: Page,
  [source, destination, port]: readonly [string, string, string],
): Promise<void> {
  await from(page).fill(source);
  await to(page).fill(destination);
  await service(page).fill(port);
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
}

/** Drops files or a folder onto the page, as a desktop would. */
export async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 500, data });
  }
}

/** Pastes text as a person would, with the focus on nothing in particular. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, text);
}

/** Pastes a network and goes to its drawing. */
export async function openInDesign(page: Page, document: object): Promise<void> {
  await page.goto('#/learn');
  await expect(page.getByRole('heading').first()).toBeVisible();
  // What is pasted while the page is still starting goes nowhere.
  await expect(async () => {
    await paste(page, JSON.stringify(document));
    await expect(page.getByRole('button', { name: 'What was read' })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await page
    .getByRole('button', { name: 'Design', exact: true })
    .or(page.getByRole('link', { name: 'Design' }))
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Design' })).toBeVisible();
}
