/** The engine's worker, started before anything else of the page runs: it has the most to read before it can answer. */
import workerUrl from 'virtual:engine-worker';

export const engineWorker = new Worker(workerUrl, { type: 'module' });
