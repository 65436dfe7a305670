/** From nothing to a private instance that reaches the internet through a NAT gateway, by mouse. */
import type { Locator, Page } from '@playwright/test';
import { expect, test, to, verdict } from '../journey.ts';
import { picture } from './pictures.ts';

const drawing = (page: Page) => page.getByRole('application', { name: /Drawing of/ });
const drawn = (page: Page, name: RegExp) => drawing(page).getByRole('button', { name });
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const field = (page: Page, name: string) => inspector(page).getByLabel(name, { exact: true });
const part = (page: Page, name: string) => page.getByRole('button', { name: `Add ${name}`, exact: true });

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where something is, once it stands still: a hand does not reach for what is still moving. */
async function boxOf(target: Locator) {
  let last = '';
  await expect
    .poll(async () => {
      const before = last;
      last = JSON.stringify(await target.boundingBox());
      return last === before && last !== 'null';
    })
    .toBe(true);
  return (await target.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** A place inside something, from its left top corner or, below zero, from its right bottom one. */
async function spotIn(target: Locator, { x, y }: Spot): Promise<Spot> {
  const box = await boxOf(target);
  return { x: box.x + (x < 0 ? box.width + x : x), y: box.y + (y < 0 ? box.height + y : y) };
}

async function drag(page: Page, from: Spot, destination: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 6, { steps: 3 });
  await page.mouse.move(destination.x, destination.y, { steps: 6 });
  await page.mouse.up();
}

/** Drags a part of the palette to a place, and waits until what was made there is selected. */
async function place(page: Page, name: string, destination: Spot, made: string): Promise<void> {
  await part(page, name).scrollIntoViewIfNeeded();
  const from = await spotIn(part(page, name), { x: 60, y: 16 });
  await drag(page, from, destination);
  await expect(inspector(page).getByRole('heading', { name: made, exact: true })).toBeAttached();
}

async function name(page: Page, text: string): Promise<void> {
  await field(page, 'Name').fill(text);
  await field(page, 'Name').press('Enter');
  await expect(inspector(page).getByRole('heading', { name: text, exact: true })).toBeAttached();
}

/** Drags from the port of an object, which it has once it is selected, to another, and takes what is offered there. */
async function connect(page: Page, from: Locator, destination: Locator, way: RegExp): Promise<void> {
  await from.click({ position: { x: 14, y: 14 } });
  await expect(from).toHaveAttribute('aria-pressed', 'true');
  const { x, y, width, height } = await boxOf(from.locator('.frame, .shape').first());
  const end = await boxOf(destination);
  await drag(
    page,
    { x: x + width, y: y + height / 2 },
    { x: end.x + end.width / 2, y: end.y + end.height / 2 },
  );
  await page.getByRole('menuitem', { name: way }).click();
}

test('by mouse: a VPC from nothing, until a private instance reaches the internet through a NAT gateway', async ({
  page,
}) => {
  test.slow();
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('button', { name: 'New network' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is drawn yet' })).toBeVisible();
  await picture(page, 'mouse-1-nothing');

  // The VPC, wherever it is let go.
  await place(page, 'VPC', await spotIn(drawing(page), { x: 420, y: 260 }), 'vpc-1');
  await name(page, 'shop');
  const vpc = drawn(page, /^VPC shop/);

  // Two subnets in one zone, a third in another, and a fourth dropped onto the frame of that one.
  await place(page, 'Subnet', await spotIn(vpc, { x: 60, y: 60 }), 'subnet-1');
  await name(page, 'public-a');
  await place(page, 'Subnet', await spotIn(vpc, { x: 30, y: 24 }), 'subnet-2');
  await name(page, 'private-a');
  await place(page, 'Subnet', await spotIn(vpc, { x: 30, y: 24 }), 'subnet-3');
  await name(page, 'public-b');
  await field(page, 'Availability Zone').fill('us-east-1b');
  await field(page, 'Availability Zone').press('Enter');
  const zone = drawn(page, /^zone us-east-1b/);
  await expect(zone).toBeVisible();
  await place(page, 'Subnet', await spotIn(zone, { x: 60, y: 6 }), 'subnet-4');
  await name(page, 'private-b');
  await expect(drawn(page, /^subnet private-b 10\.0\.3\.0\/24, in zone us-east-1b$/)).toBeVisible();

  // Ways out.
  await place(page, 'Internet gateway', await spotIn(vpc, { x: 30, y: 24 }), 'igw-1');
  const subnet = (which: string) => drawn(page, new RegExp(`^subnet ${which}`));
  await place(page, 'NAT gateway', await spotIn(subnet('public-a'), { x: 100, y: 60 }), 'nat-1');
  await picture(page, 'mouse-2-drawn');

  // A route table by hand for one public subnet, which the other one then uses as well.
  await place(page, 'Route table', await spotIn(vpc, { x: 30, y: 24 }), 'routes-1');
  await name(page, 'public');
  await inspector(page).getByRole('tab', { name: 'Routes' }).click();
  await inspector(page).getByRole('button', { name: 'Route', exact: true }).click();
  await expect(field(page, 'Destination of route 0.0.0.0/0')).toBeFocused();
  await expect(field(page, 'Target of route 0.0.0.0/0')).toHaveValue('igw-1');
  for (const which of ['public-a', 'public-b']) {
    await subnet(which).click({ position: { x: 14, y: 14 } });
    await inspector(page).getByRole('tab', { name: 'Settings' }).click();
    await field(page, 'Route table').click();
    await page.getByRole('option', { name: /^public/ }).click();
    await expect(field(page, 'Route table')).toHaveValue('public');
  }

  // The private ones by drawing from their port to the NAT gateway.
  for (const which of ['private-a', 'private-b'])
    await connect(page, subnet(which), drawn(page, /^NAT gateway/), /^Route default traffic here/);

  // A machine with a group of its own.
  await place(page, 'Security group', await spotIn(vpc, { x: 30, y: 24 }), 'group-1');
  await name(page, 'app');
  await place(page, 'Instance', await spotIn(subnet('private-a'), { x: 100, y: 60 }), 'instance-1');
  await name(page, 'worker');
  await inspector(page).getByRole('tab', { name: 'Settings' }).click();
  await inspector(page).getByRole('button', { name: 'Add to Security groups' }).click();
  await field(page, 'New Security groups').click();
  await page.getByRole('option', { name: /^app/ }).click();
  await expect(field(page, 'Security groups 1')).toHaveValue('app');
  await expect(field(page, 'Security groups 2')).toHaveCount(0);
  await picture(page, 'mouse-3-machine');

  // And the question.
  await inspector(page).getByRole('button', { name: 'Actions for worker' }).click();
  await page.getByRole('menuitem', { name: 'Trace from here' }).click();
  await to(page).fill('inter');
  await page.getByRole('option', { name: /^internet/ }).click();
  await expect(verdict(page)).toContainText('Reachable');
  await expect(
    page.getByRole('list', { name: 'Request, hop by hop' }).getByRole('heading', { name: /nat-1/ }),
  ).toBeVisible();
  await picture(page, 'mouse-4-reachable');
});
