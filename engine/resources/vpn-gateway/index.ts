import type * as v from 'valibot';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { sendToVpnGateway } from './forward.ts';
import { parseVpnGateway } from './parse.ts';
import { vpnGatewaySchema } from './schema.ts';

export const vpnGateway: ResourceType<'vpn-gateway', v.InferOutput<typeof vpnGatewaySchema>> = {
  kind: 'vpn-gateway',
  section: 'vpnGateways',
  label: 'Virtual private gateway',
  cloudFormationType: 'AWS::EC2::VPNGateway',
  schema: vpnGatewaySchema,
  editing,
  parse: parseVpnGateway,
  routeTarget: {
    state: (id, vpc, network) => {
      const gateway = network.vpnGateways.get(id);
      if (gateway === undefined) return 'not-held';
      return gateway.vpc === vpc && lifecycleOf(gateway.state) !== 'unusable' ? 'alive' : 'dead';
    },
    forward: sendToVpnGateway,
  },
};
