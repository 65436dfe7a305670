/** The object an inspector shows, and what its parts need to know of the project around it. */
import type { FieldDescription, PlainEntry, TypeDescription } from '../../engine/editing.ts';
import type { Diagram, DiagramNode } from '../../engine/index.ts';
import type { FieldPath } from '../state/inspection.svelte.ts';
import type { ComboOption } from '../ui/combo.ts';

export interface Subject {
  readonly id: string;
  readonly type: TypeDescription;
  /** What it is called on screen. */
  readonly name: string;
  /** The document has an entry of its own for it; else AWS or another entry brings it along. */
  readonly isStated: boolean;
  /** As the document states it, or as it would. */
  readonly entry: PlainEntry | undefined;
  readonly node: DiagramNode | undefined;
  readonly diagram: Diagram;
  readonly readOnly: boolean;
  /** Puts a value in place; a sentence when it is refused. `undefined` takes the member away. */
  readonly put: (path: FieldPath, value: unknown, what: string) => Promise<string | null>;
}

/** The shape that stands for a type in lists: what is not drawn by itself is a diamond, as in the palette. */
export function shapeOf({ shape }: TypeDescription): TypeDescription['shape'] {
  return shape === 'none' ? 'diamond' : shape;
}

/** The objects that a reference may name, by their names, with block or address. */
export function referenceOptions(field: FieldDescription, { nodes }: Diagram): readonly ComboOption[] {
  const kinds: readonly string[] = field.references ?? [];
  const objects = nodes
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id, name, detail }): ComboOption => ({
      value: id,
      label: name,
      detail: detail === '' && name !== id ? id : detail,
      words: id,
    }));
  return [...field.words.map((word) => ({ value: word, label: word })), ...objects];
}

/** The options for a place that takes blocks too: those of the project's VPCs and subnets, and anywhere. */
export function blockOptions({ nodes }: Diagram): readonly ComboOption[] {
  const blocks = nodes
    .filter(({ kind, detail }) => (kind === 'vpc' || kind === 'subnet') && detail.includes('/'))
    .map(({ name, detail }): ComboOption => ({
      value: detail.split(/[\s,]/)[0] ?? detail,
      label: detail.split(/[\s,]/)[0] ?? detail,
      detail: name,
    }));
  return [
    { value: '0.0.0.0/0', label: '0.0.0.0/0', detail: 'anywhere' },
    { value: '::/0', label: '::/0', detail: 'anywhere, IPv6' },
    ...blocks,
  ];
}

/** The name of what a reference names, where it is there. */
export function referenceName(value: string, { nodes }: Diagram): string {
  return nodes.find(({ id }) => id === value)?.name ?? value;
}

/**
 * What a typed reference stands for: the id of the object of that id or unique name, else the text itself where a
 * block, a word or the id of something outside may stand.
 */
export function readReference(
  text: string,
  field: FieldDescription,
  options: readonly ComboOption[],
): { readonly value: string } | { readonly problem: string } {
  const said = text.trim();
  if (options.some(({ value }) => value === said)) return { value: said };
  const named = options.filter(({ label }) => label.toLowerCase() === said.toLowerCase());
  const [only, another] = named;
  if (another !== undefined)
    return { problem: `Several objects here are called “${said}”. Write the id of one.` };
  if (only !== undefined) return { value: only.value };
  const isBlock = field.takesAddresses && /[.:/]/.test(said);
  if (isBlock || /^[a-z]+-[0-9a-f]{8,17}$/.test(said)) return { value: said };
  const kinds = (field.references ?? []).map((kind) => kind.replaceAll('-', ' ')).join(', ');
  return {
    problem: `Nothing here is called “${said}”. Choose one of the list, or write the id of a ${kinds}.`,
  };
}
