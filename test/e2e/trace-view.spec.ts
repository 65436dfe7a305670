import { ask, expect, from, service, test, to, verdict } from './journey.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toHaveText('Reply blocked');
});

test('a name that is not known is underlined, with the nearest one to press', async ({ page }) => {
  await ask(page, ['api-1', 'api-22', '8080']);
  await expect(to(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(verdict(page)).toHaveText('Reply blocked');
  await page.getByRole('button', { name: 'api-2', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
});

test('a whole line may be typed', async ({ page }) => {
  await from(page).fill('api-2 -> api-1 tcp/8080');
  await from(page).press('Enter');
  await expect(to(page)).toHaveValue('api-1');
  await expect(service(page)).toHaveValue('tcp/8080');
  await expect(verdict(page)).toContainText('Reachable');
});

test('the entries of any decision unfold, and the deciding ones fold', async ({ page }) => {
  await page.getByRole('button', { name: /Route rt-app/ }).click();
  const routes = page.getByRole('table', { name: /Route, rt-app/ });
  await expect(routes).toContainText('local');
  await expect(routes.getByRole('row').last()).toContainText('Longest match');
  await page.getByRole('button', { name: /ACL in acl-app/ }).click();
  await expect(page.getByRole('table', { name: /ACL in, acl-app/ })).toHaveCount(0);
});

test('ends are swapped', async ({ page }) => {
  await ask(page, ['api-1', 'api-2', '8080']);
  await expect(verdict(page)).toContainText('Reachable');
  await page.getByRole('button', { name: 'Swap the two ends' }).click();
  await expect(from(page)).toHaveValue('api-2');
  await expect(page).toHaveURL(/from=api-2&to=api-1/);
});

test('ICMP and the seldom said parts are asked', async ({ page }) => {
  await service(page).fill('ping');
  await service(page).press('Enter');
  await expect(service(page)).toHaveValue('icmp/8');
  await page.getByRole('button', { name: /More of the question/ }).click();
  await expect(page.getByRole('textbox', { name: 'ICMP type' })).toHaveValue('8');
  await page.getByRole('textbox', { name: 'From port' }).fill('99999');
  await page.keyboard.press('Tab');
  await expect(page.locator('#query-problems')).toContainText('99999');
});

test('the trace is copied as the command line prints it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Reply blocked');
  await page.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(page.getByText('The trace as JSON is on the clipboard.')).toBeVisible();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({
    verdict: 'return_blocked',
  });
});

test('going back leads to the scenario before', async ({ page }) => {
  await page.getByRole('link', { name: 'Learn' }).click();
  await page.getByRole('link', { name: /One-way peering/ }).click();
  await expect(from(page)).toHaveValue('app-1');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Scenarios' })).toBeVisible();
  await page.goBack();
  await expect(from(page)).toHaveValue('api-1');
});

test('the gallery is narrowed by topic and by words', async ({ page }) => {
  await page.keyboard.press('5');
  const cards = page.locator('section ul li a');
  await expect(cards.first()).toBeVisible();
  const all = await cards.count();
  await page.getByRole('button', { name: /^Peering/ }).click();
  expect(await cards.count()).toBeLessThan(all);
  await page.keyboard.press('/');
  await page.keyboard.type('no such thing at all');
  await expect(page.getByText('No scenario is about that.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(cards).toHaveCount(all);
});

test('every scenario shows a verdict and a picture', async ({ page }) => {
  test.setTimeout(120_000);
  await page.keyboard.press('5');
  const cards = page.locator('section ul li a');
  await expect(cards.first()).toBeVisible();
  const links = await cards.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThanOrEqual(24);
  for (const link of links) {
    await page.goto(link);
    await expect(verdict(page), link).toBeVisible();
    await expect(page.getByRole('img', { name: /^Path from/ }), link).toBeVisible();
  }
});

test('another of the ways that AWS may take is drawn and walked, under the verdict of all', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('#/trace/one-request-in-three');
  await expect(verdict(page)).toHaveText('Reachable on some paths');
  const ways = page.getByRole('tablist', { name: 'Ways that may be taken' });
  const request = page.getByRole('list', { name: 'Request, hop by hop' });
  await expect(ways.getByRole('tab', { selected: true })).toHaveText('edge-c');
  await expect(request).toContainText('edge-c');
  await ways.getByRole('tab', { name: 'edge-b' }).click();
  await expect(request).toContainText('edge-b');
  await expect(request).not.toContainText('edge-c');
  await expect(page.getByRole('tabpanel').first()).toContainText('and the reply finds its way back');
  await expect(verdict(page)).toHaveText('Reachable on some paths');
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('path 2 is told above');
  await ways.getByRole('tab', { name: 'edge-b' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(ways.getByRole('tab', { name: 'edge-a' })).toBeFocused();
  await expect(request).toContainText('edge-a');
});
