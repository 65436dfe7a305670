/**
 * What two objects can have to do with each other: each relation that AWS would take, as a sentence and the patch that
 * makes it. The first object is the one that the connection was drawn from.
 */
import { formatCidr, overlaps } from '../ip/index.ts';
import { nameIn, rulesBetween } from './connect-rules.ts';
import { networkMakers } from './connect-networks.ts';
import type { Catalogue } from './catalogue.ts';
import { withNew } from './create.ts';
import { difference } from './difference.ts';
import { entriesIn, listOf, textIn } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import { ownBlocks } from './free-addresses.ts';
import type { Patch } from './patch.ts';
import { objectsOf, vpcOf } from './references.ts';
import type { Known, Objects } from './references.ts';
import { typeFor, valueAt, withField, withStated } from './set-field.ts';

export interface Relation {
  /** The same for the same relation, whatever the objects. */
  readonly id: string;
  /** What it does: "Route default traffic here". */
  readonly sentence: string;
  readonly patch: Patch;
}

/** Only relations that hold something new; the most usual first. */
export function relationsBetween(
  document: PlainDocument,
  catalogue: Catalogue,
  from: string,
  to: string,
): readonly Relation[] {
  const objects = objectsOf(document, catalogue);
  const [a, b] = [objects.byId.get(from), objects.byId.get(to)];
  const scene: Scene = { document, catalogue, objects };
  const ways = [
    ...(a === undefined || b === undefined || a.id === b.id
      ? []
      : makers.flatMap((make) => [...make(scene, a, b), ...make(scene, b, a)])),
    ...rulesBetween(scene, from, to),
  ];
  const offered = ways.flatMap(({ id, sentence, after }): Relation[] => {
    const patch = difference(document, after);
    return patch.length === 0 ? [] : [{ id, sentence, patch }];
  });
  return offered.filter(({ id }, at) => offered.findIndex((each) => each.id === id) === at);
}

/** A document, and what is in it. */
export interface Scene {
  readonly document: PlainDocument;
  readonly catalogue: Catalogue;
  readonly objects: Objects;
}

/** A relation with the document that has it. */
export interface Way {
  readonly id: string;
  readonly sentence: string;
  readonly after: PlainDocument;
}

type Maker = (scene: Scene, from: Known, to: Known) => readonly Way[];

/** Each knows one pair of kinds; drawn the other way round, a pair means the same. */
const makers: readonly Maker[] = [
  routes,
  attachment,
  peering,
  useTable,
  membership,
  elasticIp,
  device,
  ...networkMakers,
];

/** What routes can lead to, and what a default route to it covers. */
const DEFAULTS: Readonly<Record<string, readonly (4 | 6)[]>> = {
  'internet-gateway': [4, 6],
  'nat-gateway': [4],
  'egress-only-internet-gateway': [6],
  'network-interface': [4],
  instance: [4],
  'transit-gateway': [4],
  'vpn-gateway': [4],
  'vpc-endpoint': [4],
  'other-resource': [4],
};

/** Whether a route of this VPC may name it: a transit gateway that the VPC is attached to, or what is in the VPC. */
function takesRoutesOf({ objects }: Scene, to: Known, vpc: Known): boolean {
  if (to.kind === 'vpc-endpoint') {
    // Routes to a gateway endpoint are added by AWS, and one with interfaces is reached by its addresses.
    const type = to.place?.entry['vpcEndpointType'];
    if (to.place !== undefined && type !== 'GatewayLoadBalancer') return false;
  }
  if (to.kind !== 'transit-gateway') return vpcOf(to, objects)?.id === vpc.id;
  return objects.all.some(
    ({ kind, place }) =>
      kind === 'transit-gateway-attachment' &&
      place !== undefined &&
      objects.find(textIn(place.entry, 'transitGateway') ?? '', ['transit-gateway'])?.id === to.id &&
      objects.find(textIn(place.entry, 'vpc') ?? '', ['vpc'])?.id === vpc.id,
  );
}

function routes(scene: Scene, from: Known, to: Known): readonly Way[] {
  const { objects } = scene;
  if (from.kind !== 'subnet' && from.kind !== 'route-table') return [];
  const vpc = vpcOf(from, objects);
  const destinations = vpc === undefined ? [] : destinationsOf(scene, from, to, vpc);
  if (destinations.length === 0) return [];
  const isDefault = destinations.every((each) => each === '0.0.0.0/0' || each === '::/0');
  const what = isDefault ? 'default traffic' : `traffic to ${destinations.join(' and ')}`;
  if (from.kind === 'route-table') {
    return [
      {
        id: 'route',
        sentence: `Route ${what} here`,
        after: withRoutes(scene.document, scene.catalogue, from.id, destinations, to.id),
      },
    ];
  }
  return subnetRoutes(scene, from, to, destinations, what);
}

