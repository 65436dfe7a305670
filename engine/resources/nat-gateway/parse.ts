import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { NatGatewayId, NetworkInterfaceId, RouteTableId, SubnetId, VpcId } from '../../model/id.ts';
import type { NetworkInterface, PrivateIpv4 } from '../network-interface/types.ts';
import type { NatGateway, NatGatewayAddress } from './types.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { natGatewaySchema } from './schema.ts';

export function parseNatGateway(
  document: v.InferOutput<typeof natGatewaySchema>,
  context: ParseContext,
): readonly Resource[] {
  const subnet =
    document.subnet === undefined ? undefined : context.idOf(document.subnet, ['subnet'], 'subnet');
  const subnetVpc = subnet === undefined ? undefined : context.entry<{ vpc: string }>('subnet', subnet)?.vpc;
  // A subnet that the input does not hold hides its VPC; a route to the gateway is then followed to it and no further.
  const vpcText = document.vpc ?? subnetVpc;
  const gateway: NatGateway = {
    kind: 'nat-gateway',
    id: asId<NatGatewayId>(document.id),
    name: document.name,
    vpc: asId<VpcId>(vpcText === undefined ? '' : context.idOf(vpcText, ['vpc'], 'vpc')),
    subnet: subnet === undefined ? undefined : asId<SubnetId>(subnet),
    availabilityMode: document.availabilityMode ?? (subnet === undefined ? 'regional' : 'zonal'),
    autoScaling: document.autoScaling,
    connectivityType: document.connectivityType,
    state: document.state,
    addresses: addressesOf(document),
    routeTable:
      document.routeTable === undefined
        ? undefined
        : asId<RouteTableId>(context.idOf(document.routeTable, ['routeTable'], 'route-table')),
  };
  return [gateway, ...interfacesOf(gateway)];
}

/** The address pairs in use, each with the interface that carries it. */
export function addressesOf(document: v.InferOutput<typeof natGatewaySchema>): NatGatewayAddress[] {
  const shorthand =
    document.privateIp === undefined && document.publicIp === undefined
      ? []
      : [{ ...document, availabilityZone: undefined, status: 'succeeded' }];
  return (
    [...shorthand, ...document.addresses]
      // NAT-19: only addresses with status `succeeded` count.
      .filter((address) => address.status === 'succeeded')
      .map((address, index) => ({
        privateIp: address.privateIp,
        publicIp: address.publicIp,
        networkInterface: asId<NetworkInterfaceId>(
          address.networkInterface ??
            (index === 0 ? `eni:${document.id}` : `eni:${document.id}:${index + 1}`),
        ),
        availabilityZone: address.availabilityZone,
      }))
  );
}

/** NAT-20: each private address of a zonal gateway is an interface of its subnet. */
function interfacesOf(gateway: NatGateway): NetworkInterface[] {
  const { subnet } = gateway;
  // NAT-14: a gateway that failed or is gone has no interface left, and its Elastic IP leads nowhere.
  if (subnet === undefined || gateway.state === 'deleted' || gateway.state === 'failed') return [];
  const byInterface = new Map<NetworkInterfaceId, PrivateIpv4[]>();
  for (const { privateIp, publicIp, networkInterface } of gateway.addresses) {
    if (privateIp === undefined || networkInterface === undefined) continue;
    const own = byInterface.get(networkInterface) ?? [];
    own.push({ address: privateIp, publicIp, publicIpIsElastic: publicIp !== undefined });
    byInterface.set(networkInterface, own);
  }
  return [...byInterface].map(([id, privateIpv4]) => ({
    kind: 'network-interface' as const,
    id,
    name: gateway.name,
    description: undefined,
    vpc: gateway.vpc,
    subnet,
    privateIpv4,
    ipv6Addresses: [],
    prefixes: [],
    groups: [],
    sourceDestCheck: false,
    interfaceType: 'natGateway',
    managedBy: 'NAT gateway',
    attached: true,
    instance: undefined,
    addressIsSupposed: false,
    trunk: undefined,
    deviceIndex: undefined,
    forwarding: undefined,
  }));
}
