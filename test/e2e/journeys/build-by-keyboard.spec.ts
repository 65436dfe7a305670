/** The same as by mouse, with nothing but keys: on the drawing, in its outline, in the palette and in the inspector. */
import type { Page } from '@playwright/test';
import { expect, from, test, to, verdict } from '../journey.ts';
import { picture } from './pictures.ts';

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const focused = (page: Page) => page.locator(':focus');

/** Types on what has the keyboard, key by key. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** A part of this name, added to what has the keyboard; the keyboard is with it then. */
async function add(page: Page, part: string, made: RegExp): Promise<void> {
  await press(page, 'a');
  await expect(page.getByRole('searchbox', { name: 'Find a part' })).toBeFocused();
  await page.keyboard.type(part);
  await press(page, 'Enter');
  await expect(focused(page)).toHaveAccessibleName(made);
}

/** Another name for it, and back to where it stands. */
async function rename(page: Page, name: string): Promise<void> {
  await press(page, 'F2');
  await expect(inspector(page).getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(name);
  await press(page, 'Enter');
  await expect(inspector(page).getByRole('heading', { name, exact: true })).toBeAttached();
  await press(page, 'Escape');
  await expect(inspector(page).locator(':focus')).toHaveCount(0);
}

/** To an object by its name. */
async function find(page: Page, name: string, found: RegExp): Promise<void> {
  await press(page, '/');
  await page.keyboard.type(name);
  await press(page, 'Enter');
  await expect(focused(page)).toHaveAccessibleName(found);
}

/** Joins what has the keyboard to another object: the other by its name, then what is offered. */
async function connect(page: Page, other: string, way: RegExp): Promise<void> {
  await press(page, 'c');
  await expect(page.getByRole('menu', { name: /^Connect .* to$/ })).toBeVisible();
  await page.keyboard.type(other);
  await press(page, 'Enter');
  await expect(page.getByRole('menu', { name: /^Connect .* and / })).toBeVisible();
  await expect(focused(page)).toHaveAccessibleName(way);
  await press(page, 'Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Tab after Tab, until something of this name has the keyboard. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await press(page, 'Tab');
    const label = await focused(page).getAttribute('aria-label');
    if (label === name) return;
  }
  throw new Error(`No Tab leads to ${name}.`);
}

test('by keyboard alone: a VPC from nothing, until a private instance reaches the internet through a NAT gateway', async ({
  page,
}) => {
  test.slow();
  await page.goto('');
  await expect(verdict(page)).toBeVisible();

  // At once after the key, before anything has come up.
  await press(page, 'Control+k');
  await page.keyboard.type('new network');
  await expect(page.getByRole('option', { name: /^New network/ })).toHaveAttribute('aria-selected', 'true');
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: 'Nothing is drawn yet' })).toBeVisible();

  await add(page, 'vpc', /^VPC vpc-1/);
  await rename(page, 'shop');
  await add(page, 'subnet', /^subnet subnet-1/);
  await rename(page, 'public-a');
  await add(page, 'subnet', /^subnet subnet-2/);
  await rename(page, 'private-a');
  await add(page, 'subnet', /^subnet subnet-3/);
  await rename(page, 'public-b');

  // The zone is a field of the inspector.
  await press(page, 'Enter');
  await expect(inspector(page).getByRole('tab', { name: 'Settings' })).toBeFocused();
  await tabTo(page, 'Availability Zone');
  await page.keyboard.type('us-east-1b');
  await press(page, 'Enter');
  await expect(page.getByRole('button', { name: /^zone us-east-1b/ })).toBeVisible();
  await press(page, 'Escape');
  await expect(focused(page)).toHaveAccessibleName(/^subnet public-b/);
  await add(page, 'subnet', /^subnet subnet-4 .*, in zone us-east-1b$/);
  await rename(page, 'private-b');

  // Ways out.
  await add(page, 'internet gateway', /^internet gateway igw-1/);
  await find(page, 'public-a', /^subnet public-a/);
  await add(page, 'nat', /^NAT gateway nat-1 .*, in subnet public-a$/);
  await picture(page, 'keyboard-1-nat');
  await press(page, 'Escape', 'ArrowUp');
  await expect(focused(page)).toHaveAccessibleName(/^subnet public-a/);
  await connect(page, 'igw', /^Route default traffic here/);
  await expect(focused(page)).toHaveAccessibleName(/^subnet public-a/);

  // On in the outline, which is the same with other clothes.
  await press(page, 'Shift+O');
  const outline = page.getByRole('tree', { name: /^Outline of/ });
  await expect(outline).toBeFocused();
  const row = (name: RegExp) => outline.getByRole('treeitem', { name });
  const walkTo = async (name: RegExp) => {
    await press(page, 'Home');
    for (let steps = 0; steps < 30; steps++) {
      const active = await outline.getAttribute('aria-activedescendant');
      if ((await row(name).getAttribute('id')) === active) return;
      await press(page, 'ArrowDown');
    }
    throw new Error('No such row.');
  };
  await walkTo(/^subnet public-b/);
  await connect(page, 'igw', /^Route default traffic here/);
  await expect(outline).toBeFocused();
  await walkTo(/^subnet private-a/);
  await connect(page, 'nat', /^Route default traffic here/);
  await walkTo(/^subnet private-b/);
  await connect(page, 'nat', /^Route default traffic here/);
  await picture(page, 'keyboard-2-outline');

  // A group and a machine in it.
  await press(page, 'a');
  await page.keyboard.type('security');
  await press(page, 'Enter');
  await expect(row(/^security group group-1/)).toHaveAttribute('aria-selected', 'true');
  await expect(outline).toBeFocused();
  await rename(page, 'app');
  await press(page, 'Shift+O');
  await find(page, 'private-a', /^subnet private-a/);
  await add(page, 'instance', /^instance instance-1 .*, in subnet private-a$/);
  await rename(page, 'worker');
  await connect(page, 'app', /^Add to app/);
  await expect(focused(page)).toHaveAccessibleName(/^instance worker/);
  await picture(page, 'keyboard-3-machine');

  // And the question: where it starts is said already.
  await press(page, 't');
  await expect(from(page)).toHaveValue('worker');
  await expect(to(page)).toBeFocused();
  await page.keyboard.type('internet');
  await press(page, 'Enter');
  await expect(verdict(page)).toContainText('Reachable');
  await expect(
    page.getByRole('list', { name: 'Request, hop by hop' }).getByRole('heading', { name: /nat-1/ }),
  ).toBeVisible();

  // Back to the drawing, where the machine still has the keyboard, and along the packet's steps.
  await press(page, 'Escape', '2');
  await expect(focused(page)).toHaveAccessibleName(/^instance worker/);
  await press(page, '3', '[');
  await expect(page.getByText(/^Step 17 of 18/).first()).toBeVisible();
  await press(page, '2');
  await picture(page, 'keyboard-4-steps');
});
