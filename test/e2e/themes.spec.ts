import type { Page } from '@playwright/test';
import { expect, test, verdict } from './journey.ts';

const ink = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the theme is chosen, and stays over a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  expect(await ink(page)).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await ink(page)).toBe('rgb(16, 21, 27)');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await ink(page)).toBe('rgb(16, 21, 27)');
});

test('high contrast follows the system, and can be chosen without it', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
  await page.goto('');
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  expect(await ink(page)).toBe('rgb(0, 0, 0)');
  await page.emulateMedia({ contrast: 'no-preference' });
  await expect(page.locator('html')).not.toHaveAttribute('data-contrast', 'more');
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'High contrast' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
});

test('on paper there is the view, and nothing to press around it', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('header').first()).toBeHidden();
  await expect(page.locator('footer')).toBeHidden();
});
