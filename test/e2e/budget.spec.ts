import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { builtApp, expect, test } from './journey.ts';
import { isData, kilobytes, scriptsOfPage } from './scripts.ts';

/**
 * Kilobytes of script, gzipped. The goal for the whole is 250. It is twice that: nearly all of it is our own code, of which
 * every view loads its part only. This holds it where it is.
 */
const FIRST_VIEW = 90;
const WHOLE_APP = 560;

for (const [view, place] of [
  ['trace', ''],
  ['plan', '#/plan'],
  ['gallery', '#/learn'],
] as const) {
  test(`the script that the ${view} needs to open weighs at most ${FIRST_VIEW} KB`, async ({
    page,
    origin,
  }) => {
    await page.goto(place);
    await expect(page.locator('main > *').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const asked = urls.map((url) => url.slice(origin.length + 1));
    const first = scriptsOfPage(
      builtApp,
      asked.filter((path) => path.endsWith('.js')),
    );
    const weight = first.reduce((sum, path) => sum + kilobytes(builtApp, path), 0);
    expect(weight).toBeLessThanOrEqual(FIRST_VIEW);
  });
}

test(`the whole app weighs at most ${WHOLE_APP} KB`, () => {
  const assets = readdirSync(join(builtApp, 'assets')).filter(
    (name) => name.endsWith('.js') && !isData(name),
  );
  const whole = assets.reduce((sum, name) => sum + kilobytes(builtApp, `assets/${name}`), 0);
  expect(whole).toBeLessThanOrEqual(WHOLE_APP);
});

test('nothing in the page is markup made of text', () => {
  const page = readFileSync(join(builtApp, 'index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*src=)/);
  expect(page).not.toMatch(/<style|style=/);
});
