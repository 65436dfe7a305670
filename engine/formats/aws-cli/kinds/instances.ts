import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import {
  address,
  child,
  flag,
  has,
  idOf,
  lean,
  list,
  nameTag,
  remark,
  short,
  text,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet } from '../named.ts';
import type { Scope } from '../scope.ts';
import { noteInterface, readGroups, readInterface } from './network-interfaces.ts';

const STATES = ['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated'] as const;

/** An instance whose interfaces are looked at once all answers are read. */
interface OwnInterfaces {
  readonly instance: string;
  readonly fields: Fields;
  readonly scope: Scope;
}

const ownInterfaces: FactKey<OwnInterfaces[]> = { empty: () => [] };

/** Instances, with the interfaces that they show. */
export const instances: AnswerKind = {
  key: 'Instances',
  label: 'Instance',
  command: 'aws ec2 describe-instances',
  section: 'instances',
  marks: [
    ['InstanceId', 'InstanceType', 'State'],
    ['InstanceId', 'ImageId'],
    ['InstanceId', 'NetworkInterfaces'],
    ['InstanceId', 'PrivateIpAddress', 'SubnetId'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'InstanceId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const state = readState(fields);
    const interfaces = list(fields, 'NetworkInterfaces') ?? [];
    if (state === 'terminated' && interfaces.length === 0) {
      return { kind: 'skipped', why: 'terminated, and without an interface' };
    }
    const metadata = child(fields, 'MetadataOptions');
    const value: Sections['instances'] = lean({
      id,
      name: nameTag(fields),
      state,
      metadataHttpEndpoint:
        metadata === undefined ? undefined : word(metadata, 'HttpEndpoint', ['enabled', 'disabled']),
    });
    const outcome = put(dump, 'instances', id, { value, fields, scope });
    if (outcome.kind === 'read') factsOf(dump, ownInterfaces).push({ instance: id, fields, scope });
    return outcome;
  },
};

/** `describe-instances` groups instances by the reservation that launched them. */
export const reservations: AnswerKind = {
  ...instances,
  key: 'Reservations',
  inner: 'Instances',
  marks: [['ReservationId', 'Instances']],
};

function readState(fields: Fields): Sections['instances']['state'] {
  if (typeof fields.members['State'] === 'string') return word(fields, 'State', STATES);
  const state = child(fields, 'State');
  return state === undefined ? undefined : word(state, 'Name', STATES);
}

/**
 * Adds the interfaces that instances show and `describe-network-interfaces` doesn't. An instance that shows none, as in
 * the answers of old accounts and in hand-made lists, gets one from its own members.
 */
export function addInterfacesOfInstances(dump: Dump): void {
  const { networkInterfaces } = dump.drafts;
  const attached = new Set([...networkInterfaces.values()].map(({ value }) => value.instance));
  for (const { instance, fields, scope } of factsOf(dump, ownInterfaces)) {
    const shown = list(fields, 'NetworkInterfaces') ?? [];
    for (const [index, own] of shown.entries()) addInterface(dump, own, instance, index, scope);
    if (shown.length === 0 && !attached.has(instance)) addFromInstance(dump, fields, instance, scope);
  }
}

function addInterface(dump: Dump, own: Fields, instance: string, index: number, scope: Scope): void {
  const { networkInterfaces } = dump.drafts;
  const shownId = text(own, 'NetworkInterfaceId');
  const listed = shownId === undefined ? undefined : networkInterfaces.get(shownId);
  if (listed !== undefined && (listed.value.instance === undefined || listed.value.instance === instance))
    return;
  const id = shownId === undefined || listed !== undefined ? `eni:${instance}:${index}` : shownId;
  if (listed !== undefined) {
    remark(
      own,
      'interface-id-repeated',
      `its interface \`${short(shownId ?? '')}\` is also that of \`${short(listed.value.instance ?? '')}\`, and an interface has one instance. It was taken for another one and called \`${short(id)}\`.`,
    );
  }
  const read = readInterface(own, id);
  if (read === undefined) return;
  read.value.instance = instance;
  networkInterfaces.set(id, { value: read.value, fields: own, scope });
  noteInterface(dump, read, own, scope);
}

function addFromInstance(dump: Dump, fields: Fields, instance: string, scope: Scope): void {
  const subnet = text(fields, 'SubnetId');
  const draft = dump.drafts.instances.get(instance);
  if (subnet === undefined || draft === undefined) return;
  const placement = child(fields, 'Placement');
  const zone = placement === undefined ? undefined : text(placement, 'AvailabilityZone');
  mentionSubnet(dump, subnet, { vpc: text(fields, 'VpcId'), zone }, fields, scope);
  Object.assign(
    draft.value,
    lean({
      subnet,
      privateIp: has(fields, 'PrivateIpAddress') ? address(fields, 'PrivateIpAddress', 4) : undefined,
      publicIp: has(fields, 'PublicIpAddress') ? address(fields, 'PublicIpAddress', 4) : undefined,
      securityGroups: readGroups(fields, 'SecurityGroups', false),
      sourceDestCheck: flag(fields, 'SourceDestCheck'),
    }),
  );
}
