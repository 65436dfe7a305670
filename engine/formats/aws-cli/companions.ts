/** One diagnostic for all resources of a kind that lack the same answer. */
import type { Dump } from './dump.ts';
import { short } from './fields.ts';
import type { DiagnosticCode } from '../../diagnostics/index.ts';

export interface Lacking {
  readonly code?: DiagnosticCode;
  /** The resources, as people know them. */
  readonly names: readonly string[];
  /** What they are called: `Target group`. */
  readonly kind: string;
  /** What is not known of them, and what follows. */
  readonly consequence: string;
  /** The command that would tell, without the backticks. */
  readonly command: string;
}

/** Says what answer the named resources lack; nothing when there are none. */
export function reportLacking(
  dump: Dump,
  { code = 'companion-missing', names, kind, consequence, command }: Lacking,
): void {
  if (names.length === 0) return;
  dump.report(
    code,
    `${kind}${names.length === 1 ? '' : 's'} ${quoted(names)}: ${consequence}. Add the output of \`${command}\`.`,
  );
}

/** The first five names, quoted, and how many more there are. */
export function quoted(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map((name) => `\`${short(name)}\``)
    .join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
