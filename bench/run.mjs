/**
 * Builds a benchmark, which is TypeScript, and runs it with the arguments given: the engine's, or with `browser` as the
 * first of them that of the built app in Chromium.
 */

import { fileURLToPath } from 'node:url';

import { build as bundle } from 'vite';

import { build } from '../src/setup/build.mjs';
import { run } from '../src/setup/run.mjs';
import { findChromium } from '../test/chromium.mjs';

const [first, ...rest] = process.argv.slice(2);
const inBrowser = first === 'browser';

await bundle({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' });
process.exitCode = inBrowser
  ? await runInBrowser()
  : await run(process.execPath, ['dist/bench/main.js', ...process.argv.slice(2)]);

async function runInBrowser() {
  const chromium = (await build(['app'])) ? await findChromium() : undefined;
  if (chromium === undefined) return 1;
  return run(process.execPath, ['dist/bench/browser.js', ...rest], { env: { CHROMIUM_PATH: chromium } });
}
