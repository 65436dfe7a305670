import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { interfaceState } from './state.ts';
import { parseNetworkInterface } from './parse.ts';
import { networkInterfaceSchema } from './schema.ts';

export const networkInterface: ResourceType<
  'network-interface',
  v.InferOutput<typeof networkInterfaceSchema>
> = {
  kind: 'network-interface',
  section: 'networkInterfaces',
  label: 'Network interface',
  cloudFormationType: 'AWS::EC2::NetworkInterface',
  schema: networkInterfaceSchema,
  editing,
  parse: parseNetworkInterface,
  routeTarget: {
    state: (id, vpc, network) => interfaceState(network.networkInterfaces.get(id), vpc, network),
    forward: ({ id, packet, tag }, walk) => {
      const target = walk.network.networkInterfaces.get(id);
      if (target !== undefined) return { step: 'hand-over', networkInterface: target, packet, tag };
      walk.undecided({ kind: 'network-interface', id }, 'other-resource', packet, {
        detail: 'not-held',
        rules: ['RT-24', 'EVAL-8'],
      });
      return { step: 'ended' };
    },
  },
};
