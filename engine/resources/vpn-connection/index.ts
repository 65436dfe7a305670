import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseVpnConnection } from './parse.ts';
import { vpnConnectionSchema } from './schema.ts';

export const vpnConnection: ResourceType<'vpn-connection', v.InferOutput<typeof vpnConnectionSchema>> = {
  kind: 'vpn-connection',
  section: 'vpnConnections',
  label: 'VPN connection',
  cloudFormationType: 'AWS::EC2::VPNConnection',
  schema: vpnConnectionSchema,
  editing,
  parse: parseVpnConnection,
};
