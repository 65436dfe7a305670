import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';
import { expect, test, verdict } from './journey.ts';
import { rowOf } from './plan.ts';

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

const themes = [
  { theme: 'light', colorScheme: 'light', contrast: 'no-preference' },
  { theme: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { theme: 'high contrast', colorScheme: 'light', contrast: 'more' },
] as const;

for (const { theme, colorScheme, contrast } of themes) {
  for (const { name, width, height } of sizes) {
    test.describe(`${name}, ${theme}`, () => {
      test.use({ colorScheme, contextOptions: { contrast }, viewport: { width, height } });

      test('the trace has no serious finding', async ({ page }) => {
        await page.goto('');
        await expect(verdict(page)).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the costs have no serious finding', async ({ page }) => {
        await page.goto('');
        await expect(verdict(page)).toBeVisible();
        await page.getByText('Cost of a GB').click();
        await page.getByRole('button', { name: 'Costs of the whole network' }).click();
        await expect(page.getByRole('tabpanel', { name: 'Cost' }).getByRole('table')).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the gallery has no serious finding', async ({ page }) => {
        await page.goto('#/learn');
        await expect(page.getByRole('heading', { name: 'Scenarios' })).toBeVisible();
        await page.waitForLoadState('networkidle');
        expect(await findings(page)).toEqual([]);
      });

      test('the plan has no serious finding', async ({ page }) => {
        await page.goto('#/trace/reply-never-came-home');
        await expect(verdict(page)).toBeVisible();
        await page.goto('#/plan');
        await expect(page.getByText('app-a').first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
        if (name === 'wide') {
          await rowOf(page, 'app-a').first().click();
          await page.keyboard.press('Enter');
        } else await page.getByRole('button', { name: /^app-a/ }).click();
        await expect(page.getByText('Kept for future use').first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the dialogs of the plan have no serious finding', async ({ page }) => {
        await page.goto('#/plan');
        await expect(page.getByRole('button', { name: 'Allocate…' })).toBeVisible();
        for (const button of ['Allocate…', 'Bulk split…', 'Export', 'Add block']) {
          await page.getByRole('button', { name: button }).click();
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findings(page), button).toEqual([]);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
        await page.getByRole('button', { name: 'More' }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        expect(await findings(page), 'menu').toEqual([]);
        await page.getByRole('menuitem', { name: 'Import a plan…' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await findings(page), 'import').toEqual([]);
      });

      test('dialogs have no serious finding', async ({ page }) => {
        await page.goto('#/trace/two-networks-one-range');
        await expect(verdict(page)).toBeVisible();
        for (const key of ['?', 'o', 'Control+k']) {
          await page.keyboard.press(key);
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findings(page), key).toEqual([]);
          await page.keyboard.press('Escape');
        }
        for (const command of ['Share a link', 'Snapshots']) {
          await page.keyboard.press('Control+k');
          await page.getByRole('combobox', { name: 'Search or run a command' }).fill(command);
          await page.keyboard.press('Enter');
          await expect(page.getByRole('dialog', { name: command.split(' ')[0] ?? '' })).toBeVisible();
          expect(await findings(page), command).toEqual([]);
          await page.keyboard.press('Escape');
        }
      });

      test('the design with its panels has no serious finding', async ({ page }) => {
        await page.goto('#/trace/reply-never-came-home');
        await expect(verdict(page)).toBeVisible();
        await page.goto('#/design');
        await expect(page.getByRole('region', { name: 'Design' })).toBeVisible();
        await page.keyboard.press('n');
        await expect(page.getByRole('tab', { name: /^Problems/ })).toBeVisible();
        expect(await findings(page), 'problems').toEqual([]);
        for (const part of ['Project as text', 'Trace as text']) {
          await page.getByRole('tab', { name: part }).click();
          await expect(page.getByRole('tabpanel', { name: part })).toBeVisible();
          expect(await findings(page), part).toEqual([]);
        }
        await page.keyboard.press('Escape');
        if (name === 'wide') {
          await page.getByRole('button', { name: 'Project', exact: true }).click();
          await expect(page.getByRole('tree', { name: 'Project' })).toBeVisible();
          expect(await findings(page), 'project tree').toEqual([]);
        }
      });
    });
  }
}
