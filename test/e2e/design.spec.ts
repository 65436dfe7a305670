/** The Design view: drawing a network by mouse and by keyboard, and what it looks like when it is large. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, openInDesign, test } from './journey.ts';

const network = {
  format: 'hoplight/1',
  name: 'shop',
  vpcs: [{ id: 'vpc-1', name: 'shop', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-1' }],
  subnets: [
    { id: 's-web', name: 'web', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24', routeTable: 'rt-web' },
    { id: 's-db', name: 'db', vpc: 'vpc-1', cidrBlock: '10.0.1.0/24' },
  ],
  routeTables: [
    { id: 'rt-web', name: 'web', vpc: 'vpc-1', routes: [{ destination: '0.0.0.0/0', target: 'igw-1' }] },
  ],
  natGateways: [
    { id: 'nat-1', name: 'nat', subnet: 's-web', privateIp: '10.0.0.9', publicIp: '198.51.100.24' },
  ],
  instances: [
    { id: 'i-web', name: 'web-1', subnet: 's-web', privateIp: '10.0.0.10' },
    { id: 'i-db', name: 'db-1', subnet: 's-db', privateIp: '10.0.1.10' },
  ],
  flows: [{ from: 'i-db', to: 'internet', protocol: 'tcp', port: 443 }],
};

const object = (page: Page, id: string) => page.locator(`[data-object="${id}"]`);
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeAttached();

const open = (page: Page, document: object = network) => openInDesign(page, document);

/** Drags from the middle of one object to a place in another. */
async function drag(page: Page, from: string, to: string, at = { x: 150, y: 70 }): Promise<void> {
  const start = await object(page, from).boundingBox();
  const end = await object(page, to).boundingBox();
  if (start === null || end === null) throw new Error('not on the drawing');
  await page.mouse.move(start.x + start.width / 2, start.y + 16);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 20, start.y + 40, { steps: 3 });
  await page.mouse.move(end.x + at.x, end.y + at.y, { steps: 5 });
  await page.mouse.up();
}

