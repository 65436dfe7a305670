import { text } from '../fields.ts';
import type { Fields } from '../fields.ts';

/** Whether AWS lists the object though it is deleted. */
export function isGone(fields: Fields, key: string): boolean {
  return text(fields, key)?.toLowerCase() === 'deleted';
}
