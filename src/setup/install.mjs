/** Installs the packages of the lock file when they are missing or from another lock file; run by itself, only that. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUpToDate, writeStamp } from './fingerprint.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { root, run } from './run.mjs';

const STAMP = 'node_modules/.hoplight-lock';
/** npm writes this list last, so a broken installation has none. */
const INSTALLED = 'node_modules/.package-lock.json';

/** @returns whether the packages are there now */
export async function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (isUpToDate(STAMP, lock, [INSTALLED])) return true;
  if (!isNewerThanLock()) {
    console.log('Installing packages …');
    // A NODE_ENV of production would leave out what builds and tests need.
    const status = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
    if (status !== 0) {
      console.error(
        'The packages could not be installed. The messages above say why; npm needs to reach its registry.',
      );
      return false;
    }
  }
  writeStamp(STAMP, lock);
  return true;
}

/** True when someone ran npm by hand after the lock file was last written. */
function isNewerThanLock() {
  if (!existsSync(join(root, INSTALLED))) return false;
  return statSync(join(root, INSTALLED)).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  checkNodeVersion();
  process.exitCode = (await installPackages()) ? 0 : 1;
}
