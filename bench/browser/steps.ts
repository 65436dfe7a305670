/** What the items do in the page, in its words: edits, and hands that move the drawing. */
import type { Page } from '@playwright/test';
import type { OpenApp } from './app.ts';

/** Resolves with how long the page has been there, in ms, once a verdict is on screen. */
export async function firstVerdict(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => {
          if (document.querySelector('#verdict-word') === null) requestAnimationFrame(look);
          else done(performance.now());
        };
        look();
      }),
  );
}

/** Makes the first change that is offered: the network is edited, and can be edited again by undoing and redoing. */
export async function applyFirstChange(app: OpenApp): Promise<void> {
  const word = app.page.locator('#verdict-word');
  const before = await word.textContent();
  await app.page.getByRole('button', { name: 'Apply', exact: true }).click();
  await app.page.waitForFunction(
    (old) => document.querySelector('#verdict-word')?.textContent !== old,
    before,
    { timeout: 120_000 },
  );
  await app.idle();
}

/** ms from undoing or redoing an edit to the frame that shows another verdict. */
export async function editToVerdict(app: OpenApp, step: 'undo' | 'redo'): Promise<number> {
  return app.page.evaluate(
    (shiftKey) =>
      new Promise<number>((shown) => {
        const word = () => document.querySelector('#verdict-word')?.textContent;
        const before = word();
        const start = performance.now();
        const key = { key: shiftKey ? 'Z' : 'z', ctrlKey: true, shiftKey, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', key));
        const look = () => {
          const now = word();
          if (now === before || now === undefined) requestAnimationFrame(look);
          else setTimeout(() => shown(performance.now() - start), 0);
        };
        requestAnimationFrame(look);
      }),
    step === 'redo',
  );
}

/** Opens the Design view and waits for the drawing. */
export async function showDesign(page: Page): Promise<void> {
  await page.keyboard.press('2');
  await page
    .locator('main.design svg[role="application"] [data-object]')
    .or(page.locator('main.design canvas'))
    .first()
    .waitFor();
  await frames(page, 3);
}

const DRAWING = 'main.design svg[role="application"]';

/**
 * Pulls the drawing, or another element, away and back by the mouse.
 *
 * @param by - px in each step
 */
export async function pan(page: Page, steps: number, { element = DRAWING, by = 15 } = {}): Promise<void> {
  const { x, y } = await middle(page, element);
  await page.mouse.move(x, y);
  await page.mouse.down({ button: 'middle' });
  for (let at = 1; at <= steps; at++) {
    const there = at <= steps / 2 ? at : steps - at;
    await page.mouse.move(x + by * there, y + (by / 2) * there);
    await frames(page, 1);
  }
  await page.mouse.up({ button: 'middle' });
}

/** Turns the wheel over the middle of the drawing: to more detail, and back. */
export async function zoom(page: Page, steps: number, by = 100): Promise<void> {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  for (let at = 1; at <= steps; at++) {
    await page.mouse.wheel(0, at <= steps / 2 ? -by : by);
    await frames(page, 1);
  }
}

/** Zooms in or out around the middle, until one px of the drawing is so many of the screen. */
export async function zoomTo(page: Page, scale: number): Promise<void> {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  const percent = async () => Number.parseInt((await page.locator('.scale').textContent()) ?? '', 10);
  for (let turn = 0; turn < 200 && (await percent()) !== Math.round(scale * 100); turn++) {
    const factor = (scale * 100) / Math.max(await percent(), 1);
    await page.mouse.wheel(0, -500 * Math.log2(factor));
    await frames(page, 1);
  }
}

async function middle(page: Page, element = DRAWING): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator(element).boundingBox();
  if (box === null) throw new Error(`${element} is not on screen.`);
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** Until so many frames have been painted. */
export async function frames(page: Page, count: number): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((done) => {
        const next = (left: number) => {
          if (left === 0) setTimeout(done, 0);
          else requestAnimationFrame(() => next(left - 1));
        };
        next(wanted);
      }),
    count,
  );
}
