import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { InstanceId, NetworkInterfaceId } from '../../model/id.ts';
import { networkInterfaceOf } from '../network-interface/parse.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { instanceSchema } from './schema.ts';

export function parseInstance(
  document: v.InferOutput<typeof instanceSchema>,
  context: ParseContext,
): readonly Resource[] {
  const instance: Resource = {
    kind: 'instance',
    id: asId<InstanceId>(document.id),
    name: document.name,
    state: document.state,
    metadataEnabled: document.metadataHttpEndpoint === 'enabled',
    vpcCni: document.vpcCni && {
      externalSnat: document.vpcCni.externalSnat,
      excludedCidrs: document.vpcCni.excludeSnatCidrs,
      enforcingMode: document.vpcCni.podSecurityGroupEnforcingMode,
    },
  };
  if (document.subnet === undefined) return [instance];
  const subnet = context.idOf(document.subnet, ['subnet'], 'subnet');
  const at = { id: impliedInterfaceId(document.id), subnet, name: document.name };
  return [
    instance,
    networkInterfaceOf(document, at, context, {
      secondary: [],
      prefixes: [],
      interfaceType: 'interface',
      managedBy: undefined,
      description: undefined,
      attached: true,
      instance: document.id,
      deviceIndex: 0,
    }),
  ];
}

/** Id of the interface that an instance written with its subnet implies. */
export function impliedInterfaceId(instance: string): NetworkInterfaceId {
  return asId<NetworkInterfaceId>(`eni:${instance}`);
}
