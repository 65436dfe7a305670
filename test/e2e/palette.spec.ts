import { openShop, palette, projectName } from './frame.ts';
import { expect, from, test, verdict } from './journey.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
});

test('an object, a scenario, a command and a setting are found by a few letters', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeFocused();
  await palette(page).fill('acl-app');
  await expect(page.getByRole('option').first()).toContainText('acl-app');
  await page.keyboard.press('Enter');
  await expect(page.locator('footer')).toContainText('acl-app');

  await page.keyboard.press('Control+k');
  await palette(page).fill('one way peer');
  await page.keyboard.press('Enter');
  await expect(from(page)).toHaveValue('app-1');

  await page.keyboard.press('Control+k');
  await palette(page).fill('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Control+k');
  await palette(page).fill('design');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/design/);
});

test('what was used lately stands first, and Escape changes nothing', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await palette(page).fill('swap the two');
  await page.keyboard.press('Enter');
  await expect(from(page)).toHaveValue('203.0.113.80');
  await page.keyboard.press('Control+k');
  await expect(page.getByText('Used lately')).toBeVisible();
  await expect(page.getByRole('option').first()).toContainText('Swap the two ends');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(from(page)).toHaveValue('203.0.113.80');
});

test('it opens while a field has the focus, and says when nothing is found', async ({ page }) => {
  await from(page).focus();
  await page.keyboard.press('Control+k');
  await palette(page).fill('zzzqqq');
  await expect(page.getByText('Nothing has that name.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(from(page)).toBeFocused();
});

test('markup in a name is text in the palette', async ({ page }) => {
  await openShop(page, (await import('./frame.ts')).shop.replace('till-2', '"<img src=x onerror=alert(1)>"'));
  await expect(projectName(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await palette(page).fill('<img');
  await expect(page.getByRole('option', { name: /<img src=x/ })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test('a key is changed, turned off, and given back', async ({ page }) => {
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByRole('searchbox').fill('swap');
  await keys.getByRole('button', { name: 'Change the key for Swap the two ends' }).click();
  await page.keyboard.press('c');
  await expect(keys.getByRole('alert')).toContainText('C is taken: Copy the trace as text.');
  await page.keyboard.press('x');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(from(page)).toHaveValue('api-1');
  await page.keyboard.press('x');
  await expect(from(page)).toHaveValue('203.0.113.80');
  await expect(page).toHaveURL(/from=203\.0\.113\.80/); // answered: a reload asks the same
  await page.reload();
  await expect(verdict(page)).toBeVisible();
  await page.keyboard.press('x');
  await expect(from(page)).toHaveValue('api-1');
  await page.keyboard.press('?');
  await keys.getByRole('button', { name: 'All usual keys again' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(from(page)).toHaveValue('203.0.113.80');
});
