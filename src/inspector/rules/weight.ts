/** What a suggestion would do to the current trace, in the few words that fit beside it. */
import type { TraceReport, WeighedReport } from '../../../engine/index.ts';
import { flipsWords, verdictGlyph, verdictWord } from '../../tracer/words.ts';
import type { GlyphName } from '../../ui/glyph.ts';

export interface Weight {
  readonly glyph: GlyphName;
  /** `Reachable, opens 5`. */
  readonly words: string;
  /** Which pairs it turns round; empty when none. */
  readonly title: string;
}

/**
 * @param now - the verdict as it stands
 * @returns `null` for a suggestion that changes nothing
 */
export function weightOf({ verdict, flips }: WeighedReport, now: TraceReport['verdict']): Weight | null {
  const { opens, breaks, isCut } = flips;
  if (verdict === now && opens + breaks === 0) return null;
  const more = isCut ? '+' : '';
  const words = [
    verdictWord({ verdict }),
    ...(opens > 0 ? [`opens ${opens}${more}`] : []),
    ...(breaks > 0 ? [`breaks ${breaks}${more}`] : []),
  ].join(', ');
  return {
    glyph: breaks > 0 && verdict === 'reachable' ? 'check' : verdictGlyph(verdict),
    words,
    title: flipsWords(flips).long,
  };
}
