/**
 * Application, Network and Gateway Load Balancers with their listeners and rules. Each has an answer of its own;
 * `applyLoadBalancers` brings them together, and the interfaces of the nodes to their load balancer (ELB-1, GEN-11).
 */
import { parseAddress } from '../../../ip/index.ts';
import { quoted, reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import {
  child,
  fault,
  has,
  idOf,
  integer,
  lean,
  list,
  remark,
  requiredText,
  text,
  texts,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import { NOT_MODELLED } from '../ignored-answers.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet, mentionVpc } from '../named.ts';
import type { Scope } from '../scope.ts';
import { attributesOfBalancers } from './balancer-attributes.ts';

type Balancer = Sections['loadBalancers'];
type Node = NonNullable<Balancer['nodes']>[number];
type Listener = NonNullable<Balancer['listeners']>[number];
type Forward = NonNullable<Listener['forward']>[number];

/** What the actions of a listener or a rule come to. */
interface Actions {
  readonly forwards: readonly Forward[];
  readonly answer: 'redirect' | 'fixed-response' | undefined;
}

interface ReadListener extends Actions {
  readonly arn: string | undefined;
  readonly protocol: Listener['protocol'];
  readonly port: number;
  readonly fields: Fields;
}

interface BalancerFacts {
  /** Nodes whose address the answer shows, by load balancer. */
  readonly nodes: Map<string, readonly Node[]>;
  readonly listeners: Map<string, ReadListener[]>;
  /** By listener; the default rule is one of them. */
  readonly rules: Map<string, Actions[]>;
}

const facts: FactKey<BalancerFacts> = {
  empty: () => ({ nodes: new Map(), listeners: new Map(), rules: new Map() }),
};

export const loadBalancers: AnswerKind = {
  key: 'LoadBalancers',
  label: 'Load balancer',
  command: 'aws elbv2 describe-load-balancers',
  section: 'loadBalancers',
  marks: [['LoadBalancerArn', 'DNSName']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'LoadBalancerArn');
    const vpc = id === undefined ? undefined : requiredText(fields, 'VpcId');
    if (id === undefined || vpc === undefined) return NOT_UNDERSTOOD;
    const type = has(fields, 'Type')
      ? word(fields, 'Type', ['application', 'network', 'gateway'])
      : typeOf(id, fields);
    if (type === undefined) return NOT_UNDERSTOOD;
    const state = child(fields, 'State');
    if (state !== undefined && text(state, 'Code') === 'failed')
      return { kind: 'skipped', why: 'AWS failed to set it up' };
    const groups = texts(fields, 'SecurityGroups') ?? [];
    const value: Balancer = lean({
      id,
      name: text(fields, 'LoadBalancerName'),
      vpc,
      type,
      scheme: word(fields, 'Scheme', ['internet-facing', 'internal']),
      securityGroups: groups.length === 0 ? undefined : groups,
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
        text(fields, 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic') === 'off' ? false : undefined,
    });
    const zones = list(fields, 'AvailabilityZones') ?? [];
    factsOf(dump, facts).nodes.set(
      id,
      zones.flatMap((zone) => nodeOf(zone) ?? []),
    );
    mentionVpc(dump, vpc, fields, scope);
    for (const zone of zones) {
      const subnet = text(zone, 'SubnetId');
      if (subnet !== undefined)
        mentionSubnet(dump, subnet, { vpc, zone: text(zone, 'ZoneName') }, fields, scope);
    }
    return put(dump, 'loadBalancers', id, { value, fields, scope });
  },
};

/** The type as the ARN tells it: `…:loadbalancer/app/web/50dc6c495c0c9188`. */
function typeOf(arn: string, fields: Fields): 'application' | 'network' | 'gateway' | undefined {
  const [, word = ''] = /:loadbalancer\/(app|net|gwy)\//.exec(arn) ?? [];
  return (
    Object.entries(TYPES).find(([short]) => short === word)?.[1] ??
    fault(fields, 'Type', 'is missing. Write the dump anew, without leaving members out.', 'missing-value')
  );
}

/** ELB-19: the node of a zone, where the answer shows its private address. */
function nodeOf(zone: Fields): Node | undefined {
  const subnet = text(zone, 'SubnetId');
  const addresses = list(zone, 'LoadBalancerAddresses')?.[0];
  if (subnet === undefined || addresses === undefined) return undefined;
  const known = (key: string) => {
    const value = text(addresses, key);
    return value !== undefined && parseAddress(value) !== undefined ? value : undefined;
  };
  const privateIp = known('PrivateIPv4Address');
  const ipv6 = known('IPv6Address');
  if (privateIp === undefined) return undefined;
  return lean({ subnet, privateIp, publicIp: known('IpAddress'), ipv6Addresses: ipv6 });
}

const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'] as const;

/** The port that Gateway Load Balancers listen on, which their answers leave out (GWLB-1). */
const GENEVE_PORT = 6081;

export const listeners: AnswerKind = {
  key: 'Listeners',
  label: 'Listener',
  command: 'aws elbv2 describe-listeners',
  marks: [['ListenerArn', 'DefaultActions']],
  read: (fields, dump): Outcome => {
    const arn = idOf(fields, 'ListenerArn');
    const balancer = requiredText(fields, 'LoadBalancerArn');
    if (balancer === undefined) return NOT_UNDERSTOOD;
    const isGateway = balancer.includes(':loadbalancer/gwy/');
    const written = isGateway && !has(fields, 'Protocol') ? 'GENEVE' : word(fields, 'Protocol', PROTOCOLS);
    const port = isGateway && !has(fields, 'Port') ? GENEVE_PORT : integer(fields, 'Port', 1);
    if (written === undefined || port === undefined) return NOT_UNDERSTOOD;
    const protocol = written.toLowerCase() as Lowercase<typeof written>;
    const all = factsOf(dump, facts).listeners;
    const known = all.get(balancer) ?? [];
    if (known.some((each) => each.arn === arn && each.port === port))
      return { kind: 'skipped', why: 'the same object stands in another answer too' };
    all.set(balancer, [...known, { arn, protocol, port, fields, ...actionsOf(fields, 'DefaultActions') }]);
    return READ;
  },
};

/** A recorder's list of the listeners of all load balancers. */
export const loadBalancerListeners: AnswerKind = { ...listeners, key: 'LoadBalancerListeners', marks: [] };

/** `describe-rules`: what a listener does with requests by their host, path and the like. */
export const listenerRules: AnswerKind = {
  key: 'Rules',
  label: 'Listener rule',
  command: 'aws elbv2 describe-rules',
  marks: [['RuleArn', 'Actions', 'Conditions']],
  onlyWith: ['RuleArn', 'Actions'],
  read: (fields, dump): Outcome => {
    const arn = text(fields, 'RuleArn');
    const listener = arn === undefined ? undefined : listenerOfRule(arn);
    // Other services list rules too.
    if (listener === undefined) return { kind: 'skipped', why: NOT_MODELLED };
    fields.item.id = arn;
    const all = factsOf(dump, facts).rules;
    all.set(listener, [...(all.get(listener) ?? []), actionsOf(fields, 'Actions')]);
    return READ;
  },
};

/** `…:listener-rule/app/name/balancer/listener/rule` belongs to `…:listener/app/name/balancer/listener`. */
function listenerOfRule(arn: string): string | undefined {
  const [, start, path] = /^(.*:)listener-rule\/(.*)\/[^/]+$/.exec(arn) ?? [];
  return start === undefined || path === undefined ? undefined : `${start}listener/${path}`;
}

function actionsOf(fields: Fields, key: string): Actions {
  const actions = list(fields, key) ?? [];
  const forwards = actions.filter((action) => text(action, 'Type') === 'forward').flatMap(forwardsOf);
  const answer = actions
    .map((action) => text(action, 'Type'))
    .find((type) => type === 'redirect' || type === 'fixed-response');
  return { forwards, answer };
}

function forwardsOf(action: Fields): Forward[] {
  const config = child(action, 'ForwardConfig');
  const groups = config === undefined ? [] : (list(config, 'TargetGroups') ?? []);
  const weighted = groups.flatMap((each) => {
    const targetGroup = text(each, 'TargetGroupArn');
    return targetGroup === undefined ? [] : [lean({ targetGroup, weight: integer(each, 'Weight', 0) })];
  });
  if (weighted.length > 0) return weighted;
  const targetGroup = text(action, 'TargetGroupArn');
  return targetGroup === undefined ? [] : [{ targetGroup }];
}

/** Brings listeners, rules, attributes and interfaces to load balancers, and says what is missing. */
export function applyLoadBalancers(dump: Dump): void {
  addListeners(dump);
  applyAttributes(dump);
  addNodes(dump);
}

function addListeners(dump: Dump): void {
  const { listeners: all, rules } = factsOf(dump, facts);
  const withoutListeners: string[] = [];
  const withoutRules: string[] = [];
  const asked = new Set<string>();
  for (const [id, { value }] of dump.drafts.loadBalancers) {
    if (value.type === 'classic') continue;
    const own = all.get(id);
    if (own === undefined) {
      value.incomplete = true;
      withoutListeners.push(value.name ?? id);
      continue;
    }
    if (own.some(({ fields }) => fields.item.isCut)) value.incomplete = true;
    value.listeners = own.map((listener) => listenerOf(listener, rules.get(listener.arn ?? '')));
    for (const { targetGroup, forward } of value.listeners) {
      for (const each of [targetGroup, ...(forward ?? []).map((one) => one.targetGroup)])
        if (each !== undefined) asked.add(each);
    }
    if (value.type === 'application' && own.some(({ arn }) => !rules.has(arn ?? '')))
      withoutRules.push(value.name ?? id);
  }
  reportLacking(dump, {
    names: withoutListeners,
    kind: 'Load balancer',
    consequence: 'no answer shows what listens there, so traffic to it ends as `unknown`',
    command: 'aws elbv2 describe-listeners --load-balancer-arn …',
  });
  reportLacking(dump, {
    code: 'setting-assumed',
    names: withoutRules,
    kind: 'Load balancer',
    consequence:
      'no answer shows the rules of its listeners, so they are supposed to have their default action only',
    command: 'aws elbv2 describe-rules --listener-arn …',
  });
  reportLacking(dump, {
    names: [...asked].filter((id) => !dump.drafts.targetGroups.has(id)),
    kind: 'Target group',
    consequence: 'listeners forward there and no answer lists it, so that traffic ends as `unknown`',
    command: 'aws elbv2 describe-target-groups',
  });
}

/** Which rule a request meets hangs on what a trace does not name, so all that they forward to are choices. */
function listenerOf(listener: ReadListener, rules: readonly Actions[] = []): Listener {
  const { protocol, port, fields } = listener;
  const all = [listener, ...rules];
  const weights = new Map<string, number | undefined>();
  for (const { targetGroup, weight } of all.flatMap(({ forwards }) => forwards)) {
    const known = weights.get(targetGroup);
    weights.set(targetGroup, known === undefined || weight === undefined ? weight : Math.max(known, weight));
  }
  const forward = [...weights].map(([targetGroup, weight]) => lean({ targetGroup, weight }));
  const outcomes = new Set(all.map(({ forwards, answer }) => JSON.stringify([forwards, answer])));
  if (outcomes.size > 1 && forward.length > 0) {
    remark(
      fields,
      'listener-rules-merged',
      `its rules look at the request, which a trace does not name. ${forward.length === 1 ? 'The one target group' : `Each of the ${forward.length} target groups`} that they forward to is taken for a choice.`,
    );
  }
  const [first, ...others] = forward;
  const isSingle = first !== undefined && others.length === 0 && first.weight !== 0;
  return lean({
    protocol,
    port,
    targetGroup: isSingle ? first.targetGroup : undefined,
    forward: isSingle || first === undefined ? undefined : forward,
    answer:
      first === undefined ? all.map(({ answer }) => answer).find((each) => each !== undefined) : undefined,
  });
}

/** ELB-8: cross-zone balancing, which is off by default but for application load balancers. */
function applyAttributes(dump: Dump): void {
  const balancers = attributesOfBalancers(dump);
  const assumed: string[] = [];
  for (const [id, { value }] of dump.drafts.loadBalancers) {
    if (value.type === 'classic') continue;
    const stated = balancers.get(id)?.get('load_balancing.cross_zone.enabled');
    if (stated === 'true' || stated === 'false') value.crossZone = stated === 'true';
    else if (value.type !== 'application') assumed.push(value.name ?? id);
  }
  reportLacking(dump, {
    code: 'setting-assumed',
    names: assumed,
    kind: 'Load balancer',
    consequence:
      'no answer shows whether it balances across zones; that is supposed to be off, as by default',
    command: 'aws elbv2 describe-load-balancer-attributes --load-balancer-arn …',
  });
}

/** `ELB app/name/id`, `ELB net/name/id` and `ELB gwy/name/id`; a classic one is known by its name alone. */
const DESCRIPTION = /^ELB ((app|net|gwy)\/[^/ ]+\/[0-9a-z]+|[A-Za-z0-9-]+)$/;

const TYPES = { app: 'application', net: 'network', gwy: 'gateway' } as const;

interface Found {
  readonly type: NonNullable<Balancer['type']>;
  readonly interfaces: Sections['networkInterfaces'][];
  readonly fields: Fields;
  readonly scope: Scope;
}

/** GEN-11: interfaces of nodes belong to their load balancer, also to one that no answer lists. */
function addNodes(dump: Dump): void {
  const { drafts } = dump;
  const found = new Map<string, Found>();
  for (const { value, fields, scope } of drafts.networkInterfaces.values()) {
    const [, path, kind] = DESCRIPTION.exec(value.description ?? '') ?? [];
    if (path === undefined || value.managedBy === undefined) continue;
    const type = kind === undefined ? 'classic' : TYPES[kind as keyof typeof TYPES];
    const own = found.get(path) ?? { type, interfaces: [], fields, scope };
    own.interfaces.push(value);
    found.set(path, own);
  }
  const withoutInterface: string[] = [];
  const { nodes } = factsOf(dump, facts);
  for (const [id, { value }] of drafts.loadBalancers) {
    const path = id.split(':loadbalancer/')[1] ?? id;
    const own = found.get(path)?.interfaces ?? [];
    found.delete(path);
    const subnets = new Set(own.map(({ subnet }) => subnet));
    const further = (nodes.get(id) ?? []).filter(({ subnet }) => !subnets.has(subnet));
    if (own.length > 0) value.networkInterfaces = own.map((each) => each.id);
    if (further.length > 0) value.nodes = further;
    if (own.length + further.length === 0) withoutInterface.push(value.name ?? id);
  }
  if (drafts.networkInterfaces.size > 0) {
    reportLacking(dump, {
      names: withoutInterface,
      kind: 'Load balancer',
      consequence: 'no interface of it is in the dump, so its addresses are not known',
      command: 'aws ec2 describe-network-interfaces',
    });
  }
  addUnlisted(dump, found);
}

function addUnlisted(dump: Dump, found: ReadonlyMap<string, Found>): void {
  const made: { readonly name: string; readonly isClassic: boolean }[] = [];
  for (const [id, { type, interfaces, fields, scope }] of found) {
    const vpc = interfaces
      .map(({ subnet }) => dump.drafts.subnets.get(subnet)?.value.vpc ?? text(fields, 'VpcId'))
      .find((each) => each !== undefined);
    if (vpc === undefined) continue;
    const isPublic = interfaces.some(({ publicIp }) => publicIp !== undefined);
    const name = type === 'classic' ? undefined : id.split('/')[1];
    const value: Balancer = lean({
      id,
      name,
      vpc,
      type,
      scheme: isPublic ? ('internet-facing' as const) : ('internal' as const),
      networkInterfaces: interfaces.map((each) => each.id),
      incomplete: true,
    });
    dump.drafts.loadBalancers.set(id, { value, fields, scope });
    made.push({ name: name ?? id, isClassic: type === 'classic' });
  }
  for (const isClassic of [false, true]) {
    const names = made.filter((each) => each.isClassic === isClassic).map(({ name }) => name);
    if (names.length === 0) continue;
    const command = isClassic
      ? '`aws elb describe-load-balancers`'
      : '`aws elbv2 describe-load-balancers`, `describe-listeners`, `describe-target-groups` and `describe-target-health`';
    dump.report(
      'named-not-listed',
      `Load balancer${names.length === 1 ? '' : 's'} ${quoted(names)}: known by ${names.length === 1 ? 'its' : 'their'} interfaces only, so what becomes of traffic there ends as \`unknown\`. Add the output of ${command}.`,
    );
  }
}
