/** The band between the lanes: as what the client, and the server, are seen on each stretch of the request's way. */
import type { Column } from './column.ts';

export interface Stretch {
  /** Index of its first column, and how many it covers. */
  readonly first: number;
  readonly span: number;
  readonly address: string;
  /** The end of the conversation that it names. */
  readonly end: 'src' | 'dst';
  /** An address translation starts it. */
  readonly changed: boolean;
}

interface Change {
  readonly at: number;
  readonly address: string;
  readonly end: 'src' | 'dst';
}

/** Stretches from left to right; a new one starts where an address changes. */
export function seenAs(columns: readonly Column[]): readonly Stretch[] {
  const changes = columns.flatMap(({ forward }, at): Change[] => {
    if (forward.src === null || forward.dst === null) return [];
    if (forward.src.was !== null) return [{ at, address: forward.src.now, end: 'src' }];
    if (forward.dst.was !== null) return [{ at, address: forward.dst.now, end: 'dst' }];
    return [];
  });
  const first = columns.find(({ forward }) => forward.src !== null);
  const start = first?.forward.src;
  if (start === null || start === undefined) return [];
  const starts: Change[] = [
    { at: 0, address: start.was ?? start.now, end: 'src' },
    ...changes.filter(({ at }) => at > 0),
  ];
  return starts.map(({ at, address, end }, index) => ({
    first: at,
    span: (starts[index + 1]?.at ?? columns.length) - at,
    address,
    end,
    changed: index > 0,
  }));
}
