/** Networks and subnets of a Terraform plan or state in JSON. */
import {
  type Cidr,
  type PrefixTable,
  allMatches,
  containsCidr,
  firstAddress,
  formatCidr,
  parseCidr,
  prefixTable,
} from '../../../ip/index.ts';
import { type Cloud, type SubnetKind, subnetKinds } from '../../../plan/index.ts';
import { shortText } from '../../hoplight/check.ts';
import type { ReadCount, SourceFile } from '../../source.ts';
import { type DraftNetwork, type DraftRow, MOST_BLOCKS, MOST_ROWS, type Report } from '../draft.ts';
import { cutText, labelFrom } from '../label.ts';
import type { UniqueNames } from '../unique-names.ts';
import { References } from './references.ts';
import { type TerraformResource, type Values, member, resourcesIn } from './resources.ts';
import { type TypeReading, networkTypes, readingOf } from './types.ts';

export interface TerraformReading {
  readonly networks: readonly DraftNetwork[];
  /** Of the first network or subnet; `undefined` when the file holds none. */
  readonly cloud: Cloud | undefined;
  readonly counts: readonly ReadCount[];
}

/** @param names - gives each network a name of its own */
export function readTerraform(
  file: SourceFile & { readonly value: Values },
  names: UniqueNames,
  report: Report,
): TerraformReading {
  const resources = withInlineSubnets(withoutRepeats(resourcesIn(file.value)));
  return new TerraformReader(file, resources, names, report).read();
}

/** A block of a resource, and what it is called there beside the resource's own name. */
interface NamedBlock {
  readonly cidr: Cidr;
  readonly part: string | undefined;
}

interface FoundNetwork {
  /** The module instance it is in. */
  readonly module: string;
  readonly name: string;
  /** By their text. */
  readonly cidrs: Map<string, Cidr>;
  readonly rows: DraftRow[];
}

interface Fact {
  readonly resource: TerraformResource;
  readonly reading: TypeReading;
  readonly blocks: readonly NamedBlock[];
}

class TerraformReader {
  #file: SourceFile & { readonly value: Values };
  #names: UniqueNames;
  #report: Report;
  #facts: readonly Fact[];
  #references: References;
  #networks: FoundNetwork[] = [];
  /** Networks by what subnets name them by: id, link, name. */
  #byKey = new Map<string, FoundNetwork>();
  #byAddress = new Map<string, FoundNetwork>();
  /** Networks by the blocks that the file states. */
  #around: PrefixTable<FoundNetwork> = prefixTable<FoundNetwork>([]);

