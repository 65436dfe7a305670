/** A document that gets new resources: what it holds, what is added, and ids that nothing in it goes by. */
import { parseAddress } from '../../../ip/index.ts';
import type { Network } from '../../../model/index.ts';
import { isObject } from '../../hoplight/check.ts';
import type { PlainDocument } from '../../source.ts';
import type { Report } from '../draft.ts';
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

/** Longest text of a resource of a document. */
const MOST_TEXT = 1024;
const MOST_ID = 64;

/** Words that stand for something where an id may stand: ends of traces, and the target of local routes. */
const RESERVED = ['internet', 'local'];

export class Additions {
  #document: PlainDocument;
  #ids: UniqueNames;
  #entries = new Map<Section, Map<string, Entry>>();
  /** Entries of the document with members added, by section and id. */
  #extended = new Map<Section, Map<string, Entry>>();
  #cidrBlocks: string[] = [];
  #report: Report;

  /** @param network - what the document comes to */
  constructor(document: PlainDocument, network: Network, report: Report) {
    this.#document = document;
    this.#report = report;
    const names = [...network.byId.values()].flatMap(({ name }) => name ?? []);
    this.#ids = new UniqueNames([...RESERVED, ...network.byId.keys(), ...names]);
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
    const isNamed = name !== undefined && name !== id;
    entries.set(id, { id, ...(isNamed && { name: this.text(name, id) }), ...entry });
    return id;
  }

  /** A text as long as a member of a resource may be; that it was cut is told. */
  text(text: string, resource: string): string {
    if (text.length <= MOST_TEXT) return text;
    this.#report('plan-text-cut', `A text of \`${resource}\` has more than ${MOST_TEXT} characters.`, {
      resource,
    });
    return text.slice(0, MOST_TEXT);
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

/** A name as an id: `App (a)` is `App-a`; empty when no letter or digit is left, or when it would be an address. */
function idOf(name: string): string {
  const id = name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MOST_ID)
    .replace(/[^A-Za-z0-9]+$/, '');
  return parseAddress(id) === undefined ? id : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
