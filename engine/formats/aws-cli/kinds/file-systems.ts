/** File systems of EFS. A mount target is an interface (EFS-1): it gets the name of its file system. */
import type { Dump, FactKey, Outcome } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { parseAddress } from '../../../ip/index.ts';
import { reportLacking } from '../companions.ts';
import { has, idOf, lean, nameTag, requiredText, text, texts } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet } from '../named.ts';
import type { Scope } from '../scope.ts';
import { bySubject, unnamedOf } from '../subject.ts';
import type { Unnamed } from '../subject.ts';
import { DELETED, keepByName } from './other-resources.ts';

interface MountTarget {
  readonly id: string;
  readonly fileSystem: string;
  readonly networkInterface: string | undefined;
  readonly subnet: string;
  readonly zone: string | undefined;
  readonly address: string | undefined;
  readonly fields: Fields;
  readonly scope: Scope;
}

interface FileFacts {
  readonly names: Map<string, string>;
  readonly targets: MountTarget[];
  readonly groups: Map<string, Unnamed<string[]>>;
}

const facts: FactKey<FileFacts> = { empty: () => ({ names: new Map(), targets: [], groups: new Map() }) };

export const fileSystems: AnswerKind = {
  key: 'FileSystems',
  label: 'File system',
  command: 'aws efs describe-file-systems',
  marks: [['FileSystemId', 'NumberOfMountTargets']],
  read: (fields, dump): Outcome => {
    const id = idOf(fields, 'FileSystemId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const name = text(fields, 'Name') ?? nameTag(fields);
    // FSx answers under the same key.
    if (has(fields, 'FileSystemType'))
      return keepByName(dump, fields, {
        id,
        name,
        type: 'AWS::FSx::FileSystem',
        vpc: text(fields, 'VpcId'),
      });
    if (name !== undefined) factsOf(dump, facts).names.set(id, name);
    return READ;
  },
};

export const mountTargets: AnswerKind = {
  key: 'MountTargets',
  label: 'Mount target',
  command: 'aws efs describe-mount-targets',
  marks: [['MountTargetId', 'FileSystemId']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'MountTargetId');
    const fileSystem = id === undefined ? undefined : requiredText(fields, 'FileSystemId');
    const subnet = fileSystem === undefined ? undefined : requiredText(fields, 'SubnetId');
    if (id === undefined || fileSystem === undefined || subnet === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'LifeCycleState') === 'deleted') return DELETED;
    const zone = text(fields, 'AvailabilityZoneName');
    mentionSubnet(dump, subnet, { vpc: text(fields, 'VpcId'), zone }, fields, scope);
    const written = text(fields, 'IpAddress');
    const address = written !== undefined && parseAddress(written)?.family === 4 ? written : undefined;
    const networkInterface = text(fields, 'NetworkInterfaceId');
    factsOf(dump, facts).targets.push({
      id,
      fileSystem,
      networkInterface,
      subnet,
      zone,
      address,
      fields,
      scope,
    });
    return READ;
  },
};

/** `describe-mount-target-security-groups` answers with ids alone, and under the key of `describe-security-groups`. */
export function isMountTargetGroups(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}

/** The groups of one mount target, which the answer does not name. */
export const mountTargetGroups: AnswerKind = {
  key: 'SecurityGroups',
  label: 'Security groups of a mount target',
  command: 'aws efs describe-mount-target-security-groups',
  ofTexts: true,
  note: (holder, dump) => {
    const { said } = unnamedOf<string[]>(
      factsOf(dump, facts).groups,
      holder,
      ['MountTargetId', 'NetworkInterfaceId'],
      () => [],
    );
    said.push(...(texts(holder, 'SecurityGroups') ?? []));
  },
  read: () => NOT_UNDERSTOOD,
};

/** Names the interfaces of mount targets, and adds those that no other answer shows. */
export function applyMountTargets(dump: Dump): void {
  const { names, targets, groups } = factsOf(dump, facts);
  const { networkInterfaces } = dump.drafts;
  const asked = { words: 'Security groups', kind: 'mount target' };
  const found = bySubject(dump, [...groups.values()], targets, asked);
  const added: string[] = [];
  for (const target of targets) {
    const { id, fileSystem, subnet, address, zone, fields, scope } = target;
    const eni = target.networkInterface ?? `eni:${id}`;
    const name = `${names.get(fileSystem) ?? fileSystem}${zone === undefined ? '' : ` in ${zone}`}`;
    const known = networkInterfaces.get(eni);
    if (known !== undefined) {
      known.value.name ??= name;
      continue;
    }
    const own = [...(found.get(id) ?? []), ...(found.get(eni) ?? [])].flatMap(({ said }) => said);
    const value = lean({
      id: eni,
      name,
      subnet,
      privateIp: address,
      securityGroups: own,
      managedBy: 'EFS mount target',
    });
    networkInterfaces.set(eni, { value, fields, scope });
    if (own.length === 0) added.push(id);
  }
  reportLacking(dump, {
    names: added,
    kind: 'Mount target',
    consequence: 'no answer shows its security groups, so what they let through is not known',
    command: 'aws efs describe-mount-target-security-groups --mount-target-id …',
  });
}
