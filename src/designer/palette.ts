/** The parts of the palette, from the list of resource types. */
import type { Catalogue, PlainDocument, TypeDescription } from '../../engine/editing.ts';

/** Text beside what is drawn: the one part that is no resource. */
export interface NotePart {
  readonly kind: 'note';
  readonly label: string;
  readonly help: string;
}

/** What can be taken from the palette. */
export type Part = TypeDescription | NotePart;

export interface PaletteGroup {
  readonly name: string;
  readonly parts: readonly Part[];
}

export const notePart: NotePart = {
  kind: 'note',
  label: 'Note',
  help: 'Text that stands on the drawing: a comment, a label, a reminder. No trace reads it.',
};

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
  const matches = ({ label, help, kind }: Part) =>
    [label, help, kind].some((each) => each.toLowerCase().includes(text));
  const rank = ({ label }: Part) => (label.toLowerCase().startsWith(text) ? 0 : 1);
  const { types } = catalogue ?? { types: [] };
  const groups: readonly PaletteGroup[] = names.map(([group, name]) => ({
    name,
    parts: types.filter((type) => type.group === group && matches(type)).sort((a, b) => rank(a) - rank(b)),
  }));
  const beside = catalogue === null ? [] : [{ name: 'On the drawing', parts: [notePart].filter(matches) }];
  return [...groups, ...beside].filter(({ parts }) => parts.length > 0);
}

/** The part that Enter adds: the one whose name is most like what was typed; `undefined` while nothing is. */
export function bestPart(groups: readonly PaletteGroup[], typed: string): Part | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  const distance = ({ label }: Part) => {
    const name = label.toLowerCase();
    if (name === text) return 0;
    if (name.startsWith(text)) return 1;
    if (name.includes(` ${text}`)) return 2;
    return name.includes(text) ? 3 : 4;
  };
  const parts = groups.flatMap((group) => group.parts);
  return parts.reduce<Part | undefined>(
    (best, part) => (best === undefined || distance(part) < distance(best) ? part : best),
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
