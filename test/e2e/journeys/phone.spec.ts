/** A trace on a phone, with a finger. */
import type { Page } from '@playwright/test';
import { expect, from, service, test, to, verdict } from '../journey.ts';
import { picture } from './pictures.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const half = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Half of the conversation' }).getByRole('button', { name });

test('on a phone: open, ask, read the verdict, look at both halves and at one hop', async ({ page }) => {
  test.slow();
  await page.goto('');
  await expect(verdict(page)).toHaveText('Reply blocked');
  await picture(page, 'phone-1-first');
  expect(await sideways(page)).toBe(0);

  // A question of one's own, picked with a finger.
  await from(page).tap();
  await from(page).fill('api-2');
  await picture(page, 'phone-2-picking');
  await page
    .getByRole('option', { name: /^api-2/ })
    .first()
    .tap();
  await to(page).tap();
  await to(page).fill('api-1');
  await page
    .getByRole('option', { name: /^api-1/ })
    .first()
    .tap();
  await service(page).fill('5432');
  await page.getByRole('form', { name: 'Question' }).getByRole('button', { name: 'Trace' }).tap();
  await expect(verdict(page)).toHaveText('Blocked');
  await expect(page.locator('main')).toContainText(/The one rule of security group/);
  expect(await sideways(page)).toBe(0);
  await picture(page, 'phone-3-blocked');

  // The half that fails is shown; the other one is a tap away, and stays when a change to make is found meanwhile.
  const request = page.getByRole('list', { name: 'Request, hop by hop' });
  await expect(request).toBeVisible();
  await half(page, 'Return').tap();
  await expect(page.getByRole('button', { name: 'Apply' }).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Reply, hop by hop' })).toContainText('not reached');
  await half(page, 'Forward').tap();

  // One step of a hop: what the packet was there, and the object that decided.
  await request
    .getByRole('button', { name: /^Group out/ })
    .first()
    .tap();
  const step = request.getByRole('region', { name: 'This step' });
  await expect(step).toContainText('Packet');
  await picture(page, 'phone-4-step');
  expect(await sideways(page)).toBe(0);
  await step.getByRole('button').first().tap();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('tab', { name: 'Rules' })).toBeVisible();
  await inspector.getByRole('tab', { name: 'Rules' }).tap();
  await picture(page, 'phone-5-inspector');
  expect(await sideways(page)).toBe(0);

  // The list of problems takes the inspector's place, and a problem leads back to it.
  await page.getByRole('button', { name: /^Problems/ }).tap();
  const drawer = page.getByRole('region', { name: 'Drawer' });
  await expect(drawer).toBeVisible();
  await picture(page, 'phone-6-problems');
  await drawer.getByRole('button', { name: 'acl-app', exact: true }).first().tap();
  await expect(drawer).toBeHidden();
  await expect(inspector.getByRole('heading', { name: 'acl-app', exact: true })).toBeAttached();
  await page.getByRole('button', { name: 'Hide the inspector' }).tap();
  await expect(inspector).toBeHidden();

  // The drawing opens as an outline; what is tapped there is inspected.
  await views(page).getByRole('button', { name: 'Design' }).tap();
  await page
    .getByRole('treeitem', { name: /^instance api-1/ })
    .first()
    .tap();
  await expect(inspector.getByRole('heading', { name: 'api-1', exact: true })).toBeAttached();
  await picture(page, 'phone-7-outline');
  expect(await sideways(page)).toBe(0);
});
