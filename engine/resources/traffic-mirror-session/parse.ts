import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { trafficMirrorSessionSchema } from './schema.ts';

export function parseTrafficMirrorSession(
  document: v.InferOutput<typeof trafficMirrorSessionSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { id, name, sessionNumber, virtualNetworkId, packetLength } = document;
  return [
    {
      kind: 'traffic-mirror-session',
      id,
      name,
      networkInterface: context.idOf(document.networkInterface, ['networkInterface'], 'network-interface'),
      target: context.idOf(document.trafficMirrorTarget, ['trafficMirrorTarget'], 'traffic-mirror-target'),
      filter: context.idOf(document.trafficMirrorFilter, ['trafficMirrorFilter'], 'traffic-mirror-filter'),
      sessionNumber,
      virtualNetworkId,
      packetLength,
    },
  ];
}
