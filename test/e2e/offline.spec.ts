import { openShop, projectName } from './frame.ts';
import { builtApp, expect, from, test, verdict } from './journey.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

test.use({ serviceWorkers: 'allow' });

test('after a first visit everything opens without a network', async ({ page, context }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(verdict(page)).toHaveText('Reply blocked');
  await expect(page.locator('footer')).toContainText('Offline');
  for (const key of ['1', '2', '5']) {
    await page.keyboard.press(key);
    await expect(page.locator('main > *').first()).toBeVisible();
  }
  await page.getByRole('link', { name: /One-way peering/ }).click();
  await expect(from(page)).toHaveValue('app-1');
  await context.setOffline(false);
});

test('a project is edited and kept without a network', async ({ page, context }) => {
  await openShop(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(projectName(page)).toHaveText('frame shop');
  await context.setOffline(false);
});

test('the app can be installed: its manifest names files that are there', async ({ page, request }) => {
  await page.goto('');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = (await (await request.get(href ?? '')).json()) as {
    start_url: string;
    icons: { src: string }[];
  };
  expect(manifest.start_url).toBe('./');
  for (const { src } of manifest.icons) expect(existsSync(join(builtApp, src)), src).toBe(true);
});

test('the worker keeps every file that the page may want, and no other', () => {
  const worker = readFileSync(join(builtApp, 'service-worker.js'), 'utf8');
  const files = JSON.parse(/const FILES = (\[.*?\])/.exec(worker)?.[1] ?? '[]') as string[];
  expect(files).toContain('./');
  expect(files.filter((file) => file !== './' && !existsSync(join(builtApp, file)))).toEqual([]);
  expect(files.some((file) => file.includes('engine.worker'))).toBe(true);
});
