import { openShop, projectName, rename, saved } from './frame.ts';
import { expect, test } from './journey.ts';

test('a second tab only shows, until it takes over', async ({ page, context }) => {
  await openShop(page);
  await page.keyboard.press('2');
  const second = await context.newPage();
  await second.goto('');
  await expect(second.getByText('Your project is being edited in another tab')).toBeVisible();
  await second.keyboard.press('2');
  await expect(second.locator('footer')).toContainText('Read only');
  await expect(projectName(second)).toBeDisabled();

  // What the first tab has changed a moment ago is not lost.
  await rename(page, 'moved shop');
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(projectName(second)).toHaveText('moved shop');
  await expect(second.getByRole('button', { name: 'Take over' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
  await expect(projectName(page)).toBeDisabled();

  await rename(second, 'second shop');
  await expect(saved(second)).toBeVisible();
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(projectName(page)).toHaveText('second shop');
});

test('the first tab gone, the next visit edits', async ({ page, context }) => {
  await openShop(page);
  await page.close();
  const second = await context.newPage();
  await second.goto('');
  await expect(projectName(second)).toHaveText('frame shop');
  await expect(projectName(second)).toBeEnabled();
  await expect(second.getByRole('button', { name: 'Take over' })).toHaveCount(0);
});

test('an example in a second tab is nobody else’s', async ({ page, context }) => {
  await openShop(page);
  const second = await context.newPage();
  await second.goto('#/trace/one-way-peering');
  await expect(second.locator('#verdict-word')).toBeVisible();
  await expect(second.getByRole('button', { name: 'Take over' })).toHaveCount(0);
});
