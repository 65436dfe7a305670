/** Target groups, their targets with their health, and their attributes. `applyTargets` brings them together. */
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import { child, idOf, integer, lean, list, remark, requiredText, short, text, word } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionVpc } from '../named.ts';
import { bySubject, unnamedOf } from '../subject.ts';
import type { Unnamed } from '../subject.ts';
import { attributesOfGroups } from './balancer-attributes.ts';

type Group = Sections['targetGroups'];
type Target = NonNullable<Group['targets']>[number];

export const targetGroups: AnswerKind = {
  key: 'TargetGroups',
  label: 'Target group',
  command: 'aws elbv2 describe-target-groups',
  section: 'targetGroups',
  marks: [['TargetGroupArn', 'TargetType']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TargetGroupArn');
    if (id === undefined) return NOT_UNDERSTOOD;
    const protocol = word(fields, 'Protocol', PROTOCOLS);
    const checked = text(fields, 'HealthCheckPort');
    const vpc = text(fields, 'VpcId');
    const value: Group = lean({
      id,
      name: text(fields, 'TargetGroupName'),
      vpc,
      targetType: word(fields, 'TargetType', ['instance', 'ip', 'lambda', 'alb']),
      protocol: protocol?.toLowerCase() as Lowercase<NonNullable<typeof protocol>> | undefined,
      port: integer(fields, 'Port', 1),
      healthCheckPort: checked === undefined || !/^\d+$/.test(checked) ? undefined : Number(checked),
    });
    if (vpc !== undefined) mentionVpc(dump, vpc, fields, scope);
    return put(dump, 'targetGroups', id, { value, fields, scope });
  },
};

const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'] as const;

const health: FactKey<Map<string, Unnamed<Target[]>>> = { empty: () => new Map() };

/** `describe-target-health`: the targets of one group, which it does not name. */
export const targetHealth: AnswerKind = {
  key: 'TargetHealthDescriptions',
  label: 'Target',
  command: 'aws elbv2 describe-target-health',
  note: (holder, dump) => targetsIn(dump, holder),
  read: (fields, dump): Outcome => {
    if (fields.parent === undefined) return NO_GROUP;
    return readTarget(fields, targetsIn(dump, fields.parent));
  },
};

const NO_GROUP: Outcome = { kind: 'skipped', why: 'the target group they belong to is not known' };

/** A recorder's list of the targets of all groups. */
export const loadBalancerTargetHealth: AnswerKind = {
  key: 'LoadBalancerTargetHealth',
  label: 'Targets of a group',
  marks: [['TargetGroupArn', 'TargetHealthDescriptions']],
  read: (fields, dump): Outcome => {
    const group = requiredText(fields, 'TargetGroupArn');
    if (group === undefined) return NOT_UNDERSTOOD;
    const targets = targetsIn(dump, fields);
    for (const each of list(fields, 'TargetHealthDescriptions') ?? []) readTarget(each, targets);
    return READ;
  },
};

function targetsIn(dump: Dump, holder: Fields): Target[] {
  return unnamedOf<Target[]>(factsOf(dump, health), holder, ['TargetGroupArn'], () => []).said;
}

function readTarget(fields: Fields, targets: Target[]): Outcome {
  const target = child(fields, 'Target');
  const id = target === undefined ? undefined : requiredText(target, 'Id');
  if (target === undefined || id === undefined) return NOT_UNDERSTOOD;
  const state = child(fields, 'TargetHealth');
  if (state !== undefined && text(state, 'Reason') === 'Target.NotRegistered')
    return { kind: 'skipped', why: 'it is not registered' };
  targets.push(
    lean({
      id,
      port: integer(target, 'Port', 1),
      availabilityZone: text(target, 'AvailabilityZone'),
      health: healthOf(fields, state === undefined ? undefined : text(state, 'State')),
    }),
  );
  return READ;
}

/** ELB-7: what AWS does not say, because nothing checks the target, is worked out by a trace. */
function healthOf(fields: Fields, state: string | undefined): Target['health'] {
  switch (state) {
    case 'healthy':
    case 'draining':
      return state;
    case 'unhealthy':
    case 'unhealthy.draining':
    case 'initial':
      return 'unhealthy';
    case undefined:
    case 'unused':
    case 'unavailable':
      return undefined;
    default:
      remark(
        fields,
        'invalid-value',
        `the health of a target is \`${short(state)}\`, which is no known state. Traces work it out.`,
      );
      return undefined;
  }
}

/** Brings targets and attributes to their groups; a group whose targets no answer shows is left open. */
export function applyTargets(dump: Dump): void {
  // Those of classic load balancers come with their instances.
  const groups = [...dump.drafts.targetGroups.values()]
    .map(({ value }) => value)
    .filter(({ id }) => id.startsWith('arn:'));
  const asked = { words: 'Targets', kind: 'target group' };
  const found = bySubject(dump, [...factsOf(dump, health).values()], groups, asked);
  const attributes = attributesOfGroups(dump);
  const withoutTargets: string[] = [];
  for (const value of groups) {
    const targets = found.get(value.id)?.flatMap(({ said }) => said);
    if (targets === undefined) {
      value.incomplete = true;
      withoutTargets.push(value.name ?? value.id);
    } else {
      value.targets = distinct(targets);
      if (found.get(value.id)?.some(({ holder }) => holder.item.isCut) === true) value.incomplete = true;
    }
    const own = attributes.get(value.id);
    const crossZone = own?.get('load_balancing.cross_zone.enabled');
    if (crossZone === 'true' || crossZone === 'false') value.crossZone = crossZone === 'true';
    const keeps = own?.get('preserve_client_ip.enabled');
    if (keeps === 'true' || keeps === 'false') value.preserveClientIp = keeps === 'true';
  }
  reportLacking(dump, {
    names: withoutTargets,
    kind: 'Target group',
    consequence: 'no answer shows its targets, so traffic to them ends as `unknown`',
    command: 'aws elbv2 describe-target-health --target-group-arn …',
  });
}

/** Files written at several times may list one target twice. */
function distinct(targets: readonly Target[]): Target[] {
  const byPlace = new Map(targets.map((target) => [`${target.id} ${target.port ?? ''}`, target]));
  return [...byPlace.values()];
}
