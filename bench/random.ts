/** Random inputs that are the same in every run. */

export interface Random {
  /** An integer from 0 to `below` − 1. */
  integer(below: number): number;
  /** True with the given probability, 0–1. */
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

/** A generator with its own state (xorshift32); `seed` is a non-zero integer. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const fraction = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) fraction(); // the first numbers after a small seed are small
  return {
    integer: (below) => Math.floor(fraction() * below),
    chance: (probability) => fraction() < probability,
    pick: (from) => from[Math.floor(fraction() * from.length)] ?? from[0],
  };
}

/**
 * Copies texts into one piece each.
 *
 * Text made by `+` or a template is a tree of parts, which is slow to read; a file or a form never gives such text.
 */
export function flatTexts(texts: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(texts)) as string[];
}
