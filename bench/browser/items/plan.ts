import type { Page } from '@playwright/test';
import { fastest, timed } from '../item.ts';
import type { BrowserItem, Measured } from '../item.ts';

/** The Plan view with 4,096 rows. */
export const planItem: BrowserItem = {
  id: 'plan',
  title: 'plans of 256 and 4,096 rows',
  measure: (bench) =>
    bench.withApp('#/learn', async (app) => {
      const { page } = app;
      await page.getByRole('button', { name: /^Plan subnets/ }).click();
      await page.getByRole('treegrid').waitFor();
      const calibration = await app.calibrate();
      const small = await bulkSplit(page, 24);
      const link = await linkLength(page);
      await page.keyboard.press('Control+z');
      await setBlock(page, '10.0.0.0/8');
      const large = await bulkSplit(page, 20);
      const nodes: Measured = {
        what: 'elements with 4,096 rows',
        value: await app.nodes(),
        unit: 'elements',
        limit: 2500,
      };
      await page.getByRole('treegrid').focus();
      for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowDown');
      const steps: number[] = [];
      for (let round = 0; round < 16; round++)
        for (const key of ['s', 'j']) steps.push((await app.busy(() => press(page, key))).task);
      return [
        timed('a /16 into /24', small, calibration, 50),
        timed('a /8 into /20', large, calibration, 200),
        nodes,
        timed('split or join a row of 4,096, to the paint', Math.min(...steps), calibration, 16),
        link,
      ];
    }),
};

/** A key, and the frame that shows what came of it. */
export async function press(page: Page, key: string): Promise<void> {
  await page.evaluate(
    (pressed) =>
      new Promise<void>((painted) => {
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }),
        );
        requestAnimationFrame(() => setTimeout(painted, 0));
      }),
    key,
  );
}

async function setBlock(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Base block' });
  await field.fill(text);
  await field.press('Enter');
}

/** Milliseconds from the button to the paint, the fastest of three; the plan is split in the end. */
async function bulkSplit(page: Page, prefixLength: number): Promise<number> {
  const time = await fastest(3, async () => {
    await page.getByRole('button', { name: 'Bulk split…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bulk split' });
    await dialog.getByLabel('Into blocks of').fill(String(prefixLength));
    const split = dialog.getByRole('button', { name: 'Split', exact: true }).last();
    const taken = await split.evaluate(
      (button: HTMLElement) =>
        new Promise<number>((painted) => {
          const start = performance.now();
          button.click();
          requestAnimationFrame(() => setTimeout(() => painted(performance.now() - start), 0));
        }),
    );
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    return taken;
  });
  await page.keyboard.press('Control+Shift+z');
  return time;
}

async function linkLength(page: Page): Promise<Measured> {
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: (text: string) => Promise.resolve(Reflect.set(window, 'copied', text)) },
    });
  });
  await page.keyboard.press('Control+Shift+s');
  const copied = await page.waitForFunction(() => Reflect.get(window, 'copied') as string | undefined);
  const text = String(await copied.jsonValue());
  return {
    what: 'link to 256 equal subnets, after the #',
    value: text.length - text.indexOf('#'),
    unit: 'characters',
    limit: 200,
  };
}
