import type { Page } from '@playwright/test';
import { drawer, openShop, saved } from './frame.ts';
import { expect, test, verdict } from './journey.ts';

/** A machine whose NAT gateway stands in another zone. */
const shop = (region = 'us-east-1') => `format: hoplight/1
name: frame shop
vpcs: [{ id: vpc-1, name: shop, cidrBlock: 10.0.0.0/16, internetGateway: igw-1 }]
subnets:
  - { id: subnet-1, name: tills, vpc: vpc-1, cidrBlock: 10.0.1.0/24, availabilityZone: ${region}a, routeTable: rt-1 }
  - { id: subnet-2, name: edge, vpc: vpc-1, cidrBlock: 10.0.2.0/24, availabilityZone: ${region}b, routeTable: rt-2 }
routeTables:
  - { id: rt-1, vpc: vpc-1, routes: [{ destination: 0.0.0.0/0, target: nat-1 }] }
  - { id: rt-2, vpc: vpc-1, routes: [{ destination: 0.0.0.0/0, target: igw-1 }] }
natGateways: [{ id: nat-1, name: way-out, subnet: subnet-2, privateIp: 10.0.2.5, publicIp: 198.51.100.5 }]
instances: [{ id: i-1, name: till-1, subnet: subnet-1, privateIp: 10.0.1.10 }]
flows: [{ name: out, from: till-1, to: internet, protocol: tcp, port: 443 }]
`;
const prices = `format: hoplight-prices/1
region: us-east-1
asOf: 2027-01
perGb: { nat.processed: 0.03, dt.internet.out: 0.05, dt.internet.in: 0, dt.crossAz.out: 0, dt.crossAz.in: 0 }
perHour: { nat: 0.02, publicIpv4: 0, dx.port.1g: free }
`;

const card = (page: Page) => page.locator('details', { hasText: 'Cost of a GB' });
const month = (page: Page) => page.locator('footer').getByRole('button', { name: /a month$/ });
const costTab = (page: Page) => drawer(page).getByRole('tabpanel', { name: 'Cost' });

test('the trace says what a GB costs there and back, item by item, and which way is cheaper', async ({
  page,
}) => {
  await openShop(page, shop());
  await expect(card(page)).toContainText('$0.155 there, $0.065 back');
  await expect(card(page)).toContainText('There is a cheaper way');
  await page.getByText('Cost of a GB').click();
  const nat = card(page).getByRole('listitem').filter({ hasText: 'rocessed by NAT gateway way-out' }).first();
  await expect(nat).toContainText('$0.045');
  await expect(nat).toContainText('nat.processed · COST-7 · 2026-11, source 2');
  await expect(card(page)).toContainText('Source 2: AWS price list, us-east-1');
  await expect(card(page)).toContainText('Make a NAT gateway in us-east-1a');
  await page.reload();
  await expect(nat, 'what is unfolded stays so').toBeVisible();
});

test('a path that is cut off costs what is billed up to there', async ({ page }) => {
  await page.goto('#/trace/reply-never-came-home');
  await expect(verdict(page)).toHaveText(/Reply blocked/);
  await page.getByText('Cost of a GB').click();
  await expect(card(page)).toContainText('a GB of the reply, up to where it is dropped');
});

test('the design tells the cost of a month by resource, and follows each edit', async ({ page }) => {
  await openShop(page, shop());
  await page.keyboard.press('2');
  await expect(month(page)).toHaveText('$36.50 a month');
  await month(page).click();
  await expect(costTab(page).getByRole('row', { name: /NAT gateway/ })).toContainText('$32.85');
  await expect(costTab(page).getByRole('row', { name: /198\.51\.100\.5/ })).toContainText('$3.65');
  await expect(costTab(page)).toContainText('Free to have: 1 VPC, 2 subnets');
  await costTab(page).getByRole('button', { name: 'way-out' }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('way-out');
  await page.getByRole('region', { name: 'Design' }).focus();
  await page.keyboard.press('Delete');
  await expect(month(page)).toHaveText('$0.00 a month');
  await expect(costTab(page)).toContainText('Nothing here costs while it stands');
  await page.keyboard.press('Control+z');
  await expect(month(page)).toHaveText('$36.50 a month');
});

test('it is reached by keyboard alone', async ({ page }) => {
  await openShop(page, shop());
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('what it costs');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Cost' })).toBeFocused();
  const volume = page.getByRole('spinbutton', { name: 'GB out a month' });
  // The tab is there before what it shows.
  await expect(volume).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(volume).toBeFocused();
  await page.keyboard.type('20000');
  await page.keyboard.press('Enter');
  await expect(card(page), 'the third step of the price').toContainText('$0.15 there');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
});

test('prices of one’s own hold everywhere, tell what is wrong with them, and are back after a reload', async ({
  page,
}) => {
  await openShop(page, shop());
  await page.keyboard.press('2');
  await month(page).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Use my prices…' }).click();
  await (await choosing).setFiles({ name: 'ours.yaml', mimeType: 'text/yaml', buffer: Buffer.from(prices) });
  await expect(month(page)).toHaveText('$14.60 a month');
  await expect(costTab(page).getByRole('status')).toContainText('ours.yaml is in use, but not all of it.');
  await expect(costTab(page)).toContainText('The price `dx.port.1g` cannot be used'.replaceAll('`', ''));
  await page.keyboard.press('3');
  await expect(card(page)).toContainText('$0.08 there, $0.03 back');
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(card(page)).toContainText('$0.08 there, $0.03 back');
  await page.getByText('Cost of a GB').click();
  await page.getByRole('button', { name: 'Costs of the whole network' }).click();
  await page.getByRole('button', { name: 'Use the built-in prices instead of ours.yaml' }).click();
  await expect(card(page)).toContainText('$0.155 there, $0.065 back');
  const refused = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Use my prices…' }).click();
  await (
    await refused
  ).setFiles({ name: 'other.yaml', mimeType: 'text/yaml', buffer: Buffer.from('vpcs: []') });
  await expect(costTab(page).getByRole('status')).toContainText('other.yaml is not used');
  await expect(card(page)).toContainText('$0.155 there, $0.065 back');
  await costTab(page).getByRole('button', { name: 'Hide' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download prices' }).click();
  expect((await file).suggestedFilename()).toBe('prices-us-east-1.json');
});

test('in another Region nothing is guessed until the reader says so', async ({ page }) => {
  await openShop(page, shop('eu-west-1'));
  await page.keyboard.press('2');
  await expect(month(page)).toHaveText('at least $0.00 a month');
  await month(page).click();
  await expect(costTab(page)).toContainText('What things cost in eu-west-1 is not known');
  await page.getByRole('checkbox', { name: 'Take them for every Region' }).check();
  await expect(month(page)).toHaveText('$36.50 a month');
  await expect(costTab(page)).toContainText('taken for eu-west-1 too');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('the costs are a sheet within its width', async ({ page }) => {
    await page.goto('#/trace/reply-never-came-home');
    await expect(verdict(page)).toBeVisible();
    // The changes that are found come to stand above the costs.
    await expect(page.getByRole('radiogroup', { name: 'Smallest change' })).toBeVisible();
    await page.getByText('Cost of a GB').tap();
    await page.getByRole('button', { name: 'Costs of the whole network' }).tap();
    await expect(costTab(page).getByRole('row').first()).toBeVisible();
    const over = await costTab(page).evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    expect(over).toBe(0);
    expect(await page.evaluate(() => innerWidth)).toBe(390);
  });
});
