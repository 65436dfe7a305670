/**
 * Part of a document, as it is copied: put into a document, every object in it gets an id, a name and addresses of its
 * own, and what named another object of the part names that one’s copy.
 */
import {
  type Cidr,
  addressFromBigInt,
  addressToBigInt,
  cidrOf,
  containsAddress,
  containsCidr,
  firstAddress,
  formatAddress,
  formatCidr,
  parseAddress,
  parseCidr,
} from '../ip/index.ts';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue.ts';
import { withParent } from './create.ts';
import { entriesIn, isEntry, listOf, textIn } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import {
  addressesTaken,
  freeAddress,
  freePublicAddress,
  freeSubnetBlock,
  freeVpcBlock,
  ownBlocks,
  subnetBlocks,
  vpcBlocks,
} from './free-addresses.ts';
import { FreshNames } from './names.ts';
import type { Note } from '../model/notes.ts';
import { freshNoteIds, holderOf, notesIn, withNotes } from './notes.ts';
import { objectsOf, parentOf, partsOf, referencesIn, vpcOf } from './references.ts';
import type { Known, Objects, Reference } from './references.ts';
import { isVital, withoutMention } from './remove.ts';
import { entryWith, withAdded } from './set-field.ts';
import { aKind } from './words.ts';

export interface Put {
  readonly document: PlainDocument;
  /** The copies of what stood in nothing else of the part. */
  readonly ids: readonly string[];
}

/** Why a part cannot be put in: a sentence. */
export interface Refused {
  readonly refused: string;
}

/** @param parent - what the copies are to stand in, where they can */
export function putFragment(
  document: PlainDocument,
  catalogue: Catalogue,
  fragment: PlainDocument,
  parent: string | undefined,
): Put | Refused {
  const putting = new Putting(document, catalogue, fragment, parent);
  return putting.put();
}

/** A block of the part, and the one that its copy has. */
interface Moved {
  readonly from: Cidr;
  readonly to: Cidr;
}

/** How far beside a note its copy stands, in px. */
const BESIDE = 24;

/** Objects of the drawing that no section lists. */
const ELSEWHERE = /^(zone:|region:|internet$|on-premises$)/;

class Putting {
  #document: PlainDocument;
  #catalogue: Catalogue;
  #fragment: PlainDocument;
  #objects: Objects;
  #parent: string | undefined;
  #names: FreshNames;
  #newIds = new Map<string, string>();
  #moved: Moved[] = [];
  #top: string[] = [];

  constructor(
    document: PlainDocument,
    catalogue: Catalogue,
    fragment: PlainDocument,
    parent: string | undefined,
  ) {
    this.#document = document;
    this.#catalogue = catalogue;
    this.#fragment = fragment;
    this.#objects = objectsOf(fragment, catalogue);
    this.#parent = parent;
    this.#names = new FreshNames(document);
  }

