/** What a source says about a row, as a label of the model: trimmed, of a bounded length, without empty members. */
import { type Label, type LabelChange, tidy } from '../../plan/index.ts';

/** Most characters of a name, zone or note. */
export const MOST_TEXT = 4096;

/**
 * A label of what a source says.
 *
 * @param onCut - called with the member whose text was too long
 */
export function labelFrom(said: LabelChange, onCut: (member: 'name' | 'zone' | 'note') => void): Label {
  const cut = (member: 'name' | 'zone' | 'note') => {
    const text = said[member];
    if (text === undefined || text.length <= MOST_TEXT) return text;
    onCut(member);
    return cutText(text);
  };
  return tidy({ ...said, name: cut('name'), zone: cut('zone'), note: cut('note') });
}

/** The first `MOST_TEXT` characters of a text, never half of a surrogate pair. */
export function cutText(text: string): string {
  if (text.length <= MOST_TEXT) return text;
  const last = text.charCodeAt(MOST_TEXT - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? MOST_TEXT - 1 : MOST_TEXT);
}
