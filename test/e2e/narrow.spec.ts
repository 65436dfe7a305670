import type { Page } from '@playwright/test';
import { expect, paste, test, verdict } from './journey.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const long = (word: string) =>
  `${word}-with-a-name-that-goes-on-and-on-and-on-because-somebody-liked-it-so-0123456789`;

test('on a phone the trace is one list, with a switch between its halves', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toHaveText('Reply blocked');
  const hops = page.getByRole('list', { name: 'Reply, hop by hop' });
  await expect(hops.getByRole('heading').first()).toContainText('203.0.113.80');
  await page.getByRole('button', { name: 'Forward' }).click();
  await expect(
    page.getByRole('list', { name: 'Request, hop by hop' }).getByRole('heading').first(),
  ).toContainText('api-1');
});

test('no page is ever wider than the phone', async ({ page }) => {
  for (const place of [
    '',
    '#/learn',
    '#/trace/out-and-back-in',
    '#/trace/all-outbound-means-ipv4',
    '#/trace/three-walls',
    '#/plan/three-walls',
  ]) {
    await page.goto(place);
    await expect(
      verdict(page)
        .or(page.getByRole('heading', { name: 'Scenarios' }))
        .or(page.getByRole('list', { name: 'Address plan' }))
        .first(),
    ).toBeVisible();
    expect(await sideways(page), place).toBe(0);
  }
});

test('not for very long names either', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await paste(
    page,
    `
format: hoplight/1
name: ${long('project')}
vpcs: [{ id: vpc-a, name: ${long('vpc')}, cidrBlock: 10.9.0.0/16 }]
subnets:
  - { id: subnet-a, name: ${long('left')}, vpc: vpc-a, cidrBlock: 10.9.1.0/24 }
  - { id: subnet-b, name: ${long('right')}, vpc: vpc-a, cidrBlock: 10.9.2.0/24 }
securityGroups: [{ id: ${long('sg')}, vpc: vpc-a, egress: [{ to: 0.0.0.0/0 }] }]
instances:
  - { id: i-1, name: ${long('client')}, subnet: subnet-a, privateIp: 10.9.1.10, securityGroups: ${long('sg')} }
  - { id: i-2, name: ${long('server')}, subnet: subnet-b, privateIp: 10.9.2.20, securityGroups: ${long('sg')} }
flows: [{ name: f, from: ${long('client')}, to: ${long('server')}, protocol: tcp, port: 443 }]
`,
  );
  await expect(verdict(page)).toHaveText('Blocked');
  expect(await sideways(page)).toBe(0);
  await page.setViewportSize({ width: 1024, height: 768 });
  expect(await sideways(page)).toBe(0);
});

test('everything to press is large enough for a finger', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, input, select')]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0,
      )
      .filter((element) => element.getBoundingClientRect().height < 31.5)
      .map((element) => element.outerHTML.slice(0, 100)),
  );
  expect(small).toEqual([]);
});

test('a plan is cards on a phone: halved, named and joined with a finger', async ({ page }) => {
  await page.goto('#/learn');
  await page.getByRole('button', { name: /^Plan subnets/ }).tap();
  const cards = page.getByRole('list', { name: 'Address plan' }).getByRole('listitem');
  await expect(cards).toHaveCount(1);
  await page.getByRole('button', { name: 'Split 10.0.0.0/16' }).tap();
  await expect(cards).toHaveCount(2);
  await cards.first().getByRole('button', { name: '10.0.0.0/17', exact: true }).tap();
  await page.getByLabel('Name', { exact: true }).fill('web');
  await page.getByLabel('Name', { exact: true }).blur();
  await expect(cards.first()).toContainText('web');
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Join 10.0.0.0/17' }).tap();
  await expect(cards).toHaveCount(1);
  await expect(cards.first()).toContainText('web');
});

test('a long plan comes in parts on a phone', async ({ page }) => {
  await page.goto('#/learn');
  await page.getByRole('button', { name: /^Plan subnets/ }).tap();
  await page.getByRole('button', { name: 'Bulk split…' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Bulk split' });
  await dialog.getByLabel('Into blocks of').fill('28');
  await dialog.getByRole('button', { name: 'Split', exact: true }).last().tap();
  await expect(page.getByRole('button', { name: 'Show 100 more of 4096' })).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2500);
});
