import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { interfaceState } from '../network-interface/state.ts';
import { impliedInterfaceId, parseInstance } from './parse.ts';
import { instanceSchema } from './schema.ts';

export const instance: ResourceType<'instance', v.InferOutput<typeof instanceSchema>> = {
  kind: 'instance',
  section: 'instances',
  label: 'Instance',
  cloudFormationType: 'AWS::EC2::Instance',
  schema: instanceSchema,
  editing,
  implied: (document) =>
    document.subnet === undefined ? [] : [{ kind: 'network-interface', id: impliedInterfaceId(document.id) }],
  parse: parseInstance,
  routeTarget: {
    // RT-14: an instance is a target only through its one interface.
    state: (id, vpc, network) => {
      if (!network.instances.has(id)) return 'not-held';
      const [only, another] = network.lookup.interfacesOfInstance(id);
      return another === undefined && only !== undefined ? interfaceState(only, vpc, network) : 'dead';
    },
    device: (id, network) => network.lookup.interfacesOfInstance(id)[0]?.id ?? id,
    forward: ({ id, packet, tag }, walk) => {
      const [target] = walk.network.lookup.interfacesOfInstance(id);
      if (target !== undefined) return { step: 'hand-over', networkInterface: target, packet, tag };
      walk.undecided({ kind: 'instance', id }, 'other-resource', packet, {
        detail: 'not-held',
        rules: ['RT-24', 'EVAL-8'],
      });
      return { step: 'ended' };
    },
  },
};
