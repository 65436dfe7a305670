/**
 * Interfaces that a service has in subnets, as documents write them beside the service (GEN-1, GEN-11).
 */
import * as v from 'valibot';
import { ipv4Address, ipv6Address, oneOrMany, ownId, reference } from '../../model/fields.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import { networkInterfaceOf } from './parse.ts';
import type { NetworkInterface } from './types.ts';

export const managedInterface = v.object({
  subnet: reference,
  privateIp: v.optional(ipv4Address),
  publicIp: v.optional(ipv4Address),
  ipv6Addresses: v.optional(oneOrMany(ipv6Address), []),
  /** Its id; made up when absent. */
  networkInterface: v.optional(ownId),
});

type Document = v.InferOutput<typeof managedInterface>;

/** Id of the interface of a service in a subnet. */
export function managedInterfaceId(service: string, { subnet, networkInterface }: Document): string {
  return networkInterface ?? `eni:${service}:${subnet}`;
}

export interface ManagedBy {
  readonly id: string;
  readonly interfaces: readonly Document[];
  readonly securityGroups: readonly string[] | undefined;
  readonly interfaceType: string;
  /** What it is, in words. */
  readonly words: string;
}

/** The interfaces of a service, in the order of its entry. */
export function managedInterfaces(service: ManagedBy, context: ParseContext): NetworkInterface[] {
  return service.interfaces.map((own, index) => {
    const subnet = context.idOf(own.subnet, ['interfaces', index, 'subnet'], 'subnet');
    const members = {
      privateIp: own.privateIp,
      publicIp: own.publicIp,
      ipv6Addresses: own.ipv6Addresses,
      securityGroups: service.securityGroups === undefined ? undefined : [...service.securityGroups],
      sourceDestCheck: true,
    };
    const at = { id: managedInterfaceId(service.id, own), subnet, name: undefined };
    return networkInterfaceOf(members, at, context, {
      secondary: [],
      prefixes: [],
      interfaceType: service.interfaceType,
      managedBy: service.words,
      description: undefined,
      attached: true,
      instance: undefined,
      deviceIndex: undefined,
    });
  });
}
