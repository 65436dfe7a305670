/** What is said of a row, as the tags of a resource of AWS. */
import type { PlannedSubnet } from './planned-vpcs.ts';

/** AWS takes 256 characters for the value of a tag. */
const MOST_CHARACTERS = 256;

/** Name, kind and note of a subnet, those that it has. Our own readers know them again. */
export function tagsOf({
  name,
  kind,
  note,
}: Pick<PlannedSubnet, 'name' | 'kind' | 'note'>): (readonly [key: string, value: string])[] {
  const tags: (readonly [string, string | undefined])[] = [
    ['Name', name],
    ['Kind', kind],
    ['Note', note],
  ];
  return tags.flatMap(([key, value]) => (value === undefined ? [] : [[key, shortened(value)] as const]));
}

function shortened(value: string): string {
  const characters = [...value];
  return characters.length <= MOST_CHARACTERS
    ? value
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
