import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { networkInterfaceOf } from '../network-interface/parse.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import type { vpcEndpointSchema } from './schema.ts';
import type { VpcEndpointType } from './types.ts';

type Document = v.InferOutput<typeof vpcEndpointSchema>;

const TYPES: Readonly<Record<Document['vpcEndpointType'], VpcEndpointType>> = {
  Gateway: 'gateway',
  Interface: 'interface',
  GatewayLoadBalancer: 'gateway-load-balancer',
  Resource: 'resource',
  ServiceNetwork: 'service-network',
};

const FAMILIES = { ipv4: ['ipv4'], ipv6: ['ipv6'], dualstack: ['ipv4', 'ipv6'] } as const;

export function parseVpcEndpoint(document: Document, context: ParseContext): readonly Resource[] {
  const made = document.interfaces.map((_, index) => interfaceOf(document, index, context));
  return [
    {
      kind: 'vpc-endpoint',
      id: document.id,
      name: document.name,
      vpc: asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      type: TYPES[document.vpcEndpointType],
      serviceName: document.serviceName,
      serviceRegion: document.serviceRegion,
      state: document.state,
      routeTables: document.routeTables.map((table, index) =>
        context.idOf(table, ['routeTables', index], 'route-table'),
      ),
      prefixList:
        document.prefixList === undefined
          ? undefined
          : context.idOf(document.prefixList, ['prefixList'], 'prefix-list'),
      interfaces: [
        ...made.map(({ id }) => id),
        ...document.networkInterfaces.map((id) => context.idOrText(id, 'network-interface')),
      ],
      subnet: document.subnet === undefined ? undefined : context.idOf(document.subnet, ['subnet'], 'subnet'),
      privateDns: document.privateDnsEnabled,
      privateDnsOnlyForInboundResolverEndpoint: document.privateDnsOnlyForInboundResolverEndpoint,
      dnsNames: document.dnsNames,
      policy: document.policy,
      ipTypes: FAMILIES[document.ipAddressType],
      resourceGateways: document.resourceGateway.map((id, index) =>
        context.idOf(id, ['resourceGateway', index], 'network-interface'),
      ),
      resourceAddress: document.resourceAddress,
      firewall:
        document.firewall === undefined
          ? undefined
          : context.idOf(document.firewall, ['firewall'], 'network-firewall'),
    },
    ...made,
  ];
}

/** Id of an interface that an endpoint implies in a subnet. */
export function endpointInterfaceId(endpoint: string, subnet: string): string {
  return `eni:${endpoint}:${subnet}`;
}

function interfaceOf(document: Document, index: number, context: ParseContext): NetworkInterface {
  const own = document.interfaces[index];
  const subnet = context.idOf(own?.subnet ?? '', ['interfaces', index, 'subnet'], 'subnet');
  const members = {
    privateIp: own?.privateIp,
    ipv6Addresses: own?.ipv6Addresses ?? [],
    securityGroups: document.securityGroups,
    sourceDestCheck: true,
  };
  const id = own?.networkInterface ?? endpointInterfaceId(document.id, own?.subnet ?? '');
  return networkInterfaceOf(members, { id, subnet, name: undefined }, context, {
    secondary: [],
    prefixes: [],
    interfaceType:
      document.vpcEndpointType === 'GatewayLoadBalancer' ? 'gateway_load_balancer_endpoint' : 'vpc_endpoint',
    managedBy: 'VPC endpoint',
    description: undefined,
    attached: true,
    instance: undefined,
    deviceIndex: undefined,
  });
}
