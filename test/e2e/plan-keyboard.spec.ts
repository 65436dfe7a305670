/** The Plan view without a pointer, and as a screen reader has it. */
import { expect, test } from './journey.ts';
import { cidrs, newPlan, rowOf, table, toast } from './plan.ts';

test('a plan is made, named, allocated into and taken back by keys alone', async ({ page }) => {
  await page.goto('#/learn');
  await page.getByRole('button', { name: /^Plan subnets/ }).focus();
  await page.keyboard.press('Enter');
  await expect(table(page)).toBeVisible();
  // The first stop of the table is the table itself.
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Filter' })).toBeFocused();
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    if (await table(page).evaluate((element) => element === document.activeElement)) break;
  }
  await expect(table(page)).toBeFocused();
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.type('data');
  await page.keyboard.press('Tab');
  await page.keyboard.type('us-east-1a');
  await page.keyboard.press('Tab');
  await page.keyboard.press('i');
  await page.keyboard.press('Tab');
  await page.keyboard.type('by hand');
  await page.keyboard.press('Enter');
  const data = rowOf(page, 'data');
  await expect(data).toContainText('us-east-1a');
  await expect(data).toContainText('isolated');
  await expect(data).toContainText('by hand');
  await expect(table(page)).toBeFocused();

  await page.keyboard.press('p');
  await expect(data).toContainText('pinned');
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'Allocate' });
  await expect(dialog.getByLabel('Name, need 1')).toBeFocused();
  await page.keyboard.type('web');
  await page.keyboard.press('Tab');
  await page.keyboard.type('500');
  await expect(dialog).toContainText('10.0.0.0/23');
  await page.keyboard.press('Shift+Tab');
  await dialog.getByRole('button', { name: 'Apply' }).focus();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'web')).toContainText('10.0.0.0/23');
  await expect(data).toContainText('10.0.128.0/17');

  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'web')).toHaveCount(0);
  await table(page).focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^Split in half/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(table(page)).toBeFocused();
});

test('a group is made of the blocks around a row, folded and joined by keys', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  await page.keyboard.press('g');
  await page.getByRole('menuitem', { name: 'Name 10.0.0.0/17' }).press('Enter');
  await page.keyboard.type('Edge');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Edge')).toContainText('2 subnets');
  await page.keyboard.press('ArrowLeft');
  await expect(rowOf(page, 'Edge')).toHaveAttribute('aria-expanded', 'false');
  expect(await cidrs(page)).toEqual(['10.0.0.0/17', '10.0.128.0/17']);
  await page.keyboard.press('j');
  await expect(toast(page)).toContainText('10.0.0.0/17 joined.');
  await expect(rowOf(page, 'Edge')).not.toContainText('2 subnets');
});

test('the table says its size, its levels and what is chosen, and steps are announced', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await expect(page.locator('[role=status]').filter({ hasText: '10.0.0.0/16 split.' })).toBeVisible();
  await expect(table(page)).toHaveAttribute('aria-rowcount', '3');
  const active = await table(page).getAttribute('aria-activedescendant');
  const row = page.locator(`[id="${active}"]`);
  await expect(row).toHaveAttribute('aria-rowindex', '2');
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(row).toHaveAttribute('aria-level', '1');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(table(page).locator('[aria-selected=true]')).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(toast(page)).toContainText('2 rows are free again.');
});

test('brackets are buttons that say what they join', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  const bracket = page.getByRole('button', { name: 'Join 10.0.0.0/16, 3 rows' });
  await bracket.focus();
  await expect(table(page).locator('.lit')).toHaveCount(3);
  await page.keyboard.press('Enter');
  expect(await cidrs(page)).toEqual(['10.0.0.0/16']);
});
