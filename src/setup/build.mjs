/**
 * `npm run build`: the command line with the engine, and the web app, each only when its sources are newer.
 *
 * `node src/setup/build.mjs [cli] [app]` builds those parts; `--package` builds everything anew and leaves in dist/ only what
 * a package holds.
 */
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprintOf, isUpToDate, writeStamp } from './fingerprint.mjs';
import { installPackages } from './install.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { root, runTool } from './run.mjs';

const COMMON = ['package.json', 'package-lock.json'];

const parts = {
  cli: {
    what: 'the command line',
    sources: [...COMMON, 'engine', 'src/cli'],
    except: [],
    stamp: 'dist/.built-cli',
    results: ['dist/engine/index.js', 'dist/src/cli/main.js'],
    make: buildCli,
  },
  app: {
    what: 'the web app',
    sources: [...COMMON, 'engine', 'src', 'scenarios'],
    except: ['src/cli', 'src/setup'],
    stamp: 'dist/.built-app',
    results: ['dist/app/index.html'],
    make: () => runTool('vite/bin/vite.js', ['build', '-c', 'src/vite.config.ts', '--logLevel', 'error']),
  },
};

/**
 * Builds the parts named, where their sources changed since.
 *
 * @returns whether all of them are built now
 */
export async function build(names = Object.keys(parts)) {
  for (const name of names) {
    const { what, sources, except, stamp, results, make } = parts[name];
    const fingerprint = fingerprintOf(sources, { except });
    if (isUpToDate(stamp, fingerprint, results)) continue;
    console.log(`Building ${what} …`);
    if ((await make()) !== 0) {
      console.error(`Building ${what} failed.`);
      return false;
    }
    writeStamp(stamp, fingerprint);
  }
  return true;
}

async function buildCli() {
  // The compiler trusts its own notes: without its output they would make it do nothing.
  const isGone = parts.cli.results.some((path) => !existsSync(join(root, path)));
  const status = await runTool('typescript/bin/tsc', [
    '-b',
    'engine',
    'src/cli',
    ...(isGone ? ['--force'] : []),
  ]);
  // `npx hoplight` in the checkout runs the entry itself.
  if (status === 0) chmodSync(join(root, 'dist/src/cli/main.js'), 0o755);
  return status;
}

/** Leaves in dist/ only what a package holds: no notes of the compiler, no types of tests. */
function tidyForPackage() {
  const kept = new Set(['engine', 'src', 'app']);
  for (const name of readdirSync(join(root, 'dist'))) {
    if (!kept.has(name)) rmSync(join(root, 'dist', name), { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNodeVersion();
  const args = process.argv.slice(2);
  const names = args.filter((arg) => arg in parts);
  const isForPackage = args.includes('--package');
  if (isForPackage) rmSync(join(root, 'dist'), { recursive: true, force: true });
  const done = (await installPackages()) && (await build(names.length > 0 ? names : undefined));
  if (done && isForPackage) tidyForPackage();
  process.exitCode = done ? 0 : 1;
}