  constructor(
    file: SourceFile & { readonly value: Values },
    resources: readonly TerraformResource[],
    names: UniqueNames,
    report: Report,
  ) {
    this.#file = file;
    this.#names = names;
    this.#report = report;
    const readable = resources.flatMap((resource) => {
      const reading = readingOf(resource.type);
      return reading === undefined ? [] : [{ resource, reading }];
    });
    this.#facts = [
      ...this.#most(
        readable.filter(({ reading }) => reading.role === 'network'),
        MOST_BLOCKS,
        'networks',
      ),
      ...this.#most(
        readable.filter(({ reading }) => reading.role !== 'network'),
        MOST_ROWS,
        'subnets',
      ),
    ].map((found) => ({ ...found, blocks: this.#blocksOf(found.resource, found.reading) }));
    const targets = this.#facts
      .filter(({ reading }) => reading.role === 'network')
      .map(({ resource }) => resource);
    this.#references = new References(member(file.value, 'configuration'), targets, networkTypes);
  }

  read(): TerraformReading {
    for (const fact of this.#facts) if (fact.reading.role === 'network') this.#addNetwork(fact);
    for (const fact of this.#facts) if (fact.reading.role === 'block') this.#addBlock(fact);
    this.#around = prefixTable(
      this.#networks.flatMap((network) =>
        [...network.cidrs.values()].map((cidr) => ({ cidr, value: network })),
      ),
    );
    for (const fact of this.#facts) if (fact.reading.role === 'subnet') this.#addSubnet(fact);
    return {
      networks: this.#networks.map(({ name, cidrs, rows }) => ({ name, cidrs: [...cidrs.values()], rows })),
      cloud: this.#facts[0]?.reading.cloud,
      counts: this.#counts(),
    };
  }

  #most<T>(list: readonly T[], most: number, what: string): readonly T[] {
    if (list.length > most) {
      this.#report('plan-too-large', `The file has ${list.length} ${what}; the first ${most} were read.`, {
        file: this.#file.path,
      });
    }
    return list.slice(0, most);
  }

  #addNetwork({ resource, reading, blocks }: Fact): void {
    const network = this.#newNetwork(ownName(resource, reading) ?? shortAddress(resource), resource.module);
    addBlocks(network, blocks);
    for (const key of ['id', 'self_link', ...reading.names]) {
      const text = member(resource.values, key);
      if (typeof text === 'string' && text !== '' && !this.#byKey.has(text)) this.#byKey.set(text, network);
    }
    this.#byAddress.set(resource.address, network);
  }

  #newNetwork(name: string, module = ''): FoundNetwork {
    const unique = name === '' ? '' : this.#names.take(cutText(name));
    const network = { module, name: unique, cidrs: new Map<string, Cidr>(), rows: [] };
    this.#networks.push(network);
    return network;
  }

  #addBlock(fact: Fact): void {
    addBlocks(this.#networkOf(fact), fact.blocks);
  }

  #addSubnet(fact: Fact): void {
    const { resource, reading, blocks } = fact;
    const place = this.#placeOf(resource);
    if (blocks.length === 0) {
      this.#report(
        'plan-value-unknown',
        `The block of \`${resource.address}\` is not known. ${UNKNOWN_ADVICE}`,
        place,
      );
      return;
    }
    const { rows } = this.#networkOf(fact);
    const name = ownName(resource, reading) ?? shortAddress(resource);
    for (const { cidr, part } of blocks) {
      const label = labelFrom(
        {
          name: part === undefined ? name : `${name} ${part}`,
          note:
            tagOf(resource, 'Note') ??
            tagOf(resource, 'Description') ??
            textIn(resource.values, ['description']),
          zone: textIn(resource.values, reading.zones),
          kind: kindTag(resource) ?? reading.kind?.(resource.values),
        },
        (cut) =>
          this.#report('plan-text-cut', `\`${shortText(resource.address)}\`: the ${cut} was cut.`, place),
      );
      rows.push({ cidr, label, free: false, place });
    }
  }

  /** The network that a subnet or block names; else the one that the configuration or its addresses say. */
  #networkOf({ resource, reading, blocks }: Fact): FoundNetwork {
    const attribute = reading.network ?? '';
    const written = member(resource.values, attribute);
    if (typeof written === 'string' && written !== '') return this.#networkNamed(written);
    const meant = this.#references.find(resource, attribute);
    return (
      (meant && this.#byAddress.get(meant.address)) ??
      this.#networkAround(blocks[0], resource.module) ??
      onlyOne([...this.#byAddress.values()], resource.module) ??
      this.#networkNamed('')
    );
  }

  /** By id, name or link, whose last part is the name; made when the file does not hold it. */
  #networkNamed(written: string): FoundNetwork {
    const last = written.split('/').at(-1) ?? '';
    const known = this.#byKey.get(written) ?? this.#byKey.get(last);
    if (known !== undefined) return known;
    const network = this.#newNetwork(last);
    this.#byKey.set(written, network);
    return network;
  }

  #networkAround(block: NamedBlock | undefined, module: string): FoundNetwork | undefined {
    if (block === undefined) return undefined;
    const around = allMatches(this.#around, firstAddress(block.cidr))
      .filter(({ cidr }) => containsCidr(cidr, block.cidr))
      .flatMap(({ values }) => values);
    return onlyOne(around, module);
  }

  #blocksOf(resource: TerraformResource, reading: TypeReading): NamedBlock[] {
    const found = new Map<string, NamedBlock>();
    for (const attribute of reading.blocks) {
      const value = member(resource.values, attribute);
      for (const item of Array.isArray(value) ? value : [value]) {
        const text =
          typeof item === 'string' ? item : (member(item, 'cidr_block') ?? member(item, 'ip_cidr_range'));
        if (typeof text !== 'string' || text === '') continue;
        const cidr = parseCidr(text);
        const part = member(item, 'range_name');
        if (cidr !== undefined)
          found.set(formatCidr(cidr), { cidr, part: typeof part === 'string' ? part : undefined });
        else {
          this.#report(
            'invalid-value',
            `\`${shortText(text)}\` at \`${attribute}\` of \`${shortText(resource.address)}\` is not a CIDR block. It was left out.`,
            this.#placeOf(resource),
          );
        }
      }
    }
    return [...found.values()];
  }

  #placeOf({ path, address }: TerraformResource) {
    return { file: this.#file.path, path, line: this.#file.lineOf(path), resource: address };
  }

  #counts(): ReadCount[] {
    const byType = new Map<string, { read: number; skipped: number }>();
    for (const { resource, reading, blocks } of this.#facts) {
      const count = byType.get(resource.type) ?? { read: 0, skipped: 0 };
      byType.set(resource.type, count);
      if (blocks.length === 0 && reading.role !== 'network') count.skipped += 1;
      else count.read += 1;
    }
    return [...byType].map(([kind, { read, skipped }]) => ({
      kind,
      read,
      inPart: 0,
      skipped,
      why: skipped === 0 ? undefined : `Their blocks are not known. ${UNKNOWN_ADVICE}`,
    }));
  }
}

