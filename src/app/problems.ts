/** What is wrong with a project: found while it was read, and found by checking what was read. */
import type { Diagnostic } from '../../engine/index.ts';
import type { Workspace } from '../state/workspace.svelte.ts';

const rank: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Errors first; within a severity in the order in which they were found. */
export function problemsOf({ project, problems }: Workspace): readonly Diagnostic[] {
  return [...(project?.loaded.diagnostics ?? []), ...problems].sort(
    (a, b) => rank[a.severity] - rank[b.severity],
  );
}

/** `network.yaml, line 12`; empty when no place is known. */
export function placeOf({ file, line, path }: Diagnostic): string {
  const where = path === undefined || path.length === 0 ? '' : path.join('.');
  const at = line === undefined ? where : `line ${line}`;
  return [file ?? '', at].filter((part) => part !== '').join(', ');
}
