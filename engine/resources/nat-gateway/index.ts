import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { sendThroughNatGateway } from './forward.ts';
import { addressesOf, parseNatGateway } from './parse.ts';
import { natGatewaySchema } from './schema.ts';

export const natGateway: ResourceType<'nat-gateway', v.InferOutput<typeof natGatewaySchema>> = {
  kind: 'nat-gateway',
  section: 'natGateways',
  label: 'NAT gateway',
  cloudFormationType: 'AWS::EC2::NatGateway',
  schema: natGatewaySchema,
  editing,
  implied: (document) =>
    addressesOf(document).flatMap(({ networkInterface }) =>
      networkInterface === undefined ? [] : [{ kind: 'network-interface' as const, id: networkInterface }],
    ),
  parse: parseNatGateway,
  routeTarget: {
    state: (id, vpc, network) => {
      const gateway = network.natGateways.get(id);
      if (gateway === undefined) return 'not-held';
      // NAT-1: only an available gateway forwards; NAT-9: only for its own VPC.
      return gateway.state === 'available' && (gateway.vpc === vpc || gateway.vpc === '') ? 'alive' : 'dead';
    },
    forward: sendThroughNatGateway,
  },
};
