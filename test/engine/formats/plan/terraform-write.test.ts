import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cidrsubnet, cidrsubnets, eachLeaf, formatCidr, writePlan } from '../../../../engine/index.ts';
import type { Plan } from '../../../../engine/index.ts';
import { hostileTexts, plan, planOf } from './arbitraries.ts';
import { type Block, type Value, parseHcl } from './hcl.ts';

const resources = (blocks: readonly Block[], type: string) =>
  blocks
    .filter(({ labels }) => labels[0] === type)
    .map(({ labels, attributes }) => ({ id: labels[1] ?? '', attributes }));

function mapIn(value: Value | undefined): ReadonlyMap<string, Value> {
  return typeof value === 'object' && 'fields' in value ? value.fields : new Map();
}

function subnetsOf(each: Plan): string[] {
  const found: string[] = [];
  for (const { root, cidr } of each.blocks)
    eachLeaf(root, cidr, ({ free }, at) => {
      if (!free) found.push(formatCidr(at));
    });
  return found.sort();
}

/** Without halves of surrogate pairs, which no text of Terraform can hold. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd');

/** One subnet with everything that can be said of it, by cloud. */
const OTHER_CLOUDS = {
  azure: `variable "resource_group_name" {
  description = "The resource group of the virtual networks."
  type        = string
}

variable "location" {
  description = "Where the virtual networks are."
  type        = string
}

resource "azurerm_virtual_network" "main" {
  name                = "main"
  resource_group_name = var.resource_group_name
  location            = var.location
  address_space       = ["10.0.0.0/16"]
}

# two
# lines
resource "azurerm_subnet" "app_a" {
  name                 = "App-a"
  resource_group_name  = var.resource_group_name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.0.1.0/24"]
}
`,
  gcp: `resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "app_a" {
  name          = "app-a"
  description   = "two\\nlines"
  network       = google_compute_network.main.id
  region        = "europe-west1"
  ip_cidr_range = "10.0.1.0/24"
}
`,
  oci: `variable "compartment_id" {
  description = "The compartment of the networks."
  type        = string
}

resource "oci_core_vcn" "main" {
  compartment_id = var.compartment_id
  display_name   = "main"
  cidr_blocks    = ["10.0.0.0/16"]
}

resource "oci_core_subnet" "app_a" {
  compartment_id             = var.compartment_id
  vcn_id                     = oci_core_vcn.main.id
  display_name               = "App (a)"
  cidr_block                 = "10.0.1.0/24"
  availability_domain        = "europe-west1-b"
  prohibit_public_ip_on_vnic = true

  freeform_tags = {
    "Kind" = "private"
    "Note" = "two\\nlines"
  }
}
`,
  standard: `locals {
  subnets = {
    # two
    # lines
    "App (a)" = "10.0.1.0/24"
  }
}
`,
} as const;

