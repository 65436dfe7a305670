/**
 * Builds the service worker and tells it which files the app consists of, with a version made of what is in them: the
 * same sources give the same worker. Written here, since a generator would bring a library of strategies for one.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const name = 'service-worker.js';
/** Served, but no part of what runs. */
const left = /\.schema\.json$/;

/**
 * @param entry - absolute path of the worker's source
 * @param publicFolder - absolute path of the files that are served as they are
 */
export function offline(entry: string, publicFolder: string): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: entry, fileName: name });
    },
    generateBundle(_, bundle) {
      const worker = bundle[name];
      if (worker?.type !== 'chunk') throw new Error('The service worker was not built.');
      const built = Object.values(bundle)
        .filter(({ fileName }) => fileName !== name && !fileName.endsWith('.map'))
        .map((file) => ({ path: file.fileName, content: file.type === 'chunk' ? file.code : file.source }));
      const served = readdirSync(publicFolder)
        .filter((path) => !left.test(path))
        .map((path) => ({ path, content: readFileSync(join(publicFolder, path)) }));
      const files = [...built, ...served].sort((a, b) => (a.path < b.path ? -1 : 1));
      const hash = createHash('sha256');
      for (const { path, content } of files) hash.update(path).update(content);
      const paths = files.map(({ path }) => (path === 'index.html' ? './' : path));
      const version = hash.digest('hex').slice(0, 16);
      worker.code = `const FILES = ${JSON.stringify(paths)}, VERSION = ${JSON.stringify(version)};\n${worker.code}`;
    },
  };
}
