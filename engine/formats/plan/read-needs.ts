/**
 * A list of needs as people write it for the command line:
 *
 * ```yaml
 * cloud: aws
 * block: 10.0.0.0/16
 * zones: [us-east-1a, us-east-1b]
 * needs:
 *   - { name: public, hosts: 200, kind: public }
 *   - { name: app, prefix: 20, count: 2 }
 * ```
 */
import * as v from 'valibot';
import { collectDiagnostics } from '../../diagnostics/index.ts';
import type { Diagnostic, Path } from '../../diagnostics/index.ts';
import { type Cidr, addressWidth } from '../../ip/index.ts';
import { type Cloud, type Need, type Strategy, clouds, readBlock, strategies } from '../../plan/index.ts';
import type { InputFile, SourceFile } from '../source.ts';
import { parseText } from '../text/index.ts';
import { cutText } from './label.ts';
import { Parts } from './parts.ts';
import { MOST_NEEDS, needMembers, prefixLengthField } from './schema.ts';

export interface NeedsReading {
  /** With the zones of the whole list where a need has none of its own. */
  readonly needs: readonly Need[];
  /** `undefined` where the file does not say. */
  readonly strategy: Strategy | undefined;
  readonly cloud: Cloud | undefined;
  /** The blocks to allocate in; empty where the file names none. */
  readonly blocks: readonly Cidr[];
  readonly diagnostics: readonly Diagnostic[];
}

const texts = v.array(v.string());

const listSchema = v.object({
  cloud: v.optional(v.picklist(clouds)),
  /** One block, or several. */
  block: v.optional(v.string()),
  blocks: v.optional(texts),
  strategy: v.optional(v.picklist(strategies)),
  /** Of every need that names none. */
  zones: v.optional(texts),
  needs: v.optional(v.unknown()),
});

const PREFIX_ADVICE = 'Write a prefix length such as `20` or `/20`.';

const needSchema = v.object({
  name: v.string(),
  ...needMembers,
  prefix: v.optional(
    v.union(
      [
        prefixLengthField,
        v.pipe(
          v.string(),
          v.regex(/^\/?\d{1,2}$/),
          v.transform((text) => Number(text.replace('/', ''))),
        ),
      ],
      PREFIX_ADVICE,
    ),
  ),
});

/** Reads a list of needs, YAML or JSON; a need that cannot be allocated is left out. Never throws on any input. */
export function readNeeds(file: InputFile): NeedsReading {
  const { report, all } = collectDiagnostics();
  const { files, diagnostics } = parseText(file);
  const [first, second] = files;
  const lineOf: SourceFile['lineOf'] = (path) => first?.lineOf(path);
  const parts = new Parts((path) => ({ file: file.path, path, line: lineOf(path) }), report);
  if (second !== undefined)
    report('plan-value-left-out', 'The file holds several lists. The first was read.', { file: file.path });
  const read = readList(first?.value, parts);
  return { ...read, diagnostics: [...diagnostics, ...all()] };
}

function readList(value: unknown, parts: Parts): Omit<NeedsReading, 'diagnostics'> {
  // A list by itself is one of needs.
  const isList = Array.isArray(value);
  const head =
    value === undefined
      ? undefined
      : parts.check(listSchema, isList ? { needs: value } : value, 'The list', []);
  if (head !== undefined && head.needs === undefined) {
    parts.report(
      'missing-value',
      'There is no list of needs. Write one such as `needs: [{ name: app, hosts: 100 }]`.',
      parts.placeOf([]),
    );
  }
  const at: Path = isList ? [] : ['needs'];
  return {
    needs: parts
      .list(head?.needs, MOST_NEEDS, ['needs'])
      .flatMap((need, place) => readNeed(need, `Need ${place + 1}`, [...at, place], head?.zones, parts)),
    strategy: head?.strategy,
    cloud: head?.cloud,
    blocks: [
      ...(head?.block === undefined ? [] : readCidr(head.block, ['block'], parts)),
      ...(head?.blocks ?? []).flatMap((text, place) => readCidr(text, ['blocks', place], parts)),
    ],
  };
}

function readNeed(
  value: unknown,
  subject: string,
  path: Path,
  zones: readonly string[] | undefined,
  parts: Parts,
): Need[] {
  const need = parts.check(needSchema, value, subject, path);
  if (need === undefined) return [];
  const { name, hosts, growth, count, kind, family, note, prefix } = need;
  const leaveOut = (why: string) => {
    parts.report('need-left-out', `${subject}: ${why}`, parts.placeOf(path));
    return [];
  };
  if (name.trim() === '') return leaveOut('its name is empty. Give it one.');
  const width = addressWidth(family ?? 4);
  if (prefix !== undefined && prefix > width)
    return leaveOut(`the prefix length of an IPv${family ?? 4} block is 0 to ${width}. Found \`${prefix}\`.`);
  if (prefix === undefined && hosts === undefined && family !== 6)
    return leaveOut('it has no size. Add `hosts: 100`, or a prefix length such as `prefix: 24`.');
  const own = need.zones ?? zones;
  return [
    {
      name: cutText(name.trim()),
      // A size that is written beside hosts is what counts, as in the planner.
      ...(hosts !== undefined && { hosts }),
      ...(prefix !== undefined && { prefixLength: prefix }),
      ...(growth !== undefined && { growth }),
      ...(count !== undefined && { count }),
      ...(own !== undefined && { zones: own.map(cutText) }),
      ...(kind !== undefined && { kind }),
      ...(family !== undefined && { family }),
      ...(note?.trim() && { note: cutText(note.trim()) }),
    },
  ];
}

function readCidr(text: string, path: Path, parts: Parts): Cidr[] {
  const block = readBlock(text);
  if (!block.ok) {
    parts.report('invalid-value', block.message, parts.placeOf(path));
    return [];
  }
  if (block.corrected !== undefined)
    parts.report('host-bits-cleared', `\`${block.corrected}\`.`, parts.placeOf(path));
  return [block.cidr];
}
