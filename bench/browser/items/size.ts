import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserItem, Measured } from '../item.ts';

const ASSETS = 'dist/app/assets';

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
      const names = await bench.withApp(place, async ({ page }) => {
        await page.waitForLoadState('networkidle');
        return page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      });
      const scripts = names.map((name) => name.split('/').at(-1) ?? '').filter(isScript);
      views.push({
        what: `first view: ${view}`,
        value: sum(scripts),
        unit: 'KB',
        limit: view === 'design' ? undefined : 90,
      });
    }
    const all = readdirSync(ASSETS).filter((name) => isScript(name) || name.startsWith('engine.worker'));
    return [...views, { what: 'all scripts together', value: sum(all), unit: 'KB', limit: undefined }];
  },
};

/** Scenarios and their stories are data; the worker is not needed to paint. */
function isScript(name: string): boolean {
  return name.endsWith('.js') && !/^(scenario|story|engine\.worker)-/.test(name);
}

function sum(names: readonly string[]): number {
  return [...new Set(names)].reduce(
    (total, name) => total + gzipSync(readFileSync(join(ASSETS, name))).length / 1024,
    0,
  );
}
