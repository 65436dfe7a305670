/**
 * What AWS fills in: main route tables, default network ACLs, default security groups, and the associations that a
 * subnet or interface has without being told (SUB-8, RT-2, NACL-1, SG-5). Also brings Elastic IPs to their interfaces.
 */
import { sameAddress } from '../ip/index.ts';
import type { Resource, ResourceKind, ResourceOf } from '../resources/index.ts';
import { allowAllEntries } from '../resources/network-acl/entries.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { allowAllOut } from '../resources/security-group/rules.ts';

import { asId } from './id.ts';
import type { NetworkAclId, RouteTableId, SecurityGroupId, VpcId } from './id.ts';
import { withSites } from './site-defaults.ts';
import { withSupposedAddresses } from './supposed-addresses.ts';
import { withTransitDefaults } from './transit-defaults.ts';

/**
 * The resources with AWS's defaults made explicit. Nothing that the input states is changed.
 *
 * @param notHeld - kinds that the source does not hold at all
 * @param unread - kinds of which it holds something that could not be read and may be a default itself: what is filled
 *   in for these is marked as incomplete (EVAL-8)
 */
export function withDefaults(
  resources: readonly Resource[],
  notHeld: ReadonlySet<ResourceKind>,
  unread: ReadonlySet<ResourceKind> = new Set(),
): readonly Resource[] {
  const added: Resource[] = [];
  const mainTables = firstByVpc(resources.filter((r) => r.kind === 'route-table').filter((r) => r.main));
  const defaultAcls = firstByVpc(
    resources.filter((r) => r.kind === 'network-acl').filter((r) => r.isDefault),
  );
  const defaultGroups = firstByVpc(
    resources.filter((r) => r.kind === 'security-group').filter((r) => r.isDefault),
  );
  const terminated = new Set<string>();

  for (const resource of resources) {
    if (resource.kind === 'instance' && resource.state === 'terminated') terminated.add(resource.id);
    if (resource.kind !== 'vpc') continue;
    if (!mainTables.has(resource.id)) {
      const table = mainTableOf(resource.id, notHeld.has('route-table') || unread.has('route-table'));
      mainTables.set(resource.id, table.id);
      added.push(table);
    }
    if (!defaultAcls.has(resource.id)) {
      const acl = defaultAclOf(resource.id, notHeld.has('network-acl'), unread.has('network-acl'));
      defaultAcls.set(resource.id, acl.id);
      added.push(acl);
    }
    if (!defaultGroups.has(resource.id) && !notHeld.has('security-group') && !unread.has('security-group')) {
      const group = defaultGroupOf(resource.id);
      defaultGroups.set(resource.id, group.id);
      added.push(group);
    }
  }

  const eips = resources.filter((resource) => resource.kind === 'eip');
  const completed = resources.map((resource): Resource => {
    if (resource.kind === 'subnet') {
      return {
        ...resource,
        routeTable:
          resource.routeTable === ''
            ? asId(mainTables.get(resource.vpc) ?? `main:${resource.vpc}`)
            : resource.routeTable,
        networkAcl:
          resource.networkAcl === ''
            ? asId(defaultAcls.get(resource.vpc) ?? `default:${resource.vpc}`)
            : resource.networkAcl,
      };
    }
    if (resource.kind !== 'network-interface') return resource;
    const withGroups = {
      ...resource,
      // SG-26: groups that an input shows on a type that takes none stay, and the walk ignores them with a note.
      groups: resource.groups.flatMap((group) => {
        if (group !== '') return [group];
        if (!takesGroups(resource)) return [];
        return [asId<SecurityGroupId>(defaultGroups.get(resource.vpc) ?? `default:${resource.vpc}`)];
      }),
      // ENI-13: a terminated instance's interfaces are gone unless kept, then unattached.
      attached: resource.attached && !(resource.instance !== undefined && terminated.has(resource.instance)),
    };
    return withElasticIps(withGroups, resources, eips);
  });
  return withTransitDefaults(
    withSites(withSupposedAddresses([...completed, ...added])),
    !notHeld.has('transit-gateway-route-table'),
  );
}

