import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';
import { expect, test, verdict } from './journey.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Findings that are serious or worse, each with the elements concerned. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}

const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, width, height } of sizes) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height } });

      test('the trace has no serious finding', async ({ page }) => {
        await page.goto('');
        await expect(verdict(page)).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the gallery has no serious finding', async ({ page }) => {
        await page.goto('#/learn');
        await expect(page.getByRole('heading', { name: 'Scenarios' })).toBeVisible();
        await page.waitForLoadState('networkidle');
        expect(await findings(page)).toEqual([]);
      });

      test('dialogs have no serious finding', async ({ page }) => {
        await page.goto('#/trace/two-networks-one-range');
        await expect(verdict(page)).toBeVisible();
        for (const key of ['?', 'o', 'n']) {
          await page.keyboard.press(key);
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findings(page)).toEqual([]);
          await page.keyboard.press('Escape');
        }
      });
    });
  }
}