describe('terraform: explicit resources', () => {
  test('a VPC with a second block, zones, kinds and notes', () => {
    const each = planOf({
      '10.0.0.0/16 main': {
        '10.0.0.0/24': { name: 'public-a', zone: 'us-east-1a', kind: 'public', note: 'load balancers' },
        '10.0.1.0/24': {},
      },
      '10.1.0.0/16 main': { '10.1.0.0/20': { name: 'data' } },
    });
    expect(writePlan(each, 'terraform')).toBe(`resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"

  tags = {
    "Name" = "main"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "main_10_1_0_0_16" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "public_a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "us-east-1a"

  tags = {
    "Name" = "public-a"
    "Kind" = "public"
    "Note" = "load balancers"
  }
}

resource "aws_subnet" "subnet_10_0_1_0_24" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "data" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.1.0.0/20"
  depends_on = [aws_vpc_ipv4_cidr_block_association.main_10_1_0_0_16]

  tags = {
    "Name" = "data"
  }
}
`);
  });

  test('IPv4 and IPv6 rows of one name are one subnet; IPv6 alone is native', () => {
    const each = planOf({
      '10.0.0.0/16 main': { '10.0.0.0/24': { name: 'app' } },
      '2001:db8::/56 main': { '2001:db8::/64': { name: 'app' }, '2001:db8:0:1::/64': { name: 'six' } },
    });
    const blocks = parseHcl(writePlan(each, 'terraform'));
    const [app, six, more] = resources(blocks, 'aws_subnet').map(({ attributes }) => attributes);
    expect([app?.get('cidr_block'), app?.get('ipv6_cidr_block')]).toEqual(['10.0.0.0/24', '2001:db8::/64']);
    expect([six?.get('cidr_block'), six?.get('ipv6_native')]).toEqual([undefined, true]);
    expect(more).toBeUndefined();
    expect(
      resources(blocks, 'aws_vpc_ipv6_cidr_block_association')[0]?.attributes.get('ipv6_cidr_block'),
    ).toBe('2001:db8::/56');
    expect(blocks[0]).toMatchObject({ type: 'variable', labels: ['ipv6_ipam_pool_id'] });
  });

  test('blocks without a name are VPCs by themselves', () => {
    const blocks = parseHcl(
      writePlan(planOf({ '10.0.0.0/16': {}, '10.1.0.0/16': {}, '10.2.0.0/16 vpc-1': {} }), 'terraform'),
    );
    expect(resources(blocks, 'aws_vpc').map(({ id }) => id)).toEqual(['vpc_2', 'vpc_3', 'vpc_1']);
  });

  test.each(Object.entries(OTHER_CLOUDS))('%s has its own words', (cloud, text) => {
    const each = planOf(
      {
        '10.0.0.0/16 main': {
          '10.0.1.0/24': { name: 'App (a)', zone: 'europe-west1-b', kind: 'private', note: 'two\nlines' },
        },
      },
      { cloud: cloud as keyof typeof OTHER_CLOUDS },
    );
    expect(writePlan(each, 'terraform')).toBe(text);
  });

  test('names and notes are text, whatever they hold', () => {
    for (const text of hostileTexts) {
      const each = planOf({ '10.0.0.0/16': { '10.0.1.0/24': { name: text.trim(), note: text.trim() } } });
      const [subnet] = resources(parseHcl(writePlan(each, 'terraform')), 'aws_subnet');
      const tags = mapIn(subnet?.attributes.get('tags'));
      expect([tags.get('Name'), tags.get('Note')]).toEqual([text.trim(), text.trim()]);
    }
  });

  test('a note longer than a tag may be is cut', () => {
    const each = planOf({ '10.0.0.0/16': { '10.0.1.0/24': { note: '🙂'.repeat(300) } } });
    const [subnet] = resources(parseHcl(writePlan(each, 'terraform')), 'aws_subnet');
    expect([...String(mapIn(subnet?.attributes.get('tags')).get('Note'))]).toHaveLength(256);
  });

  test('every plan is well-formed, with unique identifiers and all its subnets', () => {
    const property = fc.property(plan, (each) => {
      const blocks = parseHcl(writePlan(each, 'terraform'));
      const ids = blocks.map(({ type, labels }) => `${type} ${labels.join('.')}`);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { labels } of blocks) for (const id of labels) expect(id).toMatch(/^[a-z_][a-z0-9_]*$/);
      if (each.cloud !== 'aws') return;
      const written = resources(blocks, 'aws_subnet').flatMap(({ attributes }) =>
        [attributes.get('cidr_block'), attributes.get('ipv6_cidr_block')].filter(
          (cidr) => typeof cidr === 'string',
        ),
      );
      expect(written.sort()).toEqual(subnetsOf(each));
    });
    fc.assert(property, { seed: 1, numRuns: 400 });
  });
});

