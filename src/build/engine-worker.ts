/**
 * The address of the engine's worker, as the module `virtual:engine-worker`. The worker is built together with the page,
 * and not beside it, so that what both use (addresses and plans) is sent once.
 */
import type { Plugin } from 'vite';

const id = 'virtual:engine-worker';
const resolved = `\0${id}`;

/** @param path - absolute path of the worker's entry */
export function engineWorker(path: string): Plugin {
  let building = false;
  return {
    name: 'engine-worker',
    configResolved: ({ command }) => {
      building = command === 'build';
    },
    resolveId: (source) => (source === id ? resolved : undefined),
    load(source) {
      if (source !== resolved) return undefined;
      if (!building) return `export default ${JSON.stringify(`/@fs${path}`)};`;
      const reference = this.emitFile({ type: 'chunk', id: path, name: 'engine.worker' });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}