test('an empty canvas offers three beginnings; one of them is a whole network', async ({ page }) => {
  await open(page, { format: 'hoplight/1', name: 'new', plan: { blocks: [{ cidr: '10.0.0.0/16' }] } });
  await page.getByRole('button', { name: /Public and private in two zones/ }).click();
  await expect(object(page, 'subnet-private-b')).toBeVisible();
  await expect(object(page, 'igw-1')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Nothing is drawn yet' })).toBeVisible();
});

test('an instance is dragged into another subnet and gets an address there', async ({ page }) => {
  await open(page);
  await drag(page, 'i-web', 's-db');
  await said(page, /Move web-1 to db/);
  await expect(object(page, 'i-web')).toContainText(/10\.0\.1\.\d+/);
  await page.keyboard.press('Control+z');
  await expect(object(page, 'i-web')).toContainText('10.0.0.10');
});

test('what may not stand somewhere springs back and says why', async ({ page }) => {
  await open(page);
  const before = await object(page, 's-web').boundingBox();
  await drag(page, 's-web', 's-db', { x: 100, y: 80 });
  await said(page, /web stays where it was: it cannot stand in db/);
  const after = await object(page, 's-web').boundingBox();
  expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(2);
});

test('parts of the palette are added to what is selected', async ({ page }) => {
  await open(page);
  await object(page, 's-db').click({ position: { x: 236, y: 98 } });
  await page.getByRole('button', { name: 'Add Instance', exact: true }).click();
  const instances = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Add Instance' }) });
  await expect(instances).toContainText('3');
  await said(page, /^Add /);
});

test('only what is valid can be connected', async ({ page }) => {
  await open(page);
  await object(page, 's-db').click({ position: { x: 236, y: 98 } });
  await page.keyboard.press('c');
  await page.getByRole('menuitem', { name: /^nat NAT gateway$/ }).click();
  await page.getByRole('menuitem', { name: /Route default traffic here/ }).click();
  await said(page, /Route default traffic here/);
  await page.keyboard.press('Escape');
});

test('by keyboard alone: move about, delete, take back', async ({ page }) => {
  await open(page);
  await page.getByRole('application').focus();
  await said(page, /internet|VPC shop/);
  await page
    .getByRole('application')
    .getByRole('button', { name: /instance db-1/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(object(page, 'i-db')).toHaveCount(0);
  await expect(object(page, 's-db'), 'the keyboard is where it stood').toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(object(page, 'i-db')).toBeVisible();
});

test('arrows nudge what is selected, and Tidy puts it back', async ({ page }) => {
  await open(page);
  const before = await object(page, 'i-db').boundingBox();
  await object(page, 'i-db').click();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(async () => Math.round(((await object(page, 'i-db').boundingBox())?.x ?? 0) - (before?.x ?? 0)))
    .toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Tidy' }).click();
  await said(page, 'Tidy.');
});

test('several objects are put in line, as one step', async ({ page }) => {
  await open(page);
  const left = async (id: string) => Math.round((await object(page, id).boundingBox())?.x ?? 0);
  await object(page, 'i-db').click();
  await page.keyboard.press('ArrowRight');
  await object(page, 'i-web').click({ modifiers: ['Shift'] });
  const before = [await left('i-web'), await left('i-db')];
  expect(before[0]).not.toBe(before[1]);
  await page.keyboard.press('Shift+A');
  await expect(page.getByRole('menuitem', { name: 'Even gaps across' })).toBeHidden();
  await page.getByRole('menuitem', { name: 'Left edges' }).click();
  await expect.poll(async () => (await left('i-web')) - (await left('i-db'))).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => [await left('i-web'), await left('i-db')]).toEqual(before);
});

test('a setting is made of several objects at once, or of none', async ({ page }) => {
  await open(page);
  await object(page, 's-web').click({ position: { x: 20, y: 14 } });
  await object(page, 's-db').click({ position: { x: 20, y: 14 }, modifiers: ['Shift'] });
  const all = page.getByRole('group', { name: 'Settings of all 2' });
  const table = all.getByRole('combobox', { name: 'Route table' });
  await expect(table).toHaveAttribute('placeholder', 'Mixed');
  await table.fill('nobody');
  await table.press('Enter');
  await expect(all).toContainText('Nothing here is called “nobody”');
  await table.fill('web');
  await table.press('Enter');
  await expect(table).toHaveValue('web');
  await said(page, 'Route table of 2 objects.');
  await page.getByRole('heading', { name: '2 objects' }).click();
  await page.keyboard.press('Control+z');
  await expect(table).toHaveAttribute('placeholder', 'Mixed');
});

test('the outline is the same project with the same actions', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  const tree = page.getByRole('tree', { name: /Outline of/ });
  await expect(tree.getByRole('treeitem', { name: /instance db-1, 10\.0\.1\.10/ })).toBeVisible();
  await tree.getByRole('treeitem', { name: /instance db-1/ }).click();
  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Delete' }).click();
  await expect(tree.getByRole('treeitem', { name: /instance db-1/ })).toHaveCount(0);
});

test('an object is found by its address', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: /Find by name/ }).fill('10.0.1.10');
  await page.keyboard.press('Enter');
  await expect(object(page, 'i-db')).toHaveAttribute('aria-pressed', 'true');
});

test('hidden layers and places are part of the project', async ({ page }) => {
  await open(page);
  const routes = page.getByRole('group', { name: 'Layers' }).getByRole('button', { name: 'Routes' });
  await routes.click();
  await expect(routes).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('path.wire.route')).toHaveCount(0);
});

test('a thousand interfaces are painted, and the page stays small', async ({ page }) => {
  const zones = ['a', 'b', 'c'];
  const subnets = Array.from({ length: 60 }, (_, at) => ({
    id: `s-${at}`,
    vpc: `vpc-${Math.floor(at / 12)}`,
    cidrBlock: `10.${Math.floor(at / 12)}.${at % 12}.0/24`,
    availabilityZone: `us-east-1${zones[at % 3]}`,
  }));
  await open(page, {
    format: 'hoplight/1',
    name: 'large',
    vpcs: Array.from({ length: 5 }, (_, at) => ({ id: `vpc-${at}`, cidrBlock: `10.${at}.0.0/16` })),
    subnets,
    networkInterfaces: Array.from({ length: 1000 }, (_, at) => ({ id: `eni-${at}`, subnet: `s-${at % 60}` })),
    flows: [{ from: 'eni-0', to: 'eni-1', protocol: 'tcp', port: 443 }],
  });
  await expect(page.getByRole('application')).toBeVisible();
  expect(await page.locator('*').count()).toBeLessThan(4000);
  for (let press = 0; press < 6; press++) await page.getByRole('button', { name: 'Zoom in' }).click();
  expect(await page.locator('[data-object]').count()).toBeLessThan(320);
});

