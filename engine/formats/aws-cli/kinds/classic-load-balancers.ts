/** Classic Load Balancers. They forward to instances by port, so each port of theirs becomes a target group (ELB-32). */
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import { child, has, idOf, integer, lean, list, requiredText, text, texts, word } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet, mentionVpc } from '../named.ts';
import type { Scope } from '../scope.ts';
import { bySubject, unnamedOf } from '../subject.ts';
import type { Unnamed } from '../subject.ts';
import { crossZoneOfClassic } from './balancer-attributes.ts';

type Balancer = Sections['loadBalancers'];
type Listener = NonNullable<Balancer['listeners']>[number];
type Protocol = NonNullable<Listener['protocol']>;

export const classicLoadBalancers: AnswerKind = {
  key: 'LoadBalancerDescriptions',
  label: 'Classic Load Balancer',
  command: 'aws elb describe-load-balancers',
  section: 'loadBalancers',
  marks: [['LoadBalancerName', 'ListenerDescriptions']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'LoadBalancerName');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (!has(fields, 'VPCId')) return { kind: 'skipped', why: 'it lies in no VPC' };
    const vpc = requiredText(fields, 'VPCId');
    if (vpc === undefined) return NOT_UNDERSTOOD;
    const groups = texts(fields, 'SecurityGroups') ?? [];
    const listeners = (list(fields, 'ListenerDescriptions') ?? []).flatMap(
      (each) => readListener(each, { id, vpc, fields, scope }, dump) ?? [],
    );
    const value: Balancer = lean({
      id,
      vpc,
      type: 'classic' as const,
      scheme: word(fields, 'Scheme', ['internet-facing', 'internal']),
      securityGroups: groups.length === 0 ? undefined : groups,
      listeners,
      incomplete: fields.item.faults > 0 ? true : undefined,
    });
    mentionVpc(dump, vpc, fields, scope);
    for (const subnet of texts(fields, 'Subnets') ?? []) mentionSubnet(dump, subnet, { vpc }, fields, scope);
    return put(dump, 'loadBalancers', id, { value, fields, scope });
  },
};

const PROTOCOLS: Readonly<Record<'HTTP' | 'HTTPS' | 'TCP' | 'SSL', Protocol>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TCP: 'tcp',
  SSL: 'tls',
};

interface Owner {
  readonly id: string;
  readonly vpc: string;
  readonly fields: Fields;
  readonly scope: Scope;
}

function readListener(description: Fields, owner: Owner, dump: Dump): Listener | undefined {
  const listener = child(description, 'Listener');
  if (listener === undefined) return undefined;
  const protocol = protocolOf(listener, 'Protocol');
  const port = integer(listener, 'LoadBalancerPort', 1);
  const instancePort = integer(listener, 'InstancePort', 1);
  if (protocol === undefined || port === undefined || instancePort === undefined) return undefined;
  const targetGroup = groupOf(
    owner,
    instancePort,
    protocolOf(listener, 'InstanceProtocol') ?? protocol,
    dump,
  );
  return { protocol, port, targetGroup };
}

function protocolOf(listener: Fields, key: string): Protocol | undefined {
  const found = word(listener, key, ['HTTP', 'HTTPS', 'TCP', 'SSL']);
  return found === undefined ? undefined : PROTOCOLS[found];
}

/** The instances of a load balancer at one port. */
function groupOf({ id, vpc, fields, scope }: Owner, port: number, protocol: Protocol, dump: Dump): string {
  const group = `tg:${id}:${port}`;
  const check = child(fields, 'HealthCheck');
  const [, checked] =
    /^[A-Z]+:(\d+)/.exec((check === undefined ? undefined : text(check, 'Target')) ?? '') ?? [];
  const value: Sections['targetGroups'] = lean({
    id: group,
    vpc,
    targetType: 'instance' as const,
    protocol,
    port,
    healthCheckPort: checked === undefined ? undefined : Number(checked),
    targets: (list(fields, 'Instances') ?? []).flatMap((each) => {
      const instance = text(each, 'InstanceId');
      return instance === undefined ? [] : [{ id: instance }];
    }),
  });
  // Two listeners may lead to one port.
  if (!dump.drafts.targetGroups.has(group)) dump.drafts.targetGroups.set(group, { value, fields, scope });
  return group;
}

type Health = Map<string, 'healthy' | 'unhealthy'>;

const health: FactKey<Map<string, Unnamed<Health>>> = { empty: () => new Map() };

/** `elb describe-instance-health`: the instances of one load balancer, which it does not name. */
export const instanceHealth: AnswerKind = {
  key: 'InstanceStates',
  label: 'Instance of a Classic Load Balancer',
  command: 'aws elb describe-instance-health',
  marks: [['InstanceId', 'ReasonCode']],
  read: (fields, dump): Outcome => {
    const instance = requiredText(fields, 'InstanceId');
    if (instance === undefined) return NOT_UNDERSTOOD;
    const state = word(fields, 'State', ['InService', 'OutOfService', 'Unknown']);
    if (fields.parent === undefined)
      return { kind: 'skipped', why: 'the load balancer they belong to is not known' };
    const { said } = unnamedOf<Health>(
      factsOf(dump, health),
      fields.parent,
      ['LoadBalancerName'],
      () => new Map(),
    );
    if (state !== undefined && state !== 'Unknown')
      said.set(instance, state === 'InService' ? 'healthy' : 'unhealthy');
    return READ;
  },
};

/** Brings health and attributes to Classic Load Balancers. */
export function applyClassicHealth(dump: Dump): void {
  const { loadBalancers, targetGroups } = dump.drafts;
  const classic = [...loadBalancers.values()]
    .map(({ value }) => value)
    .filter(({ type }) => type === 'classic');
  const asked = { words: 'States of instances', kind: 'Classic Load Balancer' };
  const found = bySubject(dump, [...factsOf(dump, health).values()], classic, asked);
  const crossZones = crossZoneOfClassic(dump);
  const assumed: string[] = [];
  for (const balancer of classic) {
    const states = new Map((found.get(balancer.id) ?? []).flatMap(({ said }) => [...said]));
    for (const { targetGroup } of balancer.listeners ?? []) {
      for (const target of targetGroups.get(targetGroup ?? '')?.value.targets ?? []) {
        const state = states.get(target.id);
        if (state !== undefined) target.health = state;
      }
    }
    const crossZone = crossZones.get(balancer.id);
    if (crossZone !== undefined) balancer.crossZone = crossZone;
    else if (balancer.incomplete !== true) assumed.push(balancer.id);
  }
  reportLacking(dump, {
    code: 'setting-assumed',
    names: assumed,
    kind: 'Classic Load Balancer',
    consequence: 'no answer shows whether it balances across zones; that is supposed to be off',
    command: 'aws elb describe-load-balancer-attributes --load-balancer-name …',
  });
}
