/** The `path` cases of vectors-core.json and the topologies they patch. */

import { readFileSync } from 'node:fs';

import type { Topology, TopologyFlow } from './topology.ts';

export interface PathVector {
  readonly id: string;
  readonly kind: 'path';
  readonly rules: readonly string[];
  readonly title: string;
  /** A key of `topologies`. */
  readonly topology: string;
  /** An RFC 7386 merge patch. */
  readonly patch: unknown;
  readonly flow: TopologyFlow;
  /** A subset of `ReferenceResult`, and maybe a `note` for the reader. */
  readonly expect: Readonly<Record<string, unknown>>;
}

interface VectorFile {
  readonly topologies: Readonly<Record<string, Topology>>;
  readonly vectors: readonly (PathVector | { readonly kind: 'calc' | 'config' })[];
}

// INVARIANT: the file is what its "conventions" say; a case that isn't fails in evaluate.test.ts.
const file = JSON.parse(
  readFileSync(new URL('../vectors/vectors-core.json', import.meta.url), 'utf8'),
) as VectorFile;

export const pathVectors: readonly PathVector[] = file.vectors.filter((vector) => vector.kind === 'path');

/** Throws on a name the file does not have. */
export function vectorTopology(name: string): Topology {
  const topology = file.topologies[name];
  if (!topology) throw new Error(`vectors-core.json has no topology ${name}`);
  return topology;
}
