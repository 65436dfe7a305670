/** Someone's AWS CLI output: why is this flow blocked, what would help, and may it never break again. */
import { ask, drop, expect, fixture, test, verdict } from '../journey.ts';
import { picture } from './pictures.ts';

test('a dump is dropped, its fault found and mended with one press, and kept mended by a test', async ({
  page,
}) => {
  test.slow();
  await page.goto('');
  await expect(verdict(page)).toHaveText('Reply blocked');
  await drop(page, fixture('clinic'));
  await expect(page.getByText(/resources read from clinic\//)).toBeVisible();
  await picture(page, 'dump-1-read');

  // Which rule, of which object, on which half.
  await ask(page, ['booking-api', 'booking-db', 'postgres']);
  await expect(verdict(page)).toHaveText('Reply blocked');
  const aside = page.getByRole('complementary', { name: 'Verdict' });
  await expect(aside).toContainText(
    'Rule *, the final deny, of network ACL data denies TCP 40000 to 10.40.1.20',
  );
  await picture(page, 'dump-2-blocked');

  // Where it is: the deciding object in the drawing, with its rules and the packet's way.
  await page.getByRole('button', { name: 'Show on canvas' }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'data', exact: true })).toBeAttached();
  await inspector.getByRole('tab', { name: 'Rules' }).click();
  await expect(inspector.getByRole('img', { name: 'The reply matches and is dropped.' })).toBeVisible();
  await picture(page, 'dump-3-shown');
  await page.getByRole('link', { name: 'Trace', exact: true }).click();

  // The smallest change, tried before it was offered.
  await expect(page.getByRole('radio', { name: /Add rule \d+ to data/ }).first()).toBeChecked();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
  await expect(page.getByRole('status').filter({ hasText: /^Done: Add rule/ })).toBeVisible();
  await picture(page, 'dump-4-mended');

  // A test from now on, that holds …
  await page.getByRole('button', { name: 'Save as test' }).click();
  await expect(page.getByRole('button', { name: 'Saved as test' })).toBeVisible();
  await page.getByRole('button', { name: 'Questions', exact: true }).click();
  await expect(page.getByText('As expected')).toBeVisible();

  // … until somebody takes the database's rule away.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('booking-db');
  await page.getByRole('option', { name: /booking-db.*Security group/ }).click();
  await inspector.getByRole('tab', { name: 'Rules' }).click();
  await inspector.getByRole('button', { name: /^Remove rule 1/ }).click();
  await expect(page.getByText(/Broken: verdict is Blocked, expected Reachable/)).toBeVisible();
  await expect(verdict(page)).toHaveText('Blocked');
  await picture(page, 'dump-5-broken');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('As expected')).toBeVisible();
});
