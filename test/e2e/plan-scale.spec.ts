/** Long plans: what is in the page stays small, and a step costs the same whatever the length. */
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { bulkSplit, expectCounts, newPlan, rowOf, setBlock, table } from './plan.ts';

/** Elements that may be in the page with 4,096 rows. */
const MOST_NODES = 2500;

async function longPlan(page: Page): Promise<void> {
  await newPlan(page);
  await setBlock(page, '10.0.0.0/8');
  await bulkSplit(page, 20);
  await expectCounts(page, '4,096 subnets, 0 free blocks');
  await table(page).focus();
}

const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

/** Milliseconds from a key to the next painted frame: the quickest of several, halving a row and joining it again. */
function stepTime(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    let quickest = Infinity;
    for (let round = 0; round < 8; round++) {
      for (const key of ['s', 'j']) {
        const start = performance.now();
        window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        await Promise.resolve();
        quickest = Math.min(quickest, performance.now() - start);
        await painted();
      }
    }
    return quickest;
  });
}

test('a /8 becomes 4,096 rows in one action, of which the page holds only those in view', async ({
  page,
}) => {
  await longPlan(page);
  expect(await nodes(page)).toBeLessThan(MOST_NODES);
  await page.keyboard.press('End');
  await expect(rowOf(page, '10.255.240.0/20')).toBeVisible();
  expect(await nodes(page)).toBeLessThan(MOST_NODES);
  await page.keyboard.press('s');
  await expect(rowOf(page, '10.255.248.0/21')).toBeVisible();
  await expectCounts(page, '4,097 subnets, 0 free blocks');
});

test('every row of a long plan is reached by scrolling, and stands where its number says', async ({
  page,
}) => {
  await longPlan(page);
  for (const [share, least, most] of [
    [0.5, 2000, 2100],
    [0.25, 1000, 1100],
    [1, 4060, 4097],
  ] as const) {
    await page.locator('.scroller').evaluate((scroller, at) => {
      scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * at;
    }, share);
    await expect
      .poll(async () => {
        const number = Number(await table(page).locator('.row').nth(20).getAttribute('aria-rowindex'));
        return number > least && number < most;
      })
      .toBe(true);
    expect(await nodes(page)).toBeLessThan(MOST_NODES);
  }
});

test('a step in 4,096 rows changes no more of the page than in 16, and costs at most a few times as much', async ({
  page,
}) => {
  await newPlan(page);
  await bulkSplit(page, 20);
  await table(page).focus();
  const short = await stepTime(page);
  await setBlock(page, '10.0.0.0/8');
  await bulkSplit(page, 20);
  await table(page).focus();
  const long = await stepTime(page);
  expect(long / short, `${long.toFixed(1)} ms against ${short.toFixed(1)} ms`).toBeLessThan(3);

  const changed = await page.evaluate(async () => {
    let count = 0;
    const seen = new MutationObserver((records) => {
      for (const { addedNodes, removedNodes } of records) count += addedNodes.length + removedNodes.length;
    });
    seen.observe(document.querySelector('.scroller') ?? document.body, { childList: true, subtree: true });
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    seen.disconnect();
    return count;
  });
  expect(changed).toBeLessThan(200);
});
