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

test('on paper there is the answer, dark on white, and nothing to press', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: /^api-1 → .* tcp\/443: Reply blocked$/ })).toBeVisible();
  expect(await ink(page)).toBe('rgb(255, 255, 255)');
  await expect(page.locator('header').first()).toBeHidden();
  await expect(page.locator('footer')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeHidden();
  await expect(page.getByRole('form', { name: 'Question' })).toBeHidden();
});

test('on paper there is the whole drawing, wherever the view was', async ({ page }) => {
  await page.goto('#/design/reply-never-came-home');
  const objects = page.getByRole('application').locator('[data-object]');
  await expect(objects.first()).toBeVisible();
  const all = await objects.count();
  for (let press = 0; press < 8; press++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => objects.count()).toBeLessThan(all);
  await page.emulateMedia({ media: 'print' });
  await expect(objects).toHaveCount(all);
  await expect(page.getByRole('button', { name: 'Tidy' })).toBeHidden();
  const paper = await page.getByRole('application').boundingBox();
  const last = await objects.last().boundingBox();
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual((paper?.x ?? 0) + (paper?.width ?? 0));
});

test('on paper the plan is its table, without the buttons over it', async ({ page }) => {
  await page.goto('#/plan/reply-never-came-home');
  await expect(page.getByRole('row', { name: /public-a/ })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('row', { name: /public-a/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bulk split…' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Export' })).toBeHidden();
});