test('hostile names are text, on the drawing and in its files', async ({ page }) => {
  const name = '<img src=x onerror=alert(1)>';
  await open(page, { ...network, instances: [{ id: 'i-db', name, subnet: 's-db' }] });
  await expect(object(page, 'i-db')).toHaveAttribute('aria-label', `instance ${name}, in subnet db`);
  expect(await page.locator('main img').count()).toBe(0);
});

for (const [item, file] of [
  [/^SVG/, 'shop.svg'],
  [/^PNG/, 'shop.png'],
] as const) {
  test(`a drawing that was saved as ${file} opens as the project it shows`, async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Export…' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).first().click(),
    ]);
    expect(download.suggestedFilename()).toBe(file);
    const saved = await download.path();
    await page.goto('#/trace/reply-never-came-home');
    await expect(page.getByRole('heading', { name: 'Reply blocked' }).first()).toBeVisible();
    await page.keyboard.press('o');
    await page
      .getByRole('dialog')
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: file, mimeType: '', buffer: readFileSync(saved) });
    await expect(page.getByText(new RegExp(`resources read from ${file}`))).toBeVisible();
    await page.getByRole('link', { name: 'Design', exact: true }).click();
    await expect(object(page, 'i-web')).toBeVisible();
  });
}

test('the drawing is saved as SVG with the trace on it and the project in it', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Export…' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /^SVG/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('shop.svg');
  const text = readFileSync(await download.path(), 'utf8');
  // In a page of its own: in this one the policy for styles would count.
  const blank = await page.context().newPage();
  const read = await blank.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    const { left, right, bottom, top } = new DOMRect(
      ...(parsed.documentElement.getAttribute('viewBox') ?? '').split(' ').map(Number),
    );
    return {
      broken: parsed.querySelector('parsererror') !== null,
      texts: [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent),
      lines: parsed.querySelectorAll('.forward').length,
      project: JSON.parse(parsed.querySelector('project')?.textContent ?? '{}') as { name?: string },
      isLarge: right - left > 200 && bottom - top > 100,
    };
  }, text);
  expect(read).toMatchObject({ broken: false, lines: 1, project: { name: 'shop' }, isLarge: true });
  expect(read.texts).toContain('db-1 → the internet tcp/443: Blocked');
});

test('a large drawing is painted, also in a frame that has the keyboard, and goes with the hand that pulls it', async ({
  page,
}) => {
  await open(page, {
    format: 'hoplight/1',
    name: 'hall',
    vpcs: [{ id: 'vpc-1', name: 'hall', cidrBlock: '10.0.0.0/16' }],
    subnets: Array.from({ length: 400 }, (_, at) => ({
      id: `s-${at}`,
      name: `row ${at}`,
      vpc: 'vpc-1',
      cidrBlock: `10.0.${Math.floor(at / 4)}.${(at % 4) * 64}/26`,
    })),
  });
  const drawing = page.getByRole('application');
  await drawing.focus();
  await expect(page.locator('[data-object="vpc-1"]')).toBeFocused();
  const box = await drawing.boundingBox();
  if (box === null) throw new Error('The drawing is not on screen.');
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  const seen = (dx: number, dy: number) =>
    page.screenshot({ clip: { x: x - 120 + dx, y: y - 80 + dy, width: 160, height: 120 } });
  await page.mouse.move(x, y);
  await expect(page.locator('main.design canvas')).toBeVisible();
  const before = await seen(0, 0);

  await page.mouse.down({ button: 'middle' });
  let at = { dx: 0, dy: 0 };
  for (const to of [
    { dx: 60, dy: 30 }, // moved
    { dx: 220, dy: 110 }, // beyond what was painted around it
  ]) {
    await page.mouse.move(x + to.dx, y + to.dy, { steps: 8 });
    await expect.poll(async () => before.equals(await seen(to.dx, to.dy))).toBe(true);
    expect(before.equals(await seen(at.dx, at.dy))).toBe(false);
    at = to;
  }
  await page.mouse.up({ button: 'middle' });
});
