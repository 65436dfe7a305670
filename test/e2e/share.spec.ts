import { openShop, projectName, shop } from './frame.ts';
import { ask, expect, from, paste, test, to, verdict } from './journey.ts';
import { linkOf } from './link.ts';

test('a link opens the whole project at the same question, for someone who has nothing', async ({
  page,
  browser,
  origin,
}) => {
  await openShop(page);
  await ask(page, ['till-1', 'till-2', '443']);
  await expect(verdict(page)).toContainText('Reachable');
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('Short enough for any message.');
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link.startsWith(`${origin}/#/trace?`)).toBe(true);
  await expect(dialog).toContainText(`${String(link.length)} characters`);

  const other = await browser.newContext();
  const visit = await other.newPage();
  await visit.goto(link);
  await expect(projectName(visit)).toHaveText('frame shop');
  await expect(from(visit)).toHaveValue('till-1');
  await expect(to(visit)).toHaveValue('till-2');
  await expect(verdict(visit)).toContainText('Reachable');
  await expect(visit, 'the address says the question and no longer the project').not.toHaveURL(/d=1/);
  await other.close();
});

test('a pasted link opens its project, and there is a way back', async ({ page, origin }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await paste(page, `${origin}/${linkOf(shop.replace('frame shop', 'from a mail'))}`);
  await expect(projectName(page)).toHaveText('from a mail');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(verdict(page)).toHaveText('Reply blocked');
});

const bad: readonly (readonly [string, string])[] = [
  ['cut off', linkOf(shop).slice(0, 120)],
  ['of a newer version', '#/design?d=9abcdef'],
  ['no base64', '#/trace?d=1%%%'],
  ['empty', '#/trace?d='],
  ['not a project', linkOf('a shopping list: milk')],
  ['a deflate bomb', linkOf(' '.repeat(64 * 1024 * 1024))],
];
for (const [what, link] of bad) {
  test(`a link that is ${what} leaves a page that works, and says so`, async ({ page }) => {
    await page.goto(link);
    await expect(page.getByText(/Nothing of yours was changed/)).toBeVisible();
    await page.keyboard.press('3');
    await expect(verdict(page)).toHaveText('Reply blocked');
    await expect(page).not.toHaveURL(/d=/);
  });
}

test('a link of prototype names and markup is text, and changes nothing of the page', async ({ page }) => {
  const hostile = JSON.stringify({
    format: 'hoplight/1',
    name: '<img src=x onerror=alert(1)>\u202Etxet',
    vpcs: [{ id: '__proto__', name: 'constructor', cidrBlocks: ['10.0.0.0/16'] }],
    ['__proto__']: { polluted: true },
  });
  await page.goto(linkOf(hostile.replace('{"format"', '{"__proto__":{"polluted":true},"format"'), 'design'));
  await expect(projectName(page)).toContainText('<img src=x');
  expect(await page.evaluate(() => ({}) as Record<string, unknown>['polluted'])).toEqual({});
  await expect(page.locator('img')).toHaveCount(0);
});

test('a long link warns and offers the file', async ({ page }) => {
  const many = Array.from({ length: 900 }, (_, index) => {
    const name = `host-${((index * 2654435761) % 4294967296).toString(36)}`;
    return `  - { id: i-${index + 10}, name: ${name}, subnet: subnet-1 }`;
  });
  await openShop(page, `${shop}${many.join('\n')}\n`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('Send the file instead.');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download YAML' }).click();
  expect((await saving).suggestedFilename()).toBe('frame shop.yaml');
});
