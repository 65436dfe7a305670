import { drawer, openShop, openTree, projectName, rename, saved, tree } from './frame.ts';
import { expect, test, verdict } from './journey.ts';

test('the tree shows the project, finds by address, and selects for every view', async ({ page }) => {
  await openShop(page);
  await openTree(page);
  await expect(tree(page).getByRole('treeitem', { name: /^shop/ })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter the project' }).fill('10.0.1.11');
  await expect(tree(page).getByRole('treeitem')).toHaveCount(4);
  await tree(page)
    .getByRole('treeitem', { name: /till-2/ })
    .click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('till-2');
  await expect(page.locator('footer')).toContainText('1 selected: till-2');
  await page.getByRole('searchbox', { name: 'Filter the project' }).fill('no such thing');
  await expect(page.getByText('Nothing has that name, id or address.')).toBeVisible();
});

test('the tree is walked with the keyboard', async ({ page }) => {
  await openShop(page);
  await openTree(page);
  await tree(page).focus();
  const active = async () => {
    const id = await tree(page).getAttribute('aria-activedescendant');
    return page.locator(`[id="${id}"] .name`).textContent();
  };
  await page.keyboard.press('Home');
  expect(await active()).toBe('shop');
  await page.keyboard.press('ArrowLeft');
  await expect(tree(page).getByRole('treeitem', { name: /tills/ })).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await active()).toBe('eu-west-1a');
  await page.keyboard.type('t');
  expect(await active()).toBe('tills');
  await page.keyboard.press('Enter');
  await expect(tree(page).getByRole('treeitem', { name: /tills/ })).toHaveAttribute('aria-selected', 'true');
});

test('a new name is one undo step, kept, and back after a reload', async ({ page }) => {
  await openShop(page);
  await page.keyboard.press('2');
  await rename(page, 'corner shop');
  await expect(projectName(page)).toHaveText('corner shop');
  await page.getByRole('button', { name: 'Undo: Name the project corner shop' }).click();
  await expect(projectName(page)).toHaveText('frame shop');
  await page.keyboard.press('Control+Shift+Z');
  await expect(projectName(page)).toHaveText('corner shop');
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(projectName(page)).toHaveText('corner shop');
});

test('the project as text: what is wrong stands at its line, what is right is one step', async ({ page }) => {
  await openShop(page);
  await page.keyboard.press('2');
  await page.keyboard.press('Control+j');
  await drawer(page).getByRole('tab', { name: 'Project as text' }).click();
  const field = page.getByRole('textbox', { name: 'The project as text' });
  await expect(field).toHaveValue(/till-1/);
  const text = await field.inputValue();
  await field.fill(text.replace('10.0.1.10', '10.0.9.999'));
  await expect(drawer(page).getByRole('button', { name: /Line \d+:/ })).toBeVisible();
  await drawer(page)
    .getByRole('button', { name: /^Apply/ })
    .click();
  await expect(page.locator('footer')).toContainText('The text was not applied');
  await expect(field, 'what was typed is not lost').toHaveValue(/10\.0\.9\.999/);
  await field.fill(text.replace('till-1', 'drawer-1'));
  await field.press('Control+Enter');
  await page
    .getByRole('group', { name: 'Part of the rail' })
    .getByRole('button', { name: 'Project' })
    .click();
  await expect(tree(page).getByRole('treeitem', { name: /drawer-1/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Edit the text' }).click();
  await expect(tree(page).getByRole('treeitem', { name: /till-1/ })).toBeVisible();
  await expect(field).toHaveValue(/till-1/);
});

test('problems are listed, gone through with N and P, and each shows its object', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Problems: errors 0, warnings 1' }).click();
  await expect(drawer(page)).toContainText('An entry of a network ACL is never reached');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(drawer(page).locator('[aria-current=true]')).toContainText('acl-app');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('acl-app');
});

test('panels keep their size and folding over a reload', async ({ page }) => {
  await openShop(page);
  await page.keyboard.press('2');
  const edge = page.getByRole('separator', { name: 'Width of the rail' });
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', '256');
  await page.reload();
  await page.keyboard.press('2');
  await expect(edge).toHaveAttribute('aria-valuenow', '256');
  await page.keyboard.press('Control+b');
  await expect(edge).toHaveCount(0);
  await page.reload();
  await page.keyboard.press('2');
  await expect(page.getByRole('navigation', { name: 'Rail' })).toBeVisible();
});

test('from 960 to 1279 pixels the rail is icons, and a part of it lies over the view', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 800 });
  await openShop(page);
  await page.keyboard.press('2');
  await page
    .getByRole('navigation', { name: 'Rail' })
    .getByRole('button', { name: 'Project', exact: true })
    .click();
  await tree(page)
    .getByRole('treeitem', { name: /till-1/ })
    .click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await page.setViewportSize({ width: 800, height: 800 });
  await expect(
    page.getByRole('complementary', { name: 'Inspector' }),
    'one side panel at a time',
  ).toHaveCount(0);
  await tree(page).focus();
  await page.keyboard.press('Escape');
  await expect(tree(page)).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
});

test('no view scrolls sideways at any width', async ({ page }) => {
  await openShop(page);
  for (const width of [390, 720, 960, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of ['#/plan', '#/design', '#/trace', '#/learn']) {
      await page.goto(place);
      await expect(page.locator('main > *').first()).toBeVisible();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${place} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test.describe('with a finger on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('no view is wider than the phone, and its panels are sheets', async ({ page }) => {
    await page.goto('');
    await expect(page.locator('#verdict-word')).toBeVisible();
    for (const place of ['#/plan', '#/design', '#/learn', '#/trace/reply-never-came-home']) {
      await page.goto(place);
      await expect(page.locator('main > *').first()).toBeVisible();
      expect(await page.evaluate(() => innerWidth), place).toBe(390);
    }
    await page.getByRole('button', { name: /^Problems/ }).tap();
    await expect(drawer(page)).toBeVisible();
    const sheet = await drawer(page).boundingBox();
    expect([sheet?.x, sheet?.width]).toEqual([0, 390]);
    await page.getByRole('button', { name: 'Shut the drawer' }).tap();
    await expect(drawer(page)).toHaveCount(0);
  });
});
