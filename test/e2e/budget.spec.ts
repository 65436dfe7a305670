import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtApp, expect, test, verdict } from './journey.ts';

const kilobytes = (path: string) => gzipSync(readFileSync(join(builtApp, path))).length / 1024;

test('the script of the first view weighs at most 90 KB, the whole app 250 KB', async ({
  page,
  requests,
  origin,
}) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  const scripts = requests.map((url) => url.slice(origin.length + 1)).filter((path) => path.endsWith('.js'));
  const first = scripts.filter((path) => !path.includes('worker'));
  const firstView = first.reduce((sum, path) => sum + kilobytes(path), 0);
  const assets = readdirSync(join(builtApp, 'assets')).filter(
    (name) => name.endsWith('.js') && !/^(scenario|story)-/.test(name),
  );
  const whole = assets.reduce((sum, name) => sum + kilobytes(`assets/${name}`), 0);
  expect(firstView, 'first view').toBeLessThanOrEqual(90);
  expect(whole, 'whole app').toBeLessThanOrEqual(250);
});

test('nothing in the page is markup made of text', () => {
  const page = readFileSync(join(builtApp, 'index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*src=)/);
  expect(page).not.toMatch(/<style|style=/);
});
