/** Whether something made from files is still up to date: a fingerprint of the files is kept beside it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

/** A hash over names, sizes and times of everything under `paths`; changes when a file is added, edited or removed. */
export function fingerprintOf(paths, { except = [] } = {}) {
  const hash = createHash('sha256');
  const add = (path) => {
    if (except.includes(path)) return;
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    else hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** True when `stamp` holds `fingerprint` and every one of `results` is there. */
export function isUpToDate(stamp, fingerprint, results) {
  const file = join(root, stamp);
  if (!existsSync(file) || !results.every((path) => existsSync(join(root, path)))) return false;
  return readFileSync(file, 'utf8').trim() === fingerprint;
}

export function writeStamp(stamp, fingerprint) {
  const file = join(root, stamp);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${fingerprint}\n`);
}
