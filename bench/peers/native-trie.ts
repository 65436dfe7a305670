/** The native peer: a trie in C, installed apart with `npm install --prefix bench/native`. */

import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface NativeTrie {
  add(address: string, prefixLength: number, value: number): void;
  find(address: string): number | null | undefined;
}

/** A new empty trie; throws when the package is missing or was built for another Node. */
export function nativeTrie(): NativeTrie {
  const require = createRequire(join(process.cwd(), 'bench/native/package.json'));
  const { IPTrie } = require('arkime-iptrie') as { IPTrie: new () => NativeTrie };
  return new IPTrie();
}
