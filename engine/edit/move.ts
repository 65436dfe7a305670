/** Puts resources into another subnet, zone or VPC, with addresses that are right there. */
import { formatAddress, formatCidr, parseCidr } from '../ip/index.ts';
import type { Catalogue, TypeDescription } from './catalogue.ts';
import { nearOf } from './create.ts';
import { difference } from './difference.ts';
import { textIn } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import type { Refused } from './fragment.ts';
import {
  addressesTaken,
  freeAddress,
  freeSubnetBlock,
  isInside,
  isInsideVpc,
  ownBlocks,
  subnetBlocks,
} from './free-addresses.ts';
import type { Patch } from './patch.ts';
import { objectsOf, parentOf, referencesIn, usesOf, vpcOf } from './references.ts';
import type { Known, Objects } from './references.ts';
import { withContents, withoutMention } from './remove.ts';
import { entryWith, withEntry, withField, withStated } from './set-field.ts';
import { aKind } from './words.ts';

/** @param parent - id of a resource or of a drawn zone: `zone:vpc-a/us-east-1a` */
export function moveInto(
  document: PlainDocument,
  catalogue: Catalogue,
  ids: readonly string[],
  parent: string,
): Patch | Refused {
  let moved = document;
  for (const id of ids) {
    const next = withMoved(moved, catalogue, id, parent);
    if ('refused' in next) return next;
    moved = next.document;
  }
  return difference(document, moved);
}

/** Why these cannot stand there, as a sentence; `null` when they can. */
export function refuseMove(
  document: PlainDocument,
  catalogue: Catalogue,
  ids: readonly string[],
  parent: string,
): string | null {
  const done = moveInto(document, catalogue, ids, parent);
  return 'refused' in done ? done.refused : null;
}

type Moved = { readonly document: PlainDocument } | Refused;

function withMoved(document: PlainDocument, catalogue: Catalogue, id: string, target: string): Moved {
  const { parent = target, zone } = nearOf({ parent: target });
  const objects = objectsOf(document, catalogue);
  const object = objects.byId.get(id);
  const asked = objects.byId.get(parent);
  if (object === undefined || asked === undefined)
    return { refused: 'What was to be moved, or its new place, is no longer there.' };
  const place = placeIn(object, asked, objects);
  if (place === undefined) return { refused: noPlace(catalogue, object, asked) };
  const refused = refusal(document, catalogue, object, place.object, objects);
  if (refused !== undefined) return { refused };
  const isSame = parentOf(object, objects)?.id === place.object.id;
  const zoneField = object.type.fields.find(
    ({ start }) => start !== null && 'find' in start && start.find === 'zone',
  );
  let moved = document;
  if (!isSame) {
    moved = withParentSet(moved, catalogue, object, place);
    moved = withSettled(moved, catalogue, id);
  }
  if (zone !== undefined && zoneField !== undefined)
    moved = withField(moved, catalogue, id, [zoneField.name], zone);
  return { document: moved };
}

interface Place {
  readonly field: string;
  readonly object: Known;
}

/** Where it can stand: what was pointed at, or what that stands in. */
function placeIn({ id, type }: Known, asked: Known, objects: Objects): Place | undefined {
  for (let at: Known | undefined = asked; at !== undefined; at = parentOf(at, objects)) {
    const object = at;
    if (object.id === id) return undefined;
    const field = type.parents.find(({ kind }) => kind === object.kind)?.field;
    if (field !== undefined) return { field, object };
  }
  return undefined;
}

function refusal(
  document: PlainDocument,
  catalogue: Catalogue,
  object: Known,
  parent: Known,
  objects: Objects,
): string | undefined {
  const { type, id } = object;
  const isSame = parentOf(object, objects)?.id === parent.id;
  if (isSame) return undefined;
  if (object.place === undefined && type.filledIn !== null)
    return `${type.label} \`${id}\` belongs to its VPC for good.`;
  const twin = objects.all.find(
    (each) => each.type === type && each.id !== id && parentOf(each, objects)?.id === parent.id,
  );
  if (type.onlyOne && twin !== undefined)
    return `${parent.type.label} \`${nameOf(parent)}\` has ${aKind(catalogue, type.kind)} already: \`${nameOf(twin)}\`.`;
  const users =
    type.filledIn === null
      ? []
      : usesOf(document, catalogue, id).filter(({ place }) => place.entry['id'] !== id);
  const [first] = users;
  if (first !== undefined)
    return `${type.label} \`${nameOf(object)}\` cannot leave its VPC while it is in use, by \`${textIn(first.place.entry, 'name') ?? String(first.place.entry['id'])}\` for one.`;
  return undefined;
}

function noPlace(catalogue: Catalogue, { type }: Known, asked: Known): string {
  const places = type.parents.map(({ kind }) => aKind(catalogue, kind));
  if (places.length === 0) return `${type.label} stands in no other object.`;
  return `${type.label} stands in ${places.join(' or ')}, and not in ${asked.type.label} \`${nameOf(asked)}\`.`;
}

