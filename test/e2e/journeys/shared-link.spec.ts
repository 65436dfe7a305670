/** Someone else's link: broken in fifty steps, taken back, done again. */
import type { Page } from '@playwright/test';
import { expect, from, test, verdict } from '../journey.ts';
import { linkOf } from '../link.ts';
import { picture } from './pictures.ts';

const network = `format: hoplight/1
name: two zones
vpcs: [{ id: vpc-1, name: shop, cidrBlock: 10.0.0.0/16, internetGateway: igw-1 }]
subnets:
  - { id: s-1, name: public-a, vpc: vpc-1, cidrBlock: 10.0.0.0/24, availabilityZone: eu-west-1a, routeTable: rtb-1 }
  - { id: s-2, name: private-a, vpc: vpc-1, cidrBlock: 10.0.1.0/24, availabilityZone: eu-west-1a, routeTable: rtb-2 }
  - { id: s-3, name: private-b, vpc: vpc-1, cidrBlock: 10.0.2.0/24, availabilityZone: eu-west-1b, routeTable: rtb-2 }
routeTables:
  - { id: rtb-1, name: public, vpc: vpc-1, routes: [{ destination: 0.0.0.0/0, target: igw-1 }] }
  - { id: rtb-2, name: private, vpc: vpc-1, routes: [{ destination: 0.0.0.0/0, target: nat-1 }] }
natGateways: [{ id: nat-1, name: nat-a, subnet: s-1, privateIp: 10.0.0.9, publicIp: 198.51.100.24 }]
instances: [{ id: i-1, name: worker, subnet: s-2, privateIp: 10.0.1.10 }]
`;

const drawn = (page: Page, name: RegExp) =>
  page.getByRole('application', { name: /Drawing of/ }).getByRole('button', { name });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const redo = (page: Page) => page.getByRole('button', { name: /^Redo/ });

test('a shared link is broken in fifty steps, undone step by step, and redone', async ({ page }) => {
  test.slow();
  await page.goto(linkOf(network, 'trace', 'from=worker&to=internet&protocol=tcp&port=443'));
  await expect(from(page)).toHaveValue('worker');
  await expect(verdict(page)).toHaveText('Reachable, check 1');
  await page.getByRole('button', { name: 'Put away' }).click();

  // The gateway goes; its route stays and leads nowhere, as it does in AWS.
  await page.getByRole('link', { name: 'Design', exact: true }).click();
  await drawn(page, /^NAT gateway nat-a/).click();
  await page.keyboard.press('Delete');
  await expect(drawn(page, /^NAT gateway/)).toHaveCount(0);
  await page.getByRole('link', { name: 'Trace', exact: true }).click();
  await expect(verdict(page)).toHaveText('Blocked');
  await expect(page.getByRole('complementary', { name: 'Verdict' })).toContainText(
    'leads to nat-1, which does not exist',
  );
  await picture(page, 'link-1-broken');
  await page.keyboard.press('Shift+N');
  const problems = page.getByRole('region', { name: 'Drawer' });
  await expect(problems).toContainText('to nat-1, which the network does not hold');
  await page.keyboard.press('Escape');

  // Forty-nine more edits of four sorts.
  await page.getByRole('link', { name: 'Design', exact: true }).click();
  await drawn(page, /^subnet private-b/).click({ position: { x: 14, y: 14 } });
  for (let count = 0; count < 20; count++) {
    await page.getByRole('button', { name: 'Add Instance', exact: true }).click();
    await expect(undo(page)).toHaveAccessibleName(`Undo: Add instance-${count + 1}`);
  }
  for (let count = 0; count < 4; count++) {
    await page.getByRole('group', { name: 'Layers' }).getByRole('button', { name: 'Routes' }).click();
    await expect(undo(page)).toHaveAccessibleName(
      count % 2 === 0 ? 'Undo: Hide routes' : 'Undo: Show routes',
    );
  }
  await drawn(page, /^instance worker/).click();
  for (let count = 0; count < 15; count++) await page.keyboard.press('ArrowRight');
  await expect(undo(page)).toHaveAccessibleName('Undo: Nudge');
  for (let count = 0; count < 10; count++) {
    await page.keyboard.press('Control+d');
    await expect(undo(page)).toHaveAccessibleName(/^Undo: Duplicate/);
  }
  await expect(page.getByRole('listitem').filter({ hasText: 'Instance' })).toContainText('31');
  await picture(page, 'link-2-fifty-edits');

  for (let step = 0; step < 50; step++) {
    await expect(undo(page)).toBeEnabled();
    await page.keyboard.press('Control+z');
  }
  await expect(undo(page)).toBeDisabled();
  await expect(drawn(page, /^NAT gateway nat-a/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Instance' })).toContainText('1');
  await page.getByRole('link', { name: 'Trace', exact: true }).click();
  await expect(verdict(page)).toHaveText('Reachable, check 1');

  for (let step = 0; step < 50; step++) {
    await expect(redo(page)).toBeEnabled();
    await page.keyboard.press('Control+Shift+z');
  }
  await expect(redo(page)).toBeDisabled();
  await expect(verdict(page)).toHaveText('Blocked');
  await page.getByRole('link', { name: 'Design', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Instance' })).toContainText('31');
});
