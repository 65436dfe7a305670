/** A document that gets new resources: what it holds, what is added, and ids that nothing in it goes by. */
import type { Network } from '../../../model/index.ts';
import { isObject } from '../../hoplight/check.ts';
import type { PlainDocument } from '../../source.ts';
import { UniqueNames } from '../unique-names.ts';

/** What a plan brought into a document, by id; blocks by CIDR. */
export interface PlanAdditions {
  readonly vpcs: readonly string[];
  /** CIDRs that VPCs and subnets of the document were given in addition. */
  readonly cidrBlocks: readonly string[];
  readonly subnets: readonly string[];
  readonly internetGateways: readonly string[];
  readonly routeTables: readonly string[];
}

export type Section = Exclude<keyof PlanAdditions, 'cidrBlocks'>;

type Entry = Readonly<Record<string, unknown>>;

/** Longest text that a resource of a document may have for a name. */
const MOST_NAME = 1024;
const MOST_ID = 64;

export class Additions {
  #document: PlainDocument;
  #ids: UniqueNames;
  #entries = new Map<Section, Map<string, Entry>>();
  /** Entries of the document with members added, by section and id. */
  #extended = new Map<Section, Map<string, Entry>>();
  #cidrBlocks: string[] = [];

  /** @param network - what the document comes to */
  constructor(document: PlainDocument, network: Network) {
    this.#document = document;
    const names = [...network.byId.values()].flatMap(({ name }) => name ?? []);
    this.#ids = new UniqueNames([...network.byId.keys(), ...names]);
  }

  /**
   * Adds an entry, whose id is made of a name.
   *
   * @param fallback - the id for a name of which nothing can stand in one
   * @returns the id
   */
  add(section: Section, name: string | undefined, fallback: string, entry: Entry): string {
    const id = this.#ids.take(idOf(name ?? '') || fallback);
    const entries = this.#entries.get(section) ?? new Map<string, Entry>();
    this.#entries.set(section, entries);
    const written = name === undefined || name === id ? undefined : name.slice(0, MOST_NAME);
    entries.set(id, { id, ...(written !== undefined && { name: written }), ...entry });
    return id;
  }

  /** Gives a VPC or subnet of the document one more block. */
  addBlock(
    section: 'vpcs' | 'subnets',
    id: string,
    list: 'cidrBlocks' | 'ipv6CidrBlocks',
    cidr: string,
  ): void {
    this.#change(section, id, (entry) => ({ ...entry, [list]: [...listOf(entry[list]), cidr] }));
    this.#cidrBlocks.push(cidr);
  }

  /** Gives an IPv6-only subnet of the document an IPv4 block. */
  setCidrBlock(id: string, cidr: string): void {
    this.#change('subnets', id, (entry) => ({ ...entry, cidrBlock: cidr }));
    this.#cidrBlocks.push(cidr);
  }

  #change(section: Section, id: string, change: (entry: Entry) => Entry): void {
    const extended = this.#extended.get(section) ?? new Map<string, Entry>();
    this.#extended.set(section, extended);
    const own =
      extended.get(id) ??
      listOf(this.#document[section]).find((entry) => isObject(entry) && entry['id'] === id);
    if (isObject(own)) extended.set(id, change(own));
  }

  additions(): PlanAdditions {
    const ids = (section: Section) => [...(this.#entries.get(section)?.keys() ?? [])];
    return {
      vpcs: ids('vpcs'),
      cidrBlocks: this.#cidrBlocks,
      subnets: ids('subnets'),
      internetGateways: ids('internetGateways'),
      routeTables: ids('routeTables'),
    };
  }

  /** The document with everything added; the same one when nothing was. */
  document(): PlainDocument {
    const sections = new Set([...this.#entries.keys(), ...this.#extended.keys()]);
    const changed = [...sections].map((section) => {
      const extended = this.#extended.get(section);
      const before = listOf(this.#document[section]).map((entry) =>
        isObject(entry) && typeof entry['id'] === 'string' ? (extended?.get(entry['id']) ?? entry) : entry,
      );
      return [section, [...before, ...(this.#entries.get(section)?.values() ?? [])]] as const;
    });
    return changed.length === 0 ? this.#document : { ...this.#document, ...Object.fromEntries(changed) };
  }
}

/** A name as an id: `App (a)` is `App-a`; empty when no letter or digit is left. */
function idOf(name: string): string {
  return name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MOST_ID)
    .replace(/[^A-Za-z0-9]+$/, '');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
