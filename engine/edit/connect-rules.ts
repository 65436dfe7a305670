/** The security group rules that let one end reach another: by group where AWS knows the group, else by address. */
import { formatCidr } from '../ip/index.ts';
import type { Scene, Way } from './connect.ts';
import { withNew } from './create.ts';
import { entriesIn, listOf, textIn } from './document.ts';
import type { PlainDocument } from './document.ts';
import { ownBlocks } from './free-addresses.ts';
import { objectsOf, vpcOf } from './references.ts';
import type { Known } from './references.ts';
import { typeFor, withField, withStated } from './set-field.ts';

interface Service {
  readonly protocol: string;
  readonly ports?: number;
  readonly words: string;
}

/** What is offered to be allowed; anything else is typed into the group. */
const SERVICES: readonly Service[] = [
  { protocol: 'tcp', ports: 443, words: 'TCP 443' },
  { protocol: 'tcp', ports: 80, words: 'TCP 80' },
  { protocol: 'tcp', ports: 22, words: 'TCP 22' },
  { protocol: 'tcp', ports: 5432, words: 'TCP 5432' },
  { protocol: 'icmp', words: 'ping' },
  { protocol: '-1', words: 'all traffic' },
];

export function rulesBetween(scene: Scene, from: string, to: string): readonly Way[] {
  const target = targetOf(scene, to);
  if (target === undefined) return [];
  const source = sourceOf(scene, from, target);
  if (source === undefined) return [];
  return SERVICES.map((service) => ({
    id: `allow-${service.protocol}${service.ports === undefined ? '' : `-${service.ports}`}`,
    sentence: `Allow ${service.words} from ${source.words}${target.words}`,
    after: withRule(scene, source, target, service),
  }));
}

interface Target {
  /** The group that gets the rule; `null` for a new one, since nothing but the default group is in force. */
  readonly group: string | null;
  readonly object: Known;
  readonly words: string;
}

function targetOf({ objects }: Scene, id: string): Target | undefined {
  const object = objects.byId.get(id);
  if (object === undefined) return undefined;
  if (object.kind === 'security-group') return { group: object.id, object, words: '' };
  if (!takesGroups(object)) return undefined;
  const [group] = groupsOf(object, objects);
  if (group === undefined) return { group: null, object, words: ', by a new group' };
  const members = objects.all.filter(
    (each) => each.place !== undefined && groupsOf(each, objects).includes(group),
  ).length;
  const name = objects.byId.get(group);
  const words = members < 2 || name === undefined ? '' : ` to all of ${nameIn(name)}`;
  return { group, object, words };
}

interface Source {
  /** What the rule names: a group, or blocks. */
  readonly peers: readonly string[];
  /** A group that must be stated to be named. */
  readonly states: string | undefined;
  readonly words: string;
}

function sourceOf(scene: Scene, id: string, target: Target): Source | undefined {
  const { objects } = scene;
  if (id === 'internet') return { peers: ['0.0.0.0/0'], states: undefined, words: 'anywhere' };
  const object = objects.byId.get(id);
  if (object === undefined || object.id === target.object.id) return undefined;
  const name = nameIn(object);
  switch (object.kind) {
    case 'security-group':
      return { peers: [object.id], states: object.id, words: name };
    case 'prefix-list':
      return { peers: [object.id], states: undefined, words: name };
    case 'subnet':
    case 'vpc': {
      const blocks = ownBlocks(object).map(formatCidr);
      return blocks.length === 0 ? undefined : { peers: blocks, states: undefined, words: name };
    }
    case 'on-premises-network': {
      const blocks = (object.place === undefined ? [] : listOf(object.place.entry, 'cidrBlocks')).map(String);
      return blocks.length === 0 ? undefined : { peers: blocks, states: undefined, words: name };
    }
    case 'internet-host': {
      const address = object.place?.entry['address'];
      return typeof address === 'string'
        ? { peers: [`${address}/${address.includes(':') ? 128 : 32}`], states: undefined, words: name }
        : undefined;
    }
    default:
      return takesGroups(object) ? endSource(scene, object, target) : undefined;
  }
}

