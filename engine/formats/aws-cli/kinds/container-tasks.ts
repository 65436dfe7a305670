/** Tasks of ECS with an interface of their own (CNT-1): it gets the name of the task, and the groups of its service. */
import { parseAddress } from '../../../ip/index.ts';
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { child, idOf, lean, list, text, texts } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import type { Scope } from '../scope.ts';

interface TaskInterface {
  readonly id: string;
  /** Name and end of the ARN of the task: `web/0123456789`. */
  readonly name: string;
  readonly service: string | undefined;
  readonly subnet: string | undefined;
  readonly address: string | undefined;
  readonly fields: Fields;
  readonly scope: Scope;
}

interface TaskFacts {
  readonly interfaces: TaskInterface[];
  /** Security groups by the name of the service. */
  readonly groups: Map<string, readonly string[]>;
}

const facts: FactKey<TaskFacts> = { empty: () => ({ interfaces: [], groups: new Map() }) };

export const containerTasks: AnswerKind = {
  key: 'tasks',
  label: 'ECS task',
  command: 'aws ecs describe-tasks',
  marks: [['taskArn', 'clusterArn', 'lastStatus']],
  onlyWith: ['taskArn'],
  read: (fields, dump, scope): Outcome => {
    const arn = idOf(fields, 'taskArn');
    if (arn === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'lastStatus') === 'STOPPED') return { kind: 'skipped', why: 'stopped' };
    const group = text(fields, 'group') ?? '';
    const service = group.startsWith('service:') ? group.slice('service:'.length) : undefined;
    const end = (arn.split('/').at(-1) ?? arn).slice(0, SHOWN);
    const name = `${service ?? group.replace(/^family:/, '')}/${end}`;
    for (const attachment of list(fields, 'attachments') ?? []) {
      if (text(attachment, 'type') !== 'ElasticNetworkInterface' || text(attachment, 'status') === 'DELETED')
        continue;
      const detail = detailsOf(attachment);
      const id = detail.get('networkInterfaceId');
      const written = detail.get('privateIPv4Address');
      if (id === undefined) continue;
      factsOf(dump, facts).interfaces.push({
        id,
        name,
        service,
        subnet: detail.get('subnetId'),
        address: written !== undefined && parseAddress(written)?.family === 4 ? written : undefined,
        fields,
        scope,
      });
    }
    return READ;
  },
};

/** So many characters of an ARN's end tell tasks of a service apart. */
const SHOWN = 12;

function detailsOf(attachment: Fields): Map<string, string> {
  return new Map(
    (list(attachment, 'details') ?? []).flatMap((detail) => {
      const [name, value] = [text(detail, 'name'), text(detail, 'value')];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

export const containerServices: AnswerKind = {
  key: 'services',
  label: 'ECS service',
  command: 'aws ecs describe-services',
  marks: [['serviceArn', 'serviceName', 'clusterArn']],
  onlyWith: ['serviceArn'],
  read: (fields, dump): Outcome => {
    const name = idOf(fields, 'serviceName');
    if (name === undefined) return NOT_UNDERSTOOD;
    const network = child(fields, 'networkConfiguration');
    const own = network === undefined ? undefined : child(network, 'awsvpcConfiguration');
    if (own !== undefined) factsOf(dump, facts).groups.set(name, texts(own, 'securityGroups') ?? []);
    return READ;
  },
};

/** Names the interfaces of tasks, and adds those that no other answer shows. */
export function applyContainerTasks(dump: Dump): void {
  const { interfaces, groups } = factsOf(dump, facts);
  const { networkInterfaces } = dump.drafts;
  const added: string[] = [];
  for (const { id, name, service, subnet, address, fields, scope } of interfaces) {
    const known = networkInterfaces.get(id);
    if (known !== undefined) {
      known.value.name ??= name;
      continue;
    }
    if (subnet === undefined) continue;
    const own = groups.get(service ?? '') ?? [];
    const value = lean({
      id,
      name,
      subnet,
      privateIp: address,
      securityGroups: [...own],
      managedBy: 'ECS task',
    });
    networkInterfaces.set(id, { value, fields, scope });
    if (own.length === 0) added.push(name);
  }
  reportLacking(dump, {
    names: added,
    kind: 'ECS task',
    consequence: 'no answer shows its security groups, so what they let through is not known',
    command: 'aws ec2 describe-network-interfaces` or `aws ecs describe-services',
  });
}
