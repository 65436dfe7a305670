import { expect, from, service, test, to, verdict } from './journey.ts';

test('a whole journey without a pointer', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toHaveText('Reply blocked');
  const step = page.locator('.timeline .where');

  // Along the steps.
  await expect(step).toContainText('Step 16 of 16');
  await page.keyboard.press('[');
  await expect(step).toContainText('Step 15 of 16');
  await expect(page.locator('p.spoken[aria-live]').filter({ hasText: 'Step' })).toHaveText(
    /^Step 15 of 16, return: /,
  );
  await page.keyboard.press('b');
  await expect(step).toContainText('Step 16 of 16');
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();

  // A new question, picked from the list.
  await page.keyboard.press('t');
  await expect(from(page)).toBeFocused();
  await page.keyboard.type('api-2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(from(page)).toHaveValue('api-2');
  await page.keyboard.press('Tab');
  await expect(to(page)).toBeFocused();
  await page.keyboard.type('api-1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(service(page)).toBeFocused();
  await page.keyboard.type('tcp/8080');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('Reachable');

  // Lists and views; Escape leads out of each.
  await page.keyboard.press('Escape');
  await page.locator('body').press('Shift+Tab');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Shift+N');
  await expect(page.getByRole('tab', { name: /^Problems/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: /^Problems/ })).toHaveCount(0);
  await page.keyboard.press('5');
  await expect(page.getByRole('heading', { name: 'Scenarios' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(verdict(page)).toBeVisible();
});

test('everything that can be pressed shows where the focus is', async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  for (let at = 0; at < 30; at++) {
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return 'none';
      const field = element.closest('.ask, label');
      const style = getComputedStyle(element);
      const around = field === null ? '' : getComputedStyle(field).boxShadow;
      return style.outlineStyle !== 'none' || (around !== '' && around !== 'none')
        ? 'shown'
        : element.outerHTML.slice(0, 120);
    });
    expect(['shown', 'none']).toContain(ring);
  }
});