  put(): Put | Refused {
    this.#giveIds();
    // Containers first: what stands in them takes its addresses from theirs.
    for (const type of this.#catalogue.types) {
      for (const entry of entriesIn(this.#fragment, type.section)) {
        const refused = this.#add(entry, type);
        if (refused !== undefined) return { refused };
      }
    }
    this.#addNotes();
    return { document: this.#document, ids: this.#top };
  }

  /** Notes on what was copied are on the copy; others stand a little beside where they stood, or on what is here. */
  #addNotes(): void {
    const fresh = freshNoteIds(this.#document);
    const here = objectsOf(this.#document, this.#catalogue).byId;
    const copies = notesIn(this.#fragment).map((note): [string, Note] => {
      const id = fresh();
      const { on } = note;
      const copy = on === null ? undefined : this.#newIds.get(holderOf(on));
      if (on !== null && copy !== undefined) {
        const isZone = holderOf(on) !== on;
        return [id, { ...note, on: isZone ? `zone:${copy}${on.slice(on.lastIndexOf('/'))}` : copy }];
      }
      this.#top.push(id);
      const isHere = on === null || here.has(on) || ELSEWHERE.test(on);
      return [id, { ...note, on: isHere ? on : null, x: note.x + BESIDE, y: note.y + BESIDE }];
    });
    this.#document = withNotes(this.#document, new Map(copies));
  }

  #giveIds(): void {
    for (const { id, type, place } of this.#objects.all) {
      if (place !== undefined) this.#newIds.set(id, this.#names.numbered(type.idPrefix));
    }
    for (const { id, broughtBy, place } of this.#objects.all) {
      if (place !== undefined || broughtBy === undefined) continue;
      const bringer = String(broughtBy.entry['id']);
      const own = this.#newIds.get(bringer) ?? bringer;
      const part = partNamed(id, broughtBy.entry, this.#objects.byId.get(bringer)?.type);
      if (part !== undefined) {
        const inside = this.#newIds.get(part.otherwise) ?? part.otherwise;
        this.#newIds.set(id, `${part.idPrefix}${own}:${inside}`);
        continue;
      }
      // `eni:i-1` follows from `i-1`; an id of its own, such as that of a VPC's gateway, is given anew.
      const newId = id.endsWith(bringer)
        ? `${id.slice(0, -bringer.length)}${own}`
        : this.#names.numbered(id.replace(/-[^-]*$/, ''));
      this.#newIds.set(id, newId);
    }
  }

  /** @returns why it cannot be added */
  #add(entry: PlainEntry, type: TypeDescription): string | undefined {
    const id = textIn(entry, 'id') ?? '';
    const own = this.#objects.byId.get(id);
    const newId = this.#newIds.get(id);
    if (own === undefined || newId === undefined) return undefined;
    const name = textIn(entry, 'name');
    let copy: PlainEntry = {
      ...withoutPartIds(withoutDefaultFlags(entry, type), type),
      id: newId,
      ...(name !== undefined && { name: this.#names.like(name) }),
    };
    const isTop = parentOf(own, this.#objects) === undefined;
    if (isTop) {
      copy = this.#placed(copy, type);
      this.#top.push(newId);
    }
    const named = this.#withReferences(copy, entry, type);
    if (named === undefined) return unplaced(this.#catalogue, type, name ?? id);
    this.#document = withAdded(this.#document, type.section, this.#withAddresses(named, type, newId));
    return undefined;
  }

  /** Into the parent that was asked for, or into what it named before, if that is there. */
  #placed(copy: PlainEntry, type: TypeDescription): PlainEntry {
    const before = type.parents.flatMap(({ field }) => textIn(copy, field) ?? [])[0];
    if (type.parents.length === 0 || (before === undefined && this.#parent === undefined)) return copy;
    const near = this.#parent ?? before;
    if (near === undefined || !objectsOf(this.#document, this.#catalogue).byId.has(near)) return copy;
    const { document, parent } = withParent(this.#document, this.#catalogue, type, { parent: near });
    this.#document = document;
    const bare = type.parents.reduce((each, { field }) => entryWith(each, type, [field], undefined), copy);
    return parent === undefined ? bare : entryWith(bare, type, [parent.field], parent.object.id);
  }

  /** @returns `undefined` when it must name something that is not here */
  #withReferences(copy: PlainEntry, entry: PlainEntry, type: TypeDescription): PlainEntry | undefined {
    const known = objectsOf(this.#document, this.#catalogue);
    const inPart = (reference: Reference) =>
      this.#objects.find(reference.text, reference.field.references ?? []);
    let changed = copy;
    for (const reference of referencesIn(copy, type)) {
      const target = sameText(entry, copy, reference) ? inPart(reference) : undefined;
      const newId = target === undefined ? undefined : this.#newIds.get(target.id);
      if (newId !== undefined) changed = entryWith(changed, type, reference.path, newId);
    }
    const isLost = (reference: Reference) => {
      const { text, field } = reference;
      if ([...this.#newIds.values()].includes(text) || field.words.includes(text)) return false;
      if (field.takesAddresses && (parseCidr(text) ?? parseAddress(text)) !== undefined) return false;
      return known.find(text, field.references ?? []) === undefined;
    };
    for (;;) {
      const lost = referencesIn(changed, type).find(isLost);
      if (lost === undefined) return changed;
      if (isVital(lost, type)) return undefined;
      changed = withoutMention(changed, type, lost);
    }
  }

  #withAddresses(copy: PlainEntry, type: TypeDescription, id: string): PlainEntry {
    const members = type.fields.flatMap((field): [string, unknown][] => {
      const value = copy[field.name];
      if (value === undefined) return [];
      const changed = this.#renumbered(value, field, type, copy);
      return changed === undefined ? [] : [[field.name, changed]];
    });
    const known = new Set(type.fields.map(({ name }) => name));
    const others = Object.entries(copy).filter(([key]) => !known.has(key));
    return { ...Object.fromEntries([...members, ...others]), id };
  }

  #renumbered(value: unknown, field: FieldDescription, type: TypeDescription, copy: PlainEntry): unknown {
    if (Array.isArray(value)) {
      const item = field.item ?? field;
      return value.flatMap((each: unknown) => this.#renumbered(each, item, type, copy) ?? []);
    }
    if (field.type === 'list' && field.item !== null) return this.#renumbered(value, field.item, type, copy);
    if (field.type === 'object' && isEntry(value)) {
      const inner = field.fields ?? [];
      // A node of a load balancer stands in a subnet of its own.
      const own = textIn(value, 'subnet');
      const around = own === undefined ? copy : { ...copy, subnet: own };
      const entries = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
        const member = inner.find(({ name }) => name === key);
        const changed = member === undefined ? each : this.#renumbered(each, member, type, around);
        return changed === undefined ? [] : [[key, changed]];
      });
      return Object.fromEntries(entries);
    }
    if (typeof value !== 'string') return value;
    if (field.type === 'cidr') return this.#newBlock(value, type, copy);
    if (field.type === 'address') return this.#newAddress(value, copy);
    return field.takesAddresses ? this.#inMoved(value) : value;
  }

  /** The text of a block or address at the same place of the copied block; the text itself where none was copied. */
  #inMoved(text: string): string {
    const block = parseCidr(text);
    const address = block === undefined ? parseAddress(text) : firstAddress(block);
    if (address === undefined) return text;
    const move = this.#moved.find(({ from }) =>
      block === undefined ? containsAddress(from, address) : containsCidr(from, block),
    );
    if (move === undefined) return text;
    const offset = addressToBigInt(address) - addressToBigInt(firstAddress(move.from));
    const moved = addressFromBigInt(address.family, addressToBigInt(firstAddress(move.to)) + offset);
    if (moved === undefined) return text;
    return block === undefined ? formatAddress(moved) : formatCidr(cidrOf(moved, block.prefixLength));
  }

  #newBlock(text: string, type: TypeDescription, copy: PlainEntry): string | undefined {
    const block = parseCidr(text);
    const owns = type.fields.some(
      ({ start }) =>
        start !== null && 'find' in start && (start.find === 'vpc-block' || start.find === 'subnet-block'),
    );
    const moved = this.#inMoved(text);
    if (block === undefined || moved !== text) return moved;
    // A prefix that an interface has cannot be another's too.
    if (!owns) return type.shape === 'endpoint' ? undefined : text;
    const to = this.#freeBlock(block, type, copy);
    if (to === undefined) return undefined;
    this.#moved.push({ from: block, to });
    return formatCidr(to);
  }

  #freeBlock(block: Cidr, type: TypeDescription, copy: PlainEntry): Cidr | undefined {
    const { prefixLength, family } = block;
    const own = this.#moved.map(({ to }) => to);
    if (type.kind === 'vpc') {
      const taken = [...vpcBlocks(this.#document, this.#catalogue), ...own];
      return family === 4 ? freeVpcBlock(taken, prefixLength) : undefined;
    }
    const vpc = this.#vpcOf(copy, type);
    if (vpc === undefined) return block;
    const taken = [...subnetBlocks(this.#document, this.#catalogue, vpc.id), ...own];
    return freeSubnetBlock(ownBlocks(vpc, family), taken, prefixLength);
  }

  #newAddress(text: string, copy: PlainEntry): string | undefined {
    const moved = this.#inMoved(text);
    const taken = addressesTaken(this.#document, this.#catalogue);
    for (const each of Object.values(copy)) if (typeof each === 'string') taken.add(each);
    if (moved !== text) return moved;
    const address = parseAddress(text);
    if (address === undefined) return text;
    const objects = objectsOf(this.#document, this.#catalogue);
    const subnet = objects.find(textIn(copy, 'subnet') ?? '', ['subnet']);
    const blocks = subnet === undefined ? [] : ownBlocks(subnet, address.family);
    const isPrivate = parentsHold(blocks, text) || isPrivateText(text);
    const [block] = blocks;
    const found = !isPrivate
      ? address.family === 4
        ? freePublicAddress(taken)
        : undefined
      : block === undefined
        ? address
        : freeAddress(block, taken);
    return found === undefined ? undefined : formatAddress(found);
  }

  #vpcOf(copy: PlainEntry, type: TypeDescription): Known | undefined {
    const objects = objectsOf(this.#document, this.#catalogue);
    for (const { field, kind } of type.parents) {
      const parent = objects.find(textIn(copy, field) ?? '', [kind]);
      if (parent !== undefined) return vpcOf(parent, objects);
    }
    return undefined;
  }
}

function parentsHold(blocks: readonly Cidr[], text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && blocks.some((block) => containsAddress(block, address));
}

const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].flatMap(
  (text) => parseCidr(text) ?? [],
);

function isPrivateText(text: string): boolean {
  return parentsHold(PRIVATE_BLOCKS, text);
}

/** A reference that was set when the copy was placed does not mean the part. */
function sameText(entry: PlainEntry, copy: PlainEntry, { path }: Reference): boolean {
  const [field] = path;
  return field !== undefined && entry[field] === copy[field];
}

/** Parts that items of a list bring along: their own ids are made up anew for a copy. */
function withoutPartIds(entry: PlainEntry, type: TypeDescription): PlainEntry {
  return type.brings.reduce((changed, { field, each }) => {
    if (each === undefined || changed[field] === undefined) return changed;
    const items = listOf(changed, field).map((item) =>
      isEntry(item)
        ? Object.fromEntries(Object.entries(item).filter(([member]) => member !== each.id))
        : item,
    );
    return { ...changed, [field]: items };
  }, entry);
}

/** Of a part that an item of a list brings along: what its id is made of where it is not written. */
function partNamed(
  id: string,
  entry: PlainEntry,
  type: TypeDescription | undefined,
): { readonly idPrefix: string; readonly otherwise: string } | undefined {
  for (const bringing of type?.brings ?? []) {
    const part = partsOf(entry, bringing).find((each) => each.id === id);
    const otherwise = part === undefined ? undefined : textIn(part.item, bringing.each?.otherwise ?? '');
    if (otherwise !== undefined) return { idPrefix: bringing.idPrefix ?? '', otherwise };
  }
  return undefined;
}

/** A VPC has one main table, one default ACL and one default group: a copy is an ordinary one. */
function withoutDefaultFlags(entry: PlainEntry, { filledIn }: TypeDescription): PlainEntry {
  if (filledIn === null) return entry;
  return Object.fromEntries(
    Object.entries(entry).filter(([key]) => !(key in filledIn.entry) || entry[key] !== true),
  );
}

function unplaced(catalogue: Catalogue, { label, parents }: TypeDescription, name: string): string {
  const [parent] = parents;
  if (parent === undefined) return `${label} \`${name}\` names what is not in this project.`;
  return `${label} \`${name}\` has no place here: select ${aKind(catalogue, parent.kind)} to paste it into.`;
}
