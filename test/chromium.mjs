/** Finds a Chromium for the browser tests, or installs the distribution's. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { outputOf, run } from '../src/setup/run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** @returns the path of a browser that starts, or `undefined` after saying how to get one */
export async function findChromium() {
  const given = process.env['CHROMIUM_PATH'];
  if (given) {
    if (starts(given)) return given;
    console.error(`CHROMIUM_PATH names \`${given}\`, which does not start.`);
    return undefined;
  }
  const found = installed();
  if (found !== undefined) return found;
  if (canInstall()) {
    console.log('Installing Chromium from the packages of this system …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
      { env, quiet: true },
    );
    const fresh = installed();
    if (fresh !== undefined) return fresh;
  }
  console.error(
    'The browser tests need Chromium, and there is none on this machine.\n' +
      'Install it (Debian: `apt-get install chromium`; other systems: Chromium or Chrome by their own means),\n' +
      'or set CHROMIUM_PATH to the program, then run `npm test` again.',
  );
  return undefined;
}

function installed() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, MAC_CHROME].find((path) => isExecutable(path) && starts(path));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A snap's stand-in or a broken link is on the PATH too, and does not start. */
function starts(path) {
  return outputOf(path, ['--version']) !== undefined;
}

function canInstall() {
  return process.getuid?.() === 0 && ['/usr/bin/apt-get', '/bin/apt-get'].some((path) => existsSync(path));
}
