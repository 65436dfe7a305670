/** What was used lately, latest first, kept in this browser under one key. */
const MOST = 12;
const LONGEST = 200;

export function recentOf(key: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`hoplight.${key}`) ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.filter((id) => typeof id === 'string' && id.length <= LONGEST).slice(0, MOST);
  } catch {
    return []; // nothing kept, or storage is refused
  }
}

export function noteRecent(key: string, id: string): void {
  const others = recentOf(key).filter((other) => other !== id);
  try {
    localStorage.setItem(`hoplight.${key}`, JSON.stringify([id, ...others].slice(0, MOST)));
  } catch {
    // Full or refused: nothing is lost but a convenience.
  }
}
