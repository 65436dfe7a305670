/** Identifiers of resources: from names people gave, unique among the resources of a type. */
import { UniqueNames } from '../unique-names.ts';
import { identifierOf } from './hcl.ts';

export class Identifiers {
  #byType = new Map<string, UniqueNames>();

  /** @param fallback - taken for a name that holds no letter or digit */
  take(type: string, name: string, fallback: string): string {
    const names = this.#byType.get(type) ?? new UniqueNames([], '_');
    this.#byType.set(type, names);
    return names.take(identifierOf(name) || identifierOf(fallback));
  }
}