const TYPES_WITHOUT_GROUPS: ReadonlySet<string> = new Set([
  'natGateway',
  'nat_gateway',
  'transit_gateway',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
]);

/** Whether interfaces of this type have security groups at all (SG-25, SG-26). */
export function takesGroups(networkInterface: NetworkInterface): boolean {
  if (TYPES_WITHOUT_GROUPS.has(networkInterface.interfaceType)) return false;
  // SG-26: an NLB made without groups filters nothing.
  return !(
    networkInterface.interfaceType === 'network_load_balancer' && networkInterface.groups.length === 0
  );
}

/** The first default of each VPC. */
function firstByVpc(
  candidates: readonly { readonly id: string; readonly vpc: VpcId | undefined }[],
): Map<VpcId, string> {
  const found = new Map<VpcId, string>();
  for (const { id, vpc } of candidates) if (vpc !== undefined && !found.has(vpc)) found.set(vpc, id);
  return found;
}

/** VPC-12, RT-2: local routes only, and they are implied. */
function mainTableOf(vpc: VpcId, notHeld: boolean): ResourceOf<'route-table'> {
  return {
    kind: 'route-table',
    id: asId<RouteTableId>(`main:${vpc}`),
    name: undefined,
    vpc,
    main: true,
    gateway: undefined,
    routes: [],
    propagatingVgws: [],
    incomplete: notHeld,
  };
}

/** NACL-5. */
function defaultAclOf(vpc: VpcId, notHeld: boolean, unread: boolean): ResourceOf<'network-acl'> {
  return {
    kind: 'network-acl',
    id: asId<NetworkAclId>(`default:${vpc}`),
    name: undefined,
    vpc,
    isDefault: true,
    ingress: allowAllEntries,
    egress: allowAllEntries,
    incomplete: unread,
    assumed: notHeld,
  };
}

/** SG-5: in from its own members, out to anywhere. */
function defaultGroupOf(vpc: VpcId): ResourceOf<'security-group'> {
  const id = asId<SecurityGroupId>(`default-group:${vpc}`);
  return {
    kind: 'security-group',
    id,
    name: undefined,
    vpc,
    ownerId: undefined,
    isDefault: true,
    ingress: [
      {
        id: undefined,
        match: { family: 'any', protocol: 'any', range: undefined, remote: { kind: 'group', group: id } },
        description: undefined,
      },
    ],
    egress: allowAllOut,
    incomplete: false,
  };
}

/** IGW-14: an Elastic IP takes the place of the auto-assigned address of its private address. */
function withElasticIps(
  networkInterface: NetworkInterface,
  resources: readonly Resource[],
  eips: readonly ResourceOf<'eip'>[],
): NetworkInterface {
  const own = eips.filter(
    (eip) =>
      eip.networkInterface === networkInterface.id || isEipOfInstance(eip, networkInterface, resources),
  );
  if (own.length === 0) return networkInterface;
  const primary = networkInterface.privateIpv4[0]?.address;
  return {
    ...networkInterface,
    privateIpv4: networkInterface.privateIpv4.map((privateIpv4) => {
      const eip = own.find(({ privateIp }) => {
        const target = privateIp ?? primary;
        return target !== undefined && sameAddress(target, privateIpv4.address);
      });
      return eip === undefined
        ? privateIpv4
        : { ...privateIpv4, publicIp: eip.publicIp, publicIpIsElastic: true };
    }),
  };
}

/** An Elastic IP given to an instance goes to its primary interface. */
function isEipOfInstance(
  eip: ResourceOf<'eip'>,
  networkInterface: NetworkInterface,
  resources: readonly Resource[],
): boolean {
  const { instance } = networkInterface;
  if (instance === undefined || eip.networkInterface !== `eni:${instance}`) return false;
  const [primary] = resources
    .filter((resource) => resource.kind === 'network-interface')
    .filter((resource) => resource.instance === instance)
    .sort((a, b) => (a.deviceIndex ?? 0) - (b.deviceIndex ?? 0));
  return primary?.id === networkInterface.id;
}
