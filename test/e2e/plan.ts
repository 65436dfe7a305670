/** What journeys through the Plan view do and look at, in the user's words. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export const table = (page: Page): Locator => page.getByRole('treegrid', { name: 'Address plan' });
export const rowOf = (page: Page, text: string): Locator =>
  table(page).getByRole('row').filter({ hasText: text });
export const toast = (page: Page): Locator => page.locator('.toast');
export const baseBlock = (page: Page): Locator => page.getByRole('textbox', { name: 'Base block' });
/** Rows that are in the page: all of a short plan. */
export const cidrs = (page: Page): Promise<string[]> =>
  table(page).locator('.cell.cidr .text').allTextContents();

/** A new plan of 10.0.0.0/16 in AWS mode, the keyboard on its table. */
export async function newPlan(page: Page): Promise<void> {
  await page.goto('#/learn');
  await page.getByRole('button', { name: /^Plan subnets/ }).click();
  await expect(rowOf(page, '10.0.0.0/16')).toBeVisible();
  await table(page).focus();
}

export async function setBlock(page: Page, text: string): Promise<void> {
  await baseBlock(page).fill(text);
  await baseBlock(page).press('Enter');
}

/** Splits every row into blocks of one size, through the dialog. */
export async function bulkSplit(page: Page, prefixLength: number): Promise<void> {
  await page.getByRole('button', { name: 'Bulk split…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bulk split' });
  await dialog.getByLabel('Into blocks of').fill(String(prefixLength));
  await dialog.getByRole('button', { name: 'Split', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
}

/** The state line at the bottom says so many rows. */
export async function expectCounts(page: Page, text: string): Promise<void> {
  await expect(page.locator('footer').getByText(text)).toBeVisible();
}
