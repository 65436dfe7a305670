import type * as v from 'valibot';
import type { NetworkInterface } from './types.ts';
import { asId } from '../../model/id.ts';
import type { InstanceId, NetworkInterfaceId, SecurityGroupId, SubnetId, VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { networkInterfaceSchema } from './schema.ts';

export function parseNetworkInterface(
  document: v.InferOutput<typeof networkInterfaceSchema>,
  context: ParseContext,
): readonly Resource[] {
  const subnet = context.idOf(document.subnet, ['subnet'], 'subnet');
  return [
    networkInterfaceOf(document, { id: document.id, subnet, name: document.name }, context, {
      secondary: document.secondaryPrivateIps,
      prefixes: document.prefixes,
      interfaceType: document.interfaceType,
      managedBy: document.managedBy,
      description: document.description,
      attached: document.status === 'in-use' || document.status === 'associated',
      instance:
        document.instance === undefined
          ? undefined
          : context.idOf(document.instance, ['instance'], 'instance'),
      trunk:
        document.trunk === undefined
          ? undefined
          : context.idOf(document.trunk, ['trunk'], 'network-interface'),
      deviceIndex: document.deviceIndex,
    }),
  ];
}

type InterfaceMembers = Pick<
  v.InferOutput<typeof networkInterfaceSchema>,
  'privateIp' | 'publicIp' | 'ipv6Addresses' | 'securityGroups' | 'sourceDestCheck' | 'forwarding'
>;

interface InterfaceExtras {
  readonly secondary: v.InferOutput<typeof networkInterfaceSchema>['secondaryPrivateIps'];
  readonly prefixes: NetworkInterface['prefixes'];
  readonly interfaceType: string;
  readonly managedBy: string | undefined;
  readonly description: string | undefined;
  readonly attached: boolean;
  readonly instance: string | undefined;
  readonly trunk?: string | undefined;
  readonly deviceIndex: number | undefined;
}

/** An interface from the members that interfaces and instances share. */
export function networkInterfaceOf(
  members: InterfaceMembers,
  at: { readonly id: string; readonly subnet: string; readonly name: string | undefined },
  context: ParseContext,
  extras: InterfaceExtras,
): NetworkInterface {
  const primary =
    members.privateIp === undefined
      ? []
      : [{ address: members.privateIp, publicIp: members.publicIp, publicIpIsElastic: false }];
  const secondary = extras.secondary.map(({ privateIp, publicIp }) => ({
    address: privateIp,
    publicIp,
    // ENI-1: only the primary private address gets an auto-assigned public one; others are mapped by Elastic IPs.
    publicIpIsElastic: publicIp !== undefined,
  }));
  const vpcText = context.entry<{ vpc: string }>('subnet', at.subnet)?.vpc ?? '';
  const vpc = context.idOrText(vpcText, 'vpc');
  return {
    kind: 'network-interface',
    id: asId<NetworkInterfaceId>(at.id),
    name: at.name,
    description: extras.description,
    vpc: asId<VpcId>(vpc),
    subnet: asId<SubnetId>(at.subnet),
    privateIpv4: [...primary, ...secondary],
    addressIsSupposed: false,
    ipv6Addresses: members.ipv6Addresses,
    prefixes: extras.prefixes,
    groups: groupsOf(members.securityGroups, at.id, context),
    sourceDestCheck: members.sourceDestCheck,
    interfaceType: extras.interfaceType,
    managedBy: extras.managedBy,
    attached: extras.attached,
    instance: extras.instance === undefined ? undefined : asId<InstanceId>(extras.instance),
    trunk: extras.trunk,
    deviceIndex: extras.deviceIndex,
    forwarding: members.forwarding,
  };
}

function groupsOf(
  stated: readonly string[] | undefined,
  id: string,
  context: ParseContext,
): SecurityGroupId[] {
  const read = (stated ?? []).map((group, index) =>
    context.idOf(group, ['securityGroups', index], 'security-group'),
  );
  // EVAL-8: groups that could not be read are groups that the model does not hold, and not the default group.
  const unread = context.isUnread('securityGroups') ? [`unread:${id}`] : [];
  const unstated = stated === undefined && unread.length === 0 ? [defaultGroupMark] : [];
  return [...read, ...unread, ...unstated].map((group) => asId<SecurityGroupId>(group));
}

/** Stands for "the VPC's default group" until all groups are known (SG-5). */
export const defaultGroupMark = '';
