/** A plan as plain values, of a file of its own or of a document, to a plan. */
import * as v from 'valibot';
import type { DiagnosticPlace, Path } from '../../diagnostics/index.ts';
import { hasHostBits } from '../../ip/index.ts';
import type { Need, Plan } from '../../plan/index.ts';
import { isObject, shortText } from '../hoplight/check.ts';
import {
  type DraftNetwork,
  type DraftRow,
  MOST_BLOCKS,
  MOST_ROWS,
  type Report,
  blocksOf,
  withinLimits,
} from './draft.ts';
import { cutText, labelFrom } from './label.ts';
import { Parts } from './parts.ts';
import { MOST_NEEDS, blockHead, needSchema, planHead, rowSchema } from './schema.ts';

const headSchema = v.object({
  ...planHead,
  format: v.optional(v.unknown()),
  blocks: v.optional(v.unknown()),
  needs: v.optional(v.unknown()),
});
const blockEntry = v.object({ ...blockHead, rows: v.optional(v.unknown()) });

/**
 * Reads a plan; what is wrong is reported and costs the smallest part. Never throws on any value.
 *
 * @param placeOf - where the part at a path of the plan stands in its file
 * @returns `undefined` when the value is no object at all
 */
export function readPlainPlan(
  value: unknown,
  placeOf: (path: Path) => DiagnosticPlace,
  report: Report,
): Plan | undefined {
  if (!isObject(value)) {
    report(
      'invalid-value',
      `A plan is an object with \`blocks\`. Found \`${shortText(value)}\`.`,
      placeOf([]),
    );
    return undefined;
  }
  const parts = new Parts(placeOf, report);
  const head = parts.check(headSchema, value, 'The plan', []);
  return {
    name: cutText(head?.name?.trim() ?? ''),
    cloud: head?.cloud ?? 'aws',
    blocks: withinLimits(blocksOf(readBlocks(head?.blocks, parts), 'group', report), report),
    needs: parts.list(head?.needs, MOST_NEEDS, ['needs']).flatMap((need, at) => readNeed(need, at, parts)),
    strategy: head?.strategy ?? 'largest-first',
  };
}

function readBlocks(blocks: unknown, parts: Parts): DraftNetwork[] {
  let room = MOST_ROWS;
  return parts.list(blocks, MOST_BLOCKS, ['blocks']).flatMap((value, at): DraftNetwork[] => {
    const path = ['blocks', at];
    const block = parts.check(blockEntry, value, `Block ${at + 1}`, path);
    if (block === undefined) return [];
    tellHostBits(value, path, parts);
    const rows = parts.list(block.rows, room, [...path, 'rows']);
    room -= rows.length;
    return [
      {
        name: cutText(block.vpc?.trim() ?? ''),
        cidrs: [block.cidr],
        rows: rows.flatMap((row, place) => readRow(row, at, place, parts)),
        undivided: block.rows === undefined,
      },
    ];
  });
}

function readRow(value: unknown, block: number, place: number, parts: Parts): DraftRow[] {
  const path = ['blocks', block, 'rows', place];
  const subject = `Row ${place + 1} of block ${block + 1}`;
  const row = parts.check(rowSchema, value, subject, path);
  if (row === undefined) return [];
  tellHostBits(value, path, parts);
  const { cidr, into, free = false, pinned, ...texts } = row;
  const label = labelFrom({ ...texts, ...(pinned && { pinned }) }, (member) =>
    parts.report('plan-text-cut', `${subject}: the ${member} was cut.`, parts.placeOf([...path, member])),
  );
  return [{ cidr, into, free, label, place: parts.placeOf(path) }];
}

function readNeed(value: unknown, at: number, parts: Parts): Need[] {
  const need = parts.check(needSchema, value, `Need ${at + 1}`, ['needs', at]);
  if (need === undefined) return [];
  // INVARIANT: what is left has no member that is `undefined`.
  return [
    Object.fromEntries(Object.entries(need).filter(([, member]) => member !== undefined)) as unknown as Need,
  ];
}

/** ADDR-6. */
function tellHostBits(value: unknown, path: Path, parts: Parts): void {
  const text = isObject(value) ? value['cidr'] : undefined;
  if (typeof text !== 'string' || !hasHostBits(text)) return;
  parts.report(
    'host-bits-cleared',
    `\`${text}\` has bits after its prefix, which were cleared.`,
    parts.placeOf([...path, 'cidr']),
  );
}