describe('terraform-cidrsubnet: calls', () => {
  /** The value of a written expression, with Terraform's functions. */
  function evaluate(value: Value, variables: ReadonlyMap<string, string>): Value {
    if (typeof value !== 'object' || 'fields' in value) return value;
    if (Array.isArray(value)) return value.map((item) => evaluate(item as Value, variables));
    if ('reference' in value) return variables.get(value.reference) ?? '';
    if (!('call' in value)) throw new Error('no expression');
    const args = value.args.map((arg) => evaluate(arg, variables));
    const [prefix = '', ...numbers] = args;
    switch (value.call) {
      case 'cidrsubnet':
        return taken(cidrsubnet(String(prefix), Number(numbers[0]), numbers[1] as bigint));
      case 'cidrsubnets':
        return taken(cidrsubnets(String(prefix), ...numbers.map(Number)));
      case 'zipmap': {
        const [keys, values] = args as [string[], string[]];
        expect(keys).toHaveLength(values.length);
        return { fields: new Map(keys.map((key, at) => [key, values[at] ?? ''])) };
      }
      case 'merge':
        return { fields: new Map(args.flatMap((arg) => [...evaluated(mapIn(arg), variables)])) };
      default:
        throw new Error(`an unknown function ${value.call}`);
    }
  }

  const evaluated = (map: ReadonlyMap<string, Value>, variables: ReadonlyMap<string, string>) =>
    new Map([...map].map(([key, value]) => [key, evaluate(value, variables)]));

  function taken<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
    if (!result.ok) throw new Error(result.error);
    return result.value;
  }

  function subnetsIn(text: string): ReadonlyMap<string, Value> {
    const blocks = parseHcl(text);
    const variables = new Map(
      blocks.flatMap(({ type, labels, attributes }) =>
        type === 'variable' ? [[`var.${labels[0] ?? ''}`, String(attributes.get('default'))] as const] : [],
      ),
    );
    const locals = blocks.find(({ type }) => type === 'locals')?.attributes.get('subnets') ?? '';
    return evaluated(mapIn(evaluate(locals, variables)), variables);
  }

  const tiers = planOf({
    '10.0.0.0/16 main': {
      '10.0.0.0/20': { name: 'public', zone: 'us-east-1a' },
      '10.0.16.0/20': { name: 'app', note: 'two\nlines' },
      '10.0.32.0/24': { name: 'data' },
    },
  });

  test('one call for each subnet', () => {
    expect(writePlan(tiers, 'terraform-cidrsubnet')).toBe(`variable "cidr" {
  description = "The base block of main."
  type        = string
  default     = "10.0.0.0/16"
}

locals {
  subnets = {
    "public" = cidrsubnet(var.cidr, 4, 0)
    # two
    # lines
    "app"    = cidrsubnet(var.cidr, 4, 1)
    "data"   = cidrsubnet(var.cidr, 8, 32)
  }

  zones = {
    "public" = "us-east-1a"
  }
}
`);
  });

  test('one call for all, where it gives them', () => {
    const text = writePlan(tiers, 'terraform-cidrsubnets');
    expect(text).toContain(`  subnets = zipmap(
    [
      "public",
      "app",
      "data",
    ],
    cidrsubnets(var.cidr, 4, 4, 8),
  )
`);
    expect([...subnetsIn(text)]).toEqual([
      ['public', '10.0.0.0/20'],
      ['app', '10.0.16.0/20'],
      ['data', '10.0.32.0/24'],
    ]);
  });

  test('free space between subnets rules the one call out', () => {
    const gap = planOf({ '10.0.0.0/16': { '10.0.1.0/24': { name: 'late' } } });
    expect(writePlan(gap, 'terraform-cidrsubnets')).toContain('"late" = cidrsubnet(var.cidr, 8, 1)');
  });

  test.each(['terraform-cidrsubnet', 'terraform-cidrsubnets'] as const)(
    'every call of %s gives the block of its row',
    (format) => {
      const property = fc.property(plan, (each) => {
        const subnets = subnetsIn(writePlan(each, format));
        expect([...subnets.values()].map(String).sort()).toEqual(subnetsOf(each));
        const names = each.blocks.flatMap(({ root, cidr }) => {
          const found: string[] = [];
          eachLeaf(root, cidr, ({ free, label }) => {
            if (!free && label.name !== undefined) found.push(wellFormed(label.name));
          });
          return found;
        });
        for (const name of names) expect([...subnets.keys()]).toContain(name);
      });
      fc.assert(property, { seed: 2, numRuns: 300 });
    },
  );
});