/** Blocks that a subnet or table can route to a target; none where AWS would refuse, or the route would lead nowhere. */
function destinationsOf(scene: Scene, from: Known, to: Known, vpc: Known): readonly string[] {
  const { objects } = scene;
  if (to.kind === 'vpc-peering-connection') return otherSide(scene, to, vpc);
  const families = Object.hasOwn(DEFAULTS, to.kind) ? DEFAULTS[to.kind] : undefined;
  if (families === undefined || !takesRoutesOf(scene, to, vpc)) return [];
  // A gateway or machine in the subnet itself would get its own packets back.
  const isOwn =
    to.place !== undefined &&
    from.kind === 'subnet' &&
    objects.find(textIn(to.place.entry, 'subnet') ?? '', ['subnet'])?.id === from.id;
  if (isOwn) return [];
  const has = (family: 4 | 6) =>
    (from.kind === 'subnet' ? ownBlocks(from, family) : ownBlocks(vpc, family)).length > 0;
  const present = families.filter((family) => has(family));
  return (present.length === 0 ? families.slice(0, 1) : present).map((family) =>
    family === 4 ? '0.0.0.0/0' : '::/0',
  );
}

function otherSide({ objects }: Scene, { place, type }: Known, vpc: Known): readonly string[] {
  if (place === undefined) return [];
  const sides = ['requester', 'accepter'].map((side) => {
    const text = valueAt(place.entry, type, [side, 'vpc']);
    return typeof text === 'string' ? objects.find(text, ['vpc']) : undefined;
  });
  if (!sides.some((side) => side?.id === vpc.id)) return [];
  return sides.flatMap((side) =>
    side === undefined || side.id === vpc.id ? [] : ownBlocks(side).map(formatCidr),
  );
}

/** The subnet’s own table, if it has one; the main table and shared ones are left alone, unless that is asked for. */
function subnetRoutes(
  scene: Scene,
  subnet: Known,
  to: Known,
  destinations: readonly string[],
  what: string,
): readonly Way[] {
  const { document, catalogue, objects } = scene;
  const entry = subnet.place?.entry;
  if (entry === undefined) return [];
  const text = textIn(entry, 'routeTable');
  const table = text === undefined ? undefined : objects.find(text, ['route-table']);
  const others =
    table === undefined
      ? []
      : objects.all.filter(
          ({ id, kind, place }) =>
            kind === 'subnet' &&
            id !== subnet.id &&
            place !== undefined &&
            objects.find(textIn(place.entry, 'routeTable') ?? '', ['route-table'])?.id === table.id,
        );
  const isOwn = table !== undefined && others.length === 0 && table.place?.entry['main'] !== true;
  const own = isOwn ? { document, table: table.id } : withOwnTable(document, catalogue, subnet, table);
  const way = (id: string, sentence: string, at: PlainDocument, of: string): Way => ({
    id,
    sentence,
    after: withRoutes(at, catalogue, of, destinations, to.id),
  });
  const alone = way('route', `Route ${what} here`, own.document, own.table);
  if (isOwn || table === undefined) return [alone];
  const shared = `Route ${what} of ${others.length + 1} subnets here, by ${nameIn(table)}`;
  return [alone, way('route-shared', shared, document, table.id)];
}

/** A table for this subnet alone, with the routes of the one that it had. */
function withOwnTable(
  document: PlainDocument,
  catalogue: Catalogue,
  subnet: Known,
  table: Known | undefined,
): { readonly document: PlainDocument; readonly table: string } {
  const objects = objectsOf(document, catalogue);
  const vpc = vpcOf(subnet, objects);
  const inForce =
    table ??
    objects.all.find(
      (each) =>
        each.kind === 'route-table' &&
        each.place?.entry['main'] === true &&
        vpcOf(each, objects)?.id === vpc?.id,
    );
  const made = withNew(document, catalogue, typeFor(catalogue, 'route-table'), {
    ...(vpc !== undefined && { parent: vpc.id }),
    name: `${nameIn(subnet)}-routes`,
  });
  const routesBefore = inForce?.place === undefined ? [] : listOf(inForce.place.entry, 'routes');
  const withCopies =
    routesBefore.length === 0
      ? made.document
      : withField(made.document, catalogue, made.id, ['routes'], routesBefore);
  return {
    document: withField(withCopies, catalogue, subnet.id, ['routeTable'], made.id),
    table: made.id,
  };
}

/** The table with a route for each destination; one that leads elsewhere now leads there. */
function withRoutes(
  document: PlainDocument,
  catalogue: Catalogue,
  table: string,
  destinations: readonly string[],
  target: string,
): PlainDocument {
  const stated = withStated(document, catalogue, table);
  const entry = objectsOf(stated, catalogue).byId.get(table)?.place?.entry;
  if (entry === undefined) return document;
  const before = entriesIn(entry, 'routes');
  if (destinations.every((each) => before.some((route) => leads(route, each, target)))) return document;
  const others = listOf(entry, 'routes').filter(
    (route) =>
      !before.some((each) => each === route && destinations.includes(textIn(each, 'destination') ?? '')),
  );
  const added = destinations.map((destination) => ({ destination, target }));
  return withField(stated, catalogue, table, ['routes'], [...others, ...added]);
}

