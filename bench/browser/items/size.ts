import { readdirSync } from 'node:fs';
import { isData, kilobytes, scriptsOfPage } from '../../../test/e2e/scripts.ts';
import type { BrowserItem, Measured } from '../item.ts';

const APP = 'dist/app';

/** So many scripts are told one by one. */
const LARGEST = 12;

/** What the build puts behind a script's name. */
const HASH = /-[\w-]{8}\.js$/;

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
    const chunks = all
      .map((name) => ({ name, weight: kilobytes(APP, `assets/${name}`) }))
      .sort((a, b) => b.weight - a.weight);
    const told = (what: string, value: number): Measured => ({ what, value, unit: 'KB', limit: undefined });
    const sum = (list: typeof chunks) => list.reduce((total, { weight }) => total + weight, 0);
    const rest = chunks.slice(LARGEST);
    return [
      ...views,
      told('all scripts together', sum(chunks)),
      ...chunks.slice(0, LARGEST).map(({ name, weight }) => told(`  ${name.replace(HASH, '')}`, weight)),
      told(`  ${rest.length} more`, sum(rest)),
    ];
  },
};

function weightOf(paths: readonly string[]): number {
  return paths.reduce((total, path) => total + kilobytes(APP, path), 0);
}
