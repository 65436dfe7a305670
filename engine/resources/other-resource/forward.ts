import type { Handed, Next } from '../../trace/next.ts';
import type { Walk } from '../../trace/walk.ts';

/** EVAL-8, RT-24: the packet leaves the model here, and what becomes of it is not known. */
export function leaveModel({ id, packet }: Pick<Handed, 'id' | 'packet'>, walk: Walk): Next {
  const held = walk.network.otherResources.get(id);
  const what =
    held === undefined
      ? 'is not in the input'
      : held.type.startsWith('AWS::')
        ? `(${held.type}) is of a kind that traces do not walk through yet`
        : `(${held.type}) cannot be followed`;
  walk.undecided({ kind: 'other-resource', id }, 'other-resource', packet, {
    detail: 'not-held',
    rules: ['RT-24', 'EVAL-8'],
    notes: [
      {
        kind: 'assumption',
        rule: 'RT-24',
        text: `\`${id}\` ${what}: what becomes of the packet there is not known.`,
      },
    ],
  });
  return { step: 'ended' };
}
