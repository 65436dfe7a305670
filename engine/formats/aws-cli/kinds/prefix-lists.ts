import { parseCidr } from '../../../ip/index.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { fault, idOf, integer, lean, nameTag, remark, requiredText, short, text, texts } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import type { Scope } from '../scope.ts';

type PrefixList = Sections['prefixLists'];

/**
 * Two commands answer under this key: `describe-prefix-lists` shows the blocks of AWS's own lists,
 * `describe-managed-prefix-lists` the name and size of all lists. What both say of one list is put together.
 */
export const prefixLists: AnswerKind = {
  key: 'PrefixLists',
  label: 'Prefix list',
  command: 'aws ec2 describe-managed-prefix-lists',
  section: 'prefixLists',
  marks: [['PrefixListId', 'PrefixListName']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'PrefixListId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const read: PrefixList = lean({
      id,
      name: text(fields, 'PrefixListName') ?? nameTag(fields),
      entries: readCidrs(fields),
      maxEntries: integer(fields, 'MaxEntries', 0),
    });
    const known = dump.drafts.prefixLists.get(id);
    if (known === undefined) dump.drafts.prefixLists.set(id, { value: read, fields, scope });
    else Object.assign(known.value, { ...read, ...known.value });
    return READ;
  },
};

/** `undefined` when the answer holds no blocks, or one that can't be read: then the contents are unknown (RT-25). */
function readCidrs(fields: Fields): string[] | undefined {
  const before = fields.item.faults;
  const blocks = texts(fields, 'Cidrs');
  for (const block of blocks ?? []) {
    if (parseCidr(block) === undefined)
      fault(
        fields,
        'Cidrs',
        `holds \`${short(block)}\`, which is no block. The contents of the list are taken as unknown.`,
      );
  }
  return fields.item.faults > before ? undefined : blocks;
}

interface ListEntries {
  readonly fields: Fields;
  readonly scope: Scope;
  readonly entries: string[];
  isReadable: boolean;
}

const entriesOfLists: FactKey<Map<string, ListEntries>> = { empty: () => new Map() };

/**
 * `get-managed-prefix-list-entries` doesn't say which list it speaks of: the id is looked for beside the entries, where
 * scripts put it, and in the name of the file.
 */
export const prefixListEntries: AnswerKind = {
  key: 'Entries',
  label: 'Prefix list entry',
  command: 'aws ec2 get-managed-prefix-list-entries --prefix-list-id',
  read: (fields, dump, scope): Outcome => {
    const id = listIdOf(fields);
    if (id === undefined) {
      reportOnce(fields, dump);
      return { kind: 'skipped', why: 'the prefix list they belong to is not known' };
    }
    const all = factsOf(dump, entriesOfLists);
    const known = all.get(id) ?? { fields, scope, entries: [], isReadable: true };
    all.set(id, known);
    const block = requiredText(fields, 'Cidr');
    if (block === undefined || parseCidr(block) === undefined) {
      known.isReadable = false;
      if (block !== undefined)
        fault(
          fields,
          'Cidr',
          `is \`${short(block)}\`, which is no block. The contents of the list are taken as unknown.`,
        );
      return NOT_UNDERSTOOD;
    }
    if (!known.entries.includes(block)) known.entries.push(block);
    return READ;
  },
};

const reportedAnswers: FactKey<Set<unknown>> = { empty: () => new Set() };

/** Once for an answer, whatever the number of its entries. */
function reportOnce(fields: Fields, dump: Dump): void {
  const reported = factsOf(dump, reportedAnswers);
  const answer = fields.parent?.members ?? fields.members;
  if (reported.has(answer)) return;
  reported.add(answer);
  remark(
    fields,
    'entries-without-list',
    'neither the answer nor the name of its file says which prefix list it belongs to. Put the id of the list (`pl-…`) into the name of the file.',
  );
}

function listIdOf(entry: Fields): string | undefined {
  const beside = entry.parent === undefined ? undefined : text(entry.parent, 'PrefixListId');
  return beside ?? /(?<![a-z0-9])pl-[0-9a-f]{8,}/.exec(entry.item.file.path)?.[0];
}

/** Brings entries to their lists. */
export function applyPrefixListEntries(dump: Dump): void {
  const lists = dump.drafts.prefixLists;
  for (const [id, { fields, scope, entries, isReadable }] of factsOf(dump, entriesOfLists)) {
    const draft = lists.get(id) ?? { value: { id }, fields, scope };
    lists.set(id, draft);
    if (isReadable) draft.value.entries = entries;
  }
}
