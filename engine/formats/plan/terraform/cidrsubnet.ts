/**
 * A plan as calls of Terraform's own functions: one variable for each base block, and the subnets worked out of it, so
 * that another base block moves them all.
 */
import { type Cidr, addressToBigInt, addressWidth, formatCidr } from '../../../ip/index.ts';
import { type Plan, type PlanBlock, cidrsubnet, cidrsubnets, eachLeaf } from '../../../plan/index.ts';
import { nameOfBlock } from '../planned-vpcs.ts';
import { UniqueNames } from '../unique-names.ts';
import { type HclBlock, type HclEntry, type HclValue, print, printHcl, variable } from './hcl.ts';
import { Identifiers } from './identifiers.ts';

/** @param oneCall - one `cidrsubnets` call for a block, where that gives its subnets */
export function writeCidrsubnet(plan: Plan, oneCall: boolean): string {
  const identifiers = new Identifiers();
  const names = new UniqueNames();
  const blocks = plan.blocks.map((block): CalledBlock => {
    const only = plan.blocks.length === 1;
    const id = identifiers.take('variable', only ? 'cidr' : `cidr_${block.vpc}`, 'cidr');
    return { base: block.cidr, variable: id, vpc: block.vpc, subnets: subnetsOf(block, names) };
  });
  const zones = blocks.flatMap(({ subnets }) =>
    subnets.flatMap(({ key, zone }): HclEntry[] => (zone === undefined ? [] : [{ key, value: zone }])),
  );
  return printHcl([
    ...blocks.map((block): HclBlock => {
      const of = block.vpc === '' ? 'The base block.' : `The base block of ${block.vpc}.`;
      return variable(block.variable, of, formatCidr(block.base));
    }),
    {
      type: 'locals',
      labels: [],
      attributes: [
        ['subnets', oneCall ? { expression: merged(blocks) } : mapOf(blocks)],
        ['zones', zones.length > 0 ? { fields: zones } : undefined],
      ],
    },
  ]);
}

interface CalledBlock {
  readonly base: Cidr;
  readonly variable: string;
  readonly vpc: string;
  readonly subnets: readonly CalledSubnet[];
}

interface CalledSubnet {
  readonly key: string;
  readonly cidr: Cidr;
  readonly zone: string | undefined;
  readonly note: string | undefined;
}

function subnetsOf({ root, cidr: base }: PlanBlock, names: UniqueNames): CalledSubnet[] {
  const subnets: CalledSubnet[] = [];
  eachLeaf(root, base, ({ free, label: { name, zone, note } }, cidr) => {
    if (!free) subnets.push({ key: names.take(name ?? nameOfBlock(cidr)), cidr, zone, note });
  });
  return subnets;
}

function mapOf(blocks: readonly CalledBlock[]): HclValue {
  return {
    fields: blocks.flatMap(({ base, variable: id, subnets }) =>
      subnets.map(({ key, cidr, note }): HclEntry => ({
        key,
        value: callFor(cidr, base, id),
        comment: note,
      })),
    ),
  };
}

/** `cidrsubnet(var.cidr, 8, 3)`; the block itself where no call gives it. */
function callFor(cidr: Cidr, base: Cidr, id: string): HclValue {
  const newbits = cidr.prefixLength - base.prefixLength;
  const offset = addressToBigInt(cidr) - addressToBigInt(base);
  const netnum = offset >> BigInt(addressWidth(cidr.family) - cidr.prefixLength);
  const given = cidrsubnet(formatCidr(base), newbits, netnum);
  return given.ok && given.value === formatCidr(cidr)
    ? { expression: `cidrsubnet(var.${id}, ${newbits}, ${netnum})` }
    : formatCidr(cidr);
}

/** The maps of all blocks as one expression. */
function merged(blocks: readonly CalledBlock[]): string {
  const maps = blocks
    .filter(({ subnets }) => subnets.length > 0)
    .map((block) => zipped(block) ?? print(mapOf([block])));
  const [only = '{}'] = maps;
  return maps.length <= 1
    ? only
    : `merge(\n${maps.map((map) => `  ${map.replaceAll('\n', '\n  ')},\n`).join('')})`;
}

/** The subnets of a block by one call; `undefined` when it would place them elsewhere. */
function zipped({ base, variable: id, subnets }: CalledBlock): string | undefined {
  const newbits = subnets.map(({ cidr }) => cidr.prefixLength - base.prefixLength);
  const given = cidrsubnets(formatCidr(base), ...newbits);
  const same = given.ok && given.value.every((cidr, at) => cidr === formatCidr(subnets[at]?.cidr ?? base));
  if (!same) return undefined;
  const keys = subnets.map(({ key }) => `    ${print(key)},\n`).join('');
  return `zipmap(\n  [\n${keys}  ],\n  cidrsubnets(var.${id}, ${newbits.join(', ')}),\n)`;
}
