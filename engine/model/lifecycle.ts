/**
 * The words AWS has for the state of a component, and whether traffic passes in it (GEN-10).
 */

/** `doubtful` states pass traffic too, and AWS does not say so. */
export type Lifecycle = 'usable' | 'doubtful' | 'unusable';

const USABLE: ReadonlySet<string> = new Set([
  'available',
  'active',
  'associated',
  'attached',
  'in-use',
  'up',
  'enabled',
  'running',
  'operational',
]);

// UNCERTAIN (GEN-10): AWS does not say what passes while a component is changed.
const DOUBTFUL: ReadonlySet<string> = new Set([
  'modifying',
  'rollingback',
  'rolling-back',
  'updating',
  'auto_recovering',
  'associating',
  'partial',
]);

/** What a state means for traffic. Case does not matter; without a state, as in a design, a component is in use. */
export function lifecycleOf(state: string | undefined): Lifecycle {
  const word = (state ?? 'available').toLowerCase();
  if (USABLE.has(word)) return 'usable';
  return DOUBTFUL.has(word) ? 'doubtful' : 'unusable';
}
