/**
 * Prefix lists that AWS would refuse (LIM-21).
 */
import { refusePrefixList } from '../resources/prefix-list/constraints.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const prefixLists: Check = ({ network }) =>
  [...network.prefixLists.values()]
    // The lists that AWS manages are not the user's to mend.
    .filter(({ name }) => name === undefined || !name.startsWith('com.amazonaws.'))
    .flatMap((list) =>
      refused(
        'prefix-list-refused',
        list.id,
        `AWS would not accept prefix list ${named(list)}`,
        refusePrefixList({ entries: list.entries ?? [], maxEntries: list.maxEntries }),
      ),
    );
