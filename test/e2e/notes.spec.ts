/** Notes on the drawing: written, changed, moved, undone and deleted, by mouse and by keyboard; and what is written stays text. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, openInDesign, test } from './journey.ts';

const network = {
  format: 'hoplight/1',
  name: 'shop',
  vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlock: '10.0.0.0/16' }],
  subnets: [{ id: 's-db', name: 'db', vpc: 'vpc-1', cidrBlock: '10.0.1.0/24' }],
  instances: [{ id: 'i-db', name: 'db-1', subnet: 's-db', privateIp: '10.0.1.10' }],
};

const object = (page: Page, id: string) => page.locator(`[data-object="${id}"]`);
const note = (page: Page, id = 'note:1') => object(page, id);
const writing = (page: Page) => page.getByRole('textbox', { name: 'Text of a new note' });
const changing = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeAttached();
const cornerOf = async (page: Page, id: string) => {
  const box = await object(page, id).boundingBox();
  return { x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) };
};

const open = (page: Page, document: object = network) => openInDesign(page, document);

test('by mouse: dragged from the palette, written, changed, moved, undone and deleted', async ({ page }) => {
  await open(page);
  const canvas = page.getByRole('application');
  await page
    .getByRole('button', { name: 'Add Note', exact: true })
    .dragTo(canvas, { targetPosition: { x: 90, y: 90 } });
  await writing(page).fill('Ask Priya\nbefore it is resized');
  await canvas.click({ position: { x: 40, y: 500 } });
  await said(page, 'Add note.');
  await expect(note(page)).toHaveText(/Ask Priya\s*before it is resized/);
  await expect(note(page)).toHaveAccessibleName('note Ask Priya before it is resized');

  await note(page).dblclick();
  await expect(changing(page).first()).toHaveValue('Ask Priya\nbefore it is resized');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Ask Ana');
  await canvas.click({ position: { x: 40, y: 500 } });
  await expect(note(page)).toHaveText('Ask Ana');

  const [from, machine] = [await cornerOf(page, 'note:1'), await cornerOf(page, 'i-db')];
  await page.mouse.move(from.x + 20, from.y + 16);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 60, { steps: 3 });
  await page.mouse.move(machine.x + 120, machine.y + 16, { steps: 5 });
  await page.mouse.up();
  await said(page, /^Move note, on subnet db/);
  await expect(note(page)).toHaveAccessibleName('note Ask Ana, on subnet db');
  expect((await cornerOf(page, 'note:1')).x).toBeGreaterThan(machine.x);

  for (const text of ['Move note', 'Edit note', 'Add note']) {
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await said(page, `Undone: ${text}.`);
  }
  await expect(note(page)).toHaveCount(0);
  for (const text of ['Add note', 'Edit note', 'Move note']) {
    await page.keyboard.press('Control+y');
    await said(page, `Done again: ${text}.`);
  }
  await note(page).click();
  await inspector(page).getByRole('button', { name: 'Actions for the note' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(note(page)).toHaveCount(0);
});

test('by keyboard: written about what is selected, changed, nudged, copied, undone and deleted', async ({
  page,
}) => {
  await open(page);
  await object(page, 'i-db').click();
  await page.keyboard.press('m');
  await expect(writing(page)).toBeFocused();
  await page.keyboard.type('Reads from the cache first');
  await page.keyboard.press('Control+Enter');
  await expect(note(page)).toBeFocused();
  await expect(note(page)).toHaveAccessibleName('note Reads from the cache first, on instance db-1');

  for (const [key, text] of [
    ['Enter', 'Reads from the cache'],
    ['F2', 'Reads from the cache, twice'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(changing(page).first()).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Escape');
    await expect(note(page)).toHaveText(text);
    await expect(note(page)).toBeFocused();
  }

  const sheet = note(page).locator('path.shape');
  const before = await sheet.getAttribute('d');
  await page.keyboard.press('ArrowDown');
  await expect(sheet).not.toHaveAttribute('d', before ?? '');
  await page.keyboard.press('Control+d');
  await expect(note(page, 'note:2')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(note(page, 'note:2')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(note(page, 'note:2')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(sheet).toHaveAttribute('d', before ?? '');

  await object(page, 'i-db').click();
  await page.keyboard.press('Delete');
  await expect(note(page), 'a note goes with what it is about').toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(note(page)).toBeVisible();
});

test('nothing written makes nothing, and a note that is left empty goes', async ({ page }) => {
  await open(page);
  await page.getByRole('application').focus();
  const undo = page.getByRole('button', { name: /^Undo/ }).first();
  for (const leave of ['Escape', 'Control+Enter']) {
    await page.keyboard.press('m');
    await page.keyboard.type('  ');
    await page.keyboard.press(leave);
    await expect(writing(page)).toHaveCount(0);
    await expect(undo).toBeDisabled();
  }
  await page.keyboard.press('m');
  await page.keyboard.type('soon gone');
  await page.keyboard.press('Escape');
  await expect(note(page)).toHaveText('soon gone');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await expect(note(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(note(page)).toHaveText('soon gone');
});

test('the outline, the inspector, the project tree and the palette have them too', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Shift+O');
  const outline = page.getByRole('tree', { name: /Outline of/ });
  await outline.getByRole('treeitem', { name: /instance db-1/ }).click();
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Note…' }).click();
  await page.keyboard.type('About db-1');
  await page.keyboard.press('Escape');
  const row = outline.getByRole('treeitem', { name: 'note About db-1' });
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(outline).toBeFocused();
  await page.keyboard.press('Enter');
  const text = inspector(page).getByRole('textbox', { name: 'Text' });
  await expect(text).toBeFocused();
  await text.fill('About the database:\nask first');
  await page.keyboard.press('Control+Enter');
  await expect(note(page)).toHaveText(/About the database:\s+ask first/);
  await expectAccessible(page, 'a note, selected');
  await inspector(page).getByRole('button', { name: 'Put it on…' }).click();
  await page.getByRole('menuitem', { name: 'VPC shop', exact: true }).click();
  await expect(note(page)).toHaveAccessibleName('note About the database: ask first, on VPC shop');
  await page.getByRole('button', { name: 'Project', exact: true }).click();
  await expect(
    page.getByRole('tree', { name: 'Project' }).getByRole('treeitem', { name: 'About the database:' }),
  ).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('Write a note');
  await page.getByRole('option', { name: /^Write a note/ }).click();
  await expect(writing(page)).toBeFocused();
  await expectAccessible(page, 'a note, being written');
});

test('on a phone a note is written and changed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const outline = page.getByRole('tree', { name: /Outline of/ });
  await outline.getByRole('treeitem', { name: /instance db-1/ }).click();
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Note…' }).click();
  await expect(writing(page)).toBeFocused();
  await expect(inspector(page), 'nothing lies over what is written').toHaveCount(0);
  await page.keyboard.type('About db-1');
  await page.keyboard.press('Escape');
  const text = inspector(page).getByRole('textbox', { name: 'Text' });
  await expect(text).toHaveValue('About db-1');
  await text.fill('About the database');
  await page.getByRole('button', { name: 'Hide the inspector' }).click();
  await expect(outline.getByRole('treeitem', { name: 'note About the database' })).toBeVisible();
});

test.describe('what was written to do harm', () => {
  const markup = '</text><script>window.ran = true</script><img src=x onerror="window.ran = true">';
  const texts = {
    1: { text: `${markup}\u202Egnp.exe\0`, on: 'i-db', x: 120, y: 0 },
    2: { text: 'W'.repeat(2_000), x: -400, y: 0 },
    3: { text: `a${'\n'.repeat(1_900)}b`, x: -800, y: 0 },
    4: { text: 'far', x: 1e9, y: 0 },
    __proto__x: { text: 'ok', on: 'note:__proto__x', x: 0, y: -90 },
  };

  test('is text, of a bounded size, on the drawing and in a picture of it', async ({ page }) => {
    await open(page, { ...network, drawing: { notes: texts } });
    await expect(note(page)).toContainText('</text><script>window');
    await expect(note(page)).toContainText('‹U+202E›gnp.exe‹U+0000›');
    await expect(page.getByRole('application').locator('script, img')).toHaveCount(0);
    await expect(note(page, 'note:4')).toHaveCount(0);
    await expect(note(page, 'note:__proto__x')).toBeVisible();
    for (const id of ['note:2', 'note:3']) {
      await expect(note(page, id)).toBeVisible();
      const box = await note(page, id).boundingBox();
      expect(box?.width).toBeLessThan(230);
      expect(box?.height).toBeLessThan(280);
    }
    await page.getByRole('button', { name: 'Export…' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'SVG, with the project in it' }).click();
    const svg = readFileSync(await (await download).path(), 'utf8');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;');
    expect(svg.replace(/<metadata>[^]*<\/metadata>/, '')).not.toMatch(/<script|<img|\u202E|\0/);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });
});
