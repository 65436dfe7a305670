/** What the resources of a Terraform file say of addresses, one fact each. */
import { type Cidr, formatCidr, parseCidr } from '../../../ip/index.ts';
import { isObject, shortText } from '../../hoplight/check.ts';
import type { SourceFile } from '../../source.ts';
import { MOST_BLOCKS, MOST_ROWS, type Report } from '../draft.ts';
import { type TerraformResource, type Values, member, resourcesIn } from './resources.ts';
import { type TypeReading, readingOf } from './types.ts';

export type TerraformFile = SourceFile & { readonly value: Values };

/** A resource that holds addresses. */
export interface Fact {
  readonly resource: TerraformResource;
  readonly reading: TypeReading;
  readonly blocks: readonly NamedBlock[];
}

/** A block of a resource, and what it is called there beside the resource's own name. */
export interface NamedBlock {
  readonly cidr: Cidr;
  readonly part: string | undefined;
}

/** Networks first, then what lies in them, each in the order of the file. */
export function factsIn(file: TerraformFile, report: Report): Fact[] {
  const readable = withInlineSubnets(withoutRepeats(resourcesIn(file.value))).flatMap((resource) => {
    const reading = readingOf(resource.type);
    return reading === undefined ? [] : [{ resource, reading }];
  });
  const most = (list: typeof readable, limit: number, what: string) => {
    if (list.length > limit) {
      const detail = `\`${file.path}\` has ${list.length} ${what}; the first ${limit} were read.`;
      report('plan-too-large', detail, { file: file.path });
    }
    return list.slice(0, limit);
  };
  const networks = readable.filter(({ reading }) => reading.role === 'network');
  const others = readable.filter(({ reading }) => reading.role !== 'network');
  return [...most(networks, MOST_BLOCKS, 'networks'), ...most(others, MOST_ROWS, 'subnets')].map((found) => ({
    ...found,
    blocks: blocksIn(found.resource, found.reading, (detail) =>
      report('invalid-value', detail, placeOf(found.resource, file)),
    ),
  }));
}

export function placeOf({ path, address }: TerraformResource, file: TerraformFile) {
  return { file: file.path, path, line: file.lineOf(path), resource: address };
}

function blocksIn(
  { values, address }: TerraformResource,
  { blocks }: TypeReading,
  onFault: (detail: string) => void,
): NamedBlock[] {
  const found = new Map<string, NamedBlock>();
  for (const attribute of blocks) {
    const value = member(values, attribute);
    for (const item of Array.isArray(value) ? value : [value]) {
      const inner = member(item, 'cidr_block') ?? member(item, 'ip_cidr_range');
      const text = typeof item === 'string' ? item : inner;
      if (typeof text !== 'string' || text === '') continue;
      const cidr = parseCidr(text);
      const part = member(item, 'range_name');
      if (cidr !== undefined)
        found.set(formatCidr(cidr), { cidr, part: typeof part === 'string' ? part : undefined });
      else {
        onFault(
          `\`${shortText(text)}\` at \`${attribute}\` of \`${shortText(address)}\` is not a CIDR block. It was left out.`,
        );
      }
    }
  }
  return [...found.values()];
}

/** What stands in a state twice, as a resource and as the data source that looks it up, is kept once. */
function withoutRepeats(resources: readonly TerraformResource[]): TerraformResource[] {
  const ids = new Set<string>();
  return resources.filter(({ type, values }) => {
    const id = member(values, 'id');
    if (typeof id !== 'string' || id === '' || readingOf(type) === undefined) return true;
    return ids.size < ids.add(`${type} ${id}`).size;
  });
}

/** Azure's virtual networks may list their subnets themselves, or again after they were made as resources. */
function withInlineSubnets(resources: readonly TerraformResource[]): TerraformResource[] {
  const nameOf = (network: unknown, subnet: unknown) => JSON.stringify([network, member(subnet, 'name')]);
  const own = new Set(
    resources
      .filter(({ type }) => type === 'azurerm_subnet')
      .map(({ values }) => nameOf(member(values, 'virtual_network_name'), values)),
  );
  const inline = resources.flatMap((network) => {
    const list = network.type === 'azurerm_virtual_network' ? member(network.values, 'subnet') : undefined;
    const { name, resource_group_name } = network.values;
    return (Array.isArray(list) ? list : []).flatMap((item: unknown): TerraformResource[] => {
      if (!isObject(item) || own.has(nameOf(name, item))) return [];
      const values = { ...item, virtual_network_name: name, resource_group_name };
      return [{ ...network, type: 'azurerm_subnet', values }];
    });
  });
  return [...resources, ...inline];
}
