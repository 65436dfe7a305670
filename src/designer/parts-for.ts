/** The parts that can be added where somebody is. */
import type { Catalogue, TypeDescription } from '../../engine/editing.ts';
import type { DiagramNode } from '../../engine/index.ts';

/** What can stand in the selected object first, then all others. */
export function partsFor(
  catalogue: Catalogue | null,
  selected: DiagramNode | undefined,
): readonly TypeDescription[] {
  const types = (catalogue?.types ?? []).filter(({ group }) => group !== 'account');
  const kind = selected?.kind === 'zone' ? 'vpc' : selected?.kind;
  const fits = ({ parents }: TypeDescription) => parents.some((parent) => parent.kind === kind);
  return [...types.filter(fits), ...types.filter((type) => !fits(type))];
}