function withParentSet(
  document: PlainDocument,
  catalogue: Catalogue,
  { id, type, broughtBy, place }: Known,
  parent: Place,
): PlainDocument {
  let changed = withStated(document, catalogue, id);
  if (place === undefined && broughtBy !== undefined) {
    // The VPC that brought it along must not bring it again.
    const bringer = objectsOf(changed, catalogue).byId.get(String(broughtBy.entry['id']));
    const own = bringer?.type.brings.find(
      ({ kind, idPrefix }) => kind === type.kind && idPrefix === undefined,
    );
    if (bringer !== undefined && own !== undefined)
      changed = withField(changed, catalogue, bringer.id, [own.field], undefined);
  }
  for (const { field } of type.parents)
    if (field !== parent.field) changed = withField(changed, catalogue, id, [field], undefined);
  return withField(changed, catalogue, id, [parent.field], parent.object.id);
}

/** What was moved, and all in it, gets blocks and addresses of its new place, and lets go of what stayed behind. */
function withSettled(document: PlainDocument, catalogue: Catalogue, id: string): PlainDocument {
  const inside = withContents(document, catalogue, [id]);
  const order = catalogue.types.map(({ kind }) => kind);
  const objects = objectsOf(document, catalogue);
  const moved = [...inside]
    .flatMap((each) => objects.byId.get(each) ?? [])
    .filter(({ place }) => place !== undefined)
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return moved.reduce((each, object) => withSettledEntry(each, catalogue, object.id), document);
}

function withSettledEntry(document: PlainDocument, catalogue: Catalogue, id: string): PlainDocument {
  const objects = objectsOf(document, catalogue);
  const object = objects.byId.get(id);
  if (object?.place === undefined) return document;
  const { place, type } = object;
  const own = vpcOf(object, objects);
  let entry = place.entry;
  for (;;) {
    const stayed = referencesIn(entry, type).find(({ text, field }) => {
      const named = objects.find(text, field.references ?? []);
      // Tables, ACLs and groups are of one VPC; what AWS fills in of the new one takes their place.
      return named !== undefined && named.type.filledIn !== null && vpcOf(named, objects)?.id !== own?.id;
    });
    if (stayed === undefined) break;
    entry = withoutMention(entry, type, stayed);
  }
  for (const field of type.fields) {
    const { start, name } = field;
    if (start === null || !('find' in start)) continue;
    const text = textIn(entry, name);
    if (start.find === 'subnet-block')
      entry = entryWith(entry, type, [name], subnetBlock(document, catalogue, own, entry, id, text));
    if (start.find === 'private-address') entry = withOwnAddresses(entry, type, document, catalogue, objects);
  }
  return entry === place.entry ? document : withEntry(document, place, entry);
}

function subnetBlock(
  document: PlainDocument,
  catalogue: Catalogue,
  vpc: Known | undefined,
  entry: PlainEntry,
  id: string,
  text: string | undefined,
): string | undefined {
  const block = text === undefined ? undefined : parseCidr(text);
  if (vpc === undefined || block === undefined) return text;
  const others = withField(document, catalogue, id, ['cidrBlock'], undefined);
  const taken = subnetBlocks(others, catalogue, vpc.id);
  const isFree = freeSubnetBlock([block], taken, block.prefixLength) !== undefined;
  if (isFree && isInsideVpc(vpc, String(entry['cidrBlock']))) return text;
  const found = freeSubnetBlock(ownBlocks(vpc, 4), taken, block.prefixLength);
  return found === undefined ? text : formatCidr(found);
}

/** Addresses that the subnet does not hold are exchanged for ones that it does; of IPv6 ones, they go. */
function withOwnAddresses(
  entry: PlainEntry,
  type: TypeDescription,
  document: PlainDocument,
  catalogue: Catalogue,
  objects: Objects,
): PlainEntry {
  const field = type.parents.find(({ kind }) => kind === 'subnet')?.field;
  const subnet = field === undefined ? undefined : objects.find(textIn(entry, field) ?? '', ['subnet']);
  const [block] = subnet === undefined ? [] : ownBlocks(subnet, 4);
  if (subnet === undefined || block === undefined) return entry;
  const taken = addressesTaken(document, catalogue);
  return type.fields.reduce((each, { name, start, type: kind }) => {
    const value = each[name];
    if (kind === 'list' && name === 'ipv6Addresses') {
      const texts = Array.isArray(value) ? value : [value];
      const kept = texts.filter((text) => typeof text === 'string' && isInside(subnet, text));
      return value === undefined ? each : entryWith(each, type, [name], kept.length === 0 ? undefined : kept);
    }
    if (start === null || !('find' in start) || start.find !== 'private-address') return each;
    if (typeof value !== 'string' || isInside(subnet, value)) return each;
    const address = freeAddress(block, taken);
    return address === undefined ? each : entryWith(each, type, [name], formatAddress(address));
  }, entry);
}

function nameOf({ id, place }: Known): string {
  return (place === undefined ? undefined : textIn(place.entry, 'name')) ?? id;
}
