/** What the built app's scripts weigh, and which of them a page runs before it can paint. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kilobytes as a host sends them. */
export function kilobytes(folder: string, path: string): number {
  return gzipSync(readFileSync(join(folder, path))).length / 1024;
}

/** Scenarios, their stories and the index of them are data. */
export function isData(path: string): boolean {
  return /(scenario|story)-/.test(path);
}

/**
 * The page's own scripts among those that were asked for. The worker's are not needed to paint, unless the page imports
 * them too.
 *
 * @param asked - `assets/index-….js`
 */
export function scriptsOfPage(folder: string, asked: readonly string[]): readonly string[] {
  const ofWorker = withImports(
    folder,
    asked.filter((path) => path.includes('engine.worker')),
  );
  const ofPage = asked.filter((path) => path.endsWith('.js') && !ofWorker.has(path));
  return [...withImports(folder, ofPage)].filter((path) => !isData(path));
}

/** Scripts, and all that they import before they run. */
function withImports(folder: string, paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(paths);
  for (const path of all) {
    const script = readFileSync(join(folder, path), 'utf8');
    for (const [, name = ''] of script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      all.add(`assets/${name}`);
  }
  return all;
}
