/** What is wrong with the project: found while it was read, and found by checking it. Gone through one by one. */
import type { Diagnostic } from '../../engine/index.ts';
import type { Workspace } from './workspace.svelte.ts';

const rank: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Errors first; within a severity in the order in which they were found. */
export function problemsOf({ project, problems }: Workspace): readonly Diagnostic[] {
  return [...(project?.loaded.diagnostics ?? []), ...problems].sort(
    (a, b) => rank[a.severity] - rank[b.severity],
  );
}

export class Problems {
  #workspace: Workspace;
  #at = $state(-1);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  readonly all: readonly Diagnostic[] = $derived.by(() => problemsOf(this.#workspace));

  /** Errors and warnings: what one is led through. */
  readonly grave: readonly Diagnostic[] = $derived(this.all.filter(({ severity }) => severity !== 'info'));

  /** The one that was gone to last. */
  get current(): Diagnostic | undefined {
    return this.grave[this.#at];
  }

  /** Goes to the next one, or back; around at the end. */
  step(by: 1 | -1): Diagnostic | undefined {
    const count = this.grave.length;
    if (count === 0) return undefined;
    this.#at = this.#at < 0 && by < 0 ? count - 1 : (this.#at + by + count) % count;
    return this.current;
  }

  goTo(diagnostic: Diagnostic): void {
    this.#at = this.grave.indexOf(diagnostic);
  }
}
