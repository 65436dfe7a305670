/** What journeys through the frame do and look at, in the user's words. */
import type { Locator, Page } from '@playwright/test';
import { expect, paste } from './journey.ts';

/** A small project of one's own. */
export const shop = `format: hoplight/1
name: frame shop
vpcs:
  - { id: vpc-1, name: shop, cidrBlocks: [10.0.0.0/16] }
subnets:
  - { id: subnet-1, name: tills, vpc: vpc-1, cidrBlock: 10.0.1.0/24, availabilityZone: eu-west-1a }
instances:
  - { id: i-1, name: till-1, subnet: subnet-1, privateIp: 10.0.1.10 }
  - { id: i-2, name: till-2, subnet: subnet-1, privateIp: 10.0.1.11 }
`;

/** Opens it, and waits until this browser keeps it. */
export async function openShop(page: Page, text = shop): Promise<void> {
  await page.goto('');
  await expect(page.locator('#verdict-word')).toBeVisible();
  await paste(page, text);
  await expect(projectName(page)).toHaveText(/frame shop/);
  await expect(saved(page)).toBeVisible();
}

export const projectName = (page: Page): Locator => page.locator('header button').first();
export const saved = (page: Page): Locator => page.locator('footer').getByText('Saved in this browser');
export const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Project' });
export const drawer = (page: Page): Locator => page.getByRole('region', { name: 'Drawer' });
export const palette = (page: Page): Locator =>
  page.getByRole('combobox', { name: 'Search or run a command' });

/** Opens the project tree beside the drawing. */
export async function openTree(page: Page): Promise<void> {
  await page.keyboard.press('2');
  await page
    .getByRole('group', { name: 'Part of the rail' })
    .getByRole('button', { name: 'Project' })
    .click();
  await expect(tree(page)).toBeVisible();
}

/** Gives the project another name. */
export async function rename(page: Page, name: string): Promise<void> {
  await projectName(page).click();
  await page.getByRole('textbox', { name: 'Name of the project' }).fill(name);
  await page.keyboard.press('Enter');
}
