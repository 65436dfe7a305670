import type { Dump, FactKey, Outcome } from '../dump.ts';
import { READ, factsOf, sectionNames } from '../dump.ts';
import { requiredText, text } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

const names: FactKey<Map<string, string>> = { empty: () => new Map() };

/** Tags of all resources in one list. Only names are read: other tags may hold anything. */
export const tags: AnswerKind = {
  key: 'Tags',
  label: 'Tag',
  command: 'aws ec2 describe-tags',
  marks: [['ResourceId', 'ResourceType', 'Key']],
  read: (fields, dump): Outcome => {
    if (text(fields, 'Key') !== 'Name') return { kind: 'skipped', why: 'only `Name` tags are read' };
    const resource = requiredText(fields, 'ResourceId');
    const name = text(fields, 'Value');
    if (resource !== undefined && name !== undefined) factsOf(dump, names).set(resource, name);
    return READ;
  },
};

/** Names the resources whose own answers show no name. */
export function applyNames(dump: Dump): void {
  const known = factsOf(dump, names);
  for (const section of sectionNames) {
    for (const { value } of dump.drafts[section].values()) {
      const name = value.id === undefined ? undefined : known.get(value.id);
      if (name !== undefined) value.name ??= name;
    }
  }
}