const UNKNOWN_ADVICE = 'The provider gives them when the plan is applied; read the state then.';

/** What stands in a state twice, as a resource and as the data source that looks it up, is kept once. */
function withoutRepeats(resources: readonly TerraformResource[]): TerraformResource[] {
  const ids = new Set<string>();
  return resources.filter(({ type, values }) => {
    const id = member(values, 'id');
    if (typeof id !== 'string' || id === '' || readingOf(type) === undefined) return true;
    const key = `${type} ${id}`;
    return ids.size < ids.add(key).size;
  });
}

/** Azure's virtual networks may list their subnets themselves, or again after they were made as resources. */
function withInlineSubnets(resources: readonly TerraformResource[]): TerraformResource[] {
  const own = new Set(
    resources
      .filter(({ type }) => type === 'azurerm_subnet')
      .map(
        ({ values }) => `${String(member(values, 'virtual_network_name'))}/${String(member(values, 'name'))}`,
      ),
  );
  const inline = resources.flatMap((network) => {
    const list = network.type === 'azurerm_virtual_network' ? member(network.values, 'subnet') : undefined;
    const name = member(network.values, 'name');
    return (Array.isArray(list) ? list : []).flatMap((item: unknown): TerraformResource[] => {
      if (own.has(`${String(name)}/${String(member(item, 'name'))}`)) return [];
      const values = { ...(item as Values), virtual_network_name: name };
      return [{ ...network, type: 'azurerm_subnet', values }];
    });
  });
  return [...resources, ...inline];
}

/** The only network of a module, else the only one of all. */
function onlyOne(networks: readonly FoundNetwork[], module: string): FoundNetwork | undefined {
  const near = networks.filter((network) => network.module === module);
  if (near.length === 1) return near[0];
  return networks.length === 1 ? networks[0] : undefined;
}

function addBlocks({ cidrs }: FoundNetwork, blocks: readonly NamedBlock[]): void {
  for (const { cidr } of blocks) cidrs.set(formatCidr(cidr), cidr);
}

function ownName(resource: TerraformResource, { names }: TypeReading): string | undefined {
  return tagOf(resource, 'Name') ?? textIn(resource.values, names);
}

/** `module.net.aws_subnet.app[0]` as `net.app[0]`. */
function shortAddress({ address, type, mode }: TerraformResource): string {
  return address.replaceAll('module.', '').replace(`${mode === 'data' ? 'data.' : ''}${type}.`, '');
}

function tagOf({ values }: TerraformResource, name: string): string | undefined {
  return textIn(member(values, 'tags'), [name]) ?? textIn(member(values, 'tags_all'), [name]);
}

function kindTag(resource: TerraformResource): SubnetKind | undefined {
  const tag = tagOf(resource, 'Kind')?.toLowerCase();
  return subnetKinds.find((kind) => kind === tag);
}

/** The first of some members that is text and not empty. */
function textIn(value: unknown, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = member(value, key);
    if (typeof text === 'string' && text.trim() !== '') return text;
  }
  return undefined;
}
