/** The menu of what is drawn: by the second button, by its key, and by a finger that stays. */
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

const object = (page: Page, id: string) => page.locator(`[data-object="${id}"]`);
const menu = (page: Page, name: string) => page.getByRole('menu', { name });
const inspected = (page: Page, name: string) =>
  page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name, exact: true });

test.beforeEach(async ({ page }) => {
  await page.goto('#/design/reply-never-came-home');
  // The drawing moves to make room for the verdict over it.
  await expect(page.getByTitle('Open this trace')).toContainText('Reply blocked');
  await expect(object(page, 'i-api-1')).toBeVisible();
});

test('by mouse: an object is duplicated, and the paper has a menu of its own', async ({ page }) => {
  await object(page, 'i-api-1').click({ button: 'right' });
  const actions = menu(page, 'Actions for api-1');
  await expect(actions.getByRole('menuitem')).toHaveText([
    /Trace from here/,
    /Connect to…/,
    /Move into…/,
    /Rename/,
    /Write a note on it/,
    /Duplicate/,
    /Delete/,
  ]);
  await expect(inspected(page, 'api-1')).toBeVisible();
  await actions.getByRole('menuitem', { name: /^Duplicate/ }).click();
  await expect(actions).toBeHidden();
  await expect(inspected(page, 'api-3')).toBeVisible();
  await page.getByRole('application').click({ button: 'right', position: { x: 8, y: 8 } });
  await menu(page, 'Actions for the drawing')
    .getByRole('menuitem', { name: /^Outline/ })
    .click();
  await expect(page.getByRole('tree')).toBeVisible();
});

test('what AWS makes by itself can only have a note', async ({ page }) => {
  await page
    .getByRole('button', { name: 'zone us-east-1a, in VPC storefront' })
    .click({ button: 'right', position: { x: 60, y: 12 } });
  await expect(menu(page, 'Actions for us-east-1a').getByRole('menuitem')).toHaveText([/Write a note on it/]);
});

test('several that are selected stay so, and are aligned or deleted together', async ({ page }) => {
  await object(page, 'i-api-1').click();
  await object(page, 'i-api-2').click({ modifiers: ['Shift'] });
  await object(page, 'i-api-1').click({ button: 'right' });
  const actions = menu(page, 'Actions for 2 objects');
  await expect(actions.getByRole('menuitem', { name: /^Align/ })).toBeVisible();
  await actions.getByRole('menuitem', { name: /^Delete/ }).click();
  await expect(object(page, 'i-api-1')).toHaveCount(0);
  await expect(object(page, 'i-api-2')).toHaveCount(0);
});

test('by its key, of the object or the row that has the keyboard', async ({ page }) => {
  await object(page, 'i-api-2').click();
  await page.keyboard.press('ContextMenu');
  await expect(menu(page, 'Actions for api-2')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Outline' }).click();
  await page.getByRole('treeitem', { name: /^instance api-1/ }).click();
  await page.keyboard.press('ContextMenu');
  await menu(page, 'Actions for api-1')
    .getByRole('menuitem', { name: /^Rename/ })
    .press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('that stays where it is', async ({ page }) => {
    const touch = await page.context().newCDPSession(page);
    const begin = Date.now() / 1000;
    const press = async (since: number, until: number) => {
      const box = await object(page, 'i-api-1').boundingBox();
      const finger = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 };
      const event = 'Input.dispatchTouchEvent';
      await touch.send(event, { type: 'touchStart', timestamp: begin + since, touchPoints: [finger] });
      await touch.send(event, { type: 'touchEnd', timestamp: begin + until, touchPoints: [] });
    };
    await press(0, 0.1);
    await expect(inspected(page, 'api-1')).toBeVisible();
    await expect(menu(page, 'Actions for api-1')).toHaveCount(0);
    await press(2, 2.7);
    await expect(menu(page, 'Actions for api-1')).toBeVisible();
  });
});
