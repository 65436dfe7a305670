/**
 * Finds what someone means by a few letters: they must occur in order; beginnings of words and runs of letters count more,
 * so that `ns` finds "New scenario" before "answers".
 */
export interface Match {
  /** Higher is better. */
  readonly score: number;
  /** Where the letters are, for showing them. */
  readonly at: readonly number[];
}

/** @returns `undefined` when the letters do not occur in order; spaces in what is typed count for nothing */
export function fuzzyMatch(typed: string, text: string): Match | undefined {
  const wanted = typed.toLowerCase().replace(/\s+/g, '');
  const lower = text.toLowerCase();
  if (wanted === '') return { score: 0, at: [] };
  const whole = lower.indexOf(typed.trim().toLowerCase());
  if (whole >= 0) return wholeMatch(whole, typed.trim().length, lower);
  const at: number[] = [];
  let score = 0;
  let from = 0;
  for (const letter of wanted) {
    const place = nextPlace(lower, letter, from);
    if (place < 0) return undefined;
    if (startsWord(lower, place)) score += 8;
    else if (place === from && at.length > 0) score += 5;
    else score -= Math.min(4, place - from);
    at.push(place);
    from = place + 1;
  }
  return { score: score - lower.length / 100, at };
}

/** What was typed stands there as it is. */
function wholeMatch(start: number, length: number, lower: string): Match {
  const begins = start === 0 ? 40 : startsWord(lower, start) ? 30 : 0;
  return {
    score: begins + length * 5 - lower.length / 100,
    at: Array.from({ length }, (_, index) => start + index),
  };
}

/** The beginning of a word if the letter begins one further on, else the next place. */
function nextPlace(lower: string, letter: string, from: number): number {
  const next = lower.indexOf(letter, from);
  if (next < 0 || next === from || startsWord(lower, next)) return next;
  for (let place = lower.indexOf(letter, next + 1); place >= 0; place = lower.indexOf(letter, place + 1)) {
    if (startsWord(lower, place)) return place;
  }
  return next;
}

function startsWord(lower: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(lower[place - 1] ?? '');
}
