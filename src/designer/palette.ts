/** The parts of the palette, from the list of resource types. */
import type { Catalogue, PlainDocument, TypeDescription } from '../../engine/editing.ts';

export interface PaletteGroup {
  readonly name: string;
  readonly types: readonly TypeDescription[];
}

const names: readonly (readonly [TypeDescription['group'], string])[] = [
  ['containers', 'Containers'],
  ['compute', 'Compute and interfaces'],
  ['paths', 'Gateways and paths'],
  ['filters', 'Filters'],
  ['account', 'Account settings'],
];

/** Groups with the types whose label or help holds the text; groups with none are left out. */
export function paletteGroups(catalogue: Catalogue | null, typed: string): readonly PaletteGroup[] {
  const text = typed.trim().toLowerCase();
  const matches = ({ label, help, kind }: TypeDescription) =>
    [label, help, kind].some((each) => each.toLowerCase().includes(text));
  const rank = ({ label }: TypeDescription) => (label.toLowerCase().startsWith(text) ? 0 : 1);
  return names
    .map(([group, name]) => ({
      name,
      types: (catalogue?.types ?? [])
        .filter((type) => type.group === group && matches(type))
        .sort((a, b) => rank(a) - rank(b)),
    }))
    .filter(({ types }) => types.length > 0);
}

/** The part that Enter adds: the one whose name is most like what was typed; `undefined` while nothing is. */
export function bestPart(groups: readonly PaletteGroup[], typed: string): TypeDescription | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  const distance = ({ label }: TypeDescription) => {
    const name = label.toLowerCase();
    if (name === text) return 0;
    if (name.startsWith(text)) return 1;
    if (name.includes(` ${text}`)) return 2;
    return name.includes(text) ? 3 : 4;
  };
  const types = groups.flatMap((group) => group.types);
  return types.reduce<TypeDescription | undefined>(
    (best, type) => (best === undefined || distance(type) < distance(best) ? type : best),
    undefined,
  );
}

/** How many entries each section of a document has. */
export function countsOf(document: PlainDocument | null): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(document ?? {}).flatMap(([section, list]) =>
      Array.isArray(list) ? [[section, list.length] as const] : [],
    ),
  );
}
