import type { Draft, Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import {
  address,
  child,
  cidr,
  flag,
  integer,
  has,
  idOf,
  lean,
  list,
  memberOf,
  nameTag,
  remark,
  requiredText,
  short,
  text,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { managedBy, takesNoGroups } from '../managed-interface.ts';
import { mentionSubnet } from '../named.ts';
import type { Scope } from '../scope.ts';

/** A network interface as the document writes it. */
export type Interface = Sections['networkInterfaces'];

/** Network interfaces, those of managed services included. */
export const networkInterfaces: AnswerKind = {
  key: 'NetworkInterfaces',
  label: 'Network interface',
  command: 'aws ec2 describe-network-interfaces',
  section: 'networkInterfaces',
  marks: [
    ['NetworkInterfaceId', 'MacAddress'],
    ['NetworkInterfaceId', 'PrivateIpAddresses'],
    ['NetworkInterfaceId', 'SourceDestCheck', 'SubnetId'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'NetworkInterfaceId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (!has(fields, 'SubnetId') && has(fields, 'AssociatedSubnets')) {
      return { kind: 'skipped', why: 'it belongs to a regional NAT gateway and lies in no subnet' };
    }
    const read = readInterface(fields, id);
    if (read === undefined) return NOT_UNDERSTOOD;
    const outcome = put(dump, 'networkInterfaces', id, { value: read.value, fields, scope });
    if (outcome.kind === 'read') noteInterface(dump, read, fields, scope);
    return outcome;
  },
};

/** An interface, and the Elastic IPs that it shows to be mapped to it. */
export interface ReadInterface {
  readonly value: Interface;
  readonly elastic: readonly Sections['eips'][];
}

/** An interface as `describe-network-interfaces` and, with fewer members, `describe-instances` show it. */
export function readInterface(fields: Fields, id: string): ReadInterface | undefined {
  const subnet = requiredText(fields, 'SubnetId');
  if (subnet === undefined) return undefined;
  const addresses = readPrivateAddresses(fields);
  const [primary, ...secondary] = addresses;
  const attachment = child(fields, 'Attachment');
  const service = managedBy(fields);
  // LAM-8: older answers show a function's interface by its description only.
  const interfaceType = service === 'Lambda function' ? 'lambda' : text(fields, 'InterfaceType');
  const value = lean({
    id,
    name: nameTag(fields),
    subnet,
    privateIp: primary?.privateIp,
    publicIp: primary?.publicIp,
    secondaryPrivateIps:
      secondary.length > 0
        ? secondary.map(({ privateIp, publicIp }) => lean({ privateIp, publicIp }))
        : undefined,
    ipv6Addresses: readIpv6Addresses(fields),
    prefixes: readPrefixes(fields),
    securityGroups: readGroups(fields, 'Groups', takesNoGroups(interfaceType)),
    sourceDestCheck: flag(fields, 'SourceDestCheck'),
    instance: attachment === undefined ? undefined : text(attachment, 'InstanceId'),
    deviceIndex: attachment === undefined ? undefined : integer(attachment, 'DeviceIndex', 0),
    status: readStatus(fields, attachment),
    interfaceType,
    managedBy: service,
    description: text(fields, 'Description'),
  });
  const elastic = addresses.flatMap(({ privateIp, publicIp, eip }) =>
    publicIp === undefined || eip === undefined
      ? []
      : [{ id: eip, publicIp, networkInterface: id, privateIp }],
  );
  return { value, elastic };
}

interface PrivateAddress {
  readonly privateIp: string;
  readonly publicIp: string | undefined;
  /** Id of the Elastic IP that `publicIp` is; `undefined` for an auto-assigned address. */
  readonly eip: string | undefined;
}

/** All private addresses, the primary one first, as `Primary` or `PrivateIpAddress` marks it (ENI-1). */
function readPrivateAddresses(fields: Fields): PrivateAddress[] {
  const main = has(fields, 'PrivateIpAddress') ? readPrivateAddress(fields) : undefined;
  const listed = list(fields, 'PrivateIpAddresses') ?? [];
  // The primary address stands in both places, and is read, and perhaps complained of, once.
  const isMain = (element: Fields) =>
    memberOf(element.members, 'PrivateIpAddress') === memberOf(fields.members, 'PrivateIpAddress');
  const others = listed
    .filter((element) => !isMain(element))
    .flatMap((element) => readPrivateAddress(element) ?? []);
  if (main !== undefined) {
    const again = listed.find(isMain);
    return [
      main.publicIp === undefined && again !== undefined ? { ...main, ...readPublicIp(again) } : main,
      ...others,
    ];
  }
  const marked = listed.find((element) => flag(element, 'Primary') === true);
  const first = marked === undefined ? undefined : memberOf(marked.members, 'PrivateIpAddress');
  return [
    ...others.filter(({ privateIp }) => privateIp === first),
    ...others.filter(({ privateIp }) => privateIp !== first),
  ];
}

function readPrivateAddress(fields: Fields): PrivateAddress | undefined {
  const privateIp = address(fields, 'PrivateIpAddress', 4);
  return privateIp === undefined ? undefined : { privateIp, ...readPublicIp(fields) };
}

/** IGW-17: carrier and customer-owned addresses are no public mappings. */
function readPublicIp(fields: Fields): Pick<PrivateAddress, 'publicIp' | 'eip'> {
  const association = child(fields, 'Association');
  if (association === undefined) return { publicIp: undefined, eip: undefined };
  for (const key of ['CarrierIp', 'CustomerOwnedIp']) {
    const other = text(association, key);
    if (other === undefined) continue;
    remark(
      association,
      'no-public-mapping',
      `\`${short(other)}\` is its ${key === 'CarrierIp' ? 'carrier' : 'customer-owned'} address, which no internet gateway maps. It was left out.`,
      key,
    );
  }
  const publicIp = address(association, 'PublicIp', 4);
  const allocation = text(association, 'AllocationId');
  const owner = text(association, 'IpOwnerId');
  // `amazon` owns auto-assigned addresses, `amazon-elb` and the like those of managed services.
  const isElastic = allocation !== undefined || (owner !== undefined && !owner.startsWith('amazon'));
  return {
    publicIp,
    eip: isElastic && publicIp !== undefined ? (allocation ?? `eip:${publicIp}`) : undefined,
  };
}

function readIpv6Addresses(fields: Fields): string[] | undefined {
  const all = (list(fields, 'Ipv6Addresses') ?? []).flatMap((element) => {
    const value = address(element, 'Ipv6Address', 6);
    return value === undefined ? [] : [{ value, isPrimary: flag(element, 'IsPrimaryIpv6') === true }];
  });
  const sorted = [...all.filter(({ isPrimary }) => isPrimary), ...all.filter(({ isPrimary }) => !isPrimary)];
  return sorted.length === 0 ? undefined : sorted.map(({ value }) => value);
}

/** ENI-12. */
function readPrefixes(fields: Fields): string[] | undefined {
  const ipv4 = (list(fields, 'Ipv4Prefixes') ?? []).flatMap(
    (element) => cidr(element, 'Ipv4Prefix', 4) ?? [],
  );
  const ipv6 = (list(fields, 'Ipv6Prefixes') ?? []).flatMap(
    (element) => cidr(element, 'Ipv6Prefix', 6) ?? [],
  );
  const all = [...ipv4, ...ipv6];
  return all.length === 0 ? undefined : all;
}

/**
 * The groups of an interface; empty when the dump shows none. SG-26: an ordinary interface always has one, so that is
 * missing data, and the document keeps it apart from "the default group" by an empty list.
 */
export function readGroups(fields: Fields, key: string, takesNone: boolean): string[] {
  const before = fields.item.faults;
  const groups = (list(fields, key) ?? []).flatMap((group) => requiredText(group, 'GroupId') ?? []);
  if (groups.length === 0 && !takesNone && fields.item.faults === before) {
    remark(
      fields,
      'groups-not-shown',
      'the dump shows no security group for it, though AWS gives every such interface one. Write the dump anew.',
      key,
    );
  }
  return groups;
}

/** ENI-13: an interface that is not wholly attached answers nothing. */
function readStatus(fields: Fields, attachment: Fields | undefined): Interface['status'] {
  const status = word(fields, 'Status', ['in-use', 'available', 'attaching', 'detaching', 'associated']);
  const attached =
    attachment === undefined
      ? undefined
      : word(attachment, 'Status', ['attaching', 'attached', 'detaching', 'detached']);
  if (attached === 'detached') return 'available';
  if (attached === 'attaching' || attached === 'detaching') return attached;
  return status;
}

const elasticIps: FactKey<Draft<Sections['eips']>[]> = { empty: () => [] };

/** Leaves what an interface says about its subnet, its VPC and the Elastic IPs mapped to it. */
export function noteInterface(
  dump: Dump,
  { value, elastic }: ReadInterface,
  fields: Fields,
  scope: Scope,
): void {
  const vpc = text(fields, 'VpcId');
  mentionSubnet(dump, value.subnet, { vpc, zone: text(fields, 'AvailabilityZone') }, fields, scope);
  factsOf(dump, elasticIps).push(...elastic.map((eip) => ({ value: eip, fields, scope })));
}

/**
 * Adds the Elastic IPs that only their interfaces show: the answer of `describe-addresses` is missing, or is that of
 * another account. Unlike an auto-assigned address, they outlive a stop (ENI-4).
 */
export function addElasticIps(dump: Dump): void {
  const { eips } = dump.drafts;
  const known = new Set([...eips.values()].map(({ value }) => value.publicIp));
  for (const draft of factsOf(dump, elasticIps)) {
    const { id, publicIp } = draft.value;
    if (known.has(publicIp) || eips.has(id)) continue;
    known.add(publicIp);
    eips.set(id, draft);
  }
}
