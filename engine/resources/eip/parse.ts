import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { EipId, NetworkInterfaceId } from '../../model/id.ts';
import { impliedInterfaceId } from '../instance/parse.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { eipSchema } from './schema.ts';

export function parseEip(
  document: v.InferOutput<typeof eipSchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'eip',
      id: asId<EipId>(document.id),
      name: document.name,
      publicIp: document.publicIp,
      networkInterface: interfaceOf(document, context),
      privateIp: document.privateIp,
    },
  ];
}

function interfaceOf(
  document: v.InferOutput<typeof eipSchema>,
  context: ParseContext,
): NetworkInterfaceId | undefined {
  if (document.networkInterface !== undefined) {
    return asId(context.idOf(document.networkInterface, ['networkInterface'], 'network-interface'));
  }
  if (document.instance === undefined) return undefined;
  return impliedInterfaceId(context.idOf(document.instance, ['instance'], 'instance'));
}
