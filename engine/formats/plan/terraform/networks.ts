/** The networks of a Terraform file, and which of them a subnet is in. */
import {
  type Cidr,
  type PrefixTable,
  allMatches,
  containsCidr,
  firstAddress,
  formatCidr,
  prefixTable,
} from '../../../ip/index.ts';
import type { DraftRow } from '../draft.ts';
import { cutText } from '../label.ts';
import type { UniqueNames } from '../unique-names.ts';
import type { Fact, NamedBlock } from './facts.ts';
import { References } from './references.ts';
import { type Values, member } from './resources.ts';
import { networkTypes } from './types.ts';
import { nameOf } from './words.ts';

export interface FoundNetwork {
  /** The module instance it is in. */
  readonly module: string;
  /** Empty when nothing names it. */
  readonly name: string;
  /** By their text. */
  readonly cidrs: Map<string, Cidr>;
  readonly rows: DraftRow[];
}

export class Networks {
  #names: UniqueNames;
  #references: References;
  /** Those of the file first, then those that only subnets name. */
  #all: FoundNetwork[] = [];
  /** By what subnets name them by: id, link, name. */
  #byKey = new Map<string, FoundNetwork>();
  #byAddress = new Map<string, FoundNetwork>();
  /** By the blocks that the file states; made when it is first asked. */
  #byBlock: PrefixTable<FoundNetwork> | undefined;

  /** @param facts - those that are networks */
  constructor(facts: readonly Fact[], configuration: unknown, names: UniqueNames) {
    this.#names = names;
    this.#references = new References(
      configuration,
      facts.map(({ resource }) => resource),
      networkTypes,
    );
    for (const { resource, reading, blocks } of facts) {
      const network = this.#add(nameOf(resource, reading), resource.module);
      for (const { cidr } of blocks) network.cidrs.set(formatCidr(cidr), cidr);
      this.#byAddress.set(resource.address, network);
      for (const key of ['id', 'self_link', ...reading.names]) {
        const text = member(resource.values, key);
        if (typeof text !== 'string' || text === '') continue;
        for (const name of [inGroup(text, resource.values), text])
          if (!this.#byKey.has(name)) this.#byKey.set(name, network);
      }
    }
  }

  all(): readonly FoundNetwork[] {
    return this.#all;
  }

  /** The network that a subnet or block names; else the one that the configuration or its addresses say. */
  of({ resource, reading, blocks }: Fact): FoundNetwork {
    const attribute = reading.network ?? '';
    const written = member(resource.values, attribute);
    if (typeof written === 'string' && written !== '') return this.#named(written, resource.values);
    const meant = this.#references.find(resource, attribute);
    return (
      (meant && this.#byAddress.get(meant.address)) ??
      this.#around(blocks[0], resource.module) ??
      onlyOne([...this.#byAddress.values()], resource.module) ??
      this.#named('', {})
    );
  }

  #add(name: string, module: string): FoundNetwork {
    const unique = name === '' ? '' : this.#names.take(cutText(name));
    const network = { module, name: unique, cidrs: new Map<string, Cidr>(), rows: [] };
    this.#all.push(network);
    return network;
  }

  /** By id, name or link, whose last part is the name; made when the file does not hold it. */
  #named(written: string, subnet: Values): FoundNetwork {
    const last = written.split('/').at(-1) ?? '';
    const known = [inGroup(written, subnet), written, last].find((key) => this.#byKey.has(key));
    const network = (known !== undefined && this.#byKey.get(known)) || this.#add(last, '');
    if (known === undefined) this.#byKey.set(written, network);
    return network;
  }

  #around(block: NamedBlock | undefined, module: string): FoundNetwork | undefined {
    if (block === undefined) return undefined;
    this.#byBlock ??= prefixTable(
      this.#all.flatMap((network) => [...network.cidrs.values()].map((cidr) => ({ cidr, value: network }))),
    );
    const around = allMatches(this.#byBlock, firstAddress(block.cidr))
      .filter(({ cidr }) => containsCidr(cidr, block.cidr))
      .flatMap(({ values }) => values);
    return onlyOne(around, module);
  }
}

/** In Azure a name is unique within its resource group. */
function inGroup(name: string, values: Values): string {
  return JSON.stringify([member(values, 'resource_group_name'), name]);
}

/** The only network of a module, else the only one of all. */
function onlyOne(networks: readonly FoundNetwork[], module: string): FoundNetwork | undefined {
  const near = networks.filter((network) => network.module === module);
  if (near.length === 1) return near[0];
  return networks.length === 1 ? networks[0] : undefined;
}
