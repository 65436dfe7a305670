import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtApp, expect, test } from './journey.ts';

const kilobytes = (path: string) => gzipSync(readFileSync(join(builtApp, path))).length / 1024;

/** Kilobytes of script, gzipped. The goal is 90 for a first view and 250 for the whole: the workbench is above both still. */
const WHOLE_APP = 450;

for (const [view, place, most] of [
  ['trace', '', 113],
  ['plan', '#/plan', 103],
  ['gallery', '#/learn', 95],
] as const) {
  test(`the script that the ${view} needs to open weighs at most ${most} KB`, async ({ page, origin }) => {
    await page.goto(place);
    await expect(page.locator('main > *').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    // What the page itself asked for; the worker's scripts are not needed to paint.
    const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const scripts = urls.map((url) => url.slice(origin.length + 1)).filter((path) => path.endsWith('.js'));
    const first = new Set(
      scripts.filter((path) => !path.includes('worker') && !/\/(scenario|story)-/.test(path)),
    );
    const weight = [...first].reduce((sum, path) => sum + kilobytes(path), 0);
    expect(weight).toBeLessThanOrEqual(most);
  });
}

test(`the whole app weighs at most ${WHOLE_APP} KB`, () => {
  const assets = readdirSync(join(builtApp, 'assets')).filter(
    (name) => name.endsWith('.js') && !/^(scenario|story)-/.test(name),
  );
  const whole = assets.reduce((sum, name) => sum + kilobytes(`assets/${name}`), 0);
  expect(whole).toBeLessThanOrEqual(WHOLE_APP);
});

test('nothing in the page is markup made of text', () => {
  const page = readFileSync(join(builtApp, 'index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*src=)/);
  expect(page).not.toMatch(/<style|style=/);
});
