import { readdirSync } from 'node:fs';
import { isData, kilobytes, scriptsOfPage } from '../../../test/e2e/scripts.ts';
import type { BrowserItem, Measured } from '../item.ts';

const APP = 'dist/app';

/** Kilobytes of script as a host sends them. */
export const sizeItem: BrowserItem = {
  id: 'size',
  title: 'script, gzipped',
  async measure(bench) {
    const views: Measured[] = [];
    for (const [view, place] of [
      ['trace', ''],
      ['plan', '#/plan'],
      ['design', '#/design'],
      ['gallery', '#/learn'],
    ] as const) {
      const asked = await bench.withApp(place, async ({ page }) => {
        await page.waitForLoadState('networkidle');
        return page.evaluate(() =>
          performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)),
        );
      });
      const scripts = scriptsOfPage(
        APP,
        asked.filter((path) => path.endsWith('.js')),
      );
      views.push({
        what: `first view: ${view}`,
        value: weightOf(scripts),
        unit: 'KB',
        limit: view === 'design' ? undefined : 90,
      });
    }
    const all = readdirSync(`${APP}/assets`).filter((name) => name.endsWith('.js') && !isData(name));
    const whole = weightOf(all.map((name) => `assets/${name}`));
    return [...views, { what: 'all scripts together', value: whole, unit: 'KB', limit: undefined }];
  },
};

function weightOf(paths: readonly string[]): number {
  return paths.reduce((total, path) => total + kilobytes(APP, path), 0);
}