/** By its group where AWS knows that, else by its address. */
function endSource({ objects }: Scene, object: Known, target: Target): Source | undefined {
  const name = nameIn(object);
  const vpc = vpcOf(object, objects);
  const isNear = vpc !== undefined && vpc.id === vpcOf(target.object, objects)?.id;
  const group =
    groupsOf(object, objects)[0] ?? (vpc === undefined ? undefined : defaultGroupOf(vpc, objects.all));
  if (isNear && group !== undefined) return { peers: [group], states: group, words: `${name}’s group` };
  const address = (object.place ?? object.broughtBy)?.entry['privateIp'];
  return typeof address === 'string'
    ? { peers: [`${address}/32`], states: undefined, words: `${name} (${address})` }
    : undefined;
}

/** Whether security groups are in force at it, or can be; a network load balancer without any has none (ELB-23). */
function takesGroups({ kind, type, place }: Known): boolean {
  if (!type.fields.some(({ name }) => name === 'securityGroups')) return false;
  if (place === undefined) return kind === 'instance' || kind === 'network-interface';
  const { entry } = place;
  if (kind === 'vpc-endpoint') return entry['vpcEndpointType'] === 'Interface';
  return kind !== 'load-balancer' || entry['securityGroups'] !== undefined;
}

/** The groups that an object names itself. */
function groupsOf({ place, broughtBy }: Known, objects: Scene['objects']): readonly string[] {
  const written = (place ?? broughtBy)?.entry['securityGroups'];
  const texts: readonly unknown[] = Array.isArray(written) ? written : [written];
  return texts.flatMap((text) =>
    typeof text === 'string' ? (objects.find(text, ['security-group'])?.id ?? []) : [],
  );
}

/** The group that is in force in a VPC where none is named, stated or filled in. */
function defaultGroupOf(vpc: Known, all: readonly Known[]): string | undefined {
  return all.find(({ id, kind, place }) => {
    if (kind !== 'security-group') return false;
    if (place === undefined) return id.endsWith(`:${vpc.id}`);
    const of = textIn(place.entry, 'vpc');
    const names = [vpc.id, vpc.place === undefined ? undefined : textIn(vpc.place.entry, 'name')];
    return place.entry['isDefault'] === true && names.includes(of);
  })?.id;
}

function withRule(scene: Scene, source: Source, target: Target, service: Service): PlainDocument {
  const { catalogue } = scene;
  let document = scene.document;
  if (source.states !== undefined) document = withStated(document, catalogue, source.states);
  let { group } = target;
  if (group === null) {
    const made = withNewGroup(document, scene, target.object);
    document = made.document;
    group = made.group;
  }
  document = withStated(document, catalogue, group);
  const entry = objectsOf(document, catalogue).byId.get(group)?.place?.entry;
  if (entry === undefined || entriesIn(entry, 'ingress').some((rule) => allows(rule, service, source)))
    return scene.document;
  const { protocol, ports } = service;
  const rule = { protocol, ...(ports !== undefined && { ports }), from: source.peers };
  return withField(document, catalogue, group, ['ingress'], [...listOf(entry, 'ingress'), rule]);
}

/** A group for this object beside the default one, which it keeps. */
function withNewGroup(
  document: PlainDocument,
  { catalogue }: Scene,
  object: Known,
): { readonly document: PlainDocument; readonly group: string } {
  const objects = objectsOf(document, catalogue);
  const vpc = vpcOf(object, objects);
  const usual = vpc === undefined ? undefined : defaultGroupOf(vpc, objects.all);
  const made = withNew(document, catalogue, typeFor(catalogue, 'security-group'), {
    ...(vpc !== undefined && { parent: vpc.id }),
    name: `${nameIn(object)}-group`,
  });
  const stated = usual === undefined ? made.document : withStated(made.document, catalogue, usual);
  const groups = usual === undefined ? [made.id] : [usual, made.id];
  return { document: withField(stated, catalogue, object.id, ['securityGroups'], groups), group: made.id };
}

function allows(
  rule: Readonly<Record<string, unknown>>,
  { protocol, ports }: Service,
  { peers }: Source,
): boolean {
  const from: readonly unknown[] = Array.isArray(rule['from']) ? rule['from'] : [rule['from']];
  const samePorts =
    ports === undefined ? rule['ports'] === undefined : String(rule['ports']) === String(ports);
  return rule['protocol'] === protocol && samePorts && peers.every((peer) => from.includes(peer));
}

/** What people call it. */
export function nameIn({ id, type, place, broughtBy }: Known): string {
  if (place === undefined && type.filledIn !== null) return id;
  const entry = (place ?? broughtBy)?.entry;
  return (entry === undefined ? undefined : textIn(entry, 'name')) ?? id;
}
