/**
 * A diagram as a Mermaid flowchart: frames as subgraphs, routes and attachments as arrows, notes as flags. Text from
 * documents is quoted.
 */
import type { Note } from '../model/notes.ts';
import { showUnseen } from '../model/unseen.ts';
import type { Diagram, DiagramNode } from './types.ts';

/** Links by group are left out: they say who may speak, not where anything leads. */
export function mermaidText({ nodes, links }: Diagram, notes: readonly Note[] = []): string {
  const drawn = nodes.filter(({ shape }) => shape !== 'none' && shape !== 'diamond');
  const keys = new Map(drawn.map(({ id }, at) => [id, `n${at}`]));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const written = notesByFrame(notes, byId);
  const inside = new Map<string | null, DiagramNode[]>();
  for (const node of drawn) inside.set(node.parent, [...(inside.get(node.parent) ?? []), node]);
  const lines: string[] = ['flowchart TB'];
  const add = (parent: string | null, indent: string) => {
    for (const node of inside.get(parent) ?? []) {
      const key = keys.get(node.id) ?? '';
      const label = quoted([node.name, node.detail].filter((text) => text !== '').join('\n'));
      if (node.shape !== 'frame') {
        lines.push(`${indent}${key}${node.shape === 'endpoint' ? `{{${label}}}` : `(${label})`}`);
        continue;
      }
      lines.push(`${indent}subgraph ${key}[${label}]`);
      add(node.id, `${indent}  `);
      lines.push(`${indent}end`);
    }
    for (const { key, text, on } of written.get(parent) ?? []) {
      lines.push(`${indent}${key}>${quoted(text)}]`);
      const end = on === null || on === parent ? undefined : keys.get(on);
      if (end !== undefined) lines.push(`${indent}${key} -.- ${end}`);
    }
  };
  add(null, '  ');
  const merged = new Map<string, string[]>();
  for (const { kind, from, to, label, state } of links) {
    const [a, b] = [keys.get(from), keys.get(to)];
    if (kind === 'group' || a === undefined || b === undefined || isAround(from, to, byId)) continue;
    const arrow = kind === 'attachment' ? '---' : state === 'blackhole' ? '-.-x' : '-->';
    const key = `${a} ${arrow} ${b}`;
    merged.set(key, [...(merged.get(key) ?? []), ...(label === '' ? [] : [label])]);
  }
  for (const [key, labels] of merged) {
    const [a = '', arrow = '', b = ''] = key.split(' ');
    lines.push(
      `  ${a} ${arrow}${labels.length === 0 ? '' : `|${quoted([...new Set(labels)].join(', '))}|`} ${b}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

interface Written extends Pick<Note, 'text' | 'on'> {
  readonly key: string;
}

/** Notes by the frame that they are on, or that holds what they are on. */
function notesByFrame(
  notes: readonly Note[],
  byId: ReadonlyMap<string, DiagramNode>,
): ReadonlyMap<string | null, readonly Written[]> {
  const found = new Map<string | null, Written[]>();
  notes.forEach(({ text, on }, at) => {
    let frame = on === null ? undefined : byId.get(on);
    while (frame !== undefined && frame.shape !== 'frame')
      frame = frame.parent === null ? undefined : byId.get(frame.parent);
    const id = frame?.id ?? null;
    found.set(id, [...(found.get(id) ?? []), { key: `note${at}`, text, on }]);
  });
  return found;
}

/** Mermaid draws no arrow between a subgraph and what is in it. */
function isAround(outer: string, id: string, byId: ReadonlyMap<string, DiagramNode>): boolean {
  for (let at = byId.get(id)?.parent ?? null; at !== null; at = byId.get(at)?.parent ?? null) {
    if (at === outer) return true;
  }
  return false;
}

/** Characters that end a label or begin markup are written as codes, the way Mermaid takes them. */
function quoted(text: string): string {
  const safe = showUnseen(text).replace(
    /[^\p{L}\p{N} .,:/()_\-\n]/gu,
    (letter) => `#${letter.codePointAt(0) ?? 63};`,
  );
  return `"${safe.replaceAll('\n', '<br>')}"`;
}
