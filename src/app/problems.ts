/** Where a diagnostic was found, in words. */
import type { Diagnostic } from '../../engine/index.ts';

/** `network.yaml, line 12`; empty when no place is known. */
export function placeOf({ file, line, path }: Diagnostic): string {
  const where = path === undefined || path.length === 0 ? '' : path.join('.');
  const at = line === undefined ? where : `line ${line}`;
  return [file ?? '', at].filter((part) => part !== '').join(', ');
}
