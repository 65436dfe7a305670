/** The largest network among the dumps of real accounts that may lie beside the checkout. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { endpoints, load } from '../../engine/index.ts';
import type { InputFile, LoadResult, Question } from '../../engine/index.ts';
import { mendable } from './question.ts';

const CORPUS = '../shared/corpus/batfish';

export interface CorpusNetwork {
  readonly name: string;
  /** With one question beside them, to be mended. */
  readonly files: readonly InputFile[];
  /** How many resources are read from them. */
  readonly resources: number;
}

/** @returns `undefined` where the corpus is not at hand */
export function largestOfCorpus(): CorpusNetwork | undefined {
  if (!existsSync(CORPUS)) return undefined;
  const networks = readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const files = filesIn(join(CORPUS, name));
      return { name, files, network: load(files).network };
    });
  const [largest] = networks.sort((a, b) => b.network.byId.size - a.network.byId.size);
  if (largest === undefined) return undefined;
  const { name, files, network } = largest;
  const flows = [mendable(network, shells(network))];
  const asked = { path: 'flows.json', text: JSON.stringify({ format: 'hoplight/1', flows }) };
  return { name, files: [...files, asked], resources: network.byId.size };
}

/** Whether anything can open a shell on anything else. */
function* shells(network: LoadResult['network']): Iterable<Question> {
  const ends = endpoints(network).map(({ value }) => value);
  for (const from of ends)
    for (const to of ends) if (from !== to) yield { from, to, protocol: 'tcp', port: 22 };
}

function filesIn(folder: string): InputFile[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }));
}
