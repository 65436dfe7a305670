import type { Handed, Next } from '../../trace/next.ts';
import type { Walk } from '../../trace/walk.ts';

/** GEN-9: components that are known by name, whose ways are not modelled at all. */
const UNMODELLED: ReadonlySet<string> = new Set([
  'AWS::NetworkManager::CoreNetwork',
  'AWS::EC2::LocalGateway',
  'AWS::EC2::CarrierGateway',
  'AWS::ODB::OdbNetwork',
  'AWS::EC2::ClientVpnEndpoint',
  'AWS::EC2::VPNConcentrator',
  'AWS::EC2::RouteServerEndpoint',
]);

/** EVAL-8, RT-24: the packet leaves the model here, and what becomes of it is not known. */
export function leaveModel({ id, packet }: Pick<Handed, 'id' | 'packet'>, walk: Walk): Next {
  const held = walk.network.otherResources.get(id);
  const what =
    held === undefined
      ? 'is not in the input'
      : held.type.startsWith('AWS::')
        ? `(${held.type}) is of a kind that traces do not walk through yet`
        : `(${held.type}) cannot be followed`;
  const isNamed = held !== undefined && UNMODELLED.has(held.type);
  walk.undecided({ kind: 'other-resource', id }, isNamed ? 'unmodelled' : 'other-resource', packet, {
    detail: 'not-held',
    rules: isNamed ? ['GEN-9', 'RT-24', 'EVAL-8'] : ['RT-24', 'EVAL-8'],
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
