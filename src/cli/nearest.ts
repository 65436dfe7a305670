/** Nearest known names, for messages about a name that is not known. */
import { distance } from 'fastest-levenshtein';

/** At most `limit` of `known` that a slip of the finger could have turned into `name`, nearest first. */
export function nearestNames(name: string, known: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase();
  return [...new Set(known)]
    .map((candidate) => ({ candidate, away: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, away }) => away <= Math.max(2, Math.ceil(Math.max(name.length, candidate.length) / 3)),
    )
    .sort((a, b) => a.away - b.away || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Letters to change; a name that was not typed to its end is nearer than any slip. */
function distanceTo(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0;
  return wanted.length > 2 && candidate.startsWith(wanted) ? 0.5 : distance(wanted, candidate);
}

/** ` Did you mean \`a\` or \`b\`?`, with a space before it; empty when nothing is near. */
export function didYouMean(nearest: readonly string[]): string {
  if (nearest.length === 0) return '';
  return ` Did you mean ${nearest.map((name) => `\`${name}\``).join(' or ')}?`;
}
