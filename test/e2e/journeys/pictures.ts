/** Pictures of the main moments of journeys, to be looked at beside the mock-ups: taken when HOPLIGHT_PICTURES names a folder. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** The page as it is now, in both themes. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['HOPLIGHT_PICTURES'];
  if (folder === undefined) return;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}
