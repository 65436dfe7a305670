/** The trace as a workbench: suppose, pin, apply what is offered, take it back, save it as a test. */
import { ask, expect, from, test, verdict } from './journey.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('#/trace/reply-never-came-home');
  await expect(verdict(page)).toHaveText('Reply blocked');
});

test('ACLs are ignored on trial, the answer says so, and a link carries it', async ({ page }) => {
  await page.getByRole('switch', { name: 'ACLs ignored' }).click();
  await expect(verdict(page)).toContainText('Reachable');
  await expect(page.getByText('this is not the network as it is')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply', exact: true })).toHaveCount(0);
  await expect(page).toHaveURL(/ignore=acls/);
  await page.reload();
  await expect(verdict(page)).toContainText('Reachable');
  await expect(page.getByRole('switch', { name: 'ACLs ignored' })).toBeChecked();
  await page.getByRole('switch', { name: 'ACLs ignored' }).click();
  await expect(verdict(page)).toHaveText('Reply blocked');
});

test('a rule that was met is left out, and put back', async ({ page }) => {
  await page.getByRole('button', { name: 'Rule absent…' }).click();
  await page.getByRole('button', { name: /rt-app routes 0\.0\.0\.0\/0/ }).click();
  await expect(verdict(page)).toHaveText('Blocked');
  await page.getByRole('button', { name: 'Put rt-app routes 0.0.0.0/0 back' }).click();
  await expect(verdict(page)).toHaveText('Reply blocked');
});

test('the smallest change is applied, the pinned trace tells of it, and it is undone', async ({ page }) => {
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  const pins = page.getByRole('list', { name: 'Pinned traces' });
  await expect(pins).toContainText('Reply blocked');
  await expect(page.getByRole('radio', { name: /Add rule 130 to acl-app/ }).first()).toBeChecked();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
  await expect(pins).toContainText('was Reply blocked, now Reachable');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(verdict(page)).toHaveText('Reply blocked');
  await expect(pins).not.toContainText('was');
});

test('a pinned trace is there after a reload, with the verdict of its time', async ({ page }) => {
  const pins = page.getByRole('list', { name: 'Pinned traces' });
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.reload();
  await expect(pins).toContainText('Reply blocked');
  // Edited, the example is a project of one's own, and keeps it.
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(pins).toContainText('was Reply blocked, now Reachable');
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  await page.reload();
  await expect(pins).toContainText('was Reply blocked, now Reachable');
});

test('the mended question is saved as a test, which a later edit breaks', async ({ page }) => {
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
  await page.getByRole('button', { name: 'Save as test' }).click();
  await expect(page.getByRole('button', { name: 'Saved as test' })).toBeDisabled();
  await page.getByRole('button', { name: 'Questions', exact: true }).click();
  await expect(page.getByText('As expected')).toBeVisible();
  // Back before the change, but not before the test: what was saved no longer holds.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toHaveText('Reply blocked');
  await page.getByRole('button', { name: 'Save as test' }).click();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
  await expect(page.getByText(/Broken: verdict is Reachable, expected Reply blocked/)).toBeVisible();
});

test('the deciding object is shown where it is drawn', async ({ page }) => {
  await page.getByRole('button', { name: 'Show on canvas' }).click();
  await expect(page).toHaveURL(/#\/design/);
  await expect(page.getByText('1 selected').first()).toBeVisible();
});

test('a question asked lately is offered as a whole line', async ({ page }) => {
  await ask(page, ['api-2', 'api-1', '8080']);
  await expect(verdict(page)).toContainText('Reachable');
  await from(page).fill('203.0.113');
  await page
    .getByRole('option', { name: /api-1 → 203\.0\.113\.80 tcp\/443/ })
    .first()
    .click();
  await expect(verdict(page)).toHaveText('Reply blocked');
});
