/** Labels of resource types as words of a sentence. */
import type { ResourceKind } from '../resources/index.ts';
import type { Catalogue } from './catalogue.ts';

/** A label inside a sentence: abbreviations stay as they are. */
export function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** `a VPC`, `an instance`. */
export function aKind(catalogue: Catalogue, kind: ResourceKind): string {
  const word = lowerFirst(catalogue.types.find((type) => type.kind === kind)?.label ?? kind);
  return `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word}`;
}