function leads(route: PlainEntry, destination: string, target: string): boolean {
  return route['destination'] === destination && route['target'] === target;
}

function attachment({ document, catalogue, objects }: Scene, from: Known, to: Known): readonly Way[] {
  const isGateway = ['internet-gateway', 'egress-only-internet-gateway', 'vpn-gateway'].includes(to.kind);
  if (from.kind !== 'vpc' || !isGateway || to.place === undefined) return [];
  const hasOne = objects.all.some((each) => each.kind === to.kind && vpcOf(each, objects)?.id === from.id);
  if (hasOne) return [];
  return [
    {
      id: 'attach',
      sentence: `Attach to ${nameIn(from)}`,
      after: withField(document, catalogue, to.id, ['vpc'], from.id),
    },
  ];
}

function peering({ document, catalogue, objects }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'vpc' || to.kind !== 'vpc') return [];
  const overlap = ownBlocks(from).some((a) => ownBlocks(to).some((b) => overlaps(a, b)));
  const isPeered = objects.all.some(({ kind, place, type }) => {
    if (kind !== 'vpc-peering-connection' || place === undefined) return false;
    const sides = ['requester', 'accepter'].map((side) => {
      const text = valueAt(place.entry, type, [side, 'vpc']);
      return typeof text === 'string' ? objects.find(text, ['vpc'])?.id : undefined;
    });
    return sides.includes(from.id) && sides.includes(to.id);
  });
  // AWS makes no connection between VPCs whose blocks overlap.
  if (overlap || isPeered) return [];
  const made = withNew(document, catalogue, typeFor(catalogue, 'vpc-peering-connection'), {
    parent: from.id,
  });
  const after = withField(made.document, catalogue, made.id, ['accepter'], { vpc: to.id });
  return [{ id: 'peer', sentence: `Peer ${nameIn(from)} with ${nameIn(to)}`, after }];
}

function useTable({ document, catalogue, objects }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'subnet' || (to.kind !== 'route-table' && to.kind !== 'network-acl')) return [];
  if (vpcOf(from, objects)?.id !== vpcOf(to, objects)?.id) return [];
  const field = to.kind === 'route-table' ? 'routeTable' : 'networkAcl';
  const what = to.kind === 'route-table' ? 'route table' : 'network ACL';
  // What AWS fills in is in force where none is named.
  const value = to.place === undefined ? undefined : to.id;
  return [
    {
      id: 'use',
      sentence: `Use this ${what}`,
      after: withField(document, catalogue, from.id, [field], value),
    },
  ];
}

function membership({ document, catalogue, objects }: Scene, from: Known, to: Known): readonly Way[] {
  const takesGroups = from.type.fields.some(({ name }) => name === 'securityGroups');
  if (!takesGroups || to.kind !== 'security-group') return [];
  if (vpcOf(from, objects)?.id !== vpcOf(to, objects)?.id) return [];
  const entry = (from.place ?? from.broughtBy)?.entry;
  const written = entry?.['securityGroups'];
  const texts = Array.isArray(written) ? written : written === undefined ? [] : [written];
  const isMember = texts.some((text) => objects.find(String(text), ['security-group'])?.id === to.id);
  if (isMember) return [];
  const stated = withStated(document, catalogue, to.id);
  const after = withField(stated, catalogue, from.id, ['securityGroups'], [...texts, to.id]);
  return [{ id: 'join-group', sentence: `Add to ${nameIn(to)}`, after }];
}

function elasticIp({ document, catalogue }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'eip' || from.place === undefined) return [];
  const sentence = `Associate with ${nameIn(to)}`;
  if (to.kind === 'nat-gateway') {
    const publicIp = from.place.entry['publicIp'];
    return [
      { id: 'associate', sentence, after: withField(document, catalogue, to.id, ['publicIp'], publicIp) },
    ];
  }
  if (to.kind !== 'instance' && to.kind !== 'network-interface') return [];
  const [field, other] =
    to.kind === 'instance' ? ['instance', 'networkInterface'] : ['networkInterface', 'instance'];
  const free = ['privateIp', String(other)].reduce(
    (each, name) => withField(each, catalogue, from.id, [name], undefined),
    document,
  );
  return [{ id: 'associate', sentence, after: withField(free, catalogue, from.id, [String(field)], to.id) }];
}

function device({ document, catalogue }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'network-interface' || to.kind !== 'instance' || from.place === undefined) return [];
  return [
    {
      id: 'attach-interface',
      sentence: `Attach to ${nameIn(to)}`,
      after: withField(document, catalogue, from.id, ['instance'], to.id),
    },
  ];
}
