/** Planning addresses, from the first block to what is exported. */
import { writeFileSync } from 'node:fs';
import { readable } from '../../engine/addresses.ts';
import { expect, test } from './journey.ts';
import { baseBlock, bulkSplit, cidrs, expectCounts, newPlan, rowOf, setBlock, table, toast } from './plan.ts';

const hostile = `"quotes", 'single', <img src=x onerror=alert(1)> & =1+1, \`code\` \${x} | pipe 🚀 עברית`;

test('a block is halved, named and joined again, and every step can be undone', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  expect(await cidrs(page)).toEqual(['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/17']);
  await expect(rowOf(page, '10.0.0.0/18').locator('.usable')).toHaveText('16,379');
  await page.keyboard.press('F2');
  await page.keyboard.type('Paris');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Paris')).toContainText('10.0.0.0/18');
  await page.keyboard.press('j');
  await expect(toast(page)).toContainText('10.0.0.0/17 joined.');
  await expect(rowOf(page, 'Paris')).toContainText('10.0.0.0/17');
  await toast(page).getByRole('button', { name: 'Undo' }).click();
  expect(await cidrs(page)).toHaveLength(3);
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  expect(await cidrs(page)).toEqual(['10.0.0.0/16']);
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+Shift+z');
  await expect(rowOf(page, 'Paris')).toContainText('10.0.0.0/18');
});

test('a /16 becomes 256 subnets of /24 in one action', async ({ page }) => {
  await newPlan(page);
  await bulkSplit(page, 24);
  await expectCounts(page, '256 subnets, 0 free blocks');
  await expect(rowOf(page, '10.0.3.0/24').locator('.range')).toHaveText('10.0.3.4 – 10.0.3.254');
  await page.keyboard.press('Control+z');
  await expectCounts(page, '1 subnet, 0 free blocks');
});

test('a row shows the five addresses that AWS keeps, each with its purpose, and every other one', async ({
  page,
}) => {
  await newPlan(page);
  await bulkSplit(page, 24);
  await table(page).focus();
  await page.keyboard.press('Enter');
  for (const [address, purpose] of [
    ['10.0.0.0', 'Network address'],
    ['10.0.0.1', 'VPC router'],
    ['10.0.0.2', 'Reserved for DNS'],
    ['10.0.0.3', 'Kept for future use'],
    ['10.0.0.255', 'Broadcast, not supported'],
  ] as const) {
    const term = page.locator('dt', { hasText: new RegExp(`^\\s*${address.replaceAll('.', '\\.')}\\s*$`) });
    await expect(term.locator('xpath=following-sibling::dd[1]')).toHaveText(purpose);
  }
  await expect(page.getByRole('img', { name: '5 addresses reserved, 0 in use, 251 open' })).toBeVisible();
});

test('what is typed as the block is checked at once', async ({ page }) => {
  await newPlan(page);
  await setBlock(page, '10.0.0.5/24');
  await expect(baseBlock(page)).toHaveValue('10.0.0.0/24');
  await expect(toast(page)).toContainText('10.0.0.5/24 → 10.0.0.0/24');
  await baseBlock(page).fill('010.0.0.0/8');
  await expect(page.getByText(/leading zero/)).toBeVisible();
  await baseBlock(page).press('Escape');
  await setBlock(page, '192.168.0.0-192.168.3.255');
  await expect(baseBlock(page)).toHaveValue('192.168.0.0/22');
  await setBlock(page, '10.1.0.0 255.255.0.0');
  await expect(baseBlock(page)).toHaveValue('10.1.0.0/16');
  await baseBlock(page).fill('10.0.0.0-10.0.2.255');
  await expect(page.getByText(/is 2 blocks and not one/)).toBeVisible();
  await baseBlock(page).press('Escape');
  await expect(baseBlock(page)).toHaveValue('10.1.0.0/16');
});

test('a cloud whose rules some rows break is asked about, and the rows are marked', async ({ page }) => {
  await newPlan(page);
  await page.getByRole('button', { name: 'Standard' }).click();
  await setBlock(page, '10.0.0.0/24');
  await bulkSplit(page, 30);
  await page.getByRole('button', { name: 'AWS' }).click();
  const dialog = page.getByRole('dialog', { name: 'Count for AWS?' });
  await expect(dialog).toContainText('64 rows would be too small or too large');
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('button', { name: 'Standard' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'AWS' }).click();
  await dialog.getByRole('button', { name: 'Switch and mark' }).click();
  await expect(rowOf(page, '10.0.0.0/30').getByRole('img')).toHaveAccessibleName(
    /too small for AWS.*\/16 to \/28/,
  );
});

test('needs are allocated over zones, and what does not fit says by how much', async ({ page }) => {
  await newPlan(page);
  await setBlock(page, '10.0.0.0/22');
  await page.getByRole('button', { name: 'Allocate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Allocate' });
  await dialog.getByLabel('Name, need 1').fill('app');
  await dialog.getByLabel('Hosts or /prefix, need 1').fill('200');
  await dialog.getByLabel('Zones, need 1').fill('us-east-1a, us-east-1b');
  await dialog.getByRole('button', { name: 'Another need' }).click();
  await dialog.getByLabel('Name, need 2').fill('huge');
  await dialog.getByLabel('Hosts or /prefix, need 2').fill('/23');
  await expect(dialog.getByText(/have no place/)).toContainText('512');
  await dialog.getByLabel('Zones, need 2').fill('');
  await expect(dialog.getByText(/have no place/)).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(rowOf(page, 'app-a')).toContainText('us-east-1a');
  await expect(rowOf(page, 'huge')).toContainText('10.0.0.0/23');
  await expectCounts(page, '3 subnets, 0 free blocks');
});

