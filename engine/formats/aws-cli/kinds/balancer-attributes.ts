/**
 * The attributes of load balancers and target groups. Both answers have the same form and name neither; some attributes
 * belong to target groups only, which tells the two apart.
 */
import type { Dump, FactKey, Outcome } from '../dump.ts';
import { READ, factsOf } from '../dump.ts';
import { child, flag, list, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { bySubject, unnamedOf } from '../subject.ts';
import type { Unnamed } from '../subject.ts';

type Attributes = Map<string, string>;

const attributes: FactKey<Map<string, Unnamed<Attributes>>> = { empty: () => new Map() };

/** Answers that are told apart by what stands beside them. */
const SUBJECTS = ['LoadBalancerArn', 'TargetGroupArn'];

/** `describe-load-balancer-attributes` and `describe-target-group-attributes`. */
export const balancerAttributes: AnswerKind = {
  key: 'Attributes',
  label: 'Attribute',
  command: 'aws elbv2 describe-load-balancer-attributes',
  onlyWith: ['Key', 'Value'],
  read: (fields, dump): Outcome => {
    note(dump, fields);
    return READ;
  },
};

function note(dump: Dump, fields: Fields): void {
  const key = text(fields, 'Key');
  if (key === undefined || fields.parent === undefined) return;
  const { said } = unnamedOf<Attributes>(factsOf(dump, attributes), fields.parent, SUBJECTS, () => new Map());
  said.set(key, text(fields, 'Value') ?? '');
}

interface CrossZone {
  enabled: boolean | undefined;
}

const crossZones: FactKey<Map<string, Unnamed<CrossZone>>> = { empty: () => new Map() };

/** `elb describe-load-balancer-attributes`, one object; and a recorder's list of the attributes of the newer kinds. */
export const loadBalancerAttributes: AnswerKind = {
  key: 'LoadBalancerAttributes',
  label: 'Attributes of a load balancer',
  command: 'aws elb describe-load-balancer-attributes',
  read: (fields, dump): Outcome => {
    for (const attribute of list(fields, 'Attributes') ?? []) note(dump, attribute);
    const balancing = child(fields, 'CrossZoneLoadBalancing');
    if (balancing !== undefined && fields.parent !== undefined) {
      const empty = (): CrossZone => ({ enabled: undefined });
      const { said } = unnamedOf(factsOf(dump, crossZones), fields.parent, ['LoadBalancerName'], empty);
      said.enabled = flag(balancing, 'Enabled');
    }
    return READ;
  },
};

const ASKED_OF_GROUPS =
  /^(?:deregistration_delay|stickiness|preserve_client_ip|proxy_protocol|slow_start|target_group_health|target_health_state|target_failover|lambda|load_balancing\.algorithm)\./;

/** The attributes of each target group, of those that a file or the dump tell. */
export function attributesOfGroups(dump: Dump): Map<string, Attributes> {
  const candidates = [...dump.drafts.targetGroups.values()].map(({ value }) => value);
  const asked = { words: 'Attributes', kind: 'target group' };
  return merged(bySubject(dump, unnamed(dump, true), candidates, asked));
}

/** The attributes of each load balancer, likewise. */
export function attributesOfBalancers(dump: Dump): Map<string, Attributes> {
  const all = [...dump.drafts.loadBalancers.values()].map(({ value }) => value);
  const candidates = all.filter(({ type, incomplete }) => type !== 'classic' || incomplete === true);
  const asked = { words: 'Attributes', kind: 'load balancer' };
  return merged(bySubject(dump, unnamed(dump, false), candidates, asked));
}

/** ELB-8: whether each classic load balancer balances across zones, as far as answers say. */
export function crossZoneOfClassic(dump: Dump): Map<string, boolean> {
  const all = [...dump.drafts.loadBalancers.values()].map(({ value }) => value);
  const candidates = all.filter(({ type }) => type === 'classic');
  const asked = { words: 'Attributes', kind: 'Classic Load Balancer' };
  const found = bySubject(dump, [...factsOf(dump, crossZones).values()], candidates, asked);
  return new Map(
    [...found].flatMap(([id, answers]) => {
      const enabled = answers.map(({ said }) => said.enabled).find((each) => each !== undefined);
      return enabled === undefined ? [] : [[id, enabled] as const];
    }),
  );
}

/** Only attributes that a trace asks for are worth a question whose they are. */
function unnamed(dump: Dump, isOfGroup: boolean): Unnamed<Attributes>[] {
  return [...factsOf(dump, attributes).values()].filter(({ said }) => {
    const keys = [...said.keys()];
    const matters = said.has('load_balancing.cross_zone.enabled') || said.has('preserve_client_ip.enabled');
    return matters && keys.some((key) => ASKED_OF_GROUPS.test(key)) === isOfGroup;
  });
}

function merged(found: ReadonlyMap<string, readonly Unnamed<Attributes>[]>): Map<string, Attributes> {
  return new Map(
    [...found].map(([id, answers]) => [id, new Map(answers.flatMap(({ said }) => [...said]))] as const),
  );
}
