/** What people say of a resource: its name, and what stands in its tags. */
import { type LabelChange, subnetKinds } from '../../../plan/index.ts';
import { type TerraformResource, member } from './resources.ts';
import type { TypeReading } from './types.ts';

/** A tag `Name`, a name of its own, or its address: `module.net.aws_subnet.app[0]` is `net.app[0]`. */
export function nameOf(resource: TerraformResource, { names }: TypeReading): string {
  return tagOf(resource, 'Name') ?? textIn(resource.values, names) ?? shortAddress(resource);
}

/** What is said of a subnet. */
export function saidOf(resource: TerraformResource, reading: TypeReading): LabelChange {
  const kind = tagOf(resource, 'Kind')?.toLowerCase();
  return {
    name: nameOf(resource, reading),
    zone: textIn(resource.values, reading.zones),
    kind: subnetKinds.find((each) => each === kind) ?? reading.kind?.(resource.values),
    note:
      tagOf(resource, 'Note') ?? tagOf(resource, 'Description') ?? textIn(resource.values, ['description']),
  };
}

function shortAddress({ module, name, index }: TerraformResource): string {
  const path = module.replace(/(^|\.)module\./g, '$1');
  const own = index === undefined ? name : `${name}[${JSON.stringify(index)}]`;
  return path === '' ? own : `${path}.${own}`;
}

function tagOf({ values }: TerraformResource, name: string): string | undefined {
  // `tags_all` has those of the provider too; Oracle has tags of its own form.
  const lists = ['tags', 'tags_all', 'freeform_tags'].map((key) => member(values, key));
  return lists.map((tags) => textIn(tags, [name])).find((text) => text !== undefined);
}

/** The first of some members that is text and not empty. */
function textIn(value: unknown, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = member(value, key);
    if (typeof text === 'string' && text.trim() !== '') return text;
  }
  return undefined;
}