test('notes of any kind survive a reload, a link, and every round trip of a file', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await page.keyboard.press('F2');
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  await rowOf(page, 'web').locator('.cell.note').dblclick();
  await page.getByLabel(/^Note of/).fill(hostile);
  await page.keyboard.press('Enter');
  const note = rowOf(page, 'web').locator('.cell.note .text');
  await expect(note).toHaveText(readable(hostile));
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  await page.waitForTimeout(500);

  await page.reload();
  await expect(note).toHaveText(readable(hostile));

  for (const form of ['CSV', 'JSON', 'YAML', 'Link']) {
    await page.getByRole('button', { name: 'Export' }).click();
    const exporting = page.getByRole('dialog', { name: 'Export' });
    await exporting.getByText(form, { exact: true }).click();
    const text = exporting.getByRole('textbox', { name: `${form} text` });
    await expect(text).not.toHaveValue('Writing…');
    const written = await text.inputValue();
    expect(written, 'what only sets the words apart on screen').not.toContain('\u2068');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Import a plan…' }).click();
    const importing = page.getByRole('dialog', { name: 'Import a plan' });
    await importing.getByLabel('Or paste text or a link').fill(written);
    await expect(importing.getByText(/^2 rows/)).toBeVisible();
    await importing.getByRole('button', { name: 'Take it in place of mine' }).click();
    await expect(note, form).toHaveText(readable(hostile));
  }
});

test('an edit outlives a page that is closed at once', async ({ page }) => {
  await newPlan(page);
  await page.waitForTimeout(500);
  await page.keyboard.press('s');
  await page.reload();
  await expect(rowOf(page, '10.0.128.0/17')).toBeVisible();
});

test('a bad link and a broken import change nothing', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await page.waitForTimeout(600);
  for (const link of ['#/plan?p=1AAAA', '#/plan?p=9zzz', '#/plan?p=%%%']) {
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByText(/The link holds no plan that can be read/)).toBeVisible();
    await expect(rowOf(page, '10.0.128.0/17')).toBeVisible();
  }
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Import a plan…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  await dialog.getByLabel('Or paste text or a link').fill('{"format":"hoplight-plan/1","blocks":[{"cidr":');
  await expect(dialog.getByText('No plan was found in it.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Take it in place of mine' })).toBeDisabled();
  await dialog.getByLabel('Or paste text or a link').fill('name,cidr\nweb,10.9.0.0/24\nbad,10.9.1.300/24');
  await expect(dialog.getByText(/^1 row/)).toBeVisible();
  await expect(dialog).toContainText('10.9.1.300/24');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, '10.0.128.0/17')).toBeVisible();
});

test('a good link opens its plan, and the project before it can be had back', async ({ page }) => {
  await newPlan(page);
  await bulkSplit(page, 24);
  await page.getByRole('button', { name: 'Export' }).click();
  const exporting = page.getByRole('dialog', { name: 'Export' });
  await exporting.getByText('Link', { exact: true }).click();
  const text = exporting.getByRole('textbox', { name: 'Link text' });
  await expect(text).toHaveValue(/#\/plan\?p=/);
  const link = await text.inputValue();
  expect(link.length, '256 equal subnets').toBeLessThan(200);
  await page.keyboard.press('Escape');
  await setBlock(page, '172.20.0.0/16');
  await page.waitForTimeout(600);
  await page.goto(link.slice(link.indexOf('#')));
  await expectCounts(page, '256 subnets, 0 free blocks');
  await expect(baseBlock(page)).toHaveValue('10.0.0.0/16');
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('button', { name: 'Back to Address plan' }).first().click();
  await expect(baseBlock(page)).toHaveValue('172.20.0.0/16');
});

test('a network opens as a plan, with the addresses in use', async ({ page }) => {
  await page.goto('#/trace/reply-never-came-home');
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(table(page).getByRole('row', { name: /storefront/ })).toBeVisible();
  await rowOf(page, 'app-a').first().click();
  await table(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/8,192 addresses, [1-9]\d* in use/)).toBeVisible();
});

test('a plan becomes a network in one step', async ({ page }) => {
  await newPlan(page);
  await page.keyboard.press('s');
  await page.keyboard.press('F2');
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Make it a network' }).click();
  await expect(page.getByText('1 VPC and 2 subnets made of the plan.')).toBeVisible();
  await expect(rowOf(page, 'web')).toContainText('10.0.0.0/17');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByText('1 VPC and 2 subnets made of the plan.')).toHaveCount(0);
  await expect(rowOf(page, 'web')).toContainText('10.0.0.0/17');
});

test('a CSV file is read as a plan', async ({ page }, info) => {
  const file = info.outputPath('subnets.csv');
  writeFileSync(file, 'name,cidr,note\nweb,10.9.0.0/24,"a ""quoted"" note"\ndb,10.9.1.0/24,\n');
  await newPlan(page);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Import a plan…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a plan' });
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Take it in place of mine' }).click();
  await expect(rowOf(page, 'web')).toContainText('a "quoted" note');
});

test('an example whose plan was edited is one’s own, and a reload brings it back', async ({ page }) => {
  await page.goto('#/plan/reply-never-came-home');
  await rowOf(page, 'app-a').first().click();
  await page.keyboard.press('s');
  await expect(page.locator('footer').getByText('Saved in this browser')).toBeVisible();
  await expect(page).toHaveURL(/#\/plan$/);
  await page.reload();
  await expect(rowOf(page, '10.0.80.0/20')).toBeVisible();
  await page.getByRole('link', { name: 'Trace', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'From' })).toBeVisible();
});
