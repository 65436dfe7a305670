import { openShop, projectName, rename, saved } from './frame.ts';
import { expect, test } from './journey.ts';
import type { Page } from '@playwright/test';

async function openSnapshots(page: Page) {
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('button', { name: 'Snapshots…' }).click();
  return page.getByRole('dialog', { name: 'Snapshots' });
}

test('a version is kept by name, says what restoring it would change, and is restored as one step', async ({
  page,
}) => {
  await openShop(page);
  await page.keyboard.press('2');
  let dialog = await openSnapshots(page);
  await dialog.getByRole('textbox', { name: 'Name of the snapshot' }).fill('Before the sale');
  await dialog.getByRole('button', { name: 'Keep this version' }).click();
  await expect(dialog.getByRole('button', { name: /^Before the sale/ })).toBeVisible();
  await page.keyboard.press('Escape');

  await rename(page, 'sale');
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(projectName(page)).toHaveText('sale');
  dialog = await openSnapshots(page);
  await dialog.getByRole('button', { name: /^Before the sale/ }).click();
  await expect(dialog).toContainText('1 changes');
  await expect(dialog).toContainText('Name of the project');
  await dialog.getByRole('button', { name: 'Restore Before the sale' }).click();
  await expect(projectName(page)).toHaveText('frame shop');
  await page.keyboard.press('Control+z');
  await expect(projectName(page)).toHaveText('sale');
});

test('a removed version can be put back, and no more than twenty are kept', async ({ page }) => {
  await openShop(page);
  const dialog = await openSnapshots(page);
  for (let count = 1; count <= 21; count++) {
    await dialog.getByRole('textbox', { name: 'Name of the snapshot' }).fill(`v${count}`);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: new RegExp(`^v${count} `) })).toBeVisible();
  }
  await expect(dialog.getByRole('listitem')).toHaveCount(20);
  await expect(dialog.getByRole('button', { name: /^v1 / })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Remove v21' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(19);
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await expect(dialog.getByRole('listitem').first()).toContainText('v21');
});
